//! Momentum, measured by the size of recent gradients.

use super::compose::{correction, size};
use super::parts::{Correction, Parts};
use super::stepper::{blend, root};
use super::{Knob, MOST_KNOBS, NONE, Pace, Rule, Spec, Stability, Terms, Update, Usual, same, slot};
use crate::catalog::{BETA_1, BETA_2, EPSILON};
use crate::edition::FULL;
use crate::graph::{Graph, Node};
use crate::text::{line, text};

/// m ← β₁·m + (1−β₁)·g, v ← β₂·v + (1−β₂)·g², then w ← w − α·√(1−β₂ᵗ)/(1−β₁ᵗ)·m / (√v + ε). Kingma & Ba 2015, by Keras in the
/// form at the end of its section 2. PyTorch: algorithm 1, w ← w − α·m̂ / (√v̂ + ε) with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ): there ε
/// is not scaled.
pub const SPEC: Spec = Spec {
    name: "adam",
    label: text("Adam", "Adam"),
    note: text(
        "Momentum whose steps are divided by the size of recent gradients, with both means corrected for starting at zero.",
        "动量除以近期梯度的大小，并修正两个平均值从零开始的偏差。",
    ),
    equation: line("m ← β₁·m + (1−β₁)·g;  v ← β₂·v + (1−β₂)·g²;  w ← w − α·√(1−β₂ᵗ)/(1−β₁ᵗ)·m / (√v + ε)"),
    paper: line("Kingma & Ba (2015), Adam: A Method for Stochastic Optimization"),
    pace: Pace::Domain(0.01),
    knobs: KNOBS,
    weight_decay: NONE,
    keras: &Parts::KERAS,
    torch: Some(&Parts::TORCH),
    sutskever: None,
    reference: None,
    slots: &[slot("m", "m"), slot("v", "v")],
    rule: Rule::Each(|graph, t| {
        let (m, v) = moments(graph, t);
        let mut update = step(graph, t, m, v);
        update.slots = vec![m, v];
        update
    }),
    stability: Some(Stability { bound: BOUND, scale: Some(|parts, knobs, slots, t| scale(parts, knobs, slots[1], t)) }),
};

/// β₁, β₂, ε.
pub(super) const KNOBS: &[Knob] = &[
    Knob { setting: &BETA_1, usual: same(0.9) },
    Knob { setting: &BETA_2, usual: same(0.999) },
    Knob { setting: &EPSILON, usual: Usual { keras: 1e-7, torch: 1e-8 } },
];

/// Momentum with (1 − β₁)·α for a rate: Cohen et al. 2022, Adaptive Gradient Methods at the Edge of Stability.
/// With the constant correction 1 − β₁ it is momentum with α itself.
pub(super) const BOUND: fn(&Parts, &[f64; MOST_KNOBS]) -> f64 = |parts, knobs| {
    let share = if parts.corrections[0] == Correction::Constant { 1.0 } else { 1.0 - knobs[0] };
    2.0 * (1.0 + knobs[0]) / share
};

/// The new m and v.
pub(super) fn moments(graph: &mut Graph, t: &Terms) -> (Node, Node) {
    let square = graph.powi(t.g, 2);
    let first = fading(graph, t);
    (blend(graph, first, t.slots[0], t.g), blend(graph, t.knobs[1], t.slots[1], square))
}

/// β₁ of this step.
fn fading(graph: &mut Graph, t: &Terms) -> Node {
    if !FULL || t.parts.fading == 1.0 {
        return t.knobs[0];
    }
    let (one, factor) = (graph.constant(1.0), graph.constant(t.parts.fading));
    let before = graph.sub(t.t, one);
    let power = graph.pow(factor, before);
    graph.mul(t.knobs[0], power)
}

/// The step by m, measured by v. Its slots are the caller's to fill in.
pub(super) fn step(graph: &mut Graph, t: &Terms, m: Node, v: Node) -> Update {
    let beta = if t.parts.corrections[0] == Correction::Constant { fading(graph, t) } else { t.knobs[0] };
    let (first, second) = (correction(graph, t, 0, beta), correction(graph, t, 1, t.knobs[1]));
    if t.parts.hats {
        let (m, v) = (graph.div(m, first), graph.div(v, second));
        return hatted(graph, t, m, v);
    }
    let correction = root(graph, second);
    let rate = graph.mul(t.lr, correction);
    let rate = graph.div(rate, first);
    let push = graph.mul(rate, m);
    let size = size(graph, t, v, t.knobs[2]);
    let step = graph.div(push, size);
    Update { w: graph.sub(t.w, step), slots: Vec::new(), named: vec![("α̂", rate)] }
}

/// The step by m̂, measured by v̂.
pub(super) fn hatted(graph: &mut Graph, t: &Terms, m: Node, v: Node) -> Update {
    let size = size(graph, t, v, t.knobs[2]);
    let push = graph.mul(t.lr, m);
    let step = graph.div(push, size);
    Update { w: graph.sub(t.w, step), slots: Vec::new(), named: vec![("m̂", m), ("v̂", v)] }
}

/// 1 / (√v̂ + ε), where ε beside a v that is corrected in the rate is one beside √v.
pub(super) fn scale(parts: &Parts, knobs: &[f64; MOST_KNOBS], v: f64, t: f64) -> f64 {
    let short = parts.correction(1, knobs[1], t).sqrt();
    let epsilon = if parts.hats { knobs[2] * short } else { knobs[2] };
    short / (v.sqrt() + epsilon)
}
