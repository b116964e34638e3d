//! Under which name the application is reached, and by whom that is believed.

use auth_tests::{Answer, Client, GOOD, Lab, Style};
use bytes::Bytes;
use http::Request;

async fn get(client: &mut Client, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.send(request.body(Bytes::new()).unwrap()).await
}

async fn origin_of(client: &mut Client, headers: &[(&str, &str)]) -> Answer {
    get(client, "/auth/providers", headers).await
}

fn signin_url(answer: &Answer) -> String {
    answer.json()["credentials"]["signinUrl"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn without_a_url_this_machine_is_served() {
    let mut lab = Lab::new().await;
    for host in [
        "localhost",
        "localhost:3000",
        "app.localhost",
        "127.0.0.1:80",
        "127.1.2.3",
        "[::1]:8080",
    ] {
        let answer = origin_of(&mut lab.client, &[("host", host)]).await;
        let host = host.trim_end_matches(":80");
        assert_eq!(
            signin_url(&answer),
            format!("http://{host}/auth/signin/credentials")
        );
    }
}

#[tokio::test]
async fn another_host_is_refused_with_the_configuration_answer() {
    let mut lab = Lab::signed_in(|builder| builder).await;
    for host in [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "0.0.0.0",
        "192.168.1.1",
        "localhost:99999",
        "",
    ] {
        for path in ["session", "csrf", "providers"] {
            let answer = get(&mut lab.client, &format!("/auth/{path}"), &[("host", host)]).await;
            assert_eq!(answer.status, 500, "{host} {path}");
            let message = "There was a problem with the server configuration. \
                           Check the server logs for more information.";
            assert_eq!(answer.json()["message"], message, "{host} {path}");
            assert!(answer.set_cookies().is_empty());
        }
        for path in ["signin", "signout", "error"] {
            let answer = get(&mut lab.client, &format!("/auth/{path}"), &[("host", host)]).await;
            assert_eq!(answer.status, 500, "{host} {path}");
            assert!(
                answer.text().contains("Sign-in is not working"),
                "{host} {path}"
            );
            assert!(answer.set_cookies().is_empty());
        }
        for path in ["callback/credentials", "signout", "session"] {
            let request = Request::post(format!("/auth/{path}")).header("host", host);
            let answer = lab.client.send(request.body(Bytes::new()).unwrap()).await;
            assert_eq!(answer.status, 500, "{host} {path}");
            assert!(answer.json()["message"].is_string(), "{host} {path}");
        }
    }
    assert!(lab.script.calls().is_empty());
}

#[tokio::test]
async fn a_public_url_is_final() {
    let mut lab = Lab::with(|builder| builder.url("https://app.example.com/")).await;
    for headers in [
        &[][..],
        &[("host", "evil.example")],
        &[
            ("x-forwarded-host", "evil.example"),
            ("x-forwarded-proto", "http"),
        ],
    ] {
        let answer = origin_of(&mut lab.client, headers).await;
        let url = "https://app.example.com/auth/signin/credentials";
        assert_eq!(signin_url(&answer), url, "{headers:?}");
    }
    let fields = [GOOD, &[("callbackUrl", "https://app.example.com/home")]].concat();
    let answer = lab.client.sign_in(Style::V5, &fields).await;
    assert_eq!(answer.url(), "https://app.example.com/home");
    let cookies = answer.set_cookies();
    let cookie = cookies
        .iter()
        .find(|cookie| cookie.name().ends_with("session-token"));
    let cookie = cookie.unwrap();
    assert_eq!(cookie.name(), "__Secure-authjs.session-token");
    assert_eq!(cookie.secure(), Some(true));
    assert_eq!(
        lab.client.jar.names(),
        [
            "__Host-authjs.csrf-token",
            "__Secure-authjs.callback-url",
            "__Secure-authjs.session-token"
        ]
    );
    assert_eq!(lab.client.session().await.json()["user"]["id"], "id-of-ada");
    assert_eq!(lab.client.get("/me").await.status, 200);
    let answer = lab
        .client
        .submit(Style::Plain, "signout", &[("callbackUrl", "/")])
        .await;
    assert_eq!(answer.location(), "https://app.example.com/");
    assert!(answer.deletes("__Secure-authjs.session-token"));
}

#[tokio::test]
async fn a_path_in_the_url_is_the_base_path() {
    let mut lab = Lab::with(|builder| builder.url("https://app.example.com/api/auth")).await;
    assert_eq!(lab.client.base_path, "/api/auth");
    let answer = lab.client.get("/api/auth/providers").await;
    assert_eq!(
        signin_url(&answer),
        "https://app.example.com/api/auth/signin/credentials"
    );
    assert_eq!(lab.client.get("/auth/providers").await.status, 404);
    assert_eq!(lab.client.sign_in(Style::V5, GOOD).await.status, 200);
}

#[tokio::test]
async fn forwarded_headers_count_only_if_they_are_trusted() {
    let forwarded = [
        ("x-forwarded-host", "app.example.com, proxy.internal"),
        ("x-forwarded-proto", "https"),
    ];
    let mut lab = Lab::new().await;
    let answer = origin_of(&mut lab.client, &forwarded).await;
    assert!(signin_url(&answer).starts_with("http://127.0.0.1:"));

    let mut lab = Lab::with(|builder| builder.trust_forwarded_headers(true)).await;
    let answer = origin_of(&mut lab.client, &forwarded).await;
    assert_eq!(
        signin_url(&answer),
        "https://app.example.com/auth/signin/credentials"
    );
    let answer = get(&mut lab.client, "/auth/csrf", &forwarded).await;
    assert!(answer.sets("__Host-authjs.csrf-token").is_some());
    // Without the headers, the request is what it is.
    let answer = get(
        &mut lab.client,
        "/auth/csrf",
        &[("host", "app.example.com")],
    )
    .await;
    assert!(answer.sets("authjs.csrf-token").is_some());
    for bad in [
        ("x-forwarded-proto", "ftp"),
        ("x-forwarded-host", "a b"),
        ("x-forwarded-host", "user@app.example.com"),
    ] {
        let answer = origin_of(&mut lab.client, &[bad]).await;
        assert_eq!(answer.status, 500, "{bad:?}");
    }
}
