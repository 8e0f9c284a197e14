//! An experiment: the one thing that changes. It takes steps, writes a trace, and can go back.
//!
//! A step of mini-batch SGD is five moves: draw a batch, forward pass, loss, backward pass, update. They can be taken one at
//! a time ([`Experiment::next_move`]) or all at once ([`Experiment::step`]); it is the same code and the same numbers.

mod insight;
mod past;
mod snapshot;
mod told;
mod verdict;

pub use insight::{Explanation, Steadiness};
use snapshot::{INTERVAL, Live, live};
pub(crate) use snapshot::{Snapshot, copy};
pub use told::{Cause, MOVES, Message, Move, State};

use crate::config::{Config, Settings};
use crate::error::Result;
use crate::graph::Plan;
use crate::limits::MAX_STEPS;
use crate::objective::{Batch, Order};
use crate::optimizer::parts::Rate;
use crate::optimizer::{Stepper, look_ahead};
use crate::sampler::{BatchSize, Position, Sampler};
use crate::trace::Trace;

/// A run has converged when the full gradient and the last step are both this small (the step relative to the parameters'
/// length, where that is above 1): a ball that passes a minimum at speed has not.
const TOLERANCE: f64 = 1e-8;

/// The batch of the step under way, or of the last one.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Indices into the data; none for a formula.
    pub indices: Vec<u32>,
    /// Its mean loss, before the update.
    pub loss: f64,
    /// Whether it is all of the data.
    pub full: bool,
    epoch: u64,
    gradient: Vec<f64>,
}

impl Drawn {
    /// The gradient of its loss, where the step takes it; as the objective gives it.
    pub fn gradient(&self) -> &[f64] {
        &self.gradient
    }
}

/// A run of an optimizer on an objective.
pub struct Experiment {
    config: Config,
    full: Plan<f64>,
    stepper: Stepper,
    batches: Vec<(usize, Batch)>,
    sampler: Sampler,
    now: Snapshot,
    before: Snapshot,
    loss: f64,
    gradient: Vec<f64>,
    drawn: Option<Drawn>,
    /// How many moves of the step under way have been taken.
    moves: usize,
    state: State,
    cause: Option<Cause>,
    trace: Trace,
    snapshots: Vec<Snapshot>,
    interval: usize,
    /// From which step on which settings were used; the last one of a step counts.
    history: Vec<(usize, Live)>,
}

impl Experiment {
    /// A run at its start.
    pub fn new(config: Config) -> Self {
        let dim = config.objective.dim();
        let now = Snapshot {
            step: 0,
            taken: 0,
            samples: 0,
            position: Position::default(),
            params: config.start.clone(),
            slots: config.tuning.optimizer.slots_for(
                &config.tuning.hyper.knobs,
                config.tuning.hyper.parts,
                &config.start,
            ),
        };
        let mut experiment = Self {
            full: config.objective.plan(Order::Gradient, 1),
            stepper: Stepper::new(config.tuning.optimizer, &config.tuning.hyper, dim),
            batches: Vec::new(),
            sampler: Sampler::new(config.samples(), config.seed),
            before: now.clone(),
            now,
            loss: f64::NAN,
            gradient: vec![0.0; dim],
            drawn: None,
            moves: 0,
            state: State::Ready,
            cause: None,
            trace: Trace::new(dim),
            snapshots: Vec::new(),
            interval: INTERVAL,
            history: vec![(0, live(&config))],
            config,
        };
        experiment.begin();
        experiment
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

    /// Loss over all samples at [`Experiment::params`].
    pub fn loss(&self) -> f64 {
        self.loss
    }

    /// Gradient of that loss.
    pub fn gradient(&self) -> &[f64] {
        &self.gradient
    }

    /// Its Euclidean length.
    pub fn gradient_norm(&self) -> f64 {
        norm(&self.gradient)
    }

    /// The learning rate of the coming step, as its schedule has it.
    pub fn rate(&self) -> f64 {
        self.config.tuning.hyper.rate_at(self.now.step)
    }

    /// What turns a velocity into a way: 1 where the learning rate stands inside it, else −α.
    pub fn velocity_unit(&self) -> f64 {
        if self.config.tuning.hyper.parts.rate == Rate::Inside { 1.0 } else { -self.rate() }
    }

    /// Where it is.
    pub fn params(&self) -> &[f64] {
        &self.now.params
    }

    /// What the optimizer remembers, in the order of its slots.
    pub fn slots(&self) -> &[Vec<f64>] {
        &self.now.slots
    }

    /// The batch of the step under way, or of the last one.
    pub fn drawn(&self) -> Option<&Drawn> {
        self.drawn.as_ref()
    }

    /// The name of the move that comes next.
    pub fn next_move_name(&self) -> &'static str {
        MOVES[self.moves]
    }

    /// The record so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// Why it has diverged, if it has.
    pub fn cause(&self) -> Option<Cause> {
        self.cause
    }

    /// What is to be said about it besides [`Experiment::cause`]: that it has taken all its steps, or how a setting was understood.
    pub fn message(&self) -> Option<Message> {
        let samples = self.config.samples();
        match self.config.tuning.batch_size {
            _ if self.now.step == MAX_STEPS => Some(Message::all_steps_taken()),
            BatchSize::Some(size) if samples > 0 && size > samples => Some(Message {
                en: format!(
                    "The batch size {size} exceeds the number of samples, {samples}: every step uses all of them."
                ),
                zh: format!("批大小 {size} 超过了样本总数 {samples}，因此每一步都用全部样本。"),
            }),
            _ => None,
        }
    }

    /// Takes one step, or what is left of it.
    pub fn step(&mut self) {
        let before = self.now.step;
        while self.now.step == before && self.can_go_on() {
            self.advance();
        }
    }

    /// Takes up to `n` steps; stops where the run converges or diverges, or when the loss falls below `until_loss`.
    pub fn train(&mut self, n: usize, until_loss: Option<f64>) {
        let reached = |run: &Self| until_loss.is_some_and(|limit| run.loss < limit);
        if self.state == State::Reached {
            self.state = State::Running;
        }
        for _ in 0..n {
            if reached(self) || self.state == State::Converged || !self.can_go_on() {
                break;
            }
            self.step();
        }
        if reached(self) && matches!(self.state, State::Ready | State::Running) {
            self.state = State::Reached;
        }
    }

    /// Takes the next move of a step. Nothing, where the run cannot go on.
    pub fn next_move(&mut self) -> Option<Move> {
        if !self.can_go_on() {
            return None;
        }
        let which = self.moves;
        self.advance();
        let drawn = self.drawn.as_ref()?;
        Some(match which {
            0 => Move::Draw { batch: drawn.indices.clone(), epoch: drawn.epoch },
            1 => Move::Forward { outputs: self.predictions() },
            2 => Move::Loss { loss: drawn.loss },
            3 => Move::Backward { gradient: drawn.gradient.clone() },
            _ => {
                let moved = self.now.params.iter().zip(&self.before.params).map(|(new, old)| new - old);
                Move::Update { params: self.now.params.clone(), delta: moved.collect() }
            }
        })
    }

    /// Changes settings in mid-run.
    ///
    /// # Errors
    /// If a value does not fit or cannot change now; nothing has changed then.
    pub fn set(&mut self, settings: &Settings) -> Result<()> {
        settings.check_live()?;
        settings.check_keys()?;
        let before = live(&self.config);
        let ahead = self.looks_ahead();
        self.config.tuning.change(settings)?;
        let changed = live(&self.config);
        let resized = changed.batch_size != before.batch_size;
        self.apply_settings(&before);
        self.change_to(&changed);
        if (resized || ahead || self.looks_ahead()) && self.moves > 0 {
            // The batch under way has the old size, or its gradient is from where the old velocity led: the step begins anew.
            self.moves = 0;
            self.sampler.go_to(self.now.position);
        }
        self.settings_changed();
        Ok(())
    }

    /// Goes back to the start, and makes it another one.
    ///
    /// # Errors
    /// If it is not one finite number for each parameter.
    pub fn set_start(&mut self, start: &[f64]) -> Result<()> {
        let variables = self.config.objective.variables();
        crate::config::check_point("start", start, variables)?;
        self.config.start = start.to_vec();
        self.begin();
        Ok(())
    }

    /// Goes on from `now`: everything else follows from it.
    fn resume(&mut self) {
        self.sampler.go_to(self.now.position);
        self.trace.truncate(self.now.step + 1);
        self.before = self.now.clone();
        self.drawn = None;
        self.moves = 0;
        self.cause = None;
        self.evaluate();
        self.state = if self.now.step == 0 { State::Ready } else { State::Running };
        if !self.is_finite() {
            self.state = State::Diverged;
            self.cause = Some(Cause::Start);
        }
    }

    fn can_go_on(&self) -> bool {
        self.state != State::Diverged && self.now.step < MAX_STEPS
    }

    /// Takes one move.
    fn advance(&mut self) {
        match self.moves {
            0 => self.draw(),
            1 => self.forward(),
            4 => self.update(),
            // The loss and the gradient came with the forward pass; these moves only tell them.
            _ => {}
        }
        self.moves = (self.moves + 1) % MOVES.len();
    }

    fn draw(&mut self) {
        let epoch = self.sampler.position().epoch;
        let size = self.config.tuning.batch_size;
        let full = size.is_full(self.config.samples());
        let drawn = self.drawn.get_or_insert_default();
        drawn.indices.clear();
        drawn.indices.extend_from_slice(self.sampler.draw(size));
        drawn.full = full;
        drawn.epoch = epoch;
        if self.state == State::Ready {
            self.state = State::Running;
        }
    }

    /// Loss and gradient of the batch. Those of all samples are known already.
    fn forward(&mut self) {
        let Some(mut drawn) = self.drawn.take() else { return };
        drawn.gradient.clone_from(&self.gradient);
        drawn.loss = self.loss;
        if !drawn.full || self.looks_ahead() {
            let batch = self.evaluate_batch(&drawn.indices);
            drawn.loss = batch.loss();
            batch.gradient(&mut drawn.gradient);
        }
        self.drawn = Some(drawn);
    }

    fn evaluate_batch(&mut self, indices: &[u32]) -> &Batch {
        let size = indices.len();
        let at = match self.batches.iter().position(|(made_for, _)| *made_for == size) {
            Some(at) => at,
            None => {
                // A run uses two sizes, a batch and what is left at the end of an epoch; a slider may use many.
                if self.batches.len() == 4 {
                    self.batches.remove(0);
                }
                self.batches.push((size, self.config.objective.batch(size)));
                self.batches.len() - 1
            }
        };
        let point = self.gradient_point();
        let batch = &mut self.batches[at].1;
        batch.evaluate(&self.config.objective, &point, indices);
        batch
    }

    fn looks_ahead(&self) -> bool {
        self.ahead().is_some()
    }

    fn ahead(&self) -> Option<(f64, &Vec<f64>)> {
        let hyper = &self.config.tuning.hyper;
        look_ahead(hyper.parts, &hyper.knobs, &self.now.slots)
    }

    /// Where the coming step's gradient is taken: here, or ahead by what is kept of the velocity.
    pub fn gradient_point(&self) -> Vec<f64> {
        let mut point = self.now.params.clone();
        if let Some((kept, velocity)) = self.ahead() {
            point.iter_mut().zip(velocity).for_each(|(w, v)| *w += kept * v);
        }
        point
    }

    fn predictions(&mut self) -> Vec<f64> {
        let indices = self.drawn.as_ref().map(|drawn| drawn.indices.clone()).unwrap_or_default();
        self.evaluate_batch(&indices).predictions().to_vec()
    }

    fn update(&mut self) {
        let Some(drawn) = self.drawn.take() else { return };
        let rate = self.rate();
        copy(&mut self.before, &self.now);
        let (before, now) = (&self.before, &mut self.now);
        now.taken = before.taken + 1;
        let (from, to) = ((&before.params[..], &before.slots[..]), (&mut now.params[..], &mut now.slots[..]));
        self.stepper.step(rate, now.taken, &drawn.gradient, from, to);
        now.step = before.step + 1;
        now.samples = before.samples + drawn.indices.len() as u64;
        now.position = self.sampler.position();
        self.drawn = Some(drawn);
        self.evaluate();
        if !self.is_finite() {
            self.freeze();
            return;
        }
        self.trace.push(&self.now.params, self.loss, self.gradient_norm());
        self.state = if self.is_at_rest() { State::Converged } else { State::Running };
        if self.now.step.is_multiple_of(self.interval) {
            self.keep_snapshot();
        }
    }

    /// Loss and gradient over all samples, here.
    fn evaluate(&mut self) {
        for (k, &w) in self.now.params.iter().enumerate() {
            self.full.set_input(k, &[w]);
        }
        self.full.run(1);
        self.loss = self.full.output(0)[0];
        for (k, g) in self.gradient.iter_mut().enumerate() {
            *g = self.full.output(1 + k)[0];
        }
    }

    fn is_at_rest(&self) -> bool {
        let moved = self.now.params.iter().zip(&self.before.params).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
        self.gradient_norm() <= TOLERANCE && moved <= TOLERANCE * norm(&self.now.params).max(1.0)
    }

    fn is_finite(&self) -> bool {
        let finite = |values: &[f64]| values.iter().all(|x| x.is_finite());
        self.loss.is_finite() && finite(&self.gradient) && finite(&self.now.params)
    }
}

/// Euclidean length, also where the squares are too large for a number.
fn norm(x: &[f64]) -> f64 {
    let length = |scale: f64| x.iter().map(|x| (x * scale) * (x * scale)).sum::<f64>().sqrt() / scale;
    let plain = length(1.0);
    if plain.is_finite() { plain } else { length(1e-160) }
}
