//! What a provider of OpenID Connect says about itself (OpenID Connect Discovery 1.0, RFC 8414): its
//! metadata and its keys.

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value};
use url::Url;

use super::OAuthError;
use super::fetched::Fetched;
use super::http::{Http, host};
use super::issuer::Issuer;
use super::keys::KeySet;
use super::setup::{self, address_problem};
use crate::Clock;

const HOUR: Duration = Duration::from_secs(60 * 60);

/// The metadata and the keys of one issuer.
pub(super) struct Discovery {
    issuer: Url,
    metadata: Fetched<Metadata>,
    keys: Fetched<KeySet>,
}

/// What of the metadata is used.
pub(super) struct Metadata {
    pub(super) issuer: Issuer,
    pub(super) authorization: Option<Url>,
    pub(super) token: Option<Url>,
    pub(super) userinfo: Option<Url>,
    pub(super) keys: Option<Url>,
    /// Whether answers to authorization requests have an `iss` (RFC 9207 section 3).
    pub(super) answers_with_issuer: bool,
}

/// The document, as far as it is read.
#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: Option<String>,
    token_endpoint: Option<String>,
    userinfo_endpoint: Option<String>,
    jwks_uri: Option<String>,
    authorization_response_iss_parameter_supported: Option<bool>,
}

impl Discovery {
    pub(super) fn new(issuer: Url) -> Self {
        Self {
            issuer,
            metadata: Fetched::new(12 * HOUR, 24 * HOUR),
            // A key that was withdrawn is not trusted for long.
            keys: Fetched::new(HOUR, 24 * HOUR),
        }
    }

    /// The metadata of the issuer that is written so.
    pub(super) async fn metadata(
        &self,
        http: &Http,
        clock: &Clock,
        issuer: &Issuer,
    ) -> Result<Arc<Metadata>, OAuthError> {
        let fetch = async {
            let url = well_known(&self.issuer);
            let document = http.get_object(&url, None).await?;
            read_metadata(document, issuer).map_err(|problem| OAuthError::Unusable {
                host: host(&url),
                problem,
            })
        };
        self.metadata.get(clock, fetch).await
    }

    /// The keys that identity tokens are signed with.
    pub(super) async fn keys(
        &self,
        http: &Http,
        clock: &Clock,
        metadata: &Metadata,
    ) -> Result<Arc<KeySet>, OAuthError> {
        self.keys.get(clock, self.fetch_keys(http, metadata)).await
    }

    /// The keys again, because a token is signed with one that is not among those `seen`.
    pub(super) async fn other_keys(
        &self,
        http: &Http,
        clock: &Clock,
        metadata: &Metadata,
        seen: &Arc<KeySet>,
    ) -> Result<Arc<KeySet>, OAuthError> {
        let fetch = self.fetch_keys(http, metadata);
        self.keys.renew(clock, seen, fetch).await
    }

    async fn fetch_keys(&self, http: &Http, metadata: &Metadata) -> Result<KeySet, OAuthError> {
        let url = metadata.keys.as_ref().ok_or(OAuthError::Unusable {
            host: host(&self.issuer),
            problem: "its metadata has no `jwks_uri`",
        })?;
        let document = http.get_object(url, None).await?;
        KeySet::read(document).map_err(|problem| OAuthError::Unusable {
            host: host(url),
            problem,
        })
    }
}

/// Where the metadata is (OpenID Connect Discovery section 4).
fn well_known(issuer: &Url) -> Url {
    let mut url = issuer.clone();
    let path = issuer.path().trim_end_matches('/');
    url.set_path(&format!("{path}/.well-known/openid-configuration"));
    url
}

fn read_metadata(document: Map<String, Value>, issuer: &Issuer) -> Result<Metadata, &'static str> {
    let document: Document = serde_json::from_value(Value::Object(document))
        .map_err(|_| "its metadata lacks `issuer`, or has a value of a wrong type")?;
    let issuer = issuer.published_as(&document.issuer)?;
    let is_local = Url::parse(issuer.as_str()).is_ok_and(|url| setup::is_local(&url));
    let endpoint = |text: Option<String>| {
        text.map(|text| {
            let url = Url::parse(&text).map_err(|_| "an endpoint of its metadata is not a URL")?;
            if address_problem(&url).is_some() {
                return Err("an endpoint of its metadata is not an `https` URL");
            }
            if setup::is_local(&url) && !is_local {
                return Err(
                    "an endpoint of its metadata is on this machine, and its issuer is not",
                );
            }
            Ok(url)
        })
        .transpose()
    };
    Ok(Metadata {
        authorization: endpoint(document.authorization_endpoint)?,
        token: endpoint(document.token_endpoint)?,
        userinfo: endpoint(document.userinfo_endpoint)?,
        keys: endpoint(document.jwks_uri)?,
        answers_with_issuer: document.authorization_response_iss_parameter_supported == Some(true),
        issuer,
    })
}

#[cfg(test)]
mod tests;
