//! Generated code asks for nothing that the crate has in scope.

#![no_implicit_prelude]

use ::auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    use ::std::clone::Clone;
    use ::std::option::Option::{self, None};
    use ::std::string::String;

    #[extend(user)]
    #[derive(::std::default::Default)]
    pub struct Person {
        pub role: Option<String>,
    }

    #[extend(session.user)]
    #[derive(::std::default::Default)]
    pub struct Identity {
        pub id: String,
    }

    #[extend(session)]
    pub struct Tenant {
        pub tenant: String,
    }

    #[derive(::serde::Deserialize)]
    #[serde(crate = "::serde")]
    pub struct Form {
        pub name: String,
    }

    #[session]
    async fn session(session: DefaultSession, user: &User) -> Session {
        session.extend(
            Identity {
                id: Clone::clone(&user.id),
            },
            Tenant {
                tenant: Clone::clone(&user.id),
            },
        )
    }

    #[credentials]
    async fn authorize(credentials: Form) -> Option<User> {
        let _ = credentials.name;
        None
    }

    #[profile]
    fn profile(user: User) -> User {
        user
    }

    #[sign_in]
    fn sign_in() -> bool {
        true
    }

    #[redirect]
    fn redirect(url: &str, base_url: &Url) -> Url {
        let _ = url;
        Clone::clone(base_url)
    }

    #[on(sign_in)]
    fn signed_in() {}

    #[on(sign_out)]
    fn signed_out() {}

    #[on(create_user)]
    fn created() {}

    #[on(update_user)]
    fn updated() {}

    #[on(link_account)]
    fn linked() {}

    #[on(session)]
    fn was_read() {}
}

fn main() {
    let _ = auth::builder();
}
