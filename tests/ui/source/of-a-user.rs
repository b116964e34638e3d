use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(user)]
    pub struct Person {
        #[from(profile.login)]
        pub login: String,
    }
}

fn main() {
    let _ = |user: auth::User| user.login;
    let _ = auth::builder();
}
