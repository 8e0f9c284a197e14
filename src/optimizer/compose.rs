//! The parts of rules, as nodes.

use super::parts::{Correction, Epsilon, Memory};
use super::spec::Terms;
use super::stepper::{root, shortfall};
use crate::edition::FULL;
use crate::graph::{Binary, Graph, Node};

/// What a gradient is divided by: the root of a mean or sum of squares, with ε where it belongs.
pub(super) fn size(graph: &mut Graph, t: &Terms, square: Node, epsilon: Node) -> Node {
    match t.parts.epsilon {
        Epsilon::Inside | Epsilon::InsideOrTaken => {
            let inside = graph.add(square, epsilon);
            root(graph, inside)
        }
        Epsilon::Nowhere if FULL => root(graph, square),
        _ => {
            let root = root(graph, square);
            graph.add(root, epsilon)
        }
    }
}

/// What the mean of gradients (0) or of squares (1) is divided by, for having begun with 0.
pub(super) fn correction(graph: &mut Graph, t: &Terms, of: usize, beta: Node) -> Node {
    match t.parts.corrections[of] {
        Correction::Absent if FULL => graph.constant(1.0),
        Correction::Constant if FULL => {
            let one = graph.constant(1.0);
            graph.sub(one, beta)
        }
        _ => shortfall(graph, beta, t.t),
    }
}

/// What a gradient adds to a velocity: g, (1−β)·g, or (1−d)·g with dampening d, which may spare the first step.
pub(super) fn push(graph: &mut Graph, t: &Terms, beta: Node, dampening: Node) -> Node {
    let one = graph.constant(1.0);
    if FULL && t.parts.memory == Memory::Mean {
        let rest = graph.sub(one, beta);
        return graph.mul(rest, t.g);
    }
    let damped = if t.parts.spares_first {
        let two = graph.constant(2.0);
        let later = graph.binary(Binary::AtLeast, t.t, two);
        graph.mul(dampening, later)
    } else {
        dampening
    };
    let rest = graph.sub(one, damped);
    graph.mul(rest, t.g)
}
