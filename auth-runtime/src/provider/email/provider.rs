use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::limiter::{Limit, Limiter};
use super::links::EmailLinks;
use super::mailer::{ErasedMailer, Mailer};

/// Signing in with a link that comes by e-mail ("magic link").
///
/// It needs an [`adapter`](crate::Builder::adapter), which keeps the links' tokens as hashes. A link
/// works once, for its address, within [`max_age`](Self::max_age), and after a click on a page that
/// asks, so programs that open the links of a mail use none up.
///
/// ```
/// use auth_runtime::provider::{Email, SignInMail};
/// use std::time::Duration;
///
/// let email = Email::new(async |mail: SignInMail| {
///     println!("{}", mail.text());
///     Ok(())
/// })
/// .max_age(Duration::from_secs(15 * 60))
/// .limit_per_address(3, Duration::from_secs(15 * 60));
/// ```
#[derive(Clone)]
#[must_use = "a provider does nothing before `.provider(..)` of the builder has it"]
pub struct Email {
    id: String,
    name: String,
    max_age: Duration,
    trusts_unproven: bool,
    per_address: Limit,
    per_client: Limit,
    mailer: Arc<dyn ErasedMailer>,
}

impl Email {
    /// Sends links with this [`Mailer`], under the id `email` and the name `E-mail`.
    pub fn new(mailer: impl Mailer) -> Self {
        const HOUR: Duration = Duration::from_secs(60 * 60);
        Self {
            id: "email".to_owned(),
            name: "E-mail".to_owned(),
            max_age: 24 * HOUR,
            trusts_unproven: false,
            // Somebody who does not find the mail asks again a few times; a mailbox is not flooded by it.
            per_address: Limit {
                count: 5,
                period: HOUR,
            },
            // An office or a school behind one address has its links, and a list of addresses takes days.
            per_client: Limit {
                count: 30,
                period: HOUR,
            },
            mailer: Arc::new(mailer),
        }
    }

    /// The id under which it is known here.
    pub(crate) fn configured_id(&self) -> &str {
        &self.id
    }

    /// Another id, in URLs and in the accounts table: letters, digits, `-` and `_`.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// Another name on the sign-in page.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// How long a link works, in whole seconds; 24 hours by default.
    pub fn max_age(mut self, max_age: Duration) -> Self {
        self.max_age = max_age;
        self
    }

    /// Whether a user keeps the accounts at providers that they had before somebody proved their
    /// address; `false` by default.
    ///
    /// A user's address may have come from a provider that does not look whose it is. So whoever proves
    /// it first, by a link, has the user to themselves: accounts at providers that came before are
    /// unlinked, and sessions in the database end. Auth.js marks no address as proved that comes from a
    /// provider, so for users that it has made this would unlink what is theirs; say `true` there, if
    /// the providers can be trusted with addresses.
    pub fn trust_unproven_addresses(mut self, is_trusted: bool) -> Self {
        self.trusts_unproven = is_trusted;
        self
    }

    /// At most so many mails to one address in each period of whole seconds; 5 in an hour by default.
    ///
    /// It keeps strangers from filling a mailbox. `ada+x@example.com` counts as `ada@example.com`.
    /// Each process counts in its memory, and remembers the last 65,536 mails.
    pub fn limit_per_address(mut self, count: u32, period: Duration) -> Self {
        self.per_address = Limit { count, period };
        self
    }

    /// At most so many mails for one client in each period of whole seconds; 30 in an hour by default.
    ///
    /// It keeps one client from writing to many addresses. It counts only if the client's address is
    /// known: with axum by serving `into_make_service_with_connect_info::<SocketAddr>()`, elsewhere by a
    /// `SocketAddr` in the request's extensions, and behind a proxy by
    /// [`trust_forwarded_headers`](crate::Builder::trust_forwarded_headers). A client is an IPv4 address or the /64
    /// network of an IPv6 address. Each process counts in its memory, and remembers the last 65,536
    /// mails.
    pub fn limit_per_client(mut self, count: u32, period: Duration) -> Self {
        self.per_client = Limit { count, period };
        self
    }

    /// The provider ready for use, or every problem as a sentence that says what to do.
    pub(crate) fn build(self) -> Result<EmailLinks, Vec<String>> {
        let problems = self.problems();
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(EmailLinks {
            id: self.id,
            name: self.name,
            max_age: self.max_age,
            trusts_unproven: self.trusts_unproven,
            limiter: Limiter::new(self.per_address, self.per_client),
            mailer: self.mailer,
        })
    }

    fn problems(&self) -> Vec<String> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let mut problems = Vec::new();
        let mut add = |problem: &str| problems.push(problem.to_owned());
        if self.id.is_empty() || !self.id.bytes().all(is_plain) {
            add("its id is part of URLs: use letters, digits, `-` and `_` only");
        }
        if self.name.trim().is_empty() {
            add("it has no name for the sign-in page: fill `.name(..)` or leave it out");
        }
        if self.max_age.as_secs() == 0 {
            add("its links would never work: `.max_age(..)` needs a second or more");
        }
        for (method, limit) in [
            ("limit_per_address", self.per_address),
            ("limit_per_client", self.per_client),
        ] {
            if limit.count == 0 {
                add(&format!(
                    "it would send nothing: `.{method}(..)` needs a count of 1 or more"
                ));
            }
            if limit.period.as_secs() == 0 {
                add(&format!(
                    "it would limit nothing: `.{method}(..)` needs a period of a second or more"
                ));
            }
        }
        problems
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Email")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("max_age", &self.max_age)
            .field("per_address", &self.per_address)
            .field("per_client", &self.per_client)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::SignInMail;

    fn email() -> Email {
        Email::new(async |_: SignInMail| Ok(()))
    }

    #[test]
    fn has_defaults() {
        let links = email().build().unwrap();
        assert_eq!((links.id(), links.name()), ("email", "E-mail"));
        assert_eq!(links.max_age(), Duration::from_secs(86_400));
    }

    #[test]
    fn takes_other_settings() {
        let links = email()
            .id("Mail_2-b")
            .name("Link")
            .max_age(Duration::from_secs(60))
            .build()
            .unwrap();
        assert_eq!((links.id(), links.name()), ("Mail_2-b", "Link"));
        assert_eq!(links.max_age(), Duration::from_secs(60));
    }

    #[test]
    fn says_what_is_wrong() {
        let second = Duration::from_secs(1);
        for (email, words) in [
            (email().id(""), "its id"),
            (email().id("a b"), "part of URLs"),
            (email().id("é"), "letters, digits"),
            (email().id("a/b"), "its id"),
            (email().name(" "), "no name"),
            (email().max_age(second / 2), "`.max_age(..)`"),
            (
                email().limit_per_address(0, second),
                "`.limit_per_address(..)` needs a count",
            ),
            (
                email().limit_per_address(1, second / 2),
                "`.limit_per_address(..)` needs a period",
            ),
            (
                email().limit_per_client(0, second),
                "`.limit_per_client(..)` needs a count",
            ),
            (
                email().limit_per_client(1, Duration::ZERO),
                "`.limit_per_client(..)` needs a period",
            ),
        ] {
            let problems = email.build().unwrap_err();
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert!(problems[0].contains(words), "{problems:?}");
        }
    }

    #[test]
    fn says_all_that_is_wrong_at_once() {
        let email = email()
            .id("")
            .name("")
            .max_age(Duration::ZERO)
            .limit_per_address(0, Duration::ZERO)
            .limit_per_client(0, Duration::ZERO);
        assert_eq!(email.build().unwrap_err().len(), 7);
    }
}
