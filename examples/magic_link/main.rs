//! Signing in with a link that comes by e-mail, and users in SQLite.
//!
//! `cargo run --example magic_link`, then sign in with any address: the mail is printed.
//! With `SMTP_URL` and `SMTP_FROM` it is sent:
//!
//! ```sh
//! export SMTP_URL=smtps://user:password@mail.example.com
//! export SMTP_FROM="Magic link <no-reply@example.com>"
//! ```

use std::env;
use std::error::Error;
use std::net::SocketAddr;
use std::time::Duration;

use auth_runtime::adapter::SqliteAdapter;
use auth_runtime::auth_config;
use auth_runtime::provider::{Email, SignInMail, SmtpMailer};
use axum::routing::get;
use axum::{Json, Router};

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
fn email() -> Result<Email, Box<dyn Error>> {
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
async fn print(mail: SignInMail) -> Result<(), Box<dyn Error + Send + Sync>> {
    println!("\nTo: {}\nSubject: {}\n", mail.to, mail.subject());
    println!("{}", mail.text());
    Ok(())
}

async fn me(session: auth::Session) -> Json<auth::Session> {
    Json(session)
}

fn random_secret() -> Result<String, Box<dyn Error>> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(format!("{bytes:02x?}"))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // The file is created, and its tables with it.
    let file = std::path::absolute("magic_link.db")?;
    // A secret of your own in AUTH_SECRET, to stay signed in when the program starts again.
    let secret = env::var("AUTH_SECRET").or_else(|_| random_secret())?;
    let auth = auth::builder()
        .secret(secret)
        .production(false)
        .adapter(SqliteAdapter::open(&file).await?)
        .provider(email()?)
        .build()
        .await?;
    let app = Router::new()
        .route("/", get(me))
        .merge(auth.router())
        .layer(auth.layer());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    println!("Users and sessions are in {}", file.display());
    println!("Sign in at http://127.0.0.1:3000/auth/signin");
    // With the address of the client, mails are limited for each.
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app).await?;
    Ok(())
}
