//! A field's type needs serde's traits, and the struct nothing at all.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[derive(serde::Serialize, serde::Deserialize)]
    pub struct Role;

    #[extend(user)]
    pub struct Person {
        pub role: Role,
    }

    #[extend(token)]
    pub struct Claims {
        pub role: Role,
    }

    #[extend(session.user)]
    pub struct Identity {
        pub role: Role,
    }

    #[extend(session)]
    pub struct Rights {
        pub other_role: Role,
    }

    #[derive(serde::Deserialize)]
    pub struct Form {
        pub name: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        let user = DefaultUser {
            id: credentials.name,
            ..DefaultUser::default()
        };
        Some(user.extend(Person { role: Role }))
    }

    #[jwt(sign_in)]
    fn sign_in(token: DefaultToken) -> Token {
        token.extend(Claims { role: Role })
    }

    #[session]
    fn session(session: DefaultSession) -> Session {
        session.extend(Identity { role: Role }, Rights { other_role: Role })
    }
}

fn main() {
    let _ = auth::builder();
}
