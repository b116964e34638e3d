//! The callback table as data: which function runs when, and which fields the application added.
//!
//! `cargo run --example callback_table` prints it. A server logs it when it starts.

// Nobody signs in here, so nothing is called.
#![allow(dead_code)]

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
pub mod auth {
    #[extend(user)]
    #[derive(Clone, Debug, Default)]
    pub struct Person {
        pub role: String,
    }

    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
        pub role: Option<String>,
    }

    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        #[serde(rename = "userId")]
        pub user_id: String,
        pub role: Option<String>,
    }

    #[derive(serde::Deserialize)]
    pub struct SignInForm {
        badge: Secret<String>,
    }

    #[credentials(id = "badge", name = "Staff badge")]
    async fn authorize(credentials: SignInForm) -> Result<Option<User>, std::io::Error> {
        let badge = credentials.badge.expose_secret();
        Ok((badge == "7").then(User::default))
    }

    #[jwt]
    async fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {
            token.id = user.id.clone();
            token.role = Some(user.role.clone());
        }
        token
    }

    #[session]
    fn session(mut session: Session, token: &Token) -> Session {
        session.user.user_id = token.id.clone();
        session.user.role = token.role.clone();
        session
    }

    #[on(sign_out)]
    fn signed_out(token: &Token) {
        println!("{} has left", token.id);
    }
}

fn main() {
    println!("{}", auth::Config::TABLE);

    // What a client can see, for a review.
    let shown = auth::Config::TABLE.fields.iter();
    let shown = shown.filter(|field| field.place.starts_with("session"));
    println!(
        "\nThe client sees {} fields of its own:",
        shown.clone().count()
    );
    for field in shown {
        println!("  {} ({})", field.key, field.ty);
    }
}
