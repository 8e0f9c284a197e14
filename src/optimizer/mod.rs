//! Optimizers: how a gradient becomes a step.
//!
//! An optimizer is a record: its name and knobs, what it remembers (its slots), and an update rule that treats every
//! parameter alike. It knows neither objective nor picture. The rules are those of Keras 3; letters: w parameters, g gradient,
//! α (`lr`) learning rate, β (`m`) momentum, v velocity.
//!
//! A new optimizer is a file with a [`Spec`], and a line in [`ALL`].

mod momentum;
mod nesterov;
mod sgd;

use crate::catalog::{Setting, Text};
use crate::graph::{Graph, Node, Plan};

/// Every optimizer there is.
pub const ALL: &[&Spec] = &[&sgd::SPEC, &momentum::SPEC, &nesterov::SPEC];

/// An optimizer.
pub struct Spec {
    /// Its name in configurations and links.
    pub name: &'static str,
    /// Its name for people.
    pub label: Text,
    /// What is special about it, in a sentence.
    pub note: Text,
    /// The update rule, as text.
    pub equation: &'static str,
    /// Where it comes from.
    pub paper: &'static str,
    /// What can be set besides the learning rate.
    pub knobs: &'static [&'static Setting],
    /// What it remembers between steps: one value for each parameter in each slot, 0 at the start.
    pub slots: &'static [&'static str],
    /// The rule.
    pub rule: Rule,
}

/// How parameter and slots follow from what is known, as nodes: stated once, it is run, fused with a formula's gradient for
/// many runs at once, and shown.
pub type Rule = fn(&mut Graph, &Terms) -> Update;

/// What a rule is made from. All are scalars: a rule treats every parameter alike.
pub struct Terms<'a> {
    /// α, the learning rate.
    pub lr: Node,
    /// The knobs, in the order of [`Spec::knobs`].
    pub knobs: &'a [Node],
    /// The parameter.
    pub w: Node,
    /// Its gradient.
    pub g: Node,
    /// What is remembered of it, in the order of [`Spec::slots`].
    pub slots: &'a [Node],
}

/// What a rule gives.
pub struct Update {
    /// The new parameter.
    pub w: Node,
    /// The new slots.
    pub slots: Vec<Node>,
}

/// The numbers that a rule is used with.
#[derive(Clone, Debug, PartialEq)]
pub struct Hyper {
    /// Learning rate.
    pub learning_rate: f64,
    /// One value for each of [`Spec::knobs`], in that order.
    pub knobs: Vec<f64>,
}

/// A rule, compiled for one run: each parameter is a lane.
pub struct Stepper {
    plan: Plan<f64>,
    knobs: usize,
}

impl Stepper {
    /// For `n` parameters.
    pub fn new(spec: &Spec, n: usize) -> Self {
        let mut graph = Graph::new();
        let mut inputs = |count: usize| -> Vec<Node> { (0..count).map(|_| graph.input(&[])).collect() };
        let (hyper, knobs, slots) = (inputs(3), inputs(spec.knobs.len()), inputs(spec.slots.len()));
        let terms = Terms { lr: hyper[0], w: hyper[1], g: hyper[2], knobs: &knobs, slots: &slots };
        let update = (spec.rule)(&mut graph, &terms);
        let outputs: Vec<Node> = std::iter::once(update.w).chain(update.slots).collect();
        Self { plan: Plan::new(&graph, &outputs, n), knobs: knobs.len() }
    }

    /// Changes parameters and slots in place, given the gradient.
    pub fn step(&mut self, hyper: &Hyper, gradient: &[f64], params: &mut [f64], slots: &mut [Vec<f64>]) {
        let n = params.len();
        self.plan.set_input(0, &[hyper.learning_rate]);
        self.plan.input(1)[..n].copy_from_slice(params);
        self.plan.input(2)[..n].copy_from_slice(gradient);
        for (k, &knob) in hyper.knobs.iter().enumerate() {
            self.plan.set_input(3 + k, &[knob]);
        }
        for (k, slot) in slots.iter().enumerate() {
            self.plan.input(3 + self.knobs + k)[..n].copy_from_slice(slot);
        }
        self.plan.run(n);
        params.copy_from_slice(&self.plan.output(0)[..n]);
        for (k, slot) in slots.iter_mut().enumerate() {
            slot.copy_from_slice(&self.plan.output(1 + k)[..n]);
        }
    }
}

impl Spec {
    /// The optimizer of that name.
    pub fn named(name: &str) -> Option<&'static Spec> {
        ALL.iter().copied().find(|spec| spec.name == name)
    }

    /// Empty slots for `n` parameters.
    pub fn slots_for(&self, n: usize) -> Vec<Vec<f64>> {
        vec![vec![0.0; n]; self.slots.len()]
    }
}
