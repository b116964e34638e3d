use std::error::Error;
use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use super::limiter::{Allowance, Limiter};
use super::mailer::ErasedMailer;
use super::{EmailAddress, SignInMail, token};
use crate::{Secret, Timestamp, random_text};

/// Links by e-mail, with settings that were checked: what [`Email`](super::Email) becomes.
pub(crate) struct EmailLinks {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) max_age: Duration,
    pub(super) trusts_unproven: bool,
    pub(super) limiter: Limiter,
    pub(super) mailer: Arc<dyn ErasedMailer>,
}

impl EmailLinks {
    /// The id in URLs and in the accounts table.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// The name on the sign-in page.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// How long a link works.
    pub(crate) fn max_age(&self) -> Duration {
        self.max_age
    }

    /// Whether a user whose address nobody had proved keeps their accounts once it is proved.
    pub(crate) fn trusts_unproven(&self) -> bool {
        self.trusts_unproven
    }

    /// Whether a mail to this address may be sent now, which counts it.
    pub(crate) fn admit(
        &self,
        address: &EmailAddress,
        client: Option<IpAddr>,
        now: Timestamp,
    ) -> Allowance {
        self.limiter.admit(address, client, now)
    }

    /// A new token: as the link has it, and as the table holds it.
    pub(crate) fn new_token() -> Result<(Secret<String>, String), getrandom::Error> {
        token::new()
    }

    /// How the table holds the token of a link; `None` if no token of ours looks like this.
    pub(crate) fn stored(plain: &str) -> Option<String> {
        random_text::stored(plain)
    }

    /// Sends the mail.
    pub(crate) async fn send(&self, mail: SignInMail) -> Result<(), Box<dyn Error + Send + Sync>> {
        self.mailer.send(&mail).await
    }
}

impl fmt::Debug for EmailLinks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmailLinks")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::sync::Mutex;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::Url;
    use crate::provider::Email;

    #[test]
    fn the_mailer_gets_the_mail_and_its_error_comes_back() {
        let received = Arc::new(Mutex::new(Vec::new()));
        let outbox = Arc::clone(&received);
        let links = Email::new(move |mail: SignInMail| {
            let outbox = Arc::clone(&outbox);
            async move {
                if mail.host == "down.example" {
                    return Err("the mail server is away".into());
                }
                outbox.lock().unwrap().push(mail.to);
                Ok(())
            }
        })
        .build()
        .unwrap();
        let send = |host| {
            let url = Url::parse("https://app.example").unwrap();
            let to = "ada@example.com".parse().unwrap();
            let sending = pin!(links.send(SignInMail::new(to, url, host, links.max_age())));
            match sending.poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(sent) => sent.map_err(|error| error.to_string()),
                Poll::Pending => panic!("this mailer waits for nothing"),
            }
        };
        assert_eq!(send("app.example"), Ok(()));
        assert_eq!(
            send("down.example"),
            Err("the mail server is away".to_owned())
        );
        let received = received.lock().unwrap();
        assert_eq!(
            received
                .iter()
                .map(EmailAddress::as_str)
                .collect::<Vec<_>>(),
            ["ada@example.com"]
        );
    }
}
