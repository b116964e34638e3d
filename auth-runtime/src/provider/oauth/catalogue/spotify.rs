use serde_json::Value;

use super::super::entry::Entry;
use super::super::user::{ProviderUser, id};
use crate::Profile;

pub(super) const ENTRY: Entry = Entry {
    id: "spotify",
    name: "Spotify",
    authorization: "https://accounts.spotify.com/authorize",
    token: "https://accounts.spotify.com/api/token",
    userinfo: "https://api.spotify.com/v1/me",
    scope: "user-read-email",
    colors: ("#1db954", "#000000"),
    profile,
    ..Entry::OAUTH
};

fn profile(profile: &Profile) -> Option<ProviderUser> {
    let text = |path| Some(profile.pointer(path).and_then(Value::as_str)?.to_owned());
    Some(ProviderUser {
        id: id(profile.get("id")?)?,
        name: text("/display_name"),
        email: text("/email"),
        // Spotify's reference says that nothing proves the address to be the user's.
        email_verified: false,
        image: text("/images/0/url"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::mapped;
    use super::*;

    fn user() -> Value {
        json!({
            "id": "31k5qfh1815", "display_name": "Ada Lovelace", "email": "ada@example.com",
            "external_urls": { "spotify": "https://open.spotify.com/user/31k5qfh1815" },
            "followers": { "href": null, "total": 1 },
            "href": "https://api.spotify.com/v1/users/31k5qfh1815",
            "images": [
                { "url": "https://i.scdn.co/image/large", "height": 300, "width": 300 },
                { "url": "https://i.scdn.co/image/small", "height": 64, "width": 64 },
            ],
            "type": "user", "uri": "spotify:user:31k5qfh1815",
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, user()),
            json!({
                "id": "31k5qfh1815", "name": "Ada Lovelace", "email": "ada@example.com",
                "email_verified": false, "image": "https://i.scdn.co/image/large",
            })
        );
    }

    #[test]
    fn a_user_may_have_no_picture() {
        let mut user = user();
        user["images"] = json!([]);
        assert_eq!(mapped(&ENTRY, user)["image"], json!(null));
    }

    #[test]
    fn no_field_vouches_for_the_address() {
        let mut user = user();
        user["verified"] = json!(true);
        user["email_verified"] = json!(true);
        assert_eq!(mapped(&ENTRY, user)["email_verified"], false);
    }
}
