use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    pub struct Claims {
        pub id: String,
    }

    #[jwt(sign_in)]
    fn sign_in(token: DefaultToken, user: &User) -> Token {
        println!("{token:?}");
        Claims { id: user.id.clone() }
    }
}

fn main() {
    let _ = auth::builder();
}
