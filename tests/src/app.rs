//! An application with every callback, each of which follows the test's script.

use auth_runtime::{WithState, auth_config};
use axum::routing::get;
use axum::{Json, Router};

use crate::Script;

/// The builder of this application.
pub type Builder = auth_runtime::Builder<auth::Config, WithState<Script>>;

/// The callbacks.
#[cfg_attr(not(feature = "encrypted"), auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_config(strategy = jwt(encrypted)))]
pub mod auth {
    use auth_runtime::BoxError;
    use serde::Deserialize;

    use crate::{Script, Step};

    /// What only the provider knows.
    #[extend(user)]
    #[derive(Debug, Default)]
    pub struct Person {
        /// Text that never leaves the server.
        pub diary: String,
    }

    /// Kept in the token.
    #[extend(token)]
    #[derive(Debug, Default)]
    pub struct Claims {
        /// The user's id.
        pub id: String,
        /// A text of any length.
        pub note: String,
    }

    /// Shown under `session.user`.
    #[extend(session.user)]
    #[derive(Debug, Default)]
    pub struct Identity {
        /// The user's id.
        pub id: String,
    }

    /// Shown beside `session.user`.
    #[extend(session)]
    #[derive(Debug, Default)]
    pub struct Extra {
        /// The token's note.
        pub note: String,
    }

    /// What a client may change.
    #[update]
    #[derive(Debug, Deserialize)]
    pub struct Change {
        /// The new note.
        pub note: String,
        /// Only there to have a second field.
        pub times: Option<u8>,
    }

    /// The sign-in form.
    #[derive(Debug, Deserialize)]
    pub struct SignInForm {
        name: String,
        password: Secret<String>,
        pin: Option<u16>,
    }

    /// Another sign-in form.
    #[derive(Clone, Copy, Debug, Deserialize)]
    pub struct BadgeForm {
        badge: u32,
    }

    /// A provider knows of no diary.
    #[profile]
    fn profile(user: User) -> User {
        user
    }

    #[credentials]
    fn authorize(credentials: SignInForm, state: &Script) -> Result<Option<User>, BoxError> {
        state.play("credentials");
        match &*credentials.name {
            "locked" => return Err(CredentialsSignin::new("locked").into()),
            "broken" => return Err("the database is away".into()),
            _ => {}
        }
        let is_right = credentials.password.expose_secret() == "correct horse";
        let is_right = is_right && credentials.pin.is_none_or(|pin| pin == 42);
        Ok(is_right.then(|| User {
            id: format!("id-of-{}", credentials.name),
            name: Some(credentials.name),
            email: Some("ada@example.com".to_owned()),
            diary: "dear diary".to_owned(),
            ..User::default()
        }))
    }

    #[credentials(id = "badge", name = "Staff badge")]
    fn badge(credentials: BadgeForm) -> Option<User> {
        let id = match credentials.badge {
            7 => "badge-7",
            0 => "",
            _ => return None,
        };
        Some(User {
            id: id.to_owned(),
            ..User::default()
        })
    }

    #[sign_in]
    fn may_sign_in(user: &User, state: &Script) -> SignInDecision {
        let _ = user;
        let decision = state.play("sign_in").sign_in;
        decision.unwrap_or(SignInDecision::Allow)
    }

    #[jwt]
    fn jwt(
        mut token: Token,
        user: Option<&User>,
        update: Option<Change>,
        state: &Script,
    ) -> Result<Option<Token>, BoxError> {
        let plan = state.play("jwt");
        plan.jwt.check()?;
        if let Some(user) = user {
            token.id.clone_from(&user.id);
        }
        if let Some(note) = plan.note.or(update.map(|change| change.note)) {
            token.note = note;
        }
        Ok((plan.jwt != Step::Ends).then_some(token))
    }

    #[session]
    fn session(mut session: Session, token: &Token, state: &Script) -> Result<Session, BoxError> {
        state.play("session").session.check()?;
        session.user.id.clone_from(&token.id);
        session.note.clone_from(&token.note);
        Ok(session)
    }

    #[on(sign_in)]
    fn on_sign_in(user: &User, state: &Script) -> Result<(), BoxError> {
        let _ = user;
        state.play("on_sign_in").events.check()
    }

    #[on(sign_out)]
    fn on_sign_out(token: &Token, state: &Script) -> Result<(), BoxError> {
        let _ = token;
        state.play("on_sign_out").events.check()
    }

    #[on(session)]
    fn on_session(session: &Session, state: &Script) -> Result<(), BoxError> {
        let _ = session;
        state.play("on_session").events.check()
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
