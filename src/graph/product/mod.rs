//! The matrix product, which is where the time of a network goes.

mod dense;
mod double;
mod pack;
mod results;
mod rows;
mod shape;
mod single;
mod sparse;

pub(super) use double::double;
pub use shape::Shape;
pub use single::Room;
pub(super) use single::single;
