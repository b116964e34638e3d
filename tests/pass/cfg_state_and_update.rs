//! `#[cfg]` decides about the state and the update struct as well.

#![allow(unexpected_cfgs)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod without {
    #[cfg(no_such_thing)]
    #[update]
    #[derive(serde::Deserialize)]
    pub struct Update {
        pub name: NoSuchType,
    }

    #[cfg(no_such_thing)]
    #[jwt(update)]
    async fn update(token: Token, update: Update, state: &NoSuchType) -> Token {
        token
    }

    #[session]
    fn session(session: Session) -> Session {
        session
    }
}

#[auth_config(strategy = jwt)]
mod one_of_two {
    #[cfg(no_such_thing)]
    #[session]
    fn session(session: Session, state: &NoSuchType) -> Session {
        session
    }

    #[cfg(not(no_such_thing))]
    #[session]
    fn session(session: Session, state: &u8) -> Session {
        let _ = state;
        session
    }
}

fn main() {
    let _ = without::builder().build();
    let _ = one_of_two::builder().state(1).build();
}
