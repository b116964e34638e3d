use super::ProviderUser;
use crate::{Profile, ProviderType};

/// A provider as the catalogue has it. What is empty has to come from the application, or, for
/// OpenID Connect, from the provider's own metadata.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a peculiarity of its own, and one provider may have any of them"
)]
pub(crate) struct Entry {
    /// The id in URLs and in the accounts table.
    pub(crate) id: &'static str,
    /// The name on its button.
    pub(crate) name: &'static str,
    /// [`ProviderType::OAuth`] or [`ProviderType::Oidc`].
    pub(crate) protocol: ProviderType,
    /// Who signs the identity tokens; for OAuth 2 the `iss` that answers must have, if any (RFC 9207).
    pub(crate) issuer: &'static str,
    /// The authorization endpoint (RFC 6749 section 3.1).
    pub(crate) authorization: &'static str,
    /// The token endpoint (RFC 6749 section 3.2).
    pub(crate) token: &'static str,
    /// Where the profile is asked for with the access token.
    pub(crate) userinfo: &'static str,
    /// Further addresses that are asked with the access token, each under the name that its answer
    /// has in the profile. One that refuses is left out.
    pub(crate) more: &'static [(&'static str, &'static str)],
    /// What is asked for, separated by blanks (RFC 6749 section 3.3).
    pub(crate) scope: &'static str,
    /// What every authorization request has beside the standard parameters.
    pub(crate) parameters: &'static [(&'static str, &'static str)],
    /// What a sign-in link may set in the authorization request, beside what all providers allow.
    pub(crate) allowed_parameters: &'static [&'static str],
    /// How the client proves itself to the token endpoint.
    pub(crate) client_auth: ClientAuth,
    /// Whether the answer comes as a posted form (OAuth 2.0 Form Post Response Mode).
    pub(crate) form_post: bool,
    /// Whether identity tokens are signed with the client's secret (HS256) instead of a published key.
    pub(crate) symmetric_id_token: bool,
    /// Whether identity tokens may lack the `nonce` that was sent.
    pub(crate) omits_nonce: bool,
    /// Whether the token endpoint refuses a `code_verifier` beside a secret, so that sign-ins go
    /// without PKCE (RFC 7636).
    pub(crate) omits_pkce: bool,
    /// Whether the issuer of the metadata has `{tenantid}` in the place of the user's own tenant.
    pub(crate) tenants: bool,
    /// The button's colours, background and text, as CSS writes them.
    pub(crate) colors: (&'static str, &'static str),
    /// Makes a user of the profile; `None` if it has no id.
    pub(crate) profile: fn(&Profile) -> Option<ProviderUser>,
}

/// How a client proves itself to the token endpoint (OpenID Connect Core section 9).
///
/// ```
/// use auth_runtime::provider::{ClientAuth, github};
///
/// let enterprise = github().client_auth(ClientAuth::Post);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClientAuth {
    /// `client_secret_basic`: id and secret in the `Authorization` header.
    #[default]
    Basic,
    /// `client_secret_post`: id and secret in the form.
    Post,
}

impl Entry {
    /// A provider of OAuth 2, with what most of them have in common.
    pub(super) const OAUTH: Self = Self {
        id: "",
        name: "",
        protocol: ProviderType::OAuth,
        issuer: "",
        authorization: "",
        token: "",
        userinfo: "",
        more: &[],
        scope: "openid profile email",
        parameters: &[],
        allowed_parameters: &[],
        client_auth: ClientAuth::Basic,
        form_post: false,
        symmetric_id_token: false,
        omits_nonce: false,
        omits_pkce: false,
        tenants: false,
        colors: ("", ""),
        profile: ProviderUser::from_claims,
    };

    /// A provider of OpenID Connect, whose endpoints its metadata tells.
    pub(super) const OIDC: Self = Self {
        protocol: ProviderType::Oidc,
        ..Self::OAUTH
    };
}
