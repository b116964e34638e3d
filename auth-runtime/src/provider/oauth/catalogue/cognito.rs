use super::super::entry::Entry;

pub(super) const ENTRY: Entry = Entry {
    id: "cognito",
    name: "Amazon Cognito",
    allowed_parameters: &["identity_provider", "idp_identifier"],
    colors: ("#dd344c", "#000000"),
    ..Entry::OIDC
};

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::super::tests::mapped;
    use super::*;

    pub(in super::super) fn claims() -> Value {
        json!({
            "iss": "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123",
            "aud": "7lhlkkfbfb4q5kpp90urffao", "token_use": "id", "origin_jti": "o", "jti": "j",
            "sub": "aaaaaaaa-bbbb-cccc-dddd-000000001815", "cognito:username": "ada",
            "cognito:groups": ["engines"], "name": "Ada Lovelace", "email": "ada@example.com",
            "email_verified": true, "at_hash": "HK6E_P6Dh8Y93mRNtsDB1Q", "nonce": "n",
            "auth_time": 1_700_000_000, "iat": 1_700_000_000, "exp": 1_700_003_600,
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, claims()),
            json!({
                "id": "aaaaaaaa-bbbb-cccc-dddd-000000001815", "name": "Ada Lovelace",
                "email": "ada@example.com", "email_verified": true, "image": null,
            })
        );
    }
}
