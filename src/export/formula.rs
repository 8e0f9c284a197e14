//! A graph as Python, with no more parentheses than it takes.

use super::library::{Library, without_counterpart};
use super::text::{number, plain};
use crate::error::Result;
use crate::graph::{Binary, Graph, Node, Op, Plan, Unary};

/// The larger of two, as the engine differentiates it; scripts define it.
pub(super) const LARGER: &str = "larger";
/// The smaller of two.
pub(super) const SMALLER: &str = "smaller";
/// The cube root, which PyTorch has not.
pub(super) const CUBE_ROOT: &str = "cbrt";
/// The absolute value, as the engine differentiates it, where a library does so otherwise.
pub(super) const ABSOLUTE: &str = "absolute";

/// How tightly the outermost operation of a text binds.
const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const NEGATION: u8 = 3;
const POWER: u8 = 4;
const ATOM: u8 = 5;

/// The value of `root`, given names for the inputs. It always depends on one of them: libraries differentiate nothing else.
pub(super) fn python(graph: &Graph, root: Node, names: &[&str], library: Library) -> Result<String> {
    // NumPy differentiates nothing.
    let is_last = library == Library::Sklearn;
    let printer = Printer { is_last, ..Printer::new(graph, names, library) };
    let text = printer.text(root, 0)?;
    let last = names.last().copied().unwrap_or_default();
    Ok(if printer.constants[root.index()].is_some() { format!("{text} + 0 * {last}") } else { text })
}

/// `roots` as texts, after lines that name what they use more than once. Nothing differentiates them.
pub(super) fn program(
    graph: &Graph,
    roots: &[Node],
    names: &[&str],
    library: Library,
) -> Result<(Vec<String>, Vec<String>)> {
    let mut printer = Printer::last(graph, names, library);
    let mut uses = vec![0; graph.len()];
    roots.iter().for_each(|root| uses[root.index()] += 1);
    for node in graph.nodes().rev().filter(|&node| printer.constants[node.index()].is_none()) {
        if uses[node.index()] > 0 {
            graph.arguments(node).for_each(|argument| uses[argument.index()] += 1);
        }
    }
    let mut lines = Vec::new();
    for node in graph.nodes().filter(|node| uses[node.index()] > 1) {
        if printer.constants[node.index()].is_none() && !matches!(graph.op(node), Op::Input(_)) {
            let name = format!("u{}", lines.len() + 1);
            lines.push(format!("{name} = {}", printer.text(node, 0)?));
            printer.named.push((node, name));
        }
    }
    let texts = roots.iter().map(|&root| printer.text(root, 0)).collect::<Result<_>>()?;
    Ok((lines, texts))
}

/// The values of those nodes that depend on no input. Those that the graph has not folded are infinite or none, or made of
/// such: Python would raise an exception where floating-point arithmetic goes on.
pub(super) fn constants(graph: &Graph) -> Vec<Option<f64>> {
    let all: Vec<Node> = graph.nodes().collect();
    let mut plan = Plan::<f64>::new(graph, &all, 1);
    plan.run(1);
    let mut depends: Vec<bool> = Vec::with_capacity(all.len());
    for &node in &all {
        let is_input = matches!(graph.op(node), Op::Input(_));
        depends.push(is_input || graph.arguments(node).any(|argument| depends[argument.index()]));
    }
    all.iter().map(|node| (!depends[node.index()]).then(|| plan.output(node.index())[0])).collect()
}

/// Writes a graph.
pub(super) struct Printer<'a> {
    graph: &'a Graph,
    names: &'a [&'a str],
    library: Library,
    constants: Vec<Option<f64>>,
    /// Whether the result is not differentiated.
    pub(super) is_last: bool,
    /// Nodes that have been given a name.
    pub(super) named: Vec<(Node, String)>,
    /// Inputs that are numbers of Python, not arrays, by their place among the inputs: PyTorch has no root of a number.
    pub(super) numbers: Vec<bool>,
}

impl<'a> Printer<'a> {
    /// With names for the inputs.
    pub(super) fn new(graph: &'a Graph, names: &'a [&'a str], library: Library) -> Self {
        Self {
            graph,
            names,
            library,
            constants: constants(graph),
            is_last: false,
            named: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// For what nothing differentiates.
    pub(super) fn last(graph: &'a Graph, names: &'a [&'a str], library: Library) -> Self {
        Self { is_last: true, ..Self::new(graph, names, library) }
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
            return Ok(constant(value));
        }
        Ok(match self.graph.op(node) {
            Op::Input(k) => (self.names[k as usize].to_owned(), ATOM),
            Op::Constant(bits) => constant(f64::from_bits(bits)),
            Op::Unary(Unary::Neg, x) => (format!("-{}", self.text(x, POWER)?), NEGATION),
            Op::Unary(Unary::Step, x) => (format!("({} > 0) * 1.0", self.text(x, SUM)?), PRODUCT),
            Op::Unary(Unary::Sqrt, x) if self.library == Library::Torch && self.is_number(x) => {
                (power(&self.text(x, ATOM)?, "0.5"), POWER)
            }
            Op::Unary(f, x) => (self.function(f, &self.text(x, 0)?)?, ATOM),
            Op::Powi(x, n) => (power(&self.text(x, ATOM)?, &n.to_string()), POWER),
            Op::Binary(Binary::Pow, a, b) => (power(&self.text(a, ATOM)?, &self.text(b, NEGATION)?), POWER),
            // Of two arrays PyTorch takes the larger, but no array and a number, and no two numbers.
            Op::Binary(f @ (Binary::Min | Binary::Max), a, b)
                if self.is_last && self.library == Library::Torch && self.is_number(a) =>
            {
                let (a, is_larger) = (self.text(a, 0)?, f == Binary::Max);
                let text = match (self.is_number(b), is_larger) {
                    (true, true) => format!("max({a}, {})", self.text(b, 0)?),
                    (true, false) => format!("min({a}, {})", self.text(b, 0)?),
                    (false, true) => format!("torch.clamp({}, min={a})", self.text(b, 0)?),
                    (false, false) => format!("torch.clamp({}, max={a})", self.text(b, 0)?),
                };
                (text, ATOM)
            }
            Op::Binary(f @ (Binary::Min | Binary::Max), a, b)
                if self.is_last
                    && self.library == Library::Torch
                    && (matches!(self.graph.op(b), Op::Input(_) | Op::Constant(_)) || self.is_number(b)) =>
            {
                let bound = if f == Binary::Max { "min" } else { "max" };
                (format!("torch.clamp({}, {bound}={})", self.text(a, 0)?, self.text(b, 0)?), ATOM)
            }
            Op::Binary(f @ (Binary::Min | Binary::Max), a, b) => {
                let (ours, theirs) = if f == Binary::Max { (LARGER, "maximum") } else { (SMALLER, "minimum") };
                let name = match self.is_last {
                    true => format!("{}.{theirs}", self.library.arrays()),
                    false => ours.to_owned(),
                };
                (format!("{name}({}, {})", self.text(a, 0)?, self.text(b, 0)?), ATOM)
            }
            Op::Binary(Binary::AtLeast, a, b) => {
                (format!("({} >= {}) * 1.0", self.text(a, SUM)?, self.text(b, SUM)?), PRODUCT)
            }
            Op::Binary(f @ (Binary::Add | Binary::Sub), a, b) => {
                (format!("{} {} {}", self.text(a, SUM)?, f.name(), self.text(b, PRODUCT)?), SUM)
            }
            Op::Binary(f @ (Binary::Mul | Binary::Div), a, b) => {
                (format!("{} {} {}", self.text(a, PRODUCT)?, f.name(), self.text(b, NEGATION)?), PRODUCT)
            }
            // Arrays of these libraries are repeated by themselves.
            Op::Broadcast(x) => self.bare(x)?,
            Op::Sum(x) if self.graph.shape(node).is_empty() => {
                (format!("{}.sum({})", self.library.arrays(), self.text(x, 0)?), ATOM)
            }
            Op::Sum(_) | Op::Tensor(_) => {
                return Err(without_counterpart("an operation of this formula", self.library));
            }
        })
    }

    /// Whether a node is made of numbers alone.
    fn is_number(&self, node: Node) -> bool {
        match self.graph.op(node) {
            Op::Input(k) => self.numbers.get(k as usize).copied().unwrap_or(false),
            _ => self.graph.arguments(node).all(|argument| self.is_number(argument)),
        }
    }

    fn function(&self, f: Unary, x: &str) -> Result<String> {
        let name = match f {
            Unary::Ln => "log",
            Unary::Asin => "arcsin",
            Unary::Acos => "arccos",
            Unary::Atan => "arctan",
            _ => f.name(),
        };
        let is_activation = matches!(f, Unary::Relu | Unary::Sigmoid | Unary::Softplus);
        Ok(match self.library {
            // Beyond a threshold of 20, PyTorch's softplus is a straight line.
            Library::Torch if f == Unary::Softplus => format!("torch.nn.functional.softplus({x}, threshold=100)"),
            Library::Keras | Library::Jax if is_activation => format!("jax.nn.{name}({x})"),
            Library::Sklearn if f == Unary::Relu => format!("np.maximum({x}, 0)"),
            Library::Sklearn if f == Unary::Sigmoid => format!("expit({x})"),
            Library::Sklearn if f == Unary::Softplus => format!("np.logaddexp(0, {x})"),
            Library::Torch if f == Unary::Cbrt => format!("{CUBE_ROOT}({x})"),
            Library::Keras | Library::Jax if f == Unary::Abs && !self.is_last => format!("{ABSOLUTE}({x})"),
            library => format!("{}.{name}({x})", library.arrays()),
        })
    }
}

/// `base` to a power; without spaces around the sign where both are simple.
fn power(base: &str, exponent: &str) -> String {
    let is_simple = |text: &str| text.trim_start_matches('-').bytes().all(|c| c.is_ascii_alphanumeric() || c == b'.');
    if is_simple(base) && is_simple(exponent) { format!("{base}**{exponent}") } else { format!("{base} ** {exponent}") }
}

/// A number that is not read as part of what stands beside it.
fn constant(value: f64) -> (String, u8) {
    let text = match value {
        std::f64::consts::PI => "math.pi".to_owned(),
        std::f64::consts::E => "math.e".to_owned(),
        _ if value.is_finite() => plain(value),
        _ => number(value),
    };
    (text, if value.is_sign_negative() && value.is_finite() { NEGATION } else { ATOM })
}
