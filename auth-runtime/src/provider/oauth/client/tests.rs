use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use serde_json::json;

use super::super::entry::{ClientAuth, Entry};
use super::super::fake::{self, Fake, NOW, Reply, Seen, clock, http, key_set, metadata, sign};
use super::*;

const REDIRECT: &str = "https://app.example/auth/callback/test";

fn redirect() -> Url {
    Url::parse(REDIRECT).unwrap()
}

fn provider(entry: Entry) -> OAuthProvider {
    let entry = Entry {
        id: "test",
        name: "Test",
        ..entry
    };
    OAuthProvider::new(entry).client("client", "a secret")
}

fn client(provider: OAuthProvider) -> OAuthClient {
    client_at(provider, &clock())
}

fn client_at(provider: OAuthProvider, clock: &Clock) -> OAuthClient {
    OAuthClient::new(provider.check().unwrap(), http(), clock)
}

fn query(url: &Url) -> HashMap<String, String> {
    let pairs: Vec<_> = url.query_pairs().into_owned().collect();
    let query: HashMap<_, _> = pairs.iter().cloned().collect();
    assert_eq!(
        query.len(),
        pairs.len(),
        "a parameter is there twice: {url}"
    );
    query
}

fn form(body: &str) -> HashMap<String, String> {
    url::form_urlencoded::parse(body.as_bytes())
        .into_owned()
        .collect()
}

fn answer(code: &str) -> Answer<'_> {
    Answer {
        code,
        iss: None,
        user: None,
        pkce_verifier: "verifier",
        nonce: Some("nonce"),
    }
}

/// What a provider of OpenID Connect answers if nothing is wrong.
fn oidc(url: &str, seen: &Seen) -> Reply {
    let path = seen.target.split('?').next().unwrap_or_default();
    Reply::json(&match path {
        "GET /.well-known/openid-configuration" => metadata(url),
        "GET /keys" => key_set(&[0]),
        "POST /token" => json!({
            "access_token": "access", "token_type": "Bearer", "expires_in": 300,
            "refresh_token": "refresh", "scope": "openid email",
            "id_token": sign(0, &fake::claims(url)),
        }),
        _ => return Reply::with("404 Not Found", "text/plain", ""),
    })
}

#[tokio::test]
async fn an_authorization_request_is_complete_and_new_each_time() {
    let fake = Fake::start(oidc).await;
    let client = client(
        provider(Entry::OIDC)
            .issuer(&fake.url)
            .parameter("prompt", "login"),
    );
    let further = [
        ("prompt", "consent"),
        ("login_hint", "a&b"),
        ("state", "mine"),
        ("nonce", "x"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let first = client.authorize(&redirect(), &further).await.unwrap();
    assert!(
        first
            .url
            .as_str()
            .starts_with(&format!("{}/authorize?", fake.url))
    );
    let challenge = BASE64URL.encode(Sha256::digest(first.pkce_verifier.expose_secret()));
    let nonce = first.nonce.unwrap();
    let expected = [
        ("response_type", "code"),
        ("client_id", "client"),
        ("redirect_uri", REDIRECT),
        ("scope", "openid profile email"),
        ("state", &first.state),
        ("nonce", &nonce),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
        ("prompt", "consent"),
        ("login_hint", "a&b"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(query(&first.url), HashMap::from(expected));

    let second = client.authorize(&redirect(), &[]).await.unwrap();
    assert_ne!(first.state, second.state);
    assert_ne!(
        first.pkce_verifier.expose_secret(),
        second.pkce_verifier.expose_secret()
    );
    assert_ne!(Some(&nonce), second.nonce.as_ref());
    assert_eq!(fake.seen("/.well-known/openid-configuration").len(), 1);
}

#[tokio::test]
async fn an_endpoints_own_parameters_stay_unless_they_are_standard_ones() {
    let entry = Entry {
        authorization: "https://issuer.example/authorize?p=policy&scope=all&prompt=none",
        token: "https://issuer.example/token",
        userinfo: "https://issuer.example/me",
        parameters: &[("prompt", "consent")],
        form_post: true,
        scope: "",
        ..Entry::OAUTH
    };
    let authorization = client(provider(entry))
        .authorize(&redirect(), &[])
        .await
        .unwrap();
    let query = query(&authorization.url);
    let value = |name: &str| query.get(name).map(String::as_str);
    assert_eq!(value("p"), Some("policy"));
    assert_eq!(value("prompt"), Some("consent"));
    assert_eq!(value("response_mode"), Some("form_post"));
    assert_eq!(value("scope"), None);
    assert_eq!(value("nonce"), None);
    assert!(authorization.nonce.is_none());
}

#[tokio::test]
async fn a_code_becomes_an_identity() {
    let fake = Fake::start(oidc).await;
    let client = client(
        provider(Entry::OIDC)
            .issuer(&fake.url)
            .client("cl:ient", "a secret+"),
    );
    // The audience of the token is another client's.
    let refused = client.exchange(answer("code"), &redirect()).await.err();
    assert!(
        matches!(refused, Some(OAuthError::Identity(_))),
        "{refused:?}"
    );
    let client = self::client(provider(Entry::OIDC).issuer(&fake.url));
    let identity = client.exchange(answer("code"), &redirect()).await.unwrap();

    assert_eq!(identity.user.id, "1815");
    assert_eq!(identity.user.email.as_deref(), Some("ada@example.com"));
    assert!(identity.user.email_verified);
    assert_eq!(identity.profile.text("iss"), Some(fake.url.as_str()));
    let account = identity.account;
    assert_eq!(account.r#type, ProviderType::Oidc);
    assert_eq!(account.provider, "test");
    assert_eq!(account.provider_account_id, "1815");
    let text = |secret: &Option<Secret<String>>| secret.as_ref().unwrap().expose_secret().clone();
    assert_eq!(text(&account.access_token), "access");
    assert_eq!(text(&account.refresh_token), "refresh");
    assert!(account.id_token.is_some());
    assert_eq!(account.expires_at.unwrap().unix_seconds(), NOW + 300);
    assert_eq!(account.token_type.as_deref(), Some("bearer"));
    assert_eq!(account.scope.as_deref(), Some("openid email"));

    let requests = fake.seen("/token");
    let basic = |text: &str| {
        let text = base64::engine::general_purpose::STANDARD.encode(text);
        format!("authorization: Basic {text}")
    };
    for (request, credentials) in requests
        .iter()
        .zip(["cl%3Aient:a+secret%2B", "client:a+secret"])
    {
        let head = request.head.replace("Authorization", "authorization");
        assert!(head.contains(&basic(credentials)), "{head}");
        assert_eq!(
            form(&request.body),
            HashMap::from(
                [
                    ("grant_type", "authorization_code"),
                    ("code", "code"),
                    ("code_verifier", "verifier"),
                    ("redirect_uri", REDIRECT),
                ]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
            )
        );
    }
    // The token has all that was asked for.
    assert!(fake.seen("/userinfo").is_empty());
}

#[tokio::test]
async fn a_client_proves_itself_as_the_entry_says() {
    let fake = Fake::start(|_, _| Reply::with("400 Bad Request", "application/json", "{}")).await;
    let entry = Entry {
        client_auth: ClientAuth::Post,
        ..Entry::OAUTH
    };
    let url = |path: &str| format!("{}{path}", fake.url);
    let provider = provider(entry)
        .authorization(url("/authorize"))
        .token(url("/token"))
        .userinfo(url("/me"));
    let mut public = provider.clone();
    public.client_secret = None;
    for (provider, secret) in [
        (provider.clone(), Some("a secret")),
        (public.client_auth(ClientAuth::Basic), None),
    ] {
        assert!(
            client(provider)
                .exchange(answer("code"), &redirect())
                .await
                .is_err()
        );
        let request = fake.seen("/token").pop().unwrap();
        let form = form(&request.body);
        assert!(!request.head.to_ascii_lowercase().contains("authorization:"));
        assert_eq!(form.get("client_id").map(String::as_str), Some("client"));
        assert_eq!(form.get("client_secret").map(String::as_str), secret);
    }
}

/// Answers as [`oidc`] does, but for one path.
async fn with(path: &'static str, reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Fake {
    Fake::start(move |url, seen| {
        if seen.target.split('?').next() == Some(path) {
            reply(url)
        } else {
            oidc(url, seen)
        }
    })
    .await
}

async fn exchange_at(fake: &Fake, answer: Answer<'_>) -> Result<Identity, OAuthError> {
    let client = client(provider(Entry::OIDC).issuer(&fake.url));
    client.exchange(answer, &redirect()).await
}

#[tokio::test]
async fn bad_token_answers_are_refused() {
    type Case = (&'static str, fn(&str) -> Reply, bool);
    let cases: [Case; 9] = [
        ("HTML", |_| Reply::with("200 OK", "text/html", "<p>"), true),
        ("nothing", |_| Reply::json(&json!({})), true),
        (
            "mac",
            |_| Reply::json(&json!({ "access_token": "a", "token_type": "mac" })),
            true,
        ),
        (
            "a number",
            |_| Reply::json(&json!({ "access_token": 7 })),
            true,
        ),
        ("a list", |_| Reply::json(&json!([])), true),
        (
            "an error with 200",
            |_| Reply::json(&json!({ "error": "bad_verification_code" })),
            false,
        ),
        (
            "an error of its own",
            |_| {
                Reply::with(
                    "400 Bad Request",
                    "application/json",
                    r#"{"error":{"x":"the-code"}}"#,
                )
            },
            false,
        ),
        (
            "trouble",
            |_| Reply::with("503 Service Unavailable", "text/html", ""),
            true,
        ),
        (
            "no identity token",
            |_| Reply::json(&json!({ "access_token": "a" })),
            false,
        ),
    ];
    for (name, reply, is_unavailable) in cases {
        let fake = with("POST /token", reply).await;
        let error = exchange_at(&fake, answer("the-code")).await.err().unwrap();
        assert_eq!(error.is_unavailable(), is_unavailable, "{name}: {error}");
        assert!(!error.to_string().contains("the-code"), "{error}");
        assert_eq!(fake.seen("/token").len(), 1, "{name}");
    }
}

#[tokio::test]
async fn the_answer_must_be_of_the_provider_that_was_asked() {
    let fake = Fake::start(oidc).await;
    let iss = fake.url.clone();
    for (iss, is_accepted) in [
        (Some(iss.as_str()), true),
        (Some("https://b.example"), false),
        (None, true),
    ] {
        let answer = Answer {
            iss,
            ..answer("code")
        };
        let before = fake.seen("/token").len();
        assert_eq!(exchange_at(&fake, answer).await.is_ok(), is_accepted);
        // A code that is another provider's goes nowhere.
        assert_eq!(fake.seen("/token").len() - before, usize::from(is_accepted));
    }
    let fake = with("GET /.well-known/openid-configuration", |url| {
        let mut metadata = metadata(url);
        metadata["authorization_response_iss_parameter_supported"] = true.into();
        Reply::json(&metadata)
    })
    .await;
    assert!(exchange_at(&fake, answer("code")).await.is_err());
    let iss = fake.url.clone();
    let answer = Answer {
        iss: Some(&iss),
        ..answer("code")
    };
    assert!(exchange_at(&fake, answer).await.is_ok());
}

#[tokio::test]
async fn what_the_token_lacks_is_asked_for() {
    fn sparse(url: &str) -> Reply {
        let mut claims = fake::claims(url);
        claims.as_object_mut().unwrap().remove("email");
        claims.as_object_mut().unwrap().remove("email_verified");
        Reply::json(&json!({ "access_token": "access", "id_token": sign(0, &claims) }))
    }
    type Case = (fn() -> Reply, Option<&'static str>);
    let cases: [Case; 3] = [
        (
            || Reply::json(&json!({ "sub": "1815", "email": "b@example.com", "name": "B" })),
            Some("b@example.com"),
        ),
        (
            || Reply::json(&json!({ "sub": "1816", "email": "b@example.com" })),
            None,
        ),
        (
            || Reply::with("500 Internal Server Error", "text/html", ""),
            None,
        ),
    ];
    for (reply, email) in cases {
        let fake = Fake::start(move |url, seen| match seen.target.as_str() {
            "POST /token" => sparse(url),
            "GET /userinfo" => reply(),
            _ => oidc(url, seen),
        })
        .await;
        let identity = exchange_at(&fake, answer("code")).await;
        let user = identity.map(|identity| identity.user);
        assert_eq!(
            user.as_ref().ok().and_then(|user| user.email.as_deref()),
            email
        );
        assert_eq!(
            user.ok().and_then(|user| user.name),
            email.map(|_| "Ada".to_owned())
        );
        let request = fake.seen("/userinfo").pop().unwrap();
        assert!(
            request
                .head
                .to_ascii_lowercase()
                .contains("authorization: bearer access")
        );
    }
}

#[tokio::test]
async fn keys_are_fetched_again_for_a_new_one_but_not_for_each() {
    let number = Arc::new(Mutex::new(0));
    let published = Arc::clone(&number);
    let signing = Arc::clone(&number);
    let fake = Fake::start(move |url, seen| match seen.target.as_str() {
        "GET /keys" => Reply::json(&key_set(&[*published.lock().unwrap()])),
        "POST /token" => {
            let claims = fake::claims(url);
            let token = if seen.body.contains("code=forged") {
                fake::sign_with(0, &json!({ "alg": "EdDSA", "kid": "made up" }), &claims)
            } else {
                sign(*signing.lock().unwrap(), &claims)
            };
            Reply::json(&json!({ "access_token": "access", "id_token": token }))
        }
        _ => oidc(url, seen),
    })
    .await;
    let clock = clock();
    let client = client_at(provider(Entry::OIDC).issuer(&fake.url), &clock);
    for (rotates, code, is_accepted, fetches) in [
        (false, "code", true, 1),
        (false, "code", true, 1),
        (true, "code", true, 2),
        (false, "forged", false, 2),
        (false, "forged", false, 2),
    ] {
        if rotates {
            *number.lock().unwrap() = 1;
        }
        let identity = client.exchange(answer(code), &redirect()).await;
        assert_eq!(identity.is_ok(), is_accepted, "{code}");
        assert_eq!(fake.seen("/keys").len(), fetches, "{code}");
    }
    clock.advance(Duration::from_secs(60));
    assert!(
        client
            .exchange(answer("forged"), &redirect())
            .await
            .is_err()
    );
    assert_eq!(fake.seen("/keys").len(), 3);
}

#[tokio::test]
async fn an_oauth_profile_has_its_further_addresses() {
    let fake = Fake::start(|_, seen| match seen.target.as_str() {
        "POST /token" => Reply::json(&json!({ "access_token": "access", "scope": ["a", "b"] })),
        "GET /api/user" => Reply::json(&json!({ "id": 7, "name": "Ada" })),
        "GET /api/user/emails" => Reply::json(&json!([{ "email": "ada@example.com" }])),
        _ => Reply::with("403 Forbidden", "application/json", "{}"),
    })
    .await;
    let entry = Entry {
        issuer: "https://api.example",
        userinfo: "https://api.example/user",
        more: &[
            ("emails", "https://api.example/user/emails"),
            ("groups", "https://api.example/user/groups"),
            ("elsewhere", "https://elsewhere.example/"),
        ],
        ..Entry::OAUTH
    };
    let provider = provider(entry)
        .authorization(format!("{}/authorize", fake.url))
        .token(format!("{}/token", fake.url))
        .userinfo(format!("{}/api/user", fake.url));
    let answer = Answer {
        user: Some(r#"{"name":"Ada"}"#),
        nonce: None,
        // The entry's issuer is not that of these endpoints.
        iss: Some(&fake.url),
        ..answer("code")
    };
    let identity = client(provider)
        .exchange(answer, &redirect())
        .await
        .unwrap();
    assert_eq!(identity.user.id, "7");
    assert_eq!(identity.account.scope.as_deref(), Some("a b"));
    assert_eq!(identity.account.expires_at, None);
    let profile = identity.profile;
    assert_eq!(
        profile.get("emails"),
        Some(&json!([{ "email": "ada@example.com" }]))
    );
    assert_eq!(profile.get("groups"), None);
    assert_eq!(profile.get("user"), Some(&json!({ "name": "Ada" })));
    // The access token went to no other host than was named.
    assert_eq!(profile.get("elsewhere"), None);
}

#[tokio::test]
async fn a_profile_without_a_usable_id_is_refused() {
    for (profile, is_accepted) in [
        (json!({ "id": "a".repeat(LONGEST_ID) }), true),
        (json!({ "id": "a".repeat(LONGEST_ID + 1) }), false),
        (json!({ "name": "Ada" }), false),
        (json!({ "id": "" }), false),
        (json!([]), false),
    ] {
        let fake = Fake::start(move |_, seen| match seen.target.as_str() {
            "POST /token" => Reply::json(&json!({ "access_token": "access" })),
            _ => Reply::json(&profile),
        })
        .await;
        let url = |path: &str| format!("{}{path}", fake.url);
        let provider = provider(Entry::OAUTH)
            .authorization(url("/authorize"))
            .token(url("/token"))
            .userinfo(url("/me"));
        let identity = client(provider).exchange(answer("code"), &redirect()).await;
        assert_eq!(identity.is_ok(), is_accepted);
    }
}
