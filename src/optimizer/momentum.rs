//! Gradient descent with momentum.

use super::compose::push;
use super::parts::{Parts, Rate};
use super::{Knob, NONE, Pace, Rule, Spec, Stability, Terms, Update, same, slot};
use crate::catalog::{DAMPENING, MOMENTUM};
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
    knobs: KNOBS,
    weight_decay: NONE,
    keras: &Parts::KERAS,
    torch: Some(&Parts::TORCH),
    sutskever: None,
    reference: None,
    slots: &[slot("velocity", "v")],
    rule: Rule::Each(heavy_ball),
    // Polyak 1964: the roots of z² − (1 + β − αλ)·z + β leave the unit circle at αλ = 2(1 + β), with what is left of the
    // gradient for λ.
    stability: Some(Stability { bound: |parts, knobs| 2.0 * (1.0 + knobs[0]) / parts.share(knobs), scale: None }),
};

/// β, and d.
pub(super) const KNOBS: &[Knob] =
    &[Knob { setting: &MOMENTUM, usual: same(0.9) }, Knob { setting: &DAMPENING, usual: same(0.0) }];

/// The rule, for momentum and for whatever takes its gradient elsewhere.
pub(super) fn heavy_ball(graph: &mut Graph, t: &Terms) -> Update {
    let kept = graph.mul(t.knobs[0], t.slots[0]);
    let push = push(graph, t, t.knobs[0], t.knobs[1]);
    if t.parts.rate == Rate::Outside {
        let v = graph.add(kept, push);
        let step = graph.mul(t.lr, v);
        return Update::new(graph.sub(t.w, step), vec![v]);
    }
    let push = graph.mul(t.lr, push);
    let v = graph.sub(kept, push);
    Update::new(graph.add(t.w, v), vec![v])
}
