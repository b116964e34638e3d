use serde_json::json;

use super::*;

const ISSUER: &str = "https://issuer.example";

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        other => panic!("{other} is no object"),
    }
}

#[test]
fn the_metadata_is_below_the_issuer() {
    for (issuer, url) in [
        (
            ISSUER,
            "https://issuer.example/.well-known/openid-configuration",
        ),
        (
            "https://issuer.example/",
            "https://issuer.example/.well-known/openid-configuration",
        ),
        (
            "https://issuer.example/a/b/",
            "https://issuer.example/a/b/.well-known/openid-configuration",
        ),
    ] {
        assert_eq!(well_known(&Url::parse(issuer).unwrap()).as_str(), url);
    }
}

#[test]
fn metadata_is_believed_only_about_its_own_issuer() {
    let issuer = Issuer::new(ISSUER.to_owned(), false);
    for (document, is_read) in [
        (json!({ "issuer": ISSUER }), true),
        (
            json!({ "issuer": ISSUER, "token_endpoint": "https://token.example/" }),
            true,
        ),
        (json!({}), false),
        (json!({ "issuer": "https://issuer.example/" }), false),
        (json!({ "issuer": "https://another.example" }), false),
        (json!({ "issuer": 1 }), false),
        (
            json!({ "issuer": ISSUER, "token_endpoint": "http://token.example/" }),
            false,
        ),
        (
            json!({ "issuer": ISSUER, "token_endpoint": "http://127.0.0.1/" }),
            false,
        ),
        (
            json!({ "issuer": ISSUER, "token_endpoint": "https://127.0.0.1:8443/" }),
            false,
        ),
        (
            json!({ "issuer": ISSUER, "jwks_uri": "https://localhost/keys" }),
            false,
        ),
        (
            json!({ "issuer": ISSUER, "jwks_uri": "file:///etc/passwd" }),
            false,
        ),
        (
            json!({ "issuer": ISSUER, "userinfo_endpoint": "https://a:b@issuer.example" }),
            false,
        ),
        (
            json!({ "issuer": ISSUER, "userinfo_endpoint": "/userinfo" }),
            false,
        ),
        (
            json!({ "issuer": ISSUER, "jwks_uri": ["https://issuer.example"] }),
            false,
        ),
    ] {
        let read = read_metadata(object(document.clone()), &issuer);
        assert_eq!(read.is_ok(), is_read, "{document}");
    }
}

#[test]
fn a_provider_on_this_machine_may_stay_there() {
    let issuer = Issuer::new("http://127.0.0.1:9".to_owned(), false);
    for (endpoint, is_read) in [
        ("http://127.0.0.1:9/token", true),
        ("http://localhost:9/token", true),
        ("https://issuer.example/token", true),
        ("http://issuer.example/token", false),
    ] {
        let document = json!({ "issuer": issuer.as_str(), "token_endpoint": endpoint });
        assert_eq!(
            read_metadata(object(document), &issuer).is_ok(),
            is_read,
            "{endpoint}"
        );
    }
}
