//! Generated code keeps to the strictest lints that an application may have.

#![deny(warnings)]
#![deny(
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    missing_debug_implementations,
    missing_copy_implementations,
    single_use_lifetimes,
    unused_lifetimes,
    unused_results,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    let_underscore_drop,
    redundant_lifetimes,
    trivial_casts,
    unit_bindings,
    unnameable_types,
    unused_import_braces,
    clippy::pedantic
)]
#![forbid(unsafe_code)]

use auth_runtime::auth_config;

/// The application's state.
#[derive(Clone, Copy, Debug)]
pub struct Pool;

/// Who signs in and what of it is kept.
#[auth_config(strategy = jwt)]
pub mod auth {
    use super::Pool;

    /// More about a user.
    #[extend(user)]
    #[derive(Clone, Debug, Default)]
    pub struct Person {
        /// The user's role.
        pub role: String,
    }

    /// What the token keeps.
    #[extend(token)]
    #[derive(Clone, Debug, Default)]
    pub struct Claims {
        /// The user's role.
        pub role: String,
    }

    /// What the client sees of the user.
    #[extend(session.user)]
    #[derive(Clone, Debug, Default)]
    pub struct Identity {
        /// The user's id.
        pub id: String,
    }

    /// What the client sees of the session.
    #[extend(session)]
    #[derive(Clone, Debug, Default)]
    pub struct Rights {
        /// The user's role.
        pub role: String,
    }

    /// What the client may post.
    #[update]
    #[derive(Clone, Debug, serde::Deserialize)]
    pub struct Update {
        /// Another name.
        pub name: String,
    }

    /// The sign-in form.
    #[derive(Clone, Debug, serde::Deserialize)]
    pub struct Form {
        /// The user's name.
        pub name: String,
    }

    #[jwt]
    async fn jwt(
        mut token: Token,
        user: Option<&User>,
        update: Option<Update>,
        state: &Pool,
    ) -> Token {
        let Pool = std::future::ready(*state).await;
        if let Some(user) = user {
            token.role.clone_from(&user.role);
        }
        if let Some(update) = update {
            token.name = Some(update.name);
        }
        token
    }

    #[session]
    async fn session(mut session: Session, token: &Token) -> Session {
        std::future::ready(()).await;
        session.role.clone_from(&token.role);
        session.user.id = token.sub.clone().unwrap_or_default();
        session
    }

    #[credentials]
    async fn authorize(credentials: Form) -> Option<User> {
        std::future::ready(()).await;
        Some(
            DefaultUser {
                id: credentials.name,
                ..DefaultUser::default()
            }
            .extend(Person::default()),
        )
    }

    #[sign_in]
    fn sign_in(user: &User) -> bool {
        !user.id.is_empty()
    }

    #[redirect]
    fn redirect(url: &str, base_url: &Url) -> Url {
        base_url.join(url).unwrap_or_else(|_| base_url.clone())
    }

    #[on(sign_in)]
    fn signed_in(user: &User) {
        println!("{user:?}");
    }

    #[on(sign_out)]
    fn signed_out(token: &Token) {
        println!("{token:?}");
    }

    #[on(session)]
    fn was_read(session: &Session) {
        println!("{session:?}");
    }
}

/// The application.
fn main() {
    let auth = auth::builder()
        .secret("a secret of at least 32 random characters")
        .production(false)
        .state(Pool)
        .build();
    assert!(auth.is_ok());
    let session = auth::Session::default();
    assert!(session.role.is_empty() && session.user.id.is_empty());
    println!("{session:?} {:?}", auth::User::default());
}
