//! Where a browser goes afterwards: never to another site, whatever the address says.

use auth_tests::{Client, GOOD, Lab, Style};

const CALLBACK_URL: &str = "authjs.callback-url";

/// What is asked for, and the path it leads to.
const WISHES: &[(&str, &str)] = &[
    ("", "/"),
    ("/", "/"),
    ("/dash", "/dash"),
    ("/dash?a=1&b=%20#part", "/dash?a=1&b=%20#part"),
    ("ORIGIN", "/"),
    ("ORIGIN/dash?x=1", "/dash?x=1"),
    ("/über/日本", "/%C3%BCber/%E6%97%A5%E6%9C%AC"),
    ("https://evil.example", "/"),
    ("https://evil.example/ORIGIN", "/"),
    ("//evil.example/x", "/"),
    ("/\\evil.example", "/"),
    ("\\\\evil.example", "/"),
    ("https:evil.example", "/"),
    ("ORIGIN@evil.example/", "/"),
    ("http://user:pw@127.0.0.1/x", "/"),
    ("http://127.0.0.1/other-port", "/"),
    ("https://日本.example/x", "/"),
    ("javascript:alert(1)", "/"),
    ("data:text/html,x", "/"),
    ("blob:ORIGIN/x", "/"),
    ("/x\r\nSet-Cookie: a=b", "/"),
    ("/x\0", "/"),
    ("\u{1f4a9}", "/"),
    ("not a url", "/"),
];

fn wish(client: &Client, wish: &str) -> String {
    wish.replace("ORIGIN", &client.origin)
}

#[tokio::test]
async fn sign_in_and_sign_out_stay_on_the_site() {
    let mut lab = Lab::new().await;
    let long = format!("/{}", "a".repeat(3000));
    for &(asked, path) in WISHES.iter().chain(&[(&*long, "/")]) {
        let asked = wish(&lab.client, asked);
        let expected = format!("{}{path}", lab.client.origin);
        let fields = [GOOD, &[("callbackUrl", &*asked)]].concat();
        for (style, action, fields) in [
            (Style::V5, "callback/credentials", &fields[..]),
            (Style::V4, "callback/credentials", &fields[..]),
            (Style::V5, "signout", &fields[2..]),
        ] {
            let answer = lab.client.other().submit(style, action, fields).await;
            assert_eq!(answer.status, 200, "{asked:?}");
            assert_eq!(answer.url(), expected, "{asked:?}");
        }
        let answer = lab.client.sign_in(Style::Plain, &fields).await;
        assert_eq!(answer.location(), expected, "{asked:?}");
        assert_eq!(lab.client.session().await.json()["user"]["id"], "id-of-ada");
    }
}

#[tokio::test]
async fn an_address_cannot_lead_elsewhere_either() {
    let lab = Lab::new().await;
    for (asked, path) in WISHES {
        let asked = wish(&lab.client, asked);
        let expected = format!("{}{path}", lab.client.origin);
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("callbackUrl", &asked)
            .finish();
        for action in ["signin", "signout", "csrf", "session", "providers", "error"] {
            let mut client = lab.client.other();
            let answer = client.get(&format!("/auth/{action}?{query}")).await;
            assert_eq!(answer.status, 200, "{action} {asked:?}");
            if action.starts_with("sign") {
                let value = expected.replace('&', "&amp;");
                let hidden = format!(r#"value="{value}""#);
                assert!(
                    answer.text().contains(&hidden),
                    "{asked:?}: {}",
                    answer.text()
                );
            }
        }
        // The form may say nothing of it: then the cookie does.
        let mut client = lab.client.other();
        client.get(&format!("/auth/signin?{query}")).await;
        let answer = client.sign_in(Style::V5, GOOD).await;
        assert_eq!(answer.url(), expected, "{asked:?}");
    }
}

#[tokio::test]
async fn a_hostile_cookie_locks_nobody_out() {
    let lab = Lab::new().await;
    for value in [
        "blob:http://127.0.0.1/x",
        "data:text/html,x",
        "javascript:alert(1)",
        "https://evil.example",
        "%",
        "%00%0d%0a",
        "",
        "http://",
    ] {
        for path in ["signin", "signout", "csrf", "session", "providers", "error"] {
            let mut client = lab.client.other();
            client.jar.set(CALLBACK_URL, value);
            let answer = client.get(&format!("/auth/{path}")).await;
            assert_eq!(answer.status, 200, "{path} {value:?}");
        }
        let mut client = lab.client.other();
        client.jar.set(CALLBACK_URL, value);
        let answer = client.sign_in(Style::V5, GOOD).await;
        assert_eq!(answer.url(), format!("{}/", client.origin), "{value:?}");
        // And the value is gone.
        assert_ne!(client.jar.get(CALLBACK_URL), Some(value));
    }
}

/// The form decides, then the address, then the cookie.
#[tokio::test]
async fn the_nearest_wish_counts() {
    let mut lab = Lab::new().await;
    lab.client.get("/auth/signin?callbackUrl=/cookie").await;
    let csrf = lab.client.csrf().await;
    for (query, posted, path) in [
        ("?callbackUrl=/query", Some("/form"), "/form"),
        ("?callbackUrl=/query", None, "/query"),
        ("?callbackUrl=/first&callbackUrl=/last", None, "/last"),
        ("", None, "/last"),
    ] {
        let mut fields = vec![("csrfToken", &*csrf)];
        fields.extend_from_slice(GOOD);
        fields.extend(posted.map(|posted| ("callbackUrl", posted)));
        let path_of_form = format!("/auth/callback/credentials{query}");
        let answer = lab.client.post(Style::V5, &path_of_form, &fields).await;
        assert_eq!(answer.url(), format!("{}{path}", lab.client.origin));
    }
}
