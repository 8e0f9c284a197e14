//! Many runs side by side.

use crate::graph::Plan;
use crate::objective::Objective;
use crate::optimizer::{Hyper, Spec};

/// Where `steps` full-batch steps lead from each of `starts` (rows of `dim` parameters). The same numbers as so many
/// experiments give, one after another.
pub fn descend(objective: &Objective, optimizer: &Spec, hyper: &Hyper, starts: &[f64], steps: usize) -> Vec<f64> {
    let mut plan = objective.steps(optimizer, hyper, objective.block());
    descend_by(&mut plan, objective, optimizer.slots.len(), starts, steps)
}

/// [`descend`] with a plan that is there already, for an optimizer with so many slots.
pub fn descend_by(plan: &mut Plan<f64>, objective: &Objective, slots: usize, starts: &[f64], steps: usize) -> Vec<f64> {
    let (dim, lanes) = (objective.dim(), plan.lanes());
    // The slots are the last inputs; between them and the parameters are the samples.
    let first_slot = plan.inputs() - slots * dim;
    let mut ends = vec![0.0; starts.len()];
    for (from, to) in starts.chunks(lanes * dim).zip(ends.chunks_mut(lanes * dim)) {
        let n = from.len() / dim;
        for k in 0..dim {
            for (into, start) in plan.input(k).iter_mut().zip(from.chunks_exact(dim)) {
                *into = start[k];
            }
        }
        for slot in first_slot..plan.inputs() {
            plan.input(slot).fill(0.0);
        }
        for _ in 0..steps {
            plan.run(n);
        }
        for k in 0..dim {
            for (end, &p) in to.chunks_exact_mut(dim).zip(plan.input(k).iter()) {
                end[k] = p;
            }
        }
    }
    ends
}
