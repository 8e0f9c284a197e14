//! The training of a network: the same five moves a step, with numbers that a page can show while it goes on.

use super::config::Config;
use super::data::{Samples, Task};
use super::landscape::path::{Path, Snapshot};
use super::overflow::Overflowed;
use super::pass::{Forward, most_likely};
use crate::config::{Settings, Value};
use crate::error::{Error, Result, code};
use crate::experiment::{Cause, Message, State};
use crate::graph::Element;
use crate::limits::MAX_STEPS;
use crate::number::Shown;
use crate::optimizer::{Stepper, look_ahead};
use crate::sampler::{BatchSize, Position, Sampler};
use std::rc::Rc;

mod changes;
mod history;
mod layer_notes;
mod layer_record;
mod lead;
mod overflow;
mod passes;
mod past;
mod questions;
mod record;
mod room;
mod shared;
mod tally;
mod trial;

pub use history::Change;
use history::{Now, copy};
use layer_record::Alive;
pub use layer_record::{LayerColumns, LayerRecord};
use passes::Passes;
pub use record::Record;
pub use shared::Asked;
pub use tally::{Part, Score, Tally};

/// So many samples are evaluated at a time.
const CHUNK: usize = 128;
/// So many samples of a batch go through the network at a time.
const AT_ONCE: usize = 512;
/// While it trains, so many samples of each part are evaluated at most.
pub const MOST_EVALUATED: usize = 2000;

/// A sample that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Its number among those that are trained on.
    pub index: u32,
    /// Which of the batch it is, from 0.
    pub at: usize,
    /// How many the batch has.
    pub of: usize,
    /// Its loss.
    pub loss: f64,
    /// What the network makes of it.
    pub prediction: Vec<f64>,
}

/// A run of an optimizer on a network.
pub struct Training<T = f32> {
    config: Config,
    now: Now<T>,
    /// Where it was before the last step: there it stays if it leaves the finite numbers.
    before: Now<T>,
    gradient: Vec<T>,
    /// That of a part of a batch.
    partial: Vec<T>,
    /// Where the gradient is taken, if that is ahead of the parameters.
    ahead: Vec<T>,
    stepper: Stepper<T>,
    passes: Passes<T>,
    sampler: Sampler,
    /// The coming batch, if it has been drawn, and how many of it have been looked at.
    drawn: Vec<u32>,
    looked: usize,
    look: Option<Look>,
    /// Of the batch of the last step.
    batch: Score,
    scores: [Score; 2],
    scored: [usize; 2],
    /// Whether a parameter was given another value since the last step.
    edited: bool,
    state: State,
    cause: Option<Cause>,
    message: Option<Message>,
    overflow: Option<Overflowed>,
    record: Record,
    layers: LayerRecord,
    /// As they were evaluated last for the record of layers.
    alive: Alive,
    past: history::Past<T>,
    path: Path<T>,
    /// Where Workers share it.
    shared: Option<Box<lead::Shared<T>>>,
}

impl<T: Element> Training<T> {
    /// A run at its start.
    pub fn new(config: Config) -> Self {
        let params = config.network.first(config.initializer, config.seed);
        let n = params.len();
        let slots = slots_for(&config, &params);
        let now = Now { step: 0, taken: 0, samples: 0, position: Position::default(), params, slots };
        let (train, test) = (config.inputs.train.len(), config.inputs.test.len());
        let chunk = CHUNK.min(train.max(test)).max(1);
        let mut training = Self {
            before: now.clone(),
            gradient: vec![T::of(0.0); n],
            partial: Vec::new(),
            ahead: Vec::new(),
            stepper: stepper_for(&config),
            passes: Passes::new(&config, chunk),
            sampler: Sampler::new(train, config.seed),
            drawn: Vec::new(),
            looked: 0,
            look: None,
            batch: Score::NONE,
            scores: [Score::NONE; 2],
            scored: [0; 2],
            edited: false,
            state: State::Ready,
            cause: None,
            message: None,
            overflow: None,
            record: Record::new(interval(&config)),
            layers: LayerRecord::new(&config.network),
            alive: Alive::none(&config.network),
            past: history::Past::new(&config, n),
            path: Path::new(n),
            shared: None,
            now,
            config,
        };
        training.resume();
        training.write_row();
        training
    }

    /// The configuration as it is now.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// How it stands.
    pub fn state(&self) -> State {
        self.state
    }

    /// Steps taken.
    pub fn steps(&self) -> usize {
        self.now.step
    }

    /// Passes through the data that are complete.
    pub fn epoch(&self) -> u64 {
        self.now.position.epoch
    }

    /// Samples seen, each as often as it was seen.
    pub fn samples(&self) -> u64 {
        self.now.samples
    }

    /// Loss and accuracy of the batch of the last step, before its update.
    pub fn batch(&self) -> Score {
        self.batch
    }

    /// Loss and accuracy as they were evaluated last.
    pub fn score(&self, part: Part) -> Score {
        self.scores[part as usize]
    }

    /// After which step that was; of the two parts the earlier.
    pub fn scored(&self) -> usize {
        self.scored[0].min(self.scored[1])
    }

    /// After which step one of them was evaluated.
    pub fn part_scored(&self, part: Part) -> usize {
        self.scored[part as usize]
    }

    /// The sample that was looked at last, if its batch is not done.
    pub fn look(&self) -> Option<&Look> {
        self.look.as_ref()
    }

    /// The learning rate of the coming step, as its schedule has it.
    pub fn rate(&self) -> f64 {
        self.config.tuning.hyper.rate_at(self.now.step)
    }

    /// The parameters, by the parts of [`super::layers::Network::parts`].
    pub fn params(&self) -> &[T] {
        &self.now.params
    }

    /// The way that they have gone: the first parameters, snapshots at equal distances, and those of now.
    pub fn path(&self) -> Vec<Snapshot<T>> {
        self.path.until(self.now.step, &self.now.params)
    }

    /// Whether [`Training::path`] is kept, from here on: it is unless it is said here. A path that is not kept takes no memory, and
    /// has the parameters of now alone; one that is kept again begins now.
    pub fn keep_path(&mut self, keep: bool) {
        self.path.keep_any(keep);
        self.path.go_to(self.now.step, &self.now.params);
    }

    /// What the optimizer remembers of each parameter, slot by slot.
    pub fn slots(&self) -> &[Vec<T>] {
        &self.now.slots
    }

    /// Steps that the optimizer has taken: it begins anew when another one takes its place.
    pub fn taken(&self) -> usize {
        self.now.taken
    }

    /// The gradient of the last step's batch, penalties included.
    pub fn gradient(&self) -> &[T] {
        &self.gradient
    }

    /// The record so far.
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// Why it has diverged, if it has.
    pub fn cause(&self) -> Option<Cause> {
        self.cause
    }

    /// What was not finite first, if it has diverged by its steps.
    pub fn overflow(&self) -> Option<Overflowed> {
        self.overflow
    }

    /// What is to be said about it.
    pub fn message(&self) -> Option<Message> {
        let n = self.config.inputs.train.len();
        match (&self.message, self.config.tuning.batch_size) {
            (Some(message), _) => Some(message.clone()),
            (None, BatchSize::Some(size)) if size > n => Some(Message {
                en: format!(
                    "The batch size {size} exceeds the number of training samples, {n}: every step uses all of them."
                ),
                zh: format!("批大小 {size} 超过了 {n} 个训练样本，因此每一步都用全部样本。"),
            }),
            _ => self.config.tuning.optimizer.average().map(|_| Message {
                en: "Losses, accuracy and outputs are those of the weights w, where gradients are taken; \
                     the average w̄ that this method gives in the end is not evaluated."
                    .into(),
                zh: "损失、准确率和输出都按权重 w（取梯度的点）计算；该方法最终给出的平均点 w̄ 不在此评估。".into(),
            }),
        }
    }

    /// Takes up to `n` steps; fewer where the run diverges, or the loss of a batch falls below `until_loss`.
    pub fn train(&mut self, n: usize, until_loss: Option<f64>) {
        for _ in 0..n {
            if !self.can_go_on() || until_loss.is_some_and(|limit| self.batch.loss < limit) {
                break;
            }
            self.step();
        }
    }

    /// Takes one step: a batch, forward, loss, backward, update.
    pub fn step(&mut self) {
        self.part();
        if !self.can_go_on() {
            return;
        }
        self.draw();
        let which = std::mem::take(&mut self.drawn);
        self.step_on(&which);
        self.drawn = which;
        self.end_batch();
    }

    fn end_batch(&mut self) {
        self.drawn.clear();
        self.looked = 0;
        self.look = None;
    }

    /// Takes a step by these samples, by their numbers among those to train on.
    ///
    /// # Panics
    /// If there is no sample of such a number.
    pub fn step_on(&mut self, which: &[u32]) {
        self.part();
        self.differentiate(which);
        self.update(which.len() as u64);
    }

    /// Looks at the next sample of the coming batch. After the last of them the update is made.
    pub fn evaluate_next_sample(&mut self) {
        self.part();
        if !self.can_go_on() {
            return;
        }
        self.draw();
        if self.looked == self.drawn.len() {
            self.step();
            return;
        }
        let index = self.drawn[self.looked];
        let forward = self.passes.forward();
        forward.run(&self.now.params, &self.config.inputs.train, index as usize, index as usize + 1);
        let outputs = self.config.network.outputs();
        self.look = Some(Look {
            index,
            at: self.looked,
            of: self.drawn.len(),
            loss: forward.losses()[0].wide(),
            prediction: forward.output()[..outputs].iter().map(|x| x.wide()).collect(),
        });
        self.looked += 1;
        if self.state == State::Ready {
            self.state = State::Running;
        }
    }

    /// Changes settings in mid-run.
    ///
    /// # Errors
    /// If a value does not fit or cannot change now; nothing has changed then.
    pub fn set(&mut self, values: &[(String, Value)]) -> Result<()> {
        Settings::among(values, super::settings::SETTINGS).check_live()?;
        self.part();
        let before = history::live(&self.config);
        self.config.change(values)?;
        let changed = history::live(&self.config);
        self.apply_settings(&before);
        self.change_to(&changed);
        self.past.note(self.now.step, history::Event::Settings(Box::new(changed)));
        Ok(())
    }

    /// Gives a parameter another value.
    ///
    /// # Errors
    /// If there is no such parameter, or the value is not a finite number.
    pub fn set_parameter(&mut self, index: usize, value: f64) -> Result<()> {
        let n = self.now.params.len();
        if index >= n || !T::of(value).wide().is_finite() {
            let value = Shown(value);
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!(
                    "Parameter {index} cannot be {value}: parameters are numbered from 0 to {}, and their values must be finite.",
                    n - 1
                ),
                format_args!("参数 {index} 不能是 {value}；参数编号为 0 到 {}，值应为有限的数。", n - 1),
            )
            .on("parameter"));
        }
        self.part();
        self.past.note(self.now.step, history::Event::Parameter(index, value));
        self.put_parameter(index, value);
        self.evaluate();
        Ok(())
    }

    fn put_parameter(&mut self, index: usize, value: f64) {
        self.now.params[index] = T::of(value);
        copy(&mut self.before, &self.now);
        self.path.go_to(self.now.step, &self.now.params);
        self.edited = true;
    }

    fn can_go_on(&self) -> bool {
        self.state != State::Diverged && self.now.step < MAX_STEPS
    }

    fn draw(&mut self) {
        if self.drawn.is_empty() {
            self.drawn.extend_from_slice(self.sampler.draw(self.config.tuning.batch_size));
            self.looked = 0;
        }
    }

    /// Loss and gradient of a batch. A large one is taken in parts, so that it needs no more memory than they do.
    fn differentiate(&mut self, which: &[u32]) {
        let hyper = &self.config.tuning.hyper;
        let ahead = look_ahead(hyper.parts, &hyper.knobs, &self.now.slots);
        if let Some((kept, velocity)) = ahead {
            let kept = T::of(kept);
            self.ahead.clone_from(&self.now.params);
            self.ahead.iter_mut().zip(velocity).for_each(|(w, &v)| *w += kept * v);
        }
        let looks_ahead = ahead.is_some();
        let (mut loss, mut hits) = (0.0, 0);
        for (k, part) in which.chunks(AT_ONCE).enumerate() {
            let backward = self.passes.backward(&self.config, part.len());
            let samples = &self.config.inputs.train;
            let params = if looks_ahead { &self.ahead } else { &self.now.params };
            let share = part.len() as f64 / which.len() as f64;
            if part.len() == which.len() {
                backward.run(params, samples, part, &mut self.gradient);
            } else {
                self.partial.resize(self.gradient.len(), T::of(0.0));
                backward.run(params, samples, part, &mut self.partial);
                if k == 0 {
                    self.gradient.fill(T::of(0.0));
                }
                let share = T::of(share);
                self.gradient.iter_mut().zip(&self.partial).for_each(|(sum, &slope)| *sum += share * slope);
            }
            loss += share * backward.loss();
            hits += backward.hits(samples, part);
        }
        let accuracy = match self.config.network.task {
            Task::Classes(_) => hits as f64 / which.len() as f64,
            Task::Values => f64::NAN,
        };
        self.batch = Score { loss, accuracy };
    }

    fn update(&mut self, seen: u64) {
        if !self.batch.loss.is_finite() {
            return self.freeze();
        }
        self.move_by_gradient(self.rate());
        self.advance(seen);
        self.path.keep(self.now.step, &self.now.params);
        if self.record.wants(self.now.step) {
            self.write_row();
        }
        if self.state != State::Diverged {
            self.keep_snapshot();
        }
    }

    /// To the next parameters, which are not counted yet.
    fn move_by_gradient(&mut self, rate: f64) {
        std::mem::swap(&mut self.before, &mut self.now);
        let (before, now) = (&self.before, &mut self.now);
        let (from, to) = ((&before.params[..], &before.slots[..]), (&mut now.params[..], &mut now.slots[..]));
        self.stepper.step(rate, before.taken + 1, &self.gradient, from, to);
        (now.taken, now.step, now.samples) = (before.taken, before.step, before.samples);
    }

    /// Counts a step.
    fn advance(&mut self, seen: u64) {
        let now = &mut self.now;
        now.taken += 1;
        now.step += 1;
        now.samples += seen;
        now.position = self.sampler.position();
        self.state = State::Running;
        self.edited = false;
        self.record.note_batch(self.batch);
        if self.now.step == MAX_STEPS {
            self.message = Some(Message::all_steps_taken());
        }
    }

    /// A row of the record, with scores where it is time for them.
    fn write_row(&mut self) {
        let scored = self.record.wants_score(self.now.step);
        if scored {
            self.evaluate();
            if self.now.step > 0 && !self.scores[0].loss.is_finite() {
                return self.freeze();
            }
            self.note_layers();
        }
        self.push_row(if scored { self.scores } else { [Score::NONE; 2] });
    }

    fn push_row(&mut self, scores: [Score; 2]) {
        self.record.push(self.now.step, self.now.samples, self.now.position.epoch, scores);
    }

    /// Evaluates the first samples of each part: all of them, where there are not many.
    fn evaluate(&mut self) {
        for part in [Part::Train, Part::Test] {
            let samples = Rc::clone(self.inputs(part));
            let to = MOST_EVALUATED.min(samples.len());
            self.scores[part as usize] = if part == Part::Train && self.layers.wants(self.now.step) {
                let mut alive = std::mem::take(&mut self.alive);
                alive.clear();
                let score = self.score_with(&samples, to, |forward, n| alive.take_forward(forward, n));
                self.alive = alive;
                score
            } else {
                self.score_first(&samples, to)
            };
        }
        self.scored = [self.now.step; 2];
    }

    fn score_first(&mut self, samples: &Samples, to: usize) -> Score {
        self.score_with(samples, to, |_, _| {})
    }

    /// `take` is shown each pass forward, and of how many samples it is.
    fn score_with(&mut self, samples: &Samples, to: usize, mut take: impl FnMut(&Forward<T>, usize)) -> Score {
        let forward = self.passes.forward();
        let (mut tally, mut from) = (Tally::default(), 0);
        while from < to {
            let n = tally.take(forward, &self.now.params, samples, from, to);
            take(forward, n);
            from += n;
        }
        tally.score()
    }

    /// Stays where the numbers were finite last.
    fn freeze(&mut self) {
        let found = (!self.edited).then(|| self.find_overflow());
        copy(&mut self.now, &self.before);
        self.forget_batch();
        self.path.go_to(self.now.step, &self.now.params);
        self.past.go_to(self.now.step);
        self.record.cut(self.now.step);
        self.layers.cut(self.now.step);
        self.evaluate();
        self.state = State::Diverged;
        let Some(found) = found else {
            self.cause = Some(Cause::Start);
            self.message = Some(Message {
                en: "With the values that were typed in, the loss is no finite number; type others, or reset.".into(),
                zh: "用输入的这些值，损失不是有限的数；请换别的值，或重置。".into(),
            });
            return;
        };
        self.tell_overflow(found);
    }
}

/// Slots of the optimizer for parameters, as they are at the start.
fn slots_for<T: Element>(config: &Config, params: &[T]) -> Vec<Vec<T>> {
    let hyper = &config.tuning.hyper;
    config.tuning.optimizer.slots_for(&hyper.knobs, hyper.parts, params)
}

/// For the tensors of the network.
fn stepper_for<T: Element>(config: &Config) -> Stepper<T> {
    let shapes: Vec<Vec<usize>> = config.network.parts().into_iter().map(|part| part.shape).collect();
    Stepper::for_tensors(config.tuning.optimizer, &config.tuning.hyper, &shapes)
}

/// How many steps apart scores are: after each, where evaluating costs next to nothing; else so that it costs a third of the
/// training or so, but four times an epoch at least. A power of 2, so that rows that are thinned keep them.
fn interval(config: &Config) -> usize {
    let size = |samples: &Samples| samples.len().min(MOST_EVALUATED);
    let evaluated = size(&config.inputs.train) + size(&config.inputs.test);
    if evaluated as f64 * config.network.size() < 3e5 {
        return 1;
    }
    let train = config.inputs.train.len();
    let batch = config.tuning.batch_size.of(train);
    let (by_cost, by_epoch) = ((2 * evaluated).div_ceil(batch), train.div_ceil(4 * batch));
    by_cost.min(by_epoch).max(1).next_power_of_two()
}
