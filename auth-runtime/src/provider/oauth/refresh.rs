//! Access tokens that an application keeps, renewed (RFC 6749 section 6).

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::identity::NonceRule;
use super::refreshes::Refreshes;
use super::token::{Grant, OWN_CODE};
use super::{OAuthClient, OAuthError};
use crate::{Secret, Timestamp};

/// Renews the access tokens of one provider, for an application that keeps them.
///
/// However many reads of a session find its access token over, one request is made, and all of them
/// get its tokens. They are kept for a while, in this process, for reads that still come with the old
/// refresh token: many providers accept each only once. The request goes on if the client that caused
/// it does not wait for it.
///
/// It writes to no database: a row in `accounts` keeps the tokens of the last sign-in, in clear, unless the
/// application stores the new ones with [`Auth::update_account`](crate::Auth::update_account).
///
/// [`OAuthProvider::refresher`](super::OAuthProvider::refresher) gives one, and clones are the same one.
///
/// ```
/// use auth_runtime::provider::{self, Refresher};
///
/// #[auth_runtime::auth_config(strategy = jwt(encrypted))]
/// pub mod auth {
///     use std::time::Duration;
///
///     use auth_runtime::provider::{RefreshError, Refresher};
///
///     /// Only the server opens the cookie. A signed token takes no `Secret`: whoever holds it can read it.
///     #[extend(token)]
///     pub struct Access {
///         #[from(account.access_token)]  pub access_token: Option<Secret<String>>,
///         #[from(account.refresh_token)] pub refresh_token: Option<Secret<String>>,
///         #[from(account.expires_at)]    pub expires_at: Option<Timestamp>,
///     }
///
///     #[jwt(read)]
///     async fn read(mut token: Token, state: &Refresher) -> Option<Token> {
///         let soon = Timestamp::now() + Duration::from_secs(30);
///         if token.expires_at.is_none_or(|end| end > soon) {
///             return Some(token);
///         }
///         // Not every provider gives one.
///         let Some(refresh_token) = &token.refresh_token else {
///             return Some(token);
///         };
///         match state.refresh(refresh_token.expose_secret()).await {
///             Ok(tokens) => {
///                 token.access_token = Some(tokens.access_token);
///                 token.refresh_token = Some(tokens.refresh_token);
///                 token.expires_at = tokens.expires_at;
///                 Some(token)
///             }
///             // The provider has ended it, so the session ends as well.
///             Err(RefreshError::Revoked) => None,
///             // The provider is away: the session stays, and the next read tries again.
///             Err(_) => Some(token),
///         }
///     }
/// }
///
/// # fn main() -> Result<(), auth_runtime::BuildError> {
/// let github = provider::github().client("the client's id", "the client's secret");
/// let refresher = github.refresher();
/// let auth = auth::builder()
///     .secret("a secret of at least 32 random characters")
///     .provider(github)
///     .state(refresher)
///     .build()?;
/// # let _ = auth;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Refresher(Arc<OnceLock<Arc<Refreshes>>>);

/// What a provider gave for a refresh token.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Tokens {
    /// Opens the provider's API (RFC 6749 section 1.4).
    pub access_token: Secret<String>,
    /// Renews the access token the next time: a new one, or the same one if the provider gave none.
    pub refresh_token: Secret<String>,
    /// When the access token ends, if the provider says so.
    pub expires_at: Option<Timestamp>,
    /// What the access token is good for, if the provider says so (RFC 6749 section 3.3).
    pub scope: Option<String>,
    /// A new identity token, if the provider gave one that is valid (OpenID Connect Core section 12.2).
    /// Whose it is, its `sub`, has not been compared with anything.
    pub id_token: Option<Secret<String>>,
}

/// Why there are no new tokens. The log has the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum RefreshError {
    /// The refresh token is over, used up or revoked (`invalid_grant`, RFC 6749 section 5.2), or is
    /// refused with 400 or 401 and no word of that section: only another sign-in helps.
    #[error("the provider no longer accepts the refresh token")]
    Revoked,
    /// The provider is away or in trouble. The refresh token may still be good.
    #[error("the provider cannot renew tokens just now")]
    Unavailable,
    /// The provider refuses for another reason, such as wrong credentials of the client.
    #[error("the provider refuses to renew the token")]
    Refused,
    /// No builder has built the provider yet.
    #[error(
        "the provider is not built yet: give it to `.provider(..)` of the builder, and ask for its \
         refresher after `.id(..)`"
    )]
    NotBuilt,
}

impl Refresher {
    /// New tokens for this refresh token, or those that it was given already.
    ///
    /// An empty text is no refresh token, and counts as one that is over. It waits for at most half a
    /// minute. It needs tokio.
    pub async fn refresh(&self, refresh_token: &str) -> Result<Tokens, RefreshError> {
        match self.0.get() {
            Some(_) if refresh_token.is_empty() => Err(RefreshError::Revoked),
            Some(refreshes) => refreshes.refresh(refresh_token).await,
            None => Err(RefreshError::NotBuilt),
        }
    }

    /// The provider is built. One that was built before, from a clone of the same provider, stays.
    pub(super) fn connect(&self, client: &OAuthClient) {
        self.0
            .get_or_init(|| Arc::new(Refreshes::new(client.clone())));
    }
}

impl fmt::Debug for Refresher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Refresher")
    }
}

impl OAuthClient {
    /// Asks the provider for new tokens.
    pub(super) async fn refresh(&self, refresh_token: &str) -> Result<Tokens, OAuthError> {
        let metadata = self.metadata().await?;
        let metadata = metadata.as_deref();
        let endpoint = self.token_endpoint(metadata)?;
        let mut grant = endpoint.refresh(refresh_token).await?;
        if let (Some(metadata), Some(token)) = (metadata, grant.id_token.take()) {
            // The refresh token is spent, so what came with it is not lost for this one.
            match self.verify(metadata, &token, &grant, NonceRule::Any).await {
                Ok(_) => grant.id_token = Some(token),
                Err(error) => {
                    tracing::warn!(provider = self.id(), %error, "an identity token was left out");
                }
            }
        }
        let Grant {
            access_token,
            refresh_token: renewed,
            id_token,
            expires_at,
            scope,
            ..
        } = grant;
        Ok(Tokens {
            access_token,
            refresh_token: renewed.unwrap_or_else(|| Secret::from(refresh_token)),
            expires_at,
            scope,
            id_token,
        })
    }
}

impl From<&OAuthError> for RefreshError {
    fn from(error: &OAuthError) -> Self {
        match error {
            // GitHub has its own word for it.
            OAuthError::Refused { status, code, .. } => match *code {
                "invalid_grant" | "bad_refresh_token" => Self::Revoked,
                // Twitch, among others, says so in words of its own.
                OWN_CODE if matches!(status.as_u16(), 400 | 401) => Self::Revoked,
                "server_error" | "temporarily_unavailable" => Self::Unavailable,
                _ => Self::Refused,
            },
            error if error.is_unavailable() => Self::Unavailable,
            _ => Self::Refused,
        }
    }
}

#[cfg(test)]
mod tests;
