use super::super::entry::Entry;
use super::super::user::ProviderUser;
use crate::Profile;

pub(super) const ENTRY: Entry = Entry {
    id: "google",
    name: "Google",
    issuer: "https://accounts.google.com",
    colors: ("#ffffff", "#1f1f1f"),
    profile,
    ..Entry::OIDC
};

/// Google vouches for the addresses that it hosts: those of Gmail, and those of a Workspace, which are
/// said to be such by `hd`. Any other was read by the user once, and may be somebody else's by now.
fn profile(profile: &Profile) -> Option<ProviderUser> {
    let user = ProviderUser::from_claims(profile)?;
    let email = user.email.as_deref().unwrap_or_default();
    let is_hosted = profile.text("hd").is_some_and(|domain| !domain.is_empty())
        || email.to_ascii_lowercase().ends_with("@gmail.com");
    Some(ProviderUser {
        email_verified: user.email_verified && is_hosted,
        ..user
    })
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::super::tests::mapped;
    use super::*;

    pub(in super::super) fn claims() -> Value {
        json!({
            "iss": "https://accounts.google.com", "azp": "1.apps.googleusercontent.com",
            "aud": "1.apps.googleusercontent.com", "sub": "110169484474386276334",
            "hd": "example.com", "email": "ada@example.com", "email_verified": true,
            "at_hash": "HK6E_P6Dh8Y93mRNtsDB1Q", "nonce": "n", "name": "Ada Lovelace",
            "picture": "https://lh3.googleusercontent.com/a/ada=s96-c", "given_name": "Ada",
            "family_name": "Lovelace", "iat": 1_700_000_000, "exp": 1_700_003_600,
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, claims()),
            json!({
                "id": "110169484474386276334", "name": "Ada Lovelace",
                "email": "ada@example.com", "email_verified": true,
                "image": "https://lh3.googleusercontent.com/a/ada=s96-c",
            })
        );
    }

    #[test]
    fn only_addresses_that_google_hosts_are_vouched_for() {
        for (email, domain, said, vouched) in [
            ("ada@gmail.com", json!(null), true, true),
            ("Ada@GMail.com", json!(null), true, true),
            ("ada@gmail.com", json!(null), false, false),
            ("ada@example.com", json!("example.com"), true, true),
            ("ada@example.com", json!("example.com"), false, false),
            ("ada@example.com", json!(null), true, false),
            ("ada@example.com", json!(""), true, false),
            ("ada@notgmail.com", json!(null), true, false),
            ("ada@gmail.com.example", json!(null), true, false),
        ] {
            let mut claims = claims();
            claims["email"] = json!(email);
            claims["hd"] = domain;
            claims["email_verified"] = json!(said);
            assert_eq!(mapped(&ENTRY, claims)["email_verified"], vouched, "{email}");
        }
    }
}
