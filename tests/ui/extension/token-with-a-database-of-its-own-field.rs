use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub role: String,
    }
}

fn main() {
    let _ = auth::builder();
}
