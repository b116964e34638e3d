use super::super::catalogue::github;
use super::*;

const OIDC: Entry = Entry {
    id: "company-sso",
    name: "Company",
    ..Entry::OIDC
};

fn oidc() -> OAuthProvider {
    OAuthProvider::new(OIDC)
}

fn complete() -> OAuthProvider {
    oidc()
        .client("client", "secret")
        .issuer("https://issuer.example")
}

fn problems(provider: OAuthProvider) -> String {
    provider.check().err().unwrap_or_default().join("\n")
}

/// Whether the problems have these words, and there are none if it has none.
fn assert_problems(provider: OAuthProvider, words: &[&str]) {
    let found = problems(provider);
    assert_eq!(found.is_empty(), words.is_empty(), "{found}");
    for word in words {
        assert!(found.contains(word), "{word}: {found}");
    }
    assert!(
        !found.contains("`secret`") && !found.contains("hidden"),
        "{found}"
    );
}

#[test]
fn each_problem_says_what_to_do() {
    let cases: Vec<(_, &[&str])> = vec![
        (complete(), &[]),
        (
            oidc(),
            &[
                "`.client(id, secret)`",
                "`AUTH_COMPANY_SSO_ID`",
                "`AUTH_COMPANY_SSO_ISSUER`",
            ],
        ),
        (github(), &["`AUTH_GITHUB_ID`", "`AUTH_GITHUB_SECRET`"]),
        (complete().id("a b"), &["letters, digits"]),
        (complete().id(""), &["letters, digits"]),
        (
            complete().issuer(""),
            &["it has no issuer", "`AUTH_COMPANY_SSO_ISSUER`"],
        ),
        (
            oidc().client("client", "").issuer("https://issuer.example"),
            &["secret is empty"],
        ),
        (complete().scope("email openid"), &[]),
        (complete().scope("profile email"), &["lacks `openid`"]),
        (complete().scope("openid2"), &["lacks `openid`"]),
        (github().client("a", "b").scope(""), &[]),
        (complete().colors("#24292f", "#FFFFFF"), &[]),
        (
            complete().colors("red", "#ffffff"),
            &["six hexadecimal digits"],
        ),
        (
            complete().colors("#24292f", "#fff;}"),
            &["six hexadecimal digits"],
        ),
        (complete().parameter("access_type", "offline"), &[]),
        (
            complete().parameter("state", "x"),
            &["`.parameter(\"state\", ..)`"],
        ),
        (complete().parameter("request_uri", "x"), &["leave it out"]),
        (
            OAuthProvider::new(Entry {
                protocol: ProviderType::OAuth,
                ..OIDC
            })
            .client("a", "b"),
            &[
                "`.authorization(\"https://..\")`",
                "`.token(\"https://..\")`",
                "`.userinfo(\"https://..\")`",
            ],
        ),
        (
            OAuthProvider::new(Entry {
                symmetric_id_token: true,
                ..OIDC
            })
            .client_id("client")
            .issuer("https://issuer.example"),
            &["signed with the client's secret"],
        ),
    ];
    for (provider, words) in cases {
        assert_problems(provider, words);
    }
}

#[test]
fn secrets_go_to_one_safe_place() {
    let cases: Vec<(_, &[&str])> = vec![
        (
            complete().issuer("issuer.example"),
            &["`issuer.example`, is not a URL"],
        ),
        (
            complete().issuer("http://issuer.example"),
            &["must begin with `https://`"],
        ),
        (
            complete().issuer("https://issuer.example/?a"),
            &["must have no query"],
        ),
        (
            complete().issuer("https://issuer.example/#a"),
            &["must have no fragment"],
        ),
        (
            complete().issuer("https://a:b@issuer.example"),
            &["the issuer at `issuer.example`", "no password"],
        ),
        (
            complete().issuer("https://a:hidden@issuer.example:x"),
            &["the issuer is not a URL"],
        ),
        (
            complete().token("user:hidden@issuer.example"),
            &["`.token(..)` must begin with"],
        ),
        (
            complete().issuer("https://a:hidden@issuer.example/?b"),
            &["no password"],
        ),
        (
            github()
                .client("a", "b")
                .authorization("https://github.example.com/login/oauth/authorize")
                .token("https://github.example.com/login/oauth/access_token"),
            &["of two providers", "`.userinfo(..)`"],
        ),
        (
            github()
                .client("a", "b")
                .token("https://github.example.com/login/oauth/access_token")
                .userinfo("https://github.example.com/api/v3/user"),
            &["of two providers"],
        ),
        (
            github()
                .client("a", "b")
                .token("https://github.com/another/path"),
            &[],
        ),
        (complete().issuer("http://localhost:1/realm"), &[]),
        (complete().issuer("http://[::1]:1"), &[]),
        (
            complete().issuer("http://localhost.evil.example"),
            &["must begin with `https://`"],
        ),
        (
            complete().token("ftp://localhost/"),
            &["`.token(..)`", "must begin with `https://`"],
        ),
    ];
    for (provider, words) in cases {
        assert_problems(provider, words);
    }
}

#[test]
fn the_environment_gives_what_the_application_does_not() {
    let var = |name: &str| match name {
        "AUTH_COMPANY_SSO_ID" => Some("from the environment".to_owned()),
        "AUTH_COMPANY_SSO_SECRET" => Some("its secret".to_owned()),
        "AUTH_COMPANY_SSO_ISSUER" => Some("https://env.example".to_owned()),
        "AUTH_PUBLIC_ID" => Some("public".to_owned()),
        "AUTH_PUBLIC_SECRET" | "AUTH_EMPTY_ID" => Some(String::new()),
        _ => None,
    };
    let filled = |mut provider: OAuthProvider| {
        provider.fill(&var);
        provider
    };
    let setup = filled(oidc()).check().unwrap();
    assert_eq!(setup.client_id, "from the environment");
    assert_eq!(setup.client_secret.unwrap().expose_secret(), "its secret");
    assert_eq!(setup.issuer.as_deref(), Some("https://env.example"));

    let setup = filled(oidc().issuer("")).check().unwrap();
    assert_eq!(setup.issuer.as_deref(), Some("https://env.example"));

    // An id of the application's own is not mixed with the environment's secret.
    let setup = filled(complete().client_id("mine")).check().unwrap();
    assert_eq!(setup.client_id, "mine");
    assert_eq!(setup.issuer.as_deref(), Some("https://issuer.example"));
    let setup = filled(oidc().client_id("mine")).check().unwrap();
    assert!(setup.client_secret.is_none());

    let incomplete = problems(filled(oidc().id("public").issuer("https://issuer.example")));
    assert!(
        incomplete.contains("`AUTH_PUBLIC_SECRET` is not"),
        "{incomplete}"
    );
    let nothing = problems(filled(oidc().id("empty").issuer("https://issuer.example")));
    assert!(nothing.contains("it has no client"), "{nothing}");
}

#[test]
fn links_may_set_what_is_allowed_and_never_a_standard_parameter() {
    let entry = Entry {
        allowed_parameters: &["audience", "state"],
        ..OIDC
    };
    let provider = OAuthProvider::new(entry)
        .client("a", "b")
        .issuer("https://issuer.example");
    let setup = provider.check().unwrap();
    for (name, is_allowed) in [
        ("prompt", true),
        ("login_hint", true),
        ("audience", true),
        ("state", false),
        ("redirect_uri", false),
        ("scope", false),
        ("Prompt", false),
        ("", false),
    ] {
        assert_eq!(setup.allows_parameter(name), is_allowed, "{name}");
    }
}

#[test]
fn further_addresses_move_with_the_profiles_address() {
    let urls = |provider: OAuthProvider| {
        let setup = provider.client("a", "b").check().unwrap();
        setup
            .more
            .into_iter()
            .map(|(_, url)| url.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(urls(github()), ["https://api.github.com/user/emails"]);
    assert_eq!(
        urls(github().userinfo("https://github.example.com/api/v3/user")),
        ["https://github.example.com/api/v3/user/emails"],
    );
}

#[test]
fn the_entrys_issuer_is_not_that_of_other_endpoints() {
    let issuer = |provider: OAuthProvider| provider.client("a", "b").check().unwrap().issuer;
    let elsewhere = github()
        .authorization("https://github.example.com/login/oauth/authorize")
        .token("https://github.example.com/login/oauth/access_token")
        .userinfo("https://github.example.com/api/v3/user");
    assert_eq!(
        issuer(github()).as_deref(),
        Some("https://github.com/login/oauth")
    );
    assert_eq!(issuer(elsewhere.clone()), None);
    let named = issuer(elsewhere.issuer("https://github.example.com"));
    assert_eq!(named.as_deref(), Some("https://github.example.com"));
}
