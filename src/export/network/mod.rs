//! A trained network as a script: the very network, with the numbers that `save('npz')` wrote beside it, its loss and accuracy,
//! and further steps with what its optimizer remembered.
//!
//! - `common`: what the scripts have in common: files, data, batches
//! - `held`: where each library keeps what an optimizer remembers
//! - `torch`, `keras`, `jax`: the network and its training; one file each

mod common;
mod held;
mod jax;
mod keras;
mod torch;

use super::elsewhere;
use super::library::{Library, without_counterpart};
use super::moves::Moves;
use super::rule::{self, Rule};
use super::run::{MOST_INDICES, too_many};
use super::text::joined;
use crate::error::{Error, Result, code};
use crate::network::Training;
use crate::network::config::Config;
use crate::optimizer;

/// The network of a script, and how it goes on.
struct Trained<'a> {
    config: &'a Config,
    moves: Moves<'a>,
    step: usize,
    /// Steps of the run before those of its optimizer.
    apart: usize,
    /// The samples of each coming step.
    batches: Vec<Vec<u32>>,
}

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

/// A step that is written out: of all parameters as one vector, or of a tensor.
struct WrittenOut {
    /// Why, knobs, and what is remembered.
    prelude: String,
    /// What comes before the gradient.
    beginning: Vec<String>,
    /// A function of one tensor, where the rule is one of tensors.
    function: Option<String>,
    /// What comes of the gradient.
    lines: Vec<String>,
}

impl Trained<'_> {
    /// The rule in functions of that library's arrays; `split` cuts a vector into tensors, `join` joins them.
    fn written_out(&self, arrays: Library, has_class: bool, split: &str, join: &str) -> Result<WrittenOut> {
        let Moves { tuning, size, .. } = self.moves;
        let moves = Moves { tuning, library: arrays, size };
        let spec = tuning.optimizer;
        // Other rules of tensors treat the rows and columns of a matrix, which a vector does not have.
        let needs_matrices = match spec.rule {
            optimizer::Rule::Matrix(_) => true,
            optimizer::Rule::Tensor(_) => spec.name != "lamb",
            _ => false,
        };
        if needs_matrices {
            return Err(without_counterpart(spec.label.en, self.moves.library));
        }
        let found: Rule = elsewhere::written_out(&moves)?;
        let slot_of = |name: &str| spec.slots.iter().find(|slot| elsewhere::word(slot.name) == name);
        let why = if has_class {
            "# What it remembers has no place of its own in the library's optimizer, so the step is written out."
                .to_owned()
        } else {
            rule::why(&self.moves)
        };
        let mut prelude = vec![why];
        prelude.extend(rule::knobs(&moves));
        let names: Vec<&str> = found.remembered.iter().map(|(name, _)| *name).collect();
        for name in &names {
            let slot = slot_of(name).map_or(*name, |slot| slot.name);
            prelude.push(format!("{name} = flat(\"optimizer.{slot}.\")"));
        }
        let beginning = rule::beginning(&moves, &found);
        let beginning = beginning.into_iter().map(|line| line.replace("t = step + 1", "t = taken + 1")).collect();
        let mut lines = rule::step(&moves, &found);
        let mut function = None;
        if matches!(spec.rule, optimizer::Rule::Tensor(_)) {
            let count =
                rule::around(&tuning.hyper).into_iter().flat_map(|around| around.lines("gradient", arrays)).count();
            let of_tensor = lines.split_off(count);
            let kept = std::iter::once("params").chain(names.iter().copied()).collect::<Vec<_>>().join(", ");
            let given = std::iter::once("params, gradient").chain(names.iter().copied()).collect::<Vec<_>>().join(", ");
            let numbers: Vec<&str> = [("t", found.counts), ("learning_rate", !moves.has_constant_rate())]
                .into_iter()
                .filter_map(|(name, is_needed)| is_needed.then_some(name))
                .collect();
            let more: String = numbers.iter().map(|name| format!(", {name}")).collect();
            let own = if arrays == Library::Torch { "    params = params.clone()\n" } else { "" };
            let body: String = of_tensor.iter().map(|line| format!("    {line}\n")).collect();
            function = Some(format!("def update({given}{more}):\n{own}{body}    return {kept}"));
            lines.push(format!("tensors = zip(*({split} for array in ({given})))"));
            lines.push(format!("updated = [update(*tensor{more}) for tensor in tensors]"));
            lines.push(format!("{kept} = ({join}(part) for part in zip(*updated))"));
        }
        Ok(WrittenOut { prelude: prelude.join("\n"), beginning, function, lines })
    }
}
