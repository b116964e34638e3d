//! Conditions on the callbacks of database sessions.

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
pub mod auth {
    #[extend(user)]
    #[derive(Default)]
    pub struct Person {
        #[cfg(any())]
        pub role: u8,
        #[cfg(all())]
        #[serde(rename = "role")]
        pub rank: u8,
    }

    #[cfg(any())]
    #[update]
    pub struct Update;

    #[cfg(all())]
    #[session]
    fn session(session: Session, user: &User) -> Session {
        let _ = user;
        session
    }

    #[cfg(any())]
    #[session]
    fn nowhere(session: Session, user: &User, update: Option<Update>) -> Missing {
        session
    }

    #[cfg(any())]
    #[profile]
    fn profile(user: Missing) -> User {
        user
    }

    #[cfg(any())]
    #[on(create_user)]
    fn created(user: &Missing) {}
}

#[auth_config(strategy = jwt)]
pub mod tokens {
    #[cfg(any())]
    #[profile]
    fn profile(user: Missing) -> User {
        user
    }

    #[cfg(all())]
    #[profile]
    fn from_github(user: DefaultUser) -> User {
        auth_runtime::Extended::extend(user, ())
    }
}

fn main() {
    let _ = (auth::builder(), tokens::builder());
}
