use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[derive(serde::Serialize, serde::Deserialize)]
    pub enum Role {
        Reader,
    }

    #[extend(user)]
    pub struct Person {
        pub role: Role,
    }

    #[extend(token)]
    pub struct Claims {
        #[from(user.role)]
        pub role: Role,
    }

    #[profile]
    fn profile(user: DefaultUser) -> User {
        user.extend(Person { role: Role::Reader })
    }
}

fn main() {
    let _ = |token: auth::Token| token.role;
    let _ = auth::builder();
}
