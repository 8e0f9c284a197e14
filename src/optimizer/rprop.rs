//! Steps that grow while the gradient keeps its sign.

use super::parts::{Parts, Turn};
use super::{Knob, NONE, Pace, Rule, Spec, Update, same, slot};
use crate::catalog::{ETA_MINUS, ETA_PLUS, LARGEST_STEP, SMALLEST_STEP};
use crate::graph::{Binary, Unary};
use crate::text::{line, text};

/// Each parameter has a step Δ of its own, which begins with α: it grows by η₊ while its gradient keeps its sign, and shrinks
/// by η₋ when that changes; then w ← w − Δ·sign(g). Riedmiller & Braun 1993. Where the sign has changed, PyTorch stays
/// for a step, and takes the gradient for 0 in the next comparison (iRprop− of Igel & Hüsken 2003). Optax does that as
/// well, but takes each step one step later; a change of the sign drops the step that waits.
pub const SPEC: Spec = Spec {
    name: "rprop",
    label: text("Rprop", "Rprop"),
    note: text(
        "Reads only the signs of gradients: a parameter's step grows while its sign stays, and shrinks when it changes. Made for full batches.",
        "只看梯度的符号：不变号时，该参数的步长变大；变号时变小。适合整批梯度。",
    ),
    equation: line(
        "s = sign(g·p);  Δ ← η₊·Δ if s > 0, η₋·Δ if s < 0, within Δ₋ … Δ₊;  p ← g, or 0 if s < 0;  w ← w − Δ·sign(p)",
    ),
    paper: line(
        "Riedmiller & Braun (1993), A Direct Adaptive Method for Faster Backpropagation Learning: The RPROP Algorithm",
    ),
    pace: Pace::Domain(0.01),
    knobs: &[
        Knob { setting: &ETA_MINUS, usual: same(0.5) },
        Knob { setting: &ETA_PLUS, usual: same(1.2) },
        Knob { setting: &SMALLEST_STEP, usual: same(1e-6) },
        Knob { setting: &LARGEST_STEP, usual: same(50.0) },
    ],
    weight_decay: NONE,
    keras: &Parts::TORCH,
    torch: None,
    sutskever: None,
    reference: Some("torch"),
    // A step of 0 is one that has not begun: later none is 0.
    slots: &[slot("previous", "p"), slot("step", "Δ")],
    rule: Rule::Each(|graph, t| {
        let [shrink, grow, least, most] = [t.knobs[0], t.knobs[1], t.knobs[2], t.knobs[3]];
        let one = graph.constant(1.0);
        let begun = graph.unary(Unary::Step, t.slots[1]);
        let fresh = graph.sub(one, begun);
        let first = graph.mul(fresh, t.lr);
        let before = graph.add(t.slots[1], first);

        let product = graph.mul(t.g, t.slots[0]);
        let sign = graph.unary(Unary::Sign, product);
        let kept = graph.unary(Unary::Step, sign);
        let against = graph.neg(sign);
        let turned = graph.unary(Unary::Step, against);
        let either = graph.unary(Unary::Abs, sign);
        let neither = graph.sub(one, either);
        let (grown, shrunk) = (graph.mul(kept, grow), graph.mul(turned, shrink));
        let factor = graph.add(grown, shrunk);
        let factor = graph.add(factor, neither);
        let size = graph.mul(before, factor);
        let size = graph.binary(Binary::Max, size, least);
        let size = graph.binary(Binary::Min, size, most);
        let goes = graph.sub(one, turned);

        let mut named = vec![("s", sign)];
        let (step, previous) = if t.parts.turn == Turn::Late {
            let direction = graph.unary(Unary::Sign, t.g);
            let next = graph.mul(size, direction);
            // The step of w is made of it one step later.
            named.push(("Δ", size));
            (graph.mul(t.slots[0], goes), graph.mul(next, goes))
        } else {
            let previous = graph.mul(t.g, goes);
            let direction = graph.unary(Unary::Sign, previous);
            (graph.mul(size, direction), previous)
        };
        Update { w: graph.sub(t.w, step), slots: vec![previous, size], named }
    }),
    // How steep it is does not matter to the steps.
    stability: None,
};
