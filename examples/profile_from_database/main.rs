//! A session with values from further tables: the plan that somebody is on, and the language that
//! they chose.
//!
//! `cargo run --example profile_from_database`, then sign in with any name. A client changes its
//! language with `update({ language: "de" })`, which is:
//!
//! ```sh
//! URL=http://127.0.0.1:3000
//! TOKEN=$(curl -s -c jar "$URL/auth/csrf" | cut -d'"' -f4)
//! curl -s -b jar -c jar "$URL/auth/callback/credentials" -d csrfToken="$TOKEN" -d name=ada
//! curl -s -b jar -c jar "$URL/auth/session" -H content-type:application/json \
//!   -d '{"csrfToken":"'"$TOKEN"'","data":{"language":"de"}}'
//! ```

use auth_runtime::adapter::SqliteAdapter;
use auth_runtime::{auth_config, sqlx};
use axum::routing::get;
use axum::{Json, Router};

#[auth_config(strategy = database)]
pub mod auth {
    use auth_runtime::sqlx::{self, SqlitePool};

    /// Shown beside `session.user`.
    #[extend(session)]
    pub struct Membership {
        pub plan: String,
        /// How many projects the plan allows.
        pub projects: u32,
        pub language: String,
    }

    /// What the client may change. A plan is not among it.
    #[update]
    #[derive(serde::Deserialize)]
    pub struct Preferences {
        language: Language,
    }

    /// A client may post anything. A language that is not here is answered with 400 and stored nowhere.
    #[derive(serde::Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Language {
        De,
        En,
        Fr,
    }

    impl Language {
        fn code(&self) -> &'static str {
            match self {
                Self::De => "de",
                Self::En => "en",
                Self::Fr => "fr",
            }
        }
    }

    /// If a query fails, so does the request, and nobody is signed out: the cookie and the
    /// session's row stay as they are, and the next request may find the table again.
    #[session]
    async fn session(
        session: DefaultSession,
        user: &User,
        update: Option<Preferences>,
        state: &SqlitePool,
    ) -> Result<Session, sqlx::Error> {
        if let Some(Preferences { language }) = update {
            // The session is made anew for every answer and stored nowhere: what is to last has
            // to be written down here.
            sqlx::query(
                "INSERT INTO memberships (user_id, language) VALUES (?1, ?2)
                 ON CONFLICT (user_id) DO UPDATE SET language = ?2",
            )
            .bind(&user.id)
            .bind(language.code())
            .execute(state)
            .await?;
        }
        // Who has no membership yet is on the free plan.
        let (plan, projects, language) = sqlx::query_as(
            "SELECT plans.title, plans.projects, coalesce(memberships.language, 'en')
             FROM plans LEFT JOIN memberships ON memberships.user_id = ?
             WHERE plans.id = coalesce(memberships.plan_id, 'free')",
        )
        .bind(&user.id)
        .fetch_one(state)
        .await?;
        Ok(session.extend(Membership {
            plan,
            projects,
            language,
        }))
    }

    /// The sign-in form. Anybody may come in here; a real application checks a password.
    #[derive(serde::Deserialize)]
    pub struct SignInForm {
        name: String,
    }

    #[credentials(name = "Name")]
    async fn authorize(credentials: SignInForm) -> Option<User> {
        Some(User {
            id: format!("id-of-{}", credentials.name),
            name: Some(credentials.name),
            ..User::default()
        })
    }
}

async fn me(session: auth::Session) -> Json<auth::Session> {
    Json(session)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::path::absolute("profile_from_database.db")?;
    let adapter = SqliteAdapter::open(&file).await?;
    // The callbacks ask the same file, through the same pool.
    let pool = adapter.pool().clone();
    sqlx::raw_sql(include_str!("tables.sql"))
        .execute(&pool)
        .await?;
    let auth = auth::builder()
        .secret("an example secret, 32 bytes or more")
        .production(false)
        .state(pool)
        .adapter(adapter)
        .build()
        .await?;
    let app = Router::new()
        .route("/", get(me))
        .merge(auth.router())
        .layer(auth.layer());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    println!("All tables are in {}", file.display());
    println!("Sign in at http://127.0.0.1:3000/auth/signin");
    axum::serve(listener, app).await?;
    Ok(())
}
