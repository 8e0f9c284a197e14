//! Momentum with a look ahead.

use super::compose::push;
use super::momentum::{KNOBS, heavy_ball};
use super::parts::{Ahead, Parts, Rate};
use super::{NONE, Pace, Rule, Spec, Stability, Terms, Update, slot};
use crate::edition::FULL;
use crate::graph::Graph;
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
    knobs: KNOBS,
    weight_decay: NONE,
    keras: &Parts::KERAS,
    torch: Some(&Parts::TORCH),
    sutskever: Some(&Parts::KERAS.ahead(Ahead::There)),
    reference: None,
    slots: &[slot("velocity", "v")],
    rule: Rule::Each(|graph, t| {
        if t.parts.ahead == Ahead::There {
            return heavy_ball(graph, t);
        }
        if FULL && t.parts.ahead == Ahead::Folded {
            return folded(graph, t);
        }
        let kept = graph.mul(t.knobs[0], t.slots[0]);
        let push = push(graph, t, t.knobs[0], t.knobs[1]);
        if t.parts.rate == Rate::Outside {
            let v = graph.add(kept, push);
            let more = graph.mul(t.knobs[0], v);
            let ahead = graph.add(t.g, more);
            let step = graph.mul(t.lr, ahead);
            return Update::new(graph.sub(t.w, step), vec![v]);
        }
        let push = graph.mul(t.lr, push);
        let v = graph.sub(kept, push);
        let mut ahead = graph.mul(t.knobs[0], v);
        let mut push = push;
        if FULL && t.parts.ahead == Ahead::Twice {
            ahead = graph.mul(t.knobs[0], ahead);
            let more = graph.mul(t.knobs[0], push);
            push = graph.add(push, more);
        }
        let step = graph.sub(ahead, push);
        Update::new(graph.add(t.w, step), vec![v])
    }),
    stability: Some(Stability {
        bound: |parts, knobs| {
            let (beta, share) = (knobs[0], parts.share(knobs));
            2.0 * (1.0 + beta)
                / match parts.ahead {
                    // A heavy ball's, with β² and (1 + β)·α.
                    Ahead::Folded => (1.0 + beta) * (1.0 + beta) / (1.0 + beta * beta),
                    // At each bound, z = −1 is a root.
                    Ahead::Twice => (1.0 + 2.0 * beta * (1.0 + beta)) * share,
                    _ if parts.rate == Rate::Outside => 1.0 + beta + beta * share,
                    // z² − (1 + β)(1 − αλ)·z + β·(1 − αλ) has that root where αλ = 2(1 + β)/(1 + 2β).
                    _ => (1.0 + 2.0 * beta) * share,
                }
        },
        scale: None,
    }),
};

/// v ← β²·v − (1+β)·α·g; w ← w + v
fn folded(graph: &mut Graph, t: &Terms) -> Update {
    let square = graph.powi(t.knobs[0], 2);
    let (kept, one) = (graph.mul(square, t.slots[0]), graph.constant(1.0));
    let factor = graph.add(one, t.knobs[0]);
    let rate = graph.mul(factor, t.lr);
    let push = graph.mul(rate, t.g);
    let v = graph.sub(kept, push);
    Update::new(graph.add(t.w, v), vec![v])
}

/// The form that looks ahead takes its gradient at w + β·v: this gives β and v, by their places among the knobs and slots of
/// every optimizer that has the form; nothing for other forms.
pub fn look_ahead<'a, K: Copy, V>(parts: &Parts, knobs: &[K], slots: &'a [V]) -> Option<(K, &'a V)> {
    (parts.ahead == Ahead::There).then(|| (knobs[0], &slots[0]))
}
