use serde_json::Value;
use url::Url;

use crate::provider::EmailAddress;
use crate::{DefaultUser, Profile, Timestamp};

/// The longest name that is kept, in bytes.
const LONGEST_NAME: usize = 256;

/// The longest URL of a picture that is kept, in bytes.
const LONGEST_IMAGE: usize = 2048;

/// Who a provider's profile is about: what a profile mapping makes of it.
///
/// ```
/// use auth_runtime::Profile;
/// use auth_runtime::provider::ProviderUser;
///
/// let claims = serde_json::json!({ "sub": "1815", "nickname": "Ada", "email": "ada@example.com" });
/// let user = ProviderUser::from_claims(&Profile::new(claims.as_object().unwrap().clone())).unwrap();
/// assert_eq!(user.id, "1815");
/// assert_eq!(user.name.as_deref(), Some("Ada"));
/// assert!(!user.email_verified);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProviderUser {
    /// The user's id at the provider: one that the provider never gives to somebody else.
    pub id: String,
    /// The name to show. Of a longer one 256 bytes are kept.
    pub name: Option<String>,
    /// The e-mail address. What is none is left out, as [`EmailAddress`] has it.
    pub email: Option<String>,
    /// Whether the provider vouches for the address: it has seen that this user reads its mail.
    pub email_verified: bool,
    /// The URL of a picture, `http` or `https` and of at most 2048 bytes. Another one is left out.
    pub image: Option<String>,
}

impl ProviderUser {
    /// A user of whom only the id is known.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            ..Self::default()
        }
    }

    /// The standard claims (OpenID Connect Core section 5.1), as most providers have them.
    ///
    /// `None` if there is neither `sub` nor `id`.
    pub fn from_claims(profile: &Profile) -> Option<Self> {
        let text = |name| profile.text(name).map(str::to_owned);
        let id = ["sub", "id"]
            .into_iter()
            .find_map(|name| id(profile.get(name)?))?;
        Some(Self {
            id,
            name: text("name")
                .or_else(|| text("nickname"))
                .or_else(|| text("preferred_username")),
            email: text("email"),
            email_verified: is_true(profile.get("email_verified")),
            image: text("picture"),
        })
    }

    /// The user as a row would have it, with `id` as the application knows it.
    ///
    /// An address is in the form in which sign-in links have it, for users are found by it. What is no
    /// address is left out.
    pub(crate) fn into_user(self, id: String, now: Timestamp) -> DefaultUser {
        let email = self.email.as_deref().and_then(address);
        DefaultUser {
            id,
            name: self.name.map(name),
            email_verified: email.as_ref().filter(|_| self.email_verified).map(|_| now),
            email,
            image: self.image.filter(|image| is_image(image)),
        }
    }
}

fn name(mut name: String) -> String {
    let mut end = LONGEST_NAME.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.truncate(end);
    name
}

/// Whether a page may show the picture. A data URL would not fit a cookie.
fn is_image(text: &str) -> bool {
    // A URL is read without the control characters in it, but kept as it is.
    text.len() <= LONGEST_IMAGE
        && !text.contains(char::is_control)
        && Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

fn address(text: &str) -> Option<String> {
    let address: EmailAddress = text.parse().ok()?;
    Some(address.to_string())
}

/// An id as text: some providers number their users.
pub(super) fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(id) if !id.is_empty() => Some(id.clone()),
        // Beyond these many ids are one number.
        Value::Number(id) if id.is_u64() || id.is_i64() => Some(id.to_string()),
        _ => None,
    }
}

/// Some providers write the boolean as text.
pub(super) fn is_true(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(is)) => *is,
        Some(Value::String(text)) => text == "true",
        _ => false,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::json;

    use super::*;

    /// A profile of this JSON object.
    pub(in super::super) fn profile_of(claims: Value) -> Profile {
        match claims {
            Value::Object(claims) => Profile::new(claims),
            other => panic!("{other} is no object"),
        }
    }

    #[test]
    fn the_best_known_name_counts() {
        for (claims, name) in [
            (
                json!({ "name": "a", "nickname": "b", "preferred_username": "c" }),
                Some("a"),
            ),
            (
                json!({ "nickname": "b", "preferred_username": "c" }),
                Some("b"),
            ),
            (json!({ "preferred_username": "c" }), Some("c")),
            (json!({ "name": 7 }), None),
        ] {
            let mut claims = claims;
            claims["sub"] = json!("1");
            let user = ProviderUser::from_claims(&profile_of(claims)).unwrap();
            assert_eq!(user.name.as_deref(), name);
        }
    }

    #[test]
    fn an_id_is_text_or_a_number() {
        for (claims, id) in [
            (json!({ "sub": "a", "id": "b" }), Some("a")),
            (json!({ "id": 7 }), Some("7")),
            (json!({ "id": u64::MAX }), Some("18446744073709551615")),
            (json!({ "id": -7 }), Some("-7")),
            (json!({ "id": 7.5 }), None),
            (json!({ "id": 1e20 }), None),
            (json!({ "sub": "" }), None),
            (json!({ "sub": null, "id": true }), None),
            (json!({}), None),
        ] {
            let user = ProviderUser::from_claims(&profile_of(claims));
            assert_eq!(user.map(|user| user.id).as_deref(), id);
        }
    }

    #[test]
    fn only_a_verified_address_is_stored_as_one() {
        let now = Timestamp::from_unix_seconds(7);
        for (email, verified, stored) in [
            (Some("Ada@Example.com"), true, Some(now)),
            (Some("Ada@Example.com"), false, None),
            (None, true, None),
        ] {
            let user = ProviderUser {
                email: email.map(str::to_owned),
                email_verified: verified,
                ..ProviderUser::new("1")
            };
            let user = user.into_user("id".to_owned(), now);
            assert_eq!(user.email_verified, stored);
            assert_eq!(user.email.as_deref(), email.map(|_| "ada@example.com"));
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        let long = format!("{}@example.com", "a".repeat(65));
        for (email, stored) in [
            ("Ada@EXAMPLE.com", Some("ada@example.com")),
            (" ada@example.com ", Some("ada@example.com")),
            ("ada@b\u{fc}cher.example", Some("ada@xn--bcher-kva.example")),
            // The Kelvin sign is a small k in lower case.
            ("\u{212a}ate@example.com", None),
            ("ada@\u{212a}elvin.example", None),
            ("", None),
            ("ada", None),
            ("ada@", None),
            ("ada@example.com, eve@example.com", None),
            ("ada@example.com\n", None),
            (long.as_str(), None),
        ] {
            let user = ProviderUser {
                email: Some(email.to_owned()),
                email_verified: true,
                ..ProviderUser::new("1")
            };
            let user = user.into_user("id".to_owned(), Timestamp::from_unix_seconds(7));
            assert_eq!(user.email.as_deref(), stored, "{email}");
            assert_eq!(user.email_verified.is_some(), stored.is_some(), "{email}");
        }
    }

    #[test]
    fn what_a_profile_brings_is_bounded() {
        let stored = |name: &str, image: &str| {
            let user = ProviderUser {
                name: Some(name.to_owned()),
                image: Some(image.to_owned()),
                ..ProviderUser::new("1")
            };
            let user = user.into_user("id".to_owned(), Timestamp::from_unix_seconds(7));
            (user.name.unwrap(), user.image)
        };
        for (name, kept) in [
            ("Ada".to_owned(), "Ada".to_owned()),
            ("a".repeat(256), "a".repeat(256)),
            ("a".repeat(257), "a".repeat(256)),
            // The last one that would not fit is left out whole.
            (
                format!("a{}", "\u{e9}".repeat(200)),
                format!("a{}", "\u{e9}".repeat(127)),
            ),
        ] {
            assert_eq!(stored(&name, "").0, kept);
        }
        let long = |bytes: usize| format!("https://img.example/{}", "a".repeat(bytes - 20));
        for (image, is_kept) in [
            ("https://img.example/ada?s=96&b=<>".to_owned(), true),
            ("http://img.example/ada".to_owned(), true),
            (long(2048), true),
            (long(2049), false),
            ("data:image/png;base64,AAAA".to_owned(), false),
            ("javascript:alert(1)".to_owned(), false),
            ("java\nscript:alert(1)".to_owned(), false),
            ("https://img.example/\nada".to_owned(), false),
            ("/ada.png".to_owned(), false),
            (String::new(), false),
        ] {
            assert_eq!(stored("", &image).1, is_kept.then_some(image));
        }
    }
}
