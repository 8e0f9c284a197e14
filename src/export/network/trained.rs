//! The network of a script, and its step written out.

use crate::error::Result;
use crate::export::elsewhere;
use crate::export::library::{Library, without_counterpart};
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
    /// What comes of the gradient.
    pub(super) lines: Vec<String>,
}

impl Trained<'_> {
    /// The rule in functions of that library's arrays; `split` cuts a vector into tensors, `join` joins them.
    pub(super) fn written_out(&self, arrays: Library, has_class: bool, split: &str, join: &str) -> Result<WrittenOut> {
        let Moves { tuning, size, .. } = self.moves;
        let moves = Moves { tuning, library: arrays, size };
        let spec = tuning.optimizer;
        // A vector has no rows and columns.
        if matches!(spec.rule, optimizer::Rule::Matrix(_) | optimizer::Rule::Factored(_)) {
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
