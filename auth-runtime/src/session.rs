use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// The default fields of a session: all that a client sees of it unless the application declares more.
///
/// A module's `Session` has these fields and those of its `#[extend(session)]` struct.
///
/// ```
/// let json = serde_json::to_value(auth_runtime::DefaultSession::default()).unwrap();
/// assert_eq!(json, serde_json::json!({ "user": {}, "expires": "1970-01-01T00:00:00.000Z" }));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefaultSession {
    /// Who is signed in.
    pub user: DefaultSessionUser,
    /// When the session ends if it is not used again.
    pub expires: Timestamp,
}

/// The default fields under `session.user`.
///
/// A module's `SessionUser` has these fields and those of its `#[extend(session.user)]` struct.
///
/// ```
/// let user = auth_runtime::DefaultSessionUser { name: Some("Ada".to_owned()), ..Default::default() };
/// assert_eq!(serde_json::to_value(user).unwrap(), serde_json::json!({ "name": "Ada" }));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefaultSessionUser {
    /// Full name, for display.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// URL of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
}
