//! Adam with Nesterov's look ahead.

use super::adam::{KNOBS, moments};
use super::compose::{correction, size};
use super::parts::{Ahead, Parts};
use super::{NONE, Pace, Rule, Spec, Stability, Terms, Update, slot, slot_from};
use crate::edition::FULL;
use crate::graph::{Graph, Node};
use crate::text::{line, text};

/// Dozat 2016: m and v as in Adam; μₜ = β₁·(1 − ½·0.96ᵗ) is a momentum that rises, p the product of all μ so far;
/// m̂ = μₜ₊₁·m/(1 − p·μₜ₊₁) + (1−μₜ)·g/(1−p), then w ← w − α·m̂ / (√v̂ + ε). In PyTorch the power is of 0.004·t, so that μ
/// rises 250 times more slowly.
pub const SPEC: Spec = Spec {
    name: "nadam",
    label: text("Nadam", "Nadam"),
    note: text("Adam whose momentum looks ahead, as Nesterov's does.", "像 Nesterov 那样带前瞻的 Adam。"),
    equation: line(
        "m ← β₁·m + (1−β₁)·g;  v ← β₂·v + (1−β₂)·g²;  μₜ = β₁·(1 − ½·0.96ᵗ);  p ← p·μₜ;  m̂ = μₜ₊₁·m/(1 − p·μₜ₊₁) + (1−μₜ)·g/(1−p);  w ← w − α·m̂ / (√v̂ + ε)",
    ),
    paper: line("Dozat (2016), Incorporating Nesterov Momentum into Adam"),
    pace: Pace::Domain(0.01),
    knobs: KNOBS,
    weight_decay: NONE,
    keras: &Parts::KERAS.ahead(Ahead::Dozat(1.0)),
    torch: Some(&Parts::TORCH.ahead(Ahead::Dozat(0.004))),
    sutskever: None,
    reference: None,
    slots: &[slot("m", "m"), slot("v", "v"), slot_from("product", "p", |_, _| 1.0)],
    rule: Rule::Each(|graph, t| {
        let (m, v) = moments(graph, t);
        let Momentum { m_hat, product, mut named } = match t.parts.ahead {
            Ahead::Dozat(pace) => rising(graph, t, m, pace),
            ahead if FULL => corrected(graph, t, m, ahead == Ahead::Next),
            _ => rising(graph, t, m, 1.0),
        };
        let short = correction(graph, t, 1, t.knobs[1]);
        let v_hat = graph.div(v, short);
        let size = size(graph, t, v_hat, t.knobs[2]);
        let push = graph.mul(t.lr, m_hat);
        let step = graph.div(push, size);
        named.extend([("m̂", m_hat), ("v̂", v_hat)]);
        Update { w: graph.sub(t.w, step), slots: vec![m, v, product], named }
    }),
    stability: Some(Stability {
        // Nesterov's bound with (1 − β₁)·α for a rate.
        bound: |_, knobs| 2.0 * (1.0 + knobs[0]) / ((1.0 + 2.0 * knobs[0]) * (1.0 - knobs[0])),
        scale: Some(|_, knobs, slots, t| 1.0 / ((slots[1] / (1.0 - libm::pow(knobs[1], t))).sqrt() + knobs[2])),
    }),
};

/// m̂, the product of the momenta, and what has a letter.
pub(super) struct Momentum {
    pub m_hat: Node,
    product: Node,
    named: Vec<(&'static str, Node)>,
}

/// By a momentum that rises in steps of ψ.
fn rising(graph: &mut Graph, t: &Terms, m: Node, pace: f64) -> Momentum {
    let one = graph.constant(1.0);
    let next = graph.add(t.t, one);
    let [mu, mu_next] = [t.t, next].map(|step: Node| {
        let slow = graph.constant(pace);
        let (time, base, half) = (graph.mul(step, slow), graph.constant(0.96), graph.constant(0.5));
        let power = graph.pow(base, time);
        let missing = graph.mul(half, power);
        let share = graph.sub(one, missing);
        graph.mul(t.knobs[0], share)
    });
    let product = graph.mul(t.slots[2], mu);
    let product_next = graph.mul(product, mu_next);
    let (short, short_next) = (graph.sub(one, product), graph.sub(one, product_next));
    let past = graph.mul(mu_next, m);
    let past = graph.div(past, short_next);
    let rest = graph.sub(one, mu);
    let now = graph.mul(rest, t.g);
    let now = graph.div(now, short);
    Momentum { m_hat: graph.add(past, now), product, named: vec![("μₜ", mu), ("μₜ₊₁", mu_next)] }
}

/// By β₁ itself: β₁·m and (1−β₁)·g, each corrected; the first of them by the next step's correction or by this one's.
pub(super) fn corrected(graph: &mut Graph, t: &Terms, m: Node, next: bool) -> Momentum {
    let (beta, one) = (t.knobs[0], graph.constant(1.0));
    let short = correction(graph, t, 0, beta);
    let short_next = if next {
        let after = graph.add(t.t, one);
        correction(graph, &Terms { t: after, ..*t }, 0, beta)
    } else {
        short
    };
    let past = graph.mul(beta, m);
    let past = graph.div(past, short_next);
    let rest = graph.sub(one, beta);
    let now = graph.mul(rest, t.g);
    let now = graph.div(now, short);
    Momentum { m_hat: graph.add(past, now), product: t.slots[2], named: Vec::new() }
}
