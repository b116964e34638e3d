//! No field has a default: each is given by name, and none can be forgotten.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    pub struct Claims {
        pub id: String,
    }

    #[extend(session.user)]
    pub struct Identity {
        pub id: String,
    }

    #[jwt(sign_in)]
    async fn sign_in(token: DefaultToken, user: &User) -> Token {
        token.extend(Claims {
            id: user.id.clone(),
        })
    }

    #[session]
    async fn session(session: DefaultSession, token: &Token) -> Session {
        session.extend(Identity {
            id: token.id.clone(),
        })
    }
}

fn main() {
    let _ = auth::builder();
}
