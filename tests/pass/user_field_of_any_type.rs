//! A user whom no adapter stores is never serialized, so its fields can be anything that moves between threads.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    pub struct Handle(pub u8);

    pub struct Made<T>(pub fn() -> T);

    #[extend(user)]
    #[derive(serde::Serialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Person {
        #[serde(skip)]
        pub handle: Handle,
        #[cfg(all())]
        #[serde(skip)]
        pub made: Made<Handle>,
        #[cfg(any())]
        pub nowhere: Missing,
        #[serde(rename = "emailVerified", skip_serializing_if = "String::is_empty")]
        pub proof: String,
        #[serde(rename = "NAME")]
        pub full_name: String,
        #[serde(rename = "Name")]
        pub short_name: String,
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
        Some(user.extend(Person {
            handle: Handle(1),
            made: Made(|| Handle(2)),
            proof: String::new(),
            full_name: String::new(),
            short_name: String::new(),
        }))
    }

    #[jwt]
    fn jwt(token: Token, user: Option<&User>) -> Option<Token> {
        user.is_none_or(|user| user.handle.0 == 1).then_some(token)
    }
}

fn main() {
    let _ = auth::builder();
}
