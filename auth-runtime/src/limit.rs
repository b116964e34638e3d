//! How much is taken from a browser and given to it.

/// The longest token that is read or written, in characters, and so the longest value of a cookie.
pub(crate) const MAX_TOKEN_LENGTH: usize = 32 * 1024;
