//! Gradient descent with momentum.

use super::{Convention, Knob, NONE, Pace, Spec, Stability, Terms, Update, same, slot};
use crate::catalog::MOMENTUM;
use crate::graph::Graph;
use crate::text::{line, text};

/// v ← β·v − α·g, then w ← w + v. Polyak 1964; the form with the learning rate inside the velocity is that of Keras and of
/// Sutskever et al. 2013. In PyTorch's, v ← β·v + g, then w ← w − α·v: the same as long as α is, but a change of rate
/// takes hold at once.
pub const SPEC: Spec = Spec {
    name: "momentum",
    label: text("Momentum", "动量"),
    note: text(
        "Keeps a velocity, so it rolls through small dips and along ravines.",
        "带着速度前进，能滚过小坑，也能顺着峡谷滚下去。",
    ),
    equation: line("v ← β·v − α·g;  w ← w + v"),
    paper: line("Polyak (1964), Some methods of speeding up the convergence of iteration methods"),
    pace: Pace::Gradient,
    knobs: &[Knob { setting: &MOMENTUM, usual: same(0.9) }],
    weight_decay: NONE,
    conventions: &[Convention::Torch],
    slots: &[slot("velocity", "v")],
    rule: heavy_ball,
    // Polyak 1964: the roots of z² − (1 + β − αλ)·z + β leave the unit circle at αλ = 2(1 + β).
    stability: Some(Stability { bound: |knobs| 2.0 * (1.0 + knobs[0]), scale: None }),
};

/// The rule, for momentum and for whatever takes its gradient elsewhere.
pub(super) fn heavy_ball(graph: &mut Graph, t: &Terms) -> Update {
    let kept = graph.mul(t.knobs[0], t.slots[0]);
    if t.torch() {
        let v = graph.add(kept, t.g);
        let step = graph.mul(t.lr, v);
        return Update::new(graph.sub(t.w, step), vec![v]);
    }
    let push = graph.mul(t.lr, t.g);
    let v = graph.sub(kept, push);
    Update::new(graph.add(t.w, v), vec![v])
}
