//! Where the browser goes after it was at a provider.

use std::time::Duration;

use auth_tests::forge::COOKIE;
use auth_tests::{Kind, ProviderLab, Style, hostile_callback_urls};

use super::magic_link::{Outbox, path, with};

/// A page of another site that posts the answer brings none of our cookies, and the place is kept all the same.
#[tokio::test]
async fn the_wish_lasts_until_the_browser_is_back() {
    for kind in Kind::ALL {
        for provider in ["idp", "plain", "posted"] {
            let mut lab = ProviderLab::new(kind).await;
            let wish = "/deep/inside?a=b&c=%20#there";
            let answer = lab.client.choose(Style::V5, provider, wish).await;
            let back = lab.client.visit(&answer.url()).await;
            let answer = lab.client.come_back(&back).await;
            let target = format!("{}{wish}", lab.client.origin);
            assert_eq!(answer.location(), target, "{provider}");
        }
    }
}

/// The wish is judged before it is sealed, so what comes back is judged already.
#[tokio::test]
async fn nobody_is_sent_elsewhere() {
    let mut lab = ProviderLab::new(Kind::Token).await;
    let origin = lab.client.origin.clone();
    for hostile in hostile_callback_urls(&origin) {
        let wish = &hostile.value;
        let answer = lab.client.choose(Style::Plain, "plain", wish).await;
        let back = lab.client.visit(answer.location()).await;
        let answer = lab.client.come_back(&back).await;
        hostile.check(&answer, &origin);
        hostile.check_target(answer.location(), &origin);
    }
}

/// Nor by a link: not by who asks for one, by who has changed it, or by who has changed its page.
#[tokio::test]
async fn no_link_leads_elsewhere() {
    const ADDRESS: (&str, &str) = ("email", "ada@example.com");
    let outbox = Outbox::default();
    let mut lab = ProviderLab::with(Kind::TokenWithUsers, |setup, _| {
        let hour = Duration::from_secs(60 * 60);
        let provider = outbox.provider().limit_per_address(1 << 16, hour);
        setup.providers.push(provider.into());
    })
    .await;
    let client = &mut lab.client;
    let origin = client.origin.clone();
    let csrf = client.csrf().await;
    let token = ("csrfToken", &*csrf);
    for hostile in hostile_callback_urls(&origin) {
        let wish = ("callbackUrl", &*hostile.value);
        let fields = [ADDRESS, wish, token];
        let answer = client
            .post(Style::Plain, "/auth/signin/email", &fields)
            .await;
        hostile.check(&answer, &origin);
        let link = outbox.link().await;
        let mut pairs = link.query_pairs();
        let (_, target) = pairs.find(|(name, _)| name == wish.0).unwrap();
        hostile.check_target(&target, &origin);

        let changed = with(&link, wish.0, wish.1);
        let page = client.get(&path(&changed)).await;
        assert_eq!(page.status, 200, "{wish:?}: {page:?}");
        assert!(page.text().contains(r#"name="callbackUrl""#), "{page:?}");
        hostile.check(&page, &origin);

        let secret = link.query_pairs().find(|(name, _)| name == "token");
        let secret = secret.unwrap().1.into_owned();
        let fields = [ADDRESS, wish, token, ("token", &secret)];
        let answer = client
            .post(Style::Plain, "/auth/callback/email", &fields)
            .await;
        assert!(answer.sets(COOKIE).is_some(), "{wish:?}: {answer:?}");
        hostile.check(&answer, &origin);
        hostile.check_target(answer.location(), &origin);
    }
}

/// What comes back from a provider is anybody's: it says nothing about where to go.
#[tokio::test]
async fn the_answer_has_no_wish() {
    for provider in ["idp", "posted"] {
        let mut lab = ProviderLab::new(Kind::Token).await;
        let answer = lab.client.choose(Style::Plain, provider, "/home").await;
        let back = lab.client.visit(answer.location()).await;
        let back = back.with("callbackUrl", "/other");
        let answer = lab.client.come_back(&back).await;
        assert_eq!(answer.location(), format!("{}/home", lab.client.origin));
    }
}
