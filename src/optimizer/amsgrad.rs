//! Adam whose steps never grow again.

use super::adam::{BOUND, KNOBS, moments, scale, step};
use super::{Convention, NONE, Pace, Spec, Stability, Update, slot};
use crate::graph::Binary;
use crate::text::{line, text};

/// As Adam, with the largest v so far, v_max ← max(v_max, v), in place of v. Reddi et al. 2018.
pub const SPEC: Spec = Spec {
    name: "amsgrad",
    label: text("AMSGrad", "AMSGrad"),
    note: text(
        "Adam that divides by the largest mean square so far, so that it cannot speed up again by forgetting.",
        "除以迄今最大的均方值的 Adam，不会因为遗忘而重新加速。",
    ),
    equation: line(
        "m ← β₁·m + (1−β₁)·g;  v ← β₂·v + (1−β₂)·g²;  v_max ← max(v_max, v);  w ← w − α·√(1−β₂ᵗ)/(1−β₁ᵗ)·m / (√v_max + ε)",
    ),
    paper: line("Reddi, Kale & Kumar (2018), On the Convergence of Adam and Beyond"),
    pace: Pace::Domain(0.01),
    knobs: KNOBS,
    weight_decay: NONE,
    conventions: &[Convention::Torch],
    slots: &[slot("m", "m"), slot("v", "v"), slot("largest", "v_max")],
    rule: |graph, t| {
        let (m, v) = moments(graph, t);
        let largest = graph.binary(Binary::Max, t.slots[2], v);
        let Update { w, mut named, .. } = step(graph, t, m, largest);
        if let Some(hat) = named.get_mut(1) {
            hat.0 = "v̂_max";
        }
        Update { w, slots: vec![m, v, largest], named }
    },
    stability: Some(Stability {
        bound: BOUND,
        scale: Some(|convention, knobs, slots, t| scale(convention, knobs, slots[2], t)),
    }),
};
