use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    pub struct Claims {
        #[from(profile.login)]
        pub login: String,
    }

    #[derive(serde::Deserialize)]
    pub struct Form {
        pub name: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        let id = credentials.name;
        Some(User { id, ..User::default() })
    }
}

fn main() {
    let _ = |token: auth::Token| token.login;
    let _ = auth::builder();
}
