//! Gradient descent with momentum.

use super::{Spec, Update};
use crate::catalog::{MOMENTUM, line, text};

/// v ← β·v − α·g, then w ← w + v. Polyak 1964; the form with the learning rate inside the velocity is that of Keras and of
/// Sutskever et al. 2013.
pub const SPEC: Spec = Spec {
    name: "momentum",
    label: text("Momentum", "动量"),
    note: text(
        "Keeps a velocity, so it rolls through small dips and along ravines.",
        "带着速度前进，能滚过小坑，也能顺着峡谷滚下去。",
    ),
    equation: line("v ← β·v − α·g;  w ← w + v"),
    paper: line("Polyak (1964), Some methods of speeding up the convergence of iteration methods"),
    knobs: &[&MOMENTUM],
    slots: &["velocity"],
    rule: |graph, t| {
        let (kept, push) = (graph.mul(t.knobs[0], t.slots[0]), graph.mul(t.lr, t.g));
        let v = graph.sub(kept, push);
        Update { w: graph.add(t.w, v), slots: vec![v] }
    },
};
