use super::super::entry::Entry;
use super::super::user::{ProviderUser, id, is_true};
use crate::Profile;

pub(super) const ENTRY: Entry = Entry {
    id: "discord",
    name: "Discord",
    authorization: "https://discord.com/api/oauth2/authorize",
    token: "https://discord.com/api/oauth2/token",
    userinfo: "https://discord.com/api/users/@me",
    scope: "identify email",
    colors: ("#5865f2", "#ffffff"),
    profile,
    ..Entry::OAUTH
};

fn profile(profile: &Profile) -> Option<ProviderUser> {
    let text = |name| profile.text(name).map(str::to_owned);
    let id = id(profile.get("id")?)?;
    Some(ProviderUser {
        name: text("global_name").or_else(|| text("username")),
        email: text("email"),
        email_verified: is_true(profile.get("verified")),
        image: avatar(profile, &id),
        id,
    })
}

/// The user's own picture, or the one that Discord shows in its place.
fn avatar(profile: &Profile, id: &str) -> Option<String> {
    let Some(avatar) = profile.text("avatar") else {
        return Some(format!(
            "https://cdn.discordapp.com/embed/avatars/{}.png",
            default_avatar(profile.text("discriminator"), id)?
        ));
    };
    let format = if avatar.starts_with("a_") {
        "gif"
    } else {
        "png"
    };
    Some(format!(
        "https://cdn.discordapp.com/avatars/{id}/{avatar}.{format}"
    ))
}

/// Accounts that still have a discriminator have the picture of its number, all others that of the
/// second in which the id was made.
fn default_avatar(discriminator: Option<&str>, id: &str) -> Option<u64> {
    match discriminator {
        None | Some("0") => Some((id.parse::<u64>().ok()? >> 22) % 6),
        Some(discriminator) => Some(discriminator.parse::<u64>().ok()? % 5),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::tests::mapped;
    use super::*;

    fn user() -> Value {
        json!({
            "id": "80351110224678912", "username": "ada", "global_name": "Ada Lovelace",
            "discriminator": "0", "avatar": "8342729096ea3675442027381ff50dfe", "banner": null,
            "accent_color": 16_711_680, "locale": "en-GB", "flags": 64, "public_flags": 64,
            "mfa_enabled": true, "premium_type": 0, "verified": true, "email": "ada@example.com",
        })
    }

    #[test]
    fn reads_the_profile() {
        assert_eq!(
            mapped(&ENTRY, user()),
            json!({
                "id": "80351110224678912", "name": "Ada Lovelace",
                "email": "ada@example.com", "email_verified": true,
                "image": "https://cdn.discordapp.com/avatars/80351110224678912/\
                          8342729096ea3675442027381ff50dfe.png",
            })
        );
    }

    #[test]
    fn the_user_name_stands_in_for_a_name() {
        let mut user = user();
        user["global_name"] = json!(null);
        assert_eq!(mapped(&ENTRY, user)["name"], "ada");
    }

    #[test]
    fn an_address_may_be_unverified() {
        let mut user = user();
        user["verified"] = json!(false);
        assert_eq!(mapped(&ENTRY, user)["email_verified"], false);
    }

    #[test]
    fn avatars_follow_their_rule() {
        for (avatar, discriminator, path) in [
            (
                json!("a_bb71f469"),
                "0",
                "avatars/80351110224678912/a_bb71f469.gif",
            ),
            (
                json!("bb71f469"),
                "0",
                "avatars/80351110224678912/bb71f469.png",
            ),
            // 80351110224678912 >> 22 is 19157197529, whose rest by 6 is 5.
            (json!(null), "0", "embed/avatars/5.png"),
            (json!(null), "1337", "embed/avatars/2.png"),
        ] {
            let mut user = user();
            user["avatar"] = avatar;
            user["discriminator"] = json!(discriminator);
            let image = format!("https://cdn.discordapp.com/{path}");
            assert_eq!(mapped(&ENTRY, user)["image"], image);
        }
    }
}
