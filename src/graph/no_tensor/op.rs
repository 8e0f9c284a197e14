//! No operation.

use crate::graph::element::Element;
use crate::graph::node::Node;
use std::marker::PhantomData;

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

/// None is needed.
pub(in crate::graph) type Room<T> = PhantomData<T>;

impl Work {
    pub(in crate::graph) fn run<T: Element>(&self, _: &[T], _: &[T], _: &mut [T], _: &mut Room<T>) {
        match *self {}
    }
}
