use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;

use super::super::entry::Entry;
use super::super::fake::{
    self, Fake, Reply, answer, client_at, clock, key_set, oidc, provider, redirect, sign,
};

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
async fn keys_are_fetched_again_for_a_new_one_of_an_old_name() {
    let is_new = Arc::new(Mutex::new(false));
    let published = Arc::clone(&is_new);
    let fake = Fake::start(move |url, seen| {
        let number = usize::from(*published.lock().unwrap());
        match seen.target.as_str() {
            "GET /keys" => {
                let mut keys = key_set(&[number]);
                keys["keys"][0]["kid"] = json!("only");
                Reply::json(&keys)
            }
            "POST /token" => {
                let header = json!({ "alg": "EdDSA", "kid": "only" });
                let token = fake::sign_with(number, &header, &fake::claims(url));
                Reply::json(&json!({ "access_token": "access", "id_token": token }))
            }
            _ => oidc(url, seen),
        }
    })
    .await;
    let client = client_at(provider(Entry::OIDC).issuer(&fake.url), &clock());
    for (rotates, fetches) in [(false, 1), (true, 2)] {
        *is_new.lock().unwrap() = rotates;
        let identity = client.exchange(answer("code"), &redirect()).await;
        assert!(identity.is_ok(), "{rotates}");
        assert_eq!(fake.seen("/keys").len(), fetches);
    }
}
