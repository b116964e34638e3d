//! The straight path: to the provider, back, and signed in.

use auth_runtime::adapter::UserStore as _;
use auth_runtime::{ProviderType, Secret, Timestamp, Trigger};
use auth_tests::forge::COOKIE;
use auth_tests::identity_provider::{CLIENT_ID, CLIENT_SECRET, Endpoint, Key, Signature};
use auth_tests::{COOKIES, Kind, NOW, ProviderLab, Style};
use serde_json::json;
use url::Url;

/// What the session says of the provider's user.
async fn shows_ada(lab: &mut ProviderLab) -> String {
    let session = lab.client.session().await.json();
    let user = &session["user"];
    assert_eq!(user["name"], "Ada Lovelace", "{session}");
    assert_eq!(user["email"], "ada@example.com");
    assert_eq!(user["image"], "https://example.com/ada.png");
    user["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn everybody_signs_in() {
    for kind in Kind::ALL {
        for style in [Style::V5, Style::V4, Style::Plain] {
            for provider in ["idp", "plain", "posted"] {
                let mut lab = ProviderLab::new(kind).await;
                let answer = lab.client.choose(style, provider, "/home").await;
                let url = match style {
                    Style::Plain => answer.location().to_owned(),
                    Style::V5 | Style::V4 => answer.url(),
                };
                assert!(url.starts_with(&lab.idp.url(Endpoint::Authorization)));
                assert!(!answer.touches_session());
                let back = lab.client.visit(&url).await;
                assert_eq!(back.is_form, provider == "posted");
                let answer = lab.client.come_back(&back).await;
                let home = format!("{}/home", lab.client.origin);
                assert_eq!(answer.location(), home, "{kind:?} {style:?} {provider}");
                assert!(answer.sets(COOKIE).is_some());
                let id = match provider {
                    // It says names in the form only, which this one does not.
                    "posted" => lab.client.session().await.json()["user"]["id"].clone(),
                    _ => shows_ada(&mut lab).await.into(),
                };
                assert_eq!(id.as_str().unwrap().len(), 36, "{id}");
                // What was kept for the answer is kept no longer.
                for cookie in COOKIES {
                    assert!(lab.client.jar.get(cookie).is_none(), "{cookie}");
                }
            }
        }
    }
}

#[tokio::test]
async fn the_question_is_what_the_standards_say() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    for (provider, scope, has_nonce) in [
        ("idp", "openid profile email", true),
        ("plain", "profile email", false),
        ("posted", "openid name email", true),
    ] {
        let answer = lab.client.choose(Style::Plain, provider, "/").await;
        let url: Url = answer.location().parse().unwrap();
        let value = |name: &str| {
            let mut pairs = url.query_pairs();
            pairs
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned())
        };
        let callback = format!("{}/auth/callback/{provider}", lab.client.origin);
        assert_eq!(value("response_type").as_deref(), Some("code"));
        assert_eq!(value("client_id").as_deref(), Some(CLIENT_ID));
        assert_eq!(value("redirect_uri"), Some(callback));
        assert_eq!(value("scope").as_deref(), Some(scope));
        assert_eq!(value("code_challenge_method").as_deref(), Some("S256"));
        assert!(value("code_challenge").unwrap().len() == 43);
        // 256 random bits are 43 characters.
        assert!(value("state").unwrap().len() >= 43);
        assert_eq!(
            value("nonce").is_some_and(|nonce| nonce.len() >= 43),
            has_nonce
        );
        assert_eq!(
            value("response_mode").as_deref(),
            (provider == "posted").then_some("form_post")
        );
        // No name occurs twice, and the secret is nowhere.
        let mut names: Vec<_> = url.query_pairs().map(|(name, _)| name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "{url}");
        assert!(!url.as_str().contains("sure"), "{url}");
    }
}

#[tokio::test]
async fn a_question_is_never_asked_twice() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    let mut seen = Vec::new();
    for _ in 0..3 {
        let back = lab.client.go("idp").await;
        seen.push(back.get("state").to_owned());
        seen.extend(COOKIES.map(|name| lab.client.jar.get(name).unwrap().to_owned()));
    }
    for asked in lab.idp.received(Endpoint::Authorization) {
        seen.extend(["nonce", "code_challenge"].map(|name| asked.field(name).to_owned()));
    }
    let count = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!((seen.len(), count), (18, 18));
}

/// What is kept for the answer says nothing to who reads it, and scripts cannot read it at all.
#[tokio::test]
async fn the_check_cookies_are_sealed_and_short_lived() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    for provider in ["idp", "plain", "posted"] {
        let answer = lab.client.choose(Style::Plain, provider, "/").await;
        let url: Url = answer.location().parse().unwrap();
        let cookies = answer.set_cookies();
        let checks = cookies.iter().filter(|c| COOKIES.contains(&c.name()));
        let mut count = 0;
        for cookie in checks {
            count += 1;
            assert!(cookie.http_only().unwrap(), "{cookie}");
            assert_eq!(cookie.path(), Some("/"));
            assert_eq!(cookie.max_age().unwrap().whole_minutes(), 15, "{cookie}");
            assert!(cookie.to_string().contains("SameSite=Lax"), "{cookie}");
            for (name, value) in url.query_pairs() {
                let is_random = matches!(&*name, "state" | "nonce" | "code_challenge");
                assert!(!is_random || !cookie.value().contains(&*value), "{name}");
            }
        }
        assert_eq!(count, if provider == "plain" { 2 } else { 3 });
        lab.client = lab.client.other();
    }
}

/// Without a database somebody has the same id every time, and nobody else has it.
#[tokio::test]
async fn an_id_lasts() {
    let mut ids = Vec::new();
    for (provider, sub) in [
        ("idp", "1815"),
        ("idp", "1815"),
        ("idp", "1816"),
        ("other", "1815"),
        ("plain", "1815"),
    ] {
        let mut lab = ProviderLab::new(Kind::Token).await;
        lab.idp.plan(|plan| plan.user["sub"] = sub.into());
        lab.client.sign_in_with(provider).await;
        ids.push(shows_ada(&mut lab).await);
    }
    assert_eq!(ids[0], ids[1]);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 4);
    for id in ids {
        // A name-based UUID (RFC 9562 section 5.5).
        assert_eq!(id.as_bytes()[14], b'5', "{id}");
        assert!(
            matches!(id.as_bytes()[19], b'8' | b'9' | b'a' | b'b'),
            "{id}"
        );
    }
}

#[tokio::test]
async fn callbacks_see_the_account_and_the_profile() {
    for kind in Kind::ALL {
        let mut lab = ProviderLab::new(kind).await;
        lab.client.sign_in_with("idp").await;
        let id = shows_ada(&mut lab).await;
        let tokens = lab.idp.secrets();
        let mut callbacks = vec!["profile", "sign_in", "on_sign_in"];
        match kind {
            Kind::Token => callbacks.push("jwt"),
            Kind::TokenWithUsers => callbacks.extend(["jwt", "on_link_account"]),
            Kind::Database => callbacks.push("on_link_account"),
        }
        for callback in callbacks {
            let seen = lab.stage.seen(callback);
            let name = format!("{kind:?} {callback}");
            assert_eq!(seen.nickname.as_deref(), Some("ada"), "{name}");
            assert_eq!(
                seen.user.email.as_deref(),
                Some("ada@example.com"),
                "{name}"
            );
            assert!(seen.user.email_verified.is_some(), "{name}");
            if callback != "profile" && callback != "sign_in" {
                assert_eq!(seen.user.id, id, "{name}");
            }
            let account = seen.account.unwrap();
            assert_eq!(account.provider, "idp");
            assert_eq!(account.provider_account_id, "1815");
            assert_eq!(account.r#type, ProviderType::Oidc);
            assert_eq!(account.scope.as_deref(), Some("openid profile email"));
            assert_eq!(account.token_type.as_deref(), Some("bearer"));
            assert_eq!(
                account.expires_at,
                Some(Timestamp::from_unix_seconds(NOW + 3600))
            );
            let shown = format!("{account:?}");
            for token in [
                &account.access_token,
                &account.refresh_token,
                &account.id_token,
            ] {
                let token: &Secret<String> = token.as_ref().unwrap();
                let token = token.expose_secret();
                assert!(tokens.contains(token), "{name}");
                assert!(!shown.contains(token.as_str()), "{name}");
            }
            // What is only at the userinfo endpoint, and what is only in the token.
            let profile = seen.profile.unwrap();
            assert_eq!(profile.text("nickname"), Some("ada"), "{name}");
            assert_eq!(profile.get("iss"), Some(&json!(lab.idp.issuer)), "{name}");
        }
    }
}

#[tokio::test]
async fn a_plain_provider_tells_with_its_access_token() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    lab.client.sign_in_with("plain").await;
    shows_ada(&mut lab).await;
    let account = lab.stage.seen("jwt").account.unwrap();
    assert_eq!(account.r#type, ProviderType::OAuth);
    assert!(account.id_token.is_none());
    let asked = lab.idp.received(Endpoint::Userinfo);
    let token = account.access_token.unwrap();
    assert_eq!(asked.len(), 1);
    assert_eq!(
        asked[0].authorization,
        format!("Bearer {}", token.expose_secret())
    );
    assert_eq!(lab.idp.count(Endpoint::Metadata), 0);
}

/// The client proves itself in the header unless the provider wants it in the form.
#[tokio::test]
async fn the_client_proves_itself() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    for (provider, in_form) in [("idp", false), ("plain", false), ("posted", true)] {
        let answer = lab.client.sign_in_with(provider).await;
        assert!(answer.sets(COOKIE).is_some(), "{provider}");
        let asked = lab.idp.received(Endpoint::Token).pop().unwrap();
        assert_eq!(asked.authorization.is_empty(), in_form, "{provider}");
        assert_eq!(asked.field("client_secret") == CLIENT_SECRET, in_form);
        assert_eq!(asked.field("code_verifier").len(), 43);
    }
}

/// With the claims in the token there is nothing to ask for.
#[tokio::test]
async fn userinfo_is_asked_only_for_what_is_missing() {
    for (tells, count) in [(false, 1), (true, 0)] {
        let mut lab = ProviderLab::new(Kind::Token).await;
        lab.idp.plan(|plan| plan.tells_in_id_token = tells);
        lab.client.sign_in_with("idp").await;
        shows_ada(&mut lab).await;
        assert_eq!(lab.idp.count(Endpoint::Userinfo), count);
    }
}

#[tokio::test]
async fn apple_tells_the_name_once_and_in_the_form() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    lab.idp.plan(|plan| {
        let user = json!({ "name": { "firstName": "Ada", "lastName": "King" } });
        plan.answer = json!({ "user": user.to_string(), "iss": null });
        plan.tells_in_id_token = true;
        plan.metadata = json!({ "authorization_response_iss_parameter_supported": null });
        plan.signature = Signature::By(Key::First);
    });
    lab.client.sign_in_with("posted").await;
    let user = &lab.client.session().await.json()["user"];
    assert_eq!(user["name"], "Ada King");
    assert_eq!(user["email"], "ada@example.com");
}

/// First the account is looked for, then the application decides, and only then is anything stored.
/// Events come after what they tell of.
#[tokio::test]
async fn calls_come_in_their_order() {
    for kind in Kind::ALL {
        let mut lab = ProviderLab::new(kind).await;
        lab.client.sign_in_with("idp").await;
        let first: &[&str] = match kind {
            Kind::Token => &["profile", "sign_in", "jwt", "on_sign_in"],
            Kind::TokenWithUsers => &[
                "profile",
                "sign_in",
                "on_create_user",
                "on_link_account",
                "jwt",
                "on_sign_in",
            ],
            Kind::Database => &[
                "profile",
                "sign_in",
                "on_create_user",
                "on_link_account",
                "on_sign_in",
            ],
        };
        assert_eq!(lab.stage.script.calls(), first, "{kind:?}");
        let is_new = lab.stage.seen("on_sign_in").trigger == Some(Trigger::SignUp);
        assert_eq!(is_new, kind != Kind::Token, "{kind:?}");
        // Somebody who is known comes back, in a browser of their own or in the same one.
        lab.client = lab.client.other();
        lab.client.sign_in_with("idp").await;
        let second: &[&str] = match kind {
            // Nobody makes a user whom the database knows.
            Kind::Database => &["sign_in", "on_sign_in"],
            Kind::TokenWithUsers => &["sign_in", "jwt", "on_sign_in"],
            Kind::Token => &["profile", "sign_in", "jwt", "on_sign_in"],
        };
        assert_eq!(lab.stage.script.calls(), second, "{kind:?}");
        assert_eq!(
            lab.stage.seen("on_sign_in").trigger,
            Some(Trigger::SignIn),
            "{kind:?}"
        );
    }
}

#[tokio::test]
async fn nobody_is_stored_without_a_database_and_one_user_with_it() {
    for kind in Kind::ALL {
        let mut lab = ProviderLab::new(kind).await;
        lab.client.sign_in_with("idp").await;
        let id = shows_ada(&mut lab).await;
        let user = lab.tables.user_by_account("idp", "1815").await.unwrap();
        match kind {
            Kind::Token => assert!(user.is_none()),
            Kind::TokenWithUsers | Kind::Database => assert_eq!(user.unwrap().user.id, id),
        }
    }
}

#[tokio::test]
async fn providers_are_listed() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    let listed = lab.client.get("/auth/providers").await.json();
    for (id, kind) in [
        ("idp", "oidc"),
        ("other", "oidc"),
        ("plain", "oauth"),
        ("posted", "oidc"),
    ] {
        let url = |path: &str| format!("{}/auth/{path}/{id}", lab.client.origin);
        let name = if id == "posted" { "Apple" } else { id };
        assert_eq!(
            listed[id],
            json!({
                "id": id, "name": name, "type": kind,
                "signinUrl": url("signin"), "callbackUrl": url("callback"),
            })
        );
    }
}
