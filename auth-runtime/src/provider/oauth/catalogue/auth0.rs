use super::super::entry::Entry;

pub(super) const ENTRY: Entry = Entry {
    id: "auth0",
    name: "Auth0",
    allowed_parameters: &["connection", "organization", "invitation"],
    colors: ("#eb5424", "#000000"),
    ..Entry::OIDC
};

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::super::tests::mapped;
    use super::*;

    pub(in super::super) fn claims() -> Value {
        json!({
            "iss": "https://example.eu.auth0.com/", "aud": "x6vQ1815", "sub": "auth0|5f7c8ec7c33c6c004bbafe82",
            "nickname": "ada", "name": "Ada Lovelace", "email": "ada@example.com",
            "email_verified": true, "picture": "https://s.gravatar.com/avatar/1815?s=480&r=pg",
            "updated_at": "2024-01-01T00:00:00.000Z", "sid": "s", "nonce": "n",
            "iat": 1_700_000_000, "exp": 1_700_036_000,
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, claims()),
            json!({
                "id": "auth0|5f7c8ec7c33c6c004bbafe82", "name": "Ada Lovelace",
                "email": "ada@example.com", "email_verified": true,
                "image": "https://s.gravatar.com/avatar/1815?s=480&r=pg",
            })
        );
    }
}
