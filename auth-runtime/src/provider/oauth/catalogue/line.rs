use super::super::entry::{ClientAuth, Entry};

pub(super) const ENTRY: Entry = Entry {
    id: "line",
    name: "LINE",
    issuer: "https://access.line.me",
    client_auth: ClientAuth::Post,
    // Its metadata says ES256, but what a browser brings is signed with the secret.
    symmetric_id_token: true,
    colors: ("#06c755", "#000000"),
    ..Entry::OIDC
};

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::super::tests::mapped;
    use super::*;

    pub(in super::super) fn claims() -> Value {
        json!({
            "iss": "https://access.line.me", "sub": "U1234567890abcdef1234567890abcdef",
            "aud": "1234567890", "nonce": "n", "amr": ["linesso"], "name": "Ada Lovelace",
            "picture": "https://profile.line-scdn.net/1815", "email": "ada@example.com",
            "iat": 1_700_000_000, "exp": 1_700_003_600,
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, claims()),
            json!({
                "id": "U1234567890abcdef1234567890abcdef", "name": "Ada Lovelace",
                "email": "ada@example.com", "email_verified": false,
                "image": "https://profile.line-scdn.net/1815",
            })
        );
    }
}
