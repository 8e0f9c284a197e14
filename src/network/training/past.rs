//! The past of a training: the way back to an earlier step, and checkpoints to go on from elsewhere.

use super::history::{Event, INTERVAL, Live, Now, copy, live};
use super::layer_record::LayerRecord;
use super::record::Record;
use super::tally::Score;
use super::{Training, interval, slots_for};
use crate::catalog::MAX_SEED;
use crate::error::{Error, Result, code};
use crate::experiment::State;
use crate::graph::Element;
use crate::limits::MAX_STEPS;
use crate::network::config::Config;
use crate::optimizer::{Spec, carry};
use crate::sampler::Position;

impl<T: Element> Training<T> {
    /// Goes back to step `k`, or stays where it is if that is later. The settings stay as they are now.
    pub fn rewind(&mut self, k: usize) {
        self.part();
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
        self.past.loaded = self.past.loaded.take().filter(|loaded| k > 0 && loaded.step <= k);
        if self.past.recall(&mut self.now) {
            // A snapshot is as its step ended: what was done then comes after it.
            known = self.past.events.partition_point(|(step, _)| *step < self.now.step);
            for (_, event) in &self.past.events[..known] {
                if let Event::Settings(live) = event {
                    then = Live::clone(live);
                }
            }
            self.apply_settings(&then);
        } else {
            self.apply_settings(&then);
            self.begin();
        }
        let events = self.past.events.split_off(known);
        self.record.cut(self.now.step);
        self.layers.cut(self.now.step);
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
            self.apply_settings(&wanted);
            self.begin();
            self.record = Record::new(interval(&self.config));
            self.layers = LayerRecord::new(&self.config.network);
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
            &Event::Parameter(index, value) => self.put_parameter(index, value),
        }
    }

    /// To the first weights.
    fn begin(&mut self) {
        let params = self.config.network.first(self.config.initializer, self.config.seed);
        let slots = slots_for(&self.config, &params);
        self.now = Now { step: 0, taken: 0, samples: 0, position: Position::default(), params, slots };
    }

    /// Goes on from `now`: everything else follows from it.
    pub(super) fn resume(&mut self) {
        self.forget_batch();
        self.path.go_to(self.now.step, &self.now.params);
        copy(&mut self.before, &self.now);
        self.batch = Score::NONE;
        self.gradient.fill(T::of(0.0));
        self.edited = false;
        self.message = None;
        self.cause = None;
        self.overflow = None;
        self.state = if self.now.step == 0 { State::Ready } else { State::Running };
    }

    pub(super) fn keep_snapshot(&mut self) {
        self.past.keep(&self.now);
    }

    /// Uses settings, with what the optimizer remembers as it is.
    pub(super) fn apply_settings(&mut self, live: &Live) {
        let same = live.penalty == self.config.penalty;
        let tuning = &mut self.config.tuning;
        tuning.optimizer = Spec::named(live.optimizer).unwrap_or(tuning.optimizer);
        tuning.hyper = live.hyper.clone();
        let resized = tuning.batch_size != live.batch_size;
        tuning.batch_size = live.batch_size;
        self.config.penalty = live.penalty;
        self.stepper = super::stepper_for(&self.config);
        if !same {
            self.passes.clear();
        }
        if resized {
            self.forget_batch();
        }
    }

    /// The coming batch will be drawn anew.
    pub(super) fn forget_batch(&mut self) {
        self.drawn.clear();
        self.looked = 0;
        self.look = None;
        self.sampler.go_to(self.now.position);
    }

    /// Uses settings from here on. Another optimizer begins with nothing to remember; the same one by the rules of another
    /// library goes on with what it has.
    pub(super) fn change_to(&mut self, live: &Live) {
        let (optimizer, hyper) = (self.config.tuning.optimizer, self.config.tuning.hyper.clone());
        self.apply_settings(live);
        let factors = (optimizer.name == live.optimizer)
            .then(|| carry(optimizer, &hyper, &live.hyper, self.now.step, self.now.taken))
            .flatten();
        if let Some(factors) = factors {
            for (slot, factor) in self.now.slots.iter_mut().zip(factors).filter(|(_, factor)| *factor != 1.0) {
                let factor = T::of(factor);
                slot.iter_mut().for_each(|value| *value = *value * factor);
            }
        } else {
            for place in [&mut self.now, &mut self.before] {
                place.taken = 0;
                place.slots = slots_for(&self.config, &place.params);
            }
        }
    }

    /// Everything that another run with the same configuration needs to go on from here. What was changed on the way is not
    /// part of it: going back, such a run uses the settings that it was restored with from its start.
    pub fn checkpoint(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.checkpoint_size());
        self.write_checkpoint(|part| bytes.extend_from_slice(part));
        bytes
    }

    /// How many bytes a checkpoint has.
    pub fn checkpoint_size(&self) -> usize {
        8 * (HEAD + self.record.count()) + 4 * self.now.params.len() * (1 + self.now.slots.len())
    }

    /// Gives the bytes of [`Training::checkpoint`] in small parts, so that there is never a copy of them all.
    pub fn write_checkpoint(&self, mut take: impl FnMut(&[u8])) {
        let now = &self.now;
        let counts = [now.step, now.taken, now.position.used, now.params.len(), now.slots.len()];
        let head = std::iter::once(CHECKPOINT)
            .chain(counts.into_iter().map(|n| n as f64))
            .chain([now.samples as f64, now.position.epoch as f64]);
        let mut part = Vec::with_capacity(8 * PART);
        part.extend(head.flat_map(f64::to_le_bytes));
        take(&part);
        for numbers in [&now.params].into_iter().chain(&now.slots).flat_map(|numbers| numbers.chunks(PART)) {
            part.clear();
            part.extend(numbers.iter().flat_map(|x| (x.wide() as f32).to_le_bytes()));
            take(&part);
        }
        for numbers in self.record.numbers().chunks(PART) {
            part.clear();
            part.extend(numbers.iter().flat_map(|x| x.to_le_bytes()));
            take(&part);
        }
    }

    /// A run that goes on from a checkpoint.
    ///
    /// # Errors
    /// If the checkpoint is not one of a run with this configuration.
    pub fn restore(config: Config, checkpoint: &[u8]) -> Result<Self> {
        let mut run = Self::in_room(config)?;
        if run.read(checkpoint).is_some() {
            return Ok(run);
        }
        Err(Error::new(
            code::BAD_SHAPE,
            format_args!("This is not a checkpoint of a run with this network and optimizer."),
            format_args!("这不是该网络和优化器的检查点。"),
        )
        .on("checkpoint"))
    }

    /// Goes on from numbers of elsewhere, given as a checkpoint; its record may be missing. Data and settings stay as they are.
    ///
    /// # Errors
    /// If they are not those of this network and optimizer; nothing has changed then.
    pub fn load(&mut self, checkpoint: &[u8]) -> Result<()> {
        let mut run = Self::restore(self.config.clone(), checkpoint)?;
        self.part();
        run.past.loaded = Some(run.now.clone());
        std::mem::swap(&mut run.path, &mut self.path);
        run.path.clear();
        run.path.go_to(run.now.step, &run.now.params);
        *self = run;
        Ok(())
    }

    fn read(&mut self, checkpoint: &[u8]) -> Option<()> {
        let (head, rest) = checkpoint.split_at_checked(8 * HEAD)?;
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
        let is_recorded = !record.is_empty();
        self.record = if is_recorded { Record::of(&record, step)? } else { Record::new(interval(&self.config)) };
        self.now.step = step as usize;
        self.now.taken = taken as usize;
        self.now.samples = samples as u64;
        self.now.position = Position { epoch: epoch as u64, used: used as usize };
        // How it came here is not known.
        self.path.clear();
        self.layers = LayerRecord::new(&self.config.network);
        self.resume();
        self.evaluate();
        if !is_recorded {
            self.push_row(self.scores);
        }
        Some(())
    }
}

/// What a checkpoint begins with.
const CHECKPOINT: f64 = 2.0;
/// Numbers before the parameters.
const HEAD: usize = 8;
/// Numbers that are written at a time.
const PART: usize = 8192;
