//! The shortest form of the page: no function at all.

#![deny(warnings)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    pub struct Claims {
        #[from(user.id)]
        pub id: String,
    }

    #[extend(session.user)]
    pub struct Identity {
        #[from(token.id)]
        pub id: String,
    }
}

#[auth_config(strategy = database)]
mod of_database {
    #[extend(session.user)]
    pub struct Identity {
        #[from(user.id)]
        pub id: String,
    }
}

fn main() {
    let _ = (auth::builder(), of_database::builder());
    let id = |session: auth::Session| session.user.id;
    let id_of_database = |session: of_database::Session| session.user.id;
    let _ = (id, id_of_database);
}
