use url::Url;

use crate::Timestamp;
use crate::adapter::VerificationToken;
use crate::callbacks::BoxError;
use crate::identity::Directory;
use crate::provider::{EmailAddress, EmailLinks, SignInMail};

/// A sign-in link on its way to an address.
pub(super) struct Letter {
    pub(super) to: EmailAddress,
    /// Where the link leads, still without what proves the address.
    pub(super) url: Url,
    pub(super) host: String,
    pub(super) now: Timestamp,
}

impl Letter {
    /// Stores the token and sends the link.
    pub(super) async fn send(
        self,
        directory: &Directory,
        links: &EmailLinks,
    ) -> Result<(), BoxError> {
        let Self {
            to,
            mut url,
            host,
            now,
        } = self;
        let (plain, stored) = EmailLinks::new_token()?;
        let token = VerificationToken::new(to.as_str(), stored, now + links.max_age());
        directory.keep_token(&token, now).await?;
        url.query_pairs_mut()
            .append_pair("token", plain.expose_secret())
            .append_pair("email", to.as_str());
        links
            .send(SignInMail::new(to, url, host, links.max_age()))
            .await
    }
}
