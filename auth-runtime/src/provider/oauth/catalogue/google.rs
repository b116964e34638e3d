use super::super::entry::Entry;

pub(super) const ENTRY: Entry = Entry {
    id: "google",
    name: "Google",
    issuer: "https://accounts.google.com",
    colors: ("#ffffff", "#1f1f1f"),
    ..Entry::OIDC
};

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
}
