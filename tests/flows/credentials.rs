//! Sign-in forms that are refused.

use auth_tests::forge::COOKIE;
use auth_tests::{GOOD, Lab, Style};

#[tokio::test]
async fn refusals_have_a_status_and_a_code() {
    let Lab { mut client, .. } = Lab::new().await;
    for (fields, status, leads_to) in [
        (
            [("name", "ada"), ("password", "wrong")],
            401,
            "signin?error=CredentialsSignin&code=credentials",
        ),
        (
            [("name", "locked"), ("password", "x")],
            401,
            "signin?error=CredentialsSignin&code=locked",
        ),
        (
            [("name", "broken"), ("password", "x")],
            500,
            "error?error=Configuration",
        ),
    ] {
        let url = format!("{}/auth/{leads_to}", client.origin);
        for style in [Style::V5, Style::V4] {
            let answer = client.sign_in(style, &fields).await;
            assert_eq!(answer.status, status, "{fields:?}");
            assert_eq!(answer.url(), url);
            assert!(!answer.touches_session());
        }
        let answer = client.sign_in(Style::Plain, &fields).await;
        assert_eq!(answer.location(), url);
        let page = client.get(&format!("/auth/{leads_to}")).await;
        let told = if status == 401 {
            "Those details did not match"
        } else {
            "Sign-in is not working"
        };
        assert!(page.text().contains(told), "{}", page.text());
        assert!(!page.text().contains("locked") && !page.text().contains("database"));
    }
    assert_eq!(client.session().await.text(), "null");
}

#[tokio::test]
async fn the_page_after_a_refusal_leads_to_the_same_place() {
    let Lab { mut client, .. } = Lab::new().await;
    let fields = [
        ("name", "ada"),
        ("password", "no"),
        ("callbackUrl", "/cart"),
    ];
    let answer = client.sign_in(Style::Plain, &fields).await;
    let path = answer
        .location()
        .strip_prefix(&client.origin)
        .unwrap()
        .to_owned();
    let page = client.get(&path).await;
    assert!(page.text().contains(&format!("{}/cart", client.origin)));
    let answer = client.sign_in(Style::Plain, GOOD).await;
    assert_eq!(answer.location(), format!("{}/cart", client.origin));
}

#[tokio::test]
async fn a_failed_try_signs_nobody_out() {
    let Lab { mut client, .. } = Lab::signed_in(|builder| builder).await;
    let token = client.jar.get(COOKIE).unwrap().to_owned();
    for name in ["ada", "locked", "broken"] {
        let fields = [("name", name), ("password", "wrong")];
        client.sign_in(Style::V5, &fields).await;
    }
    assert_eq!(client.jar.get(COOKIE), Some(&*token));
    assert_eq!(client.session().await.json()["user"]["id"], "id-of-ada");
}

#[tokio::test]
async fn forms_that_do_not_fit_name_the_field() {
    let Lab {
        mut client, script, ..
    } = Lab::new().await;
    for (provider, fields, field) in [
        ("credentials", &[][..], "name"),
        ("credentials", &[("name", "ada-hush")], "password"),
        ("credentials", &[("password", "hush")], "name"),
        (
            "credentials",
            &[("name", "ada"), ("password", "hush"), ("pin", "hush")],
            "pin",
        ),
        ("badge", &[("badge", "hush")], "badge"),
        ("badge", &[("badge", "99999999999")], "badge"),
    ] {
        let path = format!("callback/{provider}");
        for style in [Style::V5, Style::V4] {
            let answer = client.submit(style, &path, fields).await;
            assert_eq!(answer.status, 400, "{fields:?}");
            let json = answer.json();
            assert_eq!(json["field"], field, "{fields:?}");
            let url = format!(
                "{}/auth/signin?error=CredentialsSignin&code=invalid_form",
                client.origin
            );
            assert_eq!(json["url"], url);
            assert!(json["message"].as_str().unwrap().contains(field));
            assert!(!answer.text().contains("hush"), "{}", answer.text());
        }
        let answer = client.submit(Style::Plain, &path, fields).await;
        assert_eq!(answer.status, 400);
        assert!(answer.text().to_lowercase().contains(&format!("“{field}”")));
        assert!(!answer.text().contains("hush"), "{}", answer.text());
    }
    assert!(script.calls().is_empty());
}

#[tokio::test]
async fn an_empty_optional_field_is_none() {
    let Lab { mut client, .. } = Lab::new().await;
    for (pin, status) in [("", 200), ("42", 200), ("41", 401)] {
        let fields = [GOOD, &[("pin", pin)]].concat();
        assert_eq!(client.sign_in(Style::V5, &fields).await.status, status);
    }
}

#[tokio::test]
async fn a_second_form_signs_in_as_well() {
    let Lab { mut client, .. } = Lab::new().await;
    let answer = client
        .submit(Style::V5, "callback/badge", &[("badge", "7")])
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(client.session().await.json()["user"]["id"], "badge-7");
    let answer = client
        .submit(Style::V5, "callback/badge", &[("badge", "8")])
        .await;
    assert_eq!(answer.status, 401);
}

#[tokio::test]
async fn json_is_a_form_too() {
    let Lab { mut client, .. } = Lab::new().await;
    let csrf = client.csrf().await;
    let body = serde_json::json!({
        "csrfToken": csrf, "name": "ada", "password": "correct horse", "json": true,
    });
    let answer = client
        .post_json("/auth/callback/credentials", &body.to_string())
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(client.session().await.json()["user"]["id"], "id-of-ada");
}

/// All of them would be one and the same.
#[tokio::test]
async fn a_user_without_an_id_does_not_come_in() {
    let Lab { mut client, .. } = Lab::new().await;
    let answer = client
        .submit(Style::V5, "callback/badge", &[("badge", "0")])
        .await;
    assert_eq!(answer.status, 500);
    assert!(answer.url().ends_with("/auth/error?error=Configuration"));
    assert!(!answer.touches_session());
}
