//! Computation graphs over arrays.
//!
//! A [`Graph`] is a list of nodes, each an operation on earlier ones, so its order is an order of evaluation. Nodes have
//! shapes; a scalar has the empty one. Equal nodes are one node, constants are folded, and neutral elements vanish, so that
//! derivatives stay small. [`Graph::gradient`] appends the backward pass to the same graph, where it can be differentiated
//! again. [`Plan`] compiles a graph and runs it.

mod append;
mod build;
mod element;
pub mod fuse;
mod gradient;
pub(crate) mod hash;
mod kinds;
pub mod math;
mod node;
mod op;
mod ops;
mod pair;
mod plan;
mod powi;
pub mod product;
mod split;
#[cfg_attr(not(feature = "full"), path = "no_tensor/mod.rs")]
mod tensor;
mod uses;
#[cfg(feature = "full")]
pub mod walk;

pub use build::Graph;
pub use element::{Element, multiply};
pub use kinds::{Binary, Unary};
pub use node::Node;
pub use op::Op;
pub use plan::Plan;
#[cfg(feature = "full")]
pub use plan::{Buffers, Lent};
pub use split::{Split, split};
pub use tensor::Tensor;
