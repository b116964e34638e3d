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
#[auth_config(strategy = database)]
pub mod auth {
    use super::Pool;

    /// More about a user.
    #[extend(user)]
    #[derive(Clone, Debug, Default)]
    pub struct Person {
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

    #[session]
    async fn session(
        mut session: Session,
        user: &User,
        update: Option<Update>,
        state: &Pool,
    ) -> Session {
        let Pool = std::future::ready(*state).await;
        session.role.clone_from(&user.role);
        session.user.id.clone_from(&user.id);
        if let Some(update) = update {
            session.user.name = Some(update.name);
        }
        session
    }

    #[profile]
    fn profile(user: DefaultUser, profile: &Profile) -> User {
        println!("{profile:?}");
        user.extend(Person::default())
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
    fn signed_out(user: &User) {
        println!("{user:?}");
    }

    #[on(create_user)]
    fn created(user: &User) {
        println!("{user:?}");
    }

    #[on(update_user)]
    fn updated(user: &User) {
        println!("{user:?}");
    }

    #[on(link_account)]
    fn linked(account: &Account) {
        println!("{account:?}");
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
        .adapter(auth_runtime::adapter::MemoryAdapter::new())
        .build();
    drop(auth);
    let session = auth::Session::default();
    assert!(session.role.is_empty() && session.user.id.is_empty());
    println!("{session:?} {:?}", auth::User::default());
}
