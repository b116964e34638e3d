//! Keywords as names of fields, callbacks, structs and the module.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
pub mod r#mod {
    #[extend(token)]
    #[derive(Clone, Debug, Default)]
    pub struct r#Claims {
        pub r#type: String,
        pub r#match: Option<u32>,
    }

    #[extend(session.user)]
    pub struct Identity {
        pub r#type: String,
    }

    #[jwt]
    async fn r#async(mut r#token: Token, r#user: Option<&User>) -> Token {
        if let Some(user) = user {
            token.r#type = user.id.clone();
        }
        token
    }

    #[session]
    fn r#type(session: DefaultSession, token: &Token) -> Session {
        session.extend(Identity {
            r#type: token.r#type.clone(),
        })
    }
}

#[auth_config(strategy = database)]
pub mod r#enum {
    #[extend(user)]
    #[derive(Clone, Debug, Default)]
    pub struct r#Person {
        pub r#type: Option<String>,
        pub r#match: Option<u32>,
    }

    #[extend(session.user)]
    pub struct Identity {
        pub r#type: Option<String>,
    }

    #[update]
    #[derive(serde::Deserialize)]
    pub struct r#Posted {
        pub r#type: Option<String>,
    }

    #[profile]
    fn r#static(mut r#user: User) -> User {
        user.r#match = Some(1);
        user
    }

    #[session]
    async fn r#async(
        session: DefaultSession,
        r#user: &User,
        r#update: Option<r#Posted>,
    ) -> Session {
        session.extend(Identity {
            r#type: update
                .and_then(|posted| posted.r#type)
                .or_else(|| user.r#type.clone()),
        })
    }

    #[on(session)]
    fn r#loop(r#session: &Session, r#user: &User) {
        let _ = (session, user);
    }
}

fn main() {
    let _ = (r#mod::builder(), r#enum::builder());
}
