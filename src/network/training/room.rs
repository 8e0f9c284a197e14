//! How much memory a training takes.

use super::{AT_ONCE, CHUNK, Training};
use crate::error::Result;
use crate::graph::Element;
use crate::memory::check_room;
use crate::network::config::Config;
use crate::network::landscape::path;
use crate::optimizer::Rule;

/// Parameters and gradients, twice each, and one in between.
const COPIES: f64 = 5.0;
/// What rules of whole tensors keep in between, for each parameter: Muon's products have the most.
const OF_TENSORS: f64 = 23.0;
/// What is kept of each unit and sample on the way forward and back.
const OF_UNITS: f64 = 6.0;
/// Snapshots to go back to, and what the smallest run has.
const REST: f64 = 600_000.0;

impl<T: Element> Training<T> {
    /// A run at its start, if there is room for it.
    ///
    /// # Errors
    /// If there is not.
    pub fn in_room(config: Config) -> Result<Self> {
        Self::check_room(&config)?;
        Ok(Self::new(config))
    }

    /// Checks that there is room for another run.
    ///
    /// # Errors
    /// If there is not.
    pub fn check_room(config: &Config) -> Result<()> {
        let size = size_of::<T>() as f64;
        check_room(numbers(config) * size, config.network.size() * size).map_err(|error| error.on("layers"))
    }
}

/// How many numbers a training has at most, as measured with every optimizer: `tests/unit/room.test.js` holds it against them.
fn numbers(config: &Config) -> f64 {
    let n = config.network.size();
    let tuning = &config.tuning;
    let slots = tuning.optimizer.slots.len() as f64;
    let of_rule = if matches!(tuning.optimizer.rule, Rule::Each(_)) { 0.0 } else { OF_TENSORS };
    let batch = tuning.batch_size.of(config.inputs.train.len()).clamp(CHUNK, AT_ONCE) as f64;
    let units: f64 = config.network.widths().iter().map(|&units| units as f64).sum();
    n * (COPIES + 2.0 * slots + of_rule + path::room(n as usize) as f64) + OF_UNITS * batch * units + REST
}
