//! One function for every moment, every event, and extra fields with defaults.

use auth_runtime::{BuildError, auth_config};

/// The application's state.
#[derive(Clone, Debug)]
pub struct Pool(String);

/// Who signs in and what of it is kept.
#[auth_config(strategy = jwt)]
pub mod auth {
    use core::future::ready;
    use std::{fs, io};

    use super::Pool;

    /// More about a user.
    #[extend(user)]
    #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Person {
        /// Only for those who look for mistakes.
        #[cfg(debug_assertions)]
        pub group: u8,
        /// The user's role.
        pub role: String,
    }

    /// What the token keeps.
    #[extend(token)]
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    #[serde(rename_all = "camelCase")]
    pub struct Claims {
        /// The user's role.
        pub main_role: String,
        /// How often somebody came.
        #[serde(default)]
        pub visits: u8,
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

    /// Keeps the role.
    #[jwt]
    async fn jwt(
        mut token: Token,
        user: Option<&User>,
        update: Option<Update>,
        state: &Pool,
    ) -> Token {
        let Pool(name) = ready(state).await;
        if let Some(known) = user {
            token.main_role = format!("{name}/{}", known.role);
        }
        if let Some(posted) = update {
            token.name = Some(posted.name);
        }
        token
    }

    /// Shows the role and the id.
    #[session]
    async fn session(mut session: Session, token: &Token) -> Session {
        ready(()).await;
        session.role.clone_from(&token.main_role);
        session.user.id = token.sub.clone().unwrap_or_default();
        session
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

    /// Believes the company's directory.
    #[credentials(id = "ldap", name = "Company account")]
    fn directory(credentials: Form, state: &Pool) -> Result<Option<User>, io::Error> {
        let Pool(folder) = state;
        let name = credentials.name;
        fs::metadata(format!("{folder}/{name}")).map(|_| {
            Some(User {
                id: name,
                ..User::default()
            })
        })
    }

    /// Makes the user of an account.
    #[profile]
    fn profile(user: DefaultUser, profile: &Profile) -> User {
        drop(profile.clone());
        user.extend(Person::default())
    }

    /// Lets in who has an id.
    #[sign_in]
    const fn sign_in(user: &User) -> bool {
        !user.id.is_empty()
    }

    /// Stays here.
    #[redirect]
    fn redirect(url: &str, base_url: &Url) -> Url {
        base_url.join(url).unwrap_or_else(|_| base_url.clone())
    }

    /// Takes note.
    #[on(sign_in)]
    fn signed_in(user: &User, account: &Account, profile: Option<&Profile>, trigger: Trigger) {
        drop((user.clone(), account.clone(), profile.cloned(), trigger));
    }

    /// Takes note.
    #[on(sign_out)]
    fn signed_out(token: &Token) {
        drop(token.clone());
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
    fn was_read(session: &Session, token: &Token) -> Result<(), io::Error> {
        drop((session.clone(), token.clone()));
        fs::metadata("log").map(drop)
    }
}

/// Starts the runtime.
///
/// # Errors
///
/// If a setting is wrong.
pub fn start() -> Result<auth::Auth, BuildError> {
    auth::builder().state(Pool("users".to_owned())).build()
}
