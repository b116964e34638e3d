//! Customers and staff in one application, with the same secret.

use auth_tests::{Client, SECRET, Style, serve};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;

#[cfg_attr(not(feature = "encrypted"), auth_runtime::auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_runtime::auth_config(strategy = jwt(encrypted)))]
mod customers {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[extend(token)]
    #[derive(Default)]
    pub(super) struct Claims {
        pub basket: u32,
    }

    #[extend(session.user)]
    #[derive(Default)]
    pub(super) struct Identity {
        pub basket: u32,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        (!credentials.name.is_empty()).then(|| User {
            id: credentials.name,
            ..User::default()
        })
    }

    #[jwt]
    fn jwt(mut token: Token) -> Token {
        token.basket = 3;
        token
    }

    #[session]
    fn session(mut session: Session, token: &Token) -> Session {
        session.user.basket = token.basket;
        session
    }
}

#[cfg_attr(not(feature = "encrypted"), auth_runtime::auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_runtime::auth_config(strategy = jwt(encrypted)))]
mod staff {
    #[derive(Clone, Copy, serde::Deserialize)]
    struct Form {
        badge: u32,
    }

    #[extend(user)]
    pub(super) struct Person {
        pub role: String,
    }

    #[extend(token)]
    pub(super) struct Claims {
        pub role: String,
    }

    #[extend(session)]
    pub(super) struct Rights {
        pub role: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        let user = DefaultUser {
            id: credentials.badge.to_string(),
            ..DefaultUser::default()
        };
        let role = "cashier".to_owned();
        (credentials.badge == 7).then(|| user.extend(Person { role }))
    }

    #[jwt(sign_in)]
    fn jwt(token: DefaultToken, user: &User) -> Token {
        token.extend(Claims {
            role: user.role.clone(),
        })
    }

    #[session]
    fn session(session: DefaultSession, token: &Token) -> Session {
        session.extend(Rights {
            role: token.role.clone(),
        })
    }
}

async fn both(
    customer: Option<customers::Session>,
    employee: Option<staff::Session>,
) -> Json<serde_json::Value> {
    Json(json!({ "customer": customer, "employee": employee }))
}

async fn browsers() -> (Client, Client) {
    let customers = customers::builder().secret(SECRET).build().unwrap();
    let staff = staff::builder()
        .secret(SECRET)
        .base_path("/staff/auth")
        .cookie_prefix("staff")
        .build()
        .unwrap();
    let app = Router::new()
        .route("/both", get(both))
        .merge(customers.router())
        .merge(staff.router())
        .layer(customers.layer())
        .layer(staff.layer());
    let client = Client::new(&serve(app).await);
    let mut employee = client.clone();
    "/staff/auth".clone_into(&mut employee.base_path);
    (client, employee)
}

#[tokio::test]
async fn they_live_side_by_side() {
    let (mut browser, employee) = browsers().await;
    let answer = browser.sign_in(Style::V5, &[("name", "ada")]).await;
    assert_eq!(answer.status, 200);
    let answer = browser.get("/both").await;
    assert_eq!(answer.json()["customer"]["user"], json!({ "basket": 3 }));
    assert_eq!(answer.json()["employee"], json!(null));

    // The same browser, at the other counter.
    browser.base_path = employee.base_path;
    let answer = browser.sign_in(Style::V5, &[("badge", "7")]).await;
    assert_eq!(answer.status, 200);
    assert!(answer.sets("staff.session-token").is_some());
    let answer = browser.get("/both").await;
    assert_eq!(answer.json()["customer"]["user"], json!({ "basket": 3 }));
    assert_eq!(answer.json()["employee"]["role"], "cashier");
    assert_eq!(answer.json()["employee"]["user"], json!({}));

    let answer = browser.submit(Style::V5, "signout", &[]).await;
    assert!(answer.deletes("staff.session-token"));
    assert!(!answer.deletes("authjs.session-token"));
    let answer = browser.get("/both").await;
    assert_eq!(answer.json()["employee"], json!(null));
    assert_eq!(answer.json()["customer"]["user"]["basket"], 3);
}

#[tokio::test]
async fn the_cookie_of_one_is_nothing_to_the_other() {
    let (mut customer, mut employee) = browsers().await;
    customer.sign_in(Style::V5, &[("name", "ada")]).await;
    let token = customer.jar.get("authjs.session-token").unwrap().to_owned();
    assert_eq!(employee.get("/both").await.json()["employee"], json!(null));
    employee.jar.set("authjs.session-token", &token);
    assert_eq!(employee.session().await.text(), "null");
    // Nor under the other's name: the keys differ, though the secret is the same.
    employee.jar.set("staff.session-token", &token);
    let answer = employee.session().await;
    assert_eq!(answer.text(), "null");
    assert!(answer.deletes("staff.session-token"));
    assert!(!answer.deletes("authjs.session-token"));
    // The forms know only their own provider's fields.
    let answer = employee
        .submit(Style::V5, "callback/credentials", &[("name", "ada")])
        .await;
    assert_eq!(
        (answer.status, &answer.json()["field"]),
        (400, &json!("badge"))
    );
}
