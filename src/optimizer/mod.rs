//! Optimizers: how a gradient becomes a step.
//!
//! An optimizer is a record: its name and knobs, what it remembers (its slots), and an update rule that treats every
//! parameter alike. It knows neither objective nor picture. The rules are those of Keras 3, or of another library
//! where a [`Convention`] asks for them or Keras has no such rule: [`parts`] has the places where they part. Letters: w parameters, g gradient, t steps from 1, α (`lr`) learning rate, β (`m`) momentum,
//! v velocity; others as in the paper.
//!
//! A new optimizer is a file with a [`Spec`], and a line in [`ALL`]. What it is in other libraries stands in `export`.

#[cfg(feature = "full")]
mod adabelief;
mod adadelta;
#[cfg(feature = "full")]
mod adafactor;
mod adagrad;
mod adam;
mod adamax;
mod adamw;
mod amsgrad;
pub mod around;
#[cfg(feature = "full")]
mod asgd;
mod carry;
mod compose;
mod convention;
mod explain;
mod hyper;
#[cfg(feature = "full")]
pub mod joint;
#[cfg(feature = "full")]
mod lamb;
#[cfg(feature = "full")]
pub mod library;
mod lion;
mod momentum;
#[cfg(feature = "full")]
mod muon;
mod nadam;
mod nesterov;
pub mod parts;
#[cfg(feature = "full")]
mod prodigy;
#[cfg(feature = "full")]
mod radam;
mod rmsprop;
#[cfg(feature = "full")]
mod rprop;
#[cfg(feature = "full")]
mod schedule_free;
mod sgd;
mod spec;
mod stepper;
#[cfg_attr(not(feature = "full"), path = "copied_tiles.rs")]
mod tiles;

pub use around::Extras;
pub use carry::carry;
pub use convention::Convention;
pub use explain::{Explained, Step, Term, explain};
pub use hyper::Hyper;
#[cfg(feature = "full")]
pub use muon::orthogonalized;
pub use nesterov::look_ahead;
pub use parts::Parts;
#[cfg(feature = "full")]
pub use spec::{Joint, Point, slot_at};
pub use spec::{Knob, MOST_KNOBS, MOST_SLOTS, Pace, Rule, Scaling, Slot, Spec, Stability, Terms, Update, Usual};
pub(crate) use spec::{NONE, padded, same, slot, slot_from};
pub use stepper::Stepper;

/// Every optimizer there is.
pub const ALL: &[&Spec] = &[
    &sgd::SPEC,
    &momentum::SPEC,
    &nesterov::SPEC,
    &adagrad::SPEC,
    &rmsprop::SPEC,
    &adadelta::SPEC,
    &adam::SPEC,
    &adamw::SPEC,
    &nadam::SPEC,
    &adamax::SPEC,
    &amsgrad::SPEC,
    &lion::SPEC,
    #[cfg(feature = "full")]
    &rprop::SPEC,
    #[cfg(feature = "full")]
    &lamb::SPEC,
    #[cfg(feature = "full")]
    &schedule_free::SGD,
    #[cfg(feature = "full")]
    &schedule_free::ADAMW,
    #[cfg(feature = "full")]
    &adafactor::SPEC,
    #[cfg(feature = "full")]
    &radam::SPEC,
    #[cfg(feature = "full")]
    &adabelief::SPEC,
    #[cfg(feature = "full")]
    &muon::SPEC,
    #[cfg(feature = "full")]
    &asgd::SPEC,
    #[cfg(feature = "full")]
    &prodigy::SPEC,
];

/// So many of them, the first, are in every edition; the others are in the whole engine alone.
const EVERYWHERE: usize = 12;
#[cfg(not(feature = "full"))]
const _: () = assert!(ALL.len() == EVERYWHERE);

impl Spec {
    /// Whether only the whole engine has it.
    pub fn is_of_whole(&self) -> bool {
        !ALL[..EVERYWHERE].iter().any(|spec| spec.name == self.name)
    }

    /// The optimizer of that name.
    pub fn named(name: &str) -> Option<&'static Spec> {
        ALL.iter().copied().find(|spec| spec.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures have the first twelve.
    #[test]
    fn the_rest_are_of_the_whole_engine_alone() {
        let is_of_whole = |name: &str| Spec::named(name).expect("an optimizer").is_of_whole();
        for name in ["sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw", "amsgrad", "lion"] {
            assert!(!is_of_whole(name), "{name}");
        }
        #[cfg(feature = "full")]
        for name in ["rprop", "lamb", "schedule-free-sgd", "adafactor", "radam", "muon", "asgd", "prodigy"] {
            assert!(is_of_whole(name), "{name}");
        }
    }
}
