//! The total form of `#[jwt]`: each function has exactly what exists at its moment.

use auth_runtime::auth_config;

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
        pub theme: Option<String>,
    }

    #[update]
    #[derive(serde::Deserialize)]
    pub struct Update {
        pub theme: String,
    }

    #[jwt(sign_in)]
    async fn sign_in(
        token: DefaultToken,
        user: &User,
        account: &Account,
        profile: Option<&Profile>,
        trigger: Trigger,
    ) -> Option<Token> {
        let _ = (account, profile);
        trigger.is_sign_in().then(|| {
            token.extend(Claims {
                id: user.id.clone(),
                theme: None,
            })
        })
    }

    #[jwt(read)]
    fn read(token: Token) -> Token {
        token
    }

    #[jwt(update)]
    async fn update(mut token: Token, update: Update) -> Result<Token, std::io::Error> {
        token.theme = Some(update.theme);
        Ok(token)
    }
}

fn main() {
    let _ = auth::builder();
}
