//! What a plan reads and writes where others keep it.

use crate::graph::node::Node;
use std::ops::Range;

/// Which inputs are read, and which outputs are written, where they are lent: see [`Plan::run_lent`].
#[derive(Clone, Debug, Default)]
pub struct Lent {
    /// Inputs, by their places among the graph's.
    pub inputs: Range<usize>,
    /// Outputs, by their places among the plan's.
    pub outputs: Range<usize>,
}

impl Lent {
    /// How many slots stand for them: those of inputs first.
    pub(super) fn len(&self) -> usize {
        self.inputs.len() + self.outputs.len()
    }

    /// The slot of input `k`.
    pub(super) fn input(&self, k: usize) -> Option<usize> {
        self.inputs.contains(&k).then(|| k - self.inputs.start)
    }

    /// The slot that a node is computed in: that of the first output which it is.
    pub(super) fn output(&self, outputs: &[Node], node: Node) -> Option<usize> {
        let at = outputs[self.outputs.clone()].iter().position(|&output| output == node)?;
        Some(self.inputs.len() + at)
    }

    /// What is not computed where it is wanted: an input, a constant, or an output that is there twice.
    pub(super) fn copies(&self, slots: impl Iterator<Item = usize>) -> Vec<[usize; 2]> {
        let wanted = slots.skip(self.outputs.start).zip(self.inputs.len()..self.len());
        wanted.filter(|(from, to)| from != to).map(|(from, to)| [from, to]).collect()
    }
}

/// What stands in slot `k`.
#[inline(always)]
pub(super) fn at<'a, T>(slots: &'a [Vec<T>], lent: &'a [&[T]], into: &'a [&mut [T]], k: usize) -> &'a [T] {
    match (lent.get(k), into.get(k.wrapping_sub(lent.len()))) {
        (Some(lent), _) => lent,
        (_, Some(into)) => into,
        _ => &slots[k],
    }
}
