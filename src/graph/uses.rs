//! Which nodes are needed, and how often.

use super::build::Graph;
use super::node::Node;
use super::op::arguments;

/// How often each node is read by what `outputs` need; an output is one more use. 0: not needed.
pub(super) fn count_uses(graph: &Graph, outputs: &[Node]) -> Vec<usize> {
    let mut uses = vec![0; graph.len()];
    for output in outputs {
        uses[output.index()] += 1;
    }
    for node in graph.nodes().rev() {
        if uses[node.index()] > 0 {
            for used in arguments(graph.op(node)) {
                uses[used.index()] += 1;
            }
        }
    }
    uses
}
