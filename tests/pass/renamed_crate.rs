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

#[my_auth::auth_config(strategy = database, crate = crate::my_auth)]
mod stored {
    #[extend(user)]
    #[derive(Default)]
    pub struct Person {
        pub role: Option<String>,
    }

    #[extend(session.user)]
    #[derive(Default)]
    pub struct Shown {
        pub role: Option<String>,
    }

    #[profile]
    fn profile(mut user: User, profile: &Profile) -> User {
        user.role = profile.get("role").and_then(|role| role.as_str()).map(str::to_owned);
        user
    }

    #[session]
    async fn session(mut session: Session, user: &User) -> Session {
        session.user.role = user.role.clone();
        session
    }
}

fn main() {
    let _ = (auth::builder(), stored::builder());
}
