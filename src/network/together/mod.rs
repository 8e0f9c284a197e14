//! A training that several Workers share. Each holds some units of the first hidden layer: their columns of W₁ and b₁ and their
//! rows of W₂, with what the optimizer remembers of them. One of them also holds b₂ and all other layers.
//!
//! A step: each Worker computes the sums x·W₁ + b₁ of its units; the first Worker puts them and the rows of W₂ side by side, does
//! the rest of the network forward and backward, and gives back the slopes δ₂ of the loss by the sums of the second layer. From
//! them each Worker has those of its units and the gradient of all that it holds, and moves it. No sum is cut, so any number of
//! Workers gives the bits of one.

mod piece;
mod rest;
mod setup;
mod share;
mod slopes;

pub(super) use rest::Rest;
pub use setup::Setup;
pub use share::{Lesson, Share};

use super::config::Config;
use std::ops::Range;

/// A share takes part with so many multiply-adds a product of the first layer at least: with fewer, what a message costs
/// outweighs what it saves.
const LEAST: f64 = 1.2e7;
/// The columns of a share are a multiple of this, as the kernels take them.
const COLUMNS: usize = 32;

/// How many Workers of so many are of use to a training.
pub(super) fn shares(config: &Config, workers: usize) -> usize {
    let widths = config.network.widths();
    let products: Vec<f64> = widths.windows(2).map(|pair| pair[0] as f64 * pair[1] as f64).collect();
    let batch = config.tuning.batch_size.of(config.inputs.train.len()) as f64;
    let (first, rest) = (products[0], products[1..].iter().sum::<f64>());
    // The length of a gradient is a sum over all of it, and some rules need all of a tensor.
    let tuning = &config.tuning;
    let whole = tuning.hyper.extras.clip_norm != 0.0 || tuning.optimizer.rule.is_joint();
    if whole || widths.len() < 3 || config.inputs.train.levels().is_none() || rest > first {
        return 1;
    }
    let of_use = (batch * first / LEAST) as usize;
    workers.min(of_use).min(widths[1] / COLUMNS).max(1)
}

/// Where the units of each share begin, and where the last ends.
pub(super) fn cuts(units: usize, shares: usize) -> Vec<usize> {
    let blocks = units / COLUMNS;
    let mut cuts: Vec<usize> = (0..shares).map(|k| k * blocks / shares * COLUMNS).collect();
    cuts.push(units);
    cuts
}

/// Where the parameters of some units of the first layer are among all, as many places at a time as there are units: the columns
/// of W₁, row by row, then those of b₁, then the rows of W₂.
pub(super) fn places([inputs, units, next]: [usize; 3], of: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let (start, n) = (of.start, of.len());
    let columns = (0..=inputs).map(move |row| row * units + start);
    let rows = (inputs + 1) * units + start * next;
    columns.chain((0..next).map(move |k| rows + k * n)).map(move |from| from..from + n)
}
