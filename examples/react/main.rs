//! The browser client of Auth.js, `next-auth/react`, as it comes from npm, and this server behind it.
//!
//! The page is in `tests/browser/src`, built by `tests/browser/run --pages`. Then
//! `cargo run --example react` serves it with its endpoints on one origin, which is what the client
//! needs: `base_path("/api/auth")` is where it looks for them. With `-- --database` the sessions are
//! in a database, and with `-- --v4` the page is that of the client's version 4.
//!
//! A provider of OpenID Connect is another way to sign in, if `AUTH_OIDC_ISSUER`, `AUTH_OIDC_ID` and
//! `AUTH_OIDC_SECRET` name one. It has to know `http://127.0.0.1:3000/api/auth/callback/oidc`.
//! So are GitHub, with `AUTH_GITHUB_ID` and `AUTH_GITHUB_SECRET`, and the others in `KNOWN`.

mod account;
mod page;
mod rows;
mod tokens;
#[cfg(test)]
mod types;

use std::env;
use std::process::ExitCode;

use auth_runtime::provider::{self, OAuthProvider, oidc};
use auth_runtime::{AuthConfig, BoxError, Builder};
use tokio::net::TcpListener;

use self::page::{Client, Page};

const USAGE: &str = "usage: cargo run --example react [-- [--database] [--v4]]";

/// A provider that the library knows by name, after the variable that says whether it is used.
type Known = (&'static str, fn() -> OAuthProvider);

const KNOWN: [Known; 6] = [
    ("AUTH_GITHUB_ID", provider::github),
    ("AUTH_GOOGLE_ID", provider::google),
    ("AUTH_MICROSOFT_ENTRA_ID_ID", provider::microsoft_entra_id),
    ("AUTH_APPLE_ID", provider::apple),
    ("AUTH_DISCORD_ID", provider::discord),
    ("AUTH_SPOTIFY_ID", provider::spotify),
];

/// What the builder is told, whichever module it is of.
fn configure<C: AuthConfig, S, A>(builder: Builder<C, S, A>) -> Builder<C, S, A> {
    let builder = builder
        .secret("an example secret, 32 bytes or more")
        // Without a public URL this serves this machine only, in release builds as well.
        .production(false)
        .base_path("/api/auth")
        // The clients of the providers, and their secrets.
        .from_env();
    let builder = match env::var("AUTH_OIDC_ISSUER") {
        Ok(issuer) => builder.provider(oidc("oidc", issuer).name("OpenID Connect")),
        Err(_) => builder,
    };
    KNOWN
        .into_iter()
        .filter(|(variable, _)| env::var_os(variable).is_some())
        .fold(builder, |builder, (_, provider)| {
            builder.provider(provider())
        })
}

async fn serve() -> Result<(), BoxError> {
    let (mut is_database, mut client) = (false, Client::V5);
    for argument in env::args().skip(1) {
        match argument.as_str() {
            "--database" => is_database = true,
            "--v4" => client = Client::V4,
            _ => return Err(USAGE.into()),
        }
    }
    let page = Page::load(client)?;
    let app = if is_database {
        rows::app(page).await?
    } else {
        tokens::app(page)?
    };
    let port = env::var("PORT").map_or(Ok(3000), |port| port.parse::<u16>())?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    println!("Open http://{}", listener.local_addr()?);
    println!(
        "Sign in as {} with the password {}",
        account::EMAIL,
        account::PASSWORD
    );
    axum::serve(listener, app).await?;
    Ok(())
}

#[tokio::main]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("react: {error}");
            ExitCode::FAILURE
        }
    }
}
