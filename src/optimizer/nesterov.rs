//! Momentum with a look ahead.

use super::momentum::heavy_ball;
use super::{Convention, Knob, NONE, Pace, Spec, Stability, Update, same, slot};
use crate::catalog::MOMENTUM;
use crate::text::{line, text};

/// v ← β·v − α·g, then w ← w + β·v − α·g. Nesterov 1983, in the form of Keras (Bengio et al. 2012), in which w is the
/// point ahead, where the gradient is taken. PyTorch: v ← β·v + g, then w ← w − α·(g + β·v). Sutskever et al. 2013:
/// v ← β·v − α·∇L(w + β·v), then w ← w + v: the same run, seen from the point that looks ahead.
pub const SPEC: Spec = Spec {
    name: "nesterov",
    label: text("Nesterov", "Nesterov"),
    note: text(
        "Momentum that looks at the slope ahead, and so brakes earlier.",
        "先看前方的坡度再走的动量法，因此刹车更早。",
    ),
    equation: line("v ← β·v − α·g;  w ← w + β·v − α·g"),
    paper: line("Nesterov (1983), A method for solving the convex programming problem with convergence rate O(1/k²)"),
    pace: Pace::Gradient,
    knobs: &[Knob { setting: &MOMENTUM, usual: same(0.9) }],
    weight_decay: NONE,
    conventions: &[Convention::Torch, Convention::Sutskever],
    slots: &[slot("velocity", "v")],
    rule: |graph, t| {
        if t.convention == Convention::Sutskever {
            return heavy_ball(graph, t);
        }
        let kept = graph.mul(t.knobs[0], t.slots[0]);
        if t.torch() {
            let v = graph.add(kept, t.g);
            let more = graph.mul(t.knobs[0], v);
            let ahead = graph.add(t.g, more);
            let step = graph.mul(t.lr, ahead);
            return Update::new(graph.sub(t.w, step), vec![v]);
        }
        let push = graph.mul(t.lr, t.g);
        let v = graph.sub(kept, push);
        let ahead = graph.mul(t.knobs[0], v);
        let step = graph.sub(ahead, push);
        Update::new(graph.add(t.w, step), vec![v])
    },
    // z² − (1 + β)(1 − αλ)·z + β·(1 − αλ) has a root at −1 where αλ = 2(1 + β)/(1 + 2β).
    stability: Some(Stability { bound: |knobs| 2.0 * (1.0 + knobs[0]) / (1.0 + 2.0 * knobs[0]), scale: None }),
};

/// The form that looks ahead takes its gradient at w + β·v: this gives β and v, by their places among the knobs and slots of
/// every optimizer that has the form; nothing for other forms.
pub fn look_ahead<'a, K: Copy, V>(convention: Convention, knobs: &[K], slots: &'a [V]) -> Option<(K, &'a V)> {
    (convention == Convention::Sutskever).then(|| (knobs[0], &slots[0]))
}
