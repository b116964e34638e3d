//! Callbacks may have the names of their parameters.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
pub mod auth {
    #[derive(serde::Deserialize)]
    pub struct Form {
        pub name: String,
    }

    #[jwt]
    async fn token(token: Token, state: &u8) -> Token {
        let _ = state;
        token
    }

    #[session]
    async fn session(session: Session, token: &Token) -> Session {
        let _ = token;
        session
    }

    #[credentials]
    async fn form(credentials: Form) -> Option<User> {
        let _ = credentials.name;
        None
    }

    #[sign_in]
    fn attempt() -> bool {
        true
    }

    #[redirect]
    fn url(url: &str, base_url: &Url) -> Url {
        let _ = url;
        base_url.clone()
    }

    #[on(sign_in)]
    fn state(user: &User, state: &u8) {
        let _ = (user, state);
    }

    #[on(sign_out)]
    fn input() {}

    #[on(session)]
    fn provider() {}
}

#[auth_config(strategy = jwt)]
pub mod phases {
    #[update]
    #[derive(serde::Deserialize)]
    pub struct Update {}

    #[jwt(sign_in)]
    fn user(token: Token, user: &User) -> Token {
        let _ = user;
        token
    }

    #[jwt(read)]
    fn token(token: Token) -> Token {
        token
    }

    #[jwt(update)]
    fn update(token: Token, update: Update) -> Token {
        let _ = update;
        token
    }
}

fn main() {
    let _ = (auth::builder(), phases::builder());
}
