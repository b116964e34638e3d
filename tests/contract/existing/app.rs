//! An application that asks for no columns of its own.

use auth_runtime::adapter::Adapter;
use auth_runtime::{ConfigError, SessionIds, auth_config};
use auth_tests::SECRET;
use auth_tests::forge::COOKIE;
use http::{HeaderMap, header};
use serde_json::json;

#[auth_config(strategy = database)]
mod auth {
    #[session]
    fn session(mut session: Session, user: &User) -> Session {
        session.user.image = Some(format!("/faces/{}", user.id));
        session
    }
}

/// Somebody who is signed in at Auth.js is signed in here.
pub(crate) async fn runs_beside_authjs(adapter: impl Adapter, grace: &str) {
    let builder = auth::builder().secret(SECRET).production(false);
    let builder = builder.adapter(adapter).session_ids(SessionIds::Plain);
    let auth = builder.build().await.unwrap();
    let session = async |token: &str| {
        let mut headers = HeaderMap::new();
        let cookie = format!("{COOKIE}={token}").parse().unwrap();
        headers.insert(header::COOKIE, cookie);
        let session = auth.session(&headers).await.unwrap();
        serde_json::to_value(session).unwrap()
    };
    assert_eq!(
        session("grace-session").await,
        json!({
            "user": {
                "name": "Grace Hopper",
                "email": "grace@example.com",
                "image": format!("/faces/{grace}"),
            },
            "expires": "2037-03-04T05:06:07.000Z",
        })
    );
    for other in ["Grace-Session", "grâce-session", "grace-session-2"] {
        assert!(session(other).await.is_null(), "{other}");
    }
}

/// None of Auth.js's tables says when somebody signed in.
pub(crate) async fn wants_a_column_for_max_lifetime(adapter: impl Adapter) {
    assert!(!adapter.keeps_created());
    let builder = auth::builder().secret(SECRET).production(false);
    let builder = builder.max_lifetime(std::time::Duration::from_secs(86_400));
    let error = builder.adapter(adapter).build().await.unwrap_err();
    assert_eq!(error.errors(), [ConfigError::NoCreated]);
}
