//! A [`Timestamp`](crate::Timestamp) as a number of seconds, the form of `expires_at` in Auth.js and of the claims of RFC 7519.
//!
//! For `#[serde(with = "auth_runtime::unix_seconds")]` on a `Timestamp` or an `Option<Timestamp>`: a token that an
//! Auth.js application reads as well says there what its code expects.
//!
//! ```
//! #[auth_runtime::auth_config(strategy = jwt(encrypted))]
//! mod auth {
//!     use auth_runtime::Timestamp;
//!
//!     #[extend(token)]
//!     pub struct Claims {
//!         #[from(account.expires_at)]
//!         #[serde(default, with = "auth_runtime::unix_seconds")]
//!         pub expires_at: Option<Timestamp>,
//!     }
//! }
//! # fn main() {
//! # #[derive(serde::Serialize, serde::Deserialize)]
//! # struct Claims { #[serde(with = "auth_runtime::unix_seconds")] expires_at: Option<auth_runtime::Timestamp> }
//! # let claims: Claims = serde_json::from_str(r#"{"expires_at":1895986254}"#).unwrap();
//! # assert_eq!(serde_json::to_string(&claims).unwrap(), r#"{"expires_at":1895986254}"#);
//! # }
//! ```

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(crate) use self::sealed::Seconds;

/// A moment, or an `Option` of one.
pub trait Moment: sealed::Sealed {}

impl<T: sealed::Sealed> Moment for T {}

/// Writes whole seconds since 1970-01-01T00:00:00Z, or `null`.
///
/// # Errors
///
/// If the serializer fails.
pub fn serialize<T: Moment, S: Serializer>(moment: &T, serializer: S) -> Result<S::Ok, S::Error> {
    moment.seconds().serialize(serializer)
}

/// Reads seconds since 1970-01-01T00:00:00Z, whose fractions are dropped, or `null`.
///
/// # Errors
///
/// If there is anything else.
pub fn deserialize<'de, T: Moment, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::Seconds::deserialize(deserializer).map(T::of)
}

mod sealed {
    use serde::de::DeserializeOwned;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::Timestamp;

    /// How the moment stands in JSON.
    pub trait Sealed {
        type Seconds: Serialize + DeserializeOwned;

        fn seconds(&self) -> Self::Seconds;

        fn of(seconds: Self::Seconds) -> Self;
    }

    /// Seconds, which JavaScript may have divided from milliseconds.
    #[derive(Clone, Copy, Debug)]
    pub struct Seconds(i64);

    impl From<Seconds> for Timestamp {
        fn from(seconds: Seconds) -> Self {
            Self::from_unix_seconds(seconds.0)
        }
    }

    impl Serialize for Seconds {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.0.serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for Seconds {
        #[allow(clippy::cast_possible_truncation)] // A number that is too large becomes the largest there is.
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            f64::deserialize(deserializer).map(|seconds| Self(seconds.floor() as i64))
        }
    }

    impl Sealed for Timestamp {
        type Seconds = Seconds;

        fn seconds(&self) -> Seconds {
            Seconds(self.unix_seconds())
        }

        fn of(seconds: Seconds) -> Self {
            seconds.into()
        }
    }

    impl Sealed for Option<Timestamp> {
        type Seconds = Option<Seconds>;

        fn seconds(&self) -> Option<Seconds> {
            self.as_ref().map(Sealed::seconds)
        }

        fn of(seconds: Option<Seconds>) -> Self {
            seconds.map(Sealed::of)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use crate::Timestamp;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Moments {
        #[serde(with = "super")]
        sure: Timestamp,
        #[serde(default, with = "super")]
        maybe: Option<Timestamp>,
    }

    #[test]
    fn moments_are_numbers() {
        let at = Timestamp::from_unix_seconds;
        for (json, sure, maybe) in [
            (
                r#"{"sure":5,"maybe":1895986254}"#,
                at(5),
                Some(at(1_895_986_254)),
            ),
            (r#"{"sure":-1,"maybe":null}"#, at(-1), None),
        ] {
            let moments = Moments { sure, maybe };
            assert_eq!(serde_json::from_str::<Moments>(json).unwrap(), moments);
            assert_eq!(serde_json::to_string(&moments).unwrap(), json);
        }
        let read: Moments = serde_json::from_str(r#"{"sure":1.9}"#).unwrap();
        assert_eq!((read.sure, read.maybe), (at(1), None));
        for json in [r#"{"sure":"5"}"#, r#"{"sure":null}"#, r#"{"sure":[]}"#] {
            assert!(serde_json::from_str::<Moments>(json).is_err(), "{json}");
        }
    }
}
