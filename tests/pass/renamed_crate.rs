//! The runtime has another name here.

extern crate auth_runtime as my_auth;

#[my_auth::auth_config(strategy = jwt, crate = crate::my_auth)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
    }

    #[jwt]
    async fn jwt(token: Token) -> Token {
        token
    }

    #[session]
    async fn session(session: Session) -> Session {
        session
    }
}

fn main() {
    let _ = auth::builder();
}
