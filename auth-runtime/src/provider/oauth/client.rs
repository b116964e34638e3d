//! The two halves of a sign-in with a provider: where the browser is sent, and what its answer means.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use openidconnect::core::CoreJsonWebKeySet;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use url::Url;

use super::discovery::{Discovery, Metadata};
use super::http::Http;
use super::identity::{self, Doubt, Expected, NonceRule};
use super::issuer::Issuer;
use super::provider::OAuthProvider;
use super::setup::{Setup, is_reserved};
use super::token::TokenEndpoint;
use super::{OAuthError, ProviderUser, userinfo};
use crate::provider::AccountLinking;
use crate::{Account, Clock, Profile, ProviderType, Secret};

/// The longest id of a user that a provider may have (OpenID Connect Core section 2 has 255 for
/// `sub`; columns of databases have no more).
const LONGEST_ID: usize = 255;

/// A provider that is ready to sign people in. Clones share what they know of it.
#[derive(Clone)]
pub(crate) struct OAuthClient(Arc<Inner>);

struct Inner {
    setup: Setup,
    /// Who signs the provider's answers, if that is known.
    issuer: Option<Issuer>,
    /// For OpenID Connect.
    discovery: Option<Discovery>,
    http: Http,
    clock: Clock,
}

/// Where to send the browser, and what to keep for its answer.
pub(crate) struct Authorization {
    pub(crate) url: Url,
    pub(crate) state: String,
    pub(crate) pkce_verifier: Secret<String>,
    /// For OpenID Connect.
    pub(crate) nonce: Option<String>,
}

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

impl OAuthProvider {
    /// The provider ready for use, or every problem as a sentence that says what to do.
    pub(crate) fn build(self, clock: &Clock) -> Result<OAuthClient, Vec<String>> {
        let setup = self.check()?;
        let http = Http::shared().map_err(|problem| vec![problem])?;
        Ok(OAuthClient::new(setup, http, clock))
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

    /// The authorization request (RFC 6749 section 4.1.1, RFC 7636, OpenID Connect Core 3.1.2.1), with
    /// parameters of the sign-in link that [`allows_parameter`](Self::allows_parameter) has let pass.
    pub(crate) async fn authorize(
        &self,
        redirect_uri: &Url,
        parameters: &[(String, String)],
    ) -> Result<Authorization, OAuthError> {
        let setup = &self.0.setup;
        let metadata = self.metadata().await?;
        let endpoint = self.endpoint(metadata.as_deref(), |setup, metadata| {
            let ours = setup.authorization.as_ref();
            ours.or_else(|| metadata?.authorization.as_ref())
        })?;
        let state = random()?;
        let pkce_verifier = Secret::from(random()?);
        let nonce = setup.is_oidc().then(random).transpose()?;
        let challenge = BASE64URL.encode(Sha256::digest(pkce_verifier.expose_secret()));

        // The last of one name counts: the entry's, the application's, the link's.
        let mut further: Vec<(&str, &str)> = Vec::new();
        let entry = setup.entry.parameters.iter().copied();
        let written = setup.parameters.iter().chain(parameters);
        let written = written.map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in entry.chain(written) {
            further.retain(|(other, _)| *other != name);
            further.push((name, value));
        }
        let mut url = endpoint.clone();
        let own: Vec<(String, String)> = endpoint.query_pairs().into_owned().collect();
        further.retain(|(name, _)| !is_reserved(name));
        let is_free =
            |name: &str| !is_reserved(name) && !further.iter().any(|(other, _)| *other == name);
        {
            let mut query = url.query_pairs_mut();
            query.clear();
            query.extend_pairs(own.iter().filter(|(name, _)| is_free(name)));
            query.append_pair("response_type", "code");
            query.append_pair("client_id", &setup.client_id);
            query.append_pair("redirect_uri", redirect_uri.as_str());
            if !setup.scope.is_empty() {
                query.append_pair("scope", &setup.scope);
            }
            if setup.entry.form_post {
                query.append_pair("response_mode", "form_post");
            }
            query.append_pair("state", &state);
            if setup.uses_pkce() {
                query.append_pair("code_challenge", &challenge);
                query.append_pair("code_challenge_method", "S256");
            }
            if let Some(nonce) = &nonce {
                query.append_pair("nonce", nonce);
            }
            query.extend_pairs(further);
        }
        Ok(Authorization {
            url,
            state,
            pkce_verifier,
            nonce,
        })
    }

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
        let access_token = grant.access_token.expose_secret();
        let userinfo = setup
            .userinfo
            .as_ref()
            .or_else(|| metadata?.userinfo.as_ref());
        let mut profile = match (metadata, userinfo) {
            (Some(metadata), userinfo) => {
                let nonce = answer.nonce.ok_or(OAuthError::Answer(
                    "the `nonce` of the sign-in was not kept",
                ))?;
                let token = grant
                    .id_token
                    .as_ref()
                    .ok_or(OAuthError::Identity("there is none"))?
                    .expose_secret();
                let nonce = NonceRule::Sent(nonce);
                let mut claims = self.verify(metadata, token, access_token, nonce).await?;
                // With tenants the answer's issuer is that of the user's own tenant.
                if answer.iss.is_some() && claims.get("iss").and_then(Value::as_str) != answer.iss {
                    return Err(OAuthError::Answer(OTHER_ISSUER));
                }
                if let Some(url) = userinfo.filter(|_| userinfo::is_needed(setup, &claims)) {
                    userinfo::complete(&self.0.http, url, access_token, &mut claims).await?;
                }
                claims
            }
            (None, Some(url)) => userinfo::profile(&self.0.http, setup, url, access_token).await?,
            (None, None) => return Err(OAuthError::Profile("it has no address")),
        };
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

    /// The claims of an identity token. Keys that are unknown are fetched once more.
    async fn verify(
        &self,
        metadata: &Metadata,
        token: &str,
        access_token: &str,
        nonce: NonceRule<'_>,
    ) -> Result<Map<String, Value>, OAuthError> {
        let Inner {
            setup, http, clock, ..
        } = &*self.0;
        let expected = Expected {
            setup,
            issuer: &metadata.issuer,
            nonce,
            access_token,
            now: clock.now(),
        };
        let Some(discovery) = self.0.discovery.as_ref() else {
            return Err(OAuthError::Identity("the provider has no keys"));
        };
        if setup.entry.symmetric_id_token {
            let keys = CoreJsonWebKeySet::default();
            return Ok(identity::verify(token, &keys, &expected)?);
        }
        let keys = discovery.keys(http, clock, metadata).await?;
        match identity::verify(token, &keys, &expected) {
            Err(Doubt::UnknownKey) => {
                let keys = discovery.other_keys(http, clock, metadata, &keys).await?;
                Ok(identity::verify(token, &keys, &expected)?)
            }
            verified => Ok(verified?),
        }
    }

    fn token_endpoint<'a>(
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

    fn endpoint<'a>(
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
    async fn metadata(&self) -> Result<Option<Arc<Metadata>>, OAuthError> {
        let Inner { http, clock, .. } = &*self.0;
        match (&self.0.discovery, &self.0.issuer) {
            (Some(discovery), Some(issuer)) => {
                discovery.metadata(http, clock, issuer).await.map(Some)
            }
            _ => Ok(None),
        }
    }
}

const OTHER_ISSUER: &str = "its `iss` is another provider";

/// 256 random bits as text.
fn random() -> Result<String, OAuthError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| OAuthError::Random)?;
    Ok(BASE64URL.encode(bytes))
}

#[cfg(test)]
mod tests;
