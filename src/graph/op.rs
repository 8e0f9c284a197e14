//! What a node does.

use super::kinds::{Binary, Unary};
use super::node::Node;
use super::tensor::Tensor;

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

/// The nodes that `op` reads.
pub(super) fn arguments(op: Op) -> impl Iterator<Item = Node> {
    let pair = match op {
        Op::Input(_) | Op::Constant(_) => [None, None],
        Op::Unary(_, x) | Op::Powi(x, _) | Op::Broadcast(x) | Op::Sum(x) => [Some(x), None],
        Op::Binary(_, a, b) => [Some(a), Some(b)],
        Op::Tensor(op) => op.arguments(),
    };
    pair.into_iter().flatten()
}
