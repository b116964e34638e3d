use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(user)]
    pub struct Columns {
        pub api_key: String,
    }

    #[extend(session.user)]
    pub struct Identity {
        #[from(user.api_key)]
        pub api_key: Secret<String>,
    }
}

fn main() {
    let _ = |session: auth::Session| session.user.api_key;
    let _ = auth::builder();
}
