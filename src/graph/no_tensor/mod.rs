//! In place of `tensor/` where there are no networks: no operation, so that the compiler leaves out all that serves them.

mod op;
mod rules;

pub use op::Tensor;
pub(super) use op::{Room, Work};
