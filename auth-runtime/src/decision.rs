/// What a `#[sign_in]` callback decides. `true` and `false` stand for the first two.
///
/// ```
/// use auth_runtime::SignInDecision;
///
/// assert_eq!(SignInDecision::from(false), SignInDecision::Deny);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInDecision {
    /// The user may come in.
    Allow,
    /// The user may not: the answer is `AccessDenied`.
    Deny,
    /// The browser goes there without a session; the place passes the redirect guard first.
    Redirect(String),
}

impl From<bool> for SignInDecision {
    fn from(allowed: bool) -> Self {
        if allowed { Self::Allow } else { Self::Deny }
    }
}
