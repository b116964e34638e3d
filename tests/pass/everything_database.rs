//! Every callback of database sessions, with every parameter that it may take, and columns of many types.

use std::collections::BTreeMap;

use auth_runtime::auth_config;

#[derive(Clone)]
pub struct Pool;

#[auth_config(strategy = database)]
pub mod auth {
    use super::{BTreeMap, Pool};

    /// What a user may do.
    #[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Role {
        #[default]
        Reader,
        Editor,
    }

    /// Columns of the users table.
    #[extend(user)]
    #[derive(Clone, Debug, Default, PartialEq)]
    #[serde(rename_all = "camelCase")]
    pub struct Person {
        pub user_role: Role,
        pub r#type: Option<String>,
        #[serde(rename = "logins")]
        pub number_of_logins: i64,
        pub is_active: bool,
        pub score: f64,
        pub initial: char,
        pub tags: Vec<String>,
        pub settings: Option<BTreeMap<String, u8>>,
        pub seen: Option<Timestamp>,
        #[cfg(all())]
        pub theme: u8,
        #[cfg(any())]
        pub nowhere: Missing,
    }

    #[extend(session)]
    #[derive(Clone, Debug, Default)]
    pub struct Rights {
        pub role: Role,
    }

    #[extend(session.user)]
    #[derive(Clone, Debug, Default)]
    pub struct Identity {
        pub id: String,
    }

    #[update]
    #[derive(serde::Deserialize)]
    pub struct Update {
        pub name: String,
    }

    #[derive(serde::Deserialize)]
    pub struct Form {
        pub name: String,
    }

    #[session]
    async fn session(
        state: &Pool,
        update: Option<Update>,
        trigger: Trigger,
        user: &User,
        mut session: Session,
    ) -> Result<Session, Box<dyn std::error::Error + Send + Sync>> {
        let _ = (state, trigger);
        session.user.id.clone_from(&user.id);
        session.role = user.user_role;
        if let Some(update) = update {
            session.user.name = Some(update.name);
        }
        Ok(session)
    }

    #[profile]
    async fn profile(
        state: &Pool,
        account: &Account,
        profile: &Profile,
        mut user: User,
    ) -> Result<User, std::io::Error> {
        let _ = (state, account, profile);
        user.user_role = Role::Editor;
        Ok(user)
    }

    #[credentials]
    async fn authorize(credentials: Form, state: &Pool) -> Option<User> {
        let _ = state;
        let base = DefaultUser {
            id: credentials.name,
            ..DefaultUser::default()
        };
        Some(base.extend(Person::default()))
    }

    #[sign_in]
    fn sign_in(user: &User, account: &Account, profile: Option<&Profile>, state: &Pool) -> bool {
        let _ = (user, account, profile, state);
        true
    }

    #[redirect]
    fn redirect(url: &str, base_url: &Url, state: &Pool) -> Url {
        let _ = state;
        base_url.join(url).unwrap_or_else(|_| base_url.clone())
    }

    #[on(sign_in)]
    fn signed_in(user: &User, account: &Account, trigger: Trigger, state: &Pool) {
        let _ = (user, account, trigger, state);
    }

    #[on(sign_out)]
    async fn signed_out(user: &User, state: &Pool) -> Result<(), std::io::Error> {
        let _ = (user, state);
        Ok(())
    }

    #[on(create_user)]
    async fn created(user: &User, state: &Pool) -> Result<(), String> {
        let _ = (user, state);
        Ok(())
    }

    #[on(update_user)]
    fn updated(user: &User, state: &Pool) {
        let _ = (user, state);
    }

    #[on(link_account)]
    fn linked(user: &User, account: &Account, profile: Option<&Profile>, state: &Pool) {
        let _ = (user, account, profile, state);
    }

    #[on(session)]
    fn was_read(session: &Session, user: &User, state: &Pool) {
        let _ = (session, user, state);
    }
}

fn main() {
    use auth_runtime::adapter::{MemoryAdapter, StoredUser};

    let columns: Vec<&str> = auth::User::columns().iter().map(|c| c.name).collect();
    assert_eq!(
        columns,
        [
            "userRole", "type", "logins", "isActive", "score", "initial", "tags", "settings", "seen",
            "theme",
        ]
    );
    let future = auth::builder()
        .secret("a secret of at least 32 random characters")
        .production(false)
        .state(Pool)
        .adapter(MemoryAdapter::new())
        .build();
    drop(future);
}
