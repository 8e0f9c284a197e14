//! The network of a script, and its step written out.

use super::shaped;
use crate::error::Result;
use crate::export::elsewhere;
use crate::export::library::Library;
use crate::export::moves::Moves;
use crate::export::rule::{self, Rule};
use crate::network::config::Config;
use crate::optimizer;

/// The network of a script, and how it goes on.
pub(super) struct Trained<'a> {
    pub(super) config: &'a Config,
    pub(super) moves: Moves<'a>,
    pub(super) step: usize,
    /// Steps of the run before those of its optimizer.
    pub(super) apart: usize,
    /// The samples of each coming step.
    pub(super) batches: Vec<Vec<u32>>,
}

/// A step that is written out: of all parameters as one vector, or of a tensor.
pub(super) struct WrittenOut {
    /// Why, knobs, and what is remembered.
    pub(super) prelude: String,
    /// What comes before the gradient.
    pub(super) beginning: Vec<String>,
    /// A function of one tensor, where the rule is one of tensors.
    pub(super) function: Option<String>,
    /// Whether that goes by `shapes`.
    pub(super) is_shaped: bool,
    /// What comes of the gradient.
    pub(super) lines: Vec<String>,
}

impl Trained<'_> {
    /// Whether Keras' own Adafactor may divide 0 by 0: there is an input that is always 0.
    pub(super) fn vanishes(&self) -> bool {
        if self.moves.library != Library::Keras || self.moves.tuning.optimizer.name != "adafactor" {
            return false;
        }
        let samples = &self.config.inputs.train;
        let mut row = vec![0.0f32; self.config.network.inputs];
        let mut is_silent = vec![true; row.len()];
        for k in 0..samples.len() {
            samples.write(k, &mut row);
            is_silent.iter_mut().zip(&row).for_each(|(silent, &x)| *silent &= x == 0.0);
        }
        is_silent.contains(&true)
    }

    /// The rule in functions of that library's arrays; `split` cuts a vector into tensors, which are vectors too, and `join`
    /// joins them.
    pub(super) fn written_out(&self, arrays: Library, has_class: bool, split: &str, join: &str) -> Result<WrittenOut> {
        let Moves { tuning, size, .. } = self.moves;
        let moves = Moves { tuning, library: arrays, size };
        let spec = tuning.optimizer;
        let by_shape = shaped::written_out(&moves);
        let is_shaped = by_shape.is_some();
        let found: Rule = match by_shape {
            Some(rule) => rule,
            None => elsewhere::written_out(&moves)?,
        };
        let slot_of = |name: &str| spec.slots.iter().find(|slot| elsewhere::word(slot.name) == name);
        let why = if self.vanishes() {
            "# Keras multiplies the means of rows and columns before it takes a root. In float32 that is 0 for an input that is\n# \
             always 0 and a unit without a gradient, and 0 / 0 is no number; so the step is written out, root by root."
                .to_owned()
        } else if has_class {
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
        if is_shaped || matches!(spec.rule, optimizer::Rule::Tensor(_)) {
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
            if is_shaped {
                // A vector has no rows and columns.
                lines.push("updated = [".to_owned());
                lines.push(format!("    update(*(array.reshape(shape) for array in tensor){more})"));
                lines.push("    for tensor, shape in zip(tensors, shapes)".to_owned());
                lines.push("]".to_owned());
                lines.push(format!("{kept} = ({join}([array.ravel() for array in part]) for part in zip(*updated))"));
            } else {
                lines.push(format!("updated = [update(*tensor{more}) for tensor in tensors]"));
                lines.push(format!("{kept} = ({join}(part) for part in zip(*updated))"));
            }
        }
        Ok(WrittenOut { prelude: prelude.join("\n"), beginning, function, is_shaped, lines })
    }
}
