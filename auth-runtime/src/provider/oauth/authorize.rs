//! The first half of a sign-in: where the browser is sent.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use sha2::{Digest as _, Sha256};
use url::Url;

use super::setup::is_reserved;
use super::{OAuthClient, OAuthError};
use crate::{Secret, random_text};

/// Where to send the browser, and what to keep for its answer.
pub(crate) struct Authorization {
    pub(crate) url: Url,
    pub(crate) state: String,
    pub(crate) pkce_verifier: Secret<String>,
    /// For OpenID Connect.
    pub(crate) nonce: Option<String>,
}

impl OAuthClient {
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
}

/// 256 random bits as text.
fn random() -> Result<String, OAuthError> {
    let mut text = random_text::new().map_err(|_| OAuthError::Random)?;
    Ok(std::mem::take(&mut *text))
}

#[cfg(test)]
mod tests;
