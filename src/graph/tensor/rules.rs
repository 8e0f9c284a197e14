//! How operations on whole matrices are built, taken apart and differentiated.

use super::op::{Tensor, Work};
use crate::graph::build::Graph;
use crate::graph::kinds::{Binary, Unary};
use crate::graph::node::Node;
use crate::graph::op::Op;
use crate::graph::product::Shape;

impl Tensor {
    /// The same operation on what `new` makes of its arguments, appended to a graph.
    pub(in crate::graph) fn append(self, g: &mut Graph, new: impl Fn(Node) -> Node) -> Node {
        match self {
            Tensor::Dot(a, b, transposed) => g.dot(new(a), new(b), transposed),
            Tensor::Softmax(x) => g.softmax(new(x)),
            Tensor::LogSumExp(x) => g.log_sum_exp(new(x)),
            Tensor::Erf(x) => g.erf(new(x)),
        }
    }

    /// What the adjoint `up` of `node` passes on to those of its arguments that are wanted.
    pub(in crate::graph) fn pass(
        self,
        g: &mut Graph,
        node: Node,
        up: Node,
        wanted: impl Fn(Node) -> bool,
    ) -> Vec<(Node, Node)> {
        let shape = g.shape(node).to_vec();
        let up = g.broadcast(up, &shape);
        match self {
            // For C = A·B: ∂L/∂A = ∂L/∂C·Bᵀ, ∂L/∂B = Aᵀ·∂L/∂C; the others by transposing.
            Tensor::Dot(a, b, [ta, tb]) => {
                let mut terms = Vec::new();
                if wanted(a) {
                    terms.push((a, if ta { g.dot(b, up, [tb, true]) } else { g.dot(up, b, [false, !tb]) }));
                }
                if wanted(b) {
                    terms.push((b, if tb { g.dot(up, a, [true, ta]) } else { g.dot(a, up, [!ta, false]) }));
                }
                terms
            }
            // yᵢ·(uᵢ − Σ uⱼ·yⱼ), row by row.
            Tensor::Softmax(x) => {
                let weighted = g.mul(up, node);
                let mean = g.sum_rows(weighted);
                let rest = g.sub(up, mean);
                vec![(x, g.mul(node, rest))]
            }
            Tensor::LogSumExp(x) => {
                let softmax = g.softmax(x);
                vec![(x, g.mul(up, softmax))]
            }
            // 2/√π · e^(−x²)
            Tensor::Erf(x) => {
                let (square, slope) = (g.powi(x, 2), g.constant(std::f64::consts::FRAC_2_SQRT_PI));
                let minus = g.neg(square);
                let bell = g.unary(Unary::Exp, minus);
                let local = g.mul(slope, bell);
                vec![(x, g.mul(up, local))]
            }
        }
    }

    /// How a plan computes it, and from which nodes.
    pub(in crate::graph) fn planned<A>(self, g: &Graph, action: impl Fn(Work) -> A) -> (A, [Node; 2]) {
        let (work, from) = match self {
            Tensor::Dot(a, b, transposed) => {
                let [rows, inner] = matrix(g, a, transposed[0]);
                let [_, columns] = matrix(g, b, transposed[1]);
                (Work::Dot(Shape { rows, inner, columns, transposed }), [a, b])
            }
            Tensor::Softmax(x) => (Work::Softmax(width(g, x)), [x, x]),
            Tensor::LogSumExp(x) => (Work::LogSumExp(width(g, x)), [x, x]),
            Tensor::Erf(x) => (Work::Erf, [x, x]),
        };
        (action(work), from)
    }
}

/// The rows and columns of a matrix, once it is transposed.
fn matrix(g: &Graph, x: Node, transposed: bool) -> [usize; 2] {
    let [rows, columns] = g.shape(x) else { panic!("only matrices are multiplied") };
    if transposed { [*columns, *rows] } else { [*rows, *columns] }
}

fn width(g: &Graph, x: Node) -> usize {
    g.shape(x).last().copied().unwrap_or(1)
}

impl Graph {
    /// The matrix product op(a)·op(b), where op transposes what is marked.
    ///
    /// # Panics
    /// If they are no matrices that fit together: a mistake in the code that builds the graph.
    pub fn dot(&mut self, a: Node, b: Node, transposed: [bool; 2]) -> Node {
        let [rows, inner] = matrix(self, a, transposed[0]);
        let [same, columns] = matrix(self, b, transposed[1]);
        assert!(inner == same, "matrices that do not fit together");
        self.push(Op::Tensor(Tensor::Dot(a, b, transposed)), vec![rows, columns])
    }

    /// Each row x (along the last axis) to eˣ / Σ eˣ, without overflow.
    pub fn softmax(&mut self, x: Node) -> Node {
        let shape = self.shape(x).to_vec();
        self.push(Op::Tensor(Tensor::Softmax(x)), shape)
    }

    /// Each row x (along the last axis, which gets length 1) to ln Σ eˣ, without overflow.
    pub fn log_sum_exp(&mut self, x: Node) -> Node {
        let mut shape = self.shape(x).to_vec();
        shape.iter_mut().last().into_iter().for_each(|n| *n = 1);
        self.push(Op::Tensor(Tensor::LogSumExp(x)), shape)
    }

    /// The error function of each element.
    pub fn erf(&mut self, x: Node) -> Node {
        let shape = self.shape(x).to_vec();
        self.push(Op::Tensor(Tensor::Erf(x)), shape)
    }

    /// x·Φ(x), where Φ is the standard normal distribution (Hendrycks & Gimpel 2016); exact, not by its tanh approximation.
    pub fn gelu(&mut self, x: Node) -> Node {
        let (root, half, one) =
            (self.constant(std::f64::consts::FRAC_1_SQRT_2), self.constant(0.5), self.constant(1.0));
        let scaled = self.mul(root, x);
        let erf = self.erf(scaled);
        let twice = self.add(one, erf);
        let phi = self.mul(half, twice);
        self.mul(x, phi)
    }

    /// max(x, slope·x), for a slope below 1 (Maas, Hannun & Ng 2013).
    pub fn leaky_relu(&mut self, x: Node, slope: f64) -> Node {
        let slope = self.constant(slope);
        let low = self.mul(slope, x);
        self.binary(Binary::Max, x, low)
    }

    /// The sum of each row (along the last axis, which gets length 1).
    pub fn sum_rows(&mut self, x: Node) -> Node {
        let mut shape = self.shape(x).to_vec();
        shape.iter_mut().last().into_iter().for_each(|n| *n = 1);
        self.sum(x, &shape)
    }

    /// −Σ target·ln softmax(logits) for each row, from the logits themselves: ln Σ eᶻ − Σ target·z. The targets of a row sum
    /// to 1.
    pub fn cross_entropy(&mut self, logits: Node, target: Node) -> Node {
        let all = self.log_sum_exp(logits);
        let weighted = self.mul(target, logits);
        let hit = self.sum_rows(weighted);
        self.sub(all, hit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Plan;

    /// A scalar made of one operation, so that it has a gradient: the sum of its squares, with some weights.
    type Build = fn(&mut Graph, &[Node]) -> Node;

    const OPERATIONS: &[(&str, &[&[usize]], Build)] = &[
        ("a·b", &[&[3, 4], &[4, 2]], |g, x| g.dot(x[0], x[1], [false, false])),
        ("aᵀ·b", &[&[4, 3], &[4, 2]], |g, x| g.dot(x[0], x[1], [true, false])),
        ("a·bᵀ", &[&[3, 4], &[2, 4]], |g, x| g.dot(x[0], x[1], [false, true])),
        ("aᵀ·bᵀ", &[&[4, 3], &[2, 4]], |g, x| g.dot(x[0], x[1], [true, true])),
        ("aᵀ·a", &[&[4, 3]], |g, x| g.dot(x[0], x[0], [true, false])),
        ("a + row", &[&[3, 4], &[4]], |g, x| g.add(x[0], x[1])),
        ("a · column", &[&[3, 4], &[3, 1]], |g, x| g.mul(x[0], x[1])),
        ("relu", &[&[3, 4]], |g, x| g.unary(Unary::Relu, x[0])),
        ("leaky relu", &[&[3, 4]], |g, x| g.leaky_relu(x[0], 0.01)),
        ("tanh", &[&[3, 4]], |g, x| g.unary(Unary::Tanh, x[0])),
        ("sigmoid", &[&[3, 4]], |g, x| g.unary(Unary::Sigmoid, x[0])),
        ("erf", &[&[3, 4]], |g, x| g.erf(x[0])),
        ("gelu", &[&[3, 4]], |g, x| g.gelu(x[0])),
        ("softmax", &[&[3, 4]], |g, x| g.softmax(x[0])),
        ("log-sum-exp", &[&[3, 4]], |g, x| g.log_sum_exp(x[0])),
        ("cross-entropy", &[&[3, 4], &[3, 4]], |g, x| {
            let target = g.softmax(x[1]);
            g.cross_entropy(x[0], target)
        }),
        ("squared error", &[&[3, 4], &[3, 4]], |g, x| {
            let miss = g.sub(x[0], x[1]);
            g.powi(miss, 2)
        }),
        ("row sums", &[&[3, 4]], |g, x| g.sum_rows(x[0])),
        ("L1", &[&[3, 4]], |g, x| g.unary(Unary::Abs, x[0])),
        ("L2", &[&[3, 4]], |g, x| g.powi(x[0], 2)),
    ];

    /// Gradients, and the gradients of the gradients' squares, against central differences in f64.
    #[test]
    fn derivatives_of_every_operation() {
        for (name, shapes, build) in OPERATIONS {
            let mut g = Graph::new();
            let inputs: Vec<Node> = shapes.iter().map(|shape| g.input(shape)).collect();
            let made = build(&mut g, &inputs);
            let weights = g.constant(0.7);
            let bent = g.mul(weights, made);
            let wave = g.unary(Unary::Sin, bent);
            let first = g.mean(wave);
            check(name, &mut g, first, &inputs);
            let gradient = g.gradient(first, &inputs);
            let squares: Vec<Node> = gradient.iter().map(|&d| g.powi(d, 2)).collect();
            let squares: Vec<Node> = squares.into_iter().map(|square| g.sum(square, &[])).collect();
            let second = squares.into_iter().reduce(|a, b| g.add(a, b)).expect("an input");
            check(name, &mut g, second, &inputs);
        }
    }

    fn check(name: &str, g: &mut Graph, scalar: Node, inputs: &[Node]) {
        let gradient = g.gradient(scalar, inputs);
        let outputs: Vec<Node> = [scalar].into_iter().chain(gradient).collect();
        let mut plan = Plan::<f64>::new(g, &outputs, 1);
        let sizes: Vec<usize> = inputs.iter().map(|&x| g.shape(x).iter().product()).collect();
        let value = |input: usize, k: usize| (((input * 31 + k * 17 + 5) * 7919 % 199) as f64 - 99.3) / 60.0;
        let values: Vec<Vec<f64>> =
            sizes.iter().enumerate().map(|(i, &n)| (0..n).map(|k| value(i, k)).collect()).collect();
        let mut at = |input: usize, k: usize, moved: f64| {
            for (i, values) in values.iter().enumerate() {
                plan.input(i).copy_from_slice(values);
            }
            plan.input(input)[k] += moved;
            plan.run(1);
            (plan.output(0)[0], plan.output(1 + input)[k])
        };
        for (input, &size) in sizes.iter().enumerate() {
            for k in 0..size {
                let h = 1e-5;
                let slope = (at(input, k, h).0 - at(input, k, -h).0) / (2.0 * h);
                let (_, told) = at(input, k, 0.0);
                assert!((slope - told).abs() < 1e-8 * slope.abs().max(1.0), "{name} {input} {k}: {told} {slope}");
            }
        }
    }

    #[test]
    fn no_overflow() {
        let mut g = Graph::new();
        let (z, target) = (g.input(&[2, 3]), g.input(&[2, 3]));
        let (p, loss) = (g.softmax(z), g.cross_entropy(z, target));
        let mut plan = Plan::<f32>::new(&g, &[p, loss], 1);
        plan.set_input(0, &[1e4, 0.0, -1e4, -3e38, 3e38, 0.0]);
        plan.set_input(1, &[0.0, 1.0, 0.0, 0.0, 1.0, 0.0]);
        plan.run(1);
        assert_eq!(plan.output(0), [1.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
        assert_eq!(plan.output(1), [1e4, 0.0]);
    }
}
