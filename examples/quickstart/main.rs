//! A sign-in form, and the user's id all the way from it to the browser.
//!
//! `cargo run --example quickstart` needs nothing else: its users are in a file, and its sessions
//! are signed tokens. With `-- --database` the sessions are in the file as well. `tokens.rs` and
//! `rows.rs` are the two ways; everything else is the same for both.

mod devices;
mod page;
mod rows;
mod settings;
mod site;
mod tokens;
mod users;

use std::error::Error as _;
use std::process::ExitCode;

use auth_runtime::BoxError;
use auth_runtime::adapter::{AdapterError, SqliteAdapter};

use self::settings::{Command, HELP, Settings};
use self::users::{DEMO_EMAIL, DEMO_PASSWORD, Users};

async fn serve(is_database: bool) -> Result<(), BoxError> {
    let settings = Settings::from_env()?;
    let file = settings.database.display();
    let adapter = open(&settings).await.map_err(|error| {
        let why = error
            .source()
            .map_or(String::new(), |why| format!(" ({why})"));
        format!("cannot use {file}: {error}{why}; DATABASE_FILE chooses another")
    })?;
    let users = Users::new(adapter.pool().clone()).await?;
    let app = if is_database {
        rows::app(&settings, users, adapter).await
    } else {
        tokens::app(&settings, users)
    };
    let app = app
        .map_err(|error| format!("{error}\nThe secret is AUTH_SECRET, the public URL AUTH_URL."))?;

    let listener = settings.listen().await?;
    let home = match settings.public_origin() {
        Some(origin) => origin,
        None => format!("http://{}", listener.local_addr()?),
    };
    println!("Open {home}");
    println!("Sign in as {DEMO_EMAIL} with the password {DEMO_PASSWORD}");
    if is_database {
        println!("Users and sessions are in {file}");
    } else {
        println!("Users are in {file}; `-- --database` keeps the sessions there as well");
    }
    if settings.is_secret_random && !is_database {
        println!("AUTH_SECRET is not set: a random secret was made, and tokens end with this run");
    }
    axum::serve(listener, app).await?;
    Ok(())
}

/// The database, with the tables of the library: one of them has the users.
async fn open(settings: &Settings) -> Result<SqliteAdapter, AdapterError> {
    let adapter = SqliteAdapter::open(&settings.database).await?;
    adapter.migrate().await?;
    Ok(adapter)
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Command::from_arguments() {
        Ok(Command::Help) => {
            println!("{HELP}");
            Ok(())
        }
        Ok(Command::Serve { is_database }) => serve(is_database).await,
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("quickstart: {error}");
            ExitCode::FAILURE
        }
    }
}
