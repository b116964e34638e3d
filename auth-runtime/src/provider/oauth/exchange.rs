//! The second half of a sign-in: what the browser's answer means.

use serde_json::{Map, Value};
use url::Url;

use super::client::Inner;
use super::discovery::Metadata;
use super::identity::NonceRule;
use super::token::Grant;
use super::{OAuthClient, OAuthError, ProviderUser, userinfo};
use crate::{Account, Profile};

/// The longest id of a user that a provider may have (OpenID Connect Core section 2 has 255 for
/// `sub`; columns of databases have no more).
const LONGEST_ID: usize = 255;

/// What the browser brought back, and what was kept for it. The `state` has been compared.
pub(crate) struct Answer<'a> {
    pub(crate) code: &'a str,
    /// The issuer that the answer names (RFC 9207).
    pub(crate) iss: Option<&'a str>,
    /// Apple's form field.
    pub(crate) user: Option<&'a str>,
    pub(crate) pkce_verifier: &'a str,
    pub(crate) nonce: Option<&'a str>,
}

/// Who signs in.
pub(crate) struct Identity {
    pub(crate) user: ProviderUser,
    pub(crate) account: Account,
    pub(crate) profile: Profile,
}

impl OAuthClient {
    /// Who it is, for the code of the answer.
    pub(crate) async fn exchange(
        &self,
        answer: Answer<'_>,
        redirect_uri: &Url,
    ) -> Result<Identity, OAuthError> {
        let setup = &self.0.setup;
        let metadata = self.metadata().await?;
        let metadata = metadata.as_deref();
        self.check_issuer(metadata, answer.iss)?;
        let verifier = setup.uses_pkce().then_some(answer.pkce_verifier);
        let grant = self
            .token_endpoint(metadata)?
            .exchange(answer.code, verifier, redirect_uri)
            .await?;
        let mut profile = match metadata {
            Some(metadata) => self.claims(metadata, &grant, &answer).await?,
            None => self.profile(&grant).await?,
        };
        let access_token = grant.access_token.expose_secret();
        userinfo::add_more(&self.0.http, setup, access_token, &mut profile).await?;
        userinfo::add_user(&mut profile, answer.user);
        let profile = Profile::new(profile);
        let user = (setup.profile)(&profile)
            .filter(|user| !user.id.is_empty() && user.id.len() <= LONGEST_ID)
            .ok_or(OAuthError::Profile("it has no id, or one that is too long"))?;
        let mut account = Account::new(self.protocol(), setup.id.as_str(), user.id.as_str());
        grant.store(&mut account);
        Ok(Identity {
            user,
            account,
            profile,
        })
    }

    /// What the identity token says, and beside it the userinfo endpoint.
    async fn claims(
        &self,
        metadata: &Metadata,
        grant: &Grant,
        answer: &Answer<'_>,
    ) -> Result<Map<String, Value>, OAuthError> {
        let Inner { setup, http, .. } = &*self.0;
        let nonce = answer
            .nonce
            .ok_or(OAuthError::Answer("no `nonce` was kept for it"))?;
        let token = grant
            .id_token
            .as_ref()
            .ok_or(OAuthError::Identity("there is none"))?;
        let nonce = NonceRule::Sent(nonce);
        let mut claims = self.verify(metadata, token, grant, nonce).await?;
        // With tenants the answer's issuer is that of the user's own tenant.
        if answer.iss.is_some() && claims.get("iss").and_then(Value::as_str) != answer.iss {
            return Err(OAuthError::Answer(OTHER_ISSUER));
        }
        let userinfo = setup.userinfo.as_ref().or(metadata.userinfo.as_ref());
        if let Some(url) = userinfo.filter(|_| userinfo::is_needed(setup, &claims)) {
            let access_token = grant.access_token.expose_secret();
            userinfo::complete(http, url, access_token, &mut claims).await?;
        }
        Ok(claims)
    }

    /// What the address of the profile says, where there is no identity token.
    async fn profile(&self, grant: &Grant) -> Result<Map<String, Value>, OAuthError> {
        let Inner { setup, http, .. } = &*self.0;
        let url = setup.userinfo.as_ref();
        let url = url.ok_or(OAuthError::Profile("it has no address"))?;
        http.get_object(url, Some(grant.access_token.expose_secret()))
            .await
    }

    /// The answer must come from the provider that was asked, or a code of another one would be sent
    /// to this one (RFC 9207).
    fn check_issuer(
        &self,
        metadata: Option<&Metadata>,
        iss: Option<&str>,
    ) -> Result<(), OAuthError> {
        let issuer = match metadata {
            Some(metadata) => Some(&metadata.issuer),
            None => self.0.issuer.as_ref(),
        };
        match (issuer, iss) {
            (Some(issuer), Some(iss)) if !issuer.matches(iss) => {
                Err(OAuthError::Answer(OTHER_ISSUER))
            }
            (_, None) if metadata.is_some_and(|metadata| metadata.answers_with_issuer) => {
                Err(OAuthError::Answer("its `iss` is missing"))
            }
            _ => Ok(()),
        }
    }
}

const OTHER_ISSUER: &str = "its `iss` is another provider";

#[cfg(test)]
mod profile_tests;
#[cfg(test)]
mod tests;
