use serde_json::Value;

use super::super::entry::{ClientAuth, Entry};
use super::super::user::ProviderUser;
use crate::Profile;

pub(super) const ENTRY: Entry = Entry {
    id: "apple",
    name: "Apple",
    issuer: "https://appleid.apple.com",
    scope: "openid name email",
    client_auth: ClientAuth::Post,
    // Apple answers in no other way when it is asked for a name or an address.
    form_post: true,
    colors: ("#000000", "#ffffff"),
    profile,
    ..Entry::OIDC
};

/// The token has no name. It comes beside the code as `user`, at the first sign-in only, and through
/// the browser without a signature: good enough to greet somebody, and never for an address.
fn profile(profile: &Profile) -> Option<ProviderUser> {
    let parts: Vec<_> = ["/user/name/firstName", "/user/name/lastName"]
        .into_iter()
        .filter_map(|part| profile.pointer(part).and_then(Value::as_str))
        .filter(|part| !part.is_empty())
        .collect();
    let user = ProviderUser::from_claims(profile)?;
    Some(ProviderUser {
        name: (!parts.is_empty()).then(|| parts.join(" ")),
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
            "iss": "https://appleid.apple.com", "aud": "com.example.app",
            "sub": "001815.9c2e4a1f0b7d4d0f8a6b5c3e2d1f0a9b.1815",
            "at_hash": "HK6E_P6Dh8Y93mRNtsDB1Q", "nonce": "n", "nonce_supported": true,
            "email": "x7k2m@privaterelay.appleid.com", "email_verified": "true",
            "is_private_email": "true", "auth_time": 1_700_000_000,
            "iat": 1_700_000_000, "exp": 1_700_086_400,
        })
    }

    #[test]
    fn reads_the_first_profile() {
        let mut claims = claims();
        claims["user"] = json!({
            "name": { "firstName": "Ada", "middleName": "", "lastName": "Lovelace" },
            "email": "x7k2m@privaterelay.appleid.com",
        });
        assert_eq!(
            mapped(&ENTRY, claims),
            json!({
                "id": "001815.9c2e4a1f0b7d4d0f8a6b5c3e2d1f0a9b.1815", "name": "Ada Lovelace",
                "email": "x7k2m@privaterelay.appleid.com", "email_verified": true, "image": null,
            })
        );
    }

    #[test]
    fn later_profiles_have_no_name() {
        assert_eq!(mapped(&ENTRY, claims())["name"], json!(null));
    }

    #[test]
    fn a_name_may_have_one_part() {
        for name in [
            json!({ "lastName": "Ada" }),
            json!({ "firstName": "Ada", "lastName": "" }),
        ] {
            let mut claims = claims();
            claims["user"] = json!({ "name": name });
            assert_eq!(mapped(&ENTRY, claims)["name"], "Ada");
        }
    }

    #[test]
    fn the_address_is_the_signed_one() {
        let mut claims = claims();
        claims["user"] = json!({ "email": "victim@example.com" });
        let user = mapped(&ENTRY, claims.clone());
        assert_eq!(user["email"], "x7k2m@privaterelay.appleid.com");
        claims["email"] = json!(null);
        assert_eq!(mapped(&ENTRY, claims)["email"], json!(null));
    }

    #[test]
    fn verified_is_a_boolean_or_its_name() {
        for (said, verified) in [
            (json!(true), true),
            (json!("true"), true),
            (json!(false), false),
            (json!("false"), false),
            (json!(null), false),
        ] {
            let mut claims = claims();
            claims["email_verified"] = said;
            assert_eq!(mapped(&ENTRY, claims)["email_verified"], verified);
        }
    }
}
