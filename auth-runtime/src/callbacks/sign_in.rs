use std::fmt;

use serde::de::DeserializeOwned;

use crate::form::{FormField, describe};
use crate::{Account, AuthConfig, Profile, Trigger};

/// A sign-in under way: who, through which account, and whether for the first time.
pub struct SignIn<'a, C: AuthConfig> {
    /// Who signs in.
    pub user: &'a C::User,
    /// Through which account.
    pub account: &'a Account,
    /// What the provider said, if it has profiles.
    pub profile: Option<&'a Profile>,
    /// [`Trigger::SignIn`] or [`Trigger::SignUp`].
    pub trigger: Trigger,
}

impl<C: AuthConfig> Clone for SignIn<'_, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: AuthConfig> Copy for SignIn<'_, C> {}

impl<C: AuthConfig> fmt::Debug for SignIn<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn")
            .field("account", self.account)
            .field("trigger", &self.trigger)
            .finish_non_exhaustive()
    }
}

/// A sign-in form of the application: one `#[credentials]` callback.
#[derive(Clone, Copy, Debug)]
pub struct CredentialsProvider {
    /// The provider's id in URLs, `credentials` unless the application names another.
    pub id: &'static str,
    /// The name on the sign-in page.
    pub name: &'static str,
    /// The form's fields.
    pub fields: fn() -> Vec<FormField>,
}

impl CredentialsProvider {
    /// The provider whose form is read as `F`, which also says what the form asks for.
    ///
    /// ```
    /// use auth_runtime::CredentialsProvider;
    ///
    /// #[derive(serde::Deserialize)]
    /// struct SignInForm {
    ///     password: String,
    /// }
    ///
    /// const FORMS: &[CredentialsProvider] = &[CredentialsProvider::new::<SignInForm>("ldap", "Company")];
    ///
    /// assert_eq!((FORMS[0].fields)()[0].name, "password");
    /// ```
    pub const fn new<F: DeserializeOwned>(id: &'static str, name: &'static str) -> Self {
        let fields = describe::<F>;
        Self { id, name, fields }
    }
}

/// Refuses a sign-in with a code that the client can tell apart from a wrong password.
///
/// Return it as the error of a `#[credentials]` callback.
/// The client finds the code as `code` beside `error: "CredentialsSignin"`.
///
/// ```
/// use auth_runtime::CredentialsSignin;
///
/// assert_eq!(CredentialsSignin::new("locked").code(), "locked");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the credentials were refused with the code `{code}`")]
pub struct CredentialsSignin {
    code: &'static str,
}

impl CredentialsSignin {
    /// A refusal with `code`. It is public: it is part of the URL that the browser shows.
    pub const fn new(code: &'static str) -> Self {
        Self { code }
    }

    /// The code.
    pub const fn code(&self) -> &'static str {
        self.code
    }
}
