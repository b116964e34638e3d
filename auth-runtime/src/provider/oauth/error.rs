//! Why a sign-in with a provider came to nothing.

use http::StatusCode;

/// What went wrong between this application and a provider.
///
/// It is for the log: hosts, statuses and words of our own, and nothing of what a provider sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum OAuthError {
    /// No answer came, or not all of it in time.
    #[error("`{host}` could not be reached: {reason}")]
    Unreachable { host: String, reason: String },
    /// The answer is one that only says that there is none.
    #[error("`{host}` answered with {status}")]
    Status { host: String, status: StatusCode },
    /// The answer is larger than any that is needed.
    #[error("`{host}` answered with more than {limit} bytes")]
    TooLarge { host: String, limit: usize },
    /// The answer is not what was asked for.
    #[error("`{host}` answered with {status} and {found} instead of a JSON object")]
    NotJson {
        host: String,
        status: StatusCode,
        found: &'static str,
    },
    /// The answer has the right form and the wrong content.
    #[error("the answer of `{host}` is of no use: {problem}")]
    Unusable { host: String, problem: &'static str },
    /// The token endpoint refuses (RFC 6749 section 5.2).
    #[error("`{host}` refused to give tokens with {status}: `{code}`")]
    Refused {
        host: String,
        status: StatusCode,
        code: &'static str,
    },
    /// The browser has brought an answer that is not this provider's.
    #[error("the answer to the authorization request is not valid: {0}")]
    Answer(&'static str),
    /// The identity token does not prove what it says.
    #[error("the identity token is not valid: {0}")]
    Identity(&'static str),
    /// The profile does not say who it is about.
    #[error("the profile is not usable: {0}")]
    Profile(&'static str),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes")]
    Random,
    /// Requests are sent by tokio, which does not run here.
    #[error("there is no tokio runtime to send the request with")]
    NoRuntime,
}

impl OAuthError {
    /// Whether the provider is away or in trouble, so that trying again later helps; otherwise what
    /// came is not valid, or is refused.
    pub(crate) fn is_unavailable(&self) -> bool {
        match self {
            Self::Status { status, .. } => {
                status.is_server_error() || *status == StatusCode::TOO_MANY_REQUESTS
            }
            Self::Unreachable { .. }
            | Self::TooLarge { .. }
            | Self::NotJson { .. }
            | Self::Unusable { .. } => true,
            Self::Refused { .. }
            | Self::Answer(_)
            | Self::Identity(_)
            | Self::Profile(_)
            | Self::Random
            | Self::NoRuntime => false,
        }
    }
}
