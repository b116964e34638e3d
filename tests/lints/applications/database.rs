//! Sessions in a database: columns, a profile, every event, and extra fields with defaults.

use auth_runtime::adapter::MemoryAdapter;
use auth_runtime::{BuildError, auth_config};

/// The application's state.
#[derive(Clone, Copy, Debug)]
pub struct Pool;

/// Who signs in and what of it is shown.
#[auth_config(strategy = database)]
pub mod auth {
    use core::future::ready;

    use super::Pool;

    /// More about a user.
    #[extend(user)]
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Person {
        /// The user's role.
        pub role: String,
        /// How often somebody came.
        pub visits: Option<i64>,
    }

    /// What the client sees of the user.
    #[extend(session.user)]
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Identity {
        /// The user's id.
        pub id: String,
    }

    /// What the client sees of the session.
    #[extend(session)]
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
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

    /// Shows the role and the id.
    #[session]
    async fn session(
        mut session: Session,
        user: &User,
        update: Option<Update>,
        state: &Pool,
    ) -> Session {
        let Pool = ready(*state).await;
        session.role.clone_from(&user.role);
        session.user.id.clone_from(&user.id);
        if let Some(posted) = update {
            session.user.name = Some(posted.name);
        }
        session
    }

    /// Makes the user of an account.
    #[profile]
    async fn profile(user: DefaultUser, profile: &Profile, account: &Account) -> User {
        drop(ready((profile.clone(), account.clone())).await);
        user.extend(Person::default())
    }

    /// Believes whoever comes.
    #[credentials]
    async fn authorize(credentials: Form) -> Option<User> {
        ready(()).await;
        let user = DefaultUser {
            id: credentials.name,
            ..DefaultUser::default()
        };
        Some(user.extend(Person::default()))
    }

    /// Lets in who has an id.
    #[sign_in]
    const fn sign_in(user: &User) -> SignInDecision {
        if user.id.is_empty() {
            SignInDecision::Deny
        } else {
            SignInDecision::Allow
        }
    }

    /// Stays here.
    #[redirect]
    fn redirect(url: &str, base_url: &Url) -> Url {
        base_url.join(url).unwrap_or_else(|_| base_url.clone())
    }

    /// Takes note.
    #[on(sign_in)]
    fn signed_in(user: &User) {
        drop(user.clone());
    }

    /// Takes note.
    #[on(sign_out)]
    fn signed_out(user: &User) {
        drop(user.clone());
    }

    /// Takes note.
    #[on(create_user)]
    fn created(user: &User) {
        drop(user.clone());
    }

    /// Takes note.
    #[on(update_user)]
    fn updated(user: &User) {
        drop(user.clone());
    }

    /// Takes note.
    #[on(link_account)]
    fn linked(account: &Account) {
        drop(account.clone());
    }

    /// Takes note.
    #[on(session)]
    async fn was_read(session: &Session, user: &User) {
        drop(ready((session.clone(), user.clone())).await);
    }
}

/// Starts the runtime.
///
/// # Errors
///
/// If a setting is wrong or the database does not fit.
pub async fn start() -> Result<auth::Auth, BuildError> {
    auth::builder()
        .state(Pool)
        .adapter(MemoryAdapter::new())
        .build()
        .await
}
