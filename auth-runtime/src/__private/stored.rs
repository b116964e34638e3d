use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::adapter::UserField;
use crate::secret::Sealed;

/// A field that a token can hold. The lifetime makes the bound one that is checked where it is used,
/// so that a wrong field is reported once.
#[diagnostic::on_unimplemented(
    message = "the token field type `{Self}` cannot be stored in a token",
    label = "not `Serialize` and `Deserialize`",
    note = "add `#[derive(serde::Serialize, serde::Deserialize)]` to `{Self}`; what holds a `Secret` cannot have it"
)]
pub trait TokenField<'a>: Serialize + DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned> TokenField<'_> for T {}

/// A field that a session can show.
#[diagnostic::on_unimplemented(
    message = "the session field type `{Self}` cannot be shown to the client",
    label = "not `Serialize`",
    note = "add `#[derive(serde::Serialize)]` to `{Self}`"
)]
pub trait SessionField<'a>: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize> SessionField<'_> for T {}

/// [`TokenField`] for a field whose type speaks of a `Secret`; only what it says is different.
///
/// The word picks the message and the trait decides, so another type of that name is as good as any.
#[diagnostic::on_unimplemented(
    message = "a signed token can be read by whoever holds the cookie, so it cannot hold `{Self}`",
    label = "holds a secret",
    note = "`strategy = jwt(encrypted)` can hold it; or keep it in a table of the application"
)]
pub trait PublicTokenField<'a>: Serialize + DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned> PublicTokenField<'_> for T {}

/// [`TokenField`] for a field of an encrypted token whose type speaks of a `Secret`.
#[diagnostic::on_unimplemented(
    message = "the token field type `{Self}` cannot be stored in an encrypted token",
    label = "holds a field that cannot be sealed",
    note = "a `Secret` may stand alone, or in an `Option`, a `Vec` or a map; what is in it has to be `Serialize` and `Deserialize`"
)]
pub trait SealedTokenField<'a>: Sealed + DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: Sealed + DeserializeOwned> SealedTokenField<'_> for T {}

/// [`SessionField`] for a field whose type speaks of a `Secret`.
#[diagnostic::on_unimplemented(
    message = "a session is shown to the client, so `{Self}` cannot be part of it",
    label = "holds a secret",
    note = "take the field out, and read the secret on the server where it is needed"
)]
pub trait PublicSessionField<'a>: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize> PublicSessionField<'_> for T {}

/// A field of the user that a column can hold, for a user who is a row only if the builder has an adapter.
#[diagnostic::on_unimplemented(
    message = "the user field type `{Self}` cannot be stored in a table",
    label = "stores users, whose fields have to be `Serialize` and `Deserialize`",
    note = "add `#[derive(serde::Serialize, serde::Deserialize)]` to `{Self}`"
)]
pub trait ColumnField<'a>: UserField {}

#[diagnostic::do_not_recommend]
impl<T: UserField> ColumnField<'_> for T {}

/// A field of the user that no column can be, whatever its type is.
#[derive(Debug)]
pub struct Misfit;

/// A field of the user that a column can be.
#[diagnostic::on_unimplemented(
    message = "a field of the user cannot be a column of the users table",
    label = "stores users, whose fields have to be columns",
    note = "either its column is there already, as those of `id`, `name`, `email`, `email_verified` and `image` are; or it has an attribute of serde other than `rename`, which means nothing for a column"
)]
pub trait Column<'a> {}
