//! Rules that need all parameters of a tensor, or of the model, at once.

use super::around::{self, Nodes};

use super::{Hyper, Rule, Spec, Terms, Update, padded};
use crate::graph::{Element, Graph, Lent, Node, Plan, Unary};

/// A rule, after the decay, for components that belong together: those of all parameters, or of a tensor alone where that is
/// all a rule needs.
pub fn apply(graph: &mut Graph, spec: &Spec, with: &Nodes, components: &[Terms]) -> Vec<Update> {
    match spec.rule {
        Rule::Each(_) => components.iter().map(|terms| around::apply(graph, spec, with, terms)).collect(),
        Rule::Tensor(rule) | Rule::Factored(rule) | Rule::Matrix(rule) | Rule::Model(rule) => {
            let decayed: Vec<Terms> = components.iter().map(|terms| around::decayed(graph, with, terms)).collect();
            rule(graph, &decayed)
        }
    }
}

/// The length of what these components are: the root of the sum of all squares.
pub(super) fn length(graph: &mut Graph, components: &[Node]) -> Node {
    let squares: Vec<Node> = components.iter().map(|&x| graph.powi(x, 2)).collect();
    let sums: Vec<Node> = squares.into_iter().map(|square| graph.sum(square, &[])).collect();
    let total = sums.into_iter().reduce(|a, b| graph.add(a, b)).unwrap_or_else(|| graph.constant(0.0));
    graph.unary(Unary::Sqrt, total)
}

/// The rule as a graph, for tensors of these shapes. Its inputs: learning rate and number of the step, then for each tensor its
/// parameters, their gradient and what is remembered.
pub(super) fn updates(spec: &Spec, hyper: &Hyper, shapes: &[Vec<usize>]) -> (Graph, Vec<Update>) {
    let (mut graph, parts) = (Graph::new(), hyper.parts);
    let [lr, t] = [graph.input(&[]), graph.input(&[])];
    let mut given = |shape| -> Vec<Node> { (0..2 + spec.slots.len()).map(|_| graph.input(shape)).collect() };
    let given: Vec<Vec<Node>> = shapes.iter().map(|shape| given(shape)).collect();
    let knobs: Vec<Node> = hyper.rule_knobs().map(|knob| graph.constant(knob)).collect();
    let with = hyper.rule_extras().nodes(|_, value| graph.constant(value));
    let [w, g] = [0, 1].map(|k| -> Vec<Node> { given.iter().map(|given| given[k]).collect() });
    let gradient = around::prepare(&mut graph, parts, &with, &w, &g);
    let components = given.iter().zip(gradient).map(|(given, g)| {
        let (w, slots) = (given[0], padded(&given[2..], t));
        Terms { parts, lr, t, knobs: padded(&knobs, t), w, g, slots, decay: None }
    });
    let components: Vec<Terms> = components.collect();
    let at_once = if matches!(spec.rule, Rule::Model(_)) { components.len() } else { 1 };
    let updates = components.chunks(at_once).flat_map(|some| apply(&mut graph, spec, &with, some));
    let updates = updates.collect();
    (graph, updates)
}

/// [`updates`], with the new parameters and slots of each tensor for outputs.
pub(super) fn graph(spec: &Spec, hyper: &Hyper, shapes: &[Vec<usize>]) -> (Graph, Vec<Node>) {
    let (mut graph, updates) = updates(spec, hyper, shapes);
    let outputs = updates.into_iter().zip(shapes).flat_map(|(update, shape)| {
        let outputs = std::iter::once(update.w).chain(update.slots);
        outputs.map(|node| graph.broadcast(node, shape)).collect::<Vec<_>>()
    });
    let outputs = outputs.collect();
    (graph, outputs)
}

/// A plan of [`graph`], for so many tensors.
pub(super) fn plan<T: Element>(graph: &Graph, outputs: &[Node], tensors: usize) -> Plan<T> {
    Plan::new_lent(graph, outputs, Lent { inputs: 2..2 + tensors + outputs.len(), outputs: 0..outputs.len() })
}

/// Updates the parameters of all tensors, which have so many each.
pub(super) fn run<T: Element>(
    plan: &mut Plan<T>,
    tensors: &[usize],
    gradient: &[T],
    (params, slots): (&[T], &[Vec<T>]),
    (next, next_slots): (&mut [T], &mut [Vec<T>]),
) {
    let (mut given, mut into): (Vec<&[T]>, Vec<&mut [T]>) = Default::default();
    let mut left: Vec<&mut [T]> = std::iter::once(next).chain(next_slots.iter_mut().map(Vec::as_mut_slice)).collect();
    let mut from = 0;
    for &n in tensors {
        let all = [params, gradient].into_iter().chain(slots.iter().map(Vec::as_slice));
        given.extend(all.map(|values| &values[from..from + n]));
        for left in &mut left {
            let (tensor, rest) = std::mem::take(left).split_at_mut(n);
            into.push(tensor);
            *left = rest;
        }
        from += n;
    }
    plan.run_lent(&given, &mut into);
}
