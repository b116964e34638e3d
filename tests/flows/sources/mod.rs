//! Extra fields that say where they come from, and the same filled by callbacks.

mod database;
mod jwt;
mod profile;

use auth_runtime::DefaultUser;
use auth_tests::{Client, Style, serve};
use axum::Router;
use serde_json::{Value, json};

/// What each of three applications shows after a sign-in, and at a later read.
async fn visits(applications: [Router; 3]) -> [[Value; 2]; 3] {
    let [a, b, c] = applications;
    [visit(a).await, visit(b).await, visit(c).await]
}

async fn visit(application: Router) -> [Value; 2] {
    let mut client = Client::new(&serve(application).await);
    let answer = client.sign_in(Style::V5, &[("name", "ada")]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    [
        without_expiry(client.session().await.json()),
        without_expiry(client.session().await.json()),
    ]
}

fn without_expiry(mut session: Value) -> Value {
    let expires = session.as_object_mut().unwrap().remove("expires");
    assert!(expires.is_some());
    session
}

const ROLE: &str = "countess";

fn user(name: String) -> DefaultUser {
    DefaultUser {
        id: format!("{name}-1815"),
        name: Some(name),
        ..DefaultUser::default()
    }
}

/// The session that all of them show.
fn session_of_ada() -> Value {
    json!({
        "user": { "name": "ada", "id": "ada-1815", "role": ROLE },
        "tenant": "credentials",
    })
}
