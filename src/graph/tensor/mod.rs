//! Operations on whole matrices, and what networks are made of. Only with the feature `full`: figures have no networks, and
//! `no_tensor/` stands in its place.

mod op;
mod rules;

pub(super) use super::product::Room;
pub use op::Tensor;
pub(super) use op::Work;
