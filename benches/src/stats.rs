//! Ratios of things that were measured side by side.

use std::fmt;

/// The ratios of many rounds.
#[derive(Clone, Debug)]
pub struct Ratios(Vec<f64>);

impl Ratios {
    /// One ratio a round.
    pub fn new(mut ratios: Vec<f64>) -> Self {
        ratios.sort_by(f64::total_cmp);
        Self(ratios)
    }

    /// The ratio that this share of the rounds does not exceed; `0.5` is the median.
    pub fn quantile(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        #[allow(clippy::cast_sign_loss)]
        let index = (last as f64 * share).round() as usize;
        self.0.get(index).copied().unwrap_or(f64::NAN)
    }

    /// The median.
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }
}

/// The median, and between which values the rounds are: `0.82 (0.79 to 0.90)`.
impl fmt::Display for Ratios {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:.2} ({:.2} to {:.2})",
            self.median(),
            self.quantile(0.0),
            self.quantile(1.0)
        )
    }
}

/// The median of some values.
pub fn median(values: Vec<f64>) -> f64 {
    Ratios::new(values).median()
}
