use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[sign_in]
    async fn sign_in(user: &User) -> Option<bool> {
        Some(user.email.is_some())
    }
}

fn main() {
    let _ = auth::builder();
}
