use auth_runtime::{TokenReader, auth_config};

#[auth_config(strategy = database)]
mod auth {
    #[extend(session.user)]
    pub struct Identity {
        #[from(user.id)]
        pub id: String,
    }
}

fn main() {
    let reader = TokenReader::<auth::Config>::builder().build();
    let _ = reader;
}
