//! How long something lasts, in words.

use std::time::Duration;

/// The units above seconds, with how many of it there must be to count in it.
const UNITS: &[(u64, u64, &str)] = &[
    (24 * 60 * 60, 2, "day"),
    (60 * 60, 1, "hour"),
    (60, 1, "minute"),
];

/// A duration in whole seconds as people say it, such as `24 hours`, `90 minutes` or `1 minute`: in
/// the longest unit that says it exactly.
pub(crate) fn in_words(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let fits = |&&(unit, least, _): &&(u64, u64, &str)| {
        seconds >= unit * least && seconds.is_multiple_of(unit)
    };
    let (unit, _, name) = UNITS.iter().find(fits).unwrap_or(&(1, 0, "second"));
    let count = seconds / unit;
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {name}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_exact() {
        for (seconds, words) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (45, "45 seconds"),
            (60, "1 minute"),
            (90, "90 seconds"),
            (10 * 60, "10 minutes"),
            (90 * 60, "90 minutes"),
            (60 * 60, "1 hour"),
            (24 * 60 * 60, "24 hours"),
            (36 * 60 * 60, "36 hours"),
            (7 * 24 * 60 * 60, "7 days"),
            (60 * 60 + 1, "3601 seconds"),
        ] {
            assert_eq!(in_words(Duration::from_secs(seconds)), words);
        }
    }
}
