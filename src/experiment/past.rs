//! The past of a run: snapshots of where it was, the settings that were in force, and the ways back: rewinding and forking.

use super::snapshot::{INTERVAL, Live, Snapshot, converts, live, same_rule};
use super::{Experiment, State};
use crate::optimizer::{Spec, Stepper, carry};
use crate::sampler::Position;

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
        // From one before it: what the last step was belongs to how the run stands.
        let from = self.snapshots.partition_point(|snapshot| snapshot.step < k).max(1) - 1;
        self.snapshots.truncate(from + 1);
        self.now = self.snapshots[from].clone();
        self.history.retain(|(step, _)| *step <= k);
        // A snapshot is as its step ended: settings that were changed then come after it.
        let mut known = self.history.partition_point(|(step, _)| *step < self.now.step).max(1);
        self.apply_settings(&self.history[known - 1].1.clone());
        self.resume();
        loop {
            while let Some((_, then)) = self.history.get(known).filter(|(step, _)| *step <= self.now.step) {
                let then = then.clone();
                self.change_to(&then);
                known += 1;
            }
            if self.now.step >= k || !self.can_go_on() {
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
        if k >= self.now.step && self.moves == 0 {
            fork.before = self.before.clone();
            fork.drawn = self.drawn.clone();
            (fork.state, fork.cause) = (self.state, self.cause);
        }
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
            slots: self.config.tuning.optimizer.slots_for(
                &self.config.tuning.hyper.knobs,
                self.config.tuning.hyper.parts,
                &self.config.start,
            ),
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
    pub(super) fn apply_settings(&mut self, live: &Live) {
        let optimizer = Spec::named(live.optimizer).unwrap_or(self.config.tuning.optimizer);
        self.config.tuning.optimizer = optimizer;
        self.config.tuning.hyper = live.hyper.clone();
        self.config.tuning.batch_size = live.batch_size;
        self.stepper = Stepper::new(optimizer, &self.config.tuning.hyper, self.config.start.len());
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
            for (slot, factor) in self.now.slots.iter_mut().zip(factors) {
                slot.iter_mut().for_each(|value| *value *= factor);
            }
        } else {
            self.now.taken = 0;
            self.now.slots = self.config.tuning.optimizer.slots_for(
                &self.config.tuning.hyper.knobs,
                self.config.tuning.hyper.parts,
                &self.now.params,
            );
        }
    }

    /// Notes the settings from this step on.
    pub(super) fn settings_changed(&mut self) {
        let (step, live) = (self.now.step, live(&self.config));
        match &mut self.history[..] {
            [.., (_, last)] if *last == live => {}
            // A change of library stays, for it also converts what is remembered, by the rate of its time.
            [.., (_, before), (at, last)] if *at == step && converts(before, last) && same_rule(last, &live) => {
                self.history.push((step, live));
            }
            // A change of optimizer stays, for it also clears what was remembered.
            [.., (at, last)] if *at == step && same_rule(last, &live) => *last = live,
            // Another one in the same step clears it again: the change before is enough to tell.
            [.., before, after] if before.0 == step && after.0 == step && after.1.optimizer != live.optimizer => {
                *before = std::mem::replace(after, (step, live));
            }
            _ => self.history.push((step, live)),
        }
        if matches!(self.state, State::Reached | State::Converged) {
            self.state = State::Running;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Value};

    fn run(pairs: &[(&str, &str)]) -> Experiment {
        let text = |text: &str| Value::Text(text.to_owned());
        let values: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), text(value))).collect();
        Experiment::new(Config::read(&values, || Ok(1)).unwrap_or_else(|error| panic!("{pairs:?}: {error}")))
    }

    /// Takes up the optimizer of that name.
    fn choose(run: &mut Experiment, name: &'static str) {
        let mut then = live(&run.config);
        then.optimizer = name;
        run.change_to(&then);
        run.settings_changed();
    }

    #[test]
    fn a_past_that_cannot_be_taken_again_ends_where_it_stops() {
        let mut run = run(&[("objective", "rosenbrock"), ("optimizer", "sgd"), ("learningRate", "0.001")]);
        run.train(50, None);
        run.history[0].1.hyper.learning_rate = 1e6;
        run.rewind(40);
        assert_eq!(run.state, State::Diverged);
        assert!(run.now.step < 40 && run.trace.len() == run.now.step + 1);
    }

    #[test]
    fn changes_in_one_step_are_kept_as_two_at_most() {
        let mut run = run(&[("objective", "line"), ("optimizer", "momentum"), ("batchSize", "8")]);
        run.train(70, None);
        for k in 0..1000 {
            run.config.tuning.hyper.learning_rate = 1e-3 / f64::from(k + 1);
            run.settings_changed();
            choose(&mut run, ["sgd", "nesterov", "momentum"][k as usize % 3]);
        }
        choose(&mut run, "momentum");
        assert_eq!(run.history.len(), 3);
        run.train(30, None);
        let there = run.now.params.clone();
        run.train(10, None);
        run.rewind(100);
        assert_eq!(run.now.params, there);
    }
}
