//! Sessions in one `PostgreSQL` database, with the official `@auth/pg-adapter` on one side.

use std::time::Duration;

use auth_runtime::adapter::{PostgresAdapter, Tables};
use auth_runtime::{Clock, SessionIds, Timestamp, Url, auth_config};
use auth_tests::forge::COOKIE;
use auth_tests::{AuthJs, Client, SECRET, Style, serve, with_postgres};

const TABLES: &str = include_str!("../contract/existing/tables/authjs_pg.sql");

#[auth_config(strategy = database)]
mod auth {
    #[extend(session.user)]
    pub(crate) struct Identity {
        #[from(user.id)]
        pub(crate) id: String,
    }

    #[derive(serde::Deserialize)]
    pub(crate) struct Form {
        id: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        let Form { id } = credentials;
        (!id.is_empty()).then(|| User {
            id,
            ..User::default()
        })
    }
}

async fn application(url: &str, clock: &Clock) -> Client {
    let adapter = PostgresAdapter::connect(url).await.unwrap();
    sqlx::raw_sql(TABLES).execute(adapter.pool()).await.unwrap();
    let builder = auth::builder()
        .secret(SECRET)
        .production(false)
        .clock(clock.clone());
    let builder = builder.adapter(adapter.tables(Tables::authjs_pg()));
    let auth = builder
        .session_ids(SessionIds::Plain)
        .build()
        .await
        .unwrap();
    Client::new(&serve(auth.router().layer(auth.layer())).await)
}

/// Whose session the browser has, and when it ends; it has to be one of Ada's.
async fn session(browser: &mut Client) -> (String, Timestamp) {
    let session = browser.session().await.json();
    assert_eq!(session["user"]["email"], "ada@example.com", "{session}");
    let expires = serde_json::from_value(session["expires"].clone()).unwrap();
    (session["user"]["id"].as_str().unwrap().to_owned(), expires)
}

async fn tour(url: String) {
    let Some(mut authjs) = AuthJs::start() else {
        return;
    };
    let clock = Clock::manual(Clock::system().now());
    let mut here = application(&url, &clock).await;
    let mut there = authjs.with_database(&[SECRET], &url);

    // By a link at Auth.js.
    there
        .submit(Style::V5, "signin/email", &[("email", "ada@example.com")])
        .await;
    let link: Url = authjs.mailed().parse().unwrap();
    there
        .get(&format!("{}?{}", link.path(), link.query().unwrap()))
        .await;
    let (ada, expires) = session(&mut there).await;
    here.jar = there.jar.clone();
    assert_eq!(session(&mut here).await.0, ada);
    let id = here.jar.get(COOKIE).unwrap().to_owned();

    // Ours moves the end, and Auth.js sees it.
    let days = Duration::from_secs(2 * 24 * 60 * 60);
    clock.advance(days);
    here.session().await;
    assert_eq!(here.jar.get(COOKIE), Some(&*id));
    there.jar = here.jar.clone();
    assert!(session(&mut there).await.1 > expires);

    // Whoever leaves here has left both.
    here.submit(Style::V5, "signout", &[]).await;
    assert_eq!(there.session().await.text(), "null");
    assert!(there.jar.get(COOKIE).is_none());

    // By a form here.
    let answer = here.sign_in(Style::V5, &[("id", &ada)]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    there.jar = here.jar.clone();
    assert_eq!(session(&mut there).await.0, ada);
    there.submit(Style::V5, "signout", &[]).await;
    assert_eq!(here.session().await.text(), "null");
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_in_one_database() {
    with_postgres(tour).await;
}
