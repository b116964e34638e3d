use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(session.user)]
    pub struct Identity {
        #[from(user.email_verified)]
        pub id: bool,
    }
}

fn main() {
    let _ = |session: auth::Session| session.user.id;
    let _ = auth::builder();
}
