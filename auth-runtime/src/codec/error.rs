//! Why a token was not accepted or not made.

/// What is wrong with a token. No variant carries a value of the token: at most a field's name,
/// or what the application's own `Serialize` says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum TokenError {
    /// It is longer than any token of ours.
    #[error("the token is too large")]
    TooLarge,
    /// It does not have the form of a token.
    #[error("the token is malformed")]
    Malformed,
    /// It was made with a key or an algorithm that is not configured.
    #[error("the token was made with a key that is not configured")]
    UnknownKey,
    /// It was altered, or made by someone else.
    #[error("the token's signature does not match")]
    BadSignature,
    /// Its lifetime is over.
    #[error("the token has expired")]
    Expired,
    /// Its lifetime has not begun.
    #[error("the token is not valid yet")]
    NotYetValid,
    /// A claim of the token is missing, or its value does not fit the token's type.
    #[error("the token's claims do not fit: {0}")]
    Claims(String),
    /// The token's type could not be written as JSON, or there was no randomness to write it with.
    #[error("the token cannot be written: {0}")]
    Unwritable(String),
}
