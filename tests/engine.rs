//! What the engine promises, a file for each promise. They are one program, which is linked once: `cargo test --test engine runs::`
//! takes those of `runs.rs`. Beside it stand `hostile`, whose allocator has a ceiling, `floors`, which reads the sources alone, and
//! `browser`, which runs as WebAssembly.
#![cfg(not(target_arch = "wasm32"))]

mod common;
mod expression;
mod golden;
mod rounding;
#[cfg(feature = "full")]
mod side_by_side;

mod aims;
mod atlas;
mod boundary;
mod by_hand;
mod contours;
mod conventions;
mod counted;
mod derivatives;
mod eigenvalues;
mod explained;
mod exports;
mod formulas;
mod fuzz;
mod insight;
mod landscape;
mod lessons;
mod maps;
mod muon;
mod network;
mod network_walk;
mod optimizers;
mod pasted;
mod plans;
mod rates;
mod rewind;
mod runs;
mod same_everywhere;
mod schedules;
mod settings;
mod singular;
mod stationary;
mod surface;
mod surfaces;
mod table;
mod together;
mod traces;
mod verdicts;
mod walks;
