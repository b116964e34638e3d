//! `#[cfg]` on the callbacks that make token and session, in one form and in two versions.

#![allow(unexpected_cfgs)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod one_function {
    #[cfg(no_such_thing)]
    #[jwt]
    async fn jwt(token: NoSuchType) -> Token {
        token
    }

    #[cfg(no_such_thing)]
    #[session]
    async fn session(session: NoSuchType) -> Session {
        session
    }
}

#[auth_config(strategy = jwt)]
mod phases {
    #[cfg(no_such_thing)]
    #[jwt(sign_in)]
    async fn sign_in(token: NoSuchType) -> Token {
        token
    }

    #[cfg(no_such_thing)]
    #[jwt(read)]
    async fn read(token: NoSuchType) -> Token {
        token
    }
}

#[auth_config(strategy = jwt)]
mod two_versions {
    #[cfg(no_such_thing)]
    #[jwt]
    async fn jwt(token: NoSuchType) -> Token {
        token
    }

    #[cfg(not(no_such_thing))]
    #[jwt]
    async fn jwt(token: Token) -> Token {
        token
    }
}

fn main() {
    let _ = one_function::builder();
    let _ = phases::builder();
    let _ = two_versions::builder();
}
