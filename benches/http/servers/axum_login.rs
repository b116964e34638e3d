//! A session on the server: axum-login, with the sessions and the users in memory.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use auth_benches::app::{ID, NAME, PASSWORD, PICTURE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use axum_login::{AuthManagerLayerBuilder, AuthSession, AuthUser, AuthnBackend};
use http::StatusCode;
use serde::Deserialize;
use tower_sessions::{MemoryStore, SessionManagerLayer};

use super::{EXPIRES, Session, SessionUser};

pub(super) fn router() -> Router {
    let sessions = SessionManagerLayer::new(MemoryStore::default()).with_secure(false);
    Router::new()
        .route("/me", get(me))
        .route("/login", post(login))
        .layer(AuthManagerLayerBuilder::new(Users::default(), sessions).build())
}

async fn me(session: AuthSession<Users>) -> Response {
    match &session.user {
        Some(user) => Json(Session {
            user: SessionUser {
                name: &user.name,
                email: &user.email,
                image: &user.image,
                id: &user.id,
            },
            expires: EXPIRES,
        })
        .into_response(),
        None => StatusCode::UNAUTHORIZED.into_response(),
    }
}

async fn login(mut session: AuthSession<Users>, Form(form): Form<LoginForm>) -> StatusCode {
    let Ok(Some(user)) = session.authenticate(form).await else {
        return StatusCode::UNAUTHORIZED;
    };
    match session.login(&user).await {
        Ok(()) => StatusCode::OK,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[derive(Deserialize)]
struct LoginForm {
    email: String,
    password: String,
}

#[derive(Clone, Debug)]
struct User {
    id: String,
    name: String,
    email: String,
    image: String,
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

#[derive(Clone, Default)]
struct Users(Arc<Mutex<HashMap<String, User>>>);

impl AuthnBackend for Users {
    type User = User;
    type Credentials = LoginForm;
    type Error = Infallible;

    async fn authenticate(&self, form: LoginForm) -> Result<Option<User>, Infallible> {
        if form.password != PASSWORD {
            return Ok(None);
        }
        let user = User {
            id: ID.to_owned(),
            name: NAME.to_owned(),
            email: form.email,
            image: PICTURE.to_owned(),
        };
        let mut users = self.0.lock().expect("not poisoned");
        users.insert(user.id.clone(), user.clone());
        Ok(Some(user))
    }

    async fn get_user(&self, id: &String) -> Result<Option<User>, Infallible> {
        Ok(self.0.lock().expect("not poisoned").get(id).cloned())
    }
}
