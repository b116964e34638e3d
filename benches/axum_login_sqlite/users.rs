//! The users, as the examples of axum-login read them.

use axum_login::{AuthUser, AuthnBackend, UserId};
use serde::Deserialize;
use sqlx::{FromRow, SqlitePool};

#[derive(Clone, Debug, FromRow)]
pub struct User {
    pub id: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub image: Option<String>,
    #[allow(dead_code)] // Read as ours is, and not shown.
    pub role: String,
}

impl AuthUser for User {
    type Id = String;

    fn id(&self) -> String {
        self.id.clone()
    }

    fn session_auth_hash(&self) -> &[u8] {
        self.id.as_bytes()
    }
}

/// Nobody's password is checked: what is measured comes after the sign-in.
#[derive(Clone, Debug, Deserialize)]
pub struct LoginForm {
    email: String,
}

#[derive(Clone, Debug)]
pub struct Users {
    pool: SqlitePool,
}

impl Users {
    pub fn new(pool: SqlitePool) -> Self {
        Self { pool }
    }
}

impl AuthnBackend for Users {
    type User = User;
    type Credentials = LoginForm;
    type Error = sqlx::Error;

    async fn authenticate(&self, form: LoginForm) -> Result<Option<User>, sqlx::Error> {
        sqlx::query_as("select * from users where email = ?")
            .bind(form.email)
            .fetch_optional(&self.pool)
            .await
    }

    async fn get_user(&self, id: &UserId<Self>) -> Result<Option<User>, sqlx::Error> {
        sqlx::query_as("select * from users where id = ?")
            .bind(id)
            .fetch_optional(&self.pool)
            .await
    }
}
