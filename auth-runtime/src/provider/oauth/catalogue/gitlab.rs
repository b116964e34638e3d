use super::super::entry::Entry;
use super::super::user::{ProviderUser, id, is_true};
use crate::Profile;

pub(super) const ENTRY: Entry = Entry {
    id: "gitlab",
    name: "GitLab",
    authorization: "https://gitlab.com/oauth/authorize",
    token: "https://gitlab.com/oauth/token",
    userinfo: "https://gitlab.com/api/v4/user",
    scope: "read_user",
    colors: ("#fc6d26", "#000000"),
    profile,
    ..Entry::OAUTH
};

/// The user of the API, or the claims of `/oauth/userinfo` for those who ask there.
fn profile(profile: &Profile) -> Option<ProviderUser> {
    let text = |name| profile.text(name).map(str::to_owned);
    Some(ProviderUser {
        id: ["sub", "id"]
            .into_iter()
            .find_map(|name| id(profile.get(name)?))?,
        name: text("name").or_else(|| text("username")),
        email: text("email"),
        // The moment is that of `email`: a new address is kept apart until it is confirmed.
        email_verified: profile.text("confirmed_at").is_some()
            || is_true(profile.get("email_verified")),
        image: text("avatar_url").or_else(|| text("picture")),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::tests::mapped;
    use super::*;

    fn user() -> Value {
        json!({
            "id": 1815, "username": "ada", "name": "Ada Lovelace", "state": "active",
            "locked": false, "web_url": "https://gitlab.com/ada", "bio": "", "bot": false,
            "avatar_url": "https://gitlab.com/uploads/-/system/user/avatar/1815/avatar.png",
            "created_at": "2012-05-23T08:00:58.000Z", "confirmed_at": "2012-05-23T09:05:22.000Z",
            "public_email": "", "email": "ada@example.com", "commit_email": "ada@example.com",
            "identities": [], "two_factor_enabled": true, "external": false,
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, user()),
            json!({
                "id": "1815", "name": "Ada Lovelace",
                "email": "ada@example.com", "email_verified": true,
                "image": "https://gitlab.com/uploads/-/system/user/avatar/1815/avatar.png",
            })
        );
    }

    #[test]
    fn reads_the_claims() {
        let claims = json!({
            "sub": "1815", "sub_legacy": "9f2c", "name": "Ada Lovelace", "nickname": "ada",
            "preferred_username": "ada", "email": "ada@example.com", "email_verified": true,
            "profile": "https://gitlab.com/ada", "picture": "https://gitlab.com/ada.png",
            "groups": [],
        });
        assert_eq!(
            mapped(&ENTRY, claims),
            json!({
                "id": "1815", "name": "Ada Lovelace", "email": "ada@example.com",
                "email_verified": true, "image": "https://gitlab.com/ada.png",
            })
        );
    }

    #[test]
    fn an_address_may_be_unconfirmed() {
        let mut user = user();
        user["confirmed_at"] = json!(null);
        assert_eq!(mapped(&ENTRY, user)["email_verified"], false);
    }

    #[test]
    fn a_claim_may_say_that_the_address_is_unconfirmed() {
        for (said, verified) in [
            (json!(true), true),
            (json!(false), false),
            (json!(null), false),
        ] {
            let claims = json!({ "sub": "1", "email": "ada@example.com", "email_verified": said });
            assert_eq!(mapped(&ENTRY, claims)["email_verified"], verified);
        }
    }
}
