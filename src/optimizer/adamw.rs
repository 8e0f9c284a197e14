//! Adam with weight decay of its own.

use super::{Pace, Spec, Usual, adam};
use crate::text::{line, text};

/// w ← w − α·λ·w, then Adam. Loshchilov & Hutter 2019: an L2 penalty would be divided by the size of the gradients as well,
/// and so hardly hold where they are large.
pub const SPEC: Spec = Spec {
    name: "adamw",
    label: text("AdamW", "AdamW"),
    note: text(
        "Adam that also pulls every parameter towards zero, apart from the gradient.",
        "Adam 加上独立于梯度的权重衰减：每个参数都被拉向零。",
    ),
    equation: line(
        "w ← w − α·λ·w;  m ← β₁·m + (1−β₁)·g;  v ← β₂·v + (1−β₂)·g²;  w ← w − α·√(1−β₂ᵗ)/(1−β₁ᵗ)·m / (√v + ε)",
    ),
    paper: line("Loshchilov & Hutter (2019), Decoupled Weight Decay Regularization"),
    pace: Pace::Domain(0.01),
    weight_decay: Usual { keras: 0.004, torch: 0.01 },
    ..adam::SPEC
};
