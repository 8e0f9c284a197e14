//! Adagrad that forgets.

use super::compose::size;
use super::parts::{Ahead, Epsilon, Parts, Rate};
use super::stepper::{blend, shortfall};
use super::{Knob, NONE, Pace, Rule, Slot, Spec, Stability, Update, Usual, same, slot, slot_from};
use crate::catalog::{CENTERED, EPSILON, MOMENTUM, RHO};
use crate::edition::FULL;
use crate::text::{line, text};

/// s ← ρ·s + (1−ρ)·g², then u ← β·u + α·g / √(s + ε), then w ← w − u. Tieleman & Hinton 2012. Centred (Graves 2013): the
/// square of a mean gradient ḡ is taken off s. PyTorch: ε outside the root, and u without α, which comes with w.
pub const SPEC: Spec = Spec {
    name: "rmsprop",
    label: text("RMSprop", "RMSprop"),
    note: text(
        "Divides by the size of recent gradients, so every direction gets steps of about one length.",
        "除以近期梯度的大小，让每个方向的步长差不多。",
    ),
    equation: line("s ← ρ·s + (1−ρ)·g²;  w ← w − α·g / √(s + ε)"),
    paper: line(
        "Tieleman & Hinton (2012), Lecture 6.5: rmsprop; centred: Graves (2013), Generating Sequences With RNNs",
    ),
    pace: Pace::Domain(0.003),
    knobs: &[
        Knob { setting: &RHO, usual: Usual { keras: 0.9, torch: 0.99 } },
        Knob { setting: &MOMENTUM, usual: same(0.0) },
        Knob { setting: &EPSILON, usual: Usual { keras: 1e-7, torch: 1e-8 } },
        Knob { setting: &CENTERED, usual: same(0.0) },
    ],
    weight_decay: NONE,
    keras: &Parts::KERAS.epsilon(Epsilon::Inside),
    torch: Some(&Parts::TORCH),
    sutskever: None,
    reference: None,
    slots: &[SQUARE, slot("mean", "ḡ"), slot("momentum", "u")],
    rule: Rule::Each(|graph, t| {
        let [rho, momentum, epsilon, centred] = [t.knobs[0], t.knobs[1], t.knobs[2], t.knobs[3]];
        let square = graph.powi(t.g, 2);
        let s = blend(graph, rho, t.slots[0], square);
        let mean = blend(graph, rho, t.slots[1], t.g);
        let square = graph.powi(mean, 2);
        let square = graph.mul(centred, square);
        let mut variance = graph.sub(s, square);
        if FULL && t.parts.unbiased {
            let short = shortfall(graph, rho, t.t);
            let corrected = [s, mean].map(|mean| graph.div(mean, short));
            let square = graph.powi(corrected[1], 2);
            let square = graph.mul(centred, square);
            variance = graph.sub(corrected[0], square);
        }
        let epsilon = if FULL && t.parts.epsilon == Epsilon::InsideOrTaken {
            let (one, two) = (graph.constant(1.0), graph.constant(2.0));
            let twice = graph.mul(two, centred);
            let sign = graph.sub(one, twice);
            graph.mul(sign, epsilon)
        } else {
            epsilon
        };
        let size = size(graph, t, variance, epsilon);
        let kept = graph.mul(momentum, t.slots[2]);
        if t.parts.rate == Rate::Outside {
            let push = graph.div(t.g, size);
            let u = graph.add(kept, push);
            let step = graph.mul(t.lr, u);
            return Update::new(graph.sub(t.w, step), vec![s, mean, u]);
        }
        let push = graph.mul(t.lr, t.g);
        let push = graph.div(push, size);
        let u = graph.add(kept, push);
        let step = if FULL && t.parts.ahead == Ahead::Measured {
            let kept = graph.mul(momentum, u);
            graph.add(kept, push)
        } else {
            u
        };
        Update::new(graph.sub(t.w, step), vec![s, mean, u])
    }),
    stability: Some(Stability {
        bound: |parts, knobs| {
            let beta = knobs[1];
            // That of a heavy ball, or Nesterov's.
            if parts.ahead == Ahead::Measured { 2.0 * (1.0 + beta) / (1.0 + 2.0 * beta) } else { 2.0 * (1.0 + beta) }
        },
        scale: Some(|parts, knobs, slots, t| {
            let short = if parts.unbiased { 1.0 - libm::pow(knobs[0], t) } else { 1.0 };
            let [square, mean] = [slots[0] / short, slots[1] / short];
            let variance = (square - knobs[3] * mean * mean).max(0.0);
            let sign = if parts.epsilon == Epsilon::InsideOrTaken { 1.0 - 2.0 * knobs[3] } else { 1.0 };
            1.0 / parts.size(variance, sign * knobs[2])
        }),
    }),
};

/// A mean of squares.
const SQUARE: Slot = slot_from("square", "s", |_, parts| parts.start);
