//! The application's own types and modules have the names of the standard library.

#![allow(dead_code)]

mod core {}
mod std {}
mod serde_json {}

#[derive(::serde::Serialize, ::serde::Deserialize)]
pub struct Row;

pub use ::auth_runtime::auth_config;

#[auth_config(strategy = database)]
pub mod auth {
    mod core {}
    mod std {}
    mod auth_runtime {}

    pub struct Result;
    pub struct Option;
    pub struct String;
    pub struct Send;
    pub struct Some;
    pub struct Ok;
    pub struct None;
    pub struct Err;
    pub struct Box;
    pub struct Vec;
    pub struct Default;
    pub struct Clone;
    pub struct Extended;
    pub struct AuthConfig;
    pub struct Builder;
    pub struct StoredUser;
    pub struct UserField;
    pub struct UserColumn;
    pub struct UserRecord;
    pub struct ColumnError;
    pub struct Columns;

    // The application's own win over the runtime's prelude.
    pub struct Trigger;
    pub struct Secret;

    pub struct Pool;

    #[extend(user)]
    #[derive(::core::default::Default)]
    pub struct Person {
        pub role: u8,
    }

    #[extend(session.user)]
    #[derive(::core::default::Default)]
    pub struct Identity {
        pub id: ::std::string::String,
    }

    #[extend(session)]
    #[derive(::core::default::Default)]
    pub struct Tenant {
        pub tenant: u8,
    }

    #[derive(::serde::Deserialize)]
    pub struct Form {
        pub name: ::std::string::String,
    }

    #[session]
    async fn session(session: Session, state: &Pool) -> ::core::result::Result<Session, ::std::io::Error> {
        let _ = state;
        ::core::result::Result::Ok(session)
    }

    #[credentials]
    async fn authorize(credentials: Form) -> ::core::option::Option<User> {
        let _ = credentials.name;
        ::core::option::Option::None
    }

    #[redirect]
    fn redirect(url: &str, base_url: &Url) -> Url {
        let _ = url;
        base_url.clone()
    }

    #[profile]
    fn profile(user: User) -> User {
        user
    }

    #[sign_in]
    fn sign_in() -> bool {
        true
    }

    #[on(sign_in)]
    fn signed_in() {}

    #[on(sign_out)]
    fn signed_out() {}

    #[on(session)]
    fn was_read() {}
}

fn main() {
    let _ = auth::builder();
}
