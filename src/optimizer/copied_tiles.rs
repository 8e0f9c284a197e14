//! In place of `tiles.rs` where parameters are so few that they make one tile, and copying them takes less code.

use crate::graph::{Element, Graph, Node, Plan};
use std::ops::Range;

/// A plan from rate, number of the step, parameters, gradient and slots to the next parameters and slots.
pub(super) fn plan<T: Element>(graph: &Graph, outputs: &[Node]) -> Plan<T> {
    Plan::new(graph, outputs, 1)
}

/// Updates the parameters.
pub(super) fn run<T: Element>(
    plan: &mut Plan<T>,
    _: Range<usize>,
    gradient: &[T],
    (params, slots): (&[T], &[Vec<T>]),
    (next, next_slots): (&mut [T], &mut [Vec<T>]),
) {
    for (k, values) in [params, gradient].into_iter().chain(slots.iter().map(Vec::as_slice)).enumerate() {
        plan.input(2 + k).copy_from_slice(values);
    }
    plan.run(1);
    let next_slots = next_slots.iter_mut().map(Vec::as_mut_slice);
    for (k, values) in [next].into_iter().chain(next_slots).enumerate() {
        values.copy_from_slice(plan.output(k));
    }
}
