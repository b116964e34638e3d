//! Where the browser goes after it was at a provider.

use auth_tests::{Kind, ProviderLab, Style, hostile_callback_urls};

/// A page of another site that posts the answer brings few of our cookies, and the place is kept all the same.
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
