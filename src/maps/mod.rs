//! Questions about an objective as a whole, or about many runs on it.
//!
//! A grid has its samples at the centres of its cells; row 0 is at the top, where the second variable is largest.

#[cfg(feature = "full")]
pub mod aims;
#[cfg(feature = "full")]
pub mod basins;
#[cfg(feature = "full")]
pub mod cloud;
pub mod contour;
pub mod curvature;
#[cfg(feature = "full")]
pub mod descend;
pub mod field;
#[cfg(feature = "full")]
mod kit;
#[cfg(feature = "full")]
pub mod many;
#[cfg(feature = "full")]
pub mod rates;
pub mod solve;
pub mod stationary;
