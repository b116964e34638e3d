/// When an account at a provider that nobody has yet becomes one of a user who is there already.
///
/// It is for applications with an [`adapter`](crate::Builder::adapter): without one there are no users
/// to link to. An account that may not be linked is refused with `OAuthAccountNotLinked`, so that
/// nobody takes over a user by an address alone.
///
/// ```
/// use auth_runtime::provider::AccountLinking;
///
/// assert_eq!(AccountLinking::default(), AccountLinking::SignedIn);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AccountLinking {
    /// Never: every user signs in the way that they did at first.
    Never,
    /// To the user who is signed in while the account is used for the first time.
    #[default]
    SignedIn,
    /// As with [`SignedIn`](Self::SignedIn), and while nobody is signed in to the user with the
    /// account's e-mail address, if the provider says that it has verified the address and the user
    /// has proved it as well.
    ///
    /// Allow it only for providers that you trust to verify addresses: whoever can make one of them
    /// say an address signs in as its user.
    VerifiedEmail,
}
