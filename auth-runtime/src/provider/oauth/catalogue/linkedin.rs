use super::super::entry::{ClientAuth, Entry};

pub(super) const ENTRY: Entry = Entry {
    id: "linkedin",
    name: "LinkedIn",
    issuer: "https://www.linkedin.com/oauth",
    client_auth: ClientAuth::Post,
    omits_nonce: true,
    // Its token endpoint answers `invalid_client` to a secret with a `code_verifier`.
    omits_pkce: true,
    colors: ("#0a66c2", "#ffffff"),
    ..Entry::OIDC
};

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::super::tests::mapped;
    use super::*;

    pub(in super::super) fn claims() -> Value {
        json!({
            "iss": "https://www.linkedin.com/oauth", "aud": "77l1815", "sub": "782bbtaQ",
            "name": "Ada Lovelace", "given_name": "Ada", "family_name": "Lovelace",
            "picture": "https://media.licdn.com/dms/image/1815/profile-displayphoto-shrink_100_100/0",
            "locale": { "country": "GB", "language": "en" },
            "email": "ada@example.com", "email_verified": true,
            "iat": 1_700_000_000, "exp": 1_700_003_600,
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, claims()),
            json!({
                "id": "782bbtaQ", "name": "Ada Lovelace",
                "email": "ada@example.com", "email_verified": true,
                "image": "https://media.licdn.com/dms/image/1815/\
                          profile-displayphoto-shrink_100_100/0",
            })
        );
    }
}
