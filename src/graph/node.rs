//! A node, by its place.

/// A node of a graph, by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node(u32);

impl Node {
    pub(super) fn at(index: usize) -> Self {
        Self(index as u32)
    }

    /// Its place in the order of evaluation.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
