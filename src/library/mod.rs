//! The code of other libraries, as a reader pastes it.

pub mod call;
