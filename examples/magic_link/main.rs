//! Signing in with a link that comes by e-mail, and users in SQLite.
//!
//! `cargo run --example magic_link`, then sign in with any address: the mail is printed.
//! With `SMTP_URL` and `SMTP_FROM` it is sent:
//!
//! ```sh
//! export SMTP_URL=smtps://user:password@mail.example.com
//! export SMTP_FROM="Magic link <no-reply@example.com>"
//! ```
//!
//! `PORT` is another port than 3000, and `DATABASE_FILE` another file than `magic_link.db`.

use std::env;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use auth_runtime::adapter::SqliteAdapter;
use auth_runtime::provider::{Email, SignInMail, SmtpMailer};
use auth_runtime::{BoxError, auth_config};
use axum::Router;
use axum::response::Html;
use axum::routing::get;
use maud::{DOCTYPE, html};

#[auth_config(strategy = database)]
pub mod auth {
    /// Shown to the client under `session.user`, beside `name`, `email` and `image`.
    #[extend(session.user)]
    #[derive(Default)]
    pub struct Identity {
        pub id: String,
    }

    #[session]
    async fn session(mut session: Session, user: &User) -> Session {
        session.user.id = user.id.clone();
        session
    }

    /// Whoever can read the mail comes in, and is a user from then on.
    #[on(create_user)]
    fn welcome(user: &User) {
        println!("A new user has signed in: {}", user.id);
    }
}

/// How the links are sent.
fn email() -> Result<Email, BoxError> {
    let email = match env::var("SMTP_URL") {
        Ok(url) => {
            let from = env::var("SMTP_FROM").map_err(|_| "SMTP_URL needs SMTP_FROM, the sender")?;
            Email::new(SmtpMailer::from_url(&url, &from)?)
        }
        Err(_) => Email::new(print),
    };
    Ok(email.max_age(Duration::from_secs(15 * 60)))
}

/// For this example alone: whoever reads the terminal could sign in as anybody.
async fn print(mail: SignInMail) -> Result<(), BoxError> {
    println!("\nTo: {}\nSubject: {}\n", mail.to, mail.subject());
    println!("{}", mail.text());
    Ok(())
}

/// Without the `Option`, a visitor who is not signed in would get a 401.
async fn home(session: Option<auth::Session>) -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            title { "Magic link" }
            meta name="viewport" content="width=device-width, initial-scale=1";
            @match session.map(|session| session.user) {
                Some(user) => {
                    p { "Signed in as " (user.email.unwrap_or_default()) ", with the id " code { (user.id) } "." }
                    a href="/auth/signout" { "Sign out" }
                }
                None => {
                    p { "Nobody is signed in." }
                    a href="/auth/signin" { "Sign in" }
                }
            }
        }
    };
    Html(page.into_string())
}

async fn serve() -> Result<(), BoxError> {
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let port: u16 = port
        .parse()
        .map_err(|_| format!("PORT is `{port}`, which is not the number of a port"))?;
    // The file is created, and its tables with it.
    let file = env::var_os("DATABASE_FILE").map_or("magic_link.db".into(), PathBuf::from);
    let adapter = SqliteAdapter::open(&file)
        .await
        .map_err(|error| format!("cannot use {}: {error}", file.display()))?;
    // A secret of your own in AUTH_SECRET, to stay signed in when the program starts again.
    let secret = env::var("AUTH_SECRET").or_else(|_| random_secret())?;
    let auth = auth::builder()
        .secret(secret)
        // Without a public URL this serves this machine only, in release builds as well.
        .production(false)
        .adapter(adapter)
        .provider(email()?)
        .build()
        .await?;
    let app = Router::new()
        .route("/", get(home))
        .merge(auth.router())
        .layer(auth.layer());
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|error| format!("cannot listen on port {port}: {error}"))?;
    println!("Users and sessions are in {}", file.display());
    println!("Open http://{}", listener.local_addr()?);
    // With the address of the client, mails are limited for each.
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app).await?;
    Ok(())
}

fn random_secret() -> Result<String, BoxError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(format!("{bytes:02x?}"))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("magic_link: {error}");
            ExitCode::FAILURE
        }
    }
}
