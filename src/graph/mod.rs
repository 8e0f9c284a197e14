//! Computation graphs over arrays.
//!
//! A [`Graph`] is a list of nodes, each an operation on earlier ones, so its order is an order of evaluation. Nodes have
//! shapes; a scalar has the empty one. Equal nodes are one node, constants are folded, and neutral elements vanish, so that
//! derivatives stay small. [`Graph::gradient`] appends the backward pass to the same graph, where it can be differentiated
//! again. [`Plan`] compiles a graph and runs it.

mod element;
pub mod fuse;
mod gradient;
pub mod math;
mod ops;
mod plan;
#[cfg(feature = "full")]
pub mod product;
mod split;
#[cfg_attr(not(feature = "full"), path = "no_tensor.rs")]
mod tensor;
#[cfg(feature = "full")]
pub mod walk;

pub use element::Element;
pub use ops::{Binary, Unary};
pub use plan::Plan;
pub use split::{Split, split};
pub use tensor::Tensor;

use std::hash::{Hash, Hasher};

/// A node of a graph, by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node(u32);

impl Node {
    /// Its place in the order of evaluation.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node does. Arguments are earlier nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// The n-th array that is given from outside.
    Input(u32),
    /// A number, by its bits.
    Constant(u64),
    /// A function of each element.
    Unary(Unary, Node),
    /// A function of each pair of elements.
    Binary(Binary, Node, Node),
    /// A whole power of each element.
    Powi(Node, i32),
    /// The argument repeated along new leading axes, and along axes of length 1, until it has the node's shape.
    Broadcast(Node),
    /// The argument summed over those axes: what [`Op::Broadcast`] is to values, this is to gradients.
    Sum(Node),
    /// An operation on whole matrices.
    Tensor(Tensor),
}

/// A computation graph.
#[derive(Clone, Debug)]
pub struct Graph {
    ops: Vec<Op>,
    shapes: Vec<Vec<usize>>,
    inputs: Vec<Node>,
    /// Nodes by a hash of what they do, to find an equal one.
    known: Vec<Vec<Node>>,
}

const BUCKETS: usize = 256;

/// The hash of Fowler, Noll and Vo (1a), which is small and the same everywhere.
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

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
        plan::arguments(self.op(node))
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
        (0..self.ops.len()).map(|index| Node(index as u32))
    }

    fn push(&mut self, op: Op, shape: Vec<usize>) -> Node {
        let mut hash = Fnv::default();
        op.hash(&mut hash);
        let bucket = (hash.finish() % BUCKETS as u64) as usize;
        let equal = |node: &&Node| self.ops[node.index()] == op && self.shapes[node.index()] == shape;
        if let Some(node) = self.known[bucket].iter().find(equal) {
            return *node;
        }
        let node = Node(self.ops.len() as u32);
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

    /// Appends another graph, with `inputs` in place of its own; gives what has become of each of its nodes.
    ///
    /// # Panics
    /// If it has more inputs than are given, or an input has another shape: a mistake in the code that builds the graph.
    pub fn append(&mut self, other: &Graph, inputs: &[Node]) -> Vec<Node> {
        let mut made: Vec<Node> = Vec::with_capacity(other.len());
        for node in other.nodes() {
            made.push(match other.op(node) {
                Op::Input(k) => inputs[k as usize],
                _ => self.again(other, node, |x| made[x.index()]),
            });
        }
        made
    }

    /// Appends what a node of another graph does, to what `at` makes of its arguments.
    fn again(&mut self, other: &Graph, node: Node, at: impl Fn(Node) -> Node) -> Node {
        match other.op(node) {
            Op::Input(_) => self.input(other.shape(node)),
            Op::Constant(bits) => self.constant(f64::from_bits(bits)),
            Op::Unary(f, x) => self.unary(f, at(x)),
            Op::Binary(f, a, b) => self.binary(f, at(a), at(b)),
            Op::Powi(x, n) => self.powi(at(x), n),
            Op::Broadcast(x) => self.broadcast(at(x), other.shape(node)),
            Op::Sum(x) => self.sum(at(x), other.shape(node)),
            Op::Tensor(op) => op.append(self, at),
        }
    }

    /// The numbers of a graph apart from the rest of it: which scalars, computed from inputs `alone` and nothing else, the rest
    /// needs; and a graph of the rest, whose inputs are all of this one's and then those scalars. Gives them, that graph, and
    /// what has become of each node in it.
    #[cfg(feature = "full")]
    pub fn without_scalars(&self, alone: impl Fn(Node) -> bool) -> (Vec<Node>, Graph, Vec<Node>) {
        let mut apart = vec![true; self.len()];
        let (mut scalars, mut rest) = (Vec::new(), Graph::new());
        let mut made: Vec<Node> = Vec::with_capacity(self.len());
        for &input in &self.inputs {
            rest.input(self.shape(input));
        }
        let first = self.inputs.len();
        for node in self.nodes() {
            apart[node.index()] = match self.op(node) {
                Op::Input(_) => alone(node),
                _ => self.shape(node).is_empty() && self.arguments(node).all(|x| apart[x.index()]),
            };
        }
        let needed: Vec<bool> = self.nodes().fold(vec![false; self.len()], |mut needed, node| {
            if !apart[node.index()] {
                self.arguments(node).for_each(|x| needed[x.index()] = true);
            }
            needed
        });
        for node in self.nodes() {
            let new = match self.op(node) {
                Op::Input(k) => rest.inputs[k as usize],
                Op::Constant(bits) => rest.constant(f64::from_bits(bits)),
                _ if apart[node.index()] && needed[node.index()] => {
                    scalars.push(node);
                    rest.input(&[])
                }
                // Only other scalars are made of it.
                _ if apart[node.index()] => rest.inputs[0],
                _ => rest.again(self, node, |x| made[x.index()]),
            };
            made.push(new);
        }
        debug_assert!(rest.inputs.len() == first + scalars.len());
        (scalars, rest, made)
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
            Binary::Sub if negated(b).is_some() => self.add(a, negated(b)?),
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
                        ops::powi(&[value], n, &mut y);
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

/// For every element of an array of shape `large`, which element of one of shape `small` is repeated there.
fn source_of(large: &[usize], small: &[usize]) -> Vec<u32> {
    let lead = large.len() - small.len();
    let mut strides = vec![0; large.len()];
    let mut step = 1;
    for axis in (0..small.len()).rev() {
        strides[lead + axis] = if small[axis] == 1 { 0 } else { step };
        step *= small[axis];
    }
    let count: usize = large.iter().product();
    (0..count)
        .map(|mut at| {
            let mut source = 0;
            for axis in (0..large.len()).rev() {
                source += (at % large[axis]) * strides[axis];
                at /= large[axis];
            }
            source as u32
        })
        .collect()
}
