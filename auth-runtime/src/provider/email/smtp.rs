use std::error::Error;
use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

pub use self::error::SmtpError;
use self::failure::{Failure, failure};
use super::{EmailAddress, Mailer, SignInMail, token};

mod error;
mod failure;
mod sender;
mod server;

/// How long a mail may take, from the connection to the server's last answer.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Sends mails by SMTP (RFC 5321, RFC 6409), in a runtime of tokio.
///
/// ```
/// use auth_runtime::provider::{Email, SmtpMailer};
///
/// let mailer = SmtpMailer::from_url(
///     "smtps://user:password@mail.example.com",
///     "Our application <no-reply@example.com>",
/// )?;
/// let email = Email::new(mailer);
/// # Ok::<(), auth_runtime::provider::SmtpError>(())
/// ```
///
/// Each mail has a connection of its own and at most 10 seconds. Errors name the server's code and
/// the plain words of its answer, never the credentials, an address or the link.
#[derive(Clone)]
pub struct SmtpMailer(Arc<Inner>);

struct Inner {
    server: AsyncSmtpTransportBuilder,
    /// Made by the first mail: with lettre's pool, which another crate may switch on, it needs the runtime.
    transport: OnceLock<AsyncSmtpTransport<Tokio1Executor>>,
    from: Mailbox,
    timeout: Duration,
}

impl SmtpMailer {
    /// Sends with the server of this URL, from this sender.
    ///
    /// | URL | connection | port |
    /// |---|---|---|
    /// | `smtps://user:password@mail.example.com` | TLS from the start (RFC 8314) | 465 |
    /// | `smtp://user:password@mail.example.com` | TLS after `STARTTLS`, or an error | 587 |
    /// | `smtp://localhost:1025` | in clear, to this machine | 587 |
    /// | `smtp://mailbox:1025?tls=none` | in clear and without a password, for a test server | 587 |
    ///
    /// User and password are percent-encoded. `?tls=required` asks for `STARTTLS` on this machine as
    /// well. Certificates are checked as the system checks them.
    ///
    /// The sender is an address, or a name with an address in angle brackets.
    ///
    /// # Errors
    ///
    /// If the URL or the sender cannot be used. Nothing is sent yet.
    pub fn from_url(url: &str, from: &str) -> Result<Self, SmtpError> {
        let from = sender::parse(from)?;
        // The sender's domain introduces us: what the machine is called in its network is nobody's business.
        let server = server::parse(url, from.email.domain())?.timeout(Some(TIMEOUT));
        Ok(Self(Arc::new(Inner {
            server,
            transport: OnceLock::new(),
            from,
            timeout: TIMEOUT,
        })))
    }
}

impl Inner {
    async fn send(&self, mail: &SignInMail) -> Result<(), Box<dyn Error + Send + Sync>> {
        let message = message(&self.from, mail)?;
        let transport = self
            .transport
            .get_or_init(|| self.server.clone().build::<Tokio1Executor>());
        match tokio::time::timeout(self.timeout, transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(failure(&error).into()),
            Err(_) => Err(Failure::slow(self.timeout).into()),
        }
    }
}

impl Mailer for SmtpMailer {
    async fn send(&self, mail: &SignInMail) -> Result<(), Box<dyn Error + Send + Sync>> {
        self.0.send(mail).await
    }
}

/// The mail as RFC 5322 has it, with both bodies.
fn message(from: &Mailbox, mail: &SignInMail) -> Result<Message, Box<dyn Error + Send + Sync>> {
    // Tells answering machines that there is nobody to answer (RFC 3834 section 5).
    let auto_submitted = HeaderValue::new(
        HeaderName::new_from_ascii_str("Auto-Submitted"),
        "auto-generated".to_owned(),
    );
    // A fresh one: nothing of the link is in it.
    let id = token::new()?.1;
    let message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, address(&mail.to)?))
        .subject(mail.subject())
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        .raw_header(auto_submitted)
        .multipart(MultiPart::alternative_plain_html(mail.text(), mail.html()))?;
    Ok(message)
}

/// What lettre makes of the address, whose rules are wider than ours.
fn address(address: &EmailAddress) -> Result<Address, lettre::address::AddressError> {
    Address::new(address.local_part(), address.domain())
}

impl fmt::Debug for SmtpMailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpMailer")
            .field("from", &self.0.from.email.to_string())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod fake;
#[cfg(test)]
mod tests;
