//! The past of a training: the way back to an earlier step, and checkpoints to go on from elsewhere.

use super::{Config, Element, Now, Record, Score, Training, slots_for};
use crate::catalog::MAX_SEED;
use crate::error::{Error, Result, code};
use crate::experiment::State;
use crate::limits::MAX_STEPS;
use crate::network::layers::Penalty;
use crate::optimizer::{Hyper, MOST_SLOTS, Spec, Stepper};
use crate::sampler::{BatchSize, Position};

/// What can change while a run is under way.
#[derive(Clone, PartialEq)]
pub(super) struct Live {
    optimizer: &'static str,
    hyper: Hyper,
    batch_size: BatchSize,
    penalty: Penalty,
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

/// Something that was done to a run from outside.
#[derive(Clone)]
pub(super) enum Event {
    /// Settings were changed.
    Settings(Box<Live>),
    /// A parameter was given another value.
    Parameter(usize, f64),
}

/// What it takes to go back: snapshots, as far as memory goes, and what was done in between.
pub(super) struct Past<T> {
    first: Live,
    events: Vec<(usize, Event)>,
    snapshots: Vec<Snapshot>,
    /// The numbers of each snapshot, one after another: parameters, then slots. There from the start, so that a run takes no
    /// more memory the longer it lasts.
    numbers: Vec<T>,
    /// Places for the numbers of one.
    size: usize,
    interval: usize,
}

/// A place to go back to, apart from its numbers.
#[derive(Clone, Copy)]
struct Snapshot {
    step: usize,
    taken: usize,
    samples: u64,
    position: Position,
    slots: usize,
}

/// Snapshots take no more numbers than this in all. A large network has none: it goes back by starting anew.
const MOST_NUMBERS: usize = 1 << 18;
/// With more snapshots than this, every other one goes and they are twice as far apart.
const MOST_SNAPSHOTS: usize = 64;
/// Snapshots are at first so many steps apart.
const INTERVAL: usize = 64;

impl<T: Element> Past<T> {
    pub(super) fn new(config: &Config, params: usize) -> Self {
        let size = params * (1 + MOST_SLOTS);
        let room = (MOST_NUMBERS / size.max(1)).min(MOST_SNAPSHOTS);
        let room = if room < 2 { 0 } else { room };
        Self {
            first: live(config),
            events: Vec::new(),
            snapshots: Vec::with_capacity(room),
            numbers: vec![T::of(0.0); room * size],
            size,
            interval: INTERVAL,
        }
    }

    pub(super) fn note(&mut self, step: usize, event: Event) {
        if let (Some((at, Event::Parameter(last, value))), &Event::Parameter(index, new)) =
            (self.events.last_mut(), &event)
            && (*at, *last) == (step, index)
        {
            *value = new;
            return;
        }
        self.events.push((step, event));
    }

    fn keep(&mut self, now: &Now<T>) {
        let room = self.numbers.len() / self.size.max(1);
        if room == 0 || !now.step.is_multiple_of(self.interval) {
            return;
        }
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

    /// Goes to the last snapshot, if there is one.
    fn recall(&self, now: &mut Now<T>) -> bool {
        let Some((k, snapshot)) = self.snapshots.iter().enumerate().next_back() else { return false };
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

impl<T: Element> Training<T> {
    /// Goes back to step `k`, or stays where it is if that is later. The settings stay as they are now.
    pub fn rewind(&mut self, k: usize) {
        if k >= self.now.step && k > 0 && self.state != State::Diverged {
            self.forget_batch();
            return;
        }
        let k = k.min(self.now.step);
        let wanted = live(&self.config);
        self.past.events.retain(|(step, _)| *step < k || (*step == k && k > 0));
        // From before `k`, so that the last step is taken again: its loss and gradient belong to where the run is then.
        self.past.snapshots.retain(|snapshot| snapshot.step < k);
        let mut then = self.past.first.clone();
        let mut known = 0;
        if self.past.recall(&mut self.now) {
            // A snapshot is as its step ended: what was done then comes after it.
            known = self.past.events.partition_point(|(step, _)| *step < self.now.step);
            for (_, event) in &self.past.events[..known] {
                if let Event::Settings(live) = event {
                    then = Live::clone(live);
                }
            }
            self.take_up(&then);
        } else {
            self.take_up(&then);
            self.begin();
        }
        let events = self.past.events.split_off(known);
        self.record.cut(self.now.step);
        self.resume();
        let mut events = events.into_iter().peekable();
        loop {
            while let Some((step, event)) = events.next_if(|(step, _)| *step <= self.now.step) {
                self.redo(&event);
                self.past.events.push((step, event));
            }
            if self.now.step >= k || self.state == State::Diverged {
                break;
            }
            self.step();
        }
        if k == 0 {
            self.past.first = wanted.clone();
            self.past.events.clear();
            self.past.interval = INTERVAL;
            self.path.clear();
            self.take_up(&wanted);
            self.begin();
            self.record = Record::new(super::interval(&self.config));
            self.resume();
            self.write_row();
            return;
        }
        self.change_to(&wanted);
        self.past.note(self.now.step, Event::Settings(Box::new(wanted)));
        self.evaluate();
    }

    fn redo(&mut self, event: &Event) {
        match event {
            Event::Settings(live) => self.change_to(live),
            &Event::Parameter(index, value) => {
                self.now.params[index] = T::of(value);
                self.path.go_to(self.now.step, &self.now.params);
            }
        }
    }

    /// To the first weights.
    fn begin(&mut self) {
        let params = self.config.network.first(self.config.initializer, self.config.seed);
        let slots = slots_for(&self.config, params.len());
        self.now = Now { step: 0, taken: 0, samples: 0, position: Position::default(), params, slots };
    }

    /// Goes on from `now`: everything else follows from it.
    pub(super) fn resume(&mut self) {
        self.forget_batch();
        self.path.go_to(self.now.step, &self.now.params);
        self.before.clone_from(&self.now.params);
        self.batch = Score::NONE;
        self.gradient.fill(T::of(0.0));
        self.edited = false;
        self.message = None;
        self.cause = None;
        self.state = if self.now.step == 0 { State::Ready } else { State::Running };
    }

    pub(super) fn keep_snapshot(&mut self) {
        self.past.keep(&self.now);
    }

    /// Uses settings, with what the optimizer remembers as it is.
    pub(super) fn take_up(&mut self, live: &Live) {
        let same = live.penalty == self.config.penalty;
        let tuning = &mut self.config.tuning;
        tuning.optimizer = Spec::named(live.optimizer).unwrap_or(tuning.optimizer);
        tuning.hyper = live.hyper.clone();
        let resized = tuning.batch_size != live.batch_size;
        tuning.batch_size = live.batch_size;
        self.stepper = Stepper::new(tuning.optimizer, &tuning.hyper, self.now.params.len());
        self.config.penalty = live.penalty;
        if !same {
            self.backward.clear();
        }
        if resized {
            self.forget_batch();
        }
    }

    /// The coming batch will be drawn anew.
    fn forget_batch(&mut self) {
        self.drawn.clear();
        self.looked = 0;
        self.look = None;
        self.sampler.go_to(self.now.position);
    }

    /// Uses settings from here on. Another optimizer begins with nothing to remember.
    pub(super) fn change_to(&mut self, live: &Live) {
        let now = self::live(&self.config);
        let another = (now.optimizer, now.hyper.convention) != (live.optimizer, live.hyper.convention);
        self.take_up(live);
        if another {
            self.now.taken = 0;
            self.now.slots = slots_for(&self.config, self.now.params.len());
        }
    }

    /// Everything that another run with the same configuration needs to go on from here. What was changed on the way is not
    /// part of it: going back, such a run uses the settings that it was restored with from its start.
    pub fn checkpoint(&self) -> Vec<u8> {
        let now = &self.now;
        let counts = [now.step, now.taken, now.position.used, now.params.len(), now.slots.len()];
        let mut head = vec![CHECKPOINT];
        head.extend(counts.into_iter().map(|n| n as f64));
        head.extend([now.samples as f64, now.position.epoch as f64]);
        let mut bytes: Vec<u8> = head.iter().flat_map(|x| x.to_le_bytes()).collect();
        for numbers in [&now.params].into_iter().chain(&now.slots) {
            numbers.iter().for_each(|x| bytes.extend((x.wide() as f32).to_le_bytes()));
        }
        bytes.extend(self.record.numbers().iter().flat_map(|x| x.to_le_bytes()));
        bytes
    }

    /// A run that goes on from a checkpoint.
    ///
    /// # Errors
    /// If the checkpoint is not one of a run with this configuration.
    pub fn restore(config: Config, checkpoint: &[u8]) -> Result<Self> {
        let mut run = Self::new(config);
        if run.read(checkpoint).is_some() {
            return Ok(run);
        }
        Err(Error::new(
            code::BAD_SHAPE,
            format_args!("This is no checkpoint of a run with this network and optimizer."),
            format_args!("这不是该网络和优化器的检查点。"),
        )
        .on("checkpoint"))
    }

    fn read(&mut self, checkpoint: &[u8]) -> Option<()> {
        let (head, rest) = checkpoint.split_at_checked(8 * 8)?;
        let head = head.as_chunks::<8>().0;
        let [kind, step, taken, used, n, slots, samples, epoch] = std::array::from_fn(|k| f64::from_le_bytes(head[k]));
        let whole =
            [step, taken, used, samples, epoch].iter().all(|x| x.fract() == 0.0 && (0.0..=MAX_SEED).contains(x));
        let mine = kind == CHECKPOINT && n == self.now.params.len() as f64 && slots == self.now.slots.len() as f64;
        let fits = step <= MAX_STEPS as f64 && taken <= step && used < self.config.inputs.train.len() as f64;
        if !(whole && mine && fits) {
            return None;
        }
        let (numbers, rest) = rest.split_at_checked(4 * self.now.params.len() * (1 + self.now.slots.len()))?;
        let mut from = numbers.as_chunks::<4>().0.iter().map(|bytes| T::of(f64::from(f32::from_le_bytes(*bytes))));
        for into in [&mut self.now.params].into_iter().chain(&mut self.now.slots) {
            into.iter_mut().zip(&mut from).for_each(|(into, x)| *into = x);
            if into.iter().any(|x| !x.wide().is_finite()) {
                return None;
            }
        }
        let (record, []) = rest.as_chunks::<8>() else { return None };
        let record: Vec<f64> = record.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect();
        self.record = Record::of(&record, step)?;
        self.now.step = step as usize;
        self.now.taken = taken as usize;
        self.now.samples = samples as u64;
        self.now.position = Position { epoch: epoch as u64, used: used as usize };
        // How it came here is not known.
        self.path.clear();
        self.resume();
        self.evaluate();
        Some(())
    }
}

/// What a checkpoint begins with.
const CHECKPOINT: f64 = 2.0;
