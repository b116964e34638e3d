//! Moments and the clock that tells them.

use std::fmt;
use std::ops::{Add, Sub};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ::time::{Date, Month, OffsetDateTime, Time};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A moment, in whole seconds since 1970-01-01T00:00:00Z.
///
/// It is written as `2026-12-23T14:43:33.000Z`, the form that JavaScript's `Date` reads and
/// writes. Adding and subtracting a [`Duration`] drops fractions of a second and saturates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment that many seconds after (or, if negative, before) 1970-01-01T00:00:00Z.
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub const fn unix_seconds(self) -> i64 {
        self.0
    }

    /// The present moment, by the time of the machine.
    ///
    /// Where a test moves the time, ask its [`Clock`] instead.
    pub fn now() -> Self {
        Clock::system().now()
    }

    /// The moment as a cookie's `Expires` takes it.
    pub(crate) fn http_date(self) -> OffsetDateTime {
        self.into()
    }

    fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let date = match date.as_bytes() {
            [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
                let year = i32::from(digits([*y1, *y2])?) * 100 + i32::from(digits([*y3, *y4])?);
                let month = Month::try_from(digits([*m1, *m2])?).ok()?;
                Date::from_calendar_date(year, month, digits([*d1, *d2])?).ok()?
            }
            _ => return None,
        };
        let (clock, rest) = rest.split_at_checked(9)?;
        let clock = match clock.as_bytes() {
            [b'T' | b't' | b' ', h1, h2, b':', m1, m2, b':', s1, s2] => Time::from_hms(
                digits([*h1, *h2])?,
                digits([*m1, *m2])?,
                digits([*s1, *s2])?,
            )
            .ok()?,
            _ => return None,
        };
        let zone = match rest.strip_prefix('.') {
            Some(fraction) => {
                let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
                if zone.len() == fraction.len() {
                    return None;
                }
                zone
            }
            None => rest,
        };
        let offset = match zone.as_bytes() {
            b"Z" | b"z" => 0,
            [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
                let (hours, minutes) = (digits([*h1, *h2])?, digits([*m1, *m2])?);
                if hours > 23 || minutes > 59 {
                    return None;
                }
                let seconds = i64::from(hours) * 3600 + i64::from(minutes) * 60;
                if *sign == b'-' { -seconds } else { seconds }
            }
            _ => return None,
        };
        let local = OffsetDateTime::new_utc(date, clock).unix_timestamp();
        Some(Self(local - offset))
    }
}

fn digits(pair: [u8; 2]) -> Option<u8> {
    let [tens, ones] = pair;
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add_unsigned(duration.as_secs()))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub_unsigned(duration.as_secs()))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = OffsetDateTime::from(*self);
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.000Z",
            moment.year(),
            u8::from(moment.month()),
            moment.day(),
            moment.hour(),
            moment.minute(),
            moment.second(),
        )
    }
}

impl From<Timestamp> for OffsetDateTime {
    /// A moment outside the years 0 to 9999 becomes the nearest one inside: no date format of the
    /// web has room for more than four digits.
    fn from(timestamp: Timestamp) -> Self {
        const FIRST: i64 = -62_167_219_200;
        const LAST: i64 = 253_402_300_799;
        OffsetDateTime::from_unix_timestamp(timestamp.0.clamp(FIRST, LAST))
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

impl From<Timestamp> for SystemTime {
    /// A moment that the platform cannot represent becomes 1970-01-01T00:00:00Z.
    fn from(timestamp: Timestamp) -> Self {
        let distance = Duration::from_secs(timestamp.0.unsigned_abs());
        if timestamp.0 < 0 {
            UNIX_EPOCH.checked_sub(distance)
        } else {
            UNIX_EPOCH.checked_add(distance)
        }
        .unwrap_or(UNIX_EPOCH)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Timestamp;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a moment such as 2026-12-23T14:43:33.000Z")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
                Timestamp::parse(text)
                    .ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

/// Where the runtime reads the time.
///
/// Clones of a manual clock share its hand, so a test keeps one and moves the other.
///
/// ```
/// use auth_runtime::{Clock, Timestamp};
/// use std::time::Duration;
///
/// let clock = Clock::manual(Timestamp::from_unix_seconds(100));
/// let shared = clock.clone();
/// clock.advance(Duration::from_secs(20));
/// assert_eq!(shared.now().unix_seconds(), 120);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Clock(Hand);

#[derive(Clone, Debug, Default)]
enum Hand {
    #[default]
    System,
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// The time of the machine.
    pub const fn system() -> Self {
        Self(Hand::System)
    }

    /// A clock that stands still until [`advance`](Self::advance) moves it.
    pub fn manual(start: Timestamp) -> Self {
        Self(Hand::Manual(Arc::new(AtomicI64::new(start.0))))
    }

    /// Moves a manual clock, and all its clones, forward by whole seconds.
    ///
    /// The time of the machine is not ours to move: a system clock stays as it is.
    pub fn advance(&self, duration: Duration) {
        if let Hand::Manual(hand) = &self.0 {
            let step = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
            hand.fetch_add(step, Ordering::SeqCst);
        }
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Hand::System => {
                let seconds = match SystemTime::now().duration_since(UNIX_EPOCH) {
                    Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
                    Err(before) => -i64::try_from(before.duration().as_secs()).unwrap_or(i64::MAX),
                };
                Timestamp(seconds)
            }
            Hand::Manual(hand) => Timestamp(hand.load(Ordering::SeqCst)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn writes_and_reads_iso_8601() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_798_037_013, "2026-12-23T14:43:33.000Z"),
            (-1, "1969-12-31T23:59:59.000Z"),
            (4_102_444_800, "2100-01-01T00:00:00.000Z"),
        ] {
            let moment = Timestamp(seconds);
            assert_eq!(moment.to_string(), text);
            let json = serde_json::to_string(&moment).unwrap();
            assert_eq!(json, format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), moment);
        }
    }

    #[test]
    fn reads_other_fractions_and_offsets() {
        for (text, seconds) in [
            ("2026-12-23T14:43:33Z", Some(1_798_037_013)),
            ("2026-12-23T14:43:33.068Z", Some(1_798_037_013)),
            ("2026-12-23T14:43:33.123456789Z", Some(1_798_037_013)),
            ("2026-12-23T15:43:33+01:00", Some(1_798_037_013)),
            ("2026-12-23T14:43:33.Z", None),
            ("2026-12-23T14:43:33", None),
            ("2026-13-23T14:43:33Z", None),
            ("2026-02-30T14:43:33Z", None),
            ("2026-12-23T24:43:33Z", None),
            ("2026-12-23T14:43:33+99:00", None),
            ("é026-12-23T14:43:33Z", None),
            ("", None),
        ] {
            assert_eq!(Timestamp::parse(text), seconds.map(Timestamp), "{text}");
        }
    }

    #[test]
    fn arithmetic_saturates() {
        assert_eq!(Timestamp(i64::MAX) + Duration::MAX, Timestamp(i64::MAX));
        assert_eq!(Timestamp(i64::MIN) - Duration::MAX, Timestamp(i64::MIN));
        assert_eq!(Timestamp(5) - Duration::from_millis(1999), Timestamp(4));
        assert_eq!(Timestamp(i64::MAX).to_string(), "9999-12-31T23:59:59.000Z");
        assert_eq!(
            SystemTime::from(Timestamp(-5)),
            UNIX_EPOCH - Duration::from_secs(5)
        );
    }

    #[test]
    fn a_manual_clock_is_shared_and_the_system_clock_is_not_moved() {
        let clock = Clock::manual(Timestamp(10));
        clock.clone().advance(Duration::from_secs(5));
        assert_eq!(clock.now(), Timestamp(15));
        let system = Clock::default();
        let before = system.now();
        system.advance(Duration::from_secs(1000));
        assert!(system.now() - Duration::from_secs(500) < before);
        assert!(before > Timestamp(1_700_000_000));
    }

    proptest! {
        #[test]
        fn round_trips(seconds in -62_167_219_200_i64..=253_402_300_799) {
            let moment = Timestamp(seconds);
            prop_assert_eq!(Timestamp::parse(&moment.to_string()), Some(moment));
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,40}") {
            let _ = Timestamp::parse(&text);
        }
    }
}
