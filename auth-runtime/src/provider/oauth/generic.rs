use super::entry::Entry;
use super::provider::OAuthProvider;

/// A provider of OpenID Connect that the catalogue does not have.
///
/// Everything else comes from its metadata, `{issuer}/.well-known/openid-configuration`. It is asked
/// for `openid profile email`, and its profile is read as [`ProviderUser::from_claims`] says.
/// The id is also its name until [`name`](OAuthProvider::name) gives another.
///
/// With `AUTH_<ID>_ID` and `AUTH_<ID>_SECRET`: the id in capitals, with `_` for `-`. An empty issuer is
/// none, and comes from `AUTH_<ID>_ISSUER`.
///
/// ```
/// use auth_runtime::provider::oidc;
///
/// // `AUTH_COMPANY_SSO_ID` and `AUTH_COMPANY_SSO_SECRET`
/// let company = oidc("company-sso", "https://sso.example.com").name("Company account");
/// ```
///
/// [`ProviderUser::from_claims`]: super::ProviderUser::from_claims
pub fn oidc(id: impl Into<String>, issuer: impl Into<String>) -> OAuthProvider {
    named(Entry::OIDC, id.into()).issuer(issuer)
}

/// A provider of OAuth 2 that the catalogue does not have.
///
/// It needs its three endpoints, and usually a scope of its own: without one it is asked for
/// `openid profile email`, as Auth.js does. Its profile is read as [`ProviderUser::from_claims`] says,
/// unless [`profile`](OAuthProvider::profile) says otherwise.
/// The id is also its name until [`name`](OAuthProvider::name) gives another.
///
/// With `AUTH_<ID>_ID` and `AUTH_<ID>_SECRET`: the id in capitals, with `_` for `-`.
///
/// ```
/// use auth_runtime::provider::{ProviderUser, oauth2};
///
/// // `AUTH_FORUM_ID` and `AUTH_FORUM_SECRET`
/// let forum = oauth2("forum")
///     .name("The forum")
///     .authorization("https://forum.example.com/oauth/authorize")
///     .token("https://forum.example.com/oauth/token")
///     .userinfo("https://forum.example.com/api/me")
///     .scope("read:me")
///     .profile(|profile| {
///         let mut user = ProviderUser::new(profile.text("uuid")?);
///         user.name = profile.text("display_name").map(str::to_owned);
///         Some(user)
///     });
/// ```
///
/// [`ProviderUser::from_claims`]: super::ProviderUser::from_claims
pub fn oauth2(id: impl Into<String>) -> OAuthProvider {
    named(Entry::OAUTH, id.into())
}

fn named(entry: Entry, id: String) -> OAuthProvider {
    OAuthProvider::new(entry).name(id.clone()).id(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ProviderType;

    #[test]
    fn the_id_is_the_name_until_there_is_another() {
        for provider in [oidc("sso", "https://sso.example.com"), oauth2("sso")] {
            assert_eq!(provider.id.as_deref(), Some("sso"));
            assert_eq!(provider.name.as_deref(), Some("sso"));
            assert_eq!(provider.name("Company").name.as_deref(), Some("Company"));
        }
    }

    #[test]
    fn each_speaks_its_protocol() {
        let sso = oidc("sso", "https://sso.example.com");
        assert_eq!(sso.entry.protocol, ProviderType::Oidc);
        assert_eq!(sso.issuer.as_deref(), Some("https://sso.example.com"));
        let forum = oauth2("forum");
        assert_eq!(forum.entry.protocol, ProviderType::OAuth);
        assert_eq!(forum.issuer, None);
    }
}
