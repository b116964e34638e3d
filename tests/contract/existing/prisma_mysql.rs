//! Prisma on MySQL.

use auth_runtime::adapter::{MySqlAdapter, SessionStore as _, Tables, UserStore as _};
use auth_tests::with_mysql;

use crate::question::Question as _;

use super::{
    leave, reads_what_authjs_wrote, runs_beside_authjs, visit, wants_a_column_for_max_lifetime,
};

const GRACE: &str = "
INSERT INTO `User` (`id`, `name`, `email`, `emailVerified`, `createdAt`, `updatedAt`)
VALUES ('cm3v1h2rk0000q8l4e9d2a7xz', 'Grace Hopper', 'grace@example.com', '2020-05-06 07:08:09.123',
    '2020-01-01 00:00:00.000', '2020-01-01 00:00:00.000');
INSERT INTO `Account` (`id`, `userId`, `type`, `provider`, `providerAccountId`, `access_token`,
    `expires_at`, `token_type`, `scope`, `updatedAt`)
VALUES ('cm3v1h2rk0001q8l4e9d2a7xz', 'cm3v1h2rk0000q8l4e9d2a7xz', 'oauth', 'github', '1906',
    'gho_1906', 1588748889, 'bearer', 'read:user', '2020-01-01 00:00:00.000');
INSERT INTO `Session` (`id`, `sessionToken`, `userId`, `expires`, `updatedAt`)
VALUES ('cm3v1h2rk0002q8l4e9d2a7xz', 'grace-session', 'cm3v1h2rk0000q8l4e9d2a7xz',
    '2037-03-04 05:06:07.890', '2020-01-01 00:00:00.000');
INSERT INTO `VerificationToken` (`identifier`, `token`, `expires`)
VALUES ('grace@example.com', 'grace-token', '2036-02-03 04:05:06.000');
";

#[tokio::test(flavor = "multi_thread")]
async fn existing_prisma_mysql() {
    const ID: &str = "cm3v1h2rk0000q8l4e9d2a7xz";
    with_mysql(|url| async move {
        let adapter = MySqlAdapter::connect(&url).await.unwrap();
        let mut adapter = adapter.tables(Tables::prisma());
        adapter.run(include_str!("tables/prisma_mysql.sql")).await;
        adapter.run(GRACE).await;
        wants_a_column_for_max_lifetime(adapter.clone()).await;
        runs_beside_authjs(adapter.clone(), ID).await;

        adapter.prepare_users(&[]).await.unwrap();
        adapter.prepare_sessions().await.unwrap();
        reads_what_authjs_wrote(&adapter, ID).await;
        let ada = visit(&adapter).await;
        let look = "
            SELECT CAST(u.emailVerified AS CHAR), CAST(s.expires AS CHAR), CAST(t.expires AS CHAR),
                CAST(a.expires_at AS CHAR), u.name, a.type, a.access_token,
                IF(LEAST(u.updatedAt, a.updatedAt, s.updatedAt) > UTC_TIMESTAMP() - INTERVAL 1 MINUTE,
                    'new', 'old'),
                CAST(CHAR_LENGTH(a.id) AS CHAR), CAST(CHAR_LENGTH(s.id) AS CHAR)
            FROM `User` u JOIN `Account` a ON a.userId = u.id JOIN `Session` s ON s.userId = u.id
                JOIN `VerificationToken` t ON t.identifier = u.email
            WHERE u.email = 'ada@example.com' AND s.sessionToken = 'ada-session' AND t.token = 'ada-token'";
        assert_eq!(
            adapter.row(look).await,
            [
                "2020-05-06 07:08:09.000",
                "2037-01-01 00:00:00.000",
                "2037-01-01 00:00:00.000",
                "1588748889",
                "Ada Lovelace",
                "oauth",
                "gho_1815",
                "new",
                // Ids of rows are UUIDs, as Prisma's own `uuid()` makes them.
                "36",
                "36",
            ]
        );
        leave(&adapter, ID, &ada).await;
    })
    .await;
}
