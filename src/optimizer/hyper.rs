//! The numbers that a rule is used with.

use super::around::Extras;
use super::convention::Convention;
use super::parts::Parts;
use crate::schedule::Schedule;

/// The numbers that a rule is used with.
#[derive(Clone, Debug)]
pub struct Hyper {
    /// Learning rate, before the schedule.
    pub learning_rate: f64,
    /// What becomes of it.
    pub schedule: Schedule,
    /// Whose rule.
    pub convention: Convention,
    /// What the rule is put together from.
    pub parts: &'static Parts,
    /// One value for each of [`super::Spec::knobs`], in that order.
    pub knobs: Vec<f64>,
    /// What is done to gradient and parameter around the rule.
    pub extras: Extras,
}

impl PartialEq for Hyper {
    /// The parts follow from the convention.
    fn eq(&self, other: &Self) -> bool {
        self.convention == other.convention
            && self.learning_rate == other.learning_rate
            && self.knobs == other.knobs
            && self.schedule == other.schedule
            && self.extras == other.extras
    }
}

impl Hyper {
    /// The knobs as the rule has them.
    pub fn rule_knobs(&self) -> impl Iterator<Item = f64> {
        self.knobs.iter().map(|&knob| self.parts.knob(knob))
    }

    /// What is done around the rule, as the library has it.
    pub fn rule_extras(&self) -> Extras {
        let Extras { weight_decay, l2, clip_value, clip_norm } = self.extras;
        let parts = self.parts;
        Extras {
            weight_decay: parts.weight_decay(weight_decay),
            l2: parts.knob(l2),
            clip_value: parts.knob(clip_value),
            clip_norm: parts.knob(clip_norm),
        }
    }

    /// The learning rate of the step that follows so many.
    pub fn rate_at(&self, step: usize) -> f64 {
        self.parts.learning_rate(self.learning_rate * self.schedule.factor(step))
    }
}
