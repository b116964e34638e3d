//! Drizzle, on each of its databases.

use auth_runtime::adapter::{MySqlAdapter, PostgresAdapter, SqliteAdapter, Tables, UserStore as _};
use auth_tests::{DatabaseFile, with_mysql, with_postgres};

use crate::question::Question;

use super::{
    leave, reads_what_authjs_wrote, runs_beside_authjs, visit, wants_a_column_for_max_lifetime,
};

/// An id as `crypto.randomUUID` makes them.
const ID: &str = "0b0f2d0e-7c1a-4c0e-8f54-3f0f4c2a9b11";

/// Grace's rows with the quotes of this database, and the moments as Drizzle writes them.
fn grace(quote: char, [proven, session, token]: [&str; 3]) -> String {
    let rows = format!(
        r#"
INSERT INTO "user" ("id", "name", "email", "emailVerified", "image")
VALUES ('{ID}', 'Grace Hopper', 'grace@example.com', {proven}, NULL);
INSERT INTO "account" ("userId", "type", "provider", "providerAccountId", "access_token",
    "expires_at", "token_type", "scope")
VALUES ('{ID}', 'oauth', 'github', '1906', 'gho_1906', 1588748889, 'bearer', 'read:user');
INSERT INTO "session" ("sessionToken", "userId", "expires")
VALUES ('grace-session', '{ID}', {session});
INSERT INTO "verificationToken" ("identifier", "token", "expires")
VALUES ('grace@example.com', 'grace-token', {token});
"#
    );
    rows.replace('"', &quote.to_string())
}

/// Runs over tables that are there, and looks how Ada's moments are written by `cast`.
async fn whole(mut adapter: impl Question, quote: char, cast: &str, expected: [&str; 3]) {
    wants_a_column_for_max_lifetime(adapter.clone()).await;
    runs_beside_authjs(adapter.clone(), ID).await;

    adapter.prepare_users(&[]).await.unwrap();
    adapter.prepare_sessions().await.unwrap();
    reads_what_authjs_wrote(&adapter, ID).await;
    let ada = visit(&adapter).await;
    let look = format!(
        r#"
        SELECT CAST(u."emailVerified" AS {cast}), CAST(s.expires AS {cast}), CAST(t.expires AS {cast}),
            CAST(a.expires_at AS {cast}), u.name, a.type, a.access_token
        FROM "user" u JOIN "account" a ON a."userId" = u.id JOIN "session" s ON s."userId" = u.id
            JOIN "verificationToken" t ON t.identifier = u.email
        WHERE u.email = 'ada@example.com' AND s."sessionToken" = 'ada-session' AND t.token = 'ada-token'"#
    );
    let row = adapter.row(&look.replace('"', &quote.to_string())).await;
    assert_eq!(row[..3], expected);
    assert_eq!(
        row[3..],
        ["1588748889", "Ada Lovelace", "oauth", "gho_1815"]
    );
    leave(&adapter, ID, &ada).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn existing_drizzle_postgres() {
    with_postgres(|url| async move {
        let adapter = PostgresAdapter::connect(&url).await.unwrap();
        let adapter = adapter.tables(Tables::drizzle());
        adapter
            .run(include_str!("tables/drizzle_postgres.sql"))
            .await;
        let rows = [
            "'2020-05-06T07:08:09.123Z'",
            "'2037-03-04T05:06:07.890Z'",
            "'2036-02-03T04:05:06.000Z'",
        ];
        adapter.run(&grace('"', rows)).await;
        let expected = [
            "2020-05-06 07:08:09",
            "2037-01-01 00:00:00",
            "2037-01-01 00:00:00",
        ];
        whole(adapter, '"', "TEXT", expected).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn existing_drizzle_sqlite() {
    let file = DatabaseFile::new();
    let adapter = SqliteAdapter::open(file.path()).await.unwrap();
    let adapter = adapter.tables(Tables::drizzle()).migrate_on_build(false);
    adapter.run(include_str!("tables/drizzle_sqlite.sql")).await;
    let rows = ["1588748889123", "2119755967890", "2085624306000"];
    adapter.run(&grace('`', rows)).await;
    let expected = ["1588748889000", "2114380800000", "2114380800000"];
    whole(adapter, '`', "TEXT", expected).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn existing_drizzle_mysql() {
    with_mysql(|url| async move {
        let adapter = MySqlAdapter::connect(&url).await.unwrap();
        let mut adapter = adapter.tables(Tables::drizzle());
        adapter.run(include_str!("tables/drizzle_mysql.sql")).await;
        let rows = [
            "'2020-05-06 07:08:09.123'",
            "'2037-03-04 05:06:07'",
            "'2036-02-03 04:05:06'",
        ];
        adapter.run(&grace('`', rows)).await;
        let error = adapter.prepare_users(&[]).await.unwrap_err();
        assert_eq!(
            error.as_tables().unwrap(),
            ["the table `user` has no unique index of `email`, without which two sign-ins at once make two users; add one"]
        );
        adapter.run("ALTER TABLE `user` ADD UNIQUE (`email`)").await;
        let expected = [
            "2020-05-06 07:08:09.000",
            "2037-01-01 00:00:00",
            "2037-01-01 00:00:00",
        ];
        whole(adapter, '`', "CHAR", expected).await;
    })
    .await;
}
