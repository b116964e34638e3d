//! The runtime has another name, at the root of all paths.

extern crate auth_runtime as my_auth;

#[my_auth::auth_config(strategy = jwt, crate = ::my_auth)]
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
}

fn main() {
    let _ = auth::builder();
}
