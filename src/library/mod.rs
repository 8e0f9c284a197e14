//! The optimizers of other libraries as their users write them. The records of the libraries stand in
//! [`crate::optimizer::library`].

pub mod call;
pub mod pasted;
pub mod reading;
