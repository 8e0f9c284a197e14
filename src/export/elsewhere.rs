//! The update rule of any library as Python, written from its graph.

use super::formula::Printer;
use super::library::{Library, without_counterpart};
use super::moves::Moves;
use super::rule::{self, Change, keyword};
use super::text::number;
use crate::error::Result;
use crate::graph::{Binary, Graph, Node, Op};
use crate::optimizer::parts::{Decay, Parts, Rounded};
use crate::optimizer::{Point, Rule, Terms, Update, padded};

/// What the optimizers' slots are called in scripts, where a word of the slot alone would say too little.
pub(super) fn word(slot: &'static str) -> &'static str {
    match slot {
        "sum" => "total",
        "step" => "past_steps",
        "weightSum" => "weight_sum",
        "largestRate" => "largest_rate",
        "momentum" => "velocity",
        other => other,
    }
}

/// The rule of a run, for a script whose library does not have it.
pub(super) fn written_out(run: &Moves) -> Result<rule::Rule> {
    let is_joint = run.tuning.optimizer.rule.is_joint();
    if is_joint || run.is_from_elsewhere() { from_graph(run) } else { rule::written_out(run) }
}

/// The terms of a run's rule: a graph of inputs, and their names. All are numbers but the parameters, their gradient and what is
/// remembered.
fn terms(run: &Moves) -> (Graph, Vec<&'static str>, Terms) {
    let (spec, hyper) = (run.tuning.optimizer, &run.tuning.hyper);
    let mut graph = Graph::new();
    let mut names: Vec<&'static str> = Vec::new();
    // A rule that sums over all parameters has them as an array.
    let all = if spec.rule.is_joint() { spec.rule.shape_of_variables(run.size) } else { Vec::new() };
    let mut input_of = |graph: &mut Graph, name: &'static str, shape: &[usize]| {
        names.push(name);
        graph.input(shape)
    };
    let [lr, t] = ["learning_rate", "t"].map(|name| input_of(&mut graph, name, &[]));
    let [w, g] = [run.library.values(), "gradient"].map(|name| input_of(&mut graph, name, &all));
    let knobs: Vec<Node> = spec
        .knobs
        .iter()
        .zip(&hyper.knobs)
        .map(|(knob, &value)| match knob.setting.name {
            "centered" | "initialAccumulator" | "nesterov" | "iterations" => graph.constant(value),
            _ if value == 0.0 => graph.constant(0.0),
            name => input_of(&mut graph, keyword(name), &[]),
        })
        .collect();
    let slots: Vec<Node> = spec.slots.iter().map(|slot| input_of(&mut graph, word(slot.name), &all)).collect();
    let decay = hyper.rule_extras().weight_decay;
    let decay = (hyper.parts.decay == Decay::InStep && decay != 0.0).then(|| graph.constant(decay));
    let terms = Terms { parts: hyper.parts, lr, t, knobs: padded(&knobs, t), w, g, slots: padded(&slots, t), decay };
    (graph, names, terms)
}

/// Whether the rule of a run is the one that is put together from one of these: the same nodes from the same start.
pub(super) fn is_rule(run: &Moves, known: &[&'static Parts]) -> bool {
    let (spec, hyper) = (run.tuning.optimizer, &run.tuning.hyper);
    let (mut graph, _, terms) = terms(run);
    if run.looks_ahead() || hyper.parts.rounded != Rounded::Nothing {
        return false;
    }
    let first =
        |parts: &Parts| -> Vec<f64> { spec.slots.iter().map(|slot| (slot.initial)(&hyper.knobs, parts)).collect() };
    let ours = update(spec.rule, &mut graph, &terms);
    for &parts in known {
        let theirs = update(spec.rule, &mut graph, &Terms { parts, ..terms });
        if ours.w == theirs.w && ours.slots == theirs.slots && first(hyper.parts) == first(parts) {
            return true;
        }
    }
    false
}

/// What a rule makes of the parameters, which are one component.
fn update(rule: Rule, graph: &mut Graph, terms: &Terms) -> Update {
    match rule {
        Rule::Each(rule) => rule(graph, terms),
        Rule::Tensor(rule) | Rule::Factored(rule) | Rule::Matrix(rule) | Rule::Model(rule) => {
            rule(graph, std::slice::from_ref(terms)).swap_remove(0)
        }
    }
}

/// A rule in the order in which it is computed.
pub(super) struct Steps {
    pub graph: Graph,
    /// Of the graph's inputs.
    pub names: Vec<&'static str>,
    /// New values of what is remembered, with its name and its value at the start; nothing where it begins with the parameters.
    /// The average is left out: no step needs it.
    pub kept: Vec<(Node, &'static str, Option<f64>)>,
    /// Points that stay where the run began.
    pub starts: Vec<&'static str>,
    /// What is added to the parameters, or taken from them.
    pub change: Node,
    /// Parts that a rule of all parameters uses more than once, with their names, in the order in which they are computed.
    pub parts: Vec<(Node, String)>,
    pub subtracts: bool,
}

pub(super) fn steps(run: &Moves) -> Result<Steps> {
    let (spec, hyper) = (run.tuning.optimizer, &run.tuning.hyper);
    let (mut graph, names, terms) = terms(run);
    let update = update(spec.rule, &mut graph, &terms);
    let w = terms.w;
    let (change, subtracts) = match graph.op(update.w) {
        Op::Binary(Binary::Sub, from, step) if from == w => (step, true),
        Op::Binary(Binary::Add, from, step) if from == w => (step, false),
        Op::Binary(Binary::Add, step, from) if from == w => (step, false),
        _ => return Err(without_counterpart(spec.label.en, run.library)),
    };
    let mut kept: Vec<(Node, &'static str, Option<f64>)> = Vec::new();
    let mut starts = Vec::new();
    for ((slot, &new), &old) in spec.slots.iter().zip(&update.slots).zip(&terms.slots) {
        if new != old && slot.point != Some(Point::Average) {
            let first = (!slot.begins_with_parameters()).then(|| (slot.initial)(&hyper.knobs, hyper.parts));
            kept.push((new, word(slot.name), first));
        } else if slot.point == Some(Point::Helper) {
            starts.push(word(slot.name));
        }
    }
    kept.sort_unstable_by_key(|(new, ..)| *new);
    // m̂ is m_hat, and σ₁ is sigma_1.
    let name = |symbol: &str| {
        let letters = symbol.chars().map(|c| match c {
            '\u{302}' => "_hat".to_owned(),
            'σ' => "sigma_".to_owned(),
            'ℓ' => "length".to_owned(),
            'α' => "alpha".to_owned(),
            '₀'..='₉' => char::from(b'0' + (c as u32 - '₀' as u32) as u8).to_string(),
            c => c.to_string(),
        });
        letters.collect::<String>()
    };
    let mut parts: Vec<(Node, String)> = Vec::new();
    if spec.rule.is_joint() {
        parts.extend(update.named.iter().map(|&(symbol, node)| (node, name(symbol))));
        parts.sort_unstable_by_key(|(node, _)| *node);
    }
    Ok(Steps { graph, names, kept, starts, change, parts, subtracts })
}

fn from_graph(run: &Moves) -> Result<rule::Rule> {
    let Steps { graph, names, kept, starts, change, parts, subtracts } = steps(run)?;
    let (np, params) = (run.library.arrays(), run.library.values());
    let mut printer = Printer::last(&graph, &names, run.library);
    let arrays = names.len() - run.tuning.optimizer.slots.len();
    printer.numbers = (0..names.len()).map(|k| k < arrays && !matches!(k, 2 | 3)).collect();
    let (mut remembered, mut lines, mut assignments) = (Vec::new(), Vec::new(), Vec::new());
    let start = match run.library {
        Library::Torch => format!("{params}.detach().clone()"),
        _ => format!("{np}.copy({params})"),
    };
    remembered.extend(starts.into_iter().map(|name| (name, start.clone())));
    for (new, name, first) in kept {
        let first = first.map(|first| format!("{np}.full_like({params}, {})", number(first)));
        remembered.push((name, first.unwrap_or_else(|| start.clone())));
        lines.push(format!("new_{name} = {}", printer.text(new, 0)?));
        printer.named.push((new, format!("new_{name}")));
        assignments.push(format!("{name} = new_{name}"));
    }
    for (node, name) in parts {
        lines.push(format!("{name} = {}", printer.text(node, 0)?));
        printer.named.push((node, name));
    }
    lines.push(format!("change = {}", printer.text(change, 0)?));
    lines.extend(assignments);
    let change = if subtracts { Change::Subtract("change".into()) } else { Change::Add("change".into()) };
    let counts = lines.iter().any(|line| counts(line));
    Ok(rule::Rule { remembered, lines, change, counts })
}

/// Whether a line uses t.
pub(super) fn counts(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric()).any(|word| word == "t")
}
