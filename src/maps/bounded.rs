//! Whether a loss and its gradient are finite wherever the parameters are no further out than some bound: proved by bounds
//! of every number on the way.

use crate::graph::{Binary, Graph, Node, Op, Unary};
use crate::objective::Objective;
use crate::objective::step::StepGraph;

/// The bound of the parameters. Of what runs on a map meet, only those that are about to diverge are further out.
pub(super) const FAR: f64 = 1e30;

/// Up to this, rounding takes no number out of the finite ones.
const MOST: f64 = 1e300;

/// Whether the loss and the gradient where a step begins are finite while no parameter is beyond [`FAR`].
pub(super) fn is_finite_within(objective: &Objective, step: &StepGraph) -> bool {
    let graph = &step.graph;
    let size = |values: &mut dyn Iterator<Item = f64>| values.fold(0.0, |most: f64, x| most.max(x.abs()));
    let samples = objective.data().map_or(0.0, |data| size(&mut data.flat().iter().chain(data.answers()).copied()));
    let dim = objective.dim();
    let mut bounds: Vec<f64> = Vec::with_capacity(graph.len());
    for node in graph.nodes() {
        let input = |k: usize| match graph.shape(graph.inputs()[k]) {
            _ if k < dim => FAR,
            [] => f64::INFINITY,
            _ => samples,
        };
        let bound = bound(graph, node, input, &bounds);
        bounds.push(bound);
    }
    let mut needed = vec![false; graph.len()];
    step.here.iter().for_each(|node| needed[node.index()] = true);
    for node in graph.nodes().rev() {
        if needed[node.index()] {
            graph.arguments(node).for_each(|x| needed[x.index()] = true);
        }
    }
    needed.iter().zip(&bounds).all(|(needed, bound)| !needed || *bound <= MOST)
}

/// What the magnitude of a node's elements is at most; infinite, or no number, where nothing is known.
fn bound(graph: &Graph, node: Node, input: impl Fn(usize) -> f64, bounds: &[f64]) -> f64 {
    let of = |x: Node| bounds[x.index()];
    match graph.op(node) {
        Op::Input(k) => input(k as usize),
        Op::Constant(bits) => f64::from_bits(bits).abs(),
        Op::Broadcast(x) => of(x),
        Op::Sum(x) => of(x) * graph.shape(x).iter().product::<usize>() as f64,
        Op::Powi(x, n) if n > 0 => (0..n).fold(1.0, |power, _| power * of(x)),
        Op::Unary(f, x) => match f {
            Unary::Neg | Unary::Abs | Unary::Relu => of(x),
            Unary::Sin | Unary::Cos | Unary::Tanh | Unary::Sigmoid | Unary::Sign | Unary::Step => 1.0,
            Unary::Softplus => 1.0 + of(x),
            _ => f64::INFINITY,
        },
        Op::Binary(f, a, b) => match f {
            Binary::Add | Binary::Sub => of(a) + of(b),
            Binary::Mul => of(a) * of(b),
            Binary::Div => graph.constant_value(b).map_or(f64::INFINITY, |b| of(a) / b.abs()),
            Binary::Min | Binary::Max => of(a).max(of(b)),
            Binary::AtLeast => 1.0,
            Binary::Pow => f64::INFINITY,
        },
        Op::Powi(..) | Op::Tensor(_) => f64::INFINITY,
    }
}

#[cfg(test)]
mod tests {
    use super::super::step_of;
    use super::*;

    /// With FAR = 10³⁰.
    #[test]
    fn what_may_overflow_is_not_proved_finite() {
        for (formula, expected) in [
            ("x^8 + y^2", true),
            ("x^12", false),
            ("x^5*y^5", false),
            ("x*y", true),
            ("(x^5 + y^5)^2", false),
            ("(x^5 - y^5)^2", false),
            ("sin(x)*y^8", true),
            ("x/1e-200", true),
            ("x/1e-299", false),
            ("softplus(x)^2", true),
            ("exp(x)", false),
            ("x^(-2)", false),
            ("max(x, y^12)", false),
        ] {
            let (objective, step) = step_of(formula);
            assert_eq!(is_finite_within(&objective, &step), expected, "{formula}");
        }
    }
}
