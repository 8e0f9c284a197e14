//! Runs that read and write where others keep their numbers: what is large is not copied into a plan and out of it.

use super::lent::{Lent, at};
use super::{Element, Graph, Node, Plan};

impl<T: Element> Plan<T> {
    /// [`Plan::new`] for one lane, of which some inputs and outputs are lent.
    pub fn new_lent(graph: &Graph, outputs: &[Node], lent: Lent) -> Self {
        Self::with_spare(graph, outputs, 1, lent, &mut Vec::new())
    }

    /// Evaluates the graph, given what is lent: inputs, and where outputs go. Each has its number of elements.
    ///
    /// # Panics
    /// If it is not what the plan was made for.
    pub fn run_lent(&mut self, inputs: &[&[T]], outputs: &mut [&mut [T]]) {
        assert!([inputs.len(), outputs.len()] == [self.lent.inputs.len(), self.lent.outputs.len()], "lent otherwise");
        self.run_steps(1, inputs, outputs);
        for &[from, to] in &self.feedback {
            let to = to - inputs.len();
            let into = std::mem::take(&mut outputs[to]);
            into.copy_from_slice(at(&self.slots, inputs, outputs, from));
            outputs[to] = into;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Unary;

    #[test]
    fn lent_inputs_and_outputs_have_the_numbers_of_own_ones() {
        // a, 2·a and b·2·a, of which the last two are there twice; b itself, and a constant.
        let mut g = Graph::new();
        let (scale, a, b) = (g.input(&[]), g.input(&[3]), g.input(&[3]));
        let twice = g.mul(scale, a);
        let product = g.mul(b, twice);
        let (sum, one) = (g.sum(product, &[]), g.constant(1.0));
        let ones = g.broadcast(one, &[3]);
        let sine = g.unary(Unary::Sin, sum);
        let outputs = [sine, twice, product, b, twice, ones, product];
        let mut own = Plan::<f32>::new(&g, &outputs, 1);
        let mut other = Plan::new_lent(&g, &outputs, Lent { inputs: 1..3, outputs: 1..7 });
        for round in 0..3 {
            let values: [[f32; 3]; 2] = [[1.0, 2.0, round as f32], [0.5, -1.0, 3.0]];
            let mut into = [[f32::NAN; 3]; 6];
            own.set_input(0, &[2.0]);
            other.set_input(0, &[2.0]);
            own.set_input(1, &values[0]);
            own.set_input(2, &values[1]);
            own.run(1);
            let [a, b, c, d, e, f] = &mut into;
            other.run_lent(&[&values[0], &values[1]], &mut [a, b, c, d, e, f]);
            assert_eq!(own.output(0), other.output(0));
            for (k, into) in into.iter().enumerate() {
                assert_eq!(own.output(1 + k), into, "output {k}");
            }
        }
    }
}
