//! The update rule of any library as Python, written from its graph.

use super::formula::Printer;
use super::library::without_counterpart;
use super::rule::{self, Change, Rule, keyword};
use super::run::Run;
use super::text::number;
use crate::error::Result;
use crate::graph::{Binary, Graph, Node, Op};
use crate::optimizer::{Terms, padded};

/// What the optimizers' slots are called in scripts, where a word of the slot alone would say too little.
fn word(slot: &'static str) -> &'static str {
    match slot {
        "sum" => "total",
        "step" => "past_steps",
        "momentum" => "velocity",
        other => other,
    }
}

/// The rule of a run, for a script whose library does not have it.
pub(super) fn written_out(run: &Run) -> Result<Rule> {
    if run.is_from_elsewhere() { from_graph(run) } else { rule::written_out(run) }
}

fn from_graph(run: &Run) -> Result<Rule> {
    let (spec, hyper) = (run.config.tuning.optimizer, &run.config.tuning.hyper);
    let mut graph = Graph::new();
    let mut names: Vec<&str> = Vec::new();
    let mut input = |graph: &mut Graph, name: &'static str| {
        names.push(name);
        graph.input(&[])
    };
    let (lr, t) = (input(&mut graph, "learning_rate"), input(&mut graph, "t"));
    let (w, g) = (input(&mut graph, run.library.values()), input(&mut graph, "gradient"));
    let knobs: Vec<Node> = spec
        .knobs
        .iter()
        .zip(&hyper.knobs)
        .map(|(knob, &value)| match knob.setting.name {
            "centered" | "initialAccumulator" => graph.constant(value),
            _ if value == 0.0 => graph.constant(0.0),
            name => input(&mut graph, keyword(name)),
        })
        .collect();
    let slots: Vec<Node> = spec.slots.iter().map(|slot| input(&mut graph, word(slot.name))).collect();
    let terms = Terms { parts: hyper.parts, lr, t, knobs: padded(&knobs, t), w, g, slots: padded(&slots, t) };
    let update = (spec.rule)(&mut graph, &terms);
    let refused = || without_counterpart(spec.label.en, run.library);

    // What the change is made of, and what is remembered besides, in the order in which the graph computes it.
    let (change, subtracts) = match graph.op(update.w) {
        Op::Binary(Binary::Sub, from, step) if from == w => (step, true),
        Op::Binary(Binary::Add, from, step) if from == w => (step, false),
        Op::Binary(Binary::Add, step, from) if from == w => (step, false),
        _ => return Err(refused()),
    };
    let mut remembered = Vec::new();
    let mut kept: Vec<(Node, usize)> = Vec::new();
    for (k, (slot, &new)) in spec.slots.iter().zip(&update.slots).enumerate() {
        if new != slots[k] {
            kept.push((new, k));
            let first = (slot.initial)(&hyper.knobs, hyper.parts);
            let (np, params) = (run.library.arrays(), run.library.values());
            remembered.push((word(slot.name), format!("{np}.full_like({params}, {})", number(first))));
        }
    }
    kept.sort_unstable();
    let mut printer = Printer::new(&graph, &names, run.library);
    let (mut lines, mut assignments) = (Vec::new(), Vec::new());
    for (new, k) in kept {
        let name = word(spec.slots[k].name);
        lines.push(format!("new_{name} = {}", printer.text(new, 0)?));
        printer.named.push((new, format!("new_{name}")));
        assignments.push(format!("{name} = new_{name}"));
    }
    lines.push(format!("change = {}", printer.text(change, 0)?));
    lines.extend(assignments);
    let change = if subtracts { Change::Subtract("change".into()) } else { Change::Add("change".into()) };
    let counts = lines.iter().any(|line| line.split(|c: char| !c.is_alphanumeric()).any(|word| word == "t"));
    Ok(Rule { remembered, lines, change, counts })
}
