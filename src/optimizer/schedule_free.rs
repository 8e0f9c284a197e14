//! No schedule: an average of all steps takes the place of a rate that falls.

use super::adam;
use super::compose::{correction, size};
use super::parts::{Average, Decay};
use super::stepper::blend;

use super::{Knob, NONE, Pace, Parts, Point, Rule, Slot, Spec, Stability, Terms, Update, same, slot, slot_at};
use crate::catalog::{BETA_2, EPSILON, INTERPOLATION};
use crate::graph::{Binary, Graph, Node};
use crate::text::{line, text};

/// z ← z − α·g; w̄ ← (1−c)·w̄ + c·z; w ← (1−β)·z + β·w̄, with g taken at w. Defazio et al. 2024. c is the share of this step in
/// Σα₊², where α₊ is the largest rate so far. In the end w̄ is the answer.
pub const SGD: Spec = Spec {
    name: "schedule-free-sgd",
    label: text("Schedule-Free SGD", "Schedule-Free SGD"),
    note: text(
        "Takes the gradient between a point that steps and the average of its steps: the average settles without a rate that falls.",
        "在迈步的点与其平均之间取梯度：学习率不必下降，平均点也会停稳。",
    ),
    equation: line("z ← z − α·g;  c = α₊² / Σα₊²;  w̄ ← (1−c)·w̄ + c·z;  w ← (1−β)·z + β·w̄"),
    paper: line("Defazio et al. (2024), The Road Less Scheduled"),
    pace: Pace::Gradient,
    knobs: &[BETA],
    weight_decay: NONE,
    keras: &Parts::KERAS,
    torch: None,
    sutskever: None,
    reference: Some("optax"),
    slots: &[Z, AVERAGE, WEIGHTS, LARGEST],
    rule: Rule::Each(|graph, t| step(graph, t, t.g)),
    stability: Some(Stability { bound: BOUND, scale: None }),
};

/// The same with the direction of Adam without momentum, g / (√v̂ + ε). Keras counts all steps alike in the average, and its
/// decay shrinks w alone; elsewhere a share goes by the rate, as above, and the decay is in the direction.
pub const ADAMW: Spec = Spec {
    name: "schedule-free-adamw",
    label: text("Schedule-Free AdamW", "Schedule-Free AdamW"),
    note: text(
        "Schedule-Free with steps that are divided by the size of recent gradients, as in Adam.",
        "Schedule-Free，但步子像 Adam 那样除以近期梯度的大小。",
    ),
    equation: line("v ← β₂·v + (1−β₂)·g²;  z ← z − α·g / (√v̂ + ε);  w̄ ← (1−1/t)·w̄ + z/t;  w ← (1−β)·z + β·w̄"),
    paper: SGD.paper,
    pace: Pace::Domain(0.02),
    knobs: &[BETA, Knob { setting: &BETA_2, usual: same(0.999) }, Knob { setting: &EPSILON, usual: same(1e-8) }],
    weight_decay: NONE,
    keras: &Parts::TORCH,
    torch: None,
    sutskever: None,
    reference: Some("keras"),
    slots: &[Z, AVERAGE, WEIGHTS, LARGEST, slot("v", "v")],
    rule: Rule::Each(|graph, t| {
        let square = graph.powi(t.g, 2);
        let v = blend(graph, t.knobs[1], t.slots[4], square);
        let short = correction(graph, t, 1, t.knobs[1]);
        let v_hat = graph.div(v, short);
        let size = size(graph, t, v_hat, t.knobs[2]);
        let direction = graph.div(t.g, size);
        let mut update = step(graph, t, direction);
        update.slots.push(v);
        update.named.push(("v̂", v_hat));
        update
    }),
    stability: Some(Stability {
        bound: BOUND,
        scale: Some(|parts, knobs, slots, t| adam::scale(parts, knobs, slots[4], t)),
    }),
};

const BETA: Knob = Knob { setting: &INTERPOLATION, usual: same(0.9) };
const Z: Slot = slot_at("z", "z", Point::Helper);
const AVERAGE: Slot = slot_at("average", "w̄", Point::Average);
const WEIGHTS: Slot = slot("weightSum", "S");
const LARGEST: Slot = slot("largestRate", "α₊");

/// Once the average hardly moves, z ← z − α·λ·((1−β)·z + β·w̄).
const BOUND: fn(&Parts, &[f64; super::MOST_KNOBS]) -> f64 = |_, knobs| 2.0 / (1.0 - knobs[0]);

/// One step of z by that direction. w is kept and w̄ follows from it, as in the libraries: what moves w moves w̄.
fn step(graph: &mut Graph, t: &Terms, direction: Node) -> Update {
    let (beta, one) = (t.knobs[0], graph.constant(1.0));
    let &[z, _, sum, largest, ..] = &t.slots;
    let mut direction = direction;
    if t.parts.decay == Decay::InStep
        && let Some(decay) = t.decay
    {
        let pull = graph.mul(decay, t.w);
        direction = graph.add(direction, pull);
    }
    let (weight, largest) = match t.parts.average {
        Average::Equal => (one, largest),
        Average::ByRate => {
            let largest = graph.binary(Binary::Max, largest, t.lr);
            (graph.powi(largest, 2), largest)
        }
    };
    let sum = graph.add(sum, weight);
    let share = graph.div(weight, sum);

    let push = graph.mul(t.lr, direction);
    let next = graph.sub(z, push);
    // (1−β)·z + β·w̄ of the new z and w̄ is w − c·(w − z) − (1 − β·(1−c))·α·g.
    let apart = graph.sub(t.w, z);
    let towards = graph.mul(share, apart);
    let rest = graph.sub(one, share);
    let kept = graph.mul(beta, rest);
    let part = graph.sub(one, kept);
    let along = graph.mul(part, push);
    let moved = graph.add(towards, along);
    let w = graph.sub(t.w, moved);

    let other = graph.sub(one, beta);
    let other = graph.mul(other, next);
    let average = graph.sub(w, other);
    let average = graph.div(average, beta);
    Update { w, slots: vec![next, average, sum, largest], named: vec![("c", share)] }
}
