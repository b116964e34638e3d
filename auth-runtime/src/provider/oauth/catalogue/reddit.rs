use super::super::entry::Entry;
use super::super::user::{ProviderUser, id};
use crate::Profile;

pub(super) const ENTRY: Entry = Entry {
    id: "reddit",
    name: "Reddit",
    authorization: "https://www.reddit.com/api/v1/authorize",
    token: "https://www.reddit.com/api/v1/access_token",
    // Text is escaped for HTML otherwise, the `&` of addresses too.
    userinfo: "https://oauth.reddit.com/api/v1/me?raw_json=1",
    scope: "identity",
    colors: ("#ff4500", "#000000"),
    profile,
    ..Entry::OAUTH
};

/// There is no address: `has_verified_email` says that Reddit knows one.
fn profile(profile: &Profile) -> Option<ProviderUser> {
    let text = |name| profile.text(name).map(str::to_owned);
    Some(ProviderUser {
        id: id(profile.get("id")?)?,
        name: text("name"),
        image: text("icon_img").filter(|image| !image.is_empty()),
        ..ProviderUser::default()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::tests::mapped;
    use super::*;

    fn user() -> Value {
        json!({
            "id": "1w72", "name": "ada", "created_utc": 1_134_104_400.0, "is_employee": false,
            "has_verified_email": true, "verified": true, "total_karma": 1815, "over_18": false,
            "snoovatar_img": "", "subreddit": { "display_name": "u_ada", "title": "" },
            "icon_img": "https://styles.redditmedia.com/t5_1815/styles/profileIcon.png?width=256&s=1",
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, user()),
            json!({
                "id": "1w72", "name": "ada", "email": null, "email_verified": false,
                "image": "https://styles.redditmedia.com/t5_1815/styles/\
                          profileIcon.png?width=256&s=1",
            })
        );
    }

    #[test]
    fn a_user_may_have_no_picture() {
        let mut user = user();
        user["icon_img"] = json!("");
        assert_eq!(mapped(&ENTRY, user)["image"], json!(null));
    }

    #[test]
    fn a_verified_address_that_is_not_told_is_none() {
        let mut user = user();
        user["email"] = json!("ada@example.com");
        let user = mapped(&ENTRY, user);
        assert_eq!(user["email"], json!(null));
        assert_eq!(user["email_verified"], false);
    }
}
