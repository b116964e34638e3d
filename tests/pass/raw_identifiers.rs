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

fn main() {
    let _ = r#mod::builder();
}
