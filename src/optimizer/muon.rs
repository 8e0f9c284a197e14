//! Momentum whose singular values are made about equal.

use super::compose::{correction, push};
use super::joint::{self, length};
use super::nadam::corrected;
use super::parts::{Ahead, MatrixScale, Muon, Others, Parts};
use super::stepper::shortfall;
use super::{Hyper, Knob, Pace, Rule, Spec, Terms, Update, Usual, adam, padded, same, slot};
use crate::catalog::{ITERATIONS, MOMENTUM, MOST_ITERATIONS, NESTEROV};
use crate::graph::{Binary, Element, Graph, Node, Plan};
use crate::text::{line, text};

/// M ← β·M + G, U = G + β·M, X = U/‖U‖, then five times X ← a·X + b·(X·Xᵀ)·X + c·(X·Xᵀ)²·X, and W ← W − α·0.2·√max(n, m)·X, for
/// each n × m matrix of weights. Jordan et al. 2024; the scale is that of Liu et al. 2025, Muon is Scalable for LLM Training.
///
/// A vector has one singular value, its length, so a matrix of one row or one column gets a step of a fixed length. Tensors that
/// are no matrices get what the library gives them.
pub const SPEC: Spec = Spec {
    name: "muon",
    label: text("Muon", "Muon"),
    note: text(
        "Momentum made orthogonal: the step of a weight matrix is about as long in every direction. On a surface the variables are one column, so it is momentum of a fixed length.",
        "把动量正交化：权重矩阵的一步在各个方向上差不多一样长。在曲面上，变量是一列，所以它就是长度固定的动量。",
    ),
    equation: line(
        "M ← β·M + G;  U = G + β·M;  X = U/‖U‖;  5×: X ← 3.4445·X − 4.775·X·Xᵀ·X + 2.0315·(X·Xᵀ)²·X;  W ← W − α·0.2·√max(n, m)·X",
    ),
    paper: line("Jordan et al. (2024), Muon: An optimizer for hidden layers in neural networks"),
    pace: Pace::Domain(0.03),
    knobs: &[
        Knob { setting: &MOMENTUM, usual: same(0.95) },
        Knob { setting: &NESTEROV, usual: same(1.0) },
        Knob { setting: &ITERATIONS, usual: same(5.0) },
    ],
    weight_decay: Usual { keras: 0.004, torch: 0.1 },
    keras: &Parts::KERAS,
    torch: Some(&Parts::TORCH_MUON),
    sutskever: None,
    reference: None,
    slots: &[slot("m", "m"), slot("v", "v")],
    rule: Rule::Matrix(rule),
    // A step has a length of its own, whatever the curvature.
    stability: None,
};

/// a, b and c of a·σ + b·σ³ + c·σ⁵, whose slope at 0 is so large that small singular values grow fast.
const COEFFICIENTS: [f64; 3] = [3.4445, -4.775, 2.0315];

/// β₁ and β₂ of tensors that are no matrices.
const BETAS: [f64; 2] = [0.9, 0.999];

/// Names of σ after each iteration.
const SIGMAS: [&str; MOST_ITERATIONS + 1] = ["σ₀", "σ₁", "σ₂", "σ₃", "σ₄", "σ₅", "σ₆", "σ₇", "σ₈", "σ₉", "σ₁₀"];

/// A component is a matrix, a vector, or one number of a column.
fn rule(graph: &mut Graph, components: &[Terms]) -> Vec<Update> {
    let Some(first) = components.first() else { return Vec::new() };
    let shape = graph.shape(first.w).to_vec();
    match (&shape[..], first.parts.muon.others) {
        (&[inputs, outputs], _) if inputs > 1 && outputs > 1 => {
            components.iter().map(|t| matrix(graph, t, inputs, outputs)).collect()
        }
        (&[inputs, outputs], _) => column(graph, components, inputs, outputs),
        (&[], _) => column(graph, components, components.len(), 1),
        (_, Others::Adam(epsilon)) => components.iter().map(|t| averaged(graph, t, epsilon, false)).collect(),
        (_, Others::Nadam(epsilon)) => {
            let ahead = graph.constant_value(first.knobs[1]) != Some(0.0);
            components.iter().map(|t| averaged(graph, t, epsilon, ahead)).collect()
        }
        (_, Others::Momentum) => components.iter().map(|t| plain(graph, t)).collect(),
        (&[n, ..], Others::Column) => column(graph, components, n, 1),
    }
}

/// The new momentum, and what is made orthogonal.
fn momentum(graph: &mut Graph, t: &Terms) -> [Node; 2] {
    let (beta, zero) = (t.knobs[0], graph.constant(0.0));
    let push = push(graph, t, beta, zero);
    let kept = graph.mul(beta, t.slots[0]);
    let m = graph.add(kept, push);
    let is_plain = graph.constant_value(t.knobs[1]) == Some(0.0);
    let u = match (is_plain, t.parts.ahead) {
        (true, Ahead::Next) => {
            let short = shortfall(graph, beta, t.t);
            graph.div(m, short)
        }
        (true, _) => m,
        (false, Ahead::Next) => corrected(graph, t, m, true).m_hat,
        (false, _) => {
            let again = graph.mul(beta, m);
            graph.add(push, again)
        }
    };
    [m, u]
}

/// The length that a matrix is divided by.
fn size(graph: &mut Graph, muon: &Muon, length: Node) -> Node {
    let epsilon = graph.constant(muon.epsilon);
    if muon.clamps { graph.binary(Binary::Max, length, epsilon) } else { graph.add(length, epsilon) }
}

/// α times the scale of a matrix.
fn rate(graph: &mut Graph, t: &Terms, inputs: usize, outputs: usize) -> Node {
    let (inputs, outputs) = (inputs as f64, outputs as f64);
    let scale = graph.constant(match t.parts.muon.scale {
        MatrixScale::Larger => 0.2 * inputs.max(outputs).sqrt(),
        MatrixScale::Outputs => (outputs / inputs).max(1.0).sqrt(),
        MatrixScale::Inputs => (inputs / outputs).max(1.0).sqrt(),
        MatrixScale::Nowhere => 1.0,
    });
    graph.mul(t.lr, scale)
}

/// What there is before and after each iteration. How many these are is a number of the graph, or, where one graph serves many
/// runs, a number that each of them brings.
fn repeated(graph: &mut Graph, times: Node, first: Node, next: impl Fn(&mut Graph, Node) -> Node) -> Vec<Node> {
    let mut values = vec![first];
    let fixed = graph.constant_value(times);
    for k in 1..=fixed.map_or(MOST_ITERATIONS, |times| times as usize) {
        let before = values[k - 1];
        let mut value = next(graph, before);
        if fixed.is_none() {
            let (this, one) = (graph.constant(k as f64), graph.constant(1.0));
            let goes = graph.binary(Binary::AtLeast, times, this);
            let rests = graph.sub(one, goes);
            let (new, old) = (graph.mul(goes, value), graph.mul(rests, before));
            value = graph.add(new, old);
        }
        values.push(value);
    }
    values
}

/// a + b·s + c·s², for s = σ².
fn polynomial(graph: &mut Graph, s: Node) -> Node {
    let [a, b, c] = COEFFICIENTS.map(|x| graph.constant(x));
    let square = graph.powi(s, 2);
    let (second, third) = (graph.mul(b, s), graph.mul(c, square));
    let sum = graph.add(a, second);
    graph.add(sum, third)
}

/// A matrix: all its singular values go the way of σ below.
fn matrix(graph: &mut Graph, t: &Terms, inputs: usize, outputs: usize) -> Update {
    let [m, u] = momentum(graph, t);
    let length = length(graph, &[u]);
    let size = size(graph, &t.parts.muon, length);
    let x = graph.div(u, size);
    let all = repeated(graph, t.knobs[2], x, |graph, x| {
        let [a, b, c] = COEFFICIENTS.map(|x| graph.constant(x));
        // The smaller of X·Xᵀ and Xᵀ·X.
        let is_tall = inputs > outputs;
        let gram = graph.dot(x, x, [is_tall, !is_tall]);
        let square = graph.dot(gram, gram, [false, false]);
        let (second, third) = (graph.mul(b, gram), graph.mul(c, square));
        let sum = graph.add(second, third);
        let turned = if is_tall { graph.dot(x, sum, [false, false]) } else { graph.dot(sum, x, [false, false]) };
        let kept = graph.mul(a, x);
        graph.add(kept, turned)
    });
    let rate = rate(graph, t, inputs, outputs);
    let last = all[all.len() - 1];
    let step = graph.mul(rate, last);
    Update { w: graph.sub(t.w, step), slots: vec![m, t.slots[1]], named: vec![("U", u), ("X", last)] }
}

/// For tensors of these shapes, what is made orthogonal of one of them, by rows, and what comes of it; of a matrix of one row or
/// column their lengths. Nothing of other rules, and of vectors. `rate` and `t` are those of the step.
pub fn orthogonalized<T: Element>(
    spec: &Spec,
    hyper: &Hyper,
    shapes: &[Vec<usize>],
    tensor: usize,
    (rate, t): (f64, usize),
    (gradient, params, slots): (&[T], &[T], &[Vec<T>]),
) -> Option<[Vec<f64>; 2]> {
    if spec.name != SPEC.name || shapes.get(tensor)?.len() != 2 {
        return None;
    }
    let (graph, updates) = joint::updates(spec, hyper, shapes);
    let named = &updates[tensor].named;
    let (&(_, last), is_column) = (named.last()?, named.iter().any(|&(name, _)| name == "ℓ"));
    let first = named.iter().find(|&&(name, _)| name == if is_column { "ℓ" } else { "U" })?.1;
    let mut plan = Plan::<T>::new(&graph, &[first, last], 1);
    plan.set_input(0, &[T::of(rate)]);
    plan.set_input(1, &[T::of(t as f64)]);
    let (mut at, mut input) = (0, 2);
    for shape in shapes {
        let n: usize = shape.iter().product();
        for values in [params, gradient].into_iter().chain(slots.iter().map(Vec::as_slice)) {
            if plan.reads(input) {
                plan.set_input(input, &values[at..at + n]);
            }
            input += 1;
        }
        at += n;
    }
    plan.run(1);
    Some([0, 1].map(|k| plan.output(k).iter().map(|x| x.wide()).collect()))
}

/// A matrix of one column or one row, whose only singular value is its length.
fn column(graph: &mut Graph, components: &[Terms], inputs: usize, outputs: usize) -> Vec<Update> {
    let Some(first) = components.first() else { return Vec::new() };
    let momenta: Vec<[Node; 2]> = components.iter().map(|t| momentum(graph, t)).collect();
    let u: Vec<Node> = momenta.iter().map(|&[_, u]| u).collect();
    let length = length(graph, &u);
    let size = size(graph, &first.parts.muon, length);
    let sigma = graph.div(length, size);
    let sigmas = repeated(graph, first.knobs[2], sigma, |graph, sigma| {
        let square = graph.powi(sigma, 2);
        let factor = polynomial(graph, square);
        graph.mul(sigma, factor)
    });
    // ‖u‖, but a number where that is 0.
    let zero = graph.constant(0.0);
    let rests = graph.binary(Binary::AtLeast, zero, length);
    let below = graph.add(length, rests);
    let rate = rate(graph, first, inputs, outputs);
    let long = graph.mul(rate, sigmas[sigmas.len() - 1]);
    let share = graph.div(long, below);
    let updates = components.iter().zip(momenta).map(|(t, [m, u])| {
        let step = graph.mul(share, u);
        let mut named = if u == m { Vec::new() } else { vec![("u", u)] };
        named.push(("ℓ", length));
        named.extend(SIGMAS.into_iter().zip(sigmas.iter().copied()));
        Update { w: graph.sub(t.w, step), slots: vec![m, t.slots[1]], named }
    });
    updates.collect()
}

/// Adam, or Nadam, with the means that it usually has.
fn averaged(graph: &mut Graph, t: &Terms, epsilon: f64, ahead: bool) -> Update {
    let knobs = [BETAS[0], BETAS[1], epsilon].map(|x| graph.constant(x));
    let t = &Terms { knobs: padded(&knobs, t.t), ..*t };
    let (m, v) = adam::moments(graph, t);
    let mut update = if ahead {
        let m_hat = corrected(graph, t, m, true).m_hat;
        let short = correction(graph, t, 1, t.knobs[1]);
        let v_hat = graph.div(v, short);
        adam::hatted(graph, t, m_hat, v_hat)
    } else {
        adam::step(graph, t, m, v)
    };
    update.slots = vec![m, v];
    update
}

/// The momentum as it is.
fn plain(graph: &mut Graph, t: &Terms) -> Update {
    let [m, u] = momentum(graph, t);
    let step = graph.mul(t.lr, u);
    Update::new(graph.sub(t.w, step), vec![m, t.slots[1]])
}
