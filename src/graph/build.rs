//! A graph and how it is built: nodes are shared, constants folded, and neutral elements left out.

use super::hash::Fnv;
use super::kinds::{Binary, Unary};
use super::node::Node;
use super::op::{Op, arguments};
use super::powi::powi;
use std::hash::{Hash, Hasher};

/// A computation graph.
#[derive(Clone, Debug)]
pub struct Graph {
    ops: Vec<Op>,
    shapes: Vec<Vec<usize>>,
    pub(super) inputs: Vec<Node>,
    /// Nodes by a hash of what they do, to find an equal one.
    known: Vec<Vec<Node>>,
}

const BUCKETS: usize = 256;

impl Default for Graph {
    fn default() -> Self {
        Self::new()
    }
}

impl Graph {
    /// An empty graph.
    pub fn new() -> Self {
        Self { ops: Vec::new(), shapes: Vec::new(), inputs: Vec::new(), known: vec![Vec::new(); BUCKETS] }
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.ops.len()
    }

    /// Whether there is no node yet.
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }

    /// What `node` does.
    pub fn op(&self, node: Node) -> Op {
        self.ops[node.index()]
    }

    /// The nodes that `node` is made of.
    pub fn arguments(&self, node: Node) -> impl Iterator<Item = Node> + use<> {
        arguments(self.op(node))
    }

    /// The shape of `node`'s value.
    pub fn shape(&self, node: Node) -> &[usize] {
        &self.shapes[node.index()]
    }

    /// The inputs, in the order in which they were made.
    pub fn inputs(&self) -> &[Node] {
        &self.inputs
    }

    /// All nodes, in order of evaluation.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = Node> + DoubleEndedIterator + use<> {
        (0..self.ops.len()).map(Node::at)
    }

    pub(super) fn push(&mut self, op: Op, shape: Vec<usize>) -> Node {
        let mut hash = Fnv::default();
        op.hash(&mut hash);
        let bucket = (hash.finish() % BUCKETS as u64) as usize;
        let equal = |node: &&Node| self.ops[node.index()] == op && self.shapes[node.index()] == shape;
        if let Some(node) = self.known[bucket].iter().find(equal) {
            return *node;
        }
        let node = Node::at(self.ops.len());
        self.ops.push(op);
        self.shapes.push(shape);
        self.known[bucket].push(node);
        node
    }

    /// A new input of the given shape (`&[]` for a scalar).
    pub fn input(&mut self, shape: &[usize]) -> Node {
        let node = self.push(Op::Input(self.inputs.len() as u32), shape.to_vec());
        self.inputs.push(node);
        node
    }

    /// A scalar constant.
    pub fn constant(&mut self, value: f64) -> Node {
        self.push(Op::Constant(value.to_bits()), Vec::new())
    }

    /// The value of a constant node.
    pub fn constant_value(&self, node: Node) -> Option<f64> {
        match self.op(node) {
            Op::Constant(bits) => Some(f64::from_bits(bits)),
            _ => None,
        }
    }

    fn is(&self, node: Node, value: f64) -> bool {
        self.constant_value(node) == Some(value)
    }

    /// A constant instead of `op`, if its arguments are constants and its value is finite.
    fn fold(&mut self, value: f64, otherwise: Op, shape: Vec<usize>) -> Node {
        if value.is_finite() { self.constant(value) } else { self.push(otherwise, shape) }
    }

    /// `f(x)`, element by element.
    pub fn unary(&mut self, f: Unary, x: Node) -> Node {
        let shape = self.shape(x).to_vec();
        let op = Op::Unary(f, x);
        if let Some(value) = self.constant_value(x) {
            let mut y = [0.0];
            f.forward(&[value], &mut y);
            return self.fold(y[0], op, shape);
        }
        if let (Unary::Neg, Op::Unary(Unary::Neg, inner)) = (f, self.op(x)) {
            return inner;
        }
        self.push(op, shape)
    }

    /// `f(a, b)`, element by element; an argument of smaller shape is repeated to fit (as NumPy does).
    ///
    /// # Panics
    /// If the shapes do not fit together: a mistake in the code that builds the graph.
    pub fn binary(&mut self, f: Binary, a: Node, b: Node) -> Node {
        if let (Some(x), Some(y)) = (self.constant_value(a), self.constant_value(b)) {
            let mut value = [0.0];
            f.forward(&[x], &[y], &mut value);
            return self.fold(value[0], Op::Binary(f, a, b), Vec::new());
        }
        if let Some(node) = self.simplify(f, a, b) {
            return node;
        }
        let shape = common_shape(self.shape(a), self.shape(b));
        let a = self.broadcast(a, &shape);
        let b = self.broadcast(b, &shape);
        self.push(Op::Binary(f, a, b), shape)
    }

    /// Identities that hold exactly for finite numbers.
    fn simplify(&mut self, f: Binary, a: Node, b: Node) -> Option<Node> {
        let negated = |node: Node| match self.op(node) {
            Op::Unary(Unary::Neg, inner) => Some(inner),
            _ => None,
        };
        let keeps_shape = |kept: Node, gone: Node| self.shape(gone).is_empty() || self.shape(gone) == self.shape(kept);
        Some(match f {
            Binary::Add if self.is(a, 0.0) && keeps_shape(b, a) => b,
            Binary::Add | Binary::Sub if self.is(b, 0.0) && keeps_shape(a, b) => a,
            Binary::Sub if self.is(a, 0.0) && keeps_shape(b, a) => self.neg(b),
            Binary::Add if negated(b).is_some() => self.sub(a, negated(b)?),
            Binary::Add if negated(a).is_some() => self.sub(b, negated(a)?),
            Binary::Sub => self.add(a, negated(b)?),
            Binary::Mul if self.is(a, 0.0) || self.is(b, 0.0) => self.constant(0.0),
            Binary::Mul if self.is(a, 1.0) => b,
            Binary::Mul | Binary::Div if self.is(b, 1.0) => a,
            Binary::Mul if self.is(a, -1.0) => self.neg(b),
            Binary::Mul if self.is(b, -1.0) => self.neg(a),
            Binary::Div if self.is(a, 0.0) => self.constant(0.0),
            Binary::Pow => match self.constant_value(b) {
                Some(n) if n.fract() == 0.0 && n.abs() <= MAX_WHOLE_POWER => self.powi(a, n as i32),
                _ => return None,
            },
            _ => return None,
        })
    }

    /// a + b
    pub fn add(&mut self, a: Node, b: Node) -> Node {
        self.binary(Binary::Add, a, b)
    }

    /// a − b
    pub fn sub(&mut self, a: Node, b: Node) -> Node {
        self.binary(Binary::Sub, a, b)
    }

    /// a · b, element by element
    pub fn mul(&mut self, a: Node, b: Node) -> Node {
        self.binary(Binary::Mul, a, b)
    }

    /// a / b
    pub fn div(&mut self, a: Node, b: Node) -> Node {
        self.binary(Binary::Div, a, b)
    }

    /// aᵇ
    pub fn pow(&mut self, a: Node, b: Node) -> Node {
        self.binary(Binary::Pow, a, b)
    }

    /// −x
    pub fn neg(&mut self, x: Node) -> Node {
        self.unary(Unary::Neg, x)
    }

    /// xⁿ
    pub fn powi(&mut self, x: Node, n: i32) -> Node {
        match n {
            0 => self.constant(1.0),
            1 => x,
            _ => {
                let (op, shape) = (Op::Powi(x, n), self.shape(x).to_vec());
                match self.constant_value(x) {
                    Some(value) => {
                        let mut y = [0.0];
                        powi(&[value], n, &mut y);
                        self.fold(y[0], op, shape)
                    }
                    None => self.push(op, shape),
                }
            }
        }
    }

    /// `x` repeated to `shape`.
    pub fn broadcast(&mut self, x: Node, shape: &[usize]) -> Node {
        if self.shape(x) == shape { x } else { self.push(Op::Broadcast(x), shape.to_vec()) }
    }

    /// `x` summed to `shape` (`&[]` for the sum of all).
    pub fn sum(&mut self, x: Node, shape: &[usize]) -> Node {
        if self.shape(x) == shape { x } else { self.push(Op::Sum(x), shape.to_vec()) }
    }

    /// The mean of all elements.
    pub fn mean(&mut self, x: Node) -> Node {
        let count: usize = self.shape(x).iter().product();
        let (total, count) = (self.sum(x, &[]), self.constant(count as f64));
        self.div(total, count)
    }
}

/// Exponents up to this size are multiplied out.
const MAX_WHOLE_POWER: f64 = 64.0;

/// The shape that both broadcast to.
fn common_shape(a: &[usize], b: &[usize]) -> Vec<usize> {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let lead = long.len() - short.len();
    let mut shape = long.to_vec();
    for (axis, &n) in short.iter().enumerate() {
        let m = &mut shape[lead + axis];
        assert!(*m == n || *m == 1 || n == 1, "shapes do not fit together");
        *m = (*m).max(n);
    }
    shape
}
