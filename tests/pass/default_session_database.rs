//! Without a `#[session]` callback the session is the default one; columns need no callback.

use auth_runtime::auth_config;

#[auth_config(strategy = database)]
mod auth {
    #[extend(user)]
    pub struct Person {
        pub password_hash: Option<String>,
    }
}

#[auth_config(strategy = database)]
mod told {
    #[on(session)]
    fn was_read(session: &Session) {
        let _ = session;
    }
}

fn main() {
    let _ = (auth::builder(), told::builder());
}
