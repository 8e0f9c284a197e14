//! A trained network as a script: the very network, with the numbers that `save` wrote beside it, its loss and accuracy,
//! and further steps with what its optimizer remembered.
//!
//! - `trained`: the network of a script, and its step written out
//! - `common`: what the scripts have in common: files, data, batches
//! - `held`: where each library keeps what an optimizer remembers
//! - `shaped`: rules that treat matrices and vectors differently
//! - `torch`, `keras`, `jax`: the network and its training; one file each

mod common;
mod held;
mod jax;
mod keras;
mod shaped;
mod torch;
mod trained;

use super::library::Library;
use super::moves::Moves;
use super::run::{MOST_INDICES, too_many};
use super::text::joined;
use crate::error::{Error, Result, code};
use crate::network::Training;
use trained::Trained;

/// The script of a network as it is now, and of its coming steps.
///
/// # Errors
/// If there are too many steps, the library has no networks, or something has no counterpart in it.
pub fn script(training: &Training, library: Library, steps: usize) -> Result<String> {
    let config = training.config();
    let size = config.tuning.batch_size;
    let samples = config.inputs.train.len();
    if !size.is_full(samples) && steps.saturating_mul(size.of(samples)) > MOST_INDICES {
        return Err(too_many(steps, size.of(samples)));
    }
    let trained = Trained {
        config,
        moves: Moves { tuning: &config.tuning, library, size: training.params().len() },
        step: training.steps(),
        apart: training.steps() - training.taken().min(training.steps()),
        batches: if size.is_full(samples) { vec![Vec::new(); steps] } else { training.coming(steps) },
    };
    let sections = match library {
        Library::Torch => torch::sections(&trained),
        Library::Keras => keras::sections(&trained),
        Library::Jax => jax::sections(&trained),
        Library::Sklearn | Library::Tfjs => return Err(no_networks(library)),
    }?;
    Ok(joined(&sections))
}

fn no_networks(library: Library) -> Error {
    let name = library.name();
    Error::new(
        code::UNAVAILABLE,
        format_args!("A network is written for keras, torch or jax, and not for {name}."),
        format_args!("网络可以写成 keras、torch 或 jax 的脚本，不能写成 {name} 的。"),
    )
    .on("library")
}
