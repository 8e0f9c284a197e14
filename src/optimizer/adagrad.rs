//! A learning rate for each parameter, which shrinks as its gradients add up.

use super::compose::size;
use super::parts::{Epsilon, Parts};
use super::{Knob, NONE, Pace, Rule, Spec, Stability, Update, Usual, slot_from};
use crate::catalog::{EPSILON, INITIAL_ACCUMULATOR};
use crate::text::{line, text};

/// s ← s + g², then w ← w − α·g / √(s + ε). Duchi et al. 2011. PyTorch: w ← w − α·g / (√s + ε), with s = 0 at the start.
pub const SPEC: Spec = Spec {
    name: "adagrad",
    label: text("Adagrad", "Adagrad"),
    note: text(
        "Remembers all squared gradients: steep directions get smaller and smaller steps.",
        "记住所有梯度的平方和：越陡的方向，步子越来越小。",
    ),
    equation: line("s ← s + g²;  w ← w − α·g / √(s + ε)"),
    paper: line(
        "Duchi, Hazan & Singer (2011), Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
    ),
    pace: Pace::Domain(0.05),
    knobs: &[
        Knob { setting: &EPSILON, usual: Usual { keras: 1e-7, torch: 1e-10 } },
        Knob { setting: &INITIAL_ACCUMULATOR, usual: Usual { keras: 0.1, torch: 0.0 } },
    ],
    weight_decay: NONE,
    keras: &Parts::KERAS.epsilon(Epsilon::Inside),
    torch: Some(&Parts::TORCH),
    sutskever: None,
    reference: None,
    slots: &[slot_from("sum", "s", |knobs, _| knobs[1])],
    rule: Rule::Each(|graph, t| {
        let square = graph.powi(t.g, 2);
        let s = graph.add(t.slots[0], square);
        let size = size(graph, t, s, t.knobs[0]);
        let push = graph.mul(t.lr, t.g);
        let step = graph.div(push, size);
        Update::new(graph.sub(t.w, step), vec![s])
    }),
    stability: Some(Stability {
        bound: |_, _| 2.0,
        scale: Some(|parts, knobs, slots, _| 1.0 / parts.size(slots[0], knobs[0])),
    }),
};
