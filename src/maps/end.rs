//! How runs end, and when they are quiet.

use super::aims::Aims;
use crate::graph::{Graph, Node};
use crate::objective::step::StepGraph;
use crate::optimizer::Hyper;

/// Runs are looked at every so many steps.
pub const LOOK: usize = 16;

/// A step of this length is too long to be quiet at any slope; each parameter is measured by the width of its side of the
/// domain. A step is quiet where (slope / [`Aims::steep`])² + (length / [`STILL`])² ≤ 1.
pub const STILL: f64 = 1e-4;

/// A step of this length is none, whatever the slope: decay of the weights may hold a run where there is one.
pub const REST: f64 = 1e-12;

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// At rest in a minimum.
    Converged,
    /// On its way, after all steps.
    Moving,
    /// Out of the finite numbers.
    Diverged,
    /// Going round: after some steps it is where it was.
    Cycling,
    /// At rest, but at none of the minima that are known: on a saddle or in a valley, or where a penalty has moved them.
    Resting,
}

/// The end of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// What became of it.
    pub outcome: Outcome,
    /// Steps until it was quiet, or until the last point that was finite; else all.
    pub steps: u32,
    /// The minimum that it is at, or after all steps nearest to, if any is near.
    pub minimum: Option<usize>,
}

/// What all runs have in common.
pub struct Task<'a> {
    /// The rule's numbers, of the optimizer and convention that the [`Many`](super::many::Many) was made for.
    pub hyper: &'a Hyper,
    /// What there is to be reached.
    pub aims: &'a Aims,
    /// The most steps of a run, from 1.
    pub max_steps: usize,
    /// Whether to tell cycles from other ways of not coming to rest.
    pub cycles: bool,
}

/// How far a step is from quiet: at most 1 where it is.
pub(super) struct Stir {
    /// By what slopes and lengths are multiplied, for each parameter.
    pub(super) slopes: Vec<Node>,
    pub(super) lengths: Vec<Node>,
    /// What is added, in this order: of each slope, then of each length.
    pub(super) parts: Vec<Node>,
}

impl Stir {
    pub(super) fn of(step: &mut StepGraph, dim: usize) -> Self {
        let g = &mut step.graph;
        let slopes: Vec<Node> = (0..dim).map(|_| g.input(&[])).collect();
        let lengths: Vec<Node> = (0..dim).map(|_| g.input(&[])).collect();
        let mut parts: Vec<Node> = (0..dim).map(|k| square_of(g, step.taken[k], slopes[k])).collect();
        for (k, &length) in lengths.iter().enumerate() {
            let way = g.sub(step.next[k], step.state[k]);
            parts.push(square_of(g, way, length));
        }
        Self { slopes, lengths, parts }
    }
}

/// (x·factor)²
fn square_of(g: &mut Graph, x: Node, factor: Node) -> Node {
    let scaled = g.mul(x, factor);
    g.powi(scaled, 2)
}
