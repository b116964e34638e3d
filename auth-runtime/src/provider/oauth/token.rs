//! The token endpoint (RFC 6749 section 3.2): a code or a refresh token for tokens.

use std::future::Future;
use std::pin::Pin;

use http::{Request, Response, StatusCode};
use oauth2::basic::{
    BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse,
    BasicTokenType,
};
use oauth2::{
    AsyncHttpClient, AuthType, AuthorizationCode, Client, ClientId, ClientSecret, EndpointNotSet,
    EndpointSet, ExtraTokenFields, PkceCodeVerifier, RedirectUrl, RefreshToken, RequestTokenError,
    StandardRevocableToken, StandardTokenResponse, TokenResponse as _, TokenUrl,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::Url;

use super::OAuthError;
use super::entry::ClientAuth;
use super::http::{Http, host, json};
use super::setup::Setup;
use crate::{Account, Clock, Secret, Timestamp};

/// What the token endpoint gave.
pub(super) struct Grant {
    pub(super) access_token: Secret<String>,
    pub(super) refresh_token: Option<Secret<String>>,
    pub(super) id_token: Option<Secret<String>>,
    pub(super) expires_at: Option<Timestamp>,
    pub(super) scope: Option<String>,
    pub(super) session_state: Option<String>,
}

/// How the client talks to one token endpoint.
pub(super) struct TokenEndpoint<'a> {
    pub(super) http: &'a Http,
    pub(super) clock: &'a Clock,
    pub(super) setup: &'a Setup,
    pub(super) url: &'a Url,
}

// A closure would do as well, but the compiler cannot tell of its future that it is `Send`.
impl<'c> AsyncHttpClient<'c> for TokenEndpoint<'_> {
    type Error = OAuthError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, OAuthError>> + Send + 'c>>;

    fn call(&'c self, request: Request<Vec<u8>>) -> Self::Future {
        Box::pin(self.answer(request))
    }
}

/// What OpenID Connect adds to a token answer.
#[derive(Debug, Deserialize, Serialize)]
struct OidcFields {
    id_token: Option<String>,
    session_state: Option<String>,
}

impl ExtraTokenFields for OidcFields {}

type Answer = StandardTokenResponse<OidcFields, BasicTokenType>;

type TokenClient = Client<
    BasicErrorResponse,
    Answer,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// The errors of RFC 6749 section 5.2, and those of the authorization endpoint that some providers
/// give here as well. An error of a provider's own invention is not repeated.
const CODES: &[&str] = &[
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_scope",
    "unauthorized_client",
    "unsupported_grant_type",
    "access_denied",
    "server_error",
    "temporarily_unavailable",
    // GitHub's word for `invalid_grant`, and for a refresh token that is used up.
    "bad_verification_code",
    "bad_refresh_token",
    "incorrect_client_credentials",
    "redirect_uri_mismatch",
];

/// In the place of a code that is not among these.
pub(super) const OWN_CODE: &str = "an error of its own";

impl TokenEndpoint<'_> {
    /// Redeems an authorization code (RFC 6749 section 4.1.3, RFC 7636 section 4.5).
    pub(super) async fn exchange(
        &self,
        code: &str,
        pkce_verifier: Option<&str>,
        redirect_uri: &Url,
    ) -> Result<Grant, OAuthError> {
        let client = self
            .client()
            .set_redirect_uri(RedirectUrl::from_url(redirect_uri.clone()));
        let mut request = client.exchange_code(AuthorizationCode::new(code.to_owned()));
        if let Some(verifier) = pkce_verifier {
            request = request.set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()));
        }
        self.grant(request.request_async(self).await)
    }

    /// Renews an access token (RFC 6749 section 6).
    pub(super) async fn refresh(&self, refresh_token: &str) -> Result<Grant, OAuthError> {
        let refresh_token = RefreshToken::new(refresh_token.to_owned());
        let client = self.client();
        let answer = client
            .exchange_refresh_token(&refresh_token)
            .request_async(self)
            .await;
        self.grant(answer)
    }

    fn client(&self) -> TokenClient {
        let client = Client::new(ClientId::new(self.setup.client_id.clone()))
            .set_token_uri(TokenUrl::from_url(self.url.clone()))
            .set_auth_type(match self.setup.client_auth {
                ClientAuth::Basic => AuthType::BasicAuth,
                ClientAuth::Post => AuthType::RequestBody,
            });
        match &self.setup.client_secret {
            Some(secret) => {
                client.set_client_secret(ClientSecret::new(secret.expose_secret().clone()))
            }
            None => client,
        }
    }

    /// Sends the request and brings the answer into the form of RFC 6749 section 5.1.
    async fn answer(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, OAuthError> {
        let answer = self.http.send(request).await?;
        let status = answer.status();
        let is_trouble = status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS;
        if is_trouble || status.is_redirection() {
            return Err(OAuthError::Status {
                host: host(self.url),
                status,
            });
        }
        let Value::Object(mut answer) = json(self.url, &answer)? else {
            return Err(OAuthError::NotJson {
                host: host(self.url),
                status,
                found: "other JSON",
            });
        };
        // GitHub and Slack refuse with status 200.
        if !status.is_success() || answer.contains_key("error") {
            let code = answer.get("error").and_then(Value::as_str);
            let known = CODES.iter().find(|known| code == Some(**known));
            return Err(OAuthError::Refused {
                host: host(self.url),
                status,
                code: known.copied().unwrap_or(OWN_CODE),
            });
        }
        normalise(&mut answer);
        Ok(Response::new(
            Value::Object(answer).to_string().into_bytes(),
        ))
    }

    fn grant(
        &self,
        answer: Result<Answer, RequestTokenError<OAuthError, BasicErrorResponse>>,
    ) -> Result<Grant, OAuthError> {
        let unusable = |problem| OAuthError::Unusable {
            host: host(self.url),
            problem,
        };
        let answer = match answer {
            Ok(answer) => answer,
            Err(RequestTokenError::Request(error)) => return Err(error),
            Err(_) => {
                return Err(unusable(
                    "its tokens lack `access_token`, or have a value of a wrong type",
                ));
            }
        };
        if *answer.token_type() != BasicTokenType::Bearer {
            return Err(unusable("its `token_type` is not `bearer`"));
        }
        let scopes = answer.scopes().map(|scopes| {
            let scopes: Vec<_> = scopes.iter().map(|scope| scope.as_str()).collect();
            scopes.join(" ")
        });
        let secret = |text: &String| Secret::from(text.as_str());
        let fields = answer.extra_fields();
        Ok(Grant {
            access_token: secret(answer.access_token().secret()),
            refresh_token: answer.refresh_token().map(|token| secret(token.secret())),
            // Who speaks OAuth 2 alone has no keys to verify one with.
            id_token: fields
                .id_token
                .as_ref()
                .filter(|_| self.setup.is_oidc())
                .map(secret),
            expires_at: answer.expires_in().map(|span| self.clock.now() + span),
            scope: scopes,
            session_state: fields.session_state.clone(),
        })
    }
}

impl Grant {
    /// Puts the tokens into the account.
    pub(super) fn store(self, account: &mut Account) {
        account.access_token = Some(self.access_token);
        account.refresh_token = self.refresh_token;
        account.id_token = self.id_token;
        account.expires_at = self.expires_at;
        account.token_type = Some("bearer".to_owned());
        account.scope = self.scope;
        account.session_state = self.session_state;
    }
}

/// Mends what providers are known to write differently.
fn normalise(answer: &mut Map<String, Value>) {
    answer.retain(|_, value| !value.is_null());
    answer
        .entry("token_type")
        .or_insert_with(|| "bearer".into());
    // Twitch has a list.
    if let Some(Value::Array(scopes)) = answer.get("scope") {
        let scopes: Vec<_> = scopes.iter().filter_map(Value::as_str).collect();
        let scopes = scopes.join(" ");
        answer.insert("scope".to_owned(), scopes.into());
    }
    // GitHub has commas.
    if let Some(Value::String(scopes)) = answer.get_mut("scope")
        && !scopes.contains(' ')
    {
        *scopes = scopes.replace(',', " ");
    }
    // Azure AD has text, others a fraction. What is no number of seconds says nothing.
    if let Some(seconds) = answer.remove("expires_in") {
        let seconds = match &seconds {
            Value::String(text) => text.parse().ok(),
            other => other.as_f64(),
        };
        if let Some(seconds) = seconds.and_then(whole_seconds) {
            answer.insert("expires_in".to_owned(), seconds.into());
        }
    }
}

/// The whole seconds of a number that is none too strange.
fn whole_seconds(seconds: f64) -> Option<u64> {
    std::time::Duration::try_from_secs_f64(seconds)
        .ok()
        .map(|span| span.as_secs())
}

#[cfg(test)]
mod tests;
