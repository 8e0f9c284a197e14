//! What a pasted call becomes.

use std::ops::Range;

/// A value in a pasted call.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number, or constant arithmetic on numbers: `1e-3`, `10 ** -3`.
    Number(f64),
    /// A text in quotes.
    Text(String),
    /// `True`, `true`, `FALSE`, …
    Flag(bool),
    /// `None`, `null`, `nullptr`, …
    None,
    /// `[…]`, a tuple, `vec![…]`, or braces without names.
    List(Vec<Value>),
    /// Braces or brackets with names: `{lr: 0.1}`, `{"lr": 0.1}`. What has no name, as `...more`, is its own name.
    Record(Vec<(String, Value)>),
    /// A call.
    Call(Call),
    /// Anything else, as it was written: `params`, `lambda x: x`, `n / 2`, `..Default::default()`.
    Opaque(String),
}

/// A call, or a structure in the way of Rust: `SGD(params, lr=0.1)`, `new SGD({lr: 0.1})`, `AdamConfig { lr: 0.1 }`.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// What is called, in parts: `torch.optim.SGD`, `Adam::<B>::new` without its type. Empty in the second call of `f(x)(y)`.
    pub path: Vec<String>,
    /// The arguments in order.
    pub arguments: Vec<Argument>,
    /// The calls chained after it, in order: `.with_momentum(0.9)`.
    pub then: Vec<Call>,
    /// Where the path and the arguments stand, in bytes.
    pub at: Range<usize>,
}

/// An argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// `lr` in `lr=0.1` and in `lr: 0.1`.
    pub name: Option<String>,
    /// Its value.
    pub value: Value,
    /// Where name and value stand, in bytes.
    pub at: Range<usize>,
}
