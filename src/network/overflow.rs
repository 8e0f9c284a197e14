//! What can leave the finite numbers, and where it has.

/// What leaves the finite numbers first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Overflow {
    /// What a layer makes of a sample, forward.
    Activation,
    /// The loss of a sample, of finite outputs.
    Loss,
    /// The gradient of a layer's parameters, of a finite loss.
    Gradient,
    /// A layer's parameters, after an update by a finite gradient.
    Weights,
    /// The same, but the optimizer's rule itself has no value: 0/0, or the root of a negative number.
    Rule,
}

impl Overflow {
    /// Its name outside.
    pub fn name(self) -> &'static str {
        match self {
            Overflow::Activation => "activation",
            Overflow::Loss => "loss",
            Overflow::Gradient => "gradient",
            Overflow::Weights => "weights",
            Overflow::Rule => "rule",
        }
    }
}

/// Where numbers have left the finite ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overflowed {
    /// Which.
    pub what: Overflow,
    /// Of which layer, from 1; the last is the output.
    pub layer: usize,
    /// In which step, from 1.
    pub step: usize,
    /// The largest size of that layer's weights, while all are finite.
    pub largest: f64,
}
