//! One call as the documentation of a library writes it, read as a tree: `torch.optim.SGD(params, lr=0.1, momentum=0.9)`.
//!
//! - Python, JavaScript, Rust and C++ are read alike, and what is like them: `a.b::c->d(…)`, `new`, `name=value` and
//!   `name: value`, `Name { name: value, ..more }`, methods chained after a call, an assignment before it, comments.
//! - Nothing is evaluated except constant arithmetic: `+ - * / **` and parentheses between numbers. `1_000`, `.5`, `5.` and
//!   `0.1f32` are numbers too.
//! - A call is a call whatever it names: `model.parameters()` as well as `adam()`. What else is no value is kept as text.
//!
//! Length and depth are bounded, so no text can hang the reader or overflow the stack.

mod constant;
mod fault;
mod lexeme;
mod reader;
mod skip;
mod tree;
mod value;

#[cfg(test)]
mod tests;

pub use fault::place;
pub use reader::read;
pub use tree::{Argument, Call, Value};
