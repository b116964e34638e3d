//! Pages of the application in the place of ours.

use auth_runtime::Pages;
use auth_runtime::SignInDecision;
use auth_tests::{GOOD, Lab, Style};

fn pages() -> Pages {
    Pages::new()
        .sign_in("/login?theme=dark")
        .sign_out("/bye")
        .error("/oops")
}

#[tokio::test]
async fn browsers_are_sent_there() {
    let mut lab = Lab::with(|builder| builder.pages(pages())).await;
    let origin = lab.client.origin.clone();
    let home = format!("{origin}%2F")
        .replace(':', "%3A")
        .replace("//", "%2F%2F");
    for (path, target) in [
        ("signin", format!("/login?theme=dark&callbackUrl={home}")),
        (
            "signin?callbackUrl=/x&error=SessionRequired",
            format!("/login?theme=dark&callbackUrl={home}x&error=SessionRequired"),
        ),
        ("signout", "/bye".to_owned()),
        (
            "error?error=Configuration",
            "/oops?error=Configuration".to_owned(),
        ),
    ] {
        let mut client = lab.client.other();
        let answer = client.get(&client.endpoint(path)).await;
        assert_eq!(answer.location(), format!("{origin}{target}"), "{path}");
    }
    // What is wrong with a form is told there as well.
    for (fields, target) in [
        (
            &[("name", "ada"), ("password", "wrong")][..],
            "/login?theme=dark&error=CredentialsSignin&code=credentials",
        ),
        (
            &[("name", "ada"), ("password", "x"), ("pin", "many")],
            "/login?theme=dark&error=CredentialsSignin&code=invalid_form",
        ),
    ] {
        let answer = lab.client.sign_in(Style::Plain, fields).await;
        assert_eq!(answer.location(), format!("{origin}{target}"));
        let answer = lab.client.sign_in(Style::V5, fields).await;
        assert_eq!(answer.url(), format!("{origin}{target}"));
    }
    let answer = lab
        .client
        .post(Style::Plain, "/auth/callback/credentials", GOOD)
        .await;
    let target = format!("{origin}/login?theme=dark&error=MissingCSRF");
    assert_eq!(answer.location(), target);
    lab.script
        .plan(|plan| plan.sign_in = Some(SignInDecision::Deny));
    let answer = lab.client.sign_in(Style::Plain, GOOD).await;
    assert_eq!(
        answer.location(),
        format!("{origin}/oops?error=AccessDenied")
    );
}

#[tokio::test]
async fn what_is_not_named_is_ours() {
    let mut lab = Lab::with(|builder| builder.pages(Pages::new().error("/oops"))).await;
    let page = lab.client.get("/auth/signin").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("<form"), "{page:?}");
    let page = lab.client.get("/auth/signout").await;
    assert_eq!(page.status, 200);
}
