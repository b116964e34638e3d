use serde_json::Value;

use super::super::entry::Entry;
use super::super::user::{ProviderUser, is_true};
use crate::Profile;

pub(super) const ENTRY: Entry = Entry {
    id: "microsoft-entra-id",
    name: "Microsoft Entra ID",
    issuer: "https://login.microsoftonline.com/common/v2.0",
    scope: "openid profile email User.Read",
    tenants: true,
    colors: ("#2f2f2f", "#ffffff"),
    profile,
    ..Entry::OIDC
};

/// Nobody has verified what `email` says: the administrator of any tenant may write any address
/// there, and has taken over accounts where an application believed it ("nOAuth"). Only `xms_edov`
/// vouches for it, which applications have to ask for, and which says that the address belongs to a
/// domain of the user's own tenant, or has been proven otherwise.
fn profile(profile: &Profile) -> Option<ProviderUser> {
    Some(ProviderUser {
        email_verified: is_verified(profile.get("xms_edov")),
        // The photo is at Graph only as bytes, which as a URL would not fit a cookie.
        image: None,
        ..ProviderUser::from_claims(profile)?
    })
}

/// The claim is documented as a boolean, and also comes as `1`, as text or as a number.
fn is_verified(xms_edov: Option<&Value>) -> bool {
    is_true(xms_edov) || xms_edov.is_some_and(|claim| *claim == "1" || *claim == 1)
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::json;

    use super::super::tests::mapped;
    use super::*;

    pub(in super::super) fn claims() -> Value {
        json!({
            "ver": "2.0", "aud": "6cb04018-a3f5-46a7-b995-940c78f5aef3",
            "iss": "https://login.microsoftonline.com/9122040d-6c67-4c5b-b112-36a304b66dad/v2.0",
            "sub": "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ", "name": "Ada Lovelace",
            "oid": "00000000-0000-0000-66f3-3332eca7ea81",
            "tid": "9122040d-6c67-4c5b-b112-36a304b66dad",
            "preferred_username": "ada@contoso.com", "email": "ada@contoso.com", "xms_edov": true,
            "nonce": "n", "iat": 1_700_000_000, "nbf": 1_700_000_000, "exp": 1_700_003_600,
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, claims()),
            json!({
                "id": "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ", "name": "Ada Lovelace",
                "email": "ada@contoso.com", "email_verified": true, "image": null,
            })
        );
    }

    #[test]
    fn only_xms_edov_vouches_for_the_address() {
        for (claims, verified) in [
            (json!({ "xms_edov": true }), true),
            (json!({ "xms_edov": "true" }), true),
            (json!({ "xms_edov": "1" }), true),
            (json!({ "xms_edov": 1 }), true),
            (json!({ "xms_edov": false }), false),
            (json!({ "xms_edov": "0" }), false),
            (json!({ "xms_edov": 0 }), false),
            (json!({ "xms_edov": null }), false),
            (json!({}), false),
            (json!({ "email_verified": true }), false),
            (json!({ "email_verified": true, "xms_edov": false }), false),
            (
                json!({ "verified_primary_email": ["ada@contoso.com"] }),
                false,
            ),
        ] {
            let mut claims = claims;
            claims["sub"] = json!("AAAA");
            claims["email"] = json!("ada@contoso.com");
            claims["preferred_username"] = json!("ada@contoso.com");
            let user = mapped(&ENTRY, claims.clone());
            assert_eq!(user["email_verified"], verified, "{claims}");
        }
    }
}
