use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    pub struct Claims {
        #[from(user.id)]
        pub id: String,
    }

    #[extend(token)]
    pub struct Role {
        pub role: String,
    }

    #[jwt(sign_in)]
    fn sign_in(token: DefaultToken) -> Token {
        token.extend(Role { role: "reader".to_owned() }, Claims { id: "1".to_owned() })
    }
}

fn main() {
    let _ = auth::builder();
}
