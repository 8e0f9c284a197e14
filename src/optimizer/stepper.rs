//! A rule, compiled for one run.

#[cfg(feature = "full")]
use super::joint;
use super::{Hyper, Spec, Terms, around, padded, tiles};
use crate::edition::FULL;
use crate::graph::{Element, Graph, Node, Plan, Unary};

/// So many parameters at a time: what is computed in between stays in the cache.
const TILE: usize = 2048;

/// Takes steps. Made for an optimizer and its numbers; only learning rate and step are told each time.
pub struct Stepper<T = f64> {
    plan: Plan<T>,
    tile: usize,
    /// What follows from learning rate and step alone: in `f64` also where parameters are not, for β₂ᵗ is near to 1.
    #[cfg(feature = "full")]
    scalars: Option<(Plan<f64>, usize)>,
    /// How many parameters each tensor has, where a rule needs all of them at once; else none.
    #[cfg(feature = "full")]
    tensors: Vec<usize>,
}

impl<T: Element> Stepper<T> {
    /// For `n` parameters, which are one tensor.
    pub fn new(spec: &Spec, hyper: &Hyper, n: usize) -> Self {
        #[cfg(feature = "full")]
        if spec.rule.is_joint() {
            return Self::for_tensors(spec, hyper, &[spec.rule.shape_of_variables(n)]);
        }
        // The length of the gradient is one of all parameters; whatever else there is goes parameter by parameter.
        let tile = if FULL && hyper.extras.clip_norm == 0.0 { n.min(TILE) } else { n };
        let mut graph = Graph::new();
        let [lr, t] = [graph.input(&[]), graph.input(&[])];
        let [w, gradient] = [graph.input(&[tile]), graph.input(&[tile])];
        let slots: Vec<Node> = spec.slots.iter().map(|_| graph.input(&[tile])).collect();
        let knobs: Vec<Node> = hyper.rule_knobs().map(|knob| graph.constant(knob)).collect();
        let with = hyper.rule_extras().nodes(|_, value| graph.constant(value));
        let parts = hyper.parts;
        let g = around::prepare(&mut graph, parts, &with, &[w], &[gradient])[0];
        let terms = Terms {
            parts,
            lr,
            t,
            knobs: padded(&knobs, t),
            w,
            g,
            slots: padded(&slots, t),
            #[cfg(feature = "full")]
            decay: None,
        };
        let update = around::apply(&mut graph, spec, &with, &terms);
        // A knob that is 0 may have made a number of what is one for each parameter.
        #[cfg_attr(not(feature = "full"), expect(unused_mut))]
        let mut outputs: Vec<Node> =
            std::iter::once(update.w).chain(update.slots).map(|node| graph.broadcast(node, &[tile])).collect();
        #[cfg(feature = "full")]
        let scalars = apart::<T>(&mut graph, &mut outputs);
        Self {
            plan: tiles::plan(&graph, &outputs),
            tile,
            #[cfg(feature = "full")]
            scalars,
            #[cfg(feature = "full")]
            tensors: Vec::new(),
        }
    }

    /// For tensors of these shapes, one after another.
    #[cfg(feature = "full")]
    pub fn for_tensors(spec: &Spec, hyper: &Hyper, shapes: &[Vec<usize>]) -> Self {
        let tensors: Vec<usize> = shapes.iter().map(|shape| shape.iter().product()).collect();
        if !spec.rule.is_joint() {
            return Self::new(spec, hyper, tensors.iter().sum());
        }
        let (mut graph, mut outputs) = joint::graph(spec, hyper, shapes);
        let scalars = apart::<T>(&mut graph, &mut outputs);
        Self { plan: joint::plan(&graph, &outputs, shapes.len()), tile: 0, scalars, tensors }
    }

    /// From parameters and slots to the next, given the gradient and which step this is, from 1.
    pub fn step(
        &mut self,
        rate: f64,
        t: usize,
        gradient: &[T],
        (params, slots): (&[T], &[Vec<T>]),
        (next, next_slots): (&mut [T], &mut [Vec<T>]),
    ) {
        let plan = &mut self.plan;
        #[cfg(feature = "full")]
        if let Some((scalars, first)) = &mut self.scalars {
            scalars.set_input(0, &[rate]);
            scalars.set_input(1, &[t as f64]);
            scalars.run(1);
            for k in *first..plan.inputs() {
                plan.set_input(k, &[T::of(scalars.output(k - *first)[0])]);
            }
        }
        plan.set_input(0, &[T::of(rate)]);
        plan.set_input(1, &[T::of(t as f64)]);
        #[cfg(feature = "full")]
        if !self.tensors.is_empty() {
            return joint::run(plan, &self.tensors, gradient, (params, slots), (next, next_slots));
        }
        for from in (0..params.len()).step_by(self.tile) {
            // The last tile ends where they end: what it has of the one before is computed again, to the same numbers.
            let first = from.min(params.len() - self.tile);
            tiles::run(plan, first..first + self.tile, gradient, (params, slots), (next, next_slots));
        }
    }
}

/// Takes out of a graph for parameters of less than 64 bits what follows from learning rate and step alone; gives the plan of
/// that, and the place of its first result among the inputs that are left.
#[cfg(feature = "full")]
fn apart<T: Element>(graph: &mut Graph, outputs: &mut [Node]) -> Option<(Plan<f64>, usize)> {
    if size_of::<T>() == size_of::<f64>() {
        return None;
    }
    let inputs = graph.inputs().len();
    let (scalars, rest, made) = graph.without_scalars(|input| graph.shape(input).is_empty(), outputs);
    outputs.iter_mut().for_each(|node| *node = made[node.index()]);
    let plan = Plan::new(graph, &scalars, 1);
    *graph = rest;
    Some((plan, inputs))
}

/// √x, as a node.
pub(super) fn root(graph: &mut Graph, x: Node) -> Node {
    graph.unary(Unary::Sqrt, x)
}

/// ρ·old + (1−ρ)·new, as nodes: a mean that forgets.
pub(super) fn blend(graph: &mut Graph, keep: Node, old: Node, new: Node) -> Node {
    let one = graph.constant(1.0);
    let rest = graph.sub(one, keep);
    let (old, new) = (graph.mul(keep, old), graph.mul(rest, new));
    graph.add(old, new)
}

/// 1 − βᵗ, as a node: what a mean that began with 0 is short of.
pub(super) fn shortfall(graph: &mut Graph, beta: Node, t: Node) -> Node {
    let (one, power) = (graph.constant(1.0), graph.pow(beta, t));
    graph.sub(one, power)
}
