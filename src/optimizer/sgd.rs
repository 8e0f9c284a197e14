//! Plain gradient descent.

use super::{Spec, Update};
use crate::catalog::Text;

/// w ← w − α·g. Robbins & Monro 1951; Cauchy 1847 for the full gradient.
pub const SPEC: Spec = Spec {
    name: "sgd",
    label: Text { en: "SGD", zh: "SGD" },
    note: Text {
        en: "Walks straight downhill and remembers nothing.", zh: "每一步只沿下坡方向走，不记得过去。"
    },
    equation: "w ← w − α·g",
    paper: "Robbins & Monro (1951), A Stochastic Approximation Method",
    knobs: &[],
    slots: &[],
    rule: |graph, t| {
        let step = graph.mul(t.lr, t.g);
        Update { w: graph.sub(t.w, step), slots: Vec::new() }
    },
};
