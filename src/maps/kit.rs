//! A step graph, compiled for many lanes: what all lanes share is computed once a step, by a plan of one lane.

use super::start::{Start, Vary};
use crate::edition::FULL;
use crate::graph::{Binary, Graph, Node, Op, Plan, Unary};
use crate::objective::Objective;
use crate::objective::step::StepGraph;
use crate::optimizer::{Hyper, Slot};

/// So many times the block of a plan go side by side: code has to be called less often, and a block still fits the cache.
const BLOCKS: f64 = 2.5;

/// A compiled step.
pub(super) struct Kit {
    pub(super) plan: Plan<f64>,
    shared: Plan<f64>,
    /// The uniform inputs of the plan, in order: inputs of the graph by their place; then come those that are computed.
    given: Vec<usize>,
    vary: Vary,
    rate: usize,
    t: usize,
    /// Places of the rule's numbers.
    pub(super) numbers: Vec<usize>,
    /// Places of what goes on from step to step: parameters, slots, and what else the graph keeps.
    pub(super) state: Vec<usize>,
    /// Places of what each lane has of its own and keeps.
    pub(super) own: Vec<usize>,
}

impl Kit {
    pub(super) fn compile(objective: &Objective, step: &StepGraph, vary: Vary) -> Self {
        let StepGraph { graph, state, next, rate, t, numbers, .. } = step;
        let own: Vec<Node> = match vary {
            Vary::Starts => Vec::new(),
            Vary::Rates { knob } => vec![*rate, numbers[knob]],
        };
        // The samples are the same for all runs, but stand in every lane.
        let scalar = |input: &Node| graph.shape(*input).is_empty();
        let alone = |input: Node| scalar(&input) && !state.contains(&input) && !own.contains(&input);
        let (scalars, rest, made) = graph.without_scalars(alone, next);
        let moved = |nodes: &[Node]| -> Vec<Node> { nodes.iter().map(|node| made[node.index()]).collect() };
        let places = |nodes: &[Node]| -> Vec<usize> { nodes.iter().map(|&node| place(graph, node)).collect() };
        let given: Vec<usize> =
            graph.inputs().iter().filter(|input| alone(**input)).map(|&input| place(graph, input)).collect();
        let uniform: Vec<usize> = given.iter().copied().chain(graph.inputs().len()..rest.inputs().len()).collect();
        let lanes = (BLOCKS * objective.block() as f64) as usize;
        let mut plan = Plan::recurrent(&rest, &moved(state), &moved(next), &uniform, lanes);
        objective.set_data(&mut plan);
        Self {
            plan,
            shared: Plan::new(graph, &scalars, 1),
            given,
            vary,
            rate: place(graph, *rate),
            t: place(graph, *t),
            numbers: places(numbers),
            state: places(state),
            own: places(&own),
        }
    }

    /// Begins a slot of a parameter, which stands at that place of the state.
    pub(super) fn begin_slot(&mut self, slot: &Slot, hyper: &Hyper, at: usize, parameter: usize) {
        if FULL && slot.begins_with_parameters() {
            let first = self.row(parameter).to_vec();
            self.row(self.state[at]).copy_from_slice(&first);
        } else {
            self.row(self.state[at]).fill((slot.initial)(&hyper.knobs, hyper.parts));
        }
    }

    /// Sets an input that all lanes share, from the next [`Kit::share`] on.
    pub(super) fn set(&mut self, place: usize, value: f64) {
        self.shared.set_input(place, &[value]);
    }

    /// Sets an input that all lanes share, by its place in the plan, for the next step.
    pub(super) fn set_now(&mut self, place: usize, value: f64) {
        if let Some(j) = self.given.iter().position(|&at| at == place) {
            self.plan.set_uniform(j, value);
        }
    }

    /// The row of an input.
    pub(super) fn row(&mut self, place: usize) -> &mut [f64] {
        self.plan.input(place)
    }

    /// Computes what all lanes share in the step that follows `step` others.
    pub(super) fn share(&mut self, hyper: &Hyper, step: usize) {
        self.shared.set_input(self.t, &[(step + 1) as f64]);
        if self.vary == Vary::Starts {
            self.shared.set_input(self.rate, &[hyper.rate_at(step)]);
        }
        self.shared.run(1);
        for (j, &place) in self.given.iter().enumerate() {
            let value = self.shared.input(place)[0];
            self.plan.set_uniform(j, value);
        }
        for k in 0..self.shared.outputs() {
            self.plan.set_uniform(self.given.len() + k, self.shared.output(k)[0]);
        }
    }

    /// Gets ready for the step that follows `step` others, of the runs `lanes`: what changes from step to step is set.
    pub(super) fn prepare(&mut self, hyper: &Hyper, step: usize, starts: &[Start], lanes: &[usize]) {
        let scheduled = !hyper.schedule.is_constant();
        if scheduled && self.vary != Vary::Starts {
            let factor = hyper.schedule.factor(step);
            let rates = self.plan.input(self.rate).iter_mut().zip(lanes);
            rates.for_each(|(rate, &lane)| *rate = starts[lane].rate * factor);
        }
        if scheduled || self.shared.reads(self.t) || self.plan.reads(self.t) {
            self.share(hyper, step);
        }
    }
}

/// The place of an input among those of its graph.
pub(super) fn place(graph: &Graph, node: Node) -> usize {
    graph.inputs().iter().position(|&input| input == node).unwrap_or_default()
}

/// Whether a run that has left the finite numbers stays out of them: whatever is infinite or no number makes all that is
/// computed from it so. A quotient, a root or a sign may make a finite number of it.
pub(super) fn never_returns(graph: &Graph) -> bool {
    graph.nodes().all(|node| match graph.op(node) {
        Op::Input(_) | Op::Constant(_) | Op::Broadcast(_) | Op::Sum(_) => true,
        Op::Unary(f, _) => matches!(f, Unary::Neg | Unary::Abs | Unary::Sin | Unary::Cos),
        Op::Binary(f, _, b) => match f {
            Binary::Add | Binary::Sub | Binary::Mul => true,
            Binary::Div => graph.constant_value(b).is_some(),
            _ => false,
        },
        Op::Powi(_, n) => n > 0,
        Op::Tensor(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::step_of;
    use super::*;

    #[test]
    fn what_makes_a_finite_number_of_infinity_is_told() {
        for (formula, expected) in [
            ("x*y - 3", true),
            ("x/2 + y", true),
            ("2/x", false),
            ("x^3", true),
            ("x^64", true),
            ("x^(-2)", false),
            ("x^y", false),
            ("sin(x) + cos(y)", true),
            ("sqrt(x)", false),
            ("exp(x)", false),
            ("tanh(x)", false),
            ("max(x, y)", false),
        ] {
            let (_, step) = step_of(formula);
            assert_eq!(never_returns(&step.graph), expected, "{formula}");
        }
    }
}
