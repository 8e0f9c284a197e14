//! Adam with Nesterov's look ahead.

use super::adam::{KNOBS, moments};
use super::stepper::{root, shortfall};
use super::{Convention, NONE, Pace, Slot, Spec, Stability, Update, slot};
use crate::graph::Node;
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
    conventions: &[Convention::Torch],
    slots: &[slot("m", "m"), slot("v", "v"), Slot { name: "product", symbol: "p", initial: |_| 1.0 }],
    rule: |graph, t| {
        let (m, v) = moments(graph, t);
        let one = graph.constant(1.0);
        let next = graph.add(t.t, one);
        let [mu, mu_next] = [t.t, next].map(|step: Node| {
            let slow = graph.constant(if t.torch() { 0.004 } else { 1.0 });
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
        let m_hat = graph.add(past, now);
        let short = shortfall(graph, t.knobs[1], t.t);
        let v_hat = graph.div(v, short);
        let root = root(graph, v_hat);
        let size = graph.add(root, t.knobs[2]);
        let push = graph.mul(t.lr, m_hat);
        let step = graph.div(push, size);
        let named = vec![("μₜ", mu), ("μₜ₊₁", mu_next), ("m̂", m_hat), ("v̂", v_hat)];
        Update { w: graph.sub(t.w, step), slots: vec![m, v, product], named }
    },
    stability: Some(Stability {
        // Nesterov's bound with (1 − β₁)·α for a rate.
        bound: |knobs| 2.0 * (1.0 + knobs[0]) / ((1.0 + 2.0 * knobs[0]) * (1.0 - knobs[0])),
        scale: Some(|_, knobs, slots, t| 1.0 / ((slots[1] / (1.0 - libm::pow(knobs[1], t))).sqrt() + knobs[2])),
    }),
};
