use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    async fn signIn(user: &User) -> bool {
        user.email.is_some()
    }
}

fn main() {
    let _ = auth::builder();
}
