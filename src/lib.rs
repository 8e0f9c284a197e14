//! Stochastic gradient descent, live: the engine of the playground.
//!
//! ```text
//! config ──→ Experiment ( objective + optimizer + sampler ) ──→ Trace ──→ whoever draws
//!                            │
//!     formula text ──→ graph ┘──→ maps: fields, stationary points, many runs ──→ paint: pixels
//! ```
//!
//! # A run
//! A configuration is a list of names and values, as in a link; texts are read as a person writes them.
//!
//! ```
//! use sgd_playground::config::{Config, Value};
//! use sgd_playground::experiment::Experiment;
//!
//! let values = [("formula", "x^2 + 3y^2"), ("start", "2, 1"), ("optimizer", "momentum"), ("learningRate", "0.1")];
//! let values = values.map(|(name, text)| (name.to_owned(), Value::Text(text.to_owned())));
//! let mut run = Experiment::new(Config::read(&values, || Ok(1))?);
//! assert_eq!(run.loss(), 7.0);
//! assert_eq!(run.gradient(), [4.0, 6.0]);
//!
//! run.train(1000, Some(1e-9));
//! assert!(run.loss() < 1e-9);
//! assert_eq!(run.trace().loss.len(), run.steps() + 1);
//! # Ok::<(), sgd_playground::error::Error>(())
//! ```
//!
//! # Floors
//! From the ground up: a module imports only those above it in this list, and no file imports itself by way of others.
//! - [`edition`], [`limits`], [`text`]: which of the two builds this is, the bounds that protect a page, texts in its languages
//! - [`host`], [`error`], [`number`]: what the browser does for the engine, what can be wrong with what came from outside, numbers as text
//! - [`memory`]: how much of it is left
//! - [`catalog`]: every setting, with its name, label, range and default
//! - [`graph`]: computation graphs, their derivatives, and plans that run them over many lanes at once
//! - [`random`], [`formula`]: a stream of random numbers that never changes; text ⇄ graph
//! - [`schedule`], [`sampler`]: what becomes of the learning rate in the course of a run; which samples make up the next batch
//! - [`optimizer`]: how a gradient becomes a step; one file each
//! - [`objective`]: what is minimised: a formula, or a model with data
//! - [`trace`], [`config`]: what a run has written; what it is made of, from names and values
//! - [`maps`]: questions about an objective as a whole, or about many runs
//! - [`paint`]: numbers to colours
//! - [`experiment`]: the one thing that changes; it writes a [`trace`]
//! - `network`: networks, which are too large for an experiment: data, layers, and their training
//! - `walks`: what can be walked, node by node, forward and backward
//! - `library`: the optimizers of other libraries as their users write them
//! - `export`: a run as a script for Keras, PyTorch, JAX, scikit-learn or TensorFlow.js
//! - `wasm`: the boundary to JavaScript
//!
//! `wasm.rs` (with `wasm/`) is the only place that names the browser. Without the feature
//! `full` it is what a figure on a page needs, and nothing else.

#![deny(unsafe_code)]

pub mod catalog;
pub mod config;
pub mod edition;
pub mod error;
pub mod experiment;
#[cfg(feature = "full")]
pub mod export;
pub mod formula;
pub mod graph;
pub mod host;
#[cfg(feature = "full")]
pub mod library;
pub mod limits;
pub mod maps;
pub mod memory;
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
