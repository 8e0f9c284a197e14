//! What a run tells: how it stands, the moves of a step, and why it cannot go on.

use crate::limits::MAX_STEPS;

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// At its start.
    Ready,
    /// Under way.
    Running,
    /// At the loss that was asked for. Outside it is the same as at rest.
    Reached,
    /// At rest.
    Converged,
    /// The next step would leave the finite numbers; it was not taken.
    Diverged,
}

impl State {
    /// Its name outside.
    pub fn name(self) -> &'static str {
        match self {
            State::Ready => "ready",
            State::Running => "running",
            State::Reached | State::Converged => "converged",
            State::Diverged => "diverged",
        }
    }
}

/// One of the five moves of a step, with its numbers.
#[derive(Clone, Debug, PartialEq)]
pub enum Move {
    /// Which samples the step looks at (none for a formula), in which epoch.
    Draw {
        /// Indices into the data.
        batch: Vec<u32>,
        /// The epoch that the batch belongs to, from 0.
        epoch: u64,
    },
    /// The prediction for each of them; for a formula, its value.
    Forward {
        /// One number for each sample.
        outputs: Vec<f64>,
    },
    /// The mean loss over them.
    Loss {
        /// The loss.
        loss: f64,
    },
    /// Its gradient.
    Backward {
        /// One number for each parameter.
        gradient: Vec<f64>,
    },
    /// The new parameters.
    Update {
        /// After the update.
        params: Vec<f64>,
        /// How far each has moved.
        delta: Vec<f64>,
    },
}

/// The moves' names, in order.
pub const MOVES: [&str; 5] = ["draw", "forward", "loss", "backward", "update"];

/// A sentence about the run, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

impl Message {
    /// That a run has taken all its steps.
    pub(crate) fn all_steps_taken() -> Self {
        Self {
            en: format!("Stopped after {MAX_STEPS} steps; reset to go on."),
            zh: format!("已走满 {MAX_STEPS} 步，停下来了；重置后可以再来。"),
        }
    }
}

/// Why a run cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// There is no finite loss or gradient where it starts.
    Start,
    /// The next step leads to where the loss, or its gradient, has no finite value.
    NoValue,
    /// The loss falls without bound.
    Unbounded,
    /// The loss rises out of the range of numbers: the learning rate is too large, or the momentum.
    Rate,
    /// The next step leaves the range of numbers, and nothing tells why.
    Range,
    /// The optimizer's rule itself has no value for finite numbers.
    Rule,
}

impl Cause {
    /// Its name outside.
    pub fn name(self) -> &'static str {
        match self {
            Cause::Start => "start",
            Cause::NoValue => "no-value",
            Cause::Unbounded => "unbounded",
            Cause::Rate => "rate",
            Cause::Range => "range",
            Cause::Rule => "rule",
        }
    }
}
