use serde_json::Value;

use super::super::entry::{ClientAuth, Entry};
use super::super::user::{ProviderUser, id, is_true};
use crate::Profile;

pub(super) const ENTRY: Entry = Entry {
    id: "kakao",
    name: "Kakao",
    authorization: "https://kauth.kakao.com/oauth/authorize",
    token: "https://kauth.kakao.com/oauth/token",
    // Pictures are at `http://` addresses otherwise.
    userinfo: "https://kapi.kakao.com/v2/user/me?secure_resource=true",
    // What is asked for is set up at Kakao.
    scope: "",
    client_auth: ClientAuth::Post,
    colors: ("#fee500", "#191919"),
    profile,
    ..Entry::OAUTH
};

fn profile(profile: &Profile) -> Option<ProviderUser> {
    let text = |path| Some(profile.pointer(path).and_then(Value::as_str)?.to_owned());
    let is = |path| is_true(profile.pointer(path));
    Some(ProviderUser {
        id: id(profile.get("id")?)?,
        name: text("/kakao_account/profile/nickname"),
        email: text("/kakao_account/email"),
        // An address that somebody else has taken over stays verified, but is no longer valid.
        email_verified: is("/kakao_account/is_email_valid")
            && is("/kakao_account/is_email_verified"),
        image: text("/kakao_account/profile/profile_image_url"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::mapped;
    use super::*;

    fn user() -> Value {
        json!({
            "id": 1_234_561_815, "connected_at": "2024-01-01T00:00:00Z",
            "properties": { "nickname": "Ada" },
            "kakao_account": {
                "profile_nickname_needs_agreement": false, "profile_image_needs_agreement": false,
                "profile": {
                    "nickname": "Ada", "is_default_image": false, "is_default_nickname": false,
                    "thumbnail_image_url": "https://k.kakaocdn.net/dn/1815/img_110x110.jpg",
                    "profile_image_url": "https://k.kakaocdn.net/dn/1815/img_640x640.jpg",
                },
                "has_email": true, "email_needs_agreement": false, "is_email_valid": true,
                "is_email_verified": true, "email": "ada@example.com",
            },
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, user()),
            json!({
                "id": "1234561815", "name": "Ada",
                "email": "ada@example.com", "email_verified": true,
                "image": "https://k.kakaocdn.net/dn/1815/img_640x640.jpg",
            })
        );
    }

    #[test]
    fn an_address_is_vouched_for_if_valid_and_verified() {
        for (valid, verified, vouched) in [
            (json!(true), json!(true), true),
            (json!(true), json!(false), false),
            (json!(false), json!(true), false),
            (json!(null), json!(true), false),
        ] {
            let mut user = user();
            user["kakao_account"]["is_email_valid"] = valid;
            user["kakao_account"]["is_email_verified"] = verified;
            assert_eq!(mapped(&ENTRY, user)["email_verified"], vouched);
        }
    }

    #[test]
    fn a_user_may_agree_to_nothing() {
        let user = mapped(
            &ENTRY,
            json!({ "id": 1815, "connected_at": "2024-01-01T00:00:00Z" }),
        );
        assert_eq!(user["id"], "1815");
        assert_eq!(user["email"], json!(null));
    }
}
