//! Secrets in an encrypted token: the one place where they are serialized.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};

use serde::{Serialize, Serializer, ser};
use zeroize::Zeroize;

use super::Secret;

thread_local! {
    /// Whether what is serialized on this thread goes into a token.
    static IS_SEALING: Cell<bool> = const { Cell::new(false) };
}

/// Serializes a token. Only a module with encrypted tokens has fields that need this.
pub(crate) fn sealing<T>(write: impl FnOnce() -> T) -> T {
    struct Guard(bool);
    impl Drop for Guard {
        fn drop(&mut self) {
            IS_SEALING.set(self.0);
        }
    }
    let _guard = Guard(IS_SEALING.replace(true));
    write()
}

/// A secret, or several, as a field of an encrypted token.
pub trait Sealed {
    /// Writes what is in it.
    ///
    /// # Errors
    ///
    /// Everywhere but in an encrypted token, so that a token with secrets is not shown by mistake.
    fn serialize_sealed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// Writes a secret of an encrypted token, for `#[serde(serialize_with = "..")]`.
///
/// # Errors
///
/// Everywhere but in an encrypted token.
pub fn serialize_sealed<T: Sealed, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.serialize_sealed(serializer)
}

impl<T: Zeroize + Serialize> Sealed for Secret<T> {
    fn serialize_sealed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if IS_SEALING.get() {
            self.expose_secret().serialize(serializer)
        } else {
            Err(ser::Error::custom(
                "a secret is serialized in an encrypted token only",
            ))
        }
    }
}

/// A part of a sealed value, as serde takes it.
struct Part<'a, T>(&'a T);

impl<T: Sealed> Serialize for Part<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_sealed(serializer)
    }
}

impl<T: Sealed> Sealed for Option<T> {
    fn serialize_sealed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(Part).serialize(serializer)
    }
}

impl<T: Sealed> Sealed for Vec<T> {
    fn serialize_sealed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Part))
    }
}

impl<K: Serialize, T: Sealed> Sealed for BTreeMap<K, T> {
    fn serialize_sealed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, Part(value))))
    }
}

impl<K: Serialize, T: Sealed, H> Sealed for HashMap<K, T, H> {
    fn serialize_sealed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, Part(value))))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Serialize)]
    struct Keys {
        #[serde(serialize_with = "serialize_sealed")]
        one: Secret<String>,
        #[serde(serialize_with = "serialize_sealed")]
        none: Option<Secret<String>>,
        #[serde(serialize_with = "serialize_sealed")]
        some: BTreeMap<String, Vec<Secret<u32>>>,
    }

    #[test]
    fn is_written_into_a_token_and_nowhere_else() {
        let keys = Keys {
            one: Secret::from("hush"),
            none: None,
            some: [("a".to_owned(), vec![Secret::new(1)])].into(),
        };
        let written = sealing(|| serde_json::to_string(&keys)).unwrap();
        assert_eq!(written, r#"{"one":"hush","none":null,"some":{"a":[1]}}"#);
        let error = serde_json::to_string(&keys).unwrap_err().to_string();
        assert!(error.contains("encrypted token only"), "{error}");
    }
}
