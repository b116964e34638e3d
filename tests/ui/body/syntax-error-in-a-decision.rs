use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[sign_in]
    fn sign_in(user: &User) -> bool {
        user.email.is_some() &&
    }
}

fn main() {
    let _ = auth::builder();
}
