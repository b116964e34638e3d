//! A provider that is ready to sign people in.

use std::sync::Arc;

use serde_json::{Map, Value};
use url::Url;

use super::OAuthError;
use super::discovery::{Discovery, Metadata};
use super::http::Http;
use super::identity::{self, Doubt, Expected, NonceRule};
use super::issuer::Issuer;
use super::keys::KeySet;
use super::provider::OAuthProvider;
use super::setup::Setup;
use super::token::{Grant, TokenEndpoint};
use crate::provider::AccountLinking;
use crate::{Clock, ProviderType, Secret};

/// A provider that is ready to sign people in. Clones share what they know of it.
#[derive(Clone)]
pub(crate) struct OAuthClient(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) setup: Setup,
    /// Who signs the provider's answers, if that is known.
    pub(super) issuer: Option<Issuer>,
    /// For OpenID Connect.
    discovery: Option<Discovery>,
    pub(super) http: Http,
    pub(super) clock: Clock,
}

impl OAuthProvider {
    /// The provider ready for use, or every problem as a sentence that says what to do.
    pub(crate) fn build(self, clock: &Clock) -> Result<OAuthClient, Vec<String>> {
        let refresher = self.refresher();
        let setup = self.check()?;
        let http = Http::shared().map_err(|problem| vec![problem])?;
        let client = OAuthClient::new(setup, http, clock);
        refresher.connect(&client);
        Ok(client)
    }
}

impl OAuthClient {
    pub(super) fn new(setup: Setup, http: Http, clock: &Clock) -> Self {
        let issuer = setup.issuer.clone();
        // It was found to be a URL when the provider was checked.
        let url = issuer.as_deref().and_then(|issuer| Url::parse(issuer).ok());
        Self(Arc::new(Inner {
            discovery: url.filter(|_| setup.is_oidc()).map(Discovery::new),
            issuer: issuer.map(|issuer| Issuer::new(issuer, setup.entry.tenants)),
            setup,
            http,
            clock: clock.clone(),
        }))
    }

    /// The id in URLs and in the accounts table.
    pub(crate) fn id(&self) -> &str {
        &self.0.setup.id
    }

    /// The name on its button.
    pub(crate) fn name(&self) -> &str {
        &self.0.setup.name
    }

    pub(crate) fn protocol(&self) -> ProviderType {
        self.0.setup.entry.protocol
    }

    /// Whether the answer comes as a form that is posted from the provider's site.
    pub(crate) fn uses_form_post(&self) -> bool {
        self.0.setup.entry.form_post
    }

    /// The button's background and text.
    pub(crate) fn colors(&self) -> Option<(&str, &str)> {
        let (background, text) = self.0.setup.colors.as_ref()?;
        Some((background, text))
    }

    pub(crate) fn linking(&self) -> Option<AccountLinking> {
        self.0.setup.linking
    }

    /// Whether a sign-in link may set this parameter of the authorization request.
    pub(crate) fn allows_parameter(&self, name: &str) -> bool {
        self.0.setup.allows_parameter(name)
    }

    /// The claims of an identity token. The keys are fetched once more if none of them proves it: one
    /// may be new, or another one under a name that is known.
    pub(super) async fn verify(
        &self,
        metadata: &Metadata,
        token: &Secret<String>,
        grant: &Grant,
        nonce: NonceRule<'_>,
    ) -> Result<Map<String, Value>, OAuthError> {
        let token = token.expose_secret();
        let Inner {
            setup, http, clock, ..
        } = &*self.0;
        let expected = Expected {
            setup,
            issuer: &metadata.issuer,
            nonce,
            access_token: grant.access_token.expose_secret(),
            now: clock.now(),
        };
        let Some(discovery) = self.0.discovery.as_ref() else {
            return Err(OAuthError::Identity("the provider has no keys"));
        };
        if setup.entry.symmetric_id_token {
            return Ok(identity::verify(token, &KeySet::default(), &expected)?);
        }
        let keys = discovery.keys(http, clock, metadata).await?;
        match identity::verify(token, &keys, &expected) {
            Err(Doubt::Key(_)) => {
                let keys = discovery.other_keys(http, clock, metadata, &keys).await?;
                Ok(identity::verify(token, &keys, &expected)?)
            }
            verified => Ok(verified?),
        }
    }

    pub(super) fn token_endpoint<'a>(
        &'a self,
        metadata: Option<&'a Metadata>,
    ) -> Result<TokenEndpoint<'a>, OAuthError> {
        let url = self.endpoint(metadata, |setup, metadata| {
            setup.token.as_ref().or_else(|| metadata?.token.as_ref())
        })?;
        Ok(TokenEndpoint {
            http: &self.0.http,
            clock: &self.0.clock,
            setup: &self.0.setup,
            url,
        })
    }

    pub(super) fn endpoint<'a>(
        &'a self,
        metadata: Option<&'a Metadata>,
        find: impl Fn(&'a Setup, Option<&'a Metadata>) -> Option<&'a Url>,
    ) -> Result<&'a Url, OAuthError> {
        find(&self.0.setup, metadata).ok_or_else(|| OAuthError::Unusable {
            host: self.0.setup.issuer.clone().unwrap_or_default(),
            problem: "its metadata lacks an endpoint",
        })
    }

    /// What a provider of OpenID Connect says about itself.
    pub(super) async fn metadata(&self) -> Result<Option<Arc<Metadata>>, OAuthError> {
        let Inner { http, clock, .. } = &*self.0;
        match (&self.0.discovery, &self.0.issuer) {
            (Some(discovery), Some(issuer)) => {
                discovery.metadata(http, clock, issuer).await.map(Some)
            }
            _ => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests;
