//! What an optimizer is: a record.

use super::parts::Parts;
use crate::catalog::Setting;
use crate::edition::FULL;
use crate::graph::{Element, Graph, Node};
use crate::text::Text;

/// An optimizer.
pub struct Spec {
    /// Its name in configurations and links.
    pub name: &'static str,
    /// Its name for people.
    pub label: Text,
    /// What is special about it, in a sentence.
    pub note: Text,
    /// The update rule by Keras or by its reference, as text.
    pub equation: &'static str,
    /// Where it comes from.
    pub paper: &'static str,
    /// Which learning rate it begins with.
    pub pace: Pace,
    /// What can be set besides the learning rate, and what every optimizer has.
    pub knobs: &'static [Knob],
    /// Decoupled weight decay, unless another one is chosen.
    pub weight_decay: Usual,
    /// What its rule is put together from in Keras, or in its reference.
    pub keras: &'static Parts,
    /// In PyTorch, where that is another rule.
    pub torch: Option<&'static Parts>,
    /// In the form of Sutskever et al., where there is one.
    pub sutskever: Option<&'static Parts>,
    /// The library whose rule is taken unless another one is asked for, where all its rules stand in the records of libraries;
    /// nothing where it is the rule of Keras above. Only the whole engine has what stands in records alone.
    pub reference: Option<&'static str>,
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

/// What an optimizer remembers of a parameter.
pub struct Slot {
    /// Its name in a run's status.
    pub name: &'static str,
    /// Its letter in equations.
    pub symbol: &'static str,
    /// Its value at the start, given the knobs and the rule's parts.
    pub initial: fn(&[f64], &Parts) -> f64,
    /// Where it is a point among the parameters, and so begins where they do.
    #[cfg(feature = "full")]
    pub point: Option<Point>,
}

/// A point among the parameters that is not the one where gradients are taken.
#[cfg(feature = "full")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// It only helps to find the next.
    Helper,
    /// The average that the optimizer is asked for in the end: figures draw it.
    Average,
}

/// A slot that begins with 0.
pub(crate) const fn slot(name: &'static str, symbol: &'static str) -> Slot {
    slot_from(name, symbol, |_, _| 0.0)
}

/// A slot that begins with that.
pub(crate) const fn slot_from(name: &'static str, symbol: &'static str, initial: fn(&[f64], &Parts) -> f64) -> Slot {
    Slot {
        name,
        symbol,
        initial,
        #[cfg(feature = "full")]
        point: None,
    }
}

/// A slot that begins with the parameters.
#[cfg(feature = "full")]
pub const fn slot_at(name: &'static str, symbol: &'static str, point: Point) -> Slot {
    Slot { point: Some(point), ..slot(name, symbol) }
}

impl Slot {
    /// Whether it begins with the parameters.
    pub fn begins_with_parameters(&self) -> bool {
        #[cfg(feature = "full")]
        return self.point.is_some();
        #[cfg(not(feature = "full"))]
        false
    }
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

/// How parameters and slots follow from what is known, as nodes: stated once, it is run, fused with a formula's gradient for
/// many runs at once, and shown.
#[derive(Clone, Copy)]
pub enum Rule {
    /// Each parameter goes its own way.
    Each(fn(&mut Graph, &Terms) -> Update),
    /// All parameters of a tensor are needed for each of them.
    #[cfg(feature = "full")]
    Tensor(Joint),
    /// As with a tensor; but what it remembers of a matrix goes by its rows and columns.
    #[cfg(feature = "full")]
    Factored(Joint),
    /// As with a tensor; but the variables of a surface are a matrix of one column, and not a vector.
    #[cfg(feature = "full")]
    Matrix(Joint),
    /// All parameters of the model are needed for each of them.
    #[cfg(feature = "full")]
    Model(Joint),
}

#[cfg(feature = "full")]
impl Rule {
    /// Whether a parameter's way depends on others than itself.
    pub fn is_joint(self) -> bool {
        !matches!(self, Rule::Each(_))
    }

    /// The shape of the tensor that `n` variables of a surface are.
    pub fn shape_of_variables(self, n: usize) -> Vec<usize> {
        if matches!(self, Rule::Matrix(_)) { vec![n, 1] } else { vec![n] }
    }
}

/// From components to an update of each. A component is a whole tensor of a network; of the variables of a surface, which are
/// one tensor, it is all of them in a single run, and each of them, a number, where many runs go side by side or a step is
/// shown. So a sum over all is one over the elements of all components.
#[cfg(feature = "full")]
pub type Joint = fn(&mut Graph, &[Terms]) -> Vec<Update>;

/// No optimizer has more knobs than this; in places that it does not use stands something that it does not read.
pub const MOST_KNOBS: usize = if FULL { 6 } else { 4 };
/// No optimizer has more slots than this.
pub const MOST_SLOTS: usize = if FULL { 6 } else { 3 };

/// The first of `values`, and `other` in all places that are left.
pub(crate) fn padded<T: Copy, const N: usize>(values: &[T], other: T) -> [T; N] {
    std::array::from_fn(|k| values.get(k).copied().unwrap_or(other))
}

/// What a rule is made from. Learning rate, step and knobs are scalars; the others have one shape.
pub struct Terms {
    /// What the rule is put together from.
    pub parts: &'static Parts,
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
    /// λ of the decay, where the rule has it in its step: see [`Decay::InStep`](super::parts::Decay).
    #[cfg(feature = "full")]
    pub decay: Option<Node>,
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
    /// The bound, given the rule's parts and the knobs.
    pub bound: fn(&Parts, &[f64; MOST_KNOBS]) -> f64,
    /// What the rule multiplies a gradient by, besides the learning rate; nothing where it takes it as it is.
    pub scale: Option<Scaling>,
}

/// From the rule's parts, the knobs, the slots of the parameter and the steps so far (from 1) to a factor.
pub type Scaling = fn(&Parts, &[f64; MOST_KNOBS], &[f64; MOST_SLOTS], f64) -> f64;

impl Spec {
    /// Slots for parameters, as they are at the start.
    pub fn slots_for<T: Element>(&self, knobs: &[f64], parts: &Parts, params: &[T]) -> Vec<Vec<T>> {
        let first = |slot: &Slot| match slot.begins_with_parameters() {
            true if FULL => params.to_vec(),
            _ => vec![T::of((slot.initial)(knobs, parts)); params.len()],
        };
        self.slots.iter().map(first).collect()
    }

    /// Whether its step depends on the parameters, so that a decay of them comes first.
    #[cfg(feature = "full")]
    pub fn decays_first(&self) -> bool {
        self.rule.is_joint() || self.average().is_some()
    }

    /// The place of the slot that is the average of the parameters, which the optimizer is asked for in the end.
    #[cfg(feature = "full")]
    pub fn average(&self) -> Option<usize> {
        self.slots.iter().position(|slot| slot.point == Some(Point::Average))
    }
}
