//! Prisma on SQLite, whose moments are numbers or text, by the version of Prisma.

use auth_runtime::adapter::{Moments, SessionStore as _, SqliteAdapter, Tables, UserStore as _};
use auth_tests::DatabaseFile;

use crate::question::Question as _;

use super::{
    leave, reads_what_authjs_wrote, runs_beside_authjs, visit, wants_a_column_for_max_lifetime,
};

/// Grace's rows with these moments: when her address was proven, her session's end, her token's, an old one.
fn grace([proven, session, token, old]: [&str; 4]) -> String {
    format!(
        r#"
INSERT INTO "User" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
VALUES ('cm3v1h2rk0000q8l4e9d2a7xz', 'Grace Hopper', 'grace@example.com', {proven}, {old}, {old});
INSERT INTO "Account" ("id", "userId", "type", "provider", "providerAccountId", "access_token",
    "expires_at", "token_type", "scope", "updatedAt")
VALUES ('cm3v1h2rk0001q8l4e9d2a7xz', 'cm3v1h2rk0000q8l4e9d2a7xz', 'oauth', 'github', '1906',
    'gho_1906', 1588748889, 'bearer', 'read:user', {old});
INSERT INTO "Session" ("id", "sessionToken", "userId", "expires", "updatedAt")
VALUES ('cm3v1h2rk0002q8l4e9d2a7xz', 'grace-session', 'cm3v1h2rk0000q8l4e9d2a7xz', {session}, {old});
INSERT INTO "VerificationToken" ("identifier", "token", "expires")
VALUES ('grace@example.com', 'grace-token', {token});
"#
    )
}

/// Runs with Grace's rows, and looks how Ada's moments are written.
async fn whole(tables: Tables, rows: String, expected: [&str; 5]) {
    const ID: &str = "cm3v1h2rk0000q8l4e9d2a7xz";
    let file = DatabaseFile::new();
    let adapter = SqliteAdapter::open(file.path()).await.unwrap();
    let mut adapter = adapter.tables(tables).migrate_on_build(false);
    adapter.run(include_str!("tables/prisma_sqlite.sql")).await;
    adapter.run(&rows).await;
    wants_a_column_for_max_lifetime(adapter.clone()).await;
    runs_beside_authjs(adapter.clone(), ID).await;

    adapter.prepare_users(&[]).await.unwrap();
    adapter.prepare_sessions().await.unwrap();
    reads_what_authjs_wrote(&adapter, ID).await;
    let ada = visit(&adapter).await;
    let look = r#"
        SELECT typeof(s.expires), CAST(u."emailVerified" AS TEXT), CAST(s.expires AS TEXT),
            CAST(t.expires AS TEXT), typeof(u."updatedAt") || typeof(a."updatedAt") || typeof(s."updatedAt"),
            CAST(a.expires_at AS TEXT), u.name, a.type, a.access_token,
            CAST(length(a.id) AS TEXT), CAST(length(s.id) AS TEXT)
        FROM "User" u JOIN "Account" a ON a."userId" = u.id JOIN "Session" s ON s."userId" = u.id
            JOIN "VerificationToken" t ON t.identifier = u.email
        WHERE u.email = 'ada@example.com' AND s."sessionToken" = 'ada-session' AND t.token = 'ada-token'"#;
    let row = adapter.row(look).await;
    assert_eq!(row[..5], expected);
    assert_eq!(
        row[5..],
        [
            "1588748889",
            "Ada Lovelace",
            "oauth",
            "gho_1815",
            "32",
            "32"
        ]
    );
    leave(&adapter, ID, &ada).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn existing_prisma_sqlite() {
    let rows = grace([
        "1588748889123",
        "2119755967890",
        "2085624306000",
        "1577836800000",
    ]);
    let expected = [
        "integer",
        "1588748889000",
        "2114380800000",
        "2114380800000",
        "integerintegerinteger",
    ];
    whole(Tables::prisma(), rows, expected).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn existing_prisma_sqlite_with_text() {
    let rows = grace([
        "'2020-05-06T07:08:09.123+00:00'",
        "'2037-03-04T05:06:07.890+00:00'",
        "'2036-02-03T04:05:06.000+00:00'",
        "'2020-01-01T00:00:00.000+00:00'",
    ]);
    let expected = [
        "text",
        "2020-05-06T07:08:09.000Z",
        "2037-01-01T00:00:00.000Z",
        "2037-01-01T00:00:00.000Z",
        "texttexttext",
    ];
    let mut tables = Tables::prisma();
    tables.moments = Moments::Text;
    whole(tables, rows, expected).await;
}
