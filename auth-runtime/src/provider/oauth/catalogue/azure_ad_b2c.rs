use serde_json::Value;

use super::super::entry::Entry;
use super::super::user::ProviderUser;
use crate::Profile;

pub(super) const ENTRY: Entry = Entry {
    id: "azure-ad-b2c",
    name: "Azure AD B2C",
    colors: ("#0072c6", "#ffffff"),
    profile,
    ..Entry::OIDC
};

fn profile(profile: &Profile) -> Option<ProviderUser> {
    let user = ProviderUser::from_claims(profile)?;
    let email = profile.pointer("/emails/0").and_then(Value::as_str);
    Some(ProviderUser {
        email: email.map(str::to_owned).or(user.email),
        // `emails` has what the user proved to own and what some other provider wrote, alike.
        email_verified: false,
        ..user
    })
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::json;

    use super::super::tests::mapped;
    use super::*;

    pub(in super::super) fn claims() -> Value {
        json!({
            "iss": "https://example.b2clogin.com/tfp/775527ff-9a37-4307-8b3d-cc311f58d925/b2c_1_in/v2.0/",
            "aud": "6cb04018-a3f5-46a7-b995-940c78f5aef3", "ver": "1.0", "acr": "b2c_1_in",
            "sub": "884408e1-2918-4cb0-b12d-3aa027d7563b", "oid": "884408e1-2918-4cb0-b12d-3aa027d7563b",
            "name": "Ada Lovelace", "given_name": "Ada", "family_name": "Lovelace",
            "emails": ["ada@example.com", "other@example.com"], "newUser": true, "nonce": "n",
            "auth_time": 1_700_000_000, "nbf": 1_700_000_000, "iat": 1_700_000_000,
            "exp": 1_700_003_600,
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, claims()),
            json!({
                "id": "884408e1-2918-4cb0-b12d-3aa027d7563b", "name": "Ada Lovelace",
                "email": "ada@example.com", "email_verified": false, "image": null,
            })
        );
    }

    #[test]
    fn a_policy_of_the_application_may_have_one_address() {
        let user = mapped(&ENTRY, json!({ "sub": "1", "email": "ada@example.com" }));
        assert_eq!(user["email"], "ada@example.com");
    }

    #[test]
    fn no_claim_vouches_for_the_address() {
        let mut claims = claims();
        claims["email_verified"] = json!(true);
        assert_eq!(mapped(&ENTRY, claims)["email_verified"], false);
    }
}
