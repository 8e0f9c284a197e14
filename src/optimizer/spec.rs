//! What an optimizer is: a record.

use crate::catalog::Setting;
use crate::graph::{Graph, Node};
use crate::text::Text;

/// An optimizer.
pub struct Spec {
    /// Its name in configurations and links.
    pub name: &'static str,
    /// Its name for people.
    pub label: Text,
    /// What is special about it, in a sentence.
    pub note: Text,
    /// The update rule by Keras, as text.
    pub equation: &'static str,
    /// Where it comes from.
    pub paper: &'static str,
    /// Which learning rate it begins with.
    pub pace: Pace,
    /// What can be set besides the learning rate, and what every optimizer has.
    pub knobs: &'static [Knob],
    /// Decoupled weight decay, unless another one is chosen.
    pub weight_decay: Usual,
    /// Whose rules differ from Keras'.
    pub conventions: &'static [Convention],
    /// What it remembers between steps: one value for each parameter in each slot.
    pub slots: &'static [Slot],
    /// The rule.
    pub rule: Rule,
    /// How large a learning rate is stable; nothing where that says nothing.
    pub stability: Option<Stability>,
}

/// Something that an optimizer lets one set.
pub struct Knob {
    /// Name, label, range.
    pub setting: &'static Setting,
    /// Its value unless another one is chosen.
    pub usual: Usual,
}

/// A value by convention.
#[derive(Clone, Copy)]
pub struct Usual {
    /// In Keras 3.
    pub keras: f64,
    /// In PyTorch.
    pub torch: f64,
}

/// A value that is the same in Keras and PyTorch.
pub(crate) const fn same(value: f64) -> Usual {
    Usual { keras: value, torch: value }
}

/// No weight decay.
pub(crate) const NONE: Usual = same(0.0);

impl Usual {
    /// By that convention.
    pub fn by(self, convention: Convention) -> f64 {
        if convention == Convention::Torch { self.torch } else { self.keras }
    }
}

/// Whose update rules and defaults are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convention {
    /// Keras 3.
    Keras,
    /// PyTorch.
    Torch,
    /// The look-ahead form of Sutskever et al. 2013: the gradient is taken at w + β·v, and w itself is shown.
    Sutskever,
}

impl Convention {
    /// Every one of them.
    pub const ALL: [Convention; 3] = [Convention::Keras, Convention::Torch, Convention::Sutskever];

    /// Its name in configurations and links.
    pub fn name(self) -> &'static str {
        match self {
            Convention::Keras => "keras",
            Convention::Torch => "torch",
            Convention::Sutskever => "sutskever",
        }
    }
}

/// What an optimizer remembers of a parameter.
pub struct Slot {
    /// Its name in a run's status.
    pub name: &'static str,
    /// Its letter in equations.
    pub symbol: &'static str,
    /// Its value at the start, given the knobs.
    pub initial: fn(&[f64]) -> f64,
}

/// A slot that begins with 0.
pub(crate) const fn slot(name: &'static str, symbol: &'static str) -> Slot {
    Slot { name, symbol, initial: |_| 0.0 }
}

/// What a learning rate is measured by. Published defaults (0.001 for Adam) suit networks of many small weights; on a
/// surface some units wide they crawl.
#[derive(Clone, Copy)]
pub enum Pace {
    /// Steps are as long as gradients are: the objective's rate.
    Gradient,
    /// Steps have about the length of the rate, whatever the gradient: this part of the narrowest side of the domain.
    Domain(f64),
    /// This rate: the rule finds its own scale.
    Fixed(f64),
}

/// How parameter and slots follow from what is known, as nodes: stated once, it is run, fused with a formula's gradient for
/// many runs at once, and shown.
pub type Rule = fn(&mut Graph, &Terms) -> Update;

/// No optimizer has more knobs than this; in places that it does not use stands something that it does not read.
pub const MOST_KNOBS: usize = 4;
/// No optimizer has more slots than this.
pub const MOST_SLOTS: usize = 3;

/// The first of `values`, and `other` in all places that are left.
pub(crate) fn padded<T: Copy, const N: usize>(values: &[T], other: T) -> [T; N] {
    std::array::from_fn(|k| values.get(k).copied().unwrap_or(other))
}

/// What a rule is made from. Learning rate, step and knobs are scalars; the others have one shape.
pub struct Terms {
    /// Whose rule.
    pub convention: Convention,
    /// α, the learning rate of this step.
    pub lr: Node,
    /// t, which step this is, from 1.
    pub t: Node,
    /// The knobs, in the order of [`Spec::knobs`].
    pub knobs: [Node; MOST_KNOBS],
    /// The parameter.
    pub w: Node,
    /// Its gradient.
    pub g: Node,
    /// What is remembered of it, in the order of [`Spec::slots`].
    pub slots: [Node; MOST_SLOTS],
}

impl Terms {
    /// Whether PyTorch's rule is asked for.
    pub fn torch(&self) -> bool {
        self.convention == Convention::Torch
    }
}

/// What a rule gives.
pub struct Update {
    /// The new parameter.
    pub w: Node,
    /// The new slots.
    pub slots: Vec<Node>,
    /// Parts that have a letter of their own.
    pub named: Vec<(&'static str, Node)>,
}

impl Update {
    /// An update none of whose parts has a letter.
    pub fn new(w: Node, slots: Vec<Node>) -> Self {
        Self { w, slots, named: Vec::new() }
    }
}

/// When steps on a quadratic shrink: while learning rate × largest eigenvalue of the Hessian, after the gradient's scaling,
/// stays below a bound.
pub struct Stability {
    /// The bound, given the knobs.
    pub bound: fn(&[f64; MOST_KNOBS]) -> f64,
    /// What the rule multiplies a gradient by, besides the learning rate; nothing where it takes it as it is.
    pub scale: Option<Scaling>,
}

/// From whose rule it is, the knobs, the slots of the parameter and the steps so far (from 1) to a factor.
pub type Scaling = fn(Convention, &[f64; MOST_KNOBS], &[f64; MOST_SLOTS], f64) -> f64;

impl Spec {
    /// Whether it has a rule by that convention: one of its own, or the only one that there is.
    pub fn knows(&self, convention: Convention) -> bool {
        convention != Convention::Sutskever || self.conventions.contains(&convention)
    }

    /// Slots for `n` parameters, as they are at the start.
    pub fn slots_for(&self, knobs: &[f64], n: usize) -> Vec<Vec<f64>> {
        self.slots.iter().map(|slot| vec![(slot.initial)(knobs); n]).collect()
    }
}
