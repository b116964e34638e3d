//! The providers that are known by name: one entry a file, with the test of its profile.
//!
//! To add one:
//!
//! 1. A file with the id as its name, `_` for `-`: an `ENTRY`, which says only what differs from
//!    [`Entry::OAUTH`] or [`Entry::OIDC`]. Colours are the brand's, with a text that can be read on them.
//! 2. In the same file, where the profile has not the standard claims, a `profile` that reads it.
//!    It sets `email_verified` only where the provider itself says that it has verified the address,
//!    for that decides whose account a sign-in may open. Where it does not, a comment says why.
//! 3. One test of a profile as the provider documents it, with made-up values, and one of what
//!    decides `email_verified`.
//! 4. A line in `catalogue!` with the variables, the place to register and what is peculiar to know.
//!
//! What holds for all entries is in `tests.rs`.

mod apple;
mod auth0;
mod azure_ad_b2c;
mod cognito;
mod discord;
mod facebook;
mod github;
mod gitlab;
mod google;
mod kakao;
mod keycloak;
mod line;
mod linkedin;
mod microsoft_entra_id;
mod okta;
mod reddit;
mod slack;
mod spotify;
#[cfg(test)]
mod tests;
mod twitch;
mod twitter;

#[cfg(test)]
use super::entry::Entry;
use super::provider::OAuthProvider;

/// A function for each entry, with which an application names the provider.
macro_rules! catalogue {
    ($($(#[$docs:meta])* $name:ident => $entry:path,)*) => {
        $(
            $(#[$docs])*
            pub fn $name() -> OAuthProvider {
                OAuthProvider::new($entry)
            }
        )*

        /// Every entry, for tests of what holds for all of them.
        #[cfg(test)]
        const ENTRIES: &[Entry] = &[$($entry),*];

        /// Every function with its name.
        #[cfg(test)]
        const FUNCTIONS: &[(&str, fn() -> OAuthProvider)] = &[$((stringify!($name), $name)),*];
    };
}

catalogue! {
    /// Apple, with `AUTH_APPLE_ID` and `AUTH_APPLE_SECRET`.
    ///
    /// Register a Services ID at <https://developer.apple.com/account/resources/identifiers/list/serviceId>;
    /// that is the client's id. Addresses to return to must be `https` and not of this machine.
    ///
    /// The secret is a JSON Web Token that the application signs with its key from Apple (ES256), and
    /// which lives for six months at most. Apple tells the name at the very first sign-in only, and the
    /// address may be a relay of Apple's.
    apple => apple::ENTRY,

    /// Auth0, with `AUTH_AUTH0_ID`, `AUTH_AUTH0_SECRET` and `AUTH_AUTH0_ISSUER`.
    ///
    /// Register a regular web application at <https://manage.auth0.com>. The issuer is the tenant's
    /// domain with a slash at the end. A sign-in link may set `connection`, `organization` and
    /// `invitation`.
    ///
    /// ```
    /// use auth_runtime::provider::auth0;
    ///
    /// let provider = auth0().issuer("https://example.eu.auth0.com/");
    /// ```
    auth0 => auth0::ENTRY,

    /// Azure AD B2C, with `AUTH_AZURE_AD_B2C_ID`, `AUTH_AZURE_AD_B2C_SECRET` and
    /// `AUTH_AZURE_AD_B2C_ISSUER`.
    ///
    /// Register an application in the tenant at <https://portal.azure.com>. In the properties of the
    /// user flow, set the issuer claim to the form with `tfp`, without which the metadata names
    /// another issuer than the one where it was found; and let the flow return `emails`.
    ///
    /// An access token, which belongs to every sign-in (RFC 6749 section 5.1), comes only if the scope
    /// has the client's id. The first address counts, and as unverified: nothing says whether it was
    /// proven here or written by some other provider.
    ///
    /// ```
    /// use auth_runtime::provider::azure_ad_b2c;
    ///
    /// let id = "6cb04018-a3f5-46a7-b995-940c78f5aef3";
    /// let provider = azure_ad_b2c()
    ///     .client(id, "its secret")
    ///     .scope(format!("openid {id}"))
    ///     .issuer("https://example.b2clogin.com/tfp/775527ff-9a37-4307-8b3d-cc311f58d925/b2c_1_in/v2.0/");
    /// ```
    azure_ad_b2c => azure_ad_b2c::ENTRY,

    /// Amazon Cognito, with `AUTH_COGNITO_ID`, `AUTH_COGNITO_SECRET` and `AUTH_COGNITO_ISSUER`.
    ///
    /// Register an app client with a secret in a user pool at <https://console.aws.amazon.com/cognito>,
    /// with the scopes `openid`, `profile` and `email`; the pool needs a domain. A sign-in link may set
    /// `identity_provider` and `idp_identifier`.
    ///
    /// ```
    /// use auth_runtime::provider::cognito;
    ///
    /// let provider =
    ///     cognito().issuer("https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123");
    /// ```
    cognito => cognito::ENTRY,

    /// Discord, with `AUTH_DISCORD_ID` and `AUTH_DISCORD_SECRET`.
    ///
    /// Register an application at <https://discord.com/developers/applications>.
    discord => discord::ENTRY,

    /// Facebook, with `AUTH_FACEBOOK_ID` and `AUTH_FACEBOOK_SECRET`.
    ///
    /// Register an application at <https://developers.facebook.com/apps>. Its setting that asks for a
    /// proof of the secret in calls of servers stays off.
    ///
    /// Not everybody has an address, and Facebook does not say whether one is verified.
    facebook => facebook::ENTRY,

    /// GitHub, with `AUTH_GITHUB_ID` and `AUTH_GITHUB_SECRET`.
    ///
    /// Register an OAuth application at <https://github.com/settings/developers>.
    github => github::ENTRY,

    /// GitLab, with `AUTH_GITLAB_ID` and `AUTH_GITLAB_SECRET`.
    ///
    /// Register an application with the scope `read_user` at
    /// <https://gitlab.com/-/user_settings/applications>.
    ///
    /// A GitLab of one's own has other endpoints. It may be set up to confirm no addresses and calls
    /// them confirmed all the same, so let it link no accounts then.
    ///
    /// ```
    /// use auth_runtime::provider::{AccountLinking, gitlab};
    ///
    /// let ours = gitlab()
    ///     .authorization("https://git.example.com/oauth/authorize")
    ///     .token("https://git.example.com/oauth/token")
    ///     .userinfo("https://git.example.com/api/v4/user")
    ///     .linking(AccountLinking::Never);
    /// ```
    gitlab => gitlab::ENTRY,

    /// Google, with `AUTH_GOOGLE_ID` and `AUTH_GOOGLE_SECRET`.
    ///
    /// Register a client at <https://console.cloud.google.com/auth/clients>.
    ///
    /// An address counts as verified if Google hosts it: at Gmail, or for a Workspace (`hd`).
    ///
    /// A refresh token comes only to those who ask for it, and only with the user's consent:
    ///
    /// ```
    /// use auth_runtime::provider::google;
    ///
    /// let provider = google()
    ///     .parameter("access_type", "offline")
    ///     .parameter("prompt", "consent");
    /// ```
    google => google::ENTRY,

    /// Kakao, with `AUTH_KAKAO_ID`, which is the REST API key, and `AUTH_KAKAO_SECRET`.
    ///
    /// Register an application at <https://developers.kakao.com/console/app>, and choose there which
    /// parts of the profile users are asked for. The address is for verified businesses.
    kakao => kakao::ENTRY,

    /// Keycloak, with `AUTH_KEYCLOAK_ID`, `AUTH_KEYCLOAK_SECRET` and `AUTH_KEYCLOAK_ISSUER`.
    ///
    /// Register a client with client authentication in the realm's console. The issuer is the realm.
    /// A sign-in link may set `kc_idp_hint`.
    ///
    /// ```
    /// use auth_runtime::provider::keycloak;
    ///
    /// let provider = keycloak().issuer("https://id.example.com/realms/main");
    /// ```
    keycloak => keycloak::ENTRY,

    /// LINE, with `AUTH_LINE_ID` and `AUTH_LINE_SECRET`.
    ///
    /// Register a LINE Login channel at <https://developers.line.biz/console/>. The address has to be
    /// applied for in its settings, and LINE does not say whether it is verified.
    line => line::ENTRY,

    /// LinkedIn, with `AUTH_LINKEDIN_ID` and `AUTH_LINKEDIN_SECRET`.
    ///
    /// Register an application at <https://www.linkedin.com/developers/apps>, with the product
    /// "Sign In with LinkedIn using OpenID Connect".
    ///
    /// LinkedIn knows neither `nonce` nor, for clients with a secret, PKCE; `state` is all that binds
    /// its answer to the browser.
    linkedin => linkedin::ENTRY,

    /// Microsoft Entra ID, with `AUTH_MICROSOFT_ENTRA_ID_ID`, `AUTH_MICROSOFT_ENTRA_ID_SECRET` and,
    /// for one tenant alone, `AUTH_MICROSOFT_ENTRA_ID_ISSUER`.
    ///
    /// Register an application at <https://entra.microsoft.com>. Without an issuer everybody with an
    /// account at Microsoft can sign in, of whatever tenant; with that of a tenant only its users.
    ///
    /// The address counts as verified only if the token has the optional claim `xms_edov`, which the
    /// application's manifest has to name beside `email`: what `email` says is up to the administrator
    /// of any tenant.
    ///
    /// There is no picture: Microsoft has it only as bytes, which are too large for a cookie.
    /// `https://graph.microsoft.com/v1.0/me/photo/$value` gives them for the access token.
    ///
    /// ```
    /// use auth_runtime::provider::microsoft_entra_id;
    ///
    /// let provider = microsoft_entra_id()
    ///     .issuer("https://login.microsoftonline.com/9122040d-6c67-4c5b-b112-36a304b66dad/v2.0");
    /// ```
    microsoft_entra_id => microsoft_entra_id::ENTRY,

    /// Okta, with `AUTH_OKTA_ID`, `AUTH_OKTA_SECRET` and `AUTH_OKTA_ISSUER`.
    ///
    /// Register a web application in the console of the organization. The issuer is the organization's
    /// domain, or one of its authorization servers. A sign-in link may set `idp`.
    ///
    /// ```
    /// use auth_runtime::provider::okta;
    ///
    /// let provider = okta().issuer("https://example.okta.com/oauth2/default");
    /// ```
    okta => okta::ENTRY,

    /// Reddit, with `AUTH_REDDIT_ID` and `AUTH_REDDIT_SECRET`.
    ///
    /// Register a web app at <https://www.reddit.com/prefs/apps>.
    ///
    /// Reddit tells no address. Its access token lives for an hour, and a refresh token comes only to
    /// those who ask for it:
    ///
    /// ```
    /// use auth_runtime::provider::reddit;
    ///
    /// let provider = reddit().parameter("duration", "permanent");
    /// ```
    reddit => reddit::ENTRY,

    /// Slack, with `AUTH_SLACK_ID` and `AUTH_SLACK_SECRET`.
    ///
    /// Register an application at <https://api.slack.com/apps>. Addresses to return to must be `https`.
    ///
    /// Slack has PKCE only for clients without a secret, so its answer is bound to the browser by
    /// `state` and `nonce`.
    slack => slack::ENTRY,

    /// Spotify, with `AUTH_SPOTIFY_ID` and `AUTH_SPOTIFY_SECRET`.
    ///
    /// Register an application at <https://developer.spotify.com/dashboard>. Addresses to return to on
    /// this machine are `http://127.0.0.1`, not `localhost`.
    ///
    /// Spotify says that it does not verify addresses.
    spotify => spotify::ENTRY,

    /// Twitch, with `AUTH_TWITCH_ID` and `AUTH_TWITCH_SECRET`.
    ///
    /// Register a confidential application at <https://dev.twitch.tv/console/apps>.
    twitch => twitch::ENTRY,

    /// X, which was Twitter, with `AUTH_TWITTER_ID` and `AUTH_TWITTER_SECRET`.
    ///
    /// Register a confidential client of OAuth 2.0 at <https://developer.x.com/en/portal/dashboard>.
    ///
    /// X tells the address, which is a confirmed one, only to applications that may ask for it by
    /// their settings, and that do:
    ///
    /// ```
    /// use auth_runtime::provider::twitter;
    ///
    /// let provider = twitter()
    ///     .scope("users.read tweet.read users.email offline.access")
    ///     .userinfo("https://api.x.com/2/users/me?user.fields=profile_image_url,confirmed_email");
    /// ```
    twitter => twitter::ENTRY,
}
