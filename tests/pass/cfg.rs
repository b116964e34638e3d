//! What `#[cfg]` takes away is not asked for.

#![allow(unexpected_cfgs)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Clone, Debug, Default)]
    pub struct Claims {
        pub id: String,
        #[cfg(no_such_thing)]
        pub missing: NoSuchType,
        #[cfg(not(no_such_thing))]
        pub there: u8,
    }

    #[extend(session.user)]
    pub struct Identity {
        #[cfg(no_such_thing)]
        pub missing: NoSuchType,
        pub id: String,
    }

    #[cfg(no_such_thing)]
    #[derive(serde::Deserialize)]
    pub struct Form {
        pub name: NoSuchType,
    }

    #[jwt]
    async fn jwt(token: Token) -> Token {
        token
    }

    #[session]
    async fn session(session: DefaultSession, token: &Token) -> Session {
        session.extend(Identity {
            id: token.id.clone(),
        })
    }

    #[cfg(no_such_thing)]
    #[credentials]
    async fn authorize(credentials: Form) -> Option<User> {
        None
    }

    #[cfg(no_such_thing)]
    #[sign_in]
    async fn sign_in(user: &User) -> NoSuchType {
        true
    }

    #[cfg(no_such_thing)]
    #[redirect]
    fn redirect(url: &str) -> NoSuchType {
        url
    }

    #[cfg(no_such_thing)]
    #[on(sign_in)]
    fn signed_in(user: &User) -> NoSuchType {}

    #[cfg(no_such_thing)]
    #[on(sign_out)]
    fn signed_out(token: &Token) -> NoSuchType {}

    #[cfg(no_such_thing)]
    #[on(session)]
    fn was_read(session: &Session) -> NoSuchType {}
}

fn main() {
    assert_eq!(auth::Token::default().there, 0);
    let _ = auth::builder();
}
