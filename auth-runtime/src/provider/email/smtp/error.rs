use crate::provider::AddressError;

/// Why an [`SmtpMailer`](super::SmtpMailer) cannot be made. It holds nothing of the URL.
///
/// ```
/// use auth_runtime::provider::SmtpMailer;
///
/// let error = SmtpMailer::from_url("https://mail.example.com", "no-reply@example.com").unwrap_err();
/// assert_eq!(error.to_string(), "an SMTP URL begins with `smtps://` or `smtp://`");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SmtpError {
    /// The URL is none.
    #[error("the SMTP URL cannot be read; `smtps://user:password@mail.example.com` is one")]
    Url(#[source] url::ParseError),
    /// The URL is for another protocol.
    #[error("an SMTP URL begins with `smtps://` or `smtp://`")]
    Scheme,
    /// The URL names no server.
    #[error("the SMTP URL names no server, as in `smtps://mail.example.com`")]
    Host,
    /// There is a user without a password or the other way round, or one of them is no text in UTF-8.
    #[error("an SMTP URL has a user and a password, both percent-encoded, or neither")]
    Credentials,
    /// There is more after the server than is understood.
    #[error("after the server an SMTP URL has nothing but `?tls=required` or `?tls=none`")]
    Suffix,
    /// The password would go over a network in clear.
    #[error("with `?tls=none` the password would go in clear; leave one of them out")]
    PasswordInClear,
    /// There is no TLS on this machine.
    #[error("TLS cannot be set up")]
    Tls(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The sender's address is none.
    #[error("the sender needs an address, as in `Our application <no-reply@example.com>`")]
    From(#[source] AddressError),
    /// The sender's name has characters that a header cannot have.
    #[error("the sender's name has quotes, angle brackets, backslashes or control characters")]
    FromName,
}
