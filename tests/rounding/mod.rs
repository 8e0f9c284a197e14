//! How far rounding can carry the values of a graph from the exact ones: a running error bound (Wilkinson 1963).

use sgd_playground::graph::{Binary, Graph, Node, Op, Unary};

/// The value of a node, and how far off it may be; infinitely far where that cannot be said.
#[derive(Clone, Copy, Debug)]
pub struct Bounded {
    pub value: f64,
    pub error: f64,
}

impl Bounded {
    fn rounded(value: f64, error: f64, unit: f64) -> Self {
        /// The least that f32 can tell from 0.
        const LEAST: f64 = 1.4e-45;
        // What is too large for f32 overflows there.
        let fits = value.abs() < f64::from(f32::MAX);
        Self { value, error: if fits { error + unit * value.abs() + LEAST } else { f64::INFINITY } }
    }

    fn may_be_zero(self) -> bool {
        self.value.abs() <= self.error
    }
}

/// Every node's value at `point`, if each operation rounds its result by the relative `unit`.
pub fn bounds(graph: &Graph, point: &[f64], unit: f64) -> Vec<Bounded> {
    let mut found: Vec<Bounded> = Vec::with_capacity(graph.len());
    for node in graph.nodes() {
        let at = |node: Node| found[node.index()];
        let bounded = match graph.op(node) {
            Op::Input(k) => Bounded { value: point[k as usize], error: 0.0 },
            Op::Constant(bits) => Bounded::rounded(f64::from_bits(bits), 0.0, unit),
            Op::Unary(f, x) => {
                let turns = match f {
                    Unary::Tan => at(x).error > 0.1 * at(x).value.cos().abs(),
                    Unary::Sin | Unary::Cos => at(x).error > 0.5,
                    _ => false,
                };
                let apply = |x: &[f64]| {
                    let mut y = [0.0];
                    f.forward(x, &mut y);
                    y[0]
                };
                through(apply, &[at(x)], turns, unit)
            }
            Op::Powi(x, n) => {
                let power = n.abs();
                let all = f64::from(power) * unit;
                let multiplied = through(|x| x[0].powi(power), &[at(x)], false, all);
                if n > 0 { multiplied } else { inverse(multiplied, unit) }
            }
            Op::Binary(f, a, b) => {
                let apply = |x: &[f64]| {
                    let mut y = [0.0];
                    f.forward(&x[..1], &x[1..], &mut y);
                    y[0]
                };
                through(apply, &[at(a), at(b)], f == Binary::Div && at(b).may_be_zero(), unit)
            }
            Op::Broadcast(x) | Op::Sum(x) => at(x),
            Op::Tensor(_) => unreachable!("formulas are of numbers"),
        };
        found.push(bounded);
    }
    found
}

fn inverse(x: Bounded, unit: f64) -> Bounded {
    through(|x| 1.0 / x[0], &[x], x.may_be_zero(), unit)
}

/// The most that `f` changes towards the corners of its arguments' bounds. `turns`: whether it may change more in between.
fn through(f: impl Fn(&[f64]) -> f64, of: &[Bounded], turns: bool, unit: f64) -> Bounded {
    let value = f(&of.iter().map(|x| x.value).collect::<Vec<_>>());
    let anywhere = turns || of.iter().any(|x| x.error.is_infinite());
    let mut error = if anywhere { f64::INFINITY } else { 0.0 };
    for corner in 0..1 << of.len() {
        let end = |(k, x): (usize, &Bounded)| if corner >> k & 1 == 1 { x.value + x.error } else { x.value - x.error };
        let change = (f(&of.iter().enumerate().map(end).collect::<Vec<_>>()) - value).abs();
        error = if change.is_nan() { f64::INFINITY } else { f64::max(error, change) };
    }
    Bounded::rounded(value, error, unit)
}
