//! One pass over a payload: the codec's own claims to one side, the rest to the token's type.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::others::{Noting, Others};
use crate::unix_seconds::Seconds;

/// The names of the codec's own claims.
pub(super) const REGISTERED: [&str; 5] = ["iat", "exp", "nbf", "auth_time", "jti"];

/// What was peeled off so far.
///
/// Auth.js looks neither at `auth_time` nor at `jti`, so its callbacks may have put there what they like. A moment
/// that is `null` is none; any other has to be one, since lifetimes count from it. Nothing is decided by an id.
#[derive(Default)]
pub(super) struct Peeled<'de> {
    pub(super) iat: Option<i64>,
    pub(super) exp: Option<i64>,
    pub(super) nbf: Option<i64>,
    /// Whether it is there, and whether it is `null`.
    #[allow(clippy::option_option)]
    pub(super) auth_time: Option<Option<Seconds>>,
    pub(super) jti: Option<&'de RawValue>,
    /// What the token's type does not know.
    pub(super) others: Others<'de>,
    /// The key whose value was read last, so that an error can name it.
    pub(super) last: Option<Cow<'de, str>>,
}

impl Peeled<'_> {
    fn is_empty(&self) -> bool {
        let Self {
            iat,
            exp,
            nbf,
            auth_time,
            jti,
            ..
        } = self;
        [iat, exp, nbf].iter().all(|number| number.is_none())
            && auth_time.is_none()
            && jti.is_none()
    }
}

/// A deserializer for the token's type, over one that holds the whole payload.
///
/// `#[serde(flatten)]` would do the same by way of a buffer that holds every value.
pub(super) struct Peel<'a, 'de, D> {
    pub(super) inner: D,
    pub(super) peeled: &'a mut Peeled<'de>,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Peel<'_, 'de, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let Self { inner, peeled } = self;
        inner.deserialize_map(Peel {
            inner: visitor,
            peeled,
        })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Peel<'_, 'de, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        let Self { inner, peeled } = self;
        inner.visit_map(Peel { inner: map, peeled })
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Peel<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.inner.next_key_seed(Key)? {
            let peeled = &mut *self.peeled;
            let key = &*peeled.last.insert(key);
            match &**key {
                "iat" => once(&mut peeled.iat, &mut self.inner)?,
                "exp" => once(&mut peeled.exp, &mut self.inner)?,
                "nbf" => once(&mut peeled.nbf, &mut self.inner)?,
                "auth_time" => once(&mut peeled.auth_time, &mut self.inner)?,
                "jti" => once(&mut peeled.jti, &mut self.inner)?,
                _ => {
                    return match key {
                        Cow::Borrowed(key) => seed.deserialize(BorrowedStrDeserializer::new(key)),
                        Cow::Owned(key) => seed.deserialize(StrDeserializer::new(key)),
                    }
                    .map(Some);
                }
            }
        }
        self.peeled.last = None;
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let is_behind = !self.peeled.is_empty();
        let Peeled { others, last, .. } = &mut *self.peeled;
        let before = others.claims.len();
        let value = self.inner.next_value_seed(Noting {
            seed,
            name: last.clone(),
            others: &mut *others,
        })?;
        others.is_mixed |= is_behind && others.claims.len() == before;
        Ok(value)
    }
}

/// Reads a claim that may be there once.
fn once<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    claim: &mut Option<T>,
    map: &mut A,
) -> Result<(), A::Error> {
    match claim.replace(map.next_value()?) {
        None => Ok(()),
        Some(_) => Err(A::Error::custom("a registered claim is there twice")),
    }
}

/// A key as it stands in the payload; only one with escapes is copied.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a claim's name")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}
