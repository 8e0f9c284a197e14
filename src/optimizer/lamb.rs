//! Adam whose steps are as long as a part of what they change.

use super::compose::{correction, size};
use super::joint::length;
use super::parts::{Decay, Parts};
use super::{NONE, Pace, Rule, Spec, Terms, Update, adam, slot};
use crate::graph::{Binary, Graph, Node};
use crate::text::{line, text};

/// u = m̂ / (√v̂ + ε), then w ← w − α·‖w‖/‖u‖·u, where m̂ and v̂ are Adam's, and the lengths are those of a tensor. You et al. 2020,
/// with the length itself for φ. Where w or u has no length, the ratio is 1. With a decay of its own, u = m̂ / (√v̂ + ε) + λ·w.
pub const SPEC: Spec = Spec {
    name: "lamb",
    label: text("LAMB", "LAMB"),
    note: text(
        "Adam whose step for each tensor is as long as the tensor itself, times the learning rate.",
        "Adam 的步子按每个张量自身的长度缩放：步长等于学习率乘以张量的长度。",
    ),
    equation: line("m ← β₁·m + (1−β₁)·g;  v ← β₂·v + (1−β₂)·g²;  u = m̂ / (√v̂ + ε);  w ← w − α·‖w‖/‖u‖·u"),
    paper: line("You et al. (2020), Large Batch Optimization for Deep Learning: Training BERT in 76 minutes"),
    pace: Pace::Fixed(0.01),
    knobs: adam::KNOBS,
    weight_decay: NONE,
    keras: &Parts::KERAS,
    torch: None,
    sutskever: None,
    reference: None,
    slots: &[slot("m", "m"), slot("v", "v")],
    rule: Rule::Tensor(rule),
    // A step has the length of α·‖w‖, whatever the curvature.
    stability: None,
};

fn rule(graph: &mut Graph, components: &[Terms]) -> Vec<Update> {
    let all: Vec<[Node; 5]> = components.iter().map(|terms| direction(graph, terms)).collect();
    let w: Vec<Node> = components.iter().map(|terms| terms.w).collect();
    let u: Vec<Node> = all.iter().map(|&[.., u]| u).collect();
    let (tensor, step) = (length(graph, &w), length(graph, &u));
    // ‖w‖/‖u‖, but 1 where w is 0, and a number where u is.
    let zero = graph.constant(0.0);
    let [begins, rests] = [tensor, step].map(|length| graph.binary(Binary::AtLeast, zero, length));
    let instead = graph.mul(begins, step);
    let (above, below) = (graph.add(tensor, instead), graph.add(step, rests));
    let ratio = graph.div(above, below);
    let updates = components.iter().zip(all).map(|(terms, [m, v, m_hat, v_hat, u])| {
        let rate = graph.mul(terms.lr, ratio);
        let step = graph.mul(rate, u);
        let named = vec![("m̂", m_hat), ("v̂", v_hat), ("u", u), ("r", ratio)];
        Update { w: graph.sub(terms.w, step), slots: vec![m, v], named }
    });
    updates.collect()
}

/// m, v, m̂, v̂ and u.
fn direction(graph: &mut Graph, t: &Terms) -> [Node; 5] {
    let (m, v) = adam::moments(graph, t);
    let (first, second) = (correction(graph, t, 0, t.knobs[0]), correction(graph, t, 1, t.knobs[1]));
    let (m_hat, v_hat) = (graph.div(m, first), graph.div(v, second));
    let size = size(graph, t, v_hat, t.knobs[2]);
    let mut u = graph.div(m_hat, size);
    if t.parts.decay == Decay::InStep
        && let Some(decay) = t.decay
    {
        let pull = graph.mul(decay, t.w);
        u = graph.add(u, pull);
    }
    [m, v, m_hat, v_hat, u]
}
