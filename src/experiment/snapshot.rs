//! Where a run was, and with which settings.

use crate::config::Config;
use crate::optimizer::Hyper;
use crate::sampler::{BatchSize, Position};

/// What can change while a run is under way.
#[derive(Clone, PartialEq)]
pub(super) struct Live {
    pub(super) optimizer: &'static str,
    pub(super) hyper: Hyper,
    pub(super) batch_size: BatchSize,
}

/// Everything that a run needs to go on from a step.
#[derive(Clone)]
pub(crate) struct Snapshot<T = f64> {
    pub(crate) step: usize,
    /// Steps that the optimizer has taken: it begins anew when another one takes its place.
    pub(crate) taken: usize,
    pub(crate) samples: u64,
    pub(crate) position: Position,
    pub(crate) params: Vec<T>,
    pub(crate) slots: Vec<Vec<T>>,
}

/// Snapshots are at first taken this many steps apart.
pub(super) const INTERVAL: usize = 64;

pub(super) fn live(config: &Config) -> Live {
    Live {
        optimizer: config.tuning.optimizer.name,
        hyper: config.tuning.hyper.clone(),
        batch_size: config.tuning.batch_size,
    }
}

/// Whether they have one rule.
pub(super) fn same_rule(a: &Live, b: &Live) -> bool {
    a.optimizer == b.optimizer && a.hyper.convention == b.hyper.convention
}

/// Whether the second is the optimizer of the first by the rules of another library.
pub(super) fn converts(a: &Live, b: &Live) -> bool {
    a.optimizer == b.optimizer && a.hyper.convention != b.hyper.convention
}

/// Copies without allocating.
pub(crate) fn copy<T: Clone>(into: &mut Snapshot<T>, from: &Snapshot<T>) {
    into.step = from.step;
    into.taken = from.taken;
    into.samples = from.samples;
    into.position = from.position;
    into.params.clone_from(&from.params);
    into.slots.clone_from(&from.slots);
}
