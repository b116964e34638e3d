#![allow(dead_code)]

use auth_runtime::adapter::MemoryAdapter;
use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(user)]
    pub struct Person {
        pub name_of_role: String,
        #[serde(rename = "emailVerified")]
        pub proof: String,
    }

    #[profile]
    fn profile(user: DefaultUser) -> User {
        user.extend(Person { name_of_role: String::new(), proof: String::new() })
    }
}

fn main() {
    let secret = "a secret of 32 characters or more";
    let auth = auth::builder().secret(secret).adapter(MemoryAdapter::new()).build();
    drop(auth);
}
