//! Stochastic gradient descent, live: the engine of the playground.
//!
//! ```text
//! config ──→ Experiment ( objective + optimizer + sampler ) ──→ Trace ──→ whoever draws
//!                            │
//!     formula text ──→ graph ┘──→ maps: fields, stationary points, many runs ──→ paint: pixels
//! ```
//!
//! - [`graph`]: computation graphs, their derivatives, and plans that run them over many lanes at once
//! - [`formula`]: text ⇄ graph
//! - [`objective`]: what is minimised: a formula, or a model with data
//! - [`optimizer`]: how a gradient becomes a step; one file each
//! - [`schedule`]: what becomes of the learning rate in the course of a run
//! - [`sampler`]: which samples make up the next batch
//! - [`experiment`]: the one thing that changes; it writes a [`trace`]
//! - `network`: networks, which are too large for an experiment: data, layers, and their training
//! - [`maps`]: questions about an objective as a whole, or about many runs
//! - [`paint`]: numbers to colours
//! - [`config`]: what a run is made of, from names and values; [`catalog`]: every name, label, range and default
//! - `walks`: what can be walked, node by node, forward and backward
//! - `export`: a run as a script for Keras, PyTorch or JAX
//! - [`number`]: numbers as text; [`host`]: what the browser does for the engine
//! - [`error`]: what can be wrong with what came from outside, in sentences
//!
//! `wasm.rs` (with `wasm/`) is the boundary to JavaScript, and the only place that names the browser. Without the feature
//! `full` it is what a figure on a page needs, and nothing else.

pub mod catalog;
pub mod config;
pub mod error;
pub mod experiment;
#[cfg(feature = "full")]
pub mod export;
pub mod formula;
pub mod graph;
pub mod host;
pub mod limits;
pub mod maps;
#[cfg(feature = "full")]
pub mod network;
pub mod number;
pub mod objective;
pub mod optimizer;
pub mod paint;
pub mod random;
pub mod sampler;
pub mod schedule;
pub mod text;
pub mod trace;
#[cfg(feature = "full")]
pub mod walks;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
