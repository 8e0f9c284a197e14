//! A network run on a batch: forward alone, or forward and backward. Made once for a size of batch; running allocates nothing.

use super::config::MOST_LAYERS;
use super::data::{Samples, Task};
use super::layers::{Built, Network, Part, Penalty};
use super::overflow::Overflow;
use crate::graph::{Buffers, Element, Lent, Node, Plan};

/// The most parts that parameters have: weights and biases of each layer.
const MOST_PARTS: usize = 2 * (MOST_LAYERS + 1);

/// What both directions share: where parameters, samples and targets go in. Parameters are read where they are.
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

    /// Parameters, part by part.
    fn cut<'a, T>(&self, params: &'a [T]) -> [&'a [T]; MOST_PARTS] {
        let mut cut: [&[T]; MOST_PARTS] = Default::default();
        for (part, cut) in self.parts.iter().zip(&mut cut) {
            *cut = &params[part.offset..][..part.shape.iter().product()];
        }
        cut
    }

    /// A gradient, part by part.
    fn cut_mut<'a, T>(&self, mut gradient: &'a mut [T]) -> [&'a mut [T]; MOST_PARTS] {
        let mut cut: [&mut [T]; MOST_PARTS] = Default::default();
        for (part, cut) in self.parts.iter().zip(&mut cut) {
            (*cut, gradient) = gradient.split_at_mut(part.shape.iter().product());
        }
        cut
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
        into.zip(which).for_each(|(into, k)| write_target(self.task, samples.targets[k], into));
    }
}

/// A target as the network's graph takes it.
pub(super) fn write_target<T: Element>(task: Task, target: f32, into: &mut [T]) {
    match task {
        Task::Classes(_) => {
            into.fill(T::of(0.0));
            into[target as usize] = T::of(1.0);
        }
        Task::Values => into[0] = T::of(f64::from(target)),
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
    /// In these buffers, if there are any to be had.
    pub(super) fn new(network: &Network, n: usize, penalty: Penalty, buffers: &mut Buffers<T>) -> Self {
        let mut built: Built = network.build(n);
        let penalised = built.penalised(penalty);
        let output = built.layers[built.layers.len() - 1];
        let parameters = built.parameters.clone();
        let gradient = built.graph.gradient(penalised, &parameters);
        let outputs: Vec<Node> = [built.loss, output].into_iter().chain(gradient).collect();
        let lent = Lent { inputs: 0..parameters.len(), outputs: 2..outputs.len() };
        Self { plan: Plan::new_in(&built.graph, &outputs, lent, buffers), inputs: Inputs::of(network) }
    }

    pub(super) fn plan(&mut self) -> &mut Plan<T> {
        &mut self.plan
    }

    /// Evaluates at `params` on the samples `which`, as many as this was made for, and writes the gradient.
    pub(super) fn run(&mut self, params: &[T], samples: &Samples, which: &[u32], gradient: &mut [T]) {
        self.inputs.set_samples(&mut self.plan, samples, which.iter().map(|&k| k as usize));
        let n = self.inputs.parts.len();
        let (params, mut gradient) = (self.inputs.cut(params), self.inputs.cut_mut(gradient));
        self.plan.run_lent(&params[..n], &mut gradient[..n]);
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
        let lent = Lent { inputs: 0..built.parameters.len(), outputs: 0..0 };
        Self { plan: Plan::new_lent(&built.graph, &outputs, lent), inputs: Inputs::of(network), size, layers }
    }

    pub(super) fn plan(&mut self) -> &mut Plan<T> {
        &mut self.plan
    }

    /// How many samples it takes at a time.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// How many classes there are; nothing where it gives values.
    pub(super) fn classes(&self) -> Option<usize> {
        match self.inputs.task {
            Task::Classes(classes) => Some(classes),
            Task::Values => None,
        }
    }

    /// Evaluates up to [`Forward::size`] samples at `params`, from number `from` on; gives how many.
    pub(super) fn run(&mut self, params: &[T], samples: &Samples, from: usize, to: usize) -> usize {
        let n = self.size.min(to - from);
        self.inputs.set_samples(&mut self.plan, samples, from..from + n);
        self.run_plan(params);
        n
    }

    /// Evaluates up to [`Forward::size`] rows of inputs.
    pub(super) fn run_rows(&mut self, params: &[T], rows: &[T]) {
        self.plan.input(self.inputs.parts.len())[..rows.len()].copy_from_slice(rows);
        self.run_plan(params);
    }

    fn run_plan(&mut self, params: &[T]) {
        self.plan.run_lent(&self.inputs.cut(params)[..self.inputs.parts.len()], &mut []);
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

/// The first numbers that are not finite on the way forward, on the samples `which`: of which layer, from 0, and which.
pub(super) fn first_overflow<T: Element>(
    network: &Network,
    params: &[T],
    samples: &Samples,
    which: &[u32],
) -> Option<(usize, Overflow)> {
    let (built, sums) = network.build_with_sums(which.len());
    let outputs: Vec<Node> = sums.into_iter().zip(built.layers).flat_map(|(sum, layer)| [sum, layer]).collect();
    let outputs = [outputs, vec![built.losses]].concat();
    let inputs = Inputs::of(network);
    let mut plan = Plan::new_lent(&built.graph, &outputs, Lent { inputs: 0..inputs.parts.len(), outputs: 0..0 });
    inputs.set_samples(&mut plan, samples, which.iter().map(|&k| k as usize));
    plan.run_lent(&inputs.cut(params)[..inputs.parts.len()], &mut []);
    let losses = outputs.len() - 1;
    let at = (0..=losses).find(|&k| plan.output(k).iter().any(|x| !x.wide().is_finite()))?;
    Some(if at == losses { (losses / 2 - 1, Overflow::Loss) } else { (at / 2, Overflow::Activation) })
}

/// The losses of samples from the sums of the first layer on.
pub(super) struct Tail<T> {
    plan: Plan<T>,
    /// How many parts of the parameters come after the first layer's.
    parts: usize,
    outputs: usize,
    task: Task,
    size: usize,
}

impl<T: Element> Tail<T> {
    /// For `size` samples at a time.
    pub(super) fn new(network: &Network, size: usize) -> Self {
        let (built, _) = network.build_tail(size);
        let parts = network.parts().len() - 2;
        Self {
            plan: Plan::new(&built.graph, &[built.losses], 1),
            parts,
            outputs: network.outputs(),
            task: network.task,
            size,
        }
    }

    /// How many samples it takes at a time.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Where the sums of the first layer go, sample by sample.
    pub(super) fn sums(&mut self) -> &mut [T] {
        self.plan.input(self.parts)
    }

    /// Where part `k` of the parameters goes, from 2 on.
    pub(super) fn part(&mut self, k: usize) -> &mut [T] {
        self.plan.input(k - 2)
    }

    /// Writes the targets of the samples `which`; places that are left keep what they had.
    pub(super) fn set_targets(&mut self, samples: &Samples, which: std::ops::Range<usize>) {
        let into = self.plan.input(self.parts + 1).chunks_exact_mut(self.outputs);
        into.zip(which).for_each(|(into, k)| write_target(self.task, samples.targets[k], into));
    }

    /// The loss of each sample.
    pub(super) fn run(&mut self) -> &[T] {
        self.plan.run(1);
        self.plan.output(0)
    }
}

/// The Hessian of a batch's loss, by its products with vectors: H·v is the gradient of (gradient · v), for a v that does not
/// depend on the parameters (Pearlmutter 1994).
pub(super) struct Curved<T> {
    plan: Plan<T>,
    inputs: Inputs,
}

impl<T: Element> Curved<T> {
    /// For batches of `n` samples; penalties are part of the loss.
    pub(super) fn new(network: &Network, n: usize, penalty: Penalty) -> Self {
        let mut built = network.build(n);
        let penalised = built.penalised(penalty);
        let parameters = built.parameters.clone();
        let g = &mut built.graph;
        let gradient = g.gradient(penalised, &parameters);
        let mut along = g.constant(0.0);
        for (part, slope) in network.parts().iter().zip(gradient) {
            let v = g.input(&part.shape);
            let product = g.mul(slope, v);
            let sum = g.sum(product, &[]);
            along = g.add(along, sum);
        }
        let products = g.gradient(along, &parameters);
        let lent = Lent { inputs: 0..parameters.len(), outputs: 0..0 };
        Self { plan: Plan::new_lent(&built.graph, &products, lent), inputs: Inputs::of(network) }
    }

    /// Adds `share` of H·v at `params`, on the samples `which`, as many as this was made for.
    pub(super) fn add_product(
        &mut self,
        params: &[T],
        samples: &Samples,
        which: std::ops::Range<usize>,
        v: &[T],
        share: f64,
        into: &mut [f64],
    ) {
        self.inputs.set_samples(&mut self.plan, samples, which);
        let first = self.inputs.parts.len() + 2;
        for (k, part) in self.inputs.parts.iter().enumerate() {
            let place = self.plan.input(first + k);
            place.copy_from_slice(&v[part.offset..][..place.len()]);
        }
        self.plan.run_lent(&self.inputs.cut(params)[..self.inputs.parts.len()], &mut []);
        for (k, part) in self.inputs.parts.iter().enumerate() {
            let from = self.plan.output(k);
            let into = &mut into[part.offset..][..from.len()];
            into.iter_mut().zip(from).for_each(|(into, from)| *into += share * from.wide());
        }
    }
}
