//! The application once more, with its sessions in a database.

use auth_runtime::{NoAdapter, WithState, auth_config};
use axum::routing::get;
use axum::{Json, Router};

use crate::Script;

/// The builder of this application, before it has an adapter.
pub type Builder = auth_runtime::Builder<auth::Config, WithState<Script>, NoAdapter>;

/// The callbacks.
#[auth_config(strategy = database)]
pub mod auth {
    use auth_runtime::BoxError;
    use serde::Deserialize;

    use crate::Script;

    /// Columns of the users table.
    #[extend(user)]
    #[derive(Debug, Default)]
    pub struct Person {
        /// Shown in the session.
        pub role: String,
        /// Text that never leaves the server.
        pub diary: Option<String>,
    }

    /// Shown under `session.user`.
    #[extend(session.user)]
    #[derive(Debug, Default)]
    pub struct Identity {
        /// The user's id.
        pub id: String,
        /// The user's role.
        pub role: String,
    }

    /// Shown beside `session.user`.
    #[extend(session)]
    #[derive(Debug, Default)]
    pub struct Extra {
        /// Made by the callback, and stored nowhere.
        pub note: String,
    }

    /// What a client may change.
    #[update]
    #[derive(Debug, Deserialize)]
    pub struct Change {
        /// The new note.
        pub note: String,
    }

    /// The sign-in form.
    #[derive(Debug, Deserialize)]
    pub struct SignInForm {
        name: String,
        password: Secret<String>,
        email: Option<String>,
    }

    #[credentials]
    fn authorize(credentials: SignInForm, state: &Script) -> Option<User> {
        state.play("credentials");
        let is_right = credentials.password.expose_secret() == "correct horse";
        is_right.then(|| User {
            id: format!("id-of-{}", credentials.name),
            email: credentials
                .email
                .or_else(|| Some(format!("{}@example.com", credentials.name))),
            name: Some(credentials.name),
            role: "reader".to_owned(),
            diary: Some("dear diary".to_owned()),
            ..User::default()
        })
    }

    #[sign_in]
    fn may_sign_in(user: &User, state: &Script) -> SignInDecision {
        let _ = user;
        let decision = state.play("sign_in").sign_in;
        decision.unwrap_or(SignInDecision::Allow)
    }

    #[session]
    fn session(
        mut session: Session,
        user: &User,
        trigger: Trigger,
        update: Option<Change>,
        state: &Script,
    ) -> Result<Session, BoxError> {
        let plan = state.play(match trigger {
            Trigger::Update => "session after an update",
            _ => "session",
        });
        plan.session.check()?;
        session.user.id.clone_from(&user.id);
        session.user.role.clone_from(&user.role);
        session.note = match update {
            Some(change) => change.note,
            None => "a note of the session".to_owned(),
        };
        Ok(session)
    }

    #[on(create_user)]
    fn on_create_user(user: &User, state: &Script) {
        let _ = user;
        state.play("on_create_user");
    }

    #[on(sign_in)]
    fn on_sign_in(user: &User, trigger: Trigger, state: &Script) {
        let _ = user;
        state.play(match trigger {
            Trigger::SignUp => "on_sign_in for the first time",
            _ => "on_sign_in",
        });
    }

    #[on(sign_out)]
    fn on_sign_out(user: &User, state: &Script) {
        let _ = user;
        state.play("on_sign_out");
    }

    #[on(session)]
    fn on_session(session: &Session, user: &User, state: &Script) {
        let _ = (session, user);
        state.play("on_session");
    }
}

/// Pages that read the session.
pub fn pages() -> Router {
    Router::new()
        .route("/me", get(me))
        .route("/maybe", get(maybe))
        .route("/twice", get(twice))
}

async fn me(session: auth::Session) -> Json<auth::Session> {
    Json(session)
}

async fn maybe(session: Option<auth::Session>) -> Json<Option<auth::Session>> {
    Json(session)
}

async fn twice(first: auth::Session, second: auth::Session) -> Json<[auth::Session; 2]> {
    Json([first, second])
}
