//! `@auth/pg-adapter`.

use auth_runtime::adapter::{PostgresAdapter, SessionStore as _, Tables, UserStore as _};
use auth_tests::with_postgres;

use crate::question::Question as _;

use super::{
    leave, reads_what_authjs_wrote, runs_beside_authjs, visit, wants_a_column_for_max_lifetime,
};

const GRACE: &str = r#"
INSERT INTO users (name, email, "emailVerified", image)
VALUES ('Grace Hopper', 'grace@example.com', '2020-05-06T08:08:09.123+01:00', NULL);
INSERT INTO accounts ("userId", provider, type, "providerAccountId", access_token, expires_at,
    refresh_token, id_token, scope, session_state, token_type)
VALUES (1, 'github', 'oauth', '1906', 'gho_1906', 1588748889, NULL, NULL, 'read:user', NULL, 'bearer');
INSERT INTO sessions ("userId", expires, "sessionToken")
VALUES (1, '2037-03-04T06:06:07.890+01:00', 'grace-session');
INSERT INTO verification_token (identifier, expires, token)
VALUES ('grace@example.com', '2036-02-03T04:05:06.000Z', 'grace-token');
"#;

async fn whole(url: String, tables: &str) {
    let adapter = PostgresAdapter::connect(&url).await.unwrap();
    let mut adapter = adapter.tables(Tables::authjs_pg());
    adapter.run(tables).await;
    adapter.run(GRACE).await;
    wants_a_column_for_max_lifetime(adapter.clone()).await;
    runs_beside_authjs(adapter.clone(), "1").await;

    adapter.prepare_users(&[]).await.unwrap();
    adapter.prepare_sessions().await.unwrap();
    reads_what_authjs_wrote(&adapter, "1").await;
    let ada = visit(&adapter).await;
    // The database numbers its users.
    assert_eq!(ada, ada.parse::<u32>().unwrap().to_string());
    let look = r#"
        SELECT to_char(u."emailVerified" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS'), u.name,
            to_char(s.expires AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS'),
            to_char(t.expires AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS'),
            a.type, a.expires_at::text, a.access_token, (s.expires > now())::text
        FROM users u JOIN accounts a ON a."userId" = u.id JOIN sessions s ON s."userId" = u.id
            JOIN verification_token t ON t.identifier = u.email
        WHERE u.email = 'ada@example.com' AND s."sessionToken" = 'ada-session' AND t.token = 'ada-token'"#;
    assert_eq!(
        adapter.row(look).await,
        [
            "2020-05-06 07:08:09.000",
            "Ada Lovelace",
            "2037-01-01 00:00:00.000",
            "2037-01-01 00:00:00.000",
            "oauth",
            "1588748889",
            "gho_1815",
            "true",
        ]
    );
    leave(&adapter, "1", &ada).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn existing_authjs_pg() {
    with_postgres(|url| async move { whole(url, include_str!("tables/authjs_pg.sql")).await })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn existing_authjs_pg_by_the_guide() {
    with_postgres(|url| async move {
        whole(url, include_str!("tables/authjs_pg_guide.sql")).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn existing_authjs_pg_in_another_zone() {
    with_postgres(|url| async move {
        let adapter = PostgresAdapter::connect(&url).await.unwrap();
        // As an administrator may have it, who lives there.
        let zone = r"DO $$ BEGIN EXECUTE format(
            'ALTER DATABASE %I SET timezone TO ''America/St_Johns''', current_database()); END $$";
        adapter.run(zone).await;
        whole(url, include_str!("tables/authjs_pg.sql")).await;
    })
    .await;
}
