//! A value that must not be seen.

mod sealed;

use std::fmt;
use std::marker::PhantomData;

use secrecy::{ExposeSecret, SecretBox};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use zeroize::Zeroize;

pub(crate) use self::sealed::Sealed;
pub(crate) use self::sealed::sealing;
pub use self::sealed::serialize_sealed;

/// A value that is not printed, not serialized, and wiped from memory when it is dropped.
///
/// ```
/// use auth_runtime::Secret;
///
/// let password = Secret::<String>::from("correct horse battery staple");
/// assert_eq!(format!("{password:?}"), "Secret([redacted])");
/// assert_eq!(password.expose_secret().len(), 28);
/// ```
///
/// It deserializes as the value inside, so a sign-in form may have a field of type
/// `Secret<String>`. It is serialized in one place only, an encrypted token (`strategy = jwt(encrypted)`).
pub struct Secret<T: Zeroize>(SecretBox<T>);

impl<T: Zeroize> Secret<T> {
    /// Takes a value in.
    pub fn new(value: T) -> Self {
        Self(SecretBox::new(Box::new(value)))
    }

    /// The value, for the one place that needs it. What is copied from here is not wiped.
    pub fn expose_secret(&self) -> &T {
        self.0.expose_secret()
    }
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret([redacted])")
    }
}

impl<T: Zeroize + Clone> Clone for Secret<T> {
    fn clone(&self) -> Self {
        Self::new(self.expose_secret().clone())
    }
}

impl From<String> for Secret<String> {
    fn from(value: String) -> Self {
        Self::new(value)
    }
}

impl From<&str> for Secret<String> {
    fn from(value: &str) -> Self {
        Self::new(value.to_owned())
    }
}

impl<'de, T: Zeroize + Deserialize<'de>> Deserialize<'de> for Secret<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The name tells the sign-in page that this field is a password.
        deserializer.deserialize_newtype_struct("Secret", Visitor(PhantomData))
    }
}

// Never there, for want of `Serialized`. It exists for the message, which else would be that of a forgotten derive.
impl<T: Zeroize> Serialize for Secret<T>
where
    Self: Serialized,
{
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(ser::Error::custom("a secret is never serialized"))
    }
}

/// Implemented for nothing.
#[diagnostic::on_unimplemented(
    message = "a `Secret` is serialized only as a field of its own in an encrypted token",
    label = "this has a `Secret` in it",
    note = "make it a field of an `#[extend(token)]` struct with `strategy = jwt(encrypted)`, or read it on the server where it is needed"
)]
pub trait Serialized {}

struct Visitor<T>(PhantomData<T>);

impl<'de, T: Zeroize + Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
    type Value = Secret<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a secret")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Secret<T>, D::Error> {
        T::deserialize(inner).map(Secret::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_redacted_cloned_and_deserialized() {
        let secret: Secret<String> = serde_json::from_str("\"hunter2\"").unwrap();
        assert_eq!(format!("{:?}", secret.clone()), "Secret([redacted])");
        assert_eq!(secret.clone().expose_secret(), "hunter2");
        assert_eq!(Secret::from("a").expose_secret(), "a");
        assert_eq!(Secret::new(7_u32).expose_secret(), &7);
    }
}
