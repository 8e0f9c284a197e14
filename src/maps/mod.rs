//! Questions about an objective as a whole, or about many runs on it.
//!
//! A grid has its samples at the centres of its cells; row 0 is at the top, where the second variable is largest.

pub mod aims;
pub mod basins;
pub mod cloud;
pub mod contour;
pub mod curvature;
pub mod descend;
pub mod field;
mod kit;
pub mod many;
pub mod rates;
pub mod solve;
mod start;
pub mod stationary;
