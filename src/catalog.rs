//! What there is: every name with its label, range and default. Controls, links and documentation are made from this; no
//! range or default stands a second time anywhere.

mod knobs;
mod runs;
mod schedules;
mod setting;
#[cfg(feature = "full")]
mod whole;

pub use knobs::{
    BETA_1, BETA_2, CENTERED, CLIP_NORM, CLIP_VALUE, DAMPENING, EPSILON, INITIAL_ACCUMULATOR, L2, MOMENTUM, RHO,
    WEIGHT_DECAY,
};
pub use runs::{BATCH_SIZE, CONVENTION, LEARNING_RATE, OBJECTIVE, OPTIMIZER, SEED};
pub use schedules::{DECAY_RATE, DECAY_STEPS, FINAL_RATE, PERIOD_GROWTH, SCHEDULE, WARMUP};
pub use setting::{Default, Kind, Scale, Setting};
#[cfg(feature = "full")]
pub use whole::{
    AVERAGING_START, CLIP_THRESHOLD, DECAY_TERM, DISTANCE_FACTOR, ETA_MINUS, ETA_PLUS, FIRST_DISTANCE, INTERPOLATION,
    ITERATIONS, LARGEST_STEP, MOST_ITERATIONS, NESTEROV, RATE_POWER, SMALLEST_STEP, VARIANCE_EPSILON,
};

use runs::{DATA, DOMAIN, FORMULA, SAMPLES, START};

/// The learning rates that people try: 1, 3, 10 and so on, as far as [`LEARNING_RATE`] goes.
pub const LADDER: [f64; 15] = [1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0, 3.0, 10.0];

/// The largest seed: JavaScript's numbers are exact up to here.
pub const MAX_SEED: f64 = ((1u64 << 53) - 1) as f64;

/// Every setting, in the order in which controls show them. An optimizer's knobs are settings too.
pub const SETTINGS: &[&Setting] = &[
    &OBJECTIVE,
    &FORMULA,
    &OPTIMIZER,
    &CONVENTION,
    &LEARNING_RATE,
    &MOMENTUM,
    &RHO,
    &BETA_1,
    &BETA_2,
    &CENTERED,
    #[cfg(feature = "full")]
    &ETA_MINUS,
    #[cfg(feature = "full")]
    &ETA_PLUS,
    #[cfg(feature = "full")]
    &INTERPOLATION,
    &SCHEDULE,
    &DECAY_STEPS,
    &DECAY_RATE,
    &PERIOD_GROWTH,
    &FINAL_RATE,
    &BATCH_SIZE,
    &SAMPLES,
    &SEED,
    &START,
    &DOMAIN,
    &DATA,
    &DAMPENING,
    &EPSILON,
    &INITIAL_ACCUMULATOR,
    #[cfg(feature = "full")]
    &SMALLEST_STEP,
    #[cfg(feature = "full")]
    &LARGEST_STEP,
    #[cfg(feature = "full")]
    &CLIP_THRESHOLD,
    #[cfg(feature = "full")]
    &VARIANCE_EPSILON,
    #[cfg(feature = "full")]
    &NESTEROV,
    #[cfg(feature = "full")]
    &ITERATIONS,
    #[cfg(feature = "full")]
    &DECAY_TERM,
    #[cfg(feature = "full")]
    &RATE_POWER,
    #[cfg(feature = "full")]
    &AVERAGING_START,
    #[cfg(feature = "full")]
    &FIRST_DISTANCE,
    #[cfg(feature = "full")]
    &DISTANCE_FACTOR,
    &WARMUP,
    &WEIGHT_DECAY,
    &L2,
    &CLIP_VALUE,
    &CLIP_NORM,
];

impl Setting {
    /// The setting of that name.
    pub fn named(name: &str) -> Option<&'static Setting> {
        SETTINGS.iter().copied().find(|setting| setting.name == name)
    }

    /// Whether it is one of the numbers that a run goes by: those of optimizers and schedules.
    pub fn is_tunable(&self) -> bool {
        let is_number = matches!(self.kind, Kind::Number { .. } | Kind::Integer { .. } | Kind::Switch);
        is_number && self.name != SAMPLES.name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_knob_is_a_setting() {
        let mut names: Vec<_> = SETTINGS.iter().map(|setting| setting.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SETTINGS.len());
        for optimizer in crate::optimizer::ALL {
            for knob in optimizer.knobs {
                assert!(Setting::named(knob.setting.name).is_some(), "{}", knob.setting.name);
            }
        }
        let attributes = [&LEARNING_RATE, &BETA_1, &L2].map(Setting::attribute);
        assert_eq!(attributes, ["learning-rate", "beta-1", "l2"]);
        assert!(crate::objective::surfaces::Surface::named(OBJECTIVE.default_name()).is_some());
        assert!(crate::optimizer::Spec::named(OPTIMIZER.default_name()).is_some());
    }
}
