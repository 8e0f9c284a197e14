//! The past of a run: snapshots of where it was, the settings that were in force, and the ways back: rewinding and forking.

use super::{Experiment, State};
use crate::config::Config;
use crate::optimizer::{Hyper, Spec, Stepper};
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
pub(super) struct Snapshot {
    pub(super) step: usize,
    /// Steps that the optimizer has taken: it begins anew when another one takes its place.
    pub(super) taken: usize,
    pub(super) samples: u64,
    pub(super) position: Position,
    pub(super) params: Vec<f64>,
    pub(super) slots: Vec<Vec<f64>>,
}

/// Snapshots are at first taken this many steps apart.
pub(super) const INTERVAL: usize = 64;
/// With more snapshots than this, every other one goes and the interval doubles, so that memory stays bounded.
const MOST_SNAPSHOTS: usize = 256;

impl Experiment {
    /// Goes back to step `k`, or stays where it is if that is later. The settings stay as they are now; the batches that
    /// follow are those that followed before.
    pub fn rewind(&mut self, k: usize) {
        if k == 0 {
            return self.begin();
        }
        if k >= self.now.step && self.moves == 0 {
            return;
        }
        let k = k.min(self.now.step);
        let wanted = live(&self.config);
        let from = self.snapshots.partition_point(|snapshot| snapshot.step <= k).max(1) - 1;
        self.snapshots.truncate(from + 1);
        self.now = self.snapshots[from].clone();
        self.history.retain(|(step, _)| *step <= k);
        // A snapshot is as its step ended: settings that were changed then come after it.
        let mut known = self.history.partition_point(|(step, _)| *step < self.now.step).max(1);
        self.take_up(&self.history[known - 1].1.clone());
        self.resume();
        loop {
            while let Some((_, then)) = self.history.get(known).filter(|(step, _)| *step <= self.now.step) {
                let then = then.clone();
                self.change_to(&then);
                known += 1;
            }
            if self.now.step == k {
                break;
            }
            self.step();
        }
        self.trace.truncate(self.now.step + 1);
        self.change_to(&wanted);
        self.settings_changed();
    }

    /// Another run with the same past up to step `k`; from there on each goes its own way.
    pub fn fork(&self, k: usize) -> Experiment {
        let mut fork = Experiment::new(self.config.clone());
        fork.now = self.now.clone();
        fork.snapshots = self.snapshots.clone();
        fork.interval = self.interval;
        fork.history = self.history.clone();
        fork.trace = self.trace.clone();
        fork.resume();
        fork.rewind(k);
        fork
    }

    pub(super) fn begin(&mut self) {
        self.now = Snapshot {
            step: 0,
            taken: 0,
            samples: 0,
            position: Position::default(),
            params: self.config.start.clone(),
            slots: self.config.tuning.optimizer.slots_for(&self.config.tuning.hyper.knobs, self.config.start.len()),
        };
        self.snapshots = vec![self.now.clone()];
        self.interval = INTERVAL;
        self.history = vec![(0, live(&self.config))];
        self.trace.truncate(0);
        self.resume();
        self.trace.push(&self.now.params, self.loss, self.gradient_norm());
    }

    pub(super) fn keep_snapshot(&mut self) {
        if self.snapshots.last().is_some_and(|last| last.step >= self.now.step) {
            return;
        }
        self.snapshots.push(self.now.clone());
        if self.snapshots.len() > MOST_SNAPSHOTS {
            self.interval *= 2;
            let interval = self.interval;
            self.snapshots.retain(|snapshot| snapshot.step.is_multiple_of(interval));
        }
    }

    /// Uses settings, with what the optimizer remembers as it is.
    pub(super) fn take_up(&mut self, live: &Live) {
        let optimizer = Spec::named(live.optimizer).unwrap_or(self.config.tuning.optimizer);
        self.config.tuning.optimizer = optimizer;
        self.config.tuning.hyper = live.hyper.clone();
        self.config.tuning.batch_size = live.batch_size;
        self.stepper = Stepper::new(optimizer, &self.config.tuning.hyper, self.config.start.len());
    }

    /// Uses settings from here on. Another optimizer begins with nothing to remember.
    pub(super) fn change_to(&mut self, live: &Live) {
        let another = !same_rule(live, &self::live(&self.config));
        self.take_up(live);
        if another {
            self.now.taken = 0;
            self.now.slots =
                self.config.tuning.optimizer.slots_for(&self.config.tuning.hyper.knobs, self.config.start.len());
        }
    }

    /// Notes the settings from this step on.
    pub(super) fn settings_changed(&mut self) {
        let live = live(&self.config);
        match self.history.last_mut() {
            Some((_, last)) if *last == live => {}
            // A change of optimizer stays, for it also clears what was remembered.
            Some((step, last)) if *step == self.now.step && same_rule(last, &live) => *last = live,
            _ => self.history.push((self.now.step, live)),
        }
        if self.state == State::Converged {
            self.state = State::Running;
        }
    }
}

pub(super) fn live(config: &Config) -> Live {
    Live {
        optimizer: config.tuning.optimizer.name,
        hyper: config.tuning.hyper.clone(),
        batch_size: config.tuning.batch_size,
    }
}

/// Whether what one remembers means something to the other.
fn same_rule(a: &Live, b: &Live) -> bool {
    a.optimizer == b.optimizer && a.hyper.convention == b.hyper.convention
}

/// Copies without allocating.
pub(super) fn copy(into: &mut Snapshot, from: &Snapshot) {
    into.step = from.step;
    into.taken = from.taken;
    into.samples = from.samples;
    into.position = from.position;
    into.params.clone_from(&from.params);
    into.slots.clone_from(&from.slots);
}
