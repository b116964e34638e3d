//! A secret is changed while people are signed in.

use std::time::Duration;

use auth_tests::forge::{COOKIE, Forge};
use auth_tests::{GOOD, Lab, SECRET, Style};

const NEW: &str = "a new secret, 32 bytes or longer";

#[tokio::test]
async fn nobody_notices_a_new_secret() {
    let mut before = Lab::signed_in(|builder| builder).await;
    let clock = before.clock.clone();
    let mut during = Lab::at(clock.clone(), |b| b.secret(NEW).secret(SECRET)).await;
    let mut after = Lab::at(clock.clone(), |b| b.secret(NEW)).await;
    let old = before.client.jar.get(COOKIE).unwrap().to_owned();

    // Read, but not issued again before it is due.
    during.client.jar.set(COOKIE, &old);
    let answer = during.client.session().await;
    assert_eq!(answer.json()["user"]["id"], "id-of-ada");
    assert!(answer.set_cookies().is_empty());

    clock.advance(Duration::from_secs(24 * 60 * 60));
    let answer = during.client.session().await;
    let new = answer.sets(COOKIE).unwrap();
    let header = |token: &str| token.split('.').next().unwrap().to_owned();
    let of_new_key = Forge {
        secret: NEW,
        ..Forge::default()
    };
    assert_eq!(header(&new), header(&of_new_key.token()));
    assert_eq!(header(&old), header(&Forge::default().token()));

    // The old secret is gone: what was renewed lives on, what was not does not.
    for (token, text) in [(&new, "id-of-ada"), (&old, "null")] {
        after.client.jar.set(COOKIE, token);
        let answer = after.client.session().await;
        assert!(answer.text().contains(text), "{}", answer.text());
        assert_eq!(answer.deletes(COOKIE), text == "null");
    }
    // And a server that does not know the new one yet refuses its tokens.
    before.client.jar.set(COOKIE, &new);
    assert_eq!(before.client.session().await.text(), "null");
}

#[tokio::test]
async fn the_first_secret_signs() {
    let clock = Lab::new().await.clock;
    let mut lab = Lab::at(clock, |b| b.secret(NEW).secret(SECRET)).await;
    lab.client.sign_in(Style::V5, GOOD).await;
    let mut old = Lab::new().await;
    old.client.jar = lab.client.jar.clone();
    assert_eq!(old.client.session().await.text(), "null");
}
