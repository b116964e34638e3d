//! Callbacks that may fail, each with an error of its own.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    use std::error::Error;
    use std::fmt;

    #[derive(Debug)]
    pub struct Failure;

    impl fmt::Display for Failure {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("it failed")
        }
    }

    impl Error for Failure {}

    // An alias is as good as the type itself.
    type Outcome<T> = Result<T, Failure>;

    #[derive(serde::Deserialize)]
    pub struct Form {
        pub name: String,
    }

    #[jwt]
    async fn jwt(token: Token) -> Outcome<Option<Token>> {
        Ok(Some(token))
    }

    #[session]
    async fn session(session: Session) -> Result<Session, String> {
        Ok(session)
    }

    #[credentials]
    async fn authorize(credentials: Form) -> Result<Option<User>, Box<dyn Error + Send + Sync>> {
        let id = credentials.name.parse::<u32>()?.to_string();
        Ok(Some(User {
            id,
            ..User::default()
        }))
    }

    #[sign_in]
    async fn sign_in() -> Outcome<bool> {
        Ok(true)
    }

    #[redirect]
    fn redirect(url: &str, base_url: &Url) -> Result<Url, impl Error + Send + Sync + 'static> {
        base_url.join(url)
    }

    #[on(sign_in)]
    async fn signed_in() -> Outcome<()> {
        Err(Failure)
    }
}

fn main() {
    let _ = auth::builder();
}
