use super::super::entry::Entry;

pub(super) const ENTRY: Entry = Entry {
    id: "slack",
    name: "Slack",
    issuer: "https://slack.com",
    // With PKCE it takes the client for a public one, and fails if that has a secret.
    omits_pkce: true,
    colors: ("#4a154b", "#ffffff"),
    ..Entry::OIDC
};

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::super::tests::mapped;
    use super::*;

    pub(in super::super) fn claims() -> Value {
        json!({
            "iss": "https://slack.com", "sub": "U0R7JM1815", "aud": "25259531569.1115258246291",
            "auth_time": 1_700_000_000, "nonce": "n", "at_hash": "HK6E_P6Dh8Y93mRNtsDB1Q",
            "https://slack.com/team_id": "T0R7GR1815", "https://slack.com/user_id": "U0R7JM1815",
            "email": "ada@example.com", "email_verified": true, "date_email_verified": 1_622_128_723,
            "locale": "en-GB", "name": "Ada Lovelace", "given_name": "Ada",
            "family_name": "Lovelace", "https://slack.com/team_image_default": true,
            "picture": "https://secure.gravatar.com/avatar/1815.jpg?s=512",
            "iat": 1_700_000_000, "exp": 1_700_000_300,
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, claims()),
            json!({
                "id": "U0R7JM1815", "name": "Ada Lovelace",
                "email": "ada@example.com", "email_verified": true,
                "image": "https://secure.gravatar.com/avatar/1815.jpg?s=512",
            })
        );
    }
}
