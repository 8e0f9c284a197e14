//! Adam that finds its learning rate by itself.

use super::compose::correction;
use super::parts::{Decay, Parts};
use super::stepper::{blend, root};
use super::{Knob, NONE, Pace, Point, Rule, Spec, Terms, Update, same, slot, slot_at, slot_from};
use crate::catalog::{BETA_1, BETA_2, DISTANCE_FACTOR, EPSILON, FIRST_DISTANCE};
use crate::graph::{Binary, Graph, Node, Unary};
use crate::text::{line, text};

/// d estimates how far the start w₀ is from the minimum, and never falls: with α̂ = d·α and β₃ = √β₂,
/// m ← β₁·m + (1−β₁)·d·g, v ← β₂·v + (1−β₂)·d²·g², n ← β₃·n + d/d₀·α̂·Σg·(w₀−w), s ← β₃·s + d/d₀·α̂·g,
/// d ← max(d, k·n/Σ|s|), then w ← w − α̂·m / (√v + d·ε). Mishchenko & Defazio 2024. Optax corrects the means, in the rate
/// α̂ = d·α·√(1−β₂ᵗ)/(1−β₁ᵗ); prodigyopt does if it is told to. A decay is λ·w in the step.
pub const SPEC: Spec = Spec {
    name: "prodigy",
    label: text("Prodigy", "Prodigy"),
    note: text(
        "Adam that estimates its own learning rate, from how far the run has come from its start; leave the rate at 1.",
        "自己估计学习率的 Adam，依据是离起点走了多远；学习率保持为 1 即可。",
    ),
    equation: line(
        "α̂ = d·α·√(1−β₂ᵗ)/(1−β₁ᵗ);  m ← β₁·m + (1−β₁)·d·g;  v ← β₂·v + (1−β₂)·d²·g²;  n ← √β₂·n + d/d₀·α̂·Σg·(w₀−w);  s ← √β₂·s + d/d₀·α̂·g;  d ← max(d, k·n/Σ|s|);  w ← w − α̂·m / (√v + d·ε)",
    ),
    paper: line("Mishchenko & Defazio (2024), Prodigy: An Expeditiously Adaptive Parameter-Free Learner"),
    pace: Pace::Fixed(1.0),
    knobs: &[
        Knob { setting: &BETA_1, usual: same(0.9) },
        Knob { setting: &BETA_2, usual: same(0.999) },
        Knob { setting: &EPSILON, usual: same(1e-8) },
        Knob { setting: &FIRST_DISTANCE, usual: same(1e-6) },
        Knob { setting: &DISTANCE_FACTOR, usual: same(1.0) },
    ],
    weight_decay: NONE,
    keras: &Parts::TORCH,
    torch: None,
    sutskever: None,
    reference: Some("optax"),
    // d and n are one number each, beside every parameter.
    slots: &[
        slot("m", "m"),
        slot("v", "v"),
        slot("s", "s"),
        slot("numerator", "n"),
        slot_from("distance", "d", |knobs, _| knobs[3]),
        slot_at("start", "w₀", Point::Helper),
    ],
    rule: Rule::Model(rule),
    // Its rate is its own.
    stability: None,
};

/// What a component has of the estimate before d is known.
struct Estimate {
    distance: Node,
    rate: Node,
    numerator: Node,
    s: Node,
}

fn rule(graph: &mut Graph, components: &[Terms]) -> Vec<Update> {
    // Of components that are numbers, the first has what is one number.
    let is_shared = components.iter().all(|terms| graph.shape(terms.w).is_empty());
    let common = |at: usize| &components[if is_shared { 0 } else { at }];
    let agreement: Vec<Node> = components.iter().map(|terms| agreement(graph, terms)).collect();
    let agreement = total(graph, &agreement);
    let estimates: Vec<Estimate> =
        components.iter().enumerate().map(|(at, terms)| estimate(graph, terms, common(at), agreement)).collect();
    let sizes: Vec<Node> = estimates.iter().map(|estimate| graph.unary(Unary::Abs, estimate.s)).collect();
    let sizes = total(graph, &sizes);
    // Where nothing has moved, both are 0.
    let zero = graph.constant(0.0);
    let rests = graph.binary(Binary::AtLeast, zero, sizes);
    let sizes = graph.add(sizes, rests);
    let updates = components.iter().zip(estimates).map(|(terms, estimate)| step(graph, terms, &estimate, sizes));
    updates.collect()
}

/// g·(w₀−w), of each parameter.
fn agreement(graph: &mut Graph, t: &Terms) -> Node {
    let way = graph.sub(t.slots[5], t.w);
    graph.mul(t.g, way)
}

/// The sum over all elements of all components.
fn total(graph: &mut Graph, components: &[Node]) -> Node {
    let sums: Vec<Node> = components.iter().map(|&x| graph.sum(x, &[])).collect();
    sums.into_iter().reduce(|a, b| graph.add(a, b)).unwrap_or_else(|| graph.constant(0.0))
}

fn estimate(graph: &mut Graph, t: &Terms, common: &Terms, agreement: Node) -> Estimate {
    let distance = common.slots[4];
    let rate = graph.mul(distance, t.lr);
    let (first, second) = (correction(graph, t, 0, t.knobs[0]), correction(graph, t, 1, t.knobs[1]));
    let second = root(graph, second);
    let bias = graph.div(second, first);
    let rate = graph.mul(rate, bias);
    let keep = root(graph, t.knobs[1]);
    let relative = graph.div(distance, t.knobs[3]);
    let weight = graph.mul(relative, rate);
    let (old, new) = (graph.mul(keep, common.slots[3]), graph.mul(weight, agreement));
    let numerator = graph.add(old, new);
    let (old, new) = (graph.mul(keep, t.slots[2]), graph.mul(weight, t.g));
    Estimate { distance, rate, numerator, s: graph.add(old, new) }
}

fn step(graph: &mut Graph, t: &Terms, estimate: &Estimate, sizes: Node) -> Update {
    let &Estimate { distance, rate, numerator, s } = estimate;
    let above = graph.mul(t.knobs[4], numerator);
    let reached = graph.div(above, sizes);
    let next = graph.binary(Binary::Max, distance, reached);
    let scaled = graph.mul(distance, t.g);
    let square = graph.powi(scaled, 2);
    let m = blend(graph, t.knobs[0], t.slots[0], scaled);
    let v = blend(graph, t.knobs[1], t.slots[1], square);
    let (size, least) = (root(graph, v), graph.mul(next, t.knobs[2]));
    let size = graph.add(size, least);
    let mut push = graph.div(m, size);
    if t.parts.decay == Decay::InStep
        && let Some(decay) = t.decay
    {
        let pull = graph.mul(decay, t.w);
        push = graph.add(push, pull);
    }
    let step = graph.mul(rate, push);
    let slots = vec![m, v, s, numerator, next, t.slots[5]];
    Update { w: graph.sub(t.w, step), slots, named: vec![("α̂", rate)] }
}
