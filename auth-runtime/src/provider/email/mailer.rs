use std::error::Error;
use std::future::Future;
use std::pin::Pin;

use super::SignInMail;

/// Sends the mails with sign-in links.
///
/// With the feature `smtp`, `SmtpMailer` sends them by SMTP. For everything else, such as the HTTP
/// interface of a mail service, there is a closure or a type of the application:
///
/// ```
/// use auth_runtime::BoxError;
/// use auth_runtime::provider::{Email, Mailer, SignInMail};
///
/// // What a development server may do, and only that: the link is as good as a password.
/// let printed = Email::new(async |mail: SignInMail| {
///     println!("To: {}\nSubject: {}\n\n{}", mail.to, mail.subject(), mail.text());
///     Ok(())
/// });
///
/// struct Outbox(std::sync::Mutex<Vec<SignInMail>>);
///
/// impl Mailer for Outbox {
///     async fn send(&self, mail: &SignInMail) -> Result<(), BoxError> {
///         let mut mails = self.0.lock().map_err(|_| "the outbox is broken")?;
///         mails.push(mail.clone());
///         Ok(())
///     }
/// }
///
/// let kept = Email::new(Outbox(Default::default()));
/// ```
///
/// An error is logged and never shown to a visitor. It must have neither the link nor credentials in it.
pub trait Mailer: Send + Sync + 'static {
    /// Sends one mail. It is sent behind the answer to the visitor, and given up after 30 seconds.
    fn send(
        &self,
        mail: &SignInMail,
    ) -> impl Future<Output = Result<(), Box<dyn Error + Send + Sync>>> + Send;
}

impl<F, Sending> Mailer for F
where
    F: Fn(SignInMail) -> Sending + Send + Sync + 'static,
    Sending: Future<Output = Result<(), Box<dyn Error + Send + Sync>>> + Send,
{
    fn send(
        &self,
        mail: &SignInMail,
    ) -> impl Future<Output = Result<(), Box<dyn Error + Send + Sync>>> + Send {
        self(mail.clone())
    }
}

/// A mailer, whichever it is: which one sends belongs to the deployment, so no type depends on it.
pub(super) trait ErasedMailer: Send + Sync {
    fn send<'a>(&'a self, mail: &'a SignInMail) -> Sent<'a>;
}

type Sent<'a> = Pin<Box<dyn Future<Output = Result<(), Box<dyn Error + Send + Sync>>> + Send + 'a>>;

impl<M: Mailer> ErasedMailer for M {
    fn send<'a>(&'a self, mail: &'a SignInMail) -> Sent<'a> {
        Box::pin(M::send(self, mail))
    }
}
