/// Why a `#[jwt]` callback runs.
///
/// ```
/// use auth_runtime::Trigger;
///
/// assert!(Trigger::SignUp.is_sign_in());
/// assert!(!Trigger::Read.is_sign_in());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trigger {
    /// A known user signs in.
    SignIn,
    /// A new user signs in for the first time.
    SignUp,
    /// The session is read.
    Read,
    /// The client posted data with `update(data)`.
    Update,
}

impl Trigger {
    /// Whether the user is just signing in, for the first time or again.
    pub fn is_sign_in(self) -> bool {
        matches!(self, Self::SignIn | Self::SignUp)
    }
}
