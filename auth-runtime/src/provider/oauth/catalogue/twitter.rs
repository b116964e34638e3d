use serde_json::Value;

use super::super::entry::Entry;
use super::super::user::{ProviderUser, id};
use crate::Profile;

pub(super) const ENTRY: Entry = Entry {
    id: "twitter",
    name: "X",
    authorization: "https://x.com/i/oauth2/authorize",
    token: "https://api.x.com/2/oauth2/token",
    userinfo: "https://api.x.com/2/users/me?user.fields=profile_image_url",
    scope: "users.read tweet.read offline.access",
    colors: ("#000000", "#ffffff"),
    profile,
    ..Entry::OAUTH
};

fn profile(profile: &Profile) -> Option<ProviderUser> {
    let text = |path| Some(profile.pointer(path).and_then(Value::as_str)?.to_owned());
    // The only address that X tells is one that the user has confirmed.
    let email = text("/data/confirmed_email");
    Some(ProviderUser {
        id: id(profile.pointer("/data/id")?)?,
        name: text("/data/name").or_else(|| text("/data/username")),
        email_verified: email.is_some(),
        email,
        image: text("/data/profile_image_url"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::mapped;
    use super::*;

    fn user() -> Value {
        json!({ "data": {
            "id": "2244994945", "name": "Ada Lovelace", "username": "ada",
            "profile_image_url": "https://pbs.twimg.com/profile_images/1815/ada_normal.jpg",
        } })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, user()),
            json!({
                "id": "2244994945", "name": "Ada Lovelace", "email": null, "email_verified": false,
                "image": "https://pbs.twimg.com/profile_images/1815/ada_normal.jpg",
            })
        );
    }

    #[test]
    fn an_address_that_was_asked_for_is_confirmed() {
        let mut user = user();
        user["data"]["confirmed_email"] = json!("ada@example.com");
        let user = mapped(&ENTRY, user);
        assert_eq!(user["email"], "ada@example.com");
        assert_eq!(user["email_verified"], true);
    }

    #[test]
    fn no_other_field_is_an_address() {
        let mut user = user();
        user["data"]["email"] = json!("ada@example.com");
        user["data"]["verified"] = json!(true);
        let user = mapped(&ENTRY, user);
        assert_eq!(user["email"], json!(null));
        assert_eq!(user["email_verified"], false);
    }
}
