//! A rule, compiled for one run.

use super::{Hyper, Spec, Terms, around, padded};
use crate::graph::{Graph, Node, Plan, Unary};

/// Takes steps. Made for an optimizer and its numbers; only learning rate and step are told each time.
pub struct Stepper {
    plan: Plan<f64>,
    slots: usize,
}

impl Stepper {
    /// For `n` parameters.
    pub fn new(spec: &Spec, hyper: &Hyper, n: usize) -> Self {
        let mut graph = Graph::new();
        let [lr, t] = [graph.input(&[]), graph.input(&[])];
        let [w, gradient] = [graph.input(&[n]), graph.input(&[n])];
        let slots: Vec<Node> = spec.slots.iter().map(|_| graph.input(&[n])).collect();
        let knobs: Vec<Node> = hyper.knobs.iter().map(|&knob| graph.constant(knob)).collect();
        let with = hyper.extras.nodes(|_, value| graph.constant(value));
        let convention = hyper.convention;
        let g = around::prepare(&mut graph, convention, &with, &[w], &[gradient])[0];
        let terms = Terms { convention, lr, t, knobs: padded(&knobs, t), w, g, slots: padded(&slots, t) };
        let update = around::apply(&mut graph, spec, &with, &terms);
        // A knob that is 0 may have made a number of what is one for each parameter.
        let outputs: Vec<Node> =
            std::iter::once(update.w).chain(update.slots).map(|node| graph.broadcast(node, &[n])).collect();
        Self { plan: Plan::new(&graph, &outputs, 1), slots: slots.len() }
    }

    /// Changes parameters and slots in place, given the gradient and which step this is, from 1.
    pub fn step(&mut self, rate: f64, t: usize, gradient: &[f64], params: &mut [f64], slots: &mut [Vec<f64>]) {
        let plan = &mut self.plan;
        plan.set_input(0, &[rate]);
        plan.set_input(1, &[t as f64]);
        plan.input(2).copy_from_slice(params);
        plan.input(3).copy_from_slice(gradient);
        for (k, slot) in slots.iter().take(self.slots).enumerate() {
            plan.input(4 + k).copy_from_slice(slot);
        }
        plan.run(1);
        params.copy_from_slice(plan.output(0));
        for (k, slot) in slots.iter_mut().enumerate() {
            slot.copy_from_slice(plan.output(1 + k));
        }
    }
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
