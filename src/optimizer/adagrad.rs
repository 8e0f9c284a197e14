//! A learning rate for each parameter, which shrinks as its gradients add up.

use super::stepper::root;
use super::{Convention, Knob, NONE, Pace, Slot, Spec, Stability, Update, Usual};
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
    conventions: &[Convention::Torch],
    slots: &[Slot { name: "sum", symbol: "s", initial: |knobs| knobs[1] }],
    rule: |graph, t| {
        let square = graph.powi(t.g, 2);
        let s = graph.add(t.slots[0], square);
        let size = if t.torch() {
            let root = root(graph, s);
            graph.add(root, t.knobs[0])
        } else {
            let inside = graph.add(s, t.knobs[0]);
            root(graph, inside)
        };
        let push = graph.mul(t.lr, t.g);
        let step = graph.div(push, size);
        Update::new(graph.sub(t.w, step), vec![s])
    },
    stability: Some(Stability {
        bound: |_| 2.0,
        scale: Some(|convention, knobs, slots, _| {
            let torch = convention == Convention::Torch;
            1.0 / if torch { slots[0].sqrt() + knobs[0] } else { (slots[0] + knobs[0]).sqrt() }
        }),
    }),
};
