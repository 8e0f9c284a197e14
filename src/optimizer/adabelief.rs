//! Adam that measures by how far a gradient is from what was expected.

use super::adam::{BOUND, scale};
use super::compose::{correction, size};
use super::parts::Parts;
use super::stepper::blend;
use super::{Knob, NONE, Pace, Rule, Spec, Stability, Update, same, slot};
use crate::catalog::{BETA_1, BETA_2, EPSILON, VARIANCE_EPSILON};
use crate::text::{line, text};

/// m ← β₁·m + (1−β₁)·g, s ← β₂·s + (1−β₂)·(g−m)² + ε_s, then w ← w − α·m̂ / (√ŝ + ε) with m̂ = m/(1−β₁ᵗ), ŝ = s/(1−β₂ᵗ). Zhuang et
/// al. 2020, who have one ε for both; Optax has two.
pub const SPEC: Spec = Spec {
    name: "adabelief",
    label: text("AdaBelief", "AdaBelief"),
    note: text(
        "Adam whose steps are divided by how far gradients are from their mean: long where they are as expected, short where they surprise.",
        "把步长除以梯度偏离其平均值的程度的 Adam：梯度符合预期时步子大，出乎意料时步子小。",
    ),
    equation: line(
        "m ← β₁·m + (1−β₁)·g;  s ← β₂·s + (1−β₂)·(g−m)² + ε_s;  m̂ = m/(1−β₁ᵗ);  ŝ = s/(1−β₂ᵗ);  w ← w − α·m̂ / (√ŝ + ε)",
    ),
    paper: line("Zhuang et al. (2020), AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients"),
    pace: Pace::Domain(0.01),
    knobs: &[
        Knob { setting: &BETA_1, usual: same(0.9) },
        Knob { setting: &BETA_2, usual: same(0.999) },
        Knob { setting: &EPSILON, usual: same(1e-16) },
        Knob { setting: &VARIANCE_EPSILON, usual: same(1e-16) },
    ],
    weight_decay: NONE,
    keras: &Parts::TORCH,
    torch: None,
    sutskever: None,
    reference: Some("optax"),
    slots: &[slot("m", "m"), slot("s", "s")],
    rule: Rule::Each(|graph, t| {
        let m = blend(graph, t.knobs[0], t.slots[0], t.g);
        let surprise = graph.sub(t.g, m);
        let square = graph.powi(surprise, 2);
        let s = blend(graph, t.knobs[1], t.slots[1], square);
        let s = graph.add(s, t.knobs[3]);
        let (first, second) = (correction(graph, t, 0, t.knobs[0]), correction(graph, t, 1, t.knobs[1]));
        let (m_hat, s_hat) = (graph.div(m, first), graph.div(s, second));
        let size = size(graph, t, s_hat, t.knobs[2]);
        let push = graph.mul(t.lr, m_hat);
        let step = graph.div(push, size);
        Update { w: graph.sub(t.w, step), slots: vec![m, s], named: vec![("m̂", m_hat), ("ŝ", s_hat)] }
    }),
    stability: Some(Stability { bound: BOUND, scale: Some(|parts, knobs, slots, t| scale(parts, knobs, slots[1], t)) }),
};
