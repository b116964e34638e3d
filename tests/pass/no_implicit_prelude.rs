//! Generated code asks for nothing that the crate has in scope.

#![no_implicit_prelude]

use ::auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    use ::std::clone::Clone;
    use ::std::option::Option::{self, None, Some};
    use ::std::string::String;

    #[extend(user)]
    #[derive(::std::default::Default)]
    pub struct Person {
        pub role: Option<String>,
    }

    #[extend(token)]
    #[derive(::std::default::Default)]
    pub struct Claims {
        pub id: String,
    }

    #[extend(session.user)]
    #[derive(::std::default::Default)]
    pub struct Identity {
        pub id: String,
    }

    #[extend(session)]
    pub struct Tenant {
        pub tenant: String,
    }

    #[derive(::serde::Deserialize)]
    #[serde(crate = "::serde")]
    pub struct Form {
        pub name: String,
    }

    #[jwt]
    async fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {
            token.id = Clone::clone(&user.id);
        }
        token
    }

    #[session]
    async fn session(session: DefaultSession, token: &Token) -> Session {
        session.extend(
            Identity {
                id: Clone::clone(&token.id),
            },
            Tenant {
                tenant: Clone::clone(&token.id),
            },
        )
    }

    #[credentials]
    async fn authorize(credentials: Form) -> Option<User> {
        let _ = credentials.name;
        None
    }

    #[sign_in]
    fn sign_in() -> bool {
        true
    }

    #[redirect]
    fn redirect(url: &str, base_url: &Url) -> Url {
        let _ = url;
        Clone::clone(base_url)
    }

    #[on(sign_in)]
    fn signed_in() {}

    #[on(sign_out)]
    fn signed_out() {}

    #[on(session)]
    fn was_read() {}
}

fn main() {
    let _ = auth::builder();
}
