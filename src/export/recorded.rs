//! Rules that stand in the records of libraries alone, as the library of a script has them.

use super::moves::{Moves, value_of};
use super::text::{number, plain};
use crate::optimizer::Rule;
use crate::optimizer::library::{Class, To};

/// A rule as a library has it.
pub(super) struct Recorded {
    pub class: &'static Class,
    /// Its arguments with their names. A penalty, a decay and clipping are the caller's to say.
    pub arguments: Vec<String>,
}

impl Recorded {
    /// What it calls a setting of ours, if it has it.
    pub(super) fn name_of(&self, setting: &str) -> Option<&'static str> {
        let mut arguments = self.class.arguments.iter();
        arguments.find(|argument| matches!(argument.to, To::Setting(name) if name == setting)).map(|found| found.name)
    }
}

/// The rule of a run as the library of that name has it, given the learning rate; nothing where it has another one or none.
pub(super) fn of(run: &Moves, library: &str, rate: &str) -> Option<Recorded> {
    let tuning = run.tuning;
    if tuning.optimizer.reference.is_none() && !matches!(tuning.optimizer.rule, Rule::Matrix(_)) {
        return None;
    }
    let convention = tuning.hyper.convention;
    if convention.library()?.name != library {
        return None;
    }
    let (class, form) = convention.form(tuning.optimizer.name)?;
    let value = |setting: &str| number(value_of(tuning, setting));
    let said = class.arguments.iter().filter_map(|argument| {
        let value = match argument.to {
            To::Setting("learningRate") => rate.to_owned(),
            To::Setting("l2" | "weightDecay" | "clipNorm" | "clipValue") => return None,
            To::Setting("nesterov") => if value_of(tuning, "nesterov") == 0.0 { "False" } else { "True" }.to_owned(),
            To::Setting("iterations") => plain(value_of(tuning, "iterations")),
            To::Setting(name) => value(name),
            To::Pair(first, second, _) => format!("({}, {})", value(first), value(second)),
            To::Choice if form.asks_for(argument.name) => "True".to_owned(),
            _ => return None,
        };
        Some(format!("{}={value}", argument.name))
    });
    Some(Recorded { class, arguments: said.collect() })
}
