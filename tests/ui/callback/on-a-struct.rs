use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[jwt]
    pub struct Claims {
        pub id: String,
    }
}

fn main() {
    let _ = auth::builder();
}
