use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::adapter::UserField;
use crate::secret::Sealed;

/// A field that a token can hold. The lifetime makes the bound one that is checked where it is used,
/// so that a wrong field is reported once.
#[diagnostic::on_unimplemented(
    message = "the token field type `{Self}` cannot be stored in a token",
    label = "not `Serialize` and `Deserialize`",
    note = "if `{Self}` is a type of the application, add `#[derive(serde::Serialize, serde::Deserialize)]` to it",
    note = "a `Secret` is written to a token of `strategy = jwt(encrypted)` only, and only where its type is called `Secret`"
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
    note = "if `{Self}` is a type of the application, add `#[derive(serde::Serialize, serde::Deserialize)]` to it; a `Secret` is stored in no column, but in a table of the application"
)]
pub trait ColumnField<'a>: UserField {}

#[diagnostic::do_not_recommend]
impl<T: UserField> ColumnField<'_> for T {}

/// A field of the user that no column can be, whatever its type is.
#[derive(Debug)]
pub struct Misfit;

/// What a field does not have whose column is there already.
#[diagnostic::on_unimplemented(
    message = "a field of the user would be stored in a column that is there already",
    label = "stores users, whose fields have a column each",
    note = "the users table has `id`, `name`, `email`, `emailVerified` and `image` by itself: give the field that is shown below another name by `#[serde(rename = \"..\")]`, or leave it out"
)]
pub trait ColumnOfItsOwn<'a> {}

/// What a field does not have that says more to serde than its name.
#[diagnostic::on_unimplemented(
    message = "a field of the user has an attribute of serde that means nothing for a column",
    label = "stores users, whose fields are columns",
    note = "only `rename` is read: leave out the attribute that is shown below"
)]
pub trait PlainColumn<'a> {}
