//! A graph of two inputs in three parts: what depends on the first alone, on the second alone, and the rest.
//!
//! On a grid the first part is the same in every row and the second in every column, so each needs evaluating only once
//! for all of them. The values are those of the whole graph, bit for bit.

use super::op::arguments;
use super::uses::count_uses;
use super::{Graph, Node, Op};

/// The parts of a graph.
pub struct Split {
    /// For each input of the graph, the nodes of it that depend on that input alone and that the rest needs.
    pub alone: [Vec<Node>; 2],
    /// The rest. Its inputs are the values of the first list, then those of the second.
    pub rest: Graph,
    /// The output, in the rest.
    pub output: Node,
}

/// What a node depends on, as a set of inputs in bits.
const NOTHING: u8 = 0;
const BOTH: u8 = 3;

/// Splits a graph of scalars with two inputs.
pub fn split(graph: &Graph, output: Node) -> Split {
    let needed = count_uses(graph, &[output]);
    let mut depends = vec![NOTHING; graph.len()];
    let mut wanted = vec![false; graph.len()];
    wanted[output.index()] = true;
    for node in graph.nodes().filter(|node| needed[node.index()] > 0) {
        let op = graph.op(node);
        depends[node.index()] = match op {
            Op::Input(k) => 1 << k,
            _ => arguments(op).fold(NOTHING, |all, x| all | depends[x.index()]),
        };
        if depends[node.index()] == BOTH {
            arguments(op).for_each(|x| wanted[x.index()] = true);
        }
    }
    let alone = [1, 2].map(|which| {
        let here = |node: &Node| wanted[node.index()] && depends[node.index()] == which;
        graph.nodes().filter(here).collect::<Vec<_>>()
    });
    let mut rest = Graph::new();
    let mut new = vec![output; graph.len()];
    for node in alone.iter().flatten() {
        new[node.index()] = rest.input(&[]);
    }
    for node in graph.nodes().filter(|node| needed[node.index()] > 0) {
        if [NOTHING, BOTH].contains(&depends[node.index()]) {
            let op = match graph.op(node) {
                Op::Unary(f, x) => Op::Unary(f, new[x.index()]),
                Op::Powi(x, n) => Op::Powi(new[x.index()], n),
                Op::Binary(f, a, b) => Op::Binary(f, new[a.index()], new[b.index()]),
                same => same,
            };
            new[node.index()] = rest.push(op, Vec::new());
        }
    }
    Split { alone, rest, output: new[output.index()] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Plan, Unary};

    #[test]
    fn what_the_output_does_not_need_is_left_out() {
        // eˣ + y·2 + x·y, beside sin (x·y), x·sin y and 3·y, of which nothing is made.
        let mut g = Graph::new();
        let (x, y) = (g.input(&[]), g.input(&[]));
        let (two, three) = (g.constant(2.0), g.constant(3.0));
        let product = g.mul(x, y);
        g.unary(Unary::Sin, product);
        let sine = g.unary(Unary::Sin, y);
        g.mul(x, sine);
        g.mul(three, y);
        let (power, twice) = (g.unary(Unary::Exp, x), g.mul(y, two));
        let sum = g.add(power, twice);
        let output = g.add(sum, product);
        let Split { alone, rest, output } = split(&g, output);
        // The product needs x and y themselves, the sum what is made of each.
        assert_eq!(alone, [vec![x, power], vec![y, twice]]);
        let uses = count_uses(&rest, &[output]);
        let is_needed = |node: Node| uses[node.index()] > 0 || matches!(rest.op(node), Op::Constant(_));
        assert!(rest.nodes().all(is_needed), "{uses:?}");
        let mut plan = Plan::<f64>::new(&rest, &[output], 1);
        [0.0, 1.0, 5.0, 10.0].into_iter().enumerate().for_each(|(k, value)| plan.set_input(k, &[value]));
        plan.run(1);
        assert_eq!(plan.output(0), [11.0]);
    }
}
