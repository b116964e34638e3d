use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(user)]
    pub struct Columns {
        #[from(profile.login)]
        pub login: String,
    }
}

fn main() {
    let _ = |user: auth::User| user.login;
    let _ = auth::builder();
}
