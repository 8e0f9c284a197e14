//! A rule as it is read: line by line, in letters and in the numbers of one step.

#[cfg(feature = "full")]
use super::joint;
use super::{Hyper, Spec, Terms, Update, around, padded};
use crate::edition::FULL;
use crate::graph::{Graph, Node, Op, Plan};

/// A part of an equation, with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What it is: `letter`, `number`, or the name of an operation (`power` for a whole power).
    pub op: &'static str,
    /// Its arguments, by their place among the terms. A letter and a number have none.
    pub arguments: Vec<usize>,
    /// Its letter, or nothing.
    pub symbol: String,
    /// Its value in this step.
    pub value: f64,
}

/// An update rule for one parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// Parts, each after those that it is made of.
    pub terms: Vec<Term>,
    /// The assignments in their order: a letter, and which term it becomes.
    pub lines: Vec<(String, usize)>,
}

/// The numbers that go into a step.
pub struct Step<'a> {
    /// The learning rate of this step.
    pub rate: f64,
    /// Which step this is, from 1.
    pub t: usize,
    /// The parameters' names.
    pub variables: &'a [&'a str],
    /// Their values before the step.
    pub params: &'a [f64],
    /// The gradient that it used.
    pub gradient: &'a [f64],
    /// What was remembered before the step.
    pub slots: &'a [Vec<f64>],
}

/// The step of the `k`-th parameter.
pub fn explain(spec: &Spec, hyper: &Hyper, step: &Step, k: usize) -> Explained {
    let mut graph = Graph::new();
    let mut letters: Vec<(Node, String, f64)> = Vec::new();
    let mut letter = |graph: &mut Graph, symbol: &str, value: f64| {
        let node = graph.input(&[]);
        letters.push((node, symbol.to_owned(), value));
        node
    };
    let lr = letter(&mut graph, "α", step.rate);
    let t = letter(&mut graph, "t", step.t as f64);
    // What is 0 is left out of the equation.
    let mut number = |graph: &mut Graph, symbol: &str, value: f64| match value {
        0.0 => graph.constant(0.0),
        _ => letter(graph, symbol, value),
    };
    let knobs: Vec<Node> = spec
        .knobs
        .iter()
        .zip(hyper.rule_knobs())
        .map(|(knob, value)| match knob.setting.name {
            // They say what the rule is.
            "nesterov" | "iterations" if FULL => graph.constant(value),
            _ => number(&mut graph, knob.setting.symbol, value),
        })
        .collect();
    let with = hyper.rule_extras().nodes(|symbol, value| number(&mut graph, symbol, value));
    let one = step.variables.len() == 1;
    let w: Vec<Node> =
        step.variables.iter().zip(step.params).map(|(name, &value)| letter(&mut graph, name, value)).collect();
    let named = |name: &str| if one { "g".to_owned() } else { format!("g_{name}") };
    let g: Vec<Node> = step
        .variables
        .iter()
        .zip(step.gradient)
        .map(|(name, &value)| letter(&mut graph, &named(name), value))
        .collect();
    #[cfg(feature = "full")]
    if spec.rule.is_joint() {
        let slots = (0..w.len()).map(|at| {
            let all = spec.slots.iter().zip(step.slots);
            all.map(|(slot, values)| letter(&mut graph, slot.symbol, values[at])).collect()
        });
        let slots: Vec<Vec<Node>> = slots.collect();
        let prepared = around::prepare(&mut graph, hyper.parts, &with, &w, &g);
        let components = w.iter().zip(&prepared).zip(&slots).map(|((&w, &g), slots)| {
            let slots = padded(slots, t);
            Terms {
                parts: hyper.parts,
                lr,
                t,
                knobs: padded(&knobs, t),
                w,
                g,
                slots,
                #[cfg(feature = "full")]
                decay: None,
            }
        });
        let updates = joint::apply(&mut graph, spec, &with, &components.collect::<Vec<_>>());
        let next = updates[k].w;
        let matters = needed(&graph, next);
        // What is the same for all parameters has one letter.
        let letter = |symbol: &str, at: usize, is_common: bool| match step.variables[at] {
            name if !is_common => format!("{symbol}_{name}"),
            _ => symbol.to_owned(),
        };
        let mut lines: Vec<(String, Node)> = Vec::new();
        for (at, update) in updates.iter().enumerate() {
            if prepared[at] != g[at] && matters[prepared[at].index()] {
                lines.push((named(step.variables[at]), prepared[at]));
            }
            for (place, &(symbol, node)) in update.named.iter().enumerate() {
                if matters[node.index()] {
                    lines.push((letter(symbol, at, updates.iter().all(|other| other.named[place].1 == node)), node));
                }
            }
            for (place, (&old, &new)) in slots[at].iter().zip(&update.slots).enumerate() {
                let is_common = updates.iter().all(|other| other.slots[place] == new);
                let symbol = letter(spec.slots[place].symbol, at, is_common);
                letters.iter_mut().filter(|(node, ..)| *node == old).for_each(|(_, name, _)| name.clone_from(&symbol));
                // What stays as it is, such as where a run has begun, is no line.
                if old != new && (matters[new.index()] || matters[old.index()]) {
                    lines.push((symbol, new));
                }
            }
        }
        lines.sort_by_key(|(_, node)| *node);
        lines.dedup();
        lines.push((step.variables[k].to_owned(), next));
        return in_numbers(&graph, &letters, lines);
    }
    let slots: Vec<Node> =
        spec.slots.iter().zip(step.slots).map(|(slot, values)| letter(&mut graph, slot.symbol, values[k])).collect();
    let prepared = around::prepare(&mut graph, hyper.parts, &with, &w, &g)[k];
    let terms = Terms {
        parts: hyper.parts,
        lr,
        t,
        knobs: padded(&knobs, t),
        w: w[k],
        g: prepared,
        slots: padded(&slots, t),
        #[cfg(feature = "full")]
        decay: None,
    };
    let update = around::apply(&mut graph, spec, &with, &terms);

    // In the order in which the graph computes them.
    let mut lines: Vec<(String, Node)> = Vec::new();
    let mut add = |symbol: String, node: Node| {
        let at = lines.partition_point(|(_, other)| *other < node);
        lines.insert(at, (symbol, node));
    };
    let Update { w: next, slots: new, named: parts } = update;
    let matters = needed(&graph, next);
    for (symbol, node) in parts {
        add(symbol.to_owned(), node);
    }
    for ((slot, &old), &new) in spec.slots.iter().zip(&slots).zip(&new) {
        if matters[new.index()] || matters[old.index()] {
            add(slot.symbol.to_owned(), new);
        }
    }
    // Last, for what is equal to it is made of it.
    if prepared != g[k] {
        add(named(step.variables[k]), prepared);
    }
    lines.push((step.variables[k].to_owned(), next));
    in_numbers(&graph, &letters, lines)
}

/// All parts of a graph and the lines, given letters and numbers of its inputs.
fn in_numbers(graph: &Graph, letters: &[(Node, String, f64)], lines: Vec<(String, Node)>) -> Explained {
    let all: Vec<Node> = graph.nodes().collect();
    let mut plan = Plan::<f64>::new(graph, &all, 1);
    for (place, (_, _, value)) in letters.iter().enumerate() {
        plan.set_input(place, &[*value]);
    }
    plan.run(1);
    let terms = all.iter().map(|&node| {
        let symbol = letters.iter().find(|(letter, ..)| *letter == node).map(|(_, symbol, _)| symbol.clone());
        let (op, arguments) = match graph.op(node) {
            Op::Input(_) => ("letter", vec![]),
            Op::Constant(_) => ("number", vec![]),
            Op::Unary(f, x) => (f.name(), vec![x.index()]),
            Op::Binary(f, a, b) => (f.name(), vec![a.index(), b.index()]),
            // Rules have no other whole power.
            Op::Powi(x, _) => ("square", vec![x.index()]),
            Op::Broadcast(x) | Op::Sum(x) => ("same", vec![x.index()]),
            Op::Tensor(_) => unreachable!("rules go element by element"),
        };
        Term { op, arguments, symbol: symbol.unwrap_or_default(), value: plan.output(node.index())[0] }
    });
    let terms = terms.collect();
    Explained { terms, lines: lines.into_iter().map(|(symbol, node)| (symbol, node.index())).collect() }
}

/// For each node, whether `output` is made of it.
fn needed(graph: &Graph, output: Node) -> Vec<bool> {
    let mut needed = vec![false; graph.len()];
    needed[output.index()] = true;
    for node in graph.nodes().rev().filter(|node| node.index() <= output.index()) {
        if needed[node.index()] {
            graph.arguments(node).for_each(|argument| needed[argument.index()] = true);
        }
    }
    needed
}
