//! From losses to the interval 0 … 1.

use crate::number::median;

/// A scale that is linear near the lowest loss and logarithmic far above it, so that both the floor of a valley and its
/// walls have visible shades. It copes with losses that are zero, negative or infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The lowest finite loss; NaN where none is finite.
    pub low: f64,
    /// The highest finite loss; NaN where none is finite.
    pub high: f64,
    /// Up to about this height above `low` the scale is linear; infinite if it is linear throughout.
    knee: f64,
    /// ln(1 + h/k) of the highest loss; without a knee nobody asks for it.
    span: f64,
    /// What heights are multiplied by: 1, unless they would be beyond the numbers.
    unit: f64,
}

/// About how many losses are asked for their median. Odd, so that steps of it do not follow the columns of a grid.
const SAMPLE: usize = 4099;

impl Scale {
    /// The scale that gives the median loss the middle shade.
    ///
    /// With heights above the lowest loss (h the highest, m the median), the shade of u is ln(1 + u/k) / ln(1 + h/k). It
    /// is ½ at u = m for k = m² / (h − 2m). Where the median is in the upper half, a linear scale does better.
    pub fn of(losses: &[f64]) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for &loss in losses {
            if loss.is_finite() {
                low = if loss < low { loss } else { low };
                high = if loss > high { loss } else { high };
            }
        }
        if low > high {
            return Self { low: f64::NAN, high: f64::NAN, knee: f64::INFINITY, span: 0.0, unit: 1.0 };
        }
        // A few thousand of them, spread over the field, say where the median is.
        let stride = losses.len() / SAMPLE + 1;
        let sample: Vec<f64> = losses.iter().step_by(stride).copied().filter(|loss| loss.is_finite()).collect();
        let median = median(&sample).unwrap_or(low);
        let unit = if (high - low).is_finite() { 1.0 } else { 0.25 };
        let (m, h) = (median * unit - low * unit, high * unit - low * unit);
        // A median at the very bottom (half of the field flat) would leave no linear part at all.
        let m = m.max(1e-9 * h);
        let knee = if h > 2.0 * m { m * (m / (h - 2.0 * m)) } else { f64::INFINITY };
        Self { low, high, knee, span: libm::log1p(h / knee), unit }
    }

    /// Where a loss is on the scale, from 0 to 1. Not for NaN.
    pub fn part(&self, loss: f64) -> f64 {
        let (u, h) = (self.height(loss), self.height(self.high));
        if !(u > 0.0 && h > 0.0) {
            return 0.0;
        }
        if u >= h {
            return 1.0;
        }
        let part = if self.knee.is_finite() { libm::log1p(u / self.knee) / self.span } else { u / h };
        part.clamp(0.0, 1.0)
    }

    /// The loss at a place on the scale: the inverse of [`Scale::part`].
    pub fn at(&self, part: f64) -> f64 {
        let h = self.height(self.high);
        let u = if self.knee.is_finite() { self.knee * libm::expm1(part * self.span) } else { part * h };
        ((self.low * self.unit + u) / self.unit).min(self.high)
    }

    /// How far a loss is above the lowest, in the units of the scale.
    fn height(&self, loss: f64) -> f64 {
        loss * self.unit - self.low * self.unit
    }

    /// Whether there is anything between its ends.
    pub fn is_sloped(&self) -> bool {
        self.high > self.low
    }

    /// `n` losses between low and high, evenly spaced on the scale: levels for contours. None on a flat field.
    pub fn levels(&self, n: usize) -> Vec<f64> {
        if !self.is_sloped() {
            return Vec::new();
        }
        (1..=n).map(|i| self.at(i as f64 / (n + 1) as f64)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_as_high_as_numbers_go_has_a_middle_and_contours() {
        for losses in [[-1e308, 0.0, 1e308], [-f64::MAX, -f64::MAX / 2.0, f64::MAX], [0.0, 1e300, f64::MAX]] {
            let scale = Scale::of(&losses);
            assert!(scale.at(0.5).is_finite(), "{losses:?}");
            assert!(scale.at(1.0) > 0.999_999 * scale.high, "{losses:?}");
            let levels = scale.levels(9);
            assert!(levels.iter().all(|level| level.is_finite()), "{losses:?}");
            assert!(levels.windows(2).all(|pair| pair[0] < pair[1]), "{losses:?}");
        }
        assert_eq!(Scale::of(&[-1e308, 0.0, 1e308]).at(0.5), 0.0);
    }

    #[test]
    fn a_field_without_a_value_has_a_scale_without_one() {
        let scale = Scale::of(&[f64::NAN, f64::INFINITY]);
        assert!(scale.low.is_nan() && scale.at(0.5).is_nan() && scale.high.is_nan());
        assert_eq!(scale.part(1.0), 0.0);
        assert!(scale.levels(9).is_empty());
    }

    #[test]
    fn the_median_is_in_the_middle_of_a_skewed_field() {
        let losses: Vec<f64> = (0..=1000).map(|i| (f64::from(i) / 100.0).exp()).collect();
        let scale = Scale::of(&losses);
        assert!((scale.part(losses[500]) - 0.5).abs() < 1e-9);
        assert_eq!((scale.part(losses[0]), scale.part(losses[1000])), (0.0, 1.0));
        for part in [0.1, 0.5, 0.9] {
            assert!((scale.part(scale.at(part)) - part).abs() < 1e-9);
        }
        assert!(scale.levels(9).windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn odd_fields() {
        for losses in [&[][..], &[f64::NAN], &[3.0, 3.0], &[f64::INFINITY, 1.0], &[-1.0, 0.0, 0.0, 0.0, 0.0, 1e308]] {
            let scale = Scale::of(losses);
            for loss in [-1.0, 0.0, 1.0, f64::INFINITY, f64::NEG_INFINITY] {
                assert!((0.0..=1.0).contains(&scale.part(loss)), "{losses:?} {loss}");
            }
            assert!(scale.levels(5).iter().all(|level| level.is_finite()), "{losses:?}");
        }
    }
}
