//! Backpropagation: the chain rule, from the output back to the inputs, as more nodes of the same graph.
#![cfg_attr(not(feature = "full"), expect(dead_code, reason = "only a walk asks for terms"))]

use super::build::Graph;
use super::node::Node;
use super::op::Op;

/// A term of a node's adjoint.
pub(super) struct Passed {
    /// Whose adjoint is passed on.
    pub from: Node,
    /// The argument that it is passed on to.
    pub to: Node,
    /// The local derivative that it is multiplied by, element by element, where it is.
    pub local: Option<Node>,
    /// What arrives.
    pub term: Node,
}

impl Graph {
    /// The derivatives of the scalar `output` with respect to each of `wrt`, each of the same shape as what it belongs to.
    ///
    /// # Panics
    /// If `output` is not a scalar: a mistake in the code that builds the graph.
    pub fn gradient(&mut self, output: Node, wrt: &[Node]) -> Vec<Node> {
        let adjoint = self.adjoints(output, wrt, |_| {});
        wrt.iter()
            .map(|&x| {
                let d = adjoint.get(x.index()).copied().flatten().unwrap_or_else(|| self.constant(0.0));
                let shape = self.shape(x).to_vec();
                self.broadcast(d, &shape)
            })
            .collect()
    }

    /// The adjoint of every node up to `output` that depends on one of `wrt`: the derivative of the output with respect to
    /// it. What is the same for all elements of a node may be a scalar.
    ///
    /// Walks the nodes backwards. When a node is reached, all uses of it have been visited, so its adjoint is complete, and
    /// is passed on to its arguments, times the local derivatives. `passed` is told of each term, in the order in which
    /// they are added up.
    pub(super) fn adjoints(&mut self, output: Node, wrt: &[Node], mut passed: impl FnMut(Passed)) -> Vec<Option<Node>> {
        assert!(self.shape(output).is_empty(), "only a scalar has a gradient");
        let wanted = self.depends_on(output, wrt);
        let mut adjoint: Vec<Option<Node>> = vec![None; output.index() + 1];
        adjoint[output.index()] = Some(self.constant(1.0));
        for node in self.nodes().take(output.index() + 1).rev() {
            let Some(up) = adjoint[node.index()].filter(|_| wanted[node.index()]) else { continue };
            let mut pass = |g: &mut Self, to: Node, local: Node| {
                let term = g.mul(up, local);
                passed(Passed { from: node, to, local: Some(local), term });
                pass_on(g, &mut adjoint, to, term);
            };
            match self.op(node) {
                Op::Input(_) | Op::Constant(_) => {}
                Op::Unary(f, x) => {
                    let local = f.derivative(self, x, node);
                    pass(self, x, local);
                }
                Op::Powi(x, n) => {
                    let (n_node, less) = (self.constant(f64::from(n)), self.powi(x, n - 1));
                    let local = self.mul(n_node, less);
                    pass(self, x, local);
                }
                Op::Binary(f, a, b) => {
                    if wanted[a.index()] {
                        let local = f.derivative_left(self, a, b, node);
                        pass(self, a, local);
                    }
                    if wanted[b.index()] {
                        let local = f.derivative_right(self, a, b, node);
                        pass(self, b, local);
                    }
                }
                Op::Broadcast(x) => {
                    let shape = self.shape(node).to_vec();
                    let up = self.broadcast(up, &shape);
                    let shape = self.shape(x).to_vec();
                    let term = self.sum(up, &shape);
                    passed(Passed { from: node, to: x, local: None, term });
                    pass_on(self, &mut adjoint, x, term);
                }
                Op::Sum(x) => {
                    let shape = self.shape(x).to_vec();
                    let term = self.broadcast(up, &shape);
                    passed(Passed { from: node, to: x, local: None, term });
                    pass_on(self, &mut adjoint, x, term);
                }
                Op::Tensor(op) => {
                    for (x, term) in op.pass(self, node, up, |x| wanted[x.index()]) {
                        passed(Passed { from: node, to: x, local: None, term });
                        pass_on(self, &mut adjoint, x, term);
                    }
                }
            }
        }
        adjoint
    }

    /// The matrix of second derivatives of a scalar with respect to scalars, by rows.
    pub fn hessian(&mut self, output: Node, wrt: &[Node]) -> Vec<Node> {
        let gradient = self.gradient(output, wrt);
        gradient.into_iter().flat_map(|d| self.gradient(d, wrt)).collect()
    }

    /// For every node up to `output`, whether it is one of `wrt` or computed from one.
    fn depends_on(&self, output: Node, wrt: &[Node]) -> Vec<bool> {
        let mut depends = vec![false; output.index() + 1];
        for node in self.nodes().take(output.index() + 1) {
            depends[node.index()] = wrt.contains(&node)
                || match self.op(node) {
                    Op::Input(_) | Op::Constant(_) => false,
                    Op::Unary(_, x) | Op::Powi(x, _) | Op::Broadcast(x) | Op::Sum(x) => depends[x.index()],
                    Op::Binary(_, a, b) => depends[a.index()] || depends[b.index()],
                    Op::Tensor(op) => op.arguments().into_iter().flatten().any(|x| depends[x.index()]),
                };
        }
        depends
    }
}

/// Adds `term` to the adjoint of `to`.
fn pass_on(g: &mut Graph, adjoint: &mut [Option<Node>], to: Node, term: Node) {
    let slot = &mut adjoint[to.index()];
    *slot = Some(match *slot {
        Some(sum) => g.add(sum, term),
        None => term,
    });
}
