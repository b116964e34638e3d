//! What the environment says about this run.

use std::env::{self, VarError};
use std::fmt::Write as _;
use std::net::Ipv4Addr;

use auth_runtime::Secret;
use tokio::net::TcpListener;

pub(crate) struct Settings {
    pub(crate) secret: Secret<String>,
    /// Whether the secret was made for this run.
    pub(crate) is_secret_random: bool,
    /// The public URL, if it is not this machine's own.
    pub(crate) url: Option<String>,
    port: u16,
}

impl Settings {
    pub(crate) fn from_env() -> Result<Self, String> {
        let secret = variable("AUTH_SECRET")?;
        let port = match variable("PORT")? {
            Some(port) => port
                .parse()
                .map_err(|_| format!("PORT is `{port}`, which is not the number of a port"))?,
            None => 3000,
        };
        Ok(Self {
            is_secret_random: secret.is_none(),
            secret: secret.map_or_else(random_secret, Ok)?.into(),
            url: variable("AUTH_URL")?,
            port,
        })
    }

    pub(crate) async fn listen(&self) -> Result<TcpListener, String> {
        let address = (Ipv4Addr::LOCALHOST, self.port);
        TcpListener::bind(address).await.map_err(|error| {
            format!(
                "cannot listen on port {}: {error}; set PORT to choose another",
                self.port
            )
        })
    }
}

fn variable(name: &str) -> Result<Option<String>, String> {
    match env::var(name) {
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(format!("{name} is not UTF-8")),
    }
}

fn random_secret() -> Result<String, String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| format!("no random secret: {error}"))?;
    Ok(bytes.iter().fold(String::new(), |mut secret, byte| {
        let _ = write!(secret, "{byte:02x}");
        secret
    }))
}
