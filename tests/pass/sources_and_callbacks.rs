//! Fields with a source beside fields that a callback fills: `.extend(..)` asks for the latter only.

#![deny(warnings)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    pub struct Claims {
        #[from(user.id)]
        pub id: String,
        #[from(account.provider)]
        pub provider: String,
        #[from(profile.address.locality)]
        pub city: Option<String>,
        #[from(user.name)]
        #[cfg(all())]
        pub full_name: Option<String>,
    }

    #[extend(token)]
    pub struct Role {
        pub role: String,
    }

    #[extend(session.user)]
    pub struct Identity {
        #[from(token.id)]
        pub id: String,
    }

    #[extend(session.user)]
    pub struct Rights {
        pub may_write: bool,
    }

    #[extend(session)]
    pub struct Tenant {
        #[from(token.city)]
        pub city: Option<String>,
    }

    #[jwt(sign_in)]
    async fn sign_in(token: DefaultToken, user: &User) -> Token {
        let role = format!("{}/{}/{:?}", token.id, user.id, token.full_name);
        token.extend(Role { role })
    }

    #[session]
    fn session(session: DefaultSession, token: &Token) -> Session {
        let may_write = session.user.id == "1815" && token.role == "admin" && session.city.is_none();
        session.extend(Rights { may_write })
    }
}

#[auth_config(strategy = jwt)]
mod one_function {
    #[extend(token)]
    pub struct Claims {
        #[from(user.id)]
        pub id: String,
    }

    #[extend(token)]
    #[derive(Default)]
    pub struct Count {
        pub reads: u32,
    }

    #[extend(session)]
    #[derive(Default)]
    pub struct Reads {
        pub reads: u32,
    }

    #[extend(session.user)]
    pub struct Identity {
        #[from(token.id)]
        pub id: String,
    }

    #[jwt]
    fn jwt(mut token: Token) -> Token {
        token.reads += 1;
        token
    }

    #[session]
    fn session(mut session: Session, token: &Token) -> Session {
        session.reads = token.reads;
        session
    }
}

#[auth_config(strategy = database)]
mod of_database {
    #[extend(user)]
    pub struct Columns {
        pub role: String,
    }

    #[extend(session.user)]
    pub struct Identity {
        #[from(user.id)]
        pub id: String,
        #[from(user.role)]
        pub role: String,
    }

    #[extend(session)]
    pub struct Tenant {
        pub tenant: String,
    }

    #[session]
    fn session(session: DefaultSession, user: &User) -> Session {
        let tenant = format!("{}/{}", session.user.id, user.role);
        session.extend(Tenant { tenant })
    }
}

#[auth_config(strategy = jwt)]
mod full_with_callbacks {
    #[extend(token)]
    pub struct Claims {
        #[from(user.id)]
        pub id: String,
    }

    #[extend(session.user)]
    pub struct Identity {
        #[from(token.id)]
        pub id: String,
    }

    #[jwt(sign_in)]
    fn sign_in(token: DefaultToken) -> Option<Token> {
        (token.id != "0").then_some(token)
    }

    #[session]
    fn session(mut session: Session) -> Session {
        session.user.name = None;
        session
    }
}

fn main() {
    let _ = (auth::builder(), one_function::builder());
    let _ = (of_database::builder(), full_with_callbacks::builder());
}
