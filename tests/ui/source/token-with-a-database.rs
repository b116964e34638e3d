use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(session.user)]
    pub struct Identity {
        #[from(token.id)]
        pub id: String,
    }
}

fn main() {
    let _ = |session: auth::Session| session.user.id;
    let _ = auth::builder();
}
