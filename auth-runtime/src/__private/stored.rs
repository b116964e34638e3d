use serde::Serialize;
use serde::de::DeserializeOwned;

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
