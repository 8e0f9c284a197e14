//! A graph as text, with no more parentheses than it takes to read the same graph back.

use super::parsed::Formula;
use crate::graph::{Binary, Graph, Node, Op};
use crate::number::Shown;
use std::cell::Cell;

/// How tightly the outermost operation of a text binds.
const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const NEGATION: u8 = 3;
const POWER: u8 = 4;
const ATOM: u8 = 5;

impl Formula {
    /// The formula as text. Reading it again gives the same graph.
    pub fn to_text(&self) -> String {
        print(self)
    }
}

fn print(formula: &Formula) -> String {
    let printer = Printer { graph: &formula.graph, variables: formula.variables, last_seen: Cell::new(false) };
    let text = printer.text(formula.root, 0);
    match formula.variables.last() {
        // The last variable has vanished, as in x^0: without it, the text would be read with other variables or with none.
        Some(last) if !printer.last_seen.get() => format!("{text} - 0*{last}"),
        _ => text,
    }
}

struct Printer<'a> {
    graph: &'a Graph,
    variables: &'a [&'a str],
    /// Whether the last of them has been printed.
    last_seen: Cell<bool>,
}

impl Printer<'_> {
    /// `node` as text, in parentheses if it binds less tightly than `least`.
    fn text(&self, node: Node, least: u8) -> String {
        let (text, binds) = self.bare(node);
        if binds < least { format!("({text})") } else { text }
    }

    fn bare(&self, node: Node) -> (String, u8) {
        match self.graph.op(node) {
            Op::Input(k) => {
                self.last_seen.set(self.last_seen.get() || k as usize + 1 == self.variables.len());
                (self.variables[k as usize].to_owned(), ATOM)
            }
            Op::Constant(bits) => number(f64::from_bits(bits)),
            Op::Unary(crate::graph::Unary::Neg, x) => (format!("-{}", self.text(x, POWER)), NEGATION),
            Op::Unary(f, x) => (format!("{}({})", f.name(), self.text(x, 0)), ATOM),
            Op::Powi(x, n) => (format!("{}^{n}", self.text(x, ATOM)), POWER),
            Op::Binary(Binary::Pow, a, b) => (format!("{}^{}", self.text(a, ATOM), self.text(b, NEGATION)), POWER),
            Op::Binary(f @ (Binary::Min | Binary::Max), a, b) => {
                (format!("{}({}, {})", f.name(), self.text(a, 0), self.text(b, 0)), ATOM)
            }
            Op::Binary(f @ (Binary::Add | Binary::Sub), a, b) => {
                (format!("{} {} {}", self.text(a, SUM), f.name(), self.text(b, PRODUCT)), SUM)
            }
            Op::Binary(f, a, b) => {
                (format!("{}{}{}", self.text(a, PRODUCT), f.name(), self.text(b, NEGATION)), PRODUCT)
            }
            Op::Broadcast(x) | Op::Sum(x) => self.bare(x),
            Op::Tensor(_) => unreachable!("formulas are of numbers"),
        }
    }
}

/// A number in the shortest form that reads back as the same bits. A negative one binds like a sum, so that it stands in
/// parentheses wherever it could be misread.
fn number(value: f64) -> (String, u8) {
    let text = if value == std::f64::consts::PI {
        "pi".to_owned()
    } else if value == std::f64::consts::E {
        "e".to_owned()
    } else {
        Shown(value).to_string()
    };
    (text, if value.is_sign_negative() { SUM } else { ATOM })
}
