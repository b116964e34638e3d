use serde_json::Value;

use super::super::entry::{ClientAuth, Entry};
use super::super::user::{ProviderUser, id};
use crate::Profile;

pub(super) const ENTRY: Entry = Entry {
    id: "facebook",
    name: "Facebook",
    authorization: "https://www.facebook.com/v24.0/dialog/oauth",
    token: "https://graph.facebook.com/v24.0/oauth/access_token",
    // Without `fields` the answer is the id and the name.
    userinfo: "https://graph.facebook.com/v24.0/me?fields=id,name,email,picture",
    scope: "email",
    client_auth: ClientAuth::Post,
    colors: ("#0866ff", "#ffffff"),
    profile,
    ..Entry::OAUTH
};

fn profile(profile: &Profile) -> Option<ProviderUser> {
    let text = |path| Some(profile.pointer(path).and_then(Value::as_str)?.to_owned());
    Some(ProviderUser {
        id: id(profile.get("id")?)?,
        name: text("/name"),
        email: text("/email"),
        // Facebook has no flag that says so.
        email_verified: false,
        image: text("/picture/data/url"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::mapped;
    use super::*;

    #[test]
    fn reads_the_profile() {
        let user = json!({
            "id": "10158000000001815", "name": "Ada Lovelace", "email": "ada@example.com",
            "picture": { "data": {
                "height": 50, "width": 50, "is_silhouette": false,
                "url": "https://platform-lookaside.fbsbx.com/platform/profilepic/?asid=1815",
            } },
        });
        assert_eq!(
            mapped(&ENTRY, user),
            json!({
                "id": "10158000000001815", "name": "Ada Lovelace",
                "email": "ada@example.com", "email_verified": false,
                "image": "https://platform-lookaside.fbsbx.com/platform/profilepic/?asid=1815",
            })
        );
    }

    #[test]
    fn a_user_of_a_telephone_has_no_address() {
        let user = mapped(&ENTRY, json!({ "id": "1", "name": "Ada Lovelace" }));
        assert_eq!(user["email"], json!(null));
    }

    #[test]
    fn no_field_vouches_for_the_address() {
        let user = mapped(
            &ENTRY,
            json!({
                "id": "1", "email": "ada@example.com", "verified": true, "email_verified": true,
            }),
        );
        assert_eq!(user["email_verified"], false);
    }
}
