//! Backpropagation with its numbers: every node of a graph with its value, the derivative of the output with respect to it,
//! and what it passes on to its arguments.
//!
//! The numbers are those of [`Graph::gradient`]: the same nodes, evaluated by a [`Plan`]. What stands here is how an
//! operation and its derivative are written.

use super::gradient::Passed;
use super::{Binary, Graph, Node, Op, Plan, Tensor, Unary};
use crate::error::{Error, Result, code};
use crate::number::Shown;
use crate::text::counted;

/// What an input is called, and its value.
#[derive(Clone, Debug)]
pub struct Given {
    /// Its name.
    pub name: String,
    /// Its elements.
    pub values: Vec<f64>,
    /// Whether derivatives with respect to it are wanted: it is no sample.
    pub parameter: bool,
}

/// A graph with the numbers of both passes.
#[derive(Clone, Debug)]
pub struct Walk {
    /// What the output needs, in order of evaluation; and the parameters, whether it needs them or not. An output that is no
    /// operation has a station after it: L = x.
    pub stations: Vec<Station>,
    /// Which of them is the output.
    pub output: usize,
}

/// What a station is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An input whose derivative is wanted.
    Parameter,
    /// Another input.
    Sample,
    /// A number of the graph itself.
    Constant,
    /// An operation on earlier stations.
    Operation,
}

impl Role {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Role::Parameter => "parameter",
            Role::Sample => "sample",
            Role::Constant => "constant",
            Role::Operation => "operation",
        }
    }
}

/// A node with its numbers. In texts, `{a}` and `{b}` stand for its arguments, `{y}` for itself and `{u}` for the derivative of
/// the output with respect to it.
#[derive(Clone, Debug)]
pub struct Station {
    /// What it is.
    pub role: Role,
    /// What it is called: x, W1, v3; a constant's number.
    pub name: String,
    /// The operation in a sign or a word; empty where there is none.
    pub operation: &'static str,
    /// How its value comes from those of its arguments: `{a}·{b}`. Empty where there are none.
    pub rule: String,
    /// The stations that it is computed from.
    pub arguments: Vec<usize>,
    /// Its shape; empty for a number.
    pub shape: Vec<usize>,
    /// Its elements.
    pub value: Vec<f64>,
    /// The derivative of the output with respect to each of them; nothing where it depends on no parameter.
    pub gradient: Option<Vec<f64>>,
    /// What it passes on to each of its arguments; nothing where that depends on no parameter.
    pub passes: Vec<Option<Pass>>,
}

/// What a node passes on to one of its arguments.
#[derive(Clone, Debug)]
pub struct Pass {
    /// The local derivative: `{b}` for the left argument of a product.
    pub rule: String,
    /// The local derivative, element by element, where the operation goes element by element.
    pub local: Option<Vec<f64>>,
    /// How the term comes about: `{u}·{d}`, where `{d}` is the local derivative.
    pub how: String,
    /// The term: one of those that add up to the argument's gradient, in the argument's shape.
    pub term: Vec<f64>,
}

/// How an operation is written.
struct Style {
    operation: &'static str,
    rule: String,
    /// By argument: the local derivative, and how it passes on what arrives.
    passes: Vec<(String, String)>,
}

/// Upstream times local.
const TIMES: &str = "{u} · {d}";

fn by_element<const N: usize>(operation: &'static str, rule: &str, locals: [&str; N]) -> Style {
    let passes = locals.iter().map(|&local| (local.to_owned(), TIMES.to_owned())).collect();
    Style { operation, rule: rule.to_owned(), passes }
}

fn unary_style(f: Unary) -> Style {
    let [operation, rule, local] = match f {
        Unary::Neg => ["−", "−{a}", "−1"],
        Unary::Exp => ["exp", "exp({a})", "{y}"],
        Unary::Ln => ["ln", "ln({a})", "1/{a}"],
        Unary::Log10 => ["log10", "log10({a})", "1/({a} · ln 10)"],
        Unary::Sqrt => ["√", "√{a}", "1/(2 · {y})"],
        Unary::Cbrt => ["∛", "∛{a}", "1/(3 · {y}²)"],
        Unary::Abs => ["|·|", "|{a}|", "sign({a})"],
        Unary::Sign => ["sign", "sign({a})", "0"],
        Unary::Sin => ["sin", "sin({a})", "cos({a})"],
        Unary::Cos => ["cos", "cos({a})", "−sin({a})"],
        Unary::Tan => ["tan", "tan({a})", "1 + {y}²"],
        Unary::Asin => ["asin", "asin({a})", "1/√(1 − {a}²)"],
        Unary::Acos => ["acos", "acos({a})", "−1/√(1 − {a}²)"],
        Unary::Atan => ["atan", "atan({a})", "1/(1 + {a}²)"],
        Unary::Sinh => ["sinh", "sinh({a})", "cosh({a})"],
        Unary::Cosh => ["cosh", "cosh({a})", "sinh({a})"],
        Unary::Tanh => ["tanh", "tanh({a})", "1 − {y}²"],
        Unary::Relu => ["relu", "max({a}, 0)", "[{a} > 0]"],
        Unary::Step => ["step", "[{a} > 0]", "0"],
        Unary::Sigmoid => ["sigmoid", "1/(1 + exp(−{a}))", "{y} · (1 − {y})"],
        Unary::Softplus => ["softplus", "ln(1 + exp({a}))", "sigmoid({a})"],
    };
    by_element(operation, rule, [local])
}

fn binary_style(f: Binary) -> Style {
    let [operation, rule, left, right] = match f {
        Binary::Add => ["+", "{a} + {b}", "1", "1"],
        Binary::Sub => ["−", "{a} − {b}", "1", "−1"],
        Binary::Mul => ["×", "{a} · {b}", "{b}", "{a}"],
        Binary::Div => ["÷", "{a} / {b}", "1/{b}", "−{y}/{b}"],
        Binary::Pow => ["^", "{a}^{b}", "{b} · {a}^({b} − 1)", "{y} · ln({a})"],
        Binary::Min => ["min", "min({a}, {b})", "[{a} ≤ {b}]", "[{b} < {a}]"],
        Binary::Max => ["max", "max({a}, {b})", "[{a} ≥ {b}]", "[{b} > {a}]"],
        Binary::AtLeast => ["≥", "[{a} ≥ {b}]", "0", "0"],
    };
    by_element(operation, rule, [left, right])
}

fn power_style(n: i32) -> Style {
    let (sign, size) = if n < 0 { ("−", -n) } else { ("", n) };
    let local = match n {
        2 => "2 · {a}".to_owned(),
        _ => format!("{sign}{size} · {{a}}{}", superscript(n - 1)),
    };
    let rule = format!("{{a}}{}", superscript(n));
    by_element("^", &rule, [&local])
}

fn superscript(n: i32) -> String {
    let raised = |c: char| c.to_digit(10).and_then(|d| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(d as usize)).unwrap_or('⁻');
    n.to_string().chars().map(raised).collect()
}

impl Graph {
    fn style(&self, node: Node) -> Style {
        match self.op(node) {
            Op::Input(_) | Op::Constant(_) => Style { operation: "", rule: String::new(), passes: Vec::new() },
            Op::Unary(f, _) => unary_style(f),
            Op::Binary(f, _, _) => binary_style(f),
            Op::Powi(_, n) => power_style(n),
            Op::Broadcast(_) => whole("repeat", "repeat({a})", [("1", "sum({u})")]),
            Op::Sum(_) => whole("sum", "sum({a})", [("1", "repeat({u})")]),
            Op::Tensor(op) => tensor_style(op),
        }
    }
}

/// For matrices the product of the chain is a matrix product; where rows hang together, one more sum.
fn tensor_style(op: Tensor) -> Style {
    match op {
        Tensor::Dot(_, _, [left, right]) => {
            let mark = |transposed: bool| if transposed { "ᵀ" } else { "" };
            // op(A)·op(B) = C: op(A) receives U·op(B)ᵀ, op(B) receives op(A)ᵀ·U.
            let (to_left, to_right) = (format!("{{b}}{}", mark(!right)), format!("{{a}}{}", mark(!left)));
            let left_term =
                if left { format!("{{b}}{} · {{u}}ᵀ", mark(right)) } else { format!("{{u}} · {to_left}") };
            let right_term =
                if right { format!("{{u}}ᵀ · {{a}}{}", mark(left)) } else { format!("{to_right} · {{u}}") };
            Style {
                operation: "dot",
                rule: format!("{{a}}{} · {{b}}{}", mark(left), mark(right)),
                passes: vec![(to_left, left_term), (to_right, right_term)],
            }
        }
        Tensor::Softmax(_) => {
            whole("softmax", "exp({a}) / sum(exp({a}))", [("{y}ᵢ · ([i = j] − {y}ⱼ)", "{y} · ({u} − sum({u} · {y}))")])
        }
        Tensor::LogSumExp(_) => whole("logsumexp", "ln(sum(exp({a})))", [("softmax({a})", "{u} · softmax({a})")]),
        Tensor::Erf(_) => whole("erf", "erf({a})", [("2/√π · exp(−{a}²)", "{u} · 2/√π · exp(−{a}²)")]),
    }
}

fn whole<const N: usize>(operation: &'static str, rule: &str, passes: [(&str, &str); N]) -> Style {
    let passes = passes.iter().map(|&(local, how)| (local.to_owned(), how.to_owned())).collect();
    Style { operation, rule: rule.to_owned(), passes }
}

/// Walks from the inputs to `output` and back. `named` gives names to nodes that deserve one; the others are numbered.
///
/// # Errors
/// If `output` is no number, or the inputs are not those of the graph.
pub fn walk(graph: &Graph, output: Node, given: &[Given], named: &[(Node, &str)]) -> Result<Walk> {
    check(graph, output, given)?;
    let mut graph = graph.clone();
    let shown = shown(&graph, output, given);
    let parameters: Vec<Node> =
        inputs(&graph, given).filter(|(_, given)| given.parameter).map(|(node, _)| node).collect();
    let mut passed: Vec<Passed> = Vec::new();
    let adjoints = graph.adjoints(output, &parameters, |term| passed.push(term));
    let wanted = |node: Node| adjoints.get(node.index()).copied().flatten();
    let mut numbers = Numbers { graph, asked: Vec::new() };
    let zero = numbers.graph.constant(0.0);
    let asked: Vec<Asked> = shown
        .iter()
        .map(|&node| {
            let value = numbers.ask(node, node);
            let depends = match role(&numbers.graph, node, given) {
                Role::Parameter => Some(wanted(node).unwrap_or(zero)),
                Role::Operation => wanted(node),
                Role::Sample | Role::Constant => None,
            };
            let gradient = depends.map(|adjoint| numbers.ask(adjoint, node));
            let mut terms = passed.iter().filter(|term| term.from == node).peekable();
            let arguments: Vec<Node> = numbers.graph.arguments(node).collect();
            let passes = arguments.into_iter().map(|argument| {
                let term = terms.next_if(|term| term.to == argument)?;
                Some((term.local.map(|local| numbers.ask(local, node)), numbers.ask(term.term, argument)))
            });
            Asked { value, gradient, passes: passes.collect() }
        })
        .collect();
    let answers = numbers.answer(given);
    let take = |at: usize| answers[at].clone();
    let place = |node: Node| shown.iter().position(|&other| other == node).unwrap_or_default();
    let mut count = 0;
    let stations = shown.iter().zip(asked).map(|(&node, asked)| {
        let Style { operation, rule, passes } = numbers.graph.style(node);
        let role = role(&numbers.graph, node, given);
        let own = named.iter().find(|(other, _)| *other == node).map(|(_, name)| (*name).to_owned());
        let name = match numbers.graph.op(node) {
            Op::Input(k) => given[k as usize].name.clone(),
            Op::Constant(bits) => Shown(f64::from_bits(bits)).to_string().replace('-', "−"),
            _ => own.unwrap_or_else(|| {
                count += 1;
                if node == output { "L".to_owned() } else { format!("v{count}") }
            }),
        };
        let passes = asked.passes.into_iter().zip(passes).map(|(asked, (rule, how))| {
            asked.map(|(local, term)| Pass { rule, how, local: local.map(take), term: take(term) })
        });
        Station {
            role,
            name,
            operation,
            rule,
            arguments: numbers.graph.arguments(node).map(place).collect(),
            shape: numbers.graph.shape(node).to_vec(),
            value: take(asked.value),
            gradient: asked.gradient.map(take),
            passes: passes.collect(),
        }
    });
    let mut stations: Vec<Station> = stations.collect();
    let mut output = place(output);
    if stations[output].role != Role::Operation {
        stations.push(itself(output, &stations[output]));
        output = stations.len() - 1;
    }
    Ok(Walk { stations, output })
}

/// The output as a station after the number at `place` that it is.
fn itself(place: usize, number: &Station) -> Station {
    let sent = number.gradient.as_ref().map(|_| Pass {
        rule: "1".to_owned(),
        local: Some(vec![1.0]),
        how: TIMES.to_owned(),
        term: vec![1.0],
    });
    Station {
        role: Role::Operation,
        name: "L".to_owned(),
        operation: "=",
        rule: "{a}".to_owned(),
        arguments: vec![place],
        shape: Vec::new(),
        value: number.value.clone(),
        gradient: Some(vec![1.0]),
        passes: vec![sent],
    }
}

fn check(graph: &Graph, output: Node, given: &[Given]) -> Result<()> {
    if !graph.shape(output).is_empty() {
        return Err(Error::new(
            code::BAD_SHAPE,
            format_args!("Only a single number has a gradient; the output is an array."),
            format_args!("只有单个数才有梯度；这里的输出是数组。"),
        ));
    }
    if graph.inputs().len() != given.len() {
        let (found, fit) = (given.len(), graph.inputs().len());
        return Err(Error::new(
            code::BAD_SHAPE,
            format_args!("The graph takes {}, not {found}.", counted(fit, "input")),
            format_args!("给出了 {found} 个输入；计算图有 {fit} 个。"),
        ));
    }
    for (node, given) in inputs(graph, given) {
        let (name, found, fit) = (&given.name, given.values.len(), graph.shape(node).iter().product::<usize>());
        if found != fit {
            return Err(Error::new(
                code::BAD_SHAPE,
                format_args!("{name} has length {found}; it needs length {fit}."),
                format_args!("{name} 有 {found} 个数，应为 {fit} 个。"),
            )
            .on(name.as_str()));
        }
    }
    Ok(())
}

fn inputs<'a>(graph: &'a Graph, given: &'a [Given]) -> impl Iterator<Item = (Node, &'a Given)> {
    graph.inputs().iter().copied().zip(given)
}

fn role(graph: &Graph, node: Node, given: &[Given]) -> Role {
    match graph.op(node) {
        Op::Input(k) if given[k as usize].parameter => Role::Parameter,
        Op::Input(_) => Role::Sample,
        Op::Constant(_) => Role::Constant,
        _ => Role::Operation,
    }
}

/// What `output` needs, and every parameter.
fn shown(graph: &Graph, output: Node, given: &[Given]) -> Vec<Node> {
    let uses = super::uses::count_uses(graph, &[output]);
    let needed = |node: &Node| uses[node.index()] > 0 || role(graph, *node, given) == Role::Parameter;
    graph.nodes().filter(needed).collect()
}

/// Which answers belong to a station.
struct Asked {
    value: usize,
    gradient: Option<usize>,
    passes: Vec<Option<(Option<usize>, usize)>>,
}

/// Nodes whose values are wanted, all of one run.
struct Numbers {
    graph: Graph,
    asked: Vec<Node>,
}

impl Numbers {
    /// The value of `node`, in the shape of `like`. Gives its place among the answers.
    fn ask(&mut self, node: Node, like: Node) -> usize {
        let shape = self.graph.shape(like).to_vec();
        self.asked.push(self.graph.broadcast(node, &shape));
        self.asked.len() - 1
    }

    fn answer(&self, given: &[Given]) -> Vec<Vec<f64>> {
        let mut plan = Plan::<f64>::new(&self.graph, &self.asked, 1);
        for (k, given) in given.iter().enumerate() {
            plan.set_input(k, &given.values);
        }
        plan.run(1);
        (0..self.asked.len()).map(|k| plan.output(k).to_vec()).collect()
    }
}
