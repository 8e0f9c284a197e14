//! A run as a script: what a person would write for Keras, PyTorch, JAX, scikit-learn or TensorFlow.js to get the same numbers,
//! which it prints.
//!
//! - `formula`: a graph as Python
//! - `rule`: update rules as Python, for where a library has another rule than the run's convention asks for
//! - `elsewhere`: the same from the graph of a rule, for rules of other libraries
//! - `text`: numbers and lines of Python
//! - `library`: which libraries there are; `moves`: how a run moves; `run`: what the scripts have in common
//! - `network`: trained networks
//! - `script`: a graph as JavaScript
//! - `keras`, `torch`, `jax`, `sklearn`, `tfjs`: the scripts; one file each
//!
//! Nothing of what a reader has typed gets into a script but as numbers and through graphs.

mod elsewhere;
mod formula;
mod jax;
mod keras;
mod library;
mod moves;
pub mod network;
mod recorded;
mod rule;
mod run;
mod script;
mod sklearn;
mod text;
mod tfjs;
mod torch;

pub use library::Library;

use crate::config::Config;
use crate::error::Result;
use run::Run;
use text::joined;

/// The script of a run's first steps.
///
/// # Errors
/// If there are too many steps, or something has no counterpart in the library.
pub fn script(config: &Config, library: Library, steps: usize) -> Result<String> {
    let run = Run::new(config, library, steps)?;
    let sections = match library {
        Library::Keras => keras::sections(&run),
        Library::Torch => torch::sections(&run),
        Library::Jax => jax::sections(&run),
        Library::Sklearn => sklearn::sections(&run),
        Library::Tfjs => tfjs::sections(&run),
    }?;
    Ok(joined(&sections))
}
