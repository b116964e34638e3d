use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[derive(serde::Deserialize)]
    pub struct Form {
        pub name: String,
    }

    #[credentials]
    async fn authorize(credentials: Form) -> Option<User> {
        User { name: Some(credentials.name), ..User::default() }
    }
}

fn main() {
    let _ = auth::builder();
}
