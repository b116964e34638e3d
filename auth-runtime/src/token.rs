use serde::{Deserialize, Serialize};

use crate::{DefaultSession, DefaultSessionUser, DefaultUser, Timestamp};

/// The default fields of a session token.
///
/// A module's `Token` has these fields and those of its `#[extend(token)]` struct.
/// The claims `iat`, `exp`, `nbf`, `jti` and `auth_time` belong to the codec and are not among them.
///
/// ```
/// use auth_runtime::{DefaultToken, DefaultUser};
///
/// let user = DefaultUser { id: "1815".to_owned(), ..DefaultUser::default() };
/// assert_eq!(DefaultToken::from(user).sub.as_deref(), Some("1815"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefaultToken {
    /// Full name, for display.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// URL of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Subject: the user's id (RFC 7519 section 4.1.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
}

impl DefaultToken {
    /// The session that the client sees if no callback adds to it.
    pub(crate) fn into_session(self, expires: Timestamp) -> DefaultSession {
        DefaultSession {
            user: DefaultSessionUser {
                name: self.name,
                email: self.email,
                image: self.picture,
            },
            expires,
        }
    }
}

/// What a token holds right after a sign-in.
impl From<DefaultUser> for DefaultToken {
    fn from(user: DefaultUser) -> Self {
        Self {
            name: user.name,
            email: user.email,
            picture: user.image,
            sub: Some(user.id),
        }
    }
}
