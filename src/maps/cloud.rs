//! The gradient cloud: what mini-batches make of the gradient, beside what all samples do.

use crate::objective::Objective;
use crate::random::{Purpose, Random};

/// Batches of each size are drawn until there are so many, whole epochs at a time.
pub const LEAST_BATCHES: usize = 400;

/// The gradients of mini-batches at one point.
#[derive(Clone, Debug, PartialEq)]
pub struct Cloud {
    /// The gradient over all samples.
    pub full: Vec<f64>,
    /// One row for each batch that was drawn.
    pub batches: Vec<f64>,
    /// The covariance of the batches' gradients, by rows, as it was found.
    pub covariance: Vec<f64>,
    /// The one that follows from the samples' own gradients.
    pub expected: Vec<f64>,
    /// Batch sizes, doubling from 1, and the one that was asked for.
    pub sizes: Vec<usize>,
    /// For each of them the root mean square distance between a batch's gradient and the full one, as it was found.
    pub found: Vec<f64>,
    /// The same as it follows.
    pub follows: Vec<f64>,
    /// Without the last factor: σ/√B, which is right for batches that are few among many samples.
    pub plain: Vec<f64>,
}

/// The cloud for batches of `size` at a point; nothing for a formula, which has no samples.
///
/// Batches are drawn without replacement from shuffled epochs, as runs draw them. With S the covariance of the N samples'
/// own gradients about their mean, that of a batch's mean is S/B · (N−B)/(N−1): the last factor is the correction for a
/// finite population (Cochran 1977, Sampling Techniques, section 2.6, there with N−1 in S). An epoch's last, smaller batch
/// is left out.
pub fn cloud(objective: &Objective, point: &[f64], size: usize, seed: u64) -> Option<Cloud> {
    let n = objective.data()?.len();
    let dim = objective.dim();
    let size = size.clamp(1, n);
    let own = sample_gradients(objective, point, n);
    let full = mean(own.chunks_exact(dim), dim);
    let covariance = covariance(own.chunks_exact(dim), &full);
    let shrink = |size: usize| {
        let (n, size) = (n as f64, size as f64);
        if n > 1.0 { (n - size) / (n - 1.0) / size } else { 0.0 }
    };
    let mut sizes: Vec<usize> = (0..).map(|k| 1 << k).take_while(|&b| b < n).chain([size, n]).collect();
    sizes.sort_unstable();
    sizes.dedup();
    let variance: f64 = (0..dim).map(|k| covariance[k * dim + k]).sum();
    let drawn = draw(&own, dim, n, size, seed);
    let spread = |batches: &[f64]| {
        let rows = batches.chunks_exact(dim);
        let count = rows.len() as f64;
        let square = |row: &[f64]| row.iter().zip(&full).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
        (rows.map(square).sum::<f64>() / count).sqrt()
    };
    let found = sizes.iter().map(|&b| spread(&draw(&own, dim, n, b, seed))).collect();
    Some(Cloud {
        covariance: self::covariance(drawn.chunks_exact(dim), &full),
        expected: covariance.iter().map(|x| x * shrink(size)).collect(),
        follows: sizes.iter().map(|&b| (variance * shrink(b)).sqrt()).collect(),
        plain: sizes.iter().map(|&b| (variance / b as f64).sqrt()).collect(),
        batches: drawn,
        full,
        sizes,
        found,
    })
}

/// The gradient of each sample's own loss, row by row.
fn sample_gradients(objective: &Objective, point: &[f64], n: usize) -> Vec<f64> {
    let dim = objective.dim();
    let mut one = objective.batch(1);
    let mut rows = vec![0.0; n * dim];
    for (index, row) in rows.chunks_exact_mut(dim).enumerate() {
        one.evaluate(objective, point, &[index as u32]);
        one.gradient(row);
    }
    rows
}

/// The mean gradients of batches, row by row.
fn draw(own: &[f64], dim: usize, n: usize, size: usize, seed: u64) -> Vec<f64> {
    let whole = n / size;
    let mut rows = Vec::new();
    for epoch in 0..LEAST_BATCHES.div_ceil(whole) as u64 {
        let mut order: Vec<u32> = (0..n as u32).collect();
        Random::new(seed, Purpose::Shuffle { epoch }).shuffle(&mut order);
        for batch in order.chunks_exact(size) {
            rows.extend(mean(batch.iter().map(|&index| &own[index as usize * dim..][..dim]), dim));
        }
    }
    rows
}

fn mean<'a>(rows: impl ExactSizeIterator<Item = &'a [f64]>, dim: usize) -> Vec<f64> {
    let count = rows.len() as f64;
    let mut sum = vec![0.0; dim];
    for row in rows {
        sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
    }
    sum.iter().map(|x| x / count).collect()
}

/// About a given mean.
fn covariance<'a>(rows: impl ExactSizeIterator<Item = &'a [f64]>, mean: &[f64]) -> Vec<f64> {
    let (dim, count) = (mean.len(), rows.len() as f64);
    let mut sum = vec![0.0; dim * dim];
    for row in rows {
        for (at, sum) in sum.iter_mut().enumerate() {
            let (i, j) = (at / dim, at % dim);
            *sum += (row[i] - mean[i]) * (row[j] - mean[j]);
        }
    }
    sum.iter().map(|x| x / count).collect()
}
