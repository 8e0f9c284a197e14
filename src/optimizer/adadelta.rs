//! Steps measured by earlier steps.

use super::parts::{Order, Parts};
use super::stepper::{blend, root};
use super::{Knob, NONE, Pace, Rule, Spec, Stability, Update, Usual, slot};
use crate::catalog::{EPSILON, RHO};
use crate::text::{line, text};

/// s ← ρ·s + (1−ρ)·g², Δ = g·√(d + ε) / √(s + ε), d ← ρ·d + (1−ρ)·Δ², then w ← w − α·Δ. Zeiler 2012, where α = 1. PyTorch's
/// rule is the same, with other values to begin with.
pub const SPEC: Spec = Spec {
    name: "adadelta",
    label: text("Adadelta", "Adadelta"),
    note: text(
        "Measures its steps by earlier steps, so it needs no learning rate; it begins very slowly.",
        "用过去的步长来定现在的步长，不需要学习率，但起步很慢。",
    ),
    equation: line("s ← ρ·s + (1−ρ)·g²;  Δ = g·√(d + ε) / √(s + ε);  d ← ρ·d + (1−ρ)·Δ²;  w ← w − α·Δ"),
    paper: line("Zeiler (2012), ADADELTA: An Adaptive Learning Rate Method"),
    pace: Pace::Fixed(1.0),
    knobs: &[
        Knob { setting: &RHO, usual: Usual { keras: 0.95, torch: 0.9 } },
        Knob { setting: &EPSILON, usual: Usual { keras: 1e-7, torch: 1e-6 } },
    ],
    weight_decay: NONE,
    keras: &Parts::KERAS,
    torch: Some(&Parts::TORCH),
    sutskever: None,
    reference: None,
    slots: &[slot("square", "s"), slot("step", "d")],
    rule: Rule::Each(|graph, t| {
        let [rho, epsilon] = [t.knobs[0], t.knobs[1]];
        let square = graph.powi(t.g, 2);
        let s = blend(graph, rho, t.slots[0], square);
        let measure = if t.parts.order == Order::Old { t.slots[0] } else { s };
        let [past, size] = [t.slots[1], measure].map(|mean| {
            let inside = graph.add(mean, epsilon);
            root(graph, inside)
        });
        let push = graph.mul(t.g, past);
        let delta = graph.div(push, size);
        let square = graph.powi(delta, 2);
        let d = blend(graph, rho, t.slots[1], square);
        let step = graph.mul(t.lr, delta);
        Update { w: graph.sub(t.w, step), slots: vec![s, d], named: vec![("Δ", delta)] }
    }),
    stability: Some(Stability {
        bound: |_, _| 2.0,
        scale: Some(|_, knobs, slots, _| ((slots[1] + knobs[1]) / (slots[0] + knobs[1])).sqrt()),
    }),
};
