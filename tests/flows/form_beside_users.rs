//! A sign-in form of an application whose sessions are tokens, and whose users are in a database.

use auth_runtime::adapter::{MemoryAdapter, UserStore as _};
use auth_runtime::auth_config;
use auth_tests::{Client, SECRET, Style, serve};
use axum::Router;

#[cfg_attr(not(feature = "encrypted"), auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_config(strategy = jwt(encrypted)))]
mod auth {
    #[extend(user)]
    pub(crate) struct Person {
        pub(crate) role: String,
    }

    #[extend(token)]
    #[derive(Default)]
    pub(crate) struct Claims {
        pub(crate) role: String,
    }

    #[extend(session.user)]
    #[derive(Default)]
    pub(crate) struct Identity {
        pub(crate) role: String,
    }

    #[derive(serde::Deserialize)]
    pub(crate) struct SignInForm {
        role: String,
    }

    #[credentials]
    fn authorize(credentials: SignInForm) -> Option<User> {
        let user = DefaultUser {
            id: "1815".to_owned(),
            email: Some("ada@example.com".to_owned()),
            ..DefaultUser::default()
        };
        let role = credentials.role;
        (!role.is_empty()).then(|| user.extend(Person { role }))
    }

    #[jwt]
    fn jwt(mut token: Token, user: Option<&User>) -> Token {
        if let Some(user) = user {
            token.role.clone_from(&user.role);
        }
        token
    }

    #[session]
    fn session(mut session: Session, token: &Token) -> Session {
        session.user.role.clone_from(&token.role);
        session
    }
}

/// As with Auth.js, the token has what the form's callback says today, and nothing is stored.
#[tokio::test]
async fn the_form_has_the_last_word() {
    let users = MemoryAdapter::new();
    let auth = auth::builder()
        .secret(SECRET)
        .production(false)
        .adapter(users.clone())
        .build()
        .await
        .unwrap();
    let app = Router::new().merge(auth.router()).layer(auth.layer());
    let mut client = Client::new(&serve(app).await);
    for role in ["reader", "editor"] {
        client.sign_in(Style::V5, &[("role", role)]).await;
        let session = client.session().await.json();
        assert_eq!(session["user"]["role"], role);
    }
    assert!(users.user("1815").await.unwrap().is_none());
    let found = users.user_by_account("credentials", "1815").await;
    assert!(found.unwrap().is_none());
}
