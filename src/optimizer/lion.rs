//! Only the sign of a momentum.

use super::parts::Parts;
use super::stepper::blend;
use super::{Knob, NONE, Pace, Rule, Spec, Update, same, slot};
use crate::catalog::{BETA_1, BETA_2};
use crate::graph::Unary;
use crate::text::{line, text};

/// w ← w − α·sign(β₁·m + (1−β₁)·g), then m ← β₂·m + (1−β₂)·g. Chen et al. 2023. Every parameter moves by α in every step.
pub const SPEC: Spec = Spec {
    name: "lion",
    label: text("Lion", "Lion"),
    note: text(
        "Moves every parameter by exactly the learning rate, in the direction of its momentum's sign.",
        "只看动量的正负号：每个参数每一步都恰好移动一个学习率。",
    ),
    equation: line("w ← w − α·sign(β₁·m + (1−β₁)·g);  m ← β₂·m + (1−β₂)·g"),
    paper: line("Chen et al. (2023), Symbolic Discovery of Optimization Algorithms"),
    pace: Pace::Domain(0.003),
    knobs: &[Knob { setting: &BETA_1, usual: same(0.9) }, Knob { setting: &BETA_2, usual: same(0.99) }],
    weight_decay: NONE,
    keras: &Parts::KERAS,
    torch: None,
    sutskever: None,
    reference: None,
    slots: &[slot("m", "m")],
    rule: Rule::Each(|graph, t| {
        let direction = blend(graph, t.knobs[0], t.slots[0], t.g);
        let sign = graph.unary(Unary::Sign, direction);
        let step = graph.mul(t.lr, sign);
        let m = blend(graph, t.knobs[1], t.slots[0], t.g);
        Update { w: graph.sub(t.w, step), slots: vec![m], named: vec![("c", direction)] }
    }),
    stability: None,
};
