use super::super::entry::Entry;

pub(super) const ENTRY: Entry = Entry {
    id: "okta",
    name: "Okta",
    allowed_parameters: &["idp"],
    colors: ("#00297a", "#ffffff"),
    ..Entry::OIDC
};

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::super::tests::mapped;
    use super::*;

    pub(in super::super) fn claims() -> Value {
        json!({
            "ver": 1, "iss": "https://example.okta.com/oauth2/default", "aud": "0oa1815",
            "sub": "00uid4BxXw6I6TV4m0g3", "jti": "ID.4eAWJOCMB3SX8XewDfVR", "amr": ["pwd"],
            "idp": "00oi1815", "auth_time": 1_700_000_000, "nonce": "n",
            "at_hash": "HK6E_P6Dh8Y93mRNtsDB1Q", "name": "Ada Lovelace",
            "preferred_username": "ada@example.com", "given_name": "Ada",
            "family_name": "Lovelace", "zoneinfo": "Europe/London", "email": "ada@example.com",
            "email_verified": true, "iat": 1_700_000_000, "exp": 1_700_003_600,
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, claims()),
            json!({
                "id": "00uid4BxXw6I6TV4m0g3", "name": "Ada Lovelace",
                "email": "ada@example.com", "email_verified": true, "image": null,
            })
        );
    }
}
