use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(user)]
    pub struct Person {
        pub role: String,
    }
}

fn main() {
    let _ = |user: auth::User| user.role;
    let _ = auth::builder();
}
