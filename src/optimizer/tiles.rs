//! The update of some parameters, read and written where the run has them.

use super::MOST_SLOTS;
use crate::graph::{Element, Graph, Lent, Node, Plan};
use std::ops::Range;

/// A plan from rate, number of the step, parameters, gradient and slots to the next parameters and slots.
pub(super) fn plan<T: Element>(graph: &Graph, outputs: &[Node]) -> Plan<T> {
    Plan::new_lent(graph, outputs, Lent { inputs: 2..3 + outputs.len(), outputs: 0..outputs.len() })
}

/// Updates the parameters of a tile.
pub(super) fn run<T: Element>(
    plan: &mut Plan<T>,
    tile: Range<usize>,
    gradient: &[T],
    (params, slots): (&[T], &[Vec<T>]),
    (next, next_slots): (&mut [T], &mut [Vec<T>]),
) {
    let mut given: [&[T]; 2 + MOST_SLOTS] = Default::default();
    given[..2].copy_from_slice(&[&params[tile.clone()], &gradient[tile.clone()]]);
    given[2..].iter_mut().zip(slots).for_each(|(given, slot)| *given = &slot[tile.clone()]);
    let mut into: [&mut [T]; 1 + MOST_SLOTS] = Default::default();
    into[0] = &mut next[tile.clone()];
    into[1..].iter_mut().zip(next_slots).for_each(|(into, slot)| *into = &mut slot[tile.clone()]);
    plan.run_lent(&given[..2 + slots.len()], &mut into[..1 + slots.len()]);
}
