//! The learning-rate range test (Smith 2017): one run whose rate grows by the same factor in every step, and the loss by the rate.
//!
//! The loss that stands beside a rate is that of the batch after the step with this rate. Losses are smoothed as a mean whose weights
//! fall by [`SMOOTHING`] a step, divided by the sum of the weights, so that the first is not pulled to 0.

use crate::catalog::{Default, Kind, Scale, Setting};
use crate::config::{Settings, Value, unknown};
use crate::error::{Error, Result, code};
use crate::graph::Element;
use crate::network::training::Training;
use crate::number::Shown;
use crate::text::text;

/// What a loss counts for in the smoothed one of the next step.
pub const SMOOTHING: f64 = 0.9;
/// The smoothed loss of fewer rows is little more than the loss of a few batches.
const FILLED: usize = 10;
/// The slope at a rate is that over this part of the test, on each side.
const REACH: usize = 20;
/// It ends when the smoothed loss is so many times the lowest that there has been.
pub const ENOUGH: f64 = 4.0;

const fn rate(name: &'static str, label: crate::text::Text, note: crate::text::Text, default: f64) -> Setting {
    let kind = Kind::Number { min: 1e-6, max: 10.0, scale: Scale::Log };
    Setting { name, symbol: "α", label, note, kind, default: Default::Number(default), live: false, more: false }
}

/// The first rate.
pub const FROM: Setting =
    rate("from", text("From", "从"), text("The rate of the first step.", "第一步的学习率。"), 1e-6);
/// The last one.
pub const TO: Setting = rate("to", text("To", "到"), text("The rate of the last step.", "最后一步的学习率。"), 10.0);
/// How many.
pub const STEPS: Setting = Setting {
    name: "steps",
    symbol: "",
    label: text("Steps", "步数"),
    note: text("Updates, each with a batch of its own.", "更新次数，每次各用一批样本。"),
    kind: Kind::Integer { min: 10.0, max: 2000.0, scale: Scale::Log },
    default: Default::Number(100.0),
    live: false,
    more: false,
};
/// From which weights.
pub const START: Setting = Setting {
    name: "start",
    symbol: "",
    label: text("Weights", "权重"),
    note: text("Those of now, or those of the start.", "现在的权重，或最初的权重。"),
    kind: Kind::Choice,
    default: Default::Name("now"),
    live: false,
    more: false,
};
/// All of them.
pub const RANGE_TEST: &[&Setting] = &[&FROM, &TO, &STEPS, &START];

/// A range test, as it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct RangeOptions {
    from: f64,
    to: f64,
    steps: usize,
    from_now: bool,
}

impl RangeOptions {
    /// Reads options.
    ///
    /// # Errors
    /// For the first that is unknown, of the wrong type, or out of range.
    pub fn read(values: &[(String, Value)]) -> Result<Self> {
        let settings = Settings::among(values, RANGE_TEST);
        settings.check_keys()?;
        let number = |setting: &Setting| settings.number(setting.name).map(|x| x.unwrap_or(setting.default_number()));
        let (from, to, steps) = (number(&FROM)?, number(&TO)?, number(&STEPS)? as usize);
        if from >= to {
            let (low, high) = (Shown(from), Shown(to));
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!("from is {low} and to is {high}; rates grow, so to must be larger."),
                format_args!("from 是 {low}，to 是 {high}；学习率逐步增大，因此 to 应更大。"),
            )
            .on(TO.name));
        }
        let start = settings.text(START.name)?.unwrap_or_else(|| START.default_name().to_owned());
        let from_now = match &start[..] {
            "now" => true,
            "start" => false,
            _ => return Err(unknown(START.name, &start, ["now", "start"].into_iter())),
        };
        Ok(Self { from, to, steps, from_now })
    }
}

/// Why a test ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All steps were taken.
    Steps,
    /// The smoothed loss was [`ENOUGH`] times the lowest.
    Rise,
    /// The loss was no finite number any more.
    Overflow,
}

impl Ended {
    /// Its name outside.
    pub fn name(self) -> &'static str {
        match self {
            Ended::Steps => "steps",
            Ended::Rise => "rise",
            Ended::Overflow => "overflow",
        }
    }
}

/// What a test has found.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranged {
    /// After which step of the run it began.
    pub step: usize,
    /// The rates.
    pub rate: Vec<f64>,
    /// The loss of the batch after the step with each, without penalties.
    pub loss: Vec<f64>,
    /// The same, smoothed.
    pub smoothed: Vec<f64>,
    /// The row from which, over a tenth of the steps, the smoothed loss falls most by the logarithm of the rate, the first ten rows apart;
    /// nothing if it falls nowhere.
    pub steepest: Option<usize>,
    /// The row of the lowest smoothed loss.
    pub lowest: usize,
    /// Why it ended.
    pub ended: Ended,
}

/// A test in the making.
pub struct RangeTest<T> {
    run: Training<T>,
    options: RangeOptions,
    step: usize,
    rate: Vec<f64>,
    loss: Vec<f64>,
    smoothed: Vec<f64>,
    mean: f64,
    ended: Option<Ended>,
}

impl<T: Element> RangeTest<T> {
    /// For a copy of `training`, which stays as it is.
    pub fn new(training: &Training<T>, options: RangeOptions) -> Self {
        let mut run = if options.from_now { training.copy() } else { Training::new(training.config().clone()) };
        run.keep_path(false);
        Self {
            step: run.steps(),
            run,
            rate: Vec::with_capacity(options.steps),
            loss: Vec::with_capacity(options.steps),
            smoothed: Vec::with_capacity(options.steps),
            mean: 0.0,
            ended: None,
            options,
        }
    }

    /// Takes up to so many steps; gives the part that is done, 1 at the end.
    pub fn work(&mut self, units: usize) -> f64 {
        for _ in 0..units {
            if self.ended.is_some() {
                break;
            }
            self.step();
        }
        if self.ended.is_some() { 1.0 } else { (self.rate.len() as f64 / self.options.steps as f64).min(0.999) }
    }

    fn step(&mut self) {
        let RangeOptions { from, to, steps, .. } = self.options;
        let at = self.rate.len();
        // The loss of this batch is what the step before it has led to.
        let loss = self.run.look_ahead_by_a_batch();
        if at > 0 {
            self.put(loss);
        } else if !loss.is_finite() {
            self.ended = Some(Ended::Overflow);
        }
        if at == steps && self.ended.is_none() {
            self.ended = Some(Ended::Steps);
        }
        if self.ended.is_none() {
            let rate = from * libm::pow(to / from, at as f64 / (steps - 1) as f64);
            self.run.move_with(rate);
            self.rate.push(rate);
        }
    }

    fn put(&mut self, loss: f64) {
        if !loss.is_finite() {
            self.rate.pop();
            self.ended = Some(Ended::Overflow);
            return;
        }
        self.mean = SMOOTHING * self.mean + (1.0 - SMOOTHING) * loss;
        let smoothed = self.mean / (1.0 - libm::pow(SMOOTHING, self.loss.len() as f64 + 1.0));
        self.loss.push(loss);
        self.smoothed.push(smoothed);
        let lowest = self.smoothed.iter().fold(f64::INFINITY, |a, &b| a.min(b));
        if smoothed > ENOUGH * lowest && lowest > 0.0 {
            self.ended = Some(Ended::Rise);
        }
    }

    /// What was found, when all work is done.
    pub fn finish(self) -> Ranged {
        let smoothed = &self.smoothed;
        let lowest = (0..smoothed.len()).fold(0, |best, k| if smoothed[k] < smoothed[best] { k } else { best });
        // Rates are equally far apart by their logarithm, so differences are enough; over a tenth of the test, so that one batch
        // tells little. Beyond the lowest loss nothing is gained.
        let half = (self.options.steps / REACH).max(1);
        let fall = |k: usize| smoothed[k - half] - smoothed[k + half];
        let rows = half.max(FILLED)..(lowest + 1).saturating_sub(half);
        let steepest = rows.filter(|&k| fall(k) > 0.0).max_by(|&a, &b| fall(a).total_cmp(&fall(b)));
        Ranged {
            step: self.step,
            steepest,
            lowest,
            ended: self.ended.unwrap_or(Ended::Steps),
            rate: self.rate,
            loss: self.loss,
            smoothed: self.smoothed,
        }
    }
}
