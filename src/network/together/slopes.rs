//! What a share makes of the slopes of the second layer's sums.

use super::setup::Setup;
use crate::graph::{Element, Graph, Node, Plan};
use crate::network::layers::{Built, Penalty};

/// From the slopes δ₂ of the second layer's sums to those of the first, (δ₂·W₂ᵀ) ∘ f′(sums), and to those of W₂, f(sums)ᵀ·δ₂.
pub(super) struct Back<T> {
    /// For so many samples.
    passes: Vec<(usize, Plan<T>)>,
    /// The slopes of W₂.
    next: Vec<T>,
}

impl<T> Default for Back<T> {
    fn default() -> Self {
        Self { passes: Vec::new(), next: Vec::new() }
    }
}

impl<T: Element> Back<T> {
    /// Of some units: their sums, their rows of W₂, and δ₂.
    pub(super) fn run(&mut self, setup: &Setup, sums: &[T], weights: &[T], slopes: &[T]) -> (&[T], &mut [T]) {
        let n = slopes.len() / setup.next;
        let at = self.passes.iter().position(|(size, _)| *size == n).unwrap_or_else(|| {
            // A batch, and what is left at the end of an epoch.
            if self.passes.len() == 2 {
                self.passes.remove(0);
            }
            self.passes.push((n, pass(setup, n)));
            self.passes.len() - 1
        });
        let plan = &mut self.passes[at].1;
        plan.set_input(0, sums);
        plan.set_input(1, weights);
        plan.set_input(2, slopes);
        plan.run(1);
        self.next.clear();
        self.next.extend_from_slice(plan.output(1));
        (plan.output(0), &mut self.next)
    }
}

fn pass<T: Element>(setup: &Setup, n: usize) -> Plan<T> {
    let mut graph = Graph::new();
    let g = &mut graph;
    let sums = g.input(&[n, setup.units]);
    let weights = g.input(&[setup.units, setup.next]);
    let slopes = g.input(&[n, setup.next]);
    let units = (setup.activation.apply)(g, sums);
    let product = g.dot(units, weights, [false; 2]);
    let total = total(g, product, slopes);
    let wanted = g.gradient(total, &[sums, weights]);
    Plan::new(&graph, &wanted, 1)
}

/// Σ slope·x, whose gradient by x is the slopes.
fn total(g: &mut Graph, x: Node, slopes: Node) -> Node {
    let products = g.mul(slopes, x);
    g.sum(products, &[])
}

/// So many weights at a time.
const TILE: usize = 2048;

/// The slopes of penalties, added as the graph of a whole network adds them.
pub(super) struct Penalties<T> {
    plan: Plan<T>,
    tile: usize,
}

impl<T: Element> Penalties<T> {
    /// For up to so many weights; nothing without a penalty.
    pub(super) fn new(penalty: Penalty, weights: usize) -> Option<Self> {
        if penalty == Penalty::default() {
            return None;
        }
        let tile = weights.min(TILE);
        let mut graph = Graph::new();
        let g = &mut graph;
        let [w, slopes] = [g.input(&[tile]), g.input(&[tile])];
        let loss = total(g, w, slopes);
        let mut built = Built { graph, parameters: vec![w], layers: Vec::new(), losses: loss, loss };
        let loss = built.penalised(penalty);
        let gradient = built.graph.gradient(loss, &[w]);
        Some(Self { plan: Plan::new(&built.graph, &gradient, 1), tile })
    }

    pub(super) fn add(&mut self, weights: &[T], slopes: &mut [T]) {
        for (weights, slopes) in weights.chunks(self.tile).zip(slopes.chunks_mut(self.tile)) {
            let n = slopes.len();
            self.plan.input(0)[..n].copy_from_slice(&weights[..n]);
            self.plan.input(1)[..n].copy_from_slice(slopes);
            self.plan.run(1);
            slopes.copy_from_slice(&self.plan.output(0)[..n]);
        }
    }
}
