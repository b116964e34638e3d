use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    pub struct Claims {
        #[from(user.id)]
        pub id: String,
    }

    #[extend(token)]
    pub struct Others {
        pub id: String,
        pub role: String,
    }

    #[jwt(sign_in)]
    fn sign_in(token: DefaultToken) -> Token {
        token.extend(Others {
            id: String::new(),
            role: String::new(),
        })
    }
}

fn main() {
    let _ = auth::builder();
}
