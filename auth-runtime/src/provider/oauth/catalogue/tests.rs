//! What holds for every entry, and how the tests of one read a profile.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use url::Url;

use super::super::fake;
use super::super::identity::{Expected, NonceRule, verify};
use super::super::issuer::Issuer;
use super::super::keys::KeySet;
use super::super::setup::is_reserved;
use super::super::user::tests::profile_of;
use super::*;
use crate::{Profile, ProviderType, Timestamp};

/// What an entry makes of a profile.
pub(super) fn mapped(entry: &Entry, profile: Value) -> Value {
    let user = (entry.profile)(&profile_of(profile)).expect("a profile with an id");
    json!({
        "id": user.id, "name": user.name, "image": user.image,
        "email": user.email, "email_verified": user.email_verified,
    })
}

type Token = (Entry, fn() -> Value);

/// The identity token of each provider of OpenID Connect, as it documents it.
const TOKENS: &[Token] = &[
    (apple::ENTRY, apple::tests::claims),
    (auth0::ENTRY, auth0::tests::claims),
    (azure_ad_b2c::ENTRY, azure_ad_b2c::tests::claims),
    (cognito::ENTRY, cognito::tests::claims),
    (google::ENTRY, google::tests::claims),
    (keycloak::ENTRY, keycloak::tests::claims),
    (line::ENTRY, line::tests::claims),
    (linkedin::ENTRY, linkedin::tests::claims),
    (microsoft_entra_id::ENTRY, microsoft_entra_id::tests::claims),
    (okta::ENTRY, okta::tests::claims),
    (slack::ENTRY, slack::tests::claims),
    (twitch::ENTRY, twitch::tests::claims),
];

#[test]
fn the_token_of_every_provider_is_believed() {
    let tested: Vec<_> = TOKENS.iter().map(|(entry, _)| entry.id).collect();
    let all: Vec<_> = of(ProviderType::Oidc).map(|entry| entry.id).collect();
    assert_eq!(tested, all);
    let Value::Object(keys) = fake::key_set(&[0]) else {
        panic!("a key set is an object");
    };
    let keys = KeySet::read(keys).unwrap();
    for (entry, claims) in TOKENS {
        let mut claims = claims();
        // Its hash is of an access token that nobody has.
        claims.as_object_mut().unwrap().remove("at_hash");
        let text = |name: &str| claims[name].as_str().unwrap_or_default().to_owned();
        let (issuer, audience, nonce) = (text("iss"), text("aud"), text("nonce"));
        let configured = if entry.issuer.is_empty() {
            issuer.as_str()
        } else {
            entry.issuer
        };
        let setup = OAuthProvider::new(*entry)
            .client(audience, fake::SECRET)
            .issuer(configured)
            .check()
            .unwrap();
        let published = if entry.tenants {
            configured.replace("common", "{tenantid}")
        } else {
            configured.to_owned()
        };
        let expected = Expected {
            setup: &setup,
            issuer: &Issuer::new(configured.to_owned(), entry.tenants)
                .published_as(&published)
                .unwrap(),
            nonce: NonceRule::Sent(&nonce),
            access_token: "access",
            now: Timestamp::from_unix_seconds(claims["iat"].as_i64().unwrap()),
        };
        let token = if entry.symmetric_id_token {
            fake::sign_by_secret(&claims)
        } else {
            fake::sign(0, &claims)
        };
        let believed = verify(&token, &keys, &expected);
        assert_eq!(believed.map(Value::Object), Ok(claims), "{}", entry.id);
    }
}

#[test]
fn functions_are_named_as_their_entries() {
    for (name, function) in FUNCTIONS {
        assert_eq!(function().entry.id, name.replace('_', "-"));
    }
    assert_eq!(FUNCTIONS.len(), ENTRIES.len());
}

#[test]
fn ids_and_names_are_unique() {
    let ids: BTreeSet<_> = ENTRIES.iter().map(|entry| entry.id).collect();
    let names: BTreeSet<_> = ENTRIES.iter().map(|entry| entry.name).collect();
    assert_eq!(ids.len(), ENTRIES.len());
    assert_eq!(names.len(), ENTRIES.len());
    assert!(!names.contains(""));
}

#[test]
fn ids_fit_into_urls() {
    for Entry { id, .. } in ENTRIES {
        let fits = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        assert!(!id.is_empty() && id.bytes().all(fits), "{id}");
    }
}

#[test]
fn addresses_are_https() {
    for entry in ENTRIES {
        let more = entry.more.iter().map(|(_, address)| *address);
        let addresses = [
            entry.issuer,
            entry.authorization,
            entry.token,
            entry.userinfo,
        ];
        for address in addresses.into_iter().chain(more) {
            if !address.is_empty() {
                let url = Url::parse(address).expect(address);
                assert_eq!(url.scheme(), "https", "{address}");
                assert!(url.host_str().is_some(), "{address}");
                assert_eq!(url.fragment(), None, "{address}");
            }
        }
    }
}

#[test]
fn providers_of_oauth_have_three_endpoints() {
    for entry in of(ProviderType::OAuth) {
        for endpoint in [entry.authorization, entry.token, entry.userinfo] {
            assert!(!endpoint.is_empty(), "{}", entry.id);
        }
    }
}

#[test]
fn only_providers_of_openid_connect_have_its_peculiarities() {
    for entry in of(ProviderType::OAuth) {
        let has = entry.omits_nonce || entry.symmetric_id_token || entry.tenants;
        assert!(!has, "{}", entry.id);
    }
}

#[test]
fn scopes_are_single_words() {
    for entry in ENTRIES {
        let words: Vec<_> = entry.scope.split_whitespace().collect();
        assert_eq!(words.join(" "), entry.scope, "{}", entry.id);
        let unique: BTreeSet<_> = words.iter().collect();
        assert_eq!(unique.len(), words.len(), "{}", entry.id);
    }
}

#[test]
fn providers_of_openid_connect_are_asked_for_openid() {
    for entry in of(ProviderType::Oidc) {
        let asks = entry.scope.split(' ').any(|word| word == "openid");
        assert!(asks, "{}", entry.id);
    }
}

#[test]
fn no_parameter_is_one_of_the_protocol() {
    for entry in ENTRIES {
        let fixed = entry.parameters.iter().map(|(name, _)| name);
        for name in fixed.chain(entry.allowed_parameters) {
            assert!(!is_reserved(name), "{}: {name}", entry.id);
        }
    }
}

#[test]
fn colours_can_be_read() {
    for entry in ENTRIES {
        let (background, text) = entry.colors;
        let contrast = contrast(background, text);
        // Success criterion 1.4.3 of WCAG 2.2.
        assert!(contrast >= 4.5, "{}: {contrast:.2}", entry.id);
    }
}

#[test]
fn nobody_is_known_without_an_id() {
    for entry in ENTRIES {
        assert_eq!((entry.profile)(&Profile::default()), None, "{}", entry.id);
    }
}

#[test]
fn an_address_alone_is_never_verified() {
    for entry in ENTRIES {
        let address = "ada@example.com";
        let user = mapped(
            entry,
            json!({
                "sub": "1", "id": "1", "data": { "id": "1" }, "email": address,
                "emails": [address], "kakao_account": { "email": address },
            }),
        );
        assert_eq!(user["email_verified"], false, "{}", entry.id);
    }
}

fn of(protocol: ProviderType) -> impl Iterator<Item = &'static Entry> {
    ENTRIES
        .iter()
        .filter(move |entry| entry.protocol == protocol)
}

/// The contrast ratio of WCAG 2.2, from 1 to 21.
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of WCAG 2.2 of a colour that is `#` and six digits.
fn luminance(color: &str) -> f64 {
    let digits = color.strip_prefix('#').expect(color);
    assert!(
        digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()),
        "{color}"
    );
    [(0, 0.2126), (2, 0.7152), (4, 0.0722)]
        .into_iter()
        .map(|(at, weight)| {
            let channel = u8::from_str_radix(&digits[at..at + 2], 16).expect(color);
            weight * linear(f64::from(channel) / 255.0)
        })
        .sum()
}

/// A channel of sRGB, without its gamma correction.
fn linear(channel: f64) -> f64 {
    if channel <= 0.04045 {
        channel / 12.92
    } else {
        ((channel + 0.055) / 1.055).powf(2.4)
    }
}

#[test]
fn contrast_is_that_of_wcag() {
    assert!((contrast("#ffffff", "#000000") - 21.0).abs() < 1e-9);
    assert!((contrast("#777777", "#ffffff") - 4.478).abs() < 1e-3);
}
