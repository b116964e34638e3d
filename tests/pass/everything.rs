//! Every callback, with every parameter that it may take.

use auth_runtime::auth_config;

#[derive(Clone)]
pub struct Pool;

#[auth_config(strategy = jwt)]
pub mod auth {
    use super::Pool;

    #[extend(user)]
    #[derive(Clone, Debug, Default)]
    pub struct Person {
        pub role: String,
    }

    #[extend(token)]
    #[derive(Clone, Debug, Default)]
    pub struct Claims {
        pub role: String,
    }

    #[extend(session)]
    #[derive(Clone, Debug, Default)]
    pub struct Rights {
        pub role: String,
    }

    #[update]
    #[derive(serde::Deserialize)]
    pub struct Update {
        pub name: String,
    }

    #[derive(serde::Deserialize)]
    pub struct Form {
        pub name: String,
        pub password: String,
    }

    #[jwt]
    async fn jwt(
        state: &Pool,
        update: Option<Update>,
        trigger: Trigger,
        profile: Option<&Profile>,
        account: Option<&Account>,
        user: Option<&User>,
        mut token: Token,
    ) -> Result<Option<Token>, Box<dyn std::error::Error + Send + Sync>> {
        let _ = (state, trigger, profile, account);
        if let Some(user) = user {
            token.role = user.role.clone();
        }
        if let Some(update) = update {
            token.name = Some(update.name);
        }
        Ok(Some(token))
    }

    #[session]
    async fn session(mut session: Session, token: &Token, _state: &Pool) -> Session {
        session.role = token.role.clone();
        session
    }

    #[credentials]
    async fn authorize(credentials: Form, state: &Pool) -> Result<Option<User>, CredentialsSignin> {
        let _ = state;
        if credentials.password.is_empty() {
            return Err(CredentialsSignin::new("empty"));
        }
        let base = DefaultUser {
            id: credentials.name,
            ..DefaultUser::default()
        };
        Ok(Some(base.extend(Person {
            role: "reader".to_owned(),
        })))
    }

    #[credentials(id = "ldap", name = "Company account")]
    fn directory(credentials: Form) -> Option<User> {
        let _ = credentials;
        None
    }

    #[profile]
    async fn profile(
        state: &Pool,
        account: &Account,
        profile: &Profile,
        mut user: User,
    ) -> Result<User, std::io::Error> {
        let _ = (state, account, profile);
        user.role = "reader".to_owned();
        Ok(user)
    }

    #[sign_in]
    async fn sign_in(
        user: &User,
        account: &Account,
        profile: Option<&Profile>,
        state: &Pool,
    ) -> SignInDecision {
        let _ = (user, account, profile, state);
        SignInDecision::Allow
    }

    #[redirect]
    async fn redirect(url: &str, base_url: &Url, state: &Pool) -> Url {
        let _ = state;
        base_url.join(url).unwrap_or_else(|_| base_url.clone())
    }

    #[on(sign_in)]
    async fn signed_in(
        user: &User,
        account: &Account,
        profile: Option<&Profile>,
        trigger: Trigger,
        state: &Pool,
    ) {
        let _ = (user, account, profile, trigger, state);
    }

    #[on(sign_out)]
    async fn signed_out(token: &Token, state: &Pool) -> Result<(), std::io::Error> {
        let _ = (token, state);
        Ok(())
    }

    #[on(create_user)]
    fn created(user: &User, state: &Pool) {
        let _ = (user, state);
    }

    #[on(update_user)]
    async fn updated(user: &User, state: &Pool) -> Result<(), String> {
        let _ = (user, state);
        Ok(())
    }

    #[on(link_account)]
    fn linked(user: &User, account: &Account, profile: Option<&Profile>, state: &Pool) {
        let _ = (user, account, profile, state);
    }

    #[on(session)]
    fn was_read(session: &Session, token: &Token, state: &Pool) {
        let _ = (session, token, state);
    }
}

fn main() {
    let auth = auth::builder()
        .secret("a secret of at least 32 random characters")
        .production(false)
        .state(Pool)
        .build();
    assert!(auth.is_ok());
}
