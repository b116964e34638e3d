//! The one account that there is, and what a client may say about it.

use auth_runtime::Secret;
use serde::Deserialize;

pub const ID: &str = "user-1815";
pub const NAME: &str = "Ada Lovelace";
pub const EMAIL: &str = "ada@example.com";
pub const PASSWORD: &str = "lovelace";

/// What the client posts with `signIn("credentials", { email, password })`.
#[derive(Deserialize)]
pub struct SignInForm {
    email: String,
    password: Secret<String>,
}

impl SignInForm {
    /// The quickstart shows how an application keeps passwords.
    pub fn is_right(&self) -> bool {
        self.email == EMAIL && self.password.expose_secret() == PASSWORD
    }
}

/// A name that somebody may give themselves. Any other is answered with 400, and no callback sees it.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub struct Name(String);

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

impl TryFrom<String> for Name {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let name = name.trim();
        if name.is_empty() || name.len() > 100 {
            return Err("a name has between 1 and 100 bytes");
        }
        Ok(Self(name.to_owned()))
    }
}
