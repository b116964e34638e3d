#![allow(unused_variables)]

use auth_runtime::auth_config;

pub struct Pool;
pub struct Client;

#[auth_config(strategy = jwt)]
pub mod auth {
    use super::{Client, Pool};

    #[jwt]
    async fn jwt(token: Token, state: &Pool) -> Token {
        token
    }

    #[session]
    async fn session(session: Session, state: &Client) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
