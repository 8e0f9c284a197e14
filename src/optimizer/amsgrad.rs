//! Adam whose steps never grow again.

use super::adam::{BOUND, KNOBS, hatted, moments, scale, step};
use super::compose::correction;
use super::parts::{Largest, Parts};
use super::{NONE, Pace, Rule, Spec, Stability, Update, slot};
use crate::edition::FULL;
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
    keras: &Parts::KERAS,
    torch: Some(&Parts::TORCH),
    sutskever: None,
    reference: None,
    slots: &[slot("m", "m"), slot("v", "v"), slot("largest", "v_max")],
    rule: Rule::Each(|graph, t| {
        let (m, v) = moments(graph, t);
        if FULL && t.parts.largest == Largest::Corrected {
            let (first, second) = (correction(graph, t, 0, t.knobs[0]), correction(graph, t, 1, t.knobs[1]));
            let (m_hat, v_hat) = (graph.div(m, first), graph.div(v, second));
            let largest = graph.binary(Binary::Max, t.slots[2], v_hat);
            let Update { w, .. } = hatted(graph, t, m_hat, largest);
            return Update { w, slots: vec![m, v, largest], named: vec![("m̂", m_hat), ("v̂", v_hat)] };
        }
        let largest = graph.binary(Binary::Max, t.slots[2], v);
        let Update { w, mut named, .. } = step(graph, t, m, largest);
        if let Some(hat) = named.get_mut(1) {
            hat.0 = "v̂_max";
        }
        Update { w, slots: vec![m, v, largest], named }
    }),
    stability: Some(Stability {
        bound: BOUND,
        scale: Some(|parts, knobs, slots, t| {
            // What has been corrected before is not corrected again.
            let t = if parts.largest == Largest::Corrected { f64::INFINITY } else { t };
            scale(parts, knobs, slots[2], t)
        }),
    }),
};
