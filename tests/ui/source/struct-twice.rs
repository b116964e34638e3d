use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    pub struct Claims {
        #[from(user.id)]
        pub id: String,
    }

    #[extend(token)]
    pub struct Others {
        #[from(user.name)]
        pub full_name: Option<String>,
    }
}

fn main() {
    let _ = |token: auth::Token| (token.id, token.full_name);
    let _ = auth::builder();
}
