use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[derive(serde::Deserialize)]
    pub struct Form {
        pub name: String,
    }

    #[credentials]
    async fn authorize(form: Form) -> Option<User> {
        println!("{}", form.name);
        None
    }
}

fn main() {
    let _ = auth::builder();
}
