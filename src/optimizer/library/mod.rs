//! Other people's libraries: what they call their optimizers and settings, and which rules of ours these are.
//!
//! A library is a file with a [`Library`], and a line in [`ALL`]. What it says is held against traces of the library itself
//! (`tests/atlas.rs`).

mod keras;
mod record;
mod tfjs;
mod torch;

pub use record::{Argument, Class, Form, Library, To};

/// Every library there is.
pub const ALL: &[&Library] = &[&keras::LIBRARY, &torch::LIBRARY, &tfjs::LIBRARY];
