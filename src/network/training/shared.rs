//! A training that Workers share: see [`crate::network::together`]. This is the side of the Worker that leads.
//!
//! While it lasts, counters and record are those of now, but parameters and slots are where the Workers are, until
//! [`Training::join`] has brought them together. A training that is to change before that goes back to where it was joined last.

pub use super::lead::Asked;
use super::lead::{Place, Shared, Standing, Wanted};
use super::tally::{Part, Score, Tally};
use super::{AT_ONCE, CHUNK, MOST_EVALUATED, Training};
use crate::graph::Element;
use crate::network::together::{Lesson, Rest, Setup, Share, cuts, places, shares};
use std::collections::VecDeque;
use std::ops::Range;
use std::rc::Rc;

/// Workers are asked for so much before it is there: they go on with the next while an answer is under way.
const AHEAD: usize = 3;

impl<T: Element> Training<T> {
    /// Shares the training with up to so many Workers, this one among them; gives how many are of use.
    pub fn share(&mut self, workers: usize) -> usize {
        let n = if self.can_go_on() { shares(&self.config, workers) } else { 1 };
        if self.shared.as_ref().is_some_and(|shared| shared.cuts.len() == n + 1) {
            return n;
        }
        self.part();
        if n > 1 {
            self.shared = self.begin_sharing(n);
        }
        self.shared.as_ref().map_or(1, |shared| shared.cuts.len() - 1)
    }

    fn begin_sharing(&self, n: usize) -> Option<Box<Shared<T>>> {
        let network = &self.config.network;
        let cuts = cuts(network.widths()[1], n);
        let setup = Setup::of(&self.config, cuts[1])?;
        let first = network.parts().get(3)?.offset;
        let own = Share::new(setup.clone(), self.columns(0..cuts[1]))?;
        let rest = Rest::new(network, setup, self.arrays().map(|values| values[first..].to_vec()))?;
        Some(Box::new(Shared {
            cuts,
            own,
            rest,
            joined: self.standing(),
            before: Place::of(&self.before),
            coming: VecDeque::new(),
            asked: VecDeque::new(),
            spare: Vec::new(),
            lesson: Lesson { part: 1.0, first: true, step: None },
            so_far: (0.0, None),
            tally: Tally::default(),
            due: false,
            over: false,
        }))
    }

    /// What Worker `k`, from 1, is told to begin with: see [`Share::read`].
    pub fn setup(&self, k: usize) -> Option<(Vec<f64>, Vec<T>)> {
        let units = self.shared.as_ref()?.units_of(k)?;
        let setup = Setup::of(&self.config, units.len())?;
        Some((setup.numbers(), self.columns(units).flatten().collect()))
    }

    /// What the Workers are to compute the sums of next, if that can be said by now; [`Training::asked`] has it. A step is begun
    /// where that is not the `goal`, and the loss has not fallen below `until_loss`.
    pub fn ask(&mut self, goal: usize, until_loss: Option<f64>) -> Option<Asked> {
        let shared = self.shared.as_ref()?;
        if shared.asked.len() == AHEAD {
            return None;
        }
        let learning = shared.asked.iter().any(|(wanted, _)| matches!(wanted, Wanted::Batch(_)));
        let enough = self.is_enough(goal, until_loss);
        if shared.coming.is_empty() && !(learning || enough || shared.due || shared.over) && self.can_go_on() {
            self.draw();
            let first = 0..AT_ONCE.min(self.drawn.len());
            self.shared.as_mut()?.coming.push_back(Wanted::Batch(first));
        }
        let shared = self.shared.as_mut()?;
        let wanted = shared.coming.pop_front()?;
        let mut levels = shared.spare.pop().unwrap_or_default();
        levels.clear();
        let inputs = &self.config.inputs;
        let asked = match &wanted {
            Wanted::Batch(range) => {
                let (all, _) = inputs.train.levels()?;
                let width = inputs.train.width;
                for &k in &self.drawn[range.clone()] {
                    levels.extend_from_slice(&all[k as usize * width..][..width]);
                }
                Asked::Batch
            }
            Wanted::Score(part, range) => {
                let samples = if *part == Part::Train { &inputs.train } else { &inputs.test };
                levels.extend_from_slice(&samples.levels()?.0[range.start * samples.width..range.end * samples.width]);
                Asked::Again(range.start * 2 + *part as usize)
            }
        };
        shared.asked.push_back((wanted, levels));
        Some(asked)
    }

    /// The levels of the samples that were asked for last, and whether they are to be learnt from.
    pub fn asked(&self) -> (&[u8], bool) {
        let last = self.shared.as_ref().and_then(|shared| shared.asked.back());
        last.map_or((&[], false), |(wanted, levels)| (levels, wanted.is_to_learn()))
    }

    /// Whether what the Workers have been asked for is to be waited for: without it a step is not complete, or the next one not
    /// taken.
    pub fn is_under_way(&self, goal: usize, until_loss: Option<f64>) -> bool {
        match self.shared.as_ref().and_then(|shared| shared.asked.front()) {
            None => false,
            Some((Wanted::Batch(range), _)) if range.start == 0 => !self.is_enough(goal, until_loss),
            Some(_) => true,
        }
    }

    fn is_enough(&self, goal: usize, until_loss: Option<f64>) -> bool {
        self.now.step >= goal || until_loss.is_some_and(|limit| self.batch.loss < limit)
    }

    /// Computes the leader's part of what was asked for first.
    pub fn sum(&mut self) {
        let Some(shared) = &mut self.shared else { return };
        let (units, own) = (shared.units(), 0..shared.cuts[1]);
        let Some((wanted, levels)) = shared.asked.front() else { return };
        let sums = shared.own.sums(levels, wanted.is_to_learn());
        shared.rest.begin(wanted.len(), wanted.is_to_learn());
        put_sums(&mut shared.rest, units, own, sums);
    }

    /// Takes from Worker `k` what was asked for first: what [`Share::sums`] gives, one after another.
    pub fn put_sums(&mut self, k: usize, both: &[T]) {
        let Some(shared) = &mut self.shared else { return };
        let units = shared.units();
        let (Some((wanted, _)), Some(own)) = (shared.asked.front(), shared.units_of(k)) else { return };
        let Some((sums, rows)) = both.split_at_checked(wanted.len() * own.len()) else { return };
        put_sums(&mut shared.rest, units, own, [sums, rows]);
    }

    /// Goes on from the sums that were asked for first, when all are there. Gives how to learn from them, where they are to be.
    pub fn turn(&mut self) -> Option<Lesson> {
        let mut shared = self.shared.take()?;
        let lesson = shared.asked.pop_front().and_then(|(wanted, levels)| {
            shared.spare.push(levels);
            match wanted {
                Wanted::Batch(range) => Some(self.turn_batch(&mut shared, range)),
                Wanted::Score(part, range) => {
                    self.turn_score(&mut shared, part, range);
                    None
                }
            }
        });
        self.shared = Some(shared);
        lesson
    }

    fn turn_batch(&mut self, shared: &mut Shared<T>, range: Range<usize>) -> Lesson {
        let samples = Rc::clone(&self.config.inputs.train);
        let which = self.drawn[range.clone()].iter().map(|&k| k as usize);
        shared.rest.run(&samples, which.clone());
        let part = range.len() as f64 / self.drawn.len() as f64;
        let first = range.start == 0;
        if first {
            shared.so_far = (0.0, Some(0));
        }
        let (loss, hits) = &mut shared.so_far;
        *loss += part * shared.rest.loss();
        *hits = shared.rest.hits(&samples, which).zip(*hits).map(|(more, hits)| hits + more);
        let mut step = None;
        if range.end < self.drawn.len() {
            shared.coming.push_back(Wanted::Batch(range.end..self.drawn.len().min(range.end + AT_ONCE)));
        } else {
            let accuracy = hits.map_or(f64::NAN, |hits| hits as f64 / self.drawn.len() as f64);
            self.batch = Score { loss: *loss, accuracy };
            if loss.is_finite() {
                step = Some((self.rate(), self.now.taken + 1));
                self.count(shared);
            } else {
                shared.over = true;
            }
        }
        shared.lesson = Lesson { part, first, step };
        shared.lesson
    }

    /// A step has been taken; the parameters follow.
    fn count(&mut self, shared: &mut Shared<T>) {
        shared.before = Place::of(&self.now);
        let seen = self.drawn.len() as u64;
        self.advance(seen);
        self.end_batch();
        let step = self.now.step;
        shared.due = self.path.wants(step) || self.past.wants(step);
        if !self.record.wants(step) {
            return;
        }
        if !self.record.wants_score(step) {
            return self.push_row([Score::NONE; 2]);
        }
        let chunk = CHUNK.min(self.config.inputs.train.len().max(self.config.inputs.test.len())).max(1);
        for part in [Part::Train, Part::Test] {
            let n = self.inputs(part).len().min(MOST_EVALUATED);
            shared.coming.extend((0..n).step_by(chunk).map(|from| Wanted::Score(part, from..n.min(from + chunk))));
        }
    }

    fn turn_score(&mut self, shared: &mut Shared<T>, part: Part, range: Range<usize>) {
        let samples = Rc::clone(self.inputs(part));
        shared.rest.run(&samples, range.clone());
        if part == Part::Train {
            if range.start == 0 {
                self.alive.clear();
            }
            for layer in 0..self.config.network.hidden.len() {
                self.alive.take(layer, shared.rest.layer(layer, range.len()));
            }
        }
        shared.tally.add(&shared.rest.losses()[..range.len()], shared.rest.hits(&samples, range.clone()));
        if range.end < samples.len().min(MOST_EVALUATED) {
            return;
        }
        self.scores[part as usize] = std::mem::take(&mut shared.tally).score();
        if part == Part::Train {
            return;
        }
        self.scored = [self.now.step; 2];
        if self.scores[0].loss.is_finite() {
            self.push_row(self.scores);
        } else {
            shared.over = true;
        }
    }

    /// What all Workers learn from: see [`Share::learn`].
    pub fn slopes(&self) -> &[T] {
        self.shared.as_ref().map_or(&[], |shared| shared.rest.slopes())
    }

    /// The leader learns.
    pub fn learn(&mut self) {
        let Some(shared) = &mut self.shared else { return };
        shared.rest.learn(shared.lesson);
        shared.own.learn(shared.rest.slopes(), shared.lesson);
    }

    /// Whether the training cannot go on before all is together.
    pub fn is_due(&self) -> bool {
        self.shared.as_ref().is_some_and(|shared| shared.due || shared.over)
    }

    /// Takes what Worker `k` has: what [`Share::all`] gives.
    pub fn put_columns(&mut self, k: usize, all: &[T]) {
        let Some(shared) = self.shared.take() else { return };
        let [inputs, _, next] = self.size();
        if let Some(own) = shared.units_of(k) {
            let n = (inputs + 1 + next) * own.len();
            self.spread(own, all.chunks_exact(n));
        }
        self.shared = Some(shared);
    }

    /// Takes what the leader has, after [`Training::put_columns`] of all others: everything is as if one Worker had done it.
    /// What has been asked for is forgotten.
    pub fn join(&mut self) {
        let Some(mut shared) = self.shared.take() else { return };
        self.spread(0..shared.cuts[1], shared.own.piece.all().map(Vec::as_slice));
        let first = self.now.params.len() - shared.rest.piece.params.len();
        for (into, from) in self.arrays_mut().zip(shared.rest.piece.all()) {
            into[first..].copy_from_slice(from);
        }
        shared.before.put(&mut self.before);
        if shared.over {
            return self.freeze();
        }
        if std::mem::take(&mut shared.due) {
            self.path.keep(self.now.step, &self.now.params);
            self.past.keep(&self.now);
        }
        self.note_layers();
        shared.joined = self.standing();
        shared.asked.clear();
        self.shared = Some(shared);
    }

    /// Ends the sharing. What has not been joined is taken back.
    pub fn part(&mut self) {
        let Some(shared) = self.shared.take() else { return };
        if shared.joined.at.step == self.now.step && !shared.over {
            return;
        }
        let Standing { at, record, batch, scores, scored, state, edited } = shared.joined;
        at.put(&mut self.now);
        (self.record, self.batch, self.scores, self.scored) = (record, batch, scores, scored);
        (self.state, self.edited, self.message) = (state, edited, None);
        self.forget_batch();
    }

    fn standing(&self) -> Standing {
        Standing {
            at: Place::of(&self.now),
            record: self.record.clone(),
            batch: self.batch,
            scores: self.scores,
            scored: self.scored,
            state: self.state,
            edited: self.edited,
        }
    }

    /// Everything that a step changes, in the order of [`Share::all`].
    fn arrays(&self) -> impl Iterator<Item = &Vec<T>> {
        let state = [&self.now, &self.before].into_iter().flat_map(|at| std::iter::once(&at.params).chain(&at.slots));
        state.chain(std::iter::once(&self.gradient))
    }

    fn arrays_mut(&mut self) -> impl Iterator<Item = &mut Vec<T>> {
        let state = [&mut self.now, &mut self.before].into_iter();
        let state = state.flat_map(|at| std::iter::once(&mut at.params).chain(&mut at.slots));
        state.chain(std::iter::once(&mut self.gradient))
    }

    /// Inputs, and the units of two layers.
    fn size(&self) -> [usize; 3] {
        let widths = self.config.network.widths();
        [widths[0], widths[1], widths[2]]
    }

    /// What belongs to some units of the first layer, array by array.
    fn columns(&self, units: Range<usize>) -> impl Iterator<Item = Vec<T>> {
        let size = self.size();
        self.arrays().map(move |all| {
            let mut columns = Vec::new();
            places(size, &units).for_each(|row| columns.extend_from_slice(&all[row]));
            columns
        })
    }

    /// Puts it back.
    fn spread<'a>(&mut self, units: Range<usize>, arrays: impl Iterator<Item = &'a [T]>) {
        let size = self.size();
        for (all, from) in self.arrays_mut().zip(arrays) {
            let rows = places(size, &units).zip(from.chunks_exact(units.len()));
            rows.for_each(|(row, from)| all[row].copy_from_slice(from));
        }
    }
}

/// Puts the sums of some units, and their rows of W₂, among those of all.
fn put_sums<T: Element>(rest: &mut Rest<T>, units: usize, own: Range<usize>, [sums, rows]: [&[T]; 2]) {
    let weights = rest.weights();
    let next = weights.len() / units;
    weights[own.start * next..].iter_mut().zip(rows).for_each(|(into, &from)| *into = from);
    let lines = rest.sums().chunks_exact_mut(units).zip(sums.chunks_exact(own.len()));
    lines.for_each(|(into, sums)| into[own.clone()].copy_from_slice(sums));
}
