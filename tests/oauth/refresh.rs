//! Access tokens that an application keeps, and renews while the session is read.

use std::time::Duration;

use auth_runtime::provider::{Refresher, oidc};
use auth_runtime::{Clock, Timestamp};
use auth_tests::forge::{COOKIE, claims};
use auth_tests::identity_provider::{CLIENT_ID, CLIENT_SECRET, Endpoint, IdentityProvider, Reply};
use auth_tests::{Client, NOW, SECRET, serve};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

/// What the callbacks take: the provider's tokens, and the time.
#[derive(Clone, Debug)]
struct Access {
    refresher: Refresher,
    clock: Clock,
}

/// An application that keeps the provider's tokens in its own.
#[auth_runtime::auth_config(strategy = jwt)]
mod auth {
    use auth_runtime::BoxError;
    use auth_runtime::provider::RefreshError;

    use super::Access;

    #[extend(token)]
    #[derive(Debug, Default)]
    pub(crate) struct Kept {
        pub(crate) access_token: String,
        pub(crate) refresh_token: String,
        pub(crate) expires_at: Option<Timestamp>,
    }

    #[jwt(sign_in)]
    fn sign_in(token: DefaultToken, account: &Account) -> Token {
        let text = |secret: &Option<Secret<String>>| {
            let secret = secret.as_ref().map(Secret::expose_secret);
            secret.cloned().unwrap_or_default()
        };
        token.extend(Kept {
            access_token: text(&account.access_token),
            refresh_token: text(&account.refresh_token),
            expires_at: account.expires_at,
        })
    }

    #[jwt(read)]
    async fn read(mut token: Token, state: &Access) -> Result<Option<Token>, BoxError> {
        let now = state.clock.now();
        if token.expires_at.is_none_or(|end| now < end) {
            return Ok(Some(token));
        }
        let tokens = match state.refresher.refresh(&token.refresh_token).await {
            Ok(tokens) => tokens,
            Err(RefreshError::Revoked) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        token
            .access_token
            .clone_from(tokens.access_token.expose_secret());
        token
            .refresh_token
            .clone_from(tokens.refresh_token.expose_secret());
        token.expires_at = tokens.expires_at;
        Ok(Some(token))
    }

    #[session]
    fn session(session: Session, _token: &Token) -> Session {
        session
    }
}

struct Lab {
    idp: IdentityProvider,
    clock: Clock,
    client: Client,
}

impl Lab {
    /// Somebody is signed in, with an access token that is good for an hour.
    async fn new() -> Self {
        let clock = Clock::manual(Timestamp::from_unix_seconds(NOW));
        let idp = IdentityProvider::start(clock.clone()).await;
        let provider = oidc("idp", &idp.issuer).client(CLIENT_ID, CLIENT_SECRET);
        let access = Access {
            refresher: provider.refresher(),
            clock: clock.clone(),
        };
        let auth = auth::builder()
            .secret(SECRET)
            .production(false)
            .clock(clock.clone())
            .provider(provider)
            .state(access)
            .build()
            .unwrap();
        let app = Router::new()
            .route("/me", get(async |session: auth::Session| Json(session)))
            .merge(auth.router())
            .layer(auth.layer());
        let mut client = Client::new(&serve(app).await);
        let answer = client.sign_in_with("idp").await;
        assert!(answer.sets(COOKIE).is_some(), "{answer:?}");
        Self { idp, clock, client }
    }

    fn an_hour_later(&self) {
        self.clock.advance(Duration::from_secs(60 * 60));
    }

    /// How often the provider was asked for new tokens.
    fn refreshes(&self) -> usize {
        let received = self.idp.received(Endpoint::Token).into_iter();
        let refreshes = received.filter(|one| one.field("grant_type") == "refresh_token");
        refreshes.count()
    }

    fn kept(&self) -> Value {
        claims(self.client.jar.get(COOKIE).unwrap())
    }
}

/// Many reads at once with one cookie: the claims of each one's new cookie.
async fn read_at_once(client: &Client, path: &'static str) -> Vec<Value> {
    let reads: Vec<_> = (0..50)
        .map(|_| {
            let mut client = client.clone();
            tokio::spawn(async move {
                let answer = client.get(path).await;
                assert_eq!(answer.status, 200, "{answer:?}");
                assert_eq!(answer.json()["user"]["name"], "Ada Lovelace");
                let cookie = answer.sets(COOKIE);
                claims(&cookie.expect("the new token is in the next cookie"))
            })
        })
        .collect();
    let mut kept = Vec::new();
    for read in reads {
        kept.push(read.await.unwrap());
    }
    kept
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_reads_make_one_request() {
    for path in ["/auth/session", "/me"] {
        let mut lab = Lab::new().await;
        let old = lab.kept();
        lab.an_hour_later();
        let kept = read_at_once(&lab.client, path).await;
        assert_eq!(lab.refreshes(), 1, "{path}");
        for claims in &kept {
            for name in ["access_token", "refresh_token", "expires_at"] {
                assert_eq!(claims[name], kept[0][name], "{path}");
                assert_ne!(claims[name], old[name], "{path}");
            }
        }
        // The new token is the provider's own.
        assert!(
            lab.idp
                .secrets()
                .contains(&kept[0]["access_token"].as_str().unwrap().to_owned())
        );
        // Somebody still has the old cookie: the refresh token in it is spent, and gets the same.
        let mut late = lab.client.clone();
        assert_eq!(late.get(path).await.status, 200);
        let late = claims(late.jar.get(COOKIE).unwrap());
        assert_eq!(late["access_token"], kept[0]["access_token"]);
        assert_eq!(lab.refreshes(), 1);
        // With the new cookie there is nothing to renew, until its token is over as well.
        lab.client.get(path).await;
        let answer = lab.client.get(path).await;
        assert!(!answer.touches_session(), "{answer:?}");
        for round in 2..5 {
            lab.an_hour_later();
            lab.client.get(path).await;
            assert_eq!(lab.refreshes(), round, "{path}");
        }
        assert_ne!(lab.kept()["access_token"], kept[0]["access_token"]);
    }
}

#[tokio::test]
async fn an_application_decides_what_a_revoked_token_means() {
    for path in ["/auth/session", "/me"] {
        let mut lab = Lab::new().await;
        lab.idp.revoke_all();
        assert_eq!(lab.client.get(path).await.status, 200);
        lab.an_hour_later();
        let answer = lab.client.get(path).await;
        assert!(answer.deletes(COOKIE), "{answer:?}");
        match path {
            "/me" => assert_eq!(answer.status, 401),
            _ => assert_eq!(answer.text(), "null"),
        }
        assert_eq!(lab.refreshes(), 1);
    }
}

/// A provider that is away signs nobody out.
#[tokio::test]
async fn the_session_outlasts_a_provider_in_trouble() {
    for reply in [
        Reply::Json(503, json!({})),
        Reply::Json(500, json!({ "error": "server_error" })),
        Reply::Html,
        Reply::HangUp,
        Reply::Endless,
        Reply::Redirect("/elsewhere".to_owned()),
        Reply::Json(400, json!({ "error": "temporarily_unavailable" })),
        Reply::Json(401, json!({ "error": "invalid_client" })),
    ] {
        for path in ["/auth/session", "/me"] {
            let mut lab = Lab::new().await;
            let old = lab.client.jar.get(COOKIE).unwrap().to_owned();
            lab.an_hour_later();
            lab.idp
                .plan(|plan| drop(plan.replies.insert(Endpoint::Token, reply.clone())));
            let answer = lab.client.get(path).await;
            assert!(matches!(answer.status, 500 | 503), "{reply:?}: {answer:?}");
            assert!(answer.json()["message"].is_string(), "{reply:?}");
            assert!(!answer.touches_session(), "{reply:?}");
            assert_eq!(lab.client.jar.get(COOKIE), Some(&*old));
            // The provider is back.
            lab.idp.plan(|plan| plan.replies.clear());
            lab.clock.advance(Duration::from_secs(5));
            let answer = lab.client.get(path).await;
            assert_eq!(answer.status, 200, "{reply:?}: {answer:?}");
            assert!(answer.sets(COOKIE).is_some(), "{reply:?}");
        }
    }
}

/// A browser that hangs up has caused a request whose refresh token is spent: its result is not lost.
#[tokio::test]
async fn who_hangs_up_loses_nothing() {
    let mut lab = Lab::new().await;
    lab.an_hour_later();
    let mut hasty = lab.client.clone();
    let read = tokio::spawn(async move { hasty.get("/auth/session").await });
    while lab.refreshes() == 0 {
        tokio::task::yield_now().await;
    }
    read.abort();
    assert!(read.await.is_err());
    let answer = lab.client.session().await;
    assert_eq!(answer.json()["user"]["name"], "Ada Lovelace");
    assert_eq!(lab.refreshes(), 1);
    let token = lab.kept()["access_token"].as_str().unwrap().to_owned();
    assert!(lab.idp.secrets().contains(&token));
}

/// Some providers give no new refresh token: the old one stays good.
#[tokio::test]
async fn a_refresh_token_may_last() {
    let mut lab = Lab::new().await;
    let old = lab.kept();
    lab.idp
        .plan(|plan| plan.tokens = json!({ "refresh_token": null }));
    lab.an_hour_later();
    lab.client.session().await;
    let new = lab.kept();
    assert_eq!(new["refresh_token"], old["refresh_token"]);
    assert_ne!(new["access_token"], old["access_token"]);
}
