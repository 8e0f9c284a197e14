//! Questions about an objective as a whole, or about many runs on it.
//!
//! A grid has its samples at the centres of its cells; row 0 is at the top, where the second variable is largest.

pub mod contour;
pub mod descend;
pub mod field;
pub mod solve;
pub mod stationary;

/// The most cells of a grid.
pub const MAX_CELLS: usize = 1 << 24;
