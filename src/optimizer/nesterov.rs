//! Momentum with a look ahead.

use super::{Spec, Update};
use crate::catalog::{MOMENTUM, line, text};

/// v ← β·v − α·g, then w ← w + β·v − α·g. Nesterov 1983, in the form of Keras (Bengio et al. 2012), in which w is the
/// point ahead, where the gradient is taken.
pub const SPEC: Spec = Spec {
    name: "nesterov",
    label: text("Nesterov", "Nesterov"),
    note: text(
        "Momentum that looks at the slope ahead, and so brakes earlier.",
        "先看前方的坡度再走的动量法，因此刹车更早。",
    ),
    equation: line("v ← β·v − α·g;  w ← w + β·v − α·g"),
    paper: line("Nesterov (1983), A method for solving the convex programming problem with convergence rate O(1/k²)"),
    knobs: &[&MOMENTUM],
    slots: &["velocity"],
    rule: |graph, t| {
        let (kept, push) = (graph.mul(t.knobs[0], t.slots[0]), graph.mul(t.lr, t.g));
        let v = graph.sub(kept, push);
        let ahead = graph.mul(t.knobs[0], v);
        let step = graph.sub(ahead, push);
        Update { w: graph.add(t.w, step), slots: vec![v] }
    },
};
