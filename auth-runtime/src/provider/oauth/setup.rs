//! An entry of the catalogue and what the application says about it, merged and checked.

use std::fmt;
use std::sync::Arc;

use url::{Host, Url};

use super::entry::{ClientAuth, Entry};
use super::provider::{OAuthProvider, ProfileMapping};
use crate::origin::is_loopback;
use crate::provider::AccountLinking;
use crate::{ProviderType, Secret};

/// What an authorization request is made of (RFC 6749, RFC 7636, RFC 9101, OpenID Connect Core): no
/// entry, no application and no link sets these as further parameters.
const RESERVED: &[&str] = &[
    "client_id",
    "code_challenge",
    "code_challenge_method",
    "nonce",
    "redirect_uri",
    "request",
    "request_uri",
    "response_mode",
    "response_type",
    "scope",
    "state",
];

/// What a sign-in link may set for every provider.
const ALLOWED: &[&str] = &[
    "domain_hint",
    "hd",
    "login_hint",
    "prompt",
    "screen_hint",
    "ui_locales",
];

/// A provider as it is used.
pub(super) struct Setup {
    pub(super) entry: Entry,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) client_id: String,
    /// A public client has none.
    pub(super) client_secret: Option<Secret<String>>,
    pub(super) client_auth: ClientAuth,
    /// As it is written, for it is compared as text. OpenID Connect always has one.
    pub(super) issuer: Option<String>,
    /// OAuth 2 always has the three endpoints; for OpenID Connect they override the metadata's.
    pub(super) authorization: Option<Url>,
    pub(super) token: Option<Url>,
    pub(super) userinfo: Option<Url>,
    pub(super) more: Vec<(&'static str, Url)>,
    pub(super) scope: String,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) colors: Option<(String, String)>,
    pub(super) linking: Option<AccountLinking>,
    pub(super) profile: ProfileMapping,
}

/// Whether a further parameter of an authorization request may have this name.
pub(super) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

impl Setup {
    /// Whether a sign-in link may set this parameter of the authorization request.
    pub(super) fn allows_parameter(&self, name: &str) -> bool {
        !is_reserved(name)
            && (ALLOWED.contains(&name) || self.entry.allowed_parameters.contains(&name))
    }

    /// Whether sign-ins have PKCE: all but those of providers that refuse it from a client with a
    /// secret.
    pub(super) fn uses_pkce(&self) -> bool {
        !self.entry.omits_pkce || self.client_secret.is_none()
    }

    /// Whether it speaks OpenID Connect.
    pub(super) fn is_oidc(&self) -> bool {
        self.entry.protocol == ProviderType::Oidc
    }
}

impl OAuthProvider {
    /// Takes from the environment what the application has not said: `AUTH_<ID>_ID`, `_SECRET` and
    /// `_ISSUER`. An empty value is none.
    pub(crate) fn fill(&mut self, var: &dyn Fn(&str) -> Option<String>) {
        let prefix = prefix(self.id.as_deref().unwrap_or(self.entry.id));
        let read = |name: &str| var(&format!("{prefix}_{name}")).filter(|value| !value.is_empty());
        // The two belong together: an id of the application has no secret of the environment.
        if self.client_id.is_none() {
            self.client_id = read("ID");
            self.client_secret = read("SECRET").map(Secret::from);
            self.lacks_secret = self.client_id.is_some() && self.client_secret.is_none();
        }
        if self.issuer.as_deref().is_none_or(str::is_empty) {
            self.issuer = read("ISSUER");
        }
    }

    /// The provider as it is used, or every problem as a sentence that says what to do.
    pub(super) fn check(self) -> Result<Setup, Vec<String>> {
        let mut problems = Problems {
            id: self.id.clone().unwrap_or_else(|| self.entry.id.to_owned()),
            found: Vec::new(),
        };
        let entry = self.entry;
        problems.id();
        let client_id = problems.client(&self);
        if let Some((name, _)) = self.parameters.iter().find(|(name, _)| is_reserved(name)) {
            problems.add(format!(
                "`.parameter(\"{name}\", ..)` would change the sign-in itself: leave it out"
            ));
        }
        if let Some((background, text)) = &self.colors
            && (!is_color(background) || !is_color(text))
        {
            problems
                .add("its colours must be `#` and six hexadecimal digits each, as in `#24292f`");
        }
        // Who signs the answers of somebody else's endpoints is not known.
        let own = self.issuer.clone().filter(|issuer| !issuer.is_empty());
        let issuer = own.or_else(|| {
            let is_ours = entry.protocol == ProviderType::Oidc || self.authorization.is_none();
            (is_ours && !entry.issuer.is_empty()).then(|| entry.issuer.to_owned())
        });
        problems.issuer(entry.protocol, issuer.as_deref());
        let is_oauth = entry.protocol != ProviderType::Oidc;
        let mut endpoint = |name, ours: &Option<String>, entry: &str| {
            let text = ours.as_deref().unwrap_or(entry);
            if text.is_empty() {
                if is_oauth {
                    problems.add(format!(
                        "it has no {name} endpoint: give `.{name}(\"https://..\")`"
                    ));
                }
                return None;
            }
            problems.url(&format!("`.{name}(..)`"), text)
        };
        let authorization = endpoint("authorization", &self.authorization, entry.authorization);
        let token = endpoint("token", &self.token, entry.token);
        let userinfo = endpoint("userinfo", &self.userinfo, entry.userinfo);
        let more = problems.more(&entry, self.userinfo.as_deref());
        if is_oauth && is_partly_elsewhere(&self) {
            problems.add(
                "its endpoints would be those of two providers: give all of `.authorization(..)`, \
                 `.token(..)` and `.userinfo(..)`",
            );
        }
        let scope = self.scope.unwrap_or_else(|| entry.scope.to_owned());
        if !is_oauth && !scope.split(' ').any(|word| word == "openid") {
            problems.add("its scope lacks `openid`, without which there is no identity token");
        }
        if !problems.found.is_empty() {
            return Err(problems.found);
        }
        Ok(Setup {
            name: self.name.unwrap_or_else(|| entry.name.to_owned()),
            client_id,
            client_secret: self.client_secret,
            client_auth: self.client_auth.unwrap_or(entry.client_auth),
            issuer,
            authorization,
            token,
            userinfo,
            more,
            scope,
            parameters: self.parameters,
            colors: self.colors.or_else(|| {
                let (background, text) = entry.colors;
                (!background.is_empty()).then(|| (background.to_owned(), text.to_owned()))
            }),
            linking: self.linking,
            profile: self.profile.unwrap_or_else(|| Arc::new(entry.profile)),
            id: problems.id,
            entry,
        })
    }
}

/// What is wrong with a provider, each as a sentence.
struct Problems {
    id: String,
    found: Vec<String>,
}

impl Problems {
    fn add(&mut self, problem: impl fmt::Display) {
        self.found.push(problem.to_string());
    }

    fn id(&mut self) {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if self.id.is_empty() || !self.id.bytes().all(is_plain) {
            self.add("its id is part of URLs: use letters, digits, `-` and `_` only");
        }
    }

    fn client(&mut self, provider: &OAuthProvider) -> String {
        let prefix = prefix(&self.id);
        let id = provider.client_id.clone().unwrap_or_default();
        if id.is_empty() {
            self.add(format!(
                "it has no client: give `.client(id, secret)`, or set `{prefix}_ID` and \
                 `{prefix}_SECRET` and call `.from_env()`"
            ));
        } else if provider.lacks_secret {
            self.add(format!(
                "`{prefix}_ID` is set and `{prefix}_SECRET` is not: set both, or say \
                 `.client_id(..)` if the client is a public one"
            ));
        } else if is_empty(provider.client_secret.as_ref()) {
            self.add(
                "its client's secret is empty: give `.client(id, secret)`, or say `.client_id(..)` if \
                 the client is a public one",
            );
        } else if provider.client_secret.is_none() && provider.entry.symmetric_id_token {
            self.add(
                "its identity tokens are signed with the client's secret: give `.client(id, secret)`"
            );
        }
        id
    }

    fn issuer(&mut self, protocol: ProviderType, issuer: Option<&str>) {
        let Some(issuer) = issuer else {
            if protocol == ProviderType::Oidc {
                let prefix = prefix(&self.id);
                self.add(format!(
                    "it has no issuer: give `.issuer(\"https://..\")`, or set `{prefix}_ISSUER` and \
                     call `.from_env()`"
                ));
            }
            return;
        };
        let url = self.url("the issuer", issuer);
        if url.is_some_and(|url| url.query().is_some()) {
            let issuer = named("the issuer", issuer);
            self.add(format!("{issuer} must have no query: remove it"));
        }
    }

    /// An address that secrets are sent to.
    fn url(&mut self, what: &str, text: &str) -> Option<Url> {
        let Ok(url) = Url::parse(text) else {
            let what = named(what, text);
            self.add(format!("{what} is not a URL: write it as `https://..`"));
            return None;
        };
        if let Some(problem) = address_problem(&url) {
            self.add(format!("{} {problem}", named(what, text)));
            return None;
        }
        Some(url)
    }

    /// The entry's further addresses. The access token must not go to the entry's host when the
    /// application has named another one, so they move with the profile's address or fall away.
    fn more(&mut self, entry: &Entry, userinfo: Option<&str>) -> Vec<(&'static str, Url)> {
        let mut more = Vec::new();
        for (name, address) in entry.more {
            let address = match userinfo {
                None => (*address).to_owned(),
                Some(userinfo) => match address.strip_prefix(entry.userinfo) {
                    Some(rest) if !entry.userinfo.is_empty() => format!("{userinfo}{rest}"),
                    _ => continue,
                },
            };
            if let Some(url) = self.url("a further address", &address) {
                more.push((*name, url));
            }
        }
        more
    }
}

/// What is meant, with its address as it is written; with the host alone if there may be a password.
fn named(what: &str, text: &str) -> String {
    if !text.contains('@') {
        return format!("{what}, `{text}`,");
    }
    match Url::parse(text).as_ref().map(Url::host_str) {
        Ok(Some(host)) => format!("{what} at `{host}`"),
        _ => what.to_owned(),
    }
}

fn is_empty(secret: Option<&Secret<String>>) -> bool {
    secret.is_some_and(|secret| secret.expose_secret().is_empty())
}

/// Whether codes or access tokens of another host would go to the entry's, or the other way round.
fn is_partly_elsewhere(provider: &OAuthProvider) -> bool {
    let host = |text: &str| Some(Url::parse(text).ok()?.host_str()?.to_owned());
    let moves = |ours: &Option<String>, entry: &str| {
        let ours = ours.as_deref().filter(|_| !entry.is_empty());
        ours.is_some_and(|ours| host(ours) != host(entry))
    };
    let entry = &provider.entry;
    let is_moved =
        moves(&provider.authorization, entry.authorization) || moves(&provider.token, entry.token);
    let given = [&provider.authorization, &provider.token, &provider.userinfo];
    is_moved && given.iter().any(|endpoint| endpoint.is_none())
}

/// What is wrong with an address that secrets are sent to.
pub(super) fn address_problem(url: &Url) -> Option<&'static str> {
    if !is_safe(url) {
        Some("must begin with `https://`; only on this machine `http://` will do")
    } else if url.fragment().is_some() {
        Some("must have no fragment: remove what begins with `#`")
    } else if !url.username().is_empty() || url.password().is_some() {
        Some("must have no user name and no password: remove them")
    } else {
        None
    }
}

/// Whether nobody on the way can read what is sent there.
fn is_safe(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.has_host(),
        "http" => is_local(url),
        _ => false,
    }
}

/// Whether the address is of this machine.
pub(super) fn is_local(url: &Url) -> bool {
    url.host()
        .is_some_and(|host: Host<&str>| is_loopback(&host))
}

/// What the names of a provider's variables begin with.
fn prefix(id: &str) -> String {
    format!("AUTH_{}", id.to_ascii_uppercase().replace('-', "_"))
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}

#[cfg(test)]
mod tests;
