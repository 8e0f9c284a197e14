//! Runs from short texts, such as `objective=line&batchSize=8`: what a link holds.

#[cfg(all(feature = "full", not(target_arch = "wasm32")))]
pub mod allocations;
#[cfg(not(target_arch = "wasm32"))]
pub mod atlas;
#[cfg(all(feature = "full", not(target_arch = "wasm32")))]
pub mod networks;

use sgd_playground::config::{Config, Value};
use sgd_playground::experiment::Experiment;

pub type Setting = (String, Value);

pub fn settings(text: &str) -> Vec<Setting> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or_else(|| panic!("“{pair}” is not key=value"));
            (key.to_owned(), Value::Text(value.to_owned()))
        })
        .collect()
}

pub fn config(text: &str) -> Config {
    Config::read(&settings(text), || Ok(1)).unwrap_or_else(|error| panic!("{text}: {error}"))
}

pub fn run(text: &str) -> Experiment {
    Experiment::new(config(text))
}
