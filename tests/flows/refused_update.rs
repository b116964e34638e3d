//! An update that a callback refuses.

use auth_runtime::adapter::MemoryAdapter;
use auth_runtime::auth_config;
use auth_tests::{Client, GOOD, SECRET, Style, serve};
use serde_json::json;

#[cfg_attr(not(feature = "encrypted"), auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_config(strategy = jwt(encrypted)))]
mod tokens {
    use auth_runtime::BoxError;

    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        Some(User {
            id: credentials.name,
            ..User::default()
        })
    }

    #[update]
    #[derive(serde::Deserialize)]
    pub(crate) struct Rename {
        name: String,
    }

    #[jwt]
    fn jwt(mut token: Token, update: Option<Rename>) -> Result<Token, BoxError> {
        match update {
            Some(Rename { name }) if name.is_empty() => {
                return Err(InvalidUpdate::new("A name has at least a letter.").into());
            }
            Some(Rename { name }) if name == "down" => return Err("no names today".into()),
            Some(Rename { name }) => token.name = Some(name),
            // Where nothing was posted it is nobody's mistake.
            None if token.name.as_deref() == Some("broken") => {
                return Err(InvalidUpdate::new("hush").into());
            }
            None => {}
        }
        Ok(token)
    }
}

#[auth_config(strategy = database)]
mod rows {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        Some(User {
            id: credentials.name,
            ..User::default()
        })
    }

    #[update]
    #[derive(serde::Deserialize)]
    pub(crate) struct Rename {
        name: String,
    }

    #[session]
    fn session(session: Session, update: Option<Rename>) -> Result<Session, InvalidUpdate> {
        match update {
            Some(Rename { name }) if name.is_empty() => {
                Err(InvalidUpdate::new("A name has at least a letter."))
            }
            _ => Ok(session),
        }
    }
}

async fn is_refused(client: &mut Client) {
    assert_eq!(client.sign_in(Style::V5, GOOD).await.status, 200);
    let answer = client.update(json!({ "name": "" })).await;
    assert_eq!(answer.status, 400);
    let refused = json!({ "error": "InvalidUpdate", "message": "A name has at least a letter." });
    assert_eq!(answer.json(), refused);
    assert!(!answer.touches_session());
    assert_eq!(client.session().await.status, 200);
}

#[tokio::test]
async fn the_client_is_told_why() {
    let auth = tokens::builder().secret(SECRET).build().unwrap();
    is_refused(&mut Client::new(&serve(auth.router()).await)).await;
    let rows = rows::builder().secret(SECRET);
    let auth = rows.adapter(MemoryAdapter::new()).build().await.unwrap();
    is_refused(&mut Client::new(&serve(auth.router()).await)).await;
}

#[tokio::test]
async fn any_other_error_is_the_servers_own() {
    let auth = tokens::builder().secret(SECRET).build().unwrap();
    let mut client = Client::new(&serve(auth.router()).await);
    client.sign_in(Style::V5, GOOD).await;
    let answer = client.update(json!({ "name": "down" })).await;
    assert_eq!(answer.status, 500);
    assert_eq!(answer.json()["error"], "SessionFailed");
    client.update(json!({ "name": "broken" })).await;
    let answer = client.session().await;
    assert_eq!(answer.status, 500);
    assert!(!answer.text().contains("hush"));
}
