//! A `redirect` callback of the application.

use auth_tests::{Client, GOOD, SECRET, Style, serve};

/// Lets browsers go to the shop as well, and has some bad moments.
#[cfg_attr(not(feature = "encrypted"), auth_runtime::auth_config(strategy = jwt))]
#[cfg_attr(feature = "encrypted", auth_runtime::auth_config(strategy = jwt(encrypted)))]
mod auth {
    #[derive(serde::Deserialize)]
    struct Form {
        name: String,
    }

    #[credentials]
    fn authorize(credentials: Form) -> Option<User> {
        (!credentials.name.is_empty()).then(|| User {
            id: credentials.name,
            ..User::default()
        })
    }

    #[sign_in]
    fn sign_in(user: &User) -> SignInDecision {
        match &*user.id {
            "shopper" => SignInDecision::Redirect("https://shop.example/cart".to_owned()),
            "lost" => SignInDecision::Redirect("https://user@shop.example/".to_owned()),
            _ => SignInDecision::Allow,
        }
    }

    #[redirect]
    fn redirect(url: &str, base_url: &Url) -> Result<Url, url::ParseError> {
        if url.starts_with("https://shop.example/") {
            return Url::parse(url);
        }
        match url {
            "/fail" => Url::parse("no URL"),
            "/script" => Url::parse("javascript:alert(1)"),
            "/data" => Url::parse("data:text/html,x"),
            "/user" => Url::parse("https://user:pw@shop.example/"),
            // Whatever gets here: what is no wish that a browser may have is a slash by now.
            url => base_url.join(&format!("/landing?from={}", url.len())),
        }
    }
}

async fn client() -> Client {
    let auth = auth::builder().secret(SECRET).build().unwrap();
    Client::new(&serve(auth.router()).await)
}

#[tokio::test]
async fn the_application_decides_where_to_go() {
    let client = client().await;
    let landing = |length: usize| format!("{}/landing?from={length}", client.origin);
    for (asked, leads_to) in [
        (
            "https://shop.example/cart",
            "https://shop.example/cart".to_owned(),
        ),
        (
            "HTTPS://SHOP.EXAMPLE/cart",
            "https://shop.example/cart".to_owned(),
        ),
        ("/home", landing(5)),
        ("https://evil.example/", landing(21)),
        // What no browser may be sent to does not even reach the callback.
        ("https://shop.example/@x\r\n", landing(1)),
        ("https://user@shop.example/", landing(1)),
        ("//shop.example/", landing(1)),
        ("javascript:alert(1)", landing(1)),
        ("blob:https://shop.example/", landing(1)),
        // And what it returns is looked at as well.
        ("/script", format!("{}/", client.origin)),
        ("/data", format!("{}/", client.origin)),
        ("/user", format!("{}/", client.origin)),
    ] {
        let fields = [GOOD, &[("callbackUrl", asked)]].concat();
        let answer = client.other().sign_in(Style::V5, &fields).await;
        assert_eq!(
            (answer.status, answer.url()),
            (200, leads_to.clone()),
            "{asked:?}"
        );
        let answer = client.other().sign_in(Style::Plain, &fields).await;
        assert_eq!(answer.location(), leads_to, "{asked:?}");
    }
}

/// A place that `#[sign_in]` names takes the same way as one that the browser asks for.
#[tokio::test]
async fn decisions_pass_the_guard_as_well() {
    let client = client().await;
    let landing = format!("{}/landing?from=1", client.origin);
    for (name, leads_to) in [
        ("shopper", "https://shop.example/cart"),
        ("lost", landing.as_str()),
    ] {
        let fields = [("name", name)];
        let answer = client.other().sign_in(Style::V5, &fields).await;
        assert_eq!((answer.status, answer.url()), (200, leads_to.to_owned()));
        assert!(!answer.touches_session(), "{name}");
    }
}

#[tokio::test]
async fn a_failing_callback_stops_only_what_it_is_asked_for() {
    let mut client = client().await;
    let error = format!("{}/auth/error?error=Configuration", client.origin);
    let fields = [GOOD, &[("callbackUrl", "/fail")]].concat();
    let answer = client.sign_in(Style::V5, &fields).await;
    assert_eq!((answer.status, answer.url()), (500, error.clone()));
    assert!(!answer.touches_session());
    let answer = client.sign_in(Style::Plain, &fields).await;
    assert_eq!(answer.location(), error);
    let answer = client.get("/auth/signin?callbackUrl=/fail").await;
    assert_eq!(answer.location(), error);

    // Pages and reads that lead nowhere are as they always are.
    let fail = "?callbackUrl=/fail";
    assert_eq!(client.sign_in(Style::V5, GOOD).await.status, 200);
    for (path, status) in [
        ("session", 200),
        ("providers", 200),
        ("csrf", 200),
        ("error", 200),
        ("error?error=Configuration&callbackUrl=/fail", 500),
    ] {
        let path = if path.contains('?') {
            path.to_owned()
        } else {
            format!("{path}{fail}")
        };
        let answer = client.get(&format!("/auth/{path}")).await;
        assert_eq!(answer.status, status, "{path}");
    }
    // Who wants to leave, leaves.
    let answer = client
        .submit(Style::V5, "signout", &[("callbackUrl", "/fail")])
        .await;
    assert_eq!((answer.status, answer.url()), (500, error));
    assert!(answer.deletes("authjs.session-token"));
    assert_eq!(client.session().await.text(), "null");
}
