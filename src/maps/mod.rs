//! Questions about an objective as a whole, or about many runs on it.
//!
//! A grid has its samples at the centres of its cells; row 0 is at the top, where the second variable is largest.

pub mod aims;
mod apart;
pub mod basins;
mod bounded;
pub mod cloud;
pub mod contour;
pub mod curvature;
pub mod descend;
mod end;
pub mod field;
mod kit;
pub mod many;
pub mod rates;
pub mod solve;
mod start;
pub mod stationary;

/// What a map of many runs is like unless another is asked for.
pub mod usual {
    /// Columns and rows of a map of basins.
    pub const SIZE: [usize; 2] = [160, 120];
    /// Learning rates along one side of a map of rates: low, high, how many.
    pub const LEARNING_RATES: [f64; 3] = [1e-3, 1.0, 80.0];
    /// Momenta along the other.
    pub const MOMENTA: [f64; 3] = [0.0, 0.99, 60.0];
    /// The most steps of a run.
    pub const MAX_STEPS: usize = 500;
}

/// What tests of maps are about.
#[cfg(test)]
fn config(values: &[(&str, &str)]) -> crate::config::Config {
    use crate::config::{Config, Value};
    let values: Vec<_> = values.iter().map(|&(name, text)| (name.to_owned(), Value::Text(text.to_owned()))).collect();
    Config::read(&values, || Ok(1)).expect("a configuration")
}

/// A formula, and its step by plain descent.
#[cfg(test)]
fn step_of(formula: &str) -> (std::rc::Rc<crate::objective::Objective>, crate::objective::step::StepGraph) {
    let crate::config::Config { objective, tuning, .. } = config(&[("formula", formula), ("optimizer", "sgd")]);
    let step = objective.step_graph(tuning.optimizer, &tuning.hyper, false);
    (objective, step)
}
