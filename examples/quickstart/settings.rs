//! What the command line and the environment say about this run.

use std::env::{self, VarError};
use std::fmt::Write as _;
use std::net::Ipv4Addr;
use std::path::PathBuf;

use auth_runtime::{AuthConfig, Builder, Secret, Url};
use tokio::net::TcpListener;

pub const HELP: &str = "\
A sign-in form, and the user's id all the way from it to the browser.

Usage: cargo run --example quickstart [-- --database]

      --database  keep sessions in the database, instead of in signed tokens
  -h, --help      print this

Environment:
  PORT           the port to listen on; 3000 unless it is set
  DATABASE_FILE  the file of the users; quickstart.db unless it is set
  AUTH_SECRET    32 bytes or more; random unless it is set, so tokens end with the run
  AUTH_URL       the public URL, if it is not this machine's own";

/// What the command line asks for.
pub enum Command {
    Help,
    Serve { is_database: bool },
}

impl Command {
    pub fn from_arguments() -> Result<Self, String> {
        let mut is_database = false;
        for argument in env::args_os().skip(1) {
            match argument.to_str() {
                Some("--database") => is_database = true,
                Some("-h" | "--help") => return Ok(Self::Help),
                _ => {
                    return Err(format!(
                        "unknown argument `{}`\n\n{HELP}",
                        argument.display()
                    ));
                }
            }
        }
        Ok(Self::Serve { is_database })
    }
}

pub struct Settings {
    secret: Secret<String>,
    /// Whether the secret was made for this run.
    pub is_secret_random: bool,
    /// The public URL, if it is not this machine's own.
    url: Option<String>,
    /// The file of the database.
    pub database: PathBuf,
    port: u16,
}

impl Settings {
    pub fn from_env() -> Result<Self, String> {
        let secret = variable("AUTH_SECRET")?;
        let port = match variable("PORT")? {
            Some(port) => port
                .parse()
                .map_err(|_| format!("PORT is `{port}`, which is not the number of a port"))?,
            None => 3000,
        };
        let database = env::var_os("DATABASE_FILE").unwrap_or_else(|| "quickstart.db".into());
        let database = std::path::absolute(database)
            .map_err(|error| format!("DATABASE_FILE is no path: {error}"))?;
        Ok(Self {
            is_secret_random: secret.is_none(),
            secret: secret.map_or_else(random_secret, Ok)?.into(),
            url: variable("AUTH_URL")?,
            database,
            port,
        })
    }

    /// What the builder is told, whichever module it is of.
    pub fn apply<C: AuthConfig, S, A>(&self, builder: Builder<C, S, A>) -> Builder<C, S, A> {
        // Without a public URL this serves this machine only, in release builds as well.
        let builder = builder.secret(self.secret.clone()).production(false);
        match &self.url {
            Some(url) => builder.url(url),
            None => builder,
        }
    }

    /// Where browsers find the pages. The path of the public URL is that of the endpoints.
    pub fn public_origin(&self) -> Option<String> {
        let url = Url::parse(self.url.as_ref()?).ok()?;
        Some(url.origin().ascii_serialization())
    }

    pub async fn listen(&self) -> Result<TcpListener, String> {
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
