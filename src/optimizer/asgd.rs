//! Descent whose points are averaged.

use super::parts::Parts;
use super::{Knob, NONE, Pace, Point, Rule, Spec, Stability, Update, same, slot, slot_at};
use crate::catalog::{AVERAGING_START, DECAY_TERM, RATE_POWER};
use crate::graph::Binary;
use crate::text::{line, text};

/// w ← w − η·(g + δ·w), where η begins with α and then is η ← α/(1 + δ·α·t)^κ, that of the next step; w̄ is the mean of the points
/// from t₀ + 2 on. Polyak & Juditsky 1992; the rate is that of Bottou 2010 (Xu 2011).
pub const SPEC: Spec = Spec {
    name: "asgd",
    label: text("ASGD", "ASGD"),
    note: text(
        "Descent with a rate that falls slowly, and the average of its points from step t₀ on, which moves less than they do.",
        "学习率缓慢下降的梯度下降，并从第 t₀ 步起对经过的点取平均；平均点比各点更稳。",
    ),
    equation: line("w ← w − η·(g + δ·w);  η ← α/(1 + δ·α·t)^κ;  w̄ ← w̄ + (w − w̄)/max(1, t − 1 − t₀)"),
    paper: line("Polyak & Juditsky (1992), Acceleration of Stochastic Approximation by Averaging"),
    pace: Pace::Gradient,
    knobs: &[
        Knob { setting: &DECAY_TERM, usual: same(1e-4) },
        Knob { setting: &RATE_POWER, usual: same(0.75) },
        Knob { setting: &AVERAGING_START, usual: same(1e6) },
    ],
    weight_decay: NONE,
    keras: &Parts::TORCH,
    torch: None,
    sutskever: None,
    reference: Some("torch"),
    slots: &[slot("eta", "η"), slot_at("average", "w̄", Point::Average)],
    rule: Rule::Each(|graph, t| {
        let [decay, power, start] = [t.knobs[0], t.knobs[1], t.knobs[2]];
        let one = graph.constant(1.0);
        let is_first = graph.binary(Binary::AtLeast, one, t.t);
        let is_later = graph.sub(one, is_first);
        let (first, later) = (graph.mul(is_first, t.lr), graph.mul(is_later, t.slots[0]));
        let eta = graph.add(first, later);
        let pull = graph.mul(decay, t.w);
        let push = graph.add(t.g, pull);
        let step = graph.mul(eta, push);
        let w = graph.sub(t.w, step);

        let slower = graph.mul(decay, t.lr);
        let slower = graph.mul(slower, t.t);
        let slower = graph.add(one, slower);
        let slower = graph.pow(slower, power);
        let next = graph.div(t.lr, slower);

        let before = graph.sub(t.t, one);
        let count = graph.sub(before, start);
        let count = graph.binary(Binary::Max, count, one);
        let away = graph.sub(w, t.slots[1]);
        let part = graph.div(away, count);
        let average = graph.add(t.slots[1], part);
        Update { w, slots: vec![next, average], named: vec![("w̄", average)] }
    }),
    // The rate falls so slowly that it is that of plain descent.
    stability: Some(Stability { bound: |_, _| 2.0, scale: None }),
};
