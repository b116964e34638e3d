//! An application that shares its sessions with one of Auth.js.

use auth_runtime::{Clock, auth_config};
use auth_tests::{Client, serve};
use serde_json::Value;

#[auth_config(strategy = jwt(encrypted))]
pub(crate) mod auth {
    use serde_json::Value;

    #[extend(token)]
    #[derive(Debug, Default)]
    pub(crate) struct Claims {
        pub(crate) id: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub(crate) note: Option<Value>,
    }

    #[extend(session.user)]
    pub(crate) struct Identity {
        #[from(token.id)]
        pub(crate) id: String,
    }

    #[extend(session)]
    pub(crate) struct Extra {
        #[from(token.note)]
        pub(crate) note: Option<Value>,
    }

    #[update]
    #[derive(serde::Deserialize)]
    pub(crate) struct Change {
        pub(crate) note: Value,
    }

    #[derive(serde::Deserialize)]
    pub(crate) struct Form {
        name: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        let Form { name } = credentials;
        (!name.is_empty()).then(|| User {
            id: format!("id-of-{name}"),
            email: Some(format!("{name}@example.com")),
            name: Some(name),
            ..User::default()
        })
    }

    #[jwt]
    fn jwt(mut token: Token, user: Option<&User>, update: Option<Change>) -> Token {
        if let Some(user) = user {
            token.id.clone_from(&user.id);
        }
        if let Some(Change { note }) = update {
            token.note = Some(note);
        }
        token
    }
}

/// A browser at this application with these secrets.
pub(crate) async fn application(secrets: &[&str], clock: &Clock) -> Client {
    let builder = auth::builder().production(false).clock(clock.clone());
    let builder = secrets
        .iter()
        .fold(builder, |builder, secret| builder.secret(*secret));
    let auth = builder.build().unwrap();
    Client::new(&serve(auth.router().layer(auth.layer())).await)
}

/// Changes the note at the application where the browser is.
pub(crate) async fn write(browser: &mut Client, note: &Value) {
    let answer = browser.update(serde_json::json!({ "note": note })).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.json()["note"], *note);
}
