//! A network run on a batch: forward alone, or forward and backward. Made once for a size of batch; running allocates nothing.

use super::data::{Samples, Task};
use super::layers::{Built, Network, Part, Penalty};
use crate::graph::{Element, Node, Plan};

/// What both directions share: where parameters, samples and targets go in.
struct Inputs {
    parts: Vec<Part>,
    inputs: usize,
    outputs: usize,
    task: Task,
}

impl Inputs {
    fn of(network: &Network) -> Self {
        Self { parts: network.parts(), inputs: network.inputs, outputs: network.outputs(), task: network.task }
    }

    fn set_parameters<T: Element>(&self, plan: &mut Plan<T>, params: &[T]) {
        for (k, part) in self.parts.iter().enumerate() {
            let into = plan.input(k);
            into.copy_from_slice(&params[part.offset..][..into.len()]);
        }
    }

    /// Writes the samples `which`; places that are left keep what they had.
    fn set_samples<T: Element>(
        &self,
        plan: &mut Plan<T>,
        samples: &Samples,
        which: impl Iterator<Item = usize> + Clone,
    ) {
        let into = plan.input(self.parts.len()).chunks_exact_mut(self.inputs);
        into.zip(which.clone()).for_each(|(into, k)| samples.write(k, into));
        let into = plan.input(self.parts.len() + 1).chunks_exact_mut(self.outputs);
        for (into, k) in into.zip(which) {
            let target = samples.targets[k];
            match self.task {
                Task::Classes(_) => {
                    into.fill(T::of(0.0));
                    into[target as usize] = T::of(1.0);
                }
                Task::Values => into[0] = T::of(f64::from(target)),
            }
        }
    }
}

/// The class that is most likely.
pub(super) fn most_likely<T: Element>(row: &[T]) -> usize {
    (1..row.len()).fold(0, |best, k| if row[k] > row[best] { k } else { best })
}

/// Loss and gradient of a batch.
pub(super) struct Backward<T> {
    plan: Plan<T>,
    inputs: Inputs,
}

impl<T: Element> Backward<T> {
    pub(super) fn new(network: &Network, n: usize, penalty: Penalty) -> Self {
        let mut built: Built = network.build(n);
        let penalised = built.penalised(penalty);
        let output = built.layers[built.layers.len() - 1];
        let parameters = built.parameters.clone();
        let gradient = built.graph.gradient(penalised, &parameters);
        let outputs: Vec<Node> = [built.loss, output].into_iter().chain(gradient).collect();
        Self { plan: Plan::new(&built.graph, &outputs, 1), inputs: Inputs::of(network) }
    }

    /// Evaluates at `params` on the samples `which`, as many as this was made for.
    pub(super) fn run(&mut self, params: &[T], samples: &Samples, which: &[u32]) {
        self.inputs.set_parameters(&mut self.plan, params);
        self.inputs.set_samples(&mut self.plan, samples, which.iter().map(|&k| k as usize));
        self.plan.run(1);
    }

    /// The mean loss, without penalties.
    pub(super) fn loss(&self) -> f64 {
        self.plan.output(0)[0].wide()
    }

    /// How many of the samples `which` were put into their class; of values none.
    pub(super) fn hits(&self, samples: &Samples, which: &[u32]) -> usize {
        if self.inputs.task == Task::Values {
            return 0;
        }
        let rows = self.plan.output(1).chunks_exact(self.inputs.outputs);
        rows.zip(which).filter(|(row, k)| most_likely(row) == samples.targets[**k as usize] as usize).count()
    }

    /// Adds so much of its gradient.
    pub(super) fn add_gradient(&self, share: T, into: &mut [T]) {
        for (k, part) in self.inputs.parts.iter().enumerate() {
            let from = self.plan.output(2 + k);
            let into = &mut into[part.offset..][..from.len()];
            into.iter_mut().zip(from).for_each(|(into, &from)| *into += share * from);
        }
    }
}

/// What a network makes of samples.
pub(super) struct Forward<T> {
    plan: Plan<T>,
    inputs: Inputs,
    size: usize,
    layers: usize,
}

impl<T: Element> Forward<T> {
    /// For up to `size` samples at a time.
    pub(super) fn new(network: &Network, size: usize) -> Self {
        let built = network.build(size);
        let outputs: Vec<Node> = [built.losses].into_iter().chain(built.layers.iter().copied()).collect();
        let layers = built.layers.len();
        Self { plan: Plan::new(&built.graph, &outputs, 1), inputs: Inputs::of(network), size, layers }
    }

    /// How many samples it takes at a time.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    pub(super) fn set_parameters(&mut self, params: &[T]) {
        self.inputs.set_parameters(&mut self.plan, params);
    }

    /// Evaluates up to [`Forward::size`] samples, from number `from` on; gives how many.
    pub(super) fn run(&mut self, samples: &Samples, from: usize, to: usize) -> usize {
        let n = self.size.min(to - from);
        self.inputs.set_samples(&mut self.plan, samples, from..from + n);
        self.plan.run(1);
        n
    }

    /// Evaluates up to [`Forward::size`] rows of inputs.
    pub(super) fn run_rows(&mut self, rows: &[T]) {
        self.plan.input(self.inputs.parts.len())[..rows.len()].copy_from_slice(rows);
        self.plan.run(1);
    }

    pub(super) fn losses(&self) -> &[T] {
        self.plan.output(0)
    }

    /// What layer `k` gives, sample by sample; the last is the output.
    pub(super) fn layer(&self, k: usize) -> &[T] {
        self.plan.output(1 + k)
    }

    /// The output, sample by sample.
    pub(super) fn output(&self) -> &[T] {
        self.layer(self.layers - 1)
    }
}
