//! A graph as JavaScript: arrays by the functions of TensorFlow.js, numbers by the language itself, which has more digits.

use super::formula::{ABSOLUTE, CUBE_ROOT, constants};
use super::library::{Library, without_counterpart};
use crate::error::Result;
use crate::graph::{Binary, Graph, Node, Op, Unary};
use crate::number::Shown;

const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const SIGNED: u8 = 3;
const ATOM: u8 = 4;

/// The value of `root`, an array, given names for the inputs, which are arrays.
pub(super) fn formula(graph: &Graph, root: Node, names: &[&str]) -> Result<String> {
    let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    let printer = Printer::new(graph, &names, |_| true);
    let text = printer.text(root, 0)?;
    let last = names.last().map_or("", String::as_str);
    Ok(if printer.constants[root.index()].is_some() { format!("tf.add({text}, tf.mul(0, {last}))") } else { text })
}

/// Writes a graph.
pub(super) struct Printer<'a> {
    graph: &'a Graph,
    names: &'a [String],
    constants: Vec<Option<f64>>,
    arrays: Vec<bool>,
    /// Whether the result is not differentiated.
    pub(super) is_last: bool,
    /// Nodes that have been given a name.
    pub(super) named: Vec<(Node, String)>,
}

impl<'a> Printer<'a> {
    /// With names for the inputs, and which of these are arrays.
    pub(super) fn new(graph: &'a Graph, names: &'a [String], is_array: impl Fn(usize) -> bool) -> Self {
        let mut arrays: Vec<bool> = Vec::with_capacity(graph.len());
        for node in graph.nodes() {
            arrays.push(match graph.op(node) {
                Op::Input(k) => is_array(k as usize),
                _ => graph.arguments(node).any(|argument| arrays[argument.index()]),
            });
        }
        Self { graph, names, constants: constants(graph), arrays, is_last: false, named: Vec::new() }
    }

    /// `node` as text, in parentheses if it binds less tightly than `least`.
    pub(super) fn text(&self, node: Node, least: u8) -> Result<String> {
        let (text, binds) = self.bare(node)?;
        Ok(if binds < least { format!("({text})") } else { text })
    }

    fn bare(&self, node: Node) -> Result<(String, u8)> {
        if let Some((_, name)) = self.named.iter().find(|(named, _)| *named == node) {
            return Ok((name.clone(), ATOM));
        }
        if let Some(value) = self.constants[node.index()] {
            return Ok((number(value), if value.is_sign_negative() { SIGNED } else { ATOM }));
        }
        match self.graph.op(node) {
            Op::Input(k) => Ok((self.names[k as usize].clone(), ATOM)),
            op if self.arrays[node.index()] => Ok((self.array(op)?, ATOM)),
            op => self.number(op),
        }
    }

    /// Whether a node is an array, and no number.
    pub(super) fn is_array(&self, node: Node) -> bool {
        self.arrays[node.index()]
    }

    fn array(&self, op: Op) -> Result<String> {
        let of = |name: &str, x: Node| Ok(format!("{name}({})", self.text(x, 0)?));
        let of_two =
            |name: &str, a: Node, b: Node| Ok(format!("tf.{name}({}, {})", self.text(a, 0)?, self.text(b, 0)?));
        match op {
            Op::Broadcast(x) => self.text(x, 0),
            Op::Sum(x) => of("tf.sum", x),
            Op::Unary(Unary::Ln, x) => of("tf.log", x),
            Op::Unary(Unary::Log10, x) => Ok(format!("tf.div({}, Math.LN10)", of("tf.log", x)?)),
            Op::Unary(Unary::Cbrt, x) => of(CUBE_ROOT, x),
            Op::Unary(Unary::Abs, x) if !self.is_last => of(ABSOLUTE, x),
            Op::Unary(f, x) => of(&format!("tf.{}", f.name()), x),
            Op::Powi(x, 2) => of("tf.square", x),
            Op::Powi(x, n) => Ok(format!("tf.pow({}, {n})", self.text(x, 0)?)),
            Op::Binary(f, a, b) => match f {
                Binary::Add => of_two("add", a, b),
                Binary::Sub => of_two("sub", a, b),
                Binary::Mul => of_two("mul", a, b),
                Binary::Div => of_two("div", a, b),
                Binary::Pow => of_two("pow", a, b),
                Binary::Min => of_two("minimum", a, b),
                Binary::Max => of_two("maximum", a, b),
                Binary::AtLeast => Ok(format!("tf.cast({}, 'float32')", of_two("greaterEqual", a, b)?)),
            },
            _ => Err(refused()),
        }
    }

    fn number(&self, op: Op) -> Result<(String, u8)> {
        Ok(match op {
            Op::Broadcast(x) => self.bare(x)?,
            Op::Unary(Unary::Neg, x) => (format!("-{}", self.text(x, ATOM)?), SIGNED),
            Op::Unary(Unary::Sqrt, x) => (format!("Math.sqrt({})", self.text(x, 0)?), ATOM),
            Op::Unary(Unary::Exp, x) => (format!("Math.exp({})", self.text(x, 0)?), ATOM),
            Op::Unary(Unary::Ln, x) => (format!("Math.log({})", self.text(x, 0)?), ATOM),
            Op::Powi(x, n) => (format!("Math.pow({}, {n})", self.text(x, 0)?), ATOM),
            Op::Binary(f @ (Binary::Add | Binary::Sub), a, b) => {
                (format!("{} {} {}", self.text(a, SUM)?, f.name(), self.text(b, PRODUCT)?), SUM)
            }
            Op::Binary(f @ (Binary::Mul | Binary::Div), a, b) => {
                (format!("{} {} {}", self.text(a, PRODUCT)?, f.name(), self.text(b, SIGNED)?), PRODUCT)
            }
            Op::Binary(Binary::Pow, a, b) => (format!("Math.pow({}, {})", self.text(a, 0)?, self.text(b, 0)?), ATOM),
            Op::Binary(Binary::Min, a, b) => (format!("Math.min({}, {})", self.text(a, 0)?, self.text(b, 0)?), ATOM),
            Op::Binary(Binary::Max, a, b) => (format!("Math.max({}, {})", self.text(a, 0)?, self.text(b, 0)?), ATOM),
            Op::Binary(Binary::AtLeast, a, b) => {
                (format!("Number({} >= {})", self.text(a, SUM)?, self.text(b, SUM)?), ATOM)
            }
            _ => return Err(refused()),
        })
    }
}

fn refused() -> crate::error::Error {
    without_counterpart("an operation of this formula", Library::Tfjs)
}

/// A number of JavaScript.
pub(super) fn number(x: f64) -> String {
    match x {
        std::f64::consts::PI => "Math.PI".to_owned(),
        std::f64::consts::E => "Math.E".to_owned(),
        _ if x.is_nan() => "NaN".to_owned(),
        _ if x.is_infinite() => if x < 0.0 { "-Infinity" } else { "Infinity" }.to_owned(),
        _ => Shown(x).to_string(),
    }
}
