//! How far a network's probabilities are to be believed: the reliability diagram and the expected calibration error.
//!
//! A prediction's confidence is the probability of the class that it takes. Bins are of equal width, (k/n, (k+1)/n], the first with 0;
//! the error is Σ |B|/N·|accuracy(B) − confidence(B)| (Naeini, Cooper & Hauskrecht 2015; Guo, Pleiss, Sun & Weinberger 2017).

/// The usual number of bins, as in Guo et al.
pub const BINS: usize = 15;
/// The most.
pub const MOST_BINS: usize = 100;

/// Bins of predictions by their confidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// How many predictions each bin has.
    pub count: Vec<u32>,
    /// Their mean confidence; NaN where there are none.
    pub confidence: Vec<f64>,
    /// The part of them that is right; NaN where there are none.
    pub accuracy: Vec<f64>,
    /// The expected calibration error.
    pub error: f64,
    /// The largest distance of accuracy and confidence in a bin.
    pub largest: f64,
}

impl Calibration {
    /// Of predictions, each by its confidence and whether it is right.
    pub fn of(predictions: impl Iterator<Item = (f64, bool)>, bins: usize) -> Self {
        let mut count = vec![0; bins];
        let (mut confidence, mut accuracy) = (vec![0.0; bins], vec![0.0; bins]);
        // The borders, as numpy.linspace has them.
        let border = |k: usize| k as f64 * (1.0 / bins as f64);
        let mut all = 0.0;
        for (sure, right) in predictions {
            let bin = (1..bins).filter(|&k| border(k) < sure).count();
            count[bin] += 1;
            confidence[bin] += sure;
            accuracy[bin] += f64::from(u8::from(right));
            all += 1.0;
        }
        let (mut error, mut largest) = (0.0, 0.0f64);
        for ((&n, confidence), accuracy) in count.iter().zip(&mut confidence).zip(&mut accuracy) {
            let n = f64::from(n);
            (*confidence, *accuracy) = (*confidence / n, *accuracy / n);
            if n > 0.0 {
                let gap = (*accuracy - *confidence).abs();
                error += n / all * gap;
                largest = largest.max(gap);
            }
        }
        Self { count, confidence, accuracy, error, largest }
    }
}
