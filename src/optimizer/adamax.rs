//! Adam with the largest instead of the mean square.

use super::adam::{BOUND, KNOBS};
use super::compose::correction;
use super::parts::{Epsilon, Parts};
use super::stepper::blend;
use super::{NONE, Pace, Rule, Spec, Stability, Update, slot};
use crate::edition::FULL;
use crate::graph::{Binary, Unary};
use crate::text::{line, text};

/// m ← β₁·m + (1−β₁)·g, u ← max(β₂·u, |g|), then w ← w − α/(1−β₁ᵗ)·m / (u + ε). Kingma & Ba 2015, section 7.1. PyTorch adds ε to
/// |g| instead.
pub const SPEC: Spec = Spec {
    name: "adamax",
    label: text("Adamax", "Adamax"),
    note: text(
        "Adam that divides by the largest recent gradient instead of a mean.",
        "用近期最大的梯度（而不是平均值）来归一化的 Adam。",
    ),
    equation: line("m ← β₁·m + (1−β₁)·g;  u ← max(β₂·u, |g|);  w ← w − α/(1−β₁ᵗ)·m / (u + ε)"),
    paper: line("Kingma & Ba (2015), Adam: A Method for Stochastic Optimization"),
    pace: Pace::Domain(0.01),
    knobs: KNOBS,
    weight_decay: NONE,
    keras: &Parts::KERAS,
    torch: Some(&Parts::TORCH.epsilon(Epsilon::WithGradient)),
    sutskever: None,
    reference: None,
    slots: &[slot("m", "m"), slot("u", "u")],
    rule: Rule::Each(|graph, t| {
        let [beta_1, beta_2, epsilon] = [t.knobs[0], t.knobs[1], t.knobs[2]];
        let m = blend(graph, beta_1, t.slots[0], t.g);
        let mut kept = graph.mul(beta_2, t.slots[1]);
        let mut size = graph.unary(Unary::Abs, t.g);
        match t.parts.epsilon {
            Epsilon::WithGradient => size = graph.add(size, epsilon),
            Epsilon::WithKept if FULL => kept = graph.add(kept, epsilon),
            _ => {}
        }
        let u = graph.binary(Binary::Max, kept, size);
        let divisor = if t.parts.epsilon == Epsilon::Beside { graph.add(u, epsilon) } else { u };
        let short = correction(graph, t, 0, beta_1);
        let rate = graph.div(t.lr, short);
        let push = graph.mul(rate, m);
        let step = graph.div(push, divisor);
        Update { w: graph.sub(t.w, step), slots: vec![m, u], named: vec![("α̂", rate)] }
    }),
    stability: Some(Stability {
        bound: BOUND,
        scale: Some(|parts, knobs, slots, _| {
            let epsilon = if parts.epsilon == Epsilon::Beside { knobs[2] } else { 0.0 };
            1.0 / (slots[1] + epsilon)
        }),
    }),
};
