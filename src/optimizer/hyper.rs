//! The numbers that a rule is used with.

use super::around::Extras;
use super::convention::Convention;
use super::parts::Parts;
use crate::schedule::Schedule;

/// The numbers that a rule is used with.
#[derive(Clone, Debug, PartialEq)]
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

impl Hyper {
    /// The learning rate of the step that follows so many.
    pub fn rate_at(&self, step: usize) -> f64 {
        self.parts.learning_rate(self.learning_rate * self.schedule.factor(step))
    }
}
