//! The phases and the update struct ask for nothing that the crate has in scope either.

#![no_implicit_prelude]

use ::auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    use ::std::string::String;

    #[update]
    #[derive(::serde::Deserialize)]
    pub struct Update {
        pub name: String,
    }

    #[jwt(update)]
    async fn update(mut token: Token, update: Update) -> Token {
        token.name = ::std::option::Option::Some(update.name);
        token
    }
}

fn main() {
    let _ = auth::builder();
}
