//! A full-batch step as a graph: the gradient of an objective and the rule of an optimizer in one.

use super::{Objective, Order};
use crate::graph::{Graph, Node};
use crate::objective::Data;
#[cfg(feature = "full")]
use crate::optimizer::joint;
use crate::optimizer::{Hyper, Spec, Terms, around, look_ahead, padded};

/// A full-batch step. The graph's inputs: the parameters, the samples, the learning rate of the step, its number (from 1),
/// [`StepGraph::numbers`], and what the optimizer remembers.
pub struct StepGraph {
    /// The graph.
    pub graph: Graph,
    /// What goes on from step to step: the parameters, then for each slot of the optimizer a value for each parameter.
    pub state: Vec<Node>,
    /// What becomes of it.
    pub next: Vec<Node>,
    /// The learning rate of this step.
    pub rate: Node,
    /// Which step this is, from 1.
    pub t: Node,
    /// The optimizer's knobs and what else there is around its rule, as [`numbers`] lists them; none where they are constants.
    pub numbers: Vec<Node>,
    /// The loss where the step begins, and then its gradient's components.
    pub here: Vec<Node>,
    /// The gradient that the step takes: elsewhere, for the form that looks ahead.
    pub taken: Vec<Node>,
}

/// The values of [`StepGraph::numbers`]: the knobs, then what is used of penalty, clipping and decay.
pub fn numbers(hyper: &Hyper) -> Vec<f64> {
    let mut numbers: Vec<f64> = hyper.rule_knobs().collect();
    let mut graph = Graph::new();
    hyper.rule_extras().nodes(|_, value| {
        numbers.push(value);
        graph.constant(value)
    });
    numbers
}

impl Objective {
    /// The graph of a step. With `fixed`, the numbers of the optimizer are constants, so that less has to be computed;
    /// otherwise they are inputs, so that one graph serves all of them, but for those that are 0.
    pub fn step_graph(&self, optimizer: &Spec, hyper: &Hyper, fixed: bool) -> StepGraph {
        let built = self.build(self.data().map_or(0, Data::len), Order::Gradient);
        let (dim, parts) = (self.dim(), hyper.parts);
        let mut graph = Graph::new();
        let inputs: Vec<Node> = built.graph.inputs().iter().map(|&node| graph.input(built.graph.shape(node))).collect();
        let [rate, t] = [graph.input(&[]), graph.input(&[])];
        let lr = if fixed && hyper.schedule.is_constant() { graph.constant(hyper.rate_at(0)) } else { rate };
        let mut numbers = Vec::new();
        let mut number = |graph: &mut Graph, value: f64| {
            if fixed {
                return graph.constant(value);
            }
            let input = graph.input(&[]);
            numbers.push(input);
            // What is multiplied by 0 vanishes in single runs, even if it has overflowed.
            if value == 0.0 { graph.constant(0.0) } else { input }
        };
        let knobs: Vec<Node> = hyper.rule_knobs().map(|knob| number(&mut graph, knob)).collect();
        let with = hyper.rule_extras().nodes(|_, value| number(&mut graph, value));
        let params = inputs[..dim].to_vec();
        let slots: Vec<Vec<Node>> =
            optimizer.slots.iter().map(|_| params.iter().map(|_| graph.input(&[])).collect()).collect();
        let evaluated = |graph: &mut Graph, at: &[Node]| -> Vec<Node> {
            let made = graph.append(&built.graph, at);
            built.outputs.iter().map(|node| made[node.index()]).collect()
        };
        let here = evaluated(&mut graph, &inputs);
        let mut taken = here[1..].to_vec();
        if let Some((kept, velocity)) = look_ahead(parts, &knobs, &slots) {
            let mut at = inputs;
            for (point, &velocity) in at.iter_mut().zip(velocity) {
                let ahead = graph.mul(kept, velocity);
                *point = graph.add(*point, ahead);
            }
            taken = evaluated(&mut graph, &at)[1..].to_vec();
        }
        let gradient = around::prepare(&mut graph, parts, &with, &params, &taken);
        let mut next = vec![Vec::new(); 1 + slots.len()];
        let components = params.iter().zip(&gradient).enumerate().map(|(k, (&w, &g))| {
            let remembered: Vec<Node> = slots.iter().map(|slot| slot[k]).collect();
            Terms {
                parts,
                lr,
                t,
                knobs: padded(&knobs, t),
                w,
                g,
                slots: padded(&remembered, t),
                #[cfg(feature = "full")]
                decay: None,
            }
        });
        #[cfg(feature = "full")]
        let updates = joint::apply(&mut graph, optimizer, &with, &components.collect::<Vec<_>>());
        #[cfg(not(feature = "full"))]
        let updates = components.map(|terms| around::apply(&mut graph, optimizer, &with, &terms));
        for update in updates {
            for (next, node) in next.iter_mut().zip(std::iter::once(update.w).chain(update.slots)) {
                next.push(node);
            }
        }
        let state = params.into_iter().chain(slots.into_iter().flatten()).collect();
        StepGraph { graph, state, next: next.into_iter().flatten().collect(), rate, t, numbers, here, taken }
    }
}
