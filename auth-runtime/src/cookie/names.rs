//! The names of our cookies.

/// The prefix of Auth.js, so that both find each other's cookies.
pub(crate) const DEFAULT_PREFIX: &str = "authjs";

/// The names of the cookies of one configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CookieNames {
    /// The session: a token, or a row's id.
    pub(crate) session: String,
    /// Where the browser goes after signing in or out.
    pub(crate) callback_url: String,
    /// The token against forged requests, with its hash.
    pub(crate) csrf: String,
    /// What an authorization server has to send back.
    #[cfg(feature = "oauth")]
    pub(crate) state: String,
    /// What proves at the token endpoint that the sign-in started here (RFC 7636).
    #[cfg(feature = "oauth")]
    pub(crate) pkce_code_verifier: String,
    /// What the identity token has to repeat.
    #[cfg(feature = "oauth")]
    pub(crate) nonce: String,
}

impl CookieNames {
    /// The names for one prefix (`authjs`, unless the application chooses another).
    ///
    /// On `https` the browser itself guards the names: it takes a `__Secure-` cookie only over a
    /// secure connection, and a `__Host-` cookie only from the very host, so that a subdomain
    /// cannot plant a CSRF cookie.
    pub(crate) fn new(prefix: &str, secure: bool) -> Self {
        let (secure, host) = if secure {
            ("__Secure-", "__Host-")
        } else {
            ("", "")
        };
        Self {
            session: format!("{secure}{prefix}.session-token"),
            callback_url: format!("{secure}{prefix}.callback-url"),
            csrf: format!("{host}{prefix}.csrf-token"),
            #[cfg(feature = "oauth")]
            state: format!("{secure}{prefix}.state"),
            #[cfg(feature = "oauth")]
            pkce_code_verifier: format!("{secure}{prefix}.pkce.code_verifier"),
            #[cfg(feature = "oauth")]
            nonce: format!("{secure}{prefix}.nonce"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_those_of_auth_js() {
        for (prefix, secure, names) in [
            (
                DEFAULT_PREFIX,
                false,
                [
                    "authjs.session-token",
                    "authjs.callback-url",
                    "authjs.csrf-token",
                ],
            ),
            (
                "staff",
                true,
                [
                    "__Secure-staff.session-token",
                    "__Secure-staff.callback-url",
                    "__Host-staff.csrf-token",
                ],
            ),
        ] {
            let found = CookieNames::new(prefix, secure);
            assert_eq!([&*found.session, &*found.callback_url, &*found.csrf], names);
        }
    }
    #[cfg(feature = "oauth")]
    #[test]
    fn those_of_checks_are_of_auth_js_too() {
        for (secure, names) in [
            (
                false,
                ["authjs.state", "authjs.pkce.code_verifier", "authjs.nonce"],
            ),
            (
                true,
                [
                    "__Secure-authjs.state",
                    "__Secure-authjs.pkce.code_verifier",
                    "__Secure-authjs.nonce",
                ],
            ),
        ] {
            let found = CookieNames::new(DEFAULT_PREFIX, secure);
            assert_eq!(
                [&*found.state, &*found.pkce_code_verifier, &*found.nonce],
                names
            );
        }
    }
}
