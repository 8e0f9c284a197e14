//! How a run moves, and in which library that is written: what scripts need to know of an optimizer.

use super::library::Library;
use super::text::{number, plain};
use crate::config::Tuning;
use crate::optimizer::Convention;
use crate::optimizer::parts::Ahead;

/// How a run moves, and in which library that is written.
pub(super) struct Moves<'a> {
    pub(super) tuning: &'a Tuning,
    pub(super) library: Library,
    /// How many parameters there are.
    pub(super) size: usize,
}

/// What a knob of the optimizer is; 0 where it has none of that name.
pub(super) fn value_of(tuning: &Tuning, setting: &str) -> f64 {
    let knobs = tuning.optimizer.knobs.iter().zip(&tuning.hyper.knobs);
    knobs.into_iter().find(|(knob, _)| knob.setting.name == setting).map_or(0.0, |(_, &value)| value)
}

impl Moves<'_> {
    /// Whose rules these are, in words.
    pub(super) fn whose_rules(&self) -> String {
        match self.tuning.hyper.convention {
            Convention::Sutskever => "in the look-ahead form of Sutskever et al. (2013)".to_owned(),
            convention => format!("by the rules of {}", convention.library().map_or("Keras", |library| library.label)),
        }
    }

    /// Whether a step's rule and order is that of PyTorch.
    pub(super) fn is_torch(&self) -> bool {
        self.tuning.hyper.convention == Convention::Torch
    }

    /// Whether its rule is none that a library has or that is written out by hand.
    pub(super) fn is_from_elsewhere(&self) -> bool {
        let hyper = &self.tuning.hyper;
        let dampening = value_of(self.tuning, "dampening");
        let has_it = self.library == Library::Torch && self.is_torch() && self.tuning.optimizer.name == "momentum";
        matches!(self.library, Library::Sklearn | Library::Tfjs)
            || matches!(hyper.convention, Convention::Library(..))
            || self.tuning.optimizer.reference.is_some()
            || (dampening != 0.0 && !has_it)
    }

    /// Whether the gradient is taken ahead of the parameters.
    pub(super) fn looks_ahead(&self) -> bool {
        self.tuning.hyper.parts.ahead == Ahead::There
    }

    pub(super) fn has_constant_rate(&self) -> bool {
        self.tuning.hyper.schedule.is_constant()
    }

    /// Whether it does not matter if the learning rate is inside of the velocity (Keras) or outside (PyTorch).
    pub(super) fn has_one_velocity(&self, ours: Convention) -> bool {
        self.tuning.hyper.convention == ours || self.has_constant_rate()
    }

    /// The learning rate of a step.
    pub(super) fn rate(&self, step: &str) -> String {
        let hyper = &self.tuning.hyper;
        if self.has_constant_rate() {
            number(hyper.parts.learning_rate(hyper.learning_rate))
        } else {
            format!("rate({step})")
        }
    }

    /// The learning rate as a function, unless it is constant. `first` is a line that it begins with.
    pub(super) fn rate_function(&self, first: &str) -> Option<String> {
        if self.has_constant_rate() {
            return None;
        }
        let (alpha, schedule) = (number(self.tuning.hyper.learning_rate), &self.tuning.hyper.schedule);
        let [steps, gamma, least] = [schedule.decay_steps, schedule.decay_rate, schedule.final_rate].map(plain);
        let mut lines = vec!["def rate(step):".to_owned()];
        if !first.is_empty() {
            lines.push(format!("    {first}"));
        }
        if schedule.warmup > 0.0 {
            let warmup = plain(schedule.warmup);
            lines.push(format!("    if step < {warmup}:\n        return {alpha} * (step + 1) / {warmup}"));
            lines.push(format!("    step -= {warmup}"));
        }
        let cosine = match schedule.final_rate {
            0.0 => format!("    return {alpha} * (1 + math.cos(math.pi * part)) / 2"),
            _ => format!("    return {alpha} * ({least} + (1 - {least}) * (1 + math.cos(math.pi * part)) / 2)"),
        };
        lines.push(match schedule.kind().name {
            "step" => format!("    return {alpha} * {gamma} ** (step // {steps})"),
            "exponential" => format!("    return {alpha} * {gamma} ** (step / {steps})"),
            "inverse-time" => format!("    return {alpha} / (1 + {gamma} * step / {steps})"),
            "cosine" => format!("    part = min(step / {steps}, 1)\n{cosine}"),
            "cosine-restarts" if schedule.period_growth == 1.0 => {
                format!("    part = step % {steps} / {steps}\n{cosine}")
            }
            "cosine-restarts" => {
                let growth = plain(schedule.period_growth);
                format!(
                    "    start, period = 0, {steps}\n    while step >= start + period:\n        start += period\n        \
                     period *= {growth}\n    part = (step - start) / period\n{cosine}"
                )
            }
            _ => format!("    return {alpha}"),
        });
        Some(lines.join("\n"))
    }
}
