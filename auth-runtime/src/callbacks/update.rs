use std::borrow::Cow;

/// Refuses what a client has posted with `update(data)`.
///
/// Return it as the error of the callback that takes `update`: `#[jwt]` or `#[jwt(update)]`, and `#[session]` with
/// `strategy = database`.
/// The answer is 400 with `error: "InvalidUpdate"` and the message, and the session stays as it is; any other
/// error is a failure of the server, which is logged and answered with 500.
/// It is found as itself, in a box, and as the [`source`](std::error::Error::source) of another error, but not
/// behind `#[error(transparent)]` of `thiserror`, which hides it.
///
/// ```
/// #[auth_runtime::auth_config(strategy = jwt)]
/// mod auth {
///     #[update]
///     #[derive(serde::Deserialize)]
///     pub struct Rename { name: String }
///
///     #[jwt]
///     fn jwt(mut token: Token, update: Option<Rename>) -> Result<Token, InvalidUpdate> {
///         if let Some(Rename { name }) = update {
///             if name.is_empty() || name.len() > 50 {
///                 return Err(InvalidUpdate::new("A name has 1 to 50 characters."));
///             }
///             token.name = Some(name);
///         }
///         Ok(token)
///     }
/// }
/// # fn main() {}
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct InvalidUpdate {
    message: Cow<'static, str>,
}

impl InvalidUpdate {
    /// A refusal with a message, which the client gets to see.
    pub fn new(message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            message: message.into(),
        }
    }

    /// The message.
    pub fn message(&self) -> &str {
        &self.message
    }
}
