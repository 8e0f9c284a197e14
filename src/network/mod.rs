//! Networks of dense layers: their data, their graph, and their training. Only with the feature `full`.
//!
//! A network is one more objective: a graph from a flat vector of parameters to a loss, which every optimizer takes as it is.
//! What differs is its size: nothing is computed over all samples in every step, and numbers are `f32`.

pub mod calibration;
pub mod config;
pub mod data;
pub mod landscape;
pub mod layers;
pub mod overflow;
mod pass;
pub mod range;
pub mod settings;
pub mod singular;
pub mod svd;
pub mod table;
pub mod together;
pub mod training;
pub mod walk;

pub use config::Config;
pub use training::Training;
