//! Many runs side by side, for so many steps.

use crate::edition::FULL;
use crate::graph::Plan;
use crate::objective::Objective;
use crate::optimizer::{Hyper, Spec};

/// A plan whose every run is a full-batch step of up to `lanes` runs side by side. Its inputs are those of
/// [`crate::objective::step::StepGraph`], of which the state goes on.
pub fn steps(objective: &Objective, optimizer: &Spec, hyper: &Hyper, lanes: usize) -> Plan<f64> {
    let step = objective.step_graph(optimizer, hyper, true);
    let mut plan = Plan::recurrent(&step.graph, &step.state, &step.next, &[], lanes);
    objective.set_data(&mut plan);
    plan
}

/// Where `steps` full-batch steps lead from each of `starts` (rows of `dim` parameters). The same numbers as so many
/// experiments give, one after another.
pub fn descend(objective: &Objective, optimizer: &Spec, hyper: &Hyper, starts: &[f64], steps: usize) -> Vec<f64> {
    let mut plan = self::steps(objective, optimizer, hyper, objective.block());
    descend_by(&mut plan, objective, optimizer, hyper, starts, steps)
}

/// [`descend`] with the plan of [`steps`] that is there already.
pub fn descend_by(
    plan: &mut Plan<f64>,
    objective: &Objective,
    optimizer: &Spec,
    hyper: &Hyper,
    starts: &[f64],
    steps: usize,
) -> Vec<f64> {
    let (dim, lanes) = (objective.dim(), plan.lanes());
    // The slots are the last inputs; before them are the learning rate and the step.
    let first_slot = plan.inputs() - optimizer.slots.len() * dim;
    let mut ends = vec![0.0; starts.len()];
    for (from, to) in starts.chunks(lanes * dim).zip(ends.chunks_mut(lanes * dim)) {
        let n = from.len() / dim;
        for k in 0..dim {
            for (into, start) in plan.input(k).iter_mut().zip(from.chunks_exact(dim)) {
                *into = start[k];
            }
        }
        for (k, slot) in optimizer.slots.iter().enumerate() {
            let initial = (slot.initial)(&hyper.knobs, hyper.parts);
            for place in 0..dim {
                if FULL && slot.begins_with_parameters() {
                    let row = plan.input(place).to_vec();
                    plan.input(first_slot + k * dim + place).copy_from_slice(&row);
                } else {
                    plan.input(first_slot + k * dim + place).fill(initial);
                }
            }
        }
        for step in 0..steps {
            if plan.reads(first_slot - 2) {
                plan.input(first_slot - 2)[..n].fill(hyper.rate_at(step));
            }
            if plan.reads(first_slot - 1) {
                plan.input(first_slot - 1)[..n].fill((step + 1) as f64);
            }
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
