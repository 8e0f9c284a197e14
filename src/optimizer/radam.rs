//! Adam that measures by its mean of squares only as far as that can be relied upon.

use super::adam::{BOUND, KNOBS, moments, scale};
use super::compose::{correction, size};
use super::parts::{Early, Parts};
use super::stepper::{root, shortfall};
use super::{MOST_KNOBS, NONE, Pace, Rule, Spec, Stability, Terms, Update, slot};
use crate::graph::{Binary, Graph, Node};
use crate::text::{line, text};

/// m and v as in Adam; ρ∞ = 2/(1−β₂) − 1, ρ = ρ∞ − 2·t·β₂ᵗ/(1−β₂ᵗ). While ρ < 5 the variance of 1/√v̂ is not known, and
/// w ← w − α·m̂; then w ← w − α·r·m̂·√(1−β₂ᵗ) / (√v + ε), with r = √((ρ−4)·(ρ−2)·ρ∞ / ((ρ∞−4)·(ρ∞−2)·ρ)). Liu et al. 2020, with 5
/// for their 4. Optax: α·r·m̂ / (√v̂ + ε); pytorch-optimizer makes no step while ρ < 5, unless it is told to.
pub const SPEC: Spec = Spec {
    name: "radam",
    label: text("RAdam", "RAdam"),
    note: text(
        "Adam with a warm-up of its own: the first steps follow the mean gradient alone, the next are shortened until the mean of squares can be relied upon.",
        "自带预热的 Adam：最初几步只按平均梯度走，随后缩短步长，直到平方的平均值足够可靠。",
    ),
    equation: line(
        "m ← β₁·m + (1−β₁)·g;  v ← β₂·v + (1−β₂)·g²;  ρ∞ = 2/(1−β₂) − 1;  ρ = ρ∞ − 2·t·β₂ᵗ/(1−β₂ᵗ);  r = √((ρ−4)·(ρ−2)·ρ∞ / ((ρ∞−4)·(ρ∞−2)·ρ));  w ← w − α·r·m̂·√(1−β₂ᵗ) / (√v + ε), or w − α·m̂ if ρ < 5",
    ),
    paper: line("Liu et al. (2020), On the Variance of the Adaptive Learning Rate and Beyond"),
    // The first steps are as long as gradients are.
    pace: Pace::Gradient,
    knobs: KNOBS,
    weight_decay: NONE,
    keras: &Parts::TORCH,
    torch: None,
    sutskever: None,
    reference: Some("torch"),
    slots: &[slot("m", "m"), slot("v", "v")],
    rule: Rule::Each(|graph, t| {
        let (m, v) = moments(graph, t);
        let first = correction(graph, t, 0, t.knobs[0]);
        let m_hat = graph.div(m, first);
        let Trust { most, length, is_known, factor } = trust(graph, t);
        let short = correction(graph, t, 1, t.knobs[1]);
        let measured = if t.parts.hats {
            let v_hat = graph.div(v, short);
            let size = size(graph, t, v_hat, t.knobs[2]);
            graph.div(factor, size)
        } else {
            let (short, size) = (root(graph, short), size(graph, t, v, t.knobs[2]));
            let above = graph.mul(factor, short);
            graph.div(above, size)
        };
        let mut scale = graph.mul(is_known, measured);
        if t.parts.early == Early::Unmeasured {
            let one = graph.constant(1.0);
            let unmeasured = graph.sub(one, is_known);
            scale = graph.add(scale, unmeasured);
        }
        let push = graph.mul(t.lr, m_hat);
        let step = graph.mul(push, scale);
        Update {
            w: graph.sub(t.w, step),
            slots: vec![m, v],
            named: vec![("m̂", m_hat), ("ρ∞", most), ("ρ", length), ("r", factor)],
        }
    }),
    stability: Some(Stability {
        bound: BOUND,
        scale: Some(|parts, knobs, slots, t| match rectified(knobs, t) {
            Some(factor) => factor * scale(parts, knobs, slots[1], t),
            None => f64::from(parts.early == Early::Unmeasured),
        }),
    }),
};

/// So long must the mean of squares be, in gradients, for its variance to be known.
const ENOUGH: f64 = 5.0;

/// ρ∞, ρ, whether it is enough (1 or 0), and r, which says nothing while it is not.
struct Trust {
    most: Node,
    length: Node,
    is_known: Node,
    factor: Node,
}

fn trust(graph: &mut Graph, t: &Terms) -> Trust {
    let [one, two, four, enough] = [1.0, 2.0, 4.0, ENOUGH].map(|number| graph.constant(number));
    let rest = graph.sub(one, t.knobs[1]);
    let most = graph.div(two, rest);
    let most = graph.sub(most, one);
    let (power, short) = (graph.pow(t.knobs[1], t.t), shortfall(graph, t.knobs[1], t.t));
    let lost = graph.mul(two, t.t);
    let lost = graph.mul(lost, power);
    let lost = graph.div(lost, short);
    let length = graph.sub(most, lost);
    let is_known = graph.binary(Binary::AtLeast, length, enough);
    // Below that there is no root.
    let [known, longest] = [length, most].map(|length| graph.binary(Binary::Max, length, enough));
    let [above, below] = [known, longest].map(|length| {
        let (a, b) = (graph.sub(length, four), graph.sub(length, two));
        let product = graph.mul(a, b);
        graph.div(product, length)
    });
    let ratio = graph.div(above, below);
    Trust { most, length, is_known, factor: root(graph, ratio) }
}

/// r in numbers; nothing where ρ is not enough.
fn rectified(knobs: &[f64; MOST_KNOBS], t: f64) -> Option<f64> {
    let (most, power) = (2.0 / (1.0 - knobs[1]) - 1.0, libm::pow(knobs[1], t));
    let length = most - 2.0 * t * power / (1.0 - power);
    let part = |length: f64| (length - 4.0) * (length - 2.0) / length;
    (length >= ENOUGH).then(|| (part(length) / part(most)).sqrt())
}
