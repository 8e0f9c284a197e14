//! What a training keeps of its past: snapshots, as far as memory goes, and what was done in between.

use crate::config::Value;
pub(super) use crate::experiment::{Snapshot as Now, copy};
use crate::graph::Element;
use crate::network::config::Config;
use crate::network::layers::Penalty;
use crate::optimizer::{Hyper, MOST_SLOTS};
use crate::sampler::{BatchSize, Position};

/// What can change while a run is under way.
#[derive(Clone, PartialEq)]
pub(super) struct Live {
    pub(super) optimizer: &'static str,
    pub(super) hyper: Hyper,
    pub(super) batch_size: BatchSize,
    pub(super) penalty: Penalty,
}

pub(super) fn live(config: &Config) -> Live {
    let tuning = &config.tuning;
    Live {
        optimizer: tuning.optimizer.name,
        hyper: tuning.hyper.clone(),
        batch_size: tuning.batch_size,
        penalty: config.penalty,
    }
}

/// Whether the second is the optimizer of the first by the rules of another library.
fn converts(a: &Live, b: &Live) -> bool {
    a.optimizer == b.optimizer && a.hyper.convention != b.hyper.convention
}

/// Whether they have one rule.
fn same_rule(a: &Live, b: &Live) -> bool {
    (a.optimizer, a.hyper.convention) == (b.optimizer, b.hyper.convention)
}

/// Something that was done to a run from outside.
#[derive(Clone)]
pub(super) enum Event {
    /// Settings were changed.
    Settings(Box<Live>),
    /// A parameter was given another value.
    Parameter(usize, f64),
}

/// Something that was done after a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Settings were these from then on: all that can change in mid-run.
    Settings(Vec<(String, Value)>),
    /// A parameter was given a value.
    Parameter(usize, f64),
}

/// What it takes to go back: snapshots, as far as memory goes, and what was done in between.
pub(super) struct Past<T> {
    pub(super) first: Live,
    pub(super) events: Vec<(usize, Event)>,
    pub(super) snapshots: Vec<Snapshot>,
    /// The numbers of each snapshot, one after another: parameters, then slots. There from the start, so that a run takes no
    /// more memory the longer it lasts.
    pub(super) numbers: Vec<T>,
    /// Places for the numbers of one.
    pub(super) size: usize,
    pub(super) interval: usize,
    /// What was loaded, if it was: how it came there is not known.
    pub(super) loaded: Option<Now<T>>,
}

/// A place to go back to, apart from its numbers.
#[derive(Clone, Copy)]
pub(super) struct Snapshot {
    pub(super) step: usize,
    pub(super) taken: usize,
    pub(super) samples: u64,
    pub(super) position: Position,
    pub(super) slots: usize,
}

/// Snapshots take no more numbers than this in all. A large network has none: it goes back by starting anew.
const MAX_STORED_FLOATS: usize = 1 << 19;
/// With more snapshots than this, every other one goes and they are twice as far apart.
const MOST_SNAPSHOTS: usize = 64;
/// Snapshots are at first so many steps apart.
pub(super) const INTERVAL: usize = 64;

impl<T: Element> Past<T> {
    pub(super) fn new(config: &Config, params: usize) -> Self {
        let size = params * (1 + MOST_SLOTS);
        let room = (MAX_STORED_FLOATS / size.max(1)).min(MOST_SNAPSHOTS);
        let room = if room < 2 { 0 } else { room };
        Self {
            first: live(config),
            events: Vec::new(),
            snapshots: Vec::with_capacity(room),
            numbers: vec![T::of(0.0); room * size],
            size,
            interval: INTERVAL,
            loaded: None,
        }
    }

    /// Notes what was done after `step`. What the same step makes void is forgotten, so that a field that is dragged leaves
    /// one event for each step.
    pub(super) fn note(&mut self, step: usize, event: Event) {
        let from = self.events.partition_point(|(at, _)| *at < step);
        let mut known = self.events[from..].iter().enumerate();
        let void = match &event {
            Event::Parameter(index, _) => {
                known.find(|(_, (_, known))| matches!(known, Event::Parameter(k, _) if k == index)).map(|(at, _)| at)
            }
            Event::Settings(live) => {
                let mut settings = known.filter_map(|(at, (_, known))| match known {
                    Event::Settings(known) => Some((at, known)),
                    Event::Parameter(..) => None,
                });
                let earlier = self.events[..from].iter().rev().find_map(|(_, known)| match known {
                    Event::Settings(known) => Some(&**known),
                    Event::Parameter(..) => None,
                });
                let (last, second) = (settings.next_back(), settings.next_back());
                let before = second.map_or(earlier.unwrap_or(&self.first), |(_, known)| &**known);
                match (last, second) {
                    // A change of library stays, for it also converts what is remembered, by the rate of its time.
                    (Some((_, last)), _) if same_rule(last, live) && converts(before, last) => None,
                    (Some((at, last)), _) if same_rule(last, live) => Some(at),
                    // A change of optimizer stays, for it also clears what was remembered; of two the later one is enough.
                    (Some((_, last)), Some((at, _))) if last.optimizer != live.optimizer => Some(at),
                    _ => None,
                }
            }
        };
        if let Some(at) = void {
            self.events.remove(from + at);
        }
        self.events.push((step, event));
    }

    /// A run has gone back to `step`: what came later has not been.
    pub(super) fn go_to(&mut self, step: usize) {
        self.events.retain(|(at, _)| *at <= step);
        self.snapshots.retain(|snapshot| snapshot.step <= step);
    }

    /// Whether it may be time to keep where the run is after `step`.
    pub(super) fn wants(&self, step: usize) -> bool {
        !self.numbers.is_empty() && step.is_multiple_of(self.interval)
    }

    pub(super) fn keep(&mut self, now: &Now<T>) {
        if !self.wants(now.step) {
            return;
        }
        let room = self.numbers.len() / self.size.max(1);
        if self.snapshots.len() == room {
            self.interval *= 2;
            let mut kept = 0;
            for k in 0..room {
                if self.snapshots[k].step.is_multiple_of(self.interval) {
                    self.snapshots[kept] = self.snapshots[k];
                    self.numbers.copy_within(k * self.size..(k + 1) * self.size, kept * self.size);
                    kept += 1;
                }
            }
            self.snapshots.truncate(kept);
            if !now.step.is_multiple_of(self.interval) {
                return;
            }
        }
        let place = &mut self.numbers[self.snapshots.len() * self.size..][..self.size];
        for (place, from) in place.chunks_exact_mut(now.params.len()).zip([&now.params].into_iter().chain(&now.slots)) {
            place.copy_from_slice(from);
        }
        let &Now { step, taken, samples, position, .. } = now;
        self.snapshots.push(Snapshot { step, taken, samples, position, slots: now.slots.len() });
    }

    /// Goes to the last snapshot, or to what was loaded, if there is one.
    pub(super) fn recall(&self, now: &mut Now<T>) -> bool {
        let Some((k, snapshot)) = self.snapshots.iter().enumerate().next_back() else {
            self.loaded.iter().for_each(|loaded| copy(now, loaded));
            return self.loaded.is_some();
        };
        let n = now.params.len();
        let mut from = self.numbers[k * self.size..].chunks_exact(n);
        now.slots.resize_with(snapshot.slots, || vec![T::of(0.0); n]);
        for (into, from) in [&mut now.params].into_iter().chain(&mut now.slots).zip(&mut from) {
            into.copy_from_slice(from);
        }
        now.step = snapshot.step;
        now.taken = snapshot.taken;
        now.samples = snapshot.samples;
        now.position = snapshot.position;
        true
    }
}
