use super::super::entry::Entry;

pub(super) const ENTRY: Entry = Entry {
    id: "keycloak",
    name: "Keycloak",
    allowed_parameters: &["kc_idp_hint"],
    colors: ("#428bca", "#000000"),
    ..Entry::OIDC
};

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::super::tests::mapped;
    use super::*;

    pub(in super::super) fn claims() -> Value {
        json!({
            "iss": "https://id.example.com/realms/main", "aud": "app", "azp": "app", "typ": "ID",
            "sub": "f4b1c3d2-1815-4a6e-9d0b-2c8e7f5a1b3c", "auth_time": 1_700_000_000, "acr": "1",
            "sid": "s", "at_hash": "HK6E_P6Dh8Y93mRNtsDB1Q", "nonce": "n",
            "name": "Ada Lovelace", "preferred_username": "ada", "given_name": "Ada",
            "family_name": "Lovelace", "email": "ada@example.com", "email_verified": false,
            "iat": 1_700_000_000, "exp": 1_700_000_300,
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, claims()),
            json!({
                "id": "f4b1c3d2-1815-4a6e-9d0b-2c8e7f5a1b3c", "name": "Ada Lovelace",
                "email": "ada@example.com", "email_verified": false, "image": null,
            })
        );
    }
}
