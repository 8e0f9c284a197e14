//! No operation.

use crate::graph::element::Element;
use crate::graph::node::Node;

/// There is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tensor {}

impl Tensor {
    /// The nodes that it reads.
    pub fn arguments(self) -> [Option<Node>; 2] {
        match self {}
    }
}

/// There is none.
pub(in crate::graph) enum Work {}

impl Work {
    pub(in crate::graph) fn run<T: Element>(&self, _: &[T], _: &[T], _: &mut [T], _: &mut Vec<T>) {
        match *self {}
    }
}
