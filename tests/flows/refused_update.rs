//! An update that a callback refuses.

use auth_runtime::adapter::MemoryAdapter;
use auth_runtime::auth_config;
use auth_tests::{Client, GOOD, SECRET, Style, serve};
use serde_json::json;

#[cfg_attr(not(feature = "encrypted"), auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_config(strategy = jwt(encrypted)))]
mod tokens {
    use std::error::Error;
    use std::fmt::{self, Display, Formatter};

    use auth_runtime::BoxError;

    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        let id = credentials.name;
        (id == "ada").then(|| User {
            name: Some(id.clone()),
            id,
            ..User::default()
        })
    }

    #[update]
    #[derive(serde::Deserialize)]
    pub(crate) struct Rename {
        name: String,
    }

    #[derive(Debug)]
    struct Caused(InvalidUpdate);

    impl Display for Caused {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            f.write_str("the update failed")
        }
    }

    impl Error for Caused {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[jwt]
    fn jwt(mut token: Token, update: Option<Rename>) -> Result<Token, BoxError> {
        match update {
            Some(Rename { name }) if name.is_empty() => {
                return Err(InvalidUpdate::new("A name has at least a letter.").into());
            }
            // As an application's own error type has it.
            Some(Rename { name }) if name == "caused" => {
                return Err(Caused(InvalidUpdate::new("Not this one.")).into());
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
        let id = credentials.name;
        (id == "ada").then(|| User {
            name: Some(id.clone()),
            id,
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
    let before = client.session().await.json();
    assert_eq!(before["user"]["name"], "ada");
    let answer = client.update(json!({ "name": "" })).await;
    assert_eq!(answer.status, 400);
    let refused = json!({ "error": "InvalidUpdate", "message": "A name has at least a letter." });
    assert_eq!(answer.json(), refused);
    assert!(!answer.touches_session());
    // The session is there, as it was.
    assert_eq!(client.session().await.json(), before);
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
async fn a_refusal_may_be_the_cause_of_an_error() {
    let auth = tokens::builder().secret(SECRET).build().unwrap();
    let mut client = Client::new(&serve(auth.router()).await);
    client.sign_in(Style::V5, GOOD).await;
    let answer = client.update(json!({ "name": "caused" })).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json()["message"], "Not this one.");
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
