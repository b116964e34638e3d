use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    pub struct Claims {
        #[from("user.id")]
        pub id: String,
    }
}

fn main() {
    let _ = |token: auth::Token| token.id;
    let _ = auth::builder();
}
