//! Plain gradient descent.

use super::parts::Parts;
use super::{NONE, Pace, Rule, Spec, Stability, Update};
use crate::text::{line, text};

/// w ← w − α·g. Robbins & Monro 1951; Cauchy 1847 for the full gradient.
pub const SPEC: Spec = Spec {
    name: "sgd",
    label: text("SGD", "SGD"),
    note: text("Walks straight downhill and remembers nothing.", "每一步只沿下坡方向走，不记得过去。"),
    equation: line("w ← w − α·g"),
    paper: line("Robbins & Monro (1951), A Stochastic Approximation Method"),
    pace: Pace::Gradient,
    knobs: &[],
    weight_decay: NONE,
    keras: &Parts::KERAS,
    torch: None,
    sutskever: None,
    reference: None,
    slots: &[],
    rule: Rule::Each(|graph, t| {
        let step = graph.mul(t.lr, t.g);
        Update::new(graph.sub(t.w, step), Vec::new())
    }),
    stability: Some(Stability { bound: |_, _| 2.0, scale: None }),
};
