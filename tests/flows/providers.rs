//! What clients and people may choose from.

use auth_tests::Lab;
use serde_json::json;

#[tokio::test]
async fn providers_are_listed_with_absolute_urls() {
    let mut lab = Lab::new().await;
    let answer = lab.client.get("/auth/providers").await;
    let url = |path: &str| format!("{}/auth/{path}", lab.client.origin);
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.json(),
        json!({
            "credentials": {
                "id": "credentials",
                "name": "Credentials",
                "type": "credentials",
                "signinUrl": url("signin/credentials"),
                "callbackUrl": url("callback/credentials"),
            },
            "badge": {
                "id": "badge",
                "name": "Staff badge",
                "type": "credentials",
                "signinUrl": url("signin/badge"),
                "callbackUrl": url("callback/badge"),
            },
        })
    );
    assert!(answer.set_cookies().is_empty());
}

#[tokio::test]
async fn every_form_is_on_the_page() {
    let mut lab = Lab::new().await;
    let token = lab.client.csrf().await;
    let answer = lab.client.get("/auth/signin?callbackUrl=/home").await;
    let page = answer.text();
    for part in [
        r#"action="/auth/callback/credentials""#,
        r#"name="name" type="text""#,
        r#"name="password" type="password""#,
        r#"name="pin""#,
        r#"action="/auth/callback/badge""#,
        "Staff badge",
        r#"name="badge" type="number""#,
        &token,
        &format!(r#"value="{}/home""#, lab.client.origin),
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(
        answer
            .header("content-security-policy")
            .contains("default-src 'none'")
    );
    assert_eq!(answer.header("x-frame-options"), "DENY");
}

#[tokio::test]
async fn the_sign_out_page_asks_first() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    let token = lab.client.csrf().await;
    let answer = lab.client.get("/auth/signout").await;
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains(&token));
    assert!(answer.text().contains(r#"action="/auth/signout""#));
    assert!(!answer.touches_session());
}

/// A form has no page of its own, so a known provider leads to the page with all of them. A
/// provider that is not configured is a mistake, as with Auth.js.
#[tokio::test]
async fn a_provider_may_be_named_in_the_path() {
    let mut lab = Lab::new().await;
    let origin = lab.client.origin.clone();
    for (id, leads_to) in [
        ("credentials", "/auth/signin"),
        ("badge", "/auth/signin"),
        ("github", "/auth/error?error=Configuration"),
        ("Credentials", "/auth/error?error=Configuration"),
    ] {
        let leads_to = format!("{origin}{leads_to}");
        let answer = lab
            .client
            .get(&format!("/auth/signin/{id}?callbackUrl=/home"))
            .await;
        assert_eq!(answer.location(), leads_to, "{id}");
        let path = format!("signin/{id}");
        let plain = lab
            .client
            .submit(auth_tests::Style::Plain, &path, &[])
            .await;
        assert_eq!(plain.location(), leads_to, "{id}");
        let json = lab
            .client
            .submit(auth_tests::Style::V5, &format!("signin/{id}"), &[])
            .await;
        assert_eq!(json.url(), leads_to, "{id}");
        let expected = if leads_to.ends_with("signin") {
            200
        } else {
            404
        };
        assert_eq!(json.status, expected, "{id}");
    }
    // The place to go to waits for the form.
    let page = lab.client.get("/auth/signin").await;
    assert!(page.text().contains(&format!(r#"value="{origin}/home""#)));
}
