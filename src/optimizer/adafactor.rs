//! Steps in proportion to what they change, measured by the means of rows and columns.

use super::parts::{Decay, Floor, Parts};
use super::stepper::root;
use super::{Knob, NONE, Pace, Rule, Spec, Terms, Update, same, slot};
use crate::catalog::CLIP_THRESHOLD;
use crate::graph::{Binary, Graph, Node};
use crate::text::{line, text};

/// u = g/√v, then w ← w − min(α, 1/√t)·max(ε₂, RMS(w))·u / max(1, RMS(u)/d), where RMS is the root mean square of a tensor.
/// Shazeer & Stern 2018. A mean of squares v keeps 1 − t^−0.8 of itself; that of a matrix is r·c / mean(r), with the means r of
/// its rows and c of its columns. ε₂ is 10⁻³ in every library.
pub const SPEC: Spec = Spec {
    name: "adafactor",
    label: text("Adafactor", "Adafactor"),
    note: text(
        "Steps in proportion to the size of a tensor. It remembers the squares of a weight matrix by the means of rows and columns alone.",
        "步长与张量的大小成正比；权重矩阵的梯度平方只记行均值和列均值。",
    ),
    equation: line(
        "v ← (1−t^−0.8)·v + t^−0.8·g²;  u = g / √v;  w ← w − min(α, 1/√t)·max(10⁻³, RMS(w))·u / max(1, RMS(u)/d)",
    ),
    paper: line("Shazeer & Stern (2018), Adafactor: Adaptive Learning Rates with Sublinear Memory Cost"),
    pace: Pace::Fixed(0.03),
    knobs: &[Knob { setting: &CLIP_THRESHOLD, usual: same(1.0) }],
    weight_decay: NONE,
    keras: &Parts::KERAS,
    torch: None,
    sutskever: None,
    reference: Some("keras"),
    // Of a matrix the first is r and the second c, each repeated along the rows or columns that it is a mean of.
    slots: &[slot("v", "v"), slot("columns", "c")],
    rule: Rule::Factored(rule),
    // A step has the length of α·RMS(w), whatever the curvature.
    stability: None,
};

/// How a mean of squares forgets.
const EXPONENT: f64 = -0.8;
/// ε₂: what a tensor's size is at least taken for.
const SMALLEST: f64 = 1e-3;

fn rule(graph: &mut Graph, components: &[Terms]) -> Vec<Update> {
    let Some(&Terms { parts, lr, t, knobs: [limit, ..], .. }) = components.first() else { return Vec::new() };
    let adafactor = parts.adafactor;
    let (one, exponent) = (graph.constant(1.0), graph.constant(EXPONENT));
    let fresh = graph.pow(t, exponent);
    let kept = graph.sub(one, fresh);
    let measured: Vec<[Node; 3]> = components.iter().map(|terms| measured(graph, terms, [kept, fresh])).collect();
    let steps: Vec<Node> = measured.iter().map(|&[u, ..]| u).collect();

    let over = rms(graph, &steps);
    let over = graph.div(over, limit);
    let over = graph.binary(Binary::Max, one, over);
    let mut rate = lr;
    if adafactor.relative {
        let time = root(graph, t);
        let most = graph.div(one, time);
        rate = graph.binary(Binary::Min, lr, most);
    }
    if adafactor.scaled {
        let w: Vec<Node> = components.iter().map(|terms| terms.w).collect();
        let (size, least) = (rms(graph, &w), graph.constant(SMALLEST));
        let size = graph.binary(Binary::Max, least, size);
        rate = graph.mul(rate, size);
    }
    let rate = graph.div(rate, over);
    let updates = components.iter().zip(measured).map(|(terms, [u, v, c])| {
        let mut step = graph.mul(rate, u);
        if parts.decay == Decay::InStep
            && let Some(decay) = terms.decay
        {
            let decay = graph.mul(lr, decay);
            let pull = graph.mul(decay, terms.w);
            step = graph.add(step, pull);
        }
        Update { w: graph.sub(terms.w, step), slots: vec![v, c], named: vec![("u", u), ("k", rate)] }
    });
    updates.collect()
}

/// u, and what is remembered of the squares.
fn measured(graph: &mut Graph, terms: &Terms, [kept, fresh]: [Node; 2]) -> [Node; 3] {
    let Terms { parts, g, slots: [v, c, ..], .. } = *terms;
    let mut square = graph.powi(g, 2);
    if let Floor::Added(little) = parts.adafactor.floor {
        let little = graph.constant(little);
        square = graph.add(square, little);
    }
    let mean = |graph: &mut Graph, old: Node, new: Node| {
        let (old, new) = (graph.mul(kept, old), graph.mul(fresh, new));
        graph.add(old, new)
    };
    let shape = graph.shape(g).to_vec();
    let (v, c, size) = match shape[..] {
        [rows, columns] if rows.min(columns) >= parts.adafactor.least => {
            let row = along(graph, square, &[rows, 1], columns);
            let column = along(graph, square, &[1, columns], rows);
            let (r, c) = (mean(graph, v, row), mean(graph, c, column));
            let mut all = graph.mean(r);
            if let Floor::Clamped(least) = parts.adafactor.floor {
                let least = graph.constant(least);
                all = graph.binary(Binary::Max, all, least);
            }
            // Root by root: in f32 r·c is 0 for a row and a column without gradients.
            let share = graph.div(r, all);
            let (share, column) = (root(graph, share), root(graph, c));
            (r, c, graph.mul(share, column))
        }
        _ => {
            let v = mean(graph, v, square);
            (v, c, root(graph, v))
        }
    };
    let size = match parts.adafactor.floor {
        Floor::Clamped(least) => {
            let least = graph.constant(least);
            graph.binary(Binary::Max, size, least)
        }
        Floor::Added(_) => size,
    };
    [graph.div(g, size), v, c]
}

/// The means of a matrix's rows or columns, of so many numbers each.
fn along(graph: &mut Graph, x: Node, shape: &[usize], count: usize) -> Node {
    let (total, count) = (graph.sum(x, shape), graph.constant(count as f64));
    graph.div(total, count)
}

/// The root mean square of a tensor, which these components are.
fn rms(graph: &mut Graph, components: &[Node]) -> Node {
    let count: usize = components.iter().map(|&x| graph.shape(x).iter().product::<usize>()).sum();
    let squares: Vec<Node> = components.iter().map(|&x| graph.powi(x, 2)).collect();
    let sums: Vec<Node> = squares.into_iter().map(|square| graph.sum(square, &[])).collect();
    let total = sums.into_iter().reduce(|a, b| graph.add(a, b)).unwrap_or_else(|| graph.constant(0.0));
    let count = graph.constant(count as f64);
    let mean = graph.div(total, count);
    root(graph, mean)
}
