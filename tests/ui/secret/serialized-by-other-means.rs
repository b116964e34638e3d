use auth_runtime::{Secret, auth_config};

fn show<S: serde::Serializer>(key: &Secret<String>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(key.expose_secret())
}

#[auth_config(strategy = jwt)]
mod auth {
    #[extend(session)]
    pub struct Keys {
        #[serde(serialize_with = "super::show")]
        pub key: Secret<String>,
    }

    #[session]
    fn session(session: DefaultSession) -> Session {
        let key = Secret::from("key");
        session.extend(Keys { key })
    }
}

fn main() {
    let _ = auth::builder();
}
