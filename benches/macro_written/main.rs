//! A sign-in form, and the user's id all the way from it to the browser: what `hand_written` is compared with.
//!
//! It honours `PORT`, `AUTH_SECRET` and `AUTH_URL`.

// It is written as the examples are, with their lints.
#![allow(missing_docs, missing_debug_implementations, unreachable_pub)]
#![allow(clippy::unused_async, clippy::assigning_clones)]

mod page;
mod settings;

use std::process::ExitCode;

use auth_runtime::{BuildError, Url, auth_config};
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse};
use axum::{Router, routing::get};

use self::settings::Settings;

#[auth_config(strategy = jwt)]
pub mod auth {
    use serde::Deserialize;
    use subtle::ConstantTimeEq as _;

    /// Kept in the session token, beside `name`, `email`, `picture` and `sub`.
    #[extend(token)]
    #[derive(Default)]
    pub struct Claims {
        pub id: String,
    }

    /// Shown to the client under `session.user`, beside `name`, `email` and `image`.
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    /// What the client may post with `update(data)`: a new name to be called by.
    #[update]
    #[derive(Deserialize)]
    pub struct Rename {
        name: String,
    }

    /// Its fields are the fields of the sign-in page.
    #[derive(Deserialize)]
    pub struct SignInForm {
        email: String,
        password: Secret<String>,
    }

    /// There is one account. An application looks the user up in its database, and checks the
    /// password against a hash made for passwords, such as Argon2, with the same effort for
    /// addresses that it does not know.
    #[credentials]
    async fn authorize(credentials: SignInForm) -> Option<User> {
        let password = credentials.password.expose_secret().as_bytes();
        let is_right = bool::from(password.ct_eq(crate::DEMO_PASSWORD.as_bytes()));
        (is_right && credentials.email == crate::DEMO_EMAIL).then(|| User {
            id: "user-1815".to_owned(),
            name: Some("Ada Lovelace".to_owned()),
            email: Some(credentials.email),
            ..User::default()
        })
    }

    #[jwt]
    async fn jwt(mut token: Token, user: Option<&User>, update: Option<Rename>) -> Token {
        if let Some(user) = user {
            // The user is there during sign-in.
            token.id = user.id.clone();
        }
        if let Some(Rename { name }) = update {
            token.name = Some(name);
        }
        token
    }

    #[session]
    async fn session(mut session: Session, token: &Token) -> Session {
        session.user.id = token.id.clone();
        session
    }
}

const DEMO_EMAIL: &str = "ada@example.com";
const DEMO_PASSWORD: &str = "lovelace";

/// The page at `/`. Without the `Option`, a visitor who is not signed in would get a 401.
async fn home(State(auth): State<auth::Auth>, session: Option<auth::Session>) -> impl IntoResponse {
    let page = page::home(auth.base_path(), session.as_ref());
    // It differs for each visitor, and going back after a sign-out must not show it again.
    let headers = [(header::CACHE_CONTROL, "private, no-store")];
    (headers, Html(page.into_string()))
}

fn runtime(settings: &Settings) -> Result<auth::Auth, BuildError> {
    // Without a public URL this serves this machine only, in release builds as well.
    let builder = auth::builder()
        .secret(settings.secret.clone())
        .production(false);
    match &settings.url {
        Some(url) => builder.url(url).build(),
        None => builder.build(),
    }
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let settings = Settings::from_env()?;
    let auth = runtime(&settings)
        .map_err(|error| format!("{error}\nThe secret is AUTH_SECRET, the public URL AUTH_URL."))?;
    let app = Router::new()
        .route("/", get(home))
        .merge(auth.router())
        .layer(auth.layer())
        .with_state(auth);

    let listener = settings.listen().await?;
    let home = match &settings.url {
        // Its path is that of the endpoints; the page is at the root.
        Some(url) => Url::parse(url)?.origin().ascii_serialization(),
        None => format!("http://{}", listener.local_addr()?),
    };
    println!("Open {home}");
    println!("Sign in as {DEMO_EMAIL} with the password {DEMO_PASSWORD}");
    if settings.is_secret_random {
        println!(
            "AUTH_SECRET is not set: a random secret was made, and sessions end with this run"
        );
    }
    axum::serve(listener, app).await?;
    Ok(())
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("macro_written: {error}");
            ExitCode::FAILURE
        }
    }
}
