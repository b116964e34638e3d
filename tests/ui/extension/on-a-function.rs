use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    fn claims() -> String {
        String::new()
    }
}

fn main() {
    let _ = auth::builder();
}
