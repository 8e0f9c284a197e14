//! Buffers that go from plan to plan. Of plans that never run at the same time only one needs any: what it was told and has
//! computed is read by then.

use super::super::tensor::Room;
use super::{Element, Graph, Lent, Node, Plan, fitting};

/// What a plan has given, for another to take.
#[derive(Default)]
pub struct Buffers<T> {
    numbers: Vec<Vec<T>>,
    room: Room<T>,
    /// What [`Plan::needs`] writes to.
    needs: Vec<(usize, usize)>,
}

impl<T: Element> Plan<T> {
    /// [`Plan::new_lent`], which begins with buffers of others.
    pub fn new_in(graph: &Graph, outputs: &[Node], lent: Lent, from: &mut Buffers<T>) -> Self {
        let mut plan = Self::with_spare(graph, outputs, 1, lent, &mut from.numbers);
        plan.room = std::mem::take(&mut from.room);
        plan
    }

    /// Gives all of its own buffers but constants. It must [`Plan::take`] some before it is used again.
    pub fn give(&mut self, to: &mut Buffers<T>) {
        self.needs(&mut to.needs);
        to.numbers.extend(to.needs.iter().map(|&(k, _)| std::mem::take(&mut self.slots[k])));
        to.room = std::mem::take(&mut self.room);
    }

    /// Takes what it needs. What is in there is not defined: inputs are to be written anew. A buffer that is too small makes way
    /// for another, so that when all plans have had their turn nothing is allocated any more.
    pub fn take(&mut self, from: &mut Buffers<T>) {
        self.needs(&mut from.needs);
        for &(k, len) in &from.needs {
            let buffer = fitting(&mut from.numbers, len).unwrap_or_else(|| {
                let largest = (0..from.numbers.len()).max_by_key(|&at| from.numbers[at].capacity());
                drop(largest.map(|at| from.numbers.swap_remove(at)));
                vec![T::of(0.0); len]
            });
            self.slots[k] = buffer;
        }
        self.room = std::mem::take(&mut from.room);
    }

    /// The slots that are written, and how many numbers they have; the largest first, so that they find the largest buffers.
    fn needs(&self, needs: &mut Vec<(usize, usize)>) {
        let inputs = self.inputs.iter().map(|place| (place.slot, place.shape.iter().product()));
        let steps = self.steps.iter().map(|step| (step.to, step.len));
        let own = inputs.chain(steps).filter(|&(slot, _)| slot >= self.lent.len());
        needs.clear();
        needs.extend(own.map(|(slot, len)| (slot, len * self.lanes)));
        needs.sort_unstable_by_key(|&(slot, len)| (std::cmp::Reverse(len), slot));
        needs.dedup();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Unary;

    /// 2·exp(x) of `n` numbers, added up.
    fn plan(n: usize, buffers: Option<&mut Buffers<f32>>) -> Plan<f32> {
        let mut g = Graph::new();
        let (x, two) = (g.input(&[n]), g.constant(2.0));
        let power = g.unary(Unary::Exp, x);
        let product = g.mul(two, power);
        let sum = g.sum(product, &[]);
        match buffers {
            Some(buffers) => Plan::new_in(&g, &[sum, product], Lent::default(), buffers),
            None => Plan::new(&g, &[sum, product], 1),
        }
    }

    #[test]
    fn plans_take_turns_with_one_set_of_buffers() {
        let mut buffers = Buffers::default();
        let mut alone = [300, 5, 7].map(|n| plan(n, None));
        let mut shared = [300, 5, 7].map(|n| {
            let mut plan = plan(n, Some(&mut buffers));
            plan.give(&mut buffers);
            assert!(
                plan.input(0).is_empty() && plan.output(0).is_empty() && plan.output(1).is_empty(),
                "it has kept some"
            );
            plan
        });
        let mut places = Vec::new();
        for round in 0..6 {
            for (k, (alone, shared)) in alone.iter_mut().zip(&mut shared).enumerate() {
                shared.take(&mut buffers);
                for plan in [&mut *alone, &mut *shared] {
                    let values = plan.input(0).iter_mut().enumerate();
                    values.for_each(|(at, x)| *x = (at * k + round) as f32 / 100.0);
                    plan.run(1);
                }
                assert_eq!((alone.output(0), alone.output(1)), (shared.output(0), shared.output(1)));
                shared.give(&mut buffers);
            }
            let mut now: Vec<_> = buffers.numbers.iter().map(|buffer| (buffer.as_ptr(), buffer.capacity())).collect();
            now.sort_unstable();
            if round == 0 {
                shared[0].needs(&mut buffers.needs);
                assert_eq!(now.len(), buffers.needs.len(), "as many as one plan needs");
                places = now;
            } else {
                assert_eq!(places, now, "round {round}: what is there is enough");
            }
        }
    }

    #[test]
    fn lanes_have_their_places() {
        let mut g = Graph::new();
        let x = g.input(&[2]);
        let sine = g.unary(Unary::Sin, x);
        let mut plan = Plan::<f32>::new(&g, &[sine], 4);
        let mut buffers = Buffers::default();
        plan.give(&mut buffers);
        plan.take(&mut buffers);
        plan.set_input(0, &[0.0, 1.0]);
        plan.run(4);
        assert_eq!(plan.output(0), [[0.0; 4], [libm::sin(1.0) as f32; 4]].concat());
    }
}
