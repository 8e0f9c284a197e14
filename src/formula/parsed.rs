//! A formula that has been read.

use crate::graph::{Graph, Node};

/// The sets of variables that a formula may have. The first that has all its names is taken.
pub const VARIABLES: [&[&str]; 5] = [&["x"], &["w"], &["x", "y"], &["w", "b"], &["w1", "w2"]];

/// A formula as a graph with one scalar input for each variable.
#[derive(Clone, Debug)]
pub struct Formula {
    /// The graph; inputs are the variables in order.
    pub graph: Graph,
    /// The node with the formula's value.
    pub root: Node,
    /// Names of the variables, one or two.
    pub variables: &'static [&'static str],
}
