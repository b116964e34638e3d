//! Settings that come from the environment.

use auth_runtime::ConfigError::{NoSecret, Provider, ShortSecret};
use auth_runtime::provider::{github, keycloak, microsoft_entra_id};
use auth_runtime::{BuildError, ConfigError};
use auth_tests::app::{Builder, auth};
use auth_tests::{GOOD, Lab, SECRET, Script, Style};

/// A builder of an application in this environment.
fn builder(vars: &'static [(&'static str, &'static str)]) -> Builder {
    auth::builder()
        .state(Script::default())
        .production(false)
        .from_vars(|name| {
            let found = vars.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
}

fn errors(built: Result<auth::Auth, BuildError>) -> Vec<ConfigError> {
    built
        .err()
        .map_or_else(Vec::new, |error| error.errors().to_vec())
}

const OTHER: &str = "another secret, 32 bytes or longer";

#[test]
fn the_secret_and_the_url_are_read() {
    let built = builder(&[("AUTH_SECRET", SECRET)]).build().unwrap();
    assert_eq!(built.base_path(), "/auth");
    let vars = &[
        ("AUTH_SECRET", SECRET),
        ("AUTH_URL", "https://app.example.com/api/auth"),
    ];
    assert_eq!(builder(vars).build().unwrap().base_path(), "/api/auth");
    // What the application says itself comes first, and whatever the order in which it says so.
    let built = builder(vars).url("https://app.example.com/own").build();
    assert_eq!(built.unwrap().base_path(), "/own");
    for vars in [&[][..], &[("AUTH_SECRET", "")], &[("AUTH_SECRET", " ")]] {
        assert_eq!(errors(builder(vars).build()), [NoSecret]);
    }
    assert_eq!(
        errors(builder(&[("AUTH_SECRET", "short")]).secret(SECRET).build()),
        []
    );
    let short = ShortSecret {
        number: 1,
        bytes: 5,
    };
    assert_eq!(
        errors(builder(&[("AUTH_SECRET", "short")]).build()),
        [short]
    );
}

/// The highest number is the newest, and `AUTH_SECRET` the oldest (protocol section 9).
#[tokio::test]
async fn numbered_secrets_are_newer() {
    let mut lab = Lab::new().await;
    lab.client.sign_in(Style::V5, GOOD).await;
    let jar = lab.client.jar.clone();
    let vars = |name: &str| match name {
        "AUTH_SECRET" => Some(SECRET.to_owned()),
        "AUTH_SECRET_2" => Some(OTHER.to_owned()),
        _ => None,
    };
    let mut lab = Lab::at(lab.clock.clone(), |builder| builder.from_vars(vars)).await;
    lab.client.jar = jar;
    assert_eq!(lab.client.session().await.json()["user"]["id"], "id-of-ada");
    lab.client
        .update(serde_json::json!({ "note": "signed anew", "times": null }))
        .await;
    let jar = lab.client.jar.clone();
    let mut lab = Lab::at(lab.clock.clone(), |builder| builder.secret(OTHER)).await;
    lab.client.jar = jar;
    assert_eq!(lab.client.session().await.json()["note"], "signed anew");
}

#[tokio::test]
async fn providers_find_their_client_and_their_issuer() {
    let vars = |name: &str| {
        let value = match name {
            "AUTH_GITHUB_ID" | "AUTH_MICROSOFT_ENTRA_ID_ID" | "AUTH_KEYCLOAK_ID" => "an-id",
            "AUTH_GITHUB_SECRET" | "AUTH_MICROSOFT_ENTRA_ID_SECRET" | "AUTH_KEYCLOAK_SECRET" => {
                "a secret"
            }
            "AUTH_KEYCLOAK_ISSUER" => "https://id.example.com/realms/ours",
            _ => return None,
        };
        Some(value.to_owned())
    };
    let mut lab = Lab::with(|builder| {
        builder
            .provider(github())
            .provider(microsoft_entra_id())
            .provider(keycloak())
            .from_vars(vars)
    })
    .await;
    let providers = lab.client.get("/auth/providers").await.json();
    assert_eq!(providers["github"]["type"], "oauth");
    assert_eq!(providers["microsoft-entra-id"]["type"], "oidc");
    // A sign-in goes to where the entry says, for the client that the environment names.
    let answer = lab.client.submit(Style::V5, "signin/github", &[]).await;
    let url = answer.url();
    assert!(
        url.starts_with("https://github.com/login/oauth/authorize?"),
        "{url}"
    );
    assert!(url.contains("client_id=an-id"), "{url}");
}

#[test]
fn what_is_missing_is_named() {
    let build = || {
        builder(&[("AUTH_SECRET", SECRET), ("AUTH_GITHUB_ID", "an-id")])
            .provider(github())
            .provider(keycloak())
            .build()
    };
    let errors = errors(build());
    let ids: Vec<_> = errors
        .iter()
        .map(|error| match error {
            Provider { id, .. } => id.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(ids, ["github", "keycloak", "keycloak"]);
    let text = build().unwrap_err().to_string();
    for part in [
        "provider `github`",
        "AUTH_GITHUB_SECRET",
        "provider `keycloak`",
        "AUTH_KEYCLOAK_ID",
        "AUTH_KEYCLOAK_ISSUER",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains(SECRET));
}
