//! A user is never serialized, so its fields can be anything that moves between threads.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    pub struct Handle(pub u8);

    #[extend(user)]
    pub struct Person {
        pub handle: Handle,
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
        Some(user.extend(Person { handle: Handle(1) }))
    }

    #[jwt]
    fn jwt(token: Token, user: Option<&User>) -> Option<Token> {
        user.is_none_or(|user| user.handle.0 == 1).then_some(token)
    }
}

fn main() {
    let _ = auth::builder();
}
