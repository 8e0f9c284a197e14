//! In place of `tiles.rs` where parameters are few, and copying them takes less code.

use crate::graph::{Element, Graph, Node, Plan};
use std::ops::Range;

/// A plan from rate, number of the step, parameters, gradient and slots to the next parameters and slots.
pub(super) fn plan<T: Element>(graph: &Graph, outputs: &[Node]) -> Plan<T> {
    Plan::new(graph, outputs, 1)
}

/// Updates the parameters of a tile.
pub(super) fn run<T: Element>(
    plan: &mut Plan<T>,
    tile: Range<usize>,
    gradient: &[T],
    (params, slots): (&[T], &[Vec<T>]),
    (next, next_slots): (&mut [T], &mut [Vec<T>]),
) {
    plan.input(2).copy_from_slice(&params[tile.clone()]);
    plan.input(3).copy_from_slice(&gradient[tile.clone()]);
    for (k, slot) in slots.iter().enumerate() {
        plan.input(4 + k).copy_from_slice(&slot[tile.clone()]);
    }
    plan.run(1);
    next[tile.clone()].copy_from_slice(plan.output(0));
    for (k, slot) in next_slots.iter_mut().enumerate() {
        slot[tile.clone()].copy_from_slice(plan.output(1 + k));
    }
}
