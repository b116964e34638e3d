//! The users in the database: the demo account, and the look-up of the sign-in form.

use argon2::password_hash::{PasswordHasher as _, Salt, SaltString};
use argon2::{Argon2, PasswordHash, PasswordVerifier as _};
use auth_runtime::sqlx::{self, SqlitePool};
use auth_runtime::{BoxError, Secret};
use serde::Deserialize;

pub const DEMO_EMAIL: &str = "ada@example.com";
pub const DEMO_PASSWORD: &str = "lovelace";
const DEMO_ID: &str = "user-1815";

/// The hash of a password that nobody knows, for addresses that nobody has.
const NOBODYS_HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$Tt02oqZj5v5LFkspaY4kyg$K9MEY6Z1jiNML5wWPSdrmFzHMDSg2rN0J/ueHvsc4Zo";

/// What the sign-in page asks for: its fields are the page's fields.
#[derive(Deserialize)]
pub struct SignInForm {
    email: String,
    password: Secret<String>,
}

pub struct Person {
    pub id: String,
    pub name: Option<String>,
    pub email: String,
}

/// The state of the callbacks.
#[derive(Clone)]
pub struct Users {
    pool: SqlitePool,
}

impl Users {
    /// Puts the demo account into the tables if it is not there.
    pub async fn new(pool: SqlitePool) -> Result<Self, BoxError> {
        // A table of its own: a hash that is not in the user's row gets nowhere with it.
        sqlx::raw_sql(
            "CREATE TABLE IF NOT EXISTS passwords (
                 user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
                 hash TEXT NOT NULL
             )",
        )
        .execute(&pool)
        .await?;
        let users = Self { pool };
        if users.find(DEMO_EMAIL).await?.is_none() {
            users.create_demo_account().await?;
        }
        Ok(users)
    }

    async fn create_demo_account(&self) -> Result<(), BoxError> {
        let hash = hash(DEMO_PASSWORD)?;
        let mut transaction = self.pool.begin().await?;
        sqlx::query("INSERT INTO users (id, name, email) VALUES (?, 'Ada Lovelace', ?)")
            .bind(DEMO_ID)
            .bind(DEMO_EMAIL)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("INSERT INTO passwords (user_id, hash) VALUES (?, ?)")
            .bind(DEMO_ID)
            .bind(hash)
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Who has this address and this password.
    pub async fn check(&self, form: SignInForm) -> Result<Option<Person>, BoxError> {
        let (person, hash) = match self.find(&form.email).await? {
            Some((person, hash)) => (Some(person), hash),
            // The same work, so that the time does not tell which addresses there are.
            None => (None, NOBODYS_HASH.to_owned()),
        };
        // It takes a while on purpose, and other requests must not wait for it.
        let is_right = tokio::task::spawn_blocking(move || {
            let hash = PasswordHash::new(&hash)?;
            let password = form.password.expose_secret().as_bytes();
            Argon2::default().verify_password(password, &hash)
        });
        match is_right.await? {
            Ok(()) => Ok(person),
            Err(argon2::password_hash::Error::Password) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn find(&self, email: &str) -> Result<Option<(Person, String)>, sqlx::Error> {
        let row: Option<(String, Option<String>, String, String)> = sqlx::query_as(
            "SELECT id, name, email, hash FROM users JOIN passwords ON user_id = id WHERE email = ?",
        )
        .bind(email)
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|(id, name, email, hash)| (Person { id, name, email }, hash)))
    }
}

fn hash(password: &str) -> Result<String, BoxError> {
    let mut salt = [0; Salt::RECOMMENDED_LENGTH];
    getrandom::fill(&mut salt)?;
    let salt = SaltString::encode_b64(&salt)?;
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt)?;
    Ok(hash.to_string())
}
