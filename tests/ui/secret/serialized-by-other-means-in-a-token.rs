use auth_runtime::{Secret, auth_config};

pub fn show<S: serde::Serializer>(key: &Secret<String>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(key.expose_secret())
}

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(token)]
    pub struct Keys {
        #[serde(serialize_with = "super::show")]
        pub key: Secret<String>,
    }

    #[jwt(sign_in)]
    fn jwt(token: DefaultToken) -> Token {
        let key = Secret::from("key");
        token.extend(Keys { key })
    }
}

fn main() {
    let _ = auth::builder();
}
