//! Graphs made from other graphs.

use super::build::Graph;
use super::node::Node;
use super::op::Op;

impl Graph {
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
    /// needs or are `results` themselves; and a graph of the rest, whose inputs are all of this one's and then those scalars.
    /// Gives them, that graph, and what has become of each node in it.
    pub fn without_scalars(&self, alone: impl Fn(Node) -> bool, results: &[Node]) -> (Vec<Node>, Graph, Vec<Node>) {
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
        let mut needed = vec![false; self.len()];
        results.iter().for_each(|node| needed[node.index()] = true);
        for node in self.nodes().filter(|node| !apart[node.index()]) {
            self.arguments(node).for_each(|x| needed[x.index()] = true);
        }
        for node in self.nodes() {
            let new = match self.op(node) {
                Op::Input(k) => rest.inputs[k as usize],
                Op::Constant(bits) => rest.constant(f64::from_bits(bits)),
                _ if apart[node.index()] && needed[node.index()] => {
                    scalars.push(node);
                    rest.input(&[])
                }
                _ => rest.again(self, node, |x| made[x.index()]),
            };
            made.push(new);
        }
        debug_assert!(rest.inputs.len() == first + scalars.len());
        (scalars, rest, made)
    }
}
