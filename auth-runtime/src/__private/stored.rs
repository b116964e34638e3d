use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::adapter::UserField;

/// A field that a token can hold. The lifetime makes the bound one that is checked where it is used,
/// so that a wrong field is reported once.
#[diagnostic::on_unimplemented(
    message = "the token field type `{Self}` cannot be stored in a token",
    label = "holds a field that is not `Serialize` and `Deserialize`",
    note = "add `#[derive(serde::Serialize, serde::Deserialize)]` to `{Self}`"
)]
pub trait TokenField<'a>: Serialize + DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned> TokenField<'_> for T {}

/// A field that a session can show.
#[diagnostic::on_unimplemented(
    message = "the session field type `{Self}` cannot be shown to the client",
    label = "holds a field that is not `Serialize`",
    note = "add `#[derive(serde::Serialize)]` to `{Self}`"
)]
pub trait SessionField<'a>: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize> SessionField<'_> for T {}

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
    note = "each column has a name of its own, and of serde's attributes only `rename` has a meaning for it"
)]
pub trait Column<'a> {}
