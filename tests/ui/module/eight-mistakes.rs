#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy: jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub exp: u64,
        pub role: String,
    }

    #[extend("session.user")]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[jwt]
    async fn jwt(mut token: Token, usr: Option<&User>, update: Option<Update>) -> Token {
        token.role = "admin".to_owned();
        token
    }

    #[session]
    async fn session(mut session: Session, token: Token) -> Session {
        session.user.id = token.sub.unwrap_or_default();
        session
    }

    pub struct Update;

    #[redirect]
    fn redirect(url: &str, base_url: &Url) -> String {
        base_url.to_string()
    }

    #[on(sign_in)]
    async fn signed_in(user: &User) {
        println!("{}", user.role);
    }
}

fn main() {
    let _ = auth::builder();
}
