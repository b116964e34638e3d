use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[redirect]
    fn redirect(url: &str) -> String {
        url.to_owned()
    }
}

fn main() {
    let _ = auth::builder();
}
