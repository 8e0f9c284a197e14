//! What is done around every rule, where a reader asks for it: an L2 penalty, clipping of the gradient, weight decay.

use super::parts::{Decay, Parts};
use super::{Rule, Spec, Terms, Update};
use crate::catalog::{CLIP_NORM, CLIP_VALUE, L2, Setting, WEIGHT_DECAY};
use crate::graph::{Binary, Graph, Node, Unary};

/// How strong each is; 0 leaves it out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extras {
    /// λ of the decoupled decay w ← w − α·λ·w (Loshchilov & Hutter 2019).
    pub weight_decay: f64,
    /// λ of the penalty λ/2·‖w‖², which adds λ·w to the gradient.
    pub l2: f64,
    /// The largest size of a gradient's component.
    pub clip_value: f64,
    /// The greatest length of the gradient.
    pub clip_norm: f64,
}

/// [`Extras`] as nodes. What is left out is nothing, and so adds no node.
#[derive(Clone, Copy, Default)]
pub struct Nodes {
    /// λ of the decay.
    pub weight_decay: Option<Node>,
    /// λ of the penalty.
    pub l2: Option<Node>,
    /// The largest component.
    pub clip_value: Option<Node>,
    /// The greatest length.
    pub clip_norm: Option<Node>,
}

impl Extras {
    /// As nodes: what `make` makes of a letter and a value.
    pub fn nodes(&self, mut make: impl FnMut(&'static str, f64) -> Node) -> Nodes {
        let mut node = |setting: &Setting, value: f64| (value != 0.0).then(|| make(setting.symbol, value));
        Nodes {
            weight_decay: node(&WEIGHT_DECAY, self.weight_decay),
            l2: node(&L2, self.l2),
            clip_value: node(&CLIP_VALUE, self.clip_value),
            clip_norm: node(&CLIP_NORM, self.clip_norm),
        }
    }
}

/// The gradients that the rule gets, given those of the loss: all of them, for the length depends on all.
///
/// In Keras a penalty is part of the loss, so it is clipped with it; in PyTorch the optimizer adds it after the clipping.
pub fn prepare(graph: &mut Graph, parts: &Parts, with: &Nodes, w: &[Node], g: &[Node]) -> Vec<Node> {
    let mut g = g.to_vec();
    let penalise = |graph: &mut Graph, g: &mut [Node]| {
        let Some(l2) = with.l2 else { return };
        for (g, &w) in g.iter_mut().zip(w) {
            let pull = graph.mul(l2, w);
            *g = graph.add(*g, pull);
        }
    };
    if !parts.penalty_last {
        penalise(graph, &mut g);
    }
    if let Some(most) = with.clip_value {
        let least = graph.neg(most);
        for g in &mut g {
            let capped = graph.binary(Binary::Min, *g, most);
            *g = graph.binary(Binary::Max, capped, least);
        }
    }
    if let Some(most) = with.clip_norm {
        let squares: Vec<Node> = g.iter().map(|&g| graph.powi(g, 2)).collect();
        let sums: Vec<Node> = squares.into_iter().map(|square| graph.sum(square, &[])).collect();
        let total = sums.into_iter().reduce(|a, b| graph.add(a, b)).unwrap_or(most);
        let mut norm = graph.unary(Unary::Sqrt, total);
        let little = graph.constant(parts.norm_epsilon);
        norm = graph.add(norm, little);
        let (ratio, one) = (graph.div(most, norm), graph.constant(1.0));
        let factor = graph.binary(Binary::Min, ratio, one);
        for g in &mut g {
            *g = graph.mul(*g, factor);
        }
    }
    if parts.penalty_last {
        penalise(graph, &mut g);
    }
    g
}

/// The rule, after the decay, for a component alone.
pub fn apply(graph: &mut Graph, spec: &Spec, with: &Nodes, terms: &Terms) -> Update {
    let terms = decayed(graph, with, terms);
    match spec.rule {
        Rule::Each(rule) => rule(graph, &terms),
        #[cfg(feature = "full")]
        Rule::Tensor(rule) | Rule::Factored(rule) | Rule::Matrix(rule) | Rule::Model(rule) => {
            rule(graph, &[terms]).swap_remove(0)
        }
    }
}

/// The terms with what the decay leaves of the parameter.
pub(super) fn decayed(graph: &mut Graph, with: &Nodes, terms: &Terms) -> Terms {
    #[cfg(feature = "full")]
    if terms.parts.decay == Decay::InStep {
        return Terms { decay: with.weight_decay, ..*terms };
    }
    let w = match with.weight_decay {
        None => terms.w,
        Some(decay) => {
            let rate = if terms.parts.decay == Decay::Alone { decay } else { graph.mul(terms.lr, decay) };
            let lost = graph.mul(terms.w, rate);
            graph.sub(terms.w, lost)
        }
    };
    Terms { w, ..*terms }
}
