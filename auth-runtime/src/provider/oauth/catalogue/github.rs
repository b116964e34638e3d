use serde_json::Value;

use super::super::entry::Entry;
use super::super::user::{ProviderUser, id, is_true};
use crate::Profile;

pub(super) const ENTRY: Entry = Entry {
    id: "github",
    name: "GitHub",
    issuer: "https://github.com/login/oauth",
    authorization: "https://github.com/login/oauth/authorize",
    token: "https://github.com/login/oauth/access_token",
    userinfo: "https://api.github.com/user",
    // The profile shows an address only to those whom the user shows it to, and never says whether
    // it is verified.
    more: &[("emails", "https://api.github.com/user/emails")],
    scope: "read:user user:email",
    colors: ("#24292f", "#ffffff"),
    profile,
    ..Entry::OAUTH
};

fn profile(profile: &Profile) -> Option<ProviderUser> {
    let text = |name| profile.text(name).map(str::to_owned);
    let emails = profile.get("emails").and_then(Value::as_array);
    let address = |entry: &Value| entry["email"].as_str().map(str::to_owned);
    let shown = text("email");
    // The shown address counts, else the primary one.
    let entry = emails.into_iter().flatten().find(|entry| match &shown {
        Some(shown) => entry["email"].as_str() == Some(shown),
        None => is_true(entry.get("primary")),
    });
    Some(ProviderUser {
        id: id(profile.get("id")?)?,
        name: text("name").or_else(|| text("login")),
        email_verified: entry.is_some_and(|entry| is_true(entry.get("verified"))),
        email: shown.or_else(|| entry.and_then(address)),
        image: text("avatar_url"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::super::user::tests::profile_of;
    use super::*;

    #[test]
    fn reads_the_profile() {
        let user = json!({
            "login": "ada", "id": 1815, "node_id": "MDQ6VXNlcjE4MTU=", "name": null, "email": null,
            "avatar_url": "https://avatars.githubusercontent.com/u/1815?v=4", "type": "User",
            "emails": [
                { "email": "old@example.com", "primary": false, "verified": true, "visibility": null },
                { "email": "ada@example.com", "primary": true, "verified": true, "visibility": "private" },
            ],
        });
        let found = profile(&profile_of(user)).unwrap();
        assert_eq!(found.id, "1815");
        assert_eq!(found.name.as_deref(), Some("ada"));
        assert_eq!(found.email.as_deref(), Some("ada@example.com"));
        assert!(found.email_verified);
        assert_eq!(
            found.image.as_deref(),
            Some("https://avatars.githubusercontent.com/u/1815?v=4")
        );
    }

    #[test]
    fn shown_address_is_verified_only_if_the_list_says_so() {
        for (emails, verified) in [
            (
                json!([{ "email": "ada@example.com", "verified": true }]),
                true,
            ),
            (
                json!([{ "email": "ada@example.com", "verified": false }]),
                false,
            ),
            (
                json!([{ "email": "x@example.com", "primary": true, "verified": true }]),
                false,
            ),
            (json!(null), false),
        ] {
            let user =
                json!({ "id": 1, "login": "ada", "email": "ada@example.com", "emails": emails });
            let found = profile(&profile_of(user)).unwrap();
            assert_eq!(found.email.as_deref(), Some("ada@example.com"));
            assert_eq!(found.email_verified, verified);
        }
    }
}
