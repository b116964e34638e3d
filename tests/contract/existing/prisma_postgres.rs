//! Prisma on PostgreSQL.

use auth_runtime::adapter::{PostgresAdapter, SessionStore as _, Tables, UserStore as _};
use auth_tests::with_postgres;

use crate::question::Question as _;

use super::{
    leave, reads_what_authjs_wrote, runs_beside_authjs, visit, wants_a_column_for_max_lifetime,
};

const GRACE: &str = r#"
INSERT INTO "User" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
VALUES ('cm3v1h2rk0000q8l4e9d2a7xz', 'Grace Hopper', 'grace@example.com', '2020-05-06 07:08:09.123',
    '2020-01-01 00:00:00.000', '2020-01-01 00:00:00.000');
INSERT INTO "Account" ("userId", "type", "provider", "providerAccountId", "access_token",
    "expires_at", "token_type", "scope", "updatedAt")
VALUES ('cm3v1h2rk0000q8l4e9d2a7xz', 'oauth', 'github', '1906', 'gho_1906', 1588748889, 'bearer',
    'read:user', '2020-01-01 00:00:00.000');
INSERT INTO "Session" ("sessionToken", "userId", "expires", "updatedAt")
VALUES ('grace-session', 'cm3v1h2rk0000q8l4e9d2a7xz', '2037-03-04 05:06:07.890',
    '2020-01-01 00:00:00.000');
INSERT INTO "VerificationToken" ("identifier", "token", "expires")
VALUES ('grace@example.com', 'grace-token', '2036-02-03 04:05:06.000');
"#;

async fn whole(url: String) {
    const ID: &str = "cm3v1h2rk0000q8l4e9d2a7xz";
    let adapter = PostgresAdapter::connect(&url).await.unwrap();
    let mut adapter = adapter.tables(Tables::prisma());
    adapter
        .run(include_str!("tables/prisma_postgres.sql"))
        .await;
    adapter.run(GRACE).await;
    wants_a_column_for_max_lifetime(adapter.clone()).await;
    runs_beside_authjs(adapter.clone(), ID).await;

    adapter.prepare_users(&[]).await.unwrap();
    adapter.prepare_sessions().await.unwrap();
    reads_what_authjs_wrote(&adapter, ID).await;
    let ada = visit(&adapter).await;
    // Prisma writes UTC, whatever the zone of the connection.
    let look = r#"
        SELECT u."emailVerified"::text, s.expires::text, t.expires::text, a.expires_at::text, u.name,
            a.type, a.access_token,
            (least(u."updatedAt", a."updatedAt", s."updatedAt")
                > (now() AT TIME ZONE 'UTC') - interval '1 minute')::text,
            (greatest(u."updatedAt", a."updatedAt", s."updatedAt")
                < (now() AT TIME ZONE 'UTC') + interval '1 minute')::text
        FROM "User" u JOIN "Account" a ON a."userId" = u.id JOIN "Session" s ON s."userId" = u.id
            JOIN "VerificationToken" t ON t.identifier = u.email
        WHERE u.email = 'ada@example.com' AND s."sessionToken" = 'ada-session' AND t.token = 'ada-token'"#;
    assert_eq!(
        adapter.row(look).await,
        [
            "2020-05-06 07:08:09",
            "2037-01-01 00:00:00",
            "2037-01-01 00:00:00",
            "1588748889",
            "Ada Lovelace",
            "oauth",
            "gho_1815",
            "true",
            "true",
        ]
    );
    leave(&adapter, ID, &ada).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn existing_prisma_postgres() {
    with_postgres(whole).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn existing_prisma_postgres_in_another_zone() {
    with_postgres(|url| async move {
        let adapter = PostgresAdapter::connect(&url).await.unwrap();
        // As an administrator may have it, who lives there.
        let zone = r"DO $$ BEGIN EXECUTE format(
            'ALTER DATABASE %I SET timezone TO ''America/St_Johns''', current_database()); END $$";
        adapter.run(zone).await;
        whole(url).await;
    })
    .await;
}
