use auth_runtime::auth_config;
use auth_tests::SECRET;

use super::{session_of_ada, visits};

#[cfg_attr(not(feature = "encrypted"), auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_config(strategy = jwt(encrypted)))]
mod sources {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[extend(user)]
    pub(super) struct Person {
        pub role: String,
    }

    #[extend(token)]
    pub(super) struct Claims {
        #[from(user.id)]
        pub id: String,
        #[from(user.role)]
        pub role: String,
        #[from(account.provider)]
        pub tenant: String,
    }

    #[extend(session.user)]
    pub(super) struct Identity {
        #[from(token.id)]
        pub id: String,
        // Of another type than its source.
        #[from(token.role)]
        pub role: Option<String>,
    }

    #[extend(session)]
    pub(super) struct Tenant {
        #[from(token.tenant)]
        pub tenant: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        Some(super::super::user(credentials.name).extend(Person {
            role: super::super::ROLE.to_owned(),
        }))
    }
}

#[cfg_attr(not(feature = "encrypted"), auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_config(strategy = jwt(encrypted)))]
mod callbacks {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[extend(user)]
    pub(super) struct Person {
        pub role: String,
    }

    #[extend(token)]
    pub(super) struct Claims {
        pub id: String,
        pub role: String,
        pub tenant: String,
    }

    #[extend(session.user)]
    pub(super) struct Identity {
        pub id: String,
        pub role: Option<String>,
    }

    #[extend(session)]
    pub(super) struct Tenant {
        pub tenant: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        Some(super::super::user(credentials.name).extend(Person {
            role: super::super::ROLE.to_owned(),
        }))
    }

    #[jwt(sign_in)]
    fn sign_in(token: DefaultToken, user: &User, account: &Account) -> Token {
        token.extend(Claims {
            id: user.id.clone(),
            role: user.role.clone(),
            tenant: account.provider.clone(),
        })
    }

    #[session]
    fn session(session: DefaultSession, token: &Token) -> Session {
        let user = Identity {
            id: token.id.clone(),
            role: Some(token.role.clone()),
        };
        let tenant = token.tenant.clone();
        session.extend(user, Tenant { tenant })
    }
}

#[cfg_attr(not(feature = "encrypted"), auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_config(strategy = jwt(encrypted)))]
mod both {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[extend(user)]
    pub(super) struct Person {
        pub role: String,
    }

    #[extend(token)]
    pub(super) struct Claims {
        #[from(user.id)]
        pub id: String,
        #[from(account.provider)]
        pub tenant: String,
    }

    #[extend(token)]
    pub(super) struct Role {
        pub role: String,
    }

    #[extend(session.user)]
    pub(super) struct Identity {
        #[from(token.id)]
        pub id: String,
    }

    #[extend(session.user)]
    pub(super) struct Rights {
        pub role: String,
    }

    #[extend(session)]
    pub(super) struct Tenant {
        #[from(token.tenant)]
        pub tenant: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        Some(super::super::user(credentials.name).extend(Person {
            role: super::super::ROLE.to_owned(),
        }))
    }

    #[jwt(sign_in)]
    fn sign_in(token: DefaultToken, user: &User) -> Result<Token, String> {
        // The fields with a source are there already.
        if token.id != user.id || token.tenant != "credentials" {
            return Err(format!("{:?} is not filled", token.id));
        }
        let role = user.role.clone();
        Ok(token.extend(Role { role }))
    }

    #[session]
    fn session(session: DefaultSession, token: &Token) -> Result<Session, String> {
        if session.user.id != token.id || session.tenant != token.tenant {
            return Err(format!("{:?} is not filled", session.user.id));
        }
        let role = token.role.clone();
        Ok(session.extend(Rights { role }))
    }
}

#[tokio::test]
async fn three_ways_show_one_session() {
    let sources = sources::builder().secret(SECRET).build().unwrap();
    let callbacks = callbacks::builder().secret(SECRET).build().unwrap();
    let both = both::builder().secret(SECRET).build().unwrap();
    let applications = [
        sources.router().layer(sources.layer()),
        callbacks.router().layer(callbacks.layer()),
        both.router().layer(both.layer()),
    ];
    for visit in visits(applications).await {
        assert_eq!(visit, [session_of_ada(), session_of_ada()]);
    }
}
