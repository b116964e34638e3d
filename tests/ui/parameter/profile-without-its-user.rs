#![allow(unused_variables)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(user)]
    #[derive(Default)]
    pub struct Person {
        pub role: String,
    }

    #[profile]
    fn profile(profile: &Profile) -> User {
        DefaultUser::default().extend(Person::default())
    }
}

fn main() {
    let _ = auth::builder();
}
