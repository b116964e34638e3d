use super::super::entry::{ClientAuth, Entry};

pub(super) const ENTRY: Entry = Entry {
    id: "twitch",
    name: "Twitch",
    issuer: "https://id.twitch.tv/oauth2",
    scope: "openid user:read:email",
    // Scopes bring no claims here (OpenID Connect Core section 5.5).
    parameters: &[(
        "claims",
        r#"{"id_token":{"email":null,"email_verified":null,"picture":null,"preferred_username":null}}"#,
    )],
    client_auth: ClientAuth::Post,
    colors: ("#9146ff", "#ffffff"),
    ..Entry::OIDC
};

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::super::tests::mapped;
    use super::*;

    pub(in super::super) fn claims() -> Value {
        json!({
            "iss": "https://id.twitch.tv/oauth2", "sub": "713936733",
            "aud": "hof5gwx0su6owfnys0yan9c87zr6t", "azp": "hof5gwx0su6owfnys0yan9c87zr6t",
            "at_hash": "HK6E_P6Dh8Y93mRNtsDB1Q", "nonce": "n", "email": "ada@example.com",
            "email_verified": true, "preferred_username": "Ada",
            "picture": "https://static-cdn.jtvnw.net/user-default-pictures-uv/ada-300x300.png",
            "iat": 1_700_000_000, "exp": 1_700_000_900,
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, claims()),
            json!({
                "id": "713936733", "name": "Ada",
                "email": "ada@example.com", "email_verified": true,
                "image": "https://static-cdn.jtvnw.net/user-default-pictures-uv/ada-300x300.png",
            })
        );
    }

    #[test]
    fn asks_for_every_claim_that_it_reads() {
        let (_, asked) = ENTRY.parameters[0];
        let asked: Value = serde_json::from_str(asked).unwrap();
        for name in ["email", "email_verified", "picture", "preferred_username"] {
            assert_eq!(asked["id_token"].get(name), Some(&json!(null)), "{name}");
        }
    }
}
