//! All that comes after the sums of the first layer, but for W₂.

use super::piece::Piece;
use super::setup::Setup;
use super::share::Lesson;
use crate::graph::{Element, Node, Plan};
use crate::network::data::{Samples, Task};
use crate::network::layers::{Network, Part, Penalty};
use crate::network::pass::{most_likely, write_target};

pub(in crate::network) struct Rest<T> {
    setup: Setup,
    pub(in crate::network) piece: Piece<T>,
    /// Where the parts of the parameters are among them, b₂ first.
    parts: Vec<Part>,
    /// Forward, or forward and backward, for so many samples.
    passes: Vec<(usize, bool, Plan<T>)>,
    network: Network,
    /// The pass that is under way.
    at: usize,
}

impl<T: Element> Rest<T> {
    /// With what [`Piece::all`] gives. Nothing if that is not as much as the network has.
    pub(in crate::network) fn new(network: &Network, setup: Setup, all: impl Iterator<Item = Vec<T>>) -> Option<Self> {
        let mut parts = network.parts().split_off(3);
        let first = parts.first()?.offset;
        parts.iter_mut().for_each(|part| part.offset -= first);
        let piece = Piece::read(&setup, network.size() as usize - first, all)?;
        Some(Self { setup, piece, parts, passes: Vec::new(), network: network.clone(), at: 0 })
    }

    /// Begins a pass of `n` samples, which are to be learnt from or not.
    pub(in crate::network) fn begin(&mut self, n: usize, to_learn: bool) {
        self.at =
            self.passes.iter().position(|&(size, learns, _)| (size, learns) == (n, to_learn)).unwrap_or_else(|| {
                // Batches and what is left at the end of an epoch; the same for evaluation.
                if self.passes.len() == 4 {
                    self.passes.remove(0);
                }
                let penalty = to_learn.then_some(self.setup.penalty);
                self.passes.push((n, to_learn, pass(&self.network, n, penalty)));
                self.passes.len() - 1
            });
    }

    /// Where W₂ goes, row by row.
    pub(in crate::network) fn weights(&mut self) -> &mut [T] {
        self.passes[self.at].2.input(0)
    }

    /// Where the sums of the first layer go, sample by sample.
    pub(in crate::network) fn sums(&mut self) -> &mut [T] {
        self.passes[self.at].2.input(1 + self.parts.len())
    }

    /// Runs on what was put there: the samples' targets are those of `which`.
    pub(in crate::network) fn run(&mut self, samples: &Samples, which: impl Iterator<Item = usize>) {
        let (_, to_learn, plan) = &mut self.passes[self.at];
        let params = if *to_learn { self.piece.place(&self.setup) } else { &self.piece.params };
        for (k, part) in self.parts.iter().enumerate() {
            let into = plan.input(1 + k);
            into.copy_from_slice(&params[part.offset..][..into.len()]);
        }
        let into = plan.input(self.parts.len() + 2).chunks_exact_mut(self.network.outputs());
        into.zip(which).for_each(|(into, k)| write_target(self.network.task, samples.targets[k], into));
        plan.run(1);
    }

    fn plan(&self) -> &Plan<T> {
        &self.passes[self.at].2
    }

    /// The mean loss of the samples of a batch.
    pub(in crate::network) fn loss(&self) -> f64 {
        self.plan().output(2)[0].wide()
    }

    /// The loss of each sample.
    pub(in crate::network) fn losses(&self) -> &[T] {
        self.plan().output(0)
    }

    /// How many samples were put into their class; nothing where there are no classes.
    pub(in crate::network) fn hits(&self, samples: &Samples, which: impl Iterator<Item = usize>) -> Option<usize> {
        let Task::Classes(classes) = self.network.task else { return None };
        let rows = self.plan().output(1).chunks_exact(classes);
        Some(rows.zip(which).filter(|(row, k)| most_likely(row) == samples.targets[*k] as usize).count())
    }

    /// What hidden layer `k` gives for the first `n` samples of a pass that is not to learn from, sample by sample.
    pub(in crate::network) fn layer(&self, k: usize, n: usize) -> &[T] {
        &self.plan().output(2 + k)[..n * self.network.hidden[k].0]
    }

    /// The slopes of the sums of the second layer, sample by sample.
    pub(in crate::network) fn slopes(&self) -> &[T] {
        self.plan().output(3)
    }

    /// Learns from the batch that was run last.
    pub(in crate::network) fn learn(&mut self, lesson: Lesson) {
        let plan = &self.passes[self.at].2;
        if lesson.first {
            self.piece.gradient.fill(T::of(0.0));
        }
        let share = T::of(lesson.part);
        for (k, part) in self.parts.iter().enumerate() {
            let from = plan.output(4 + k);
            let into = &mut self.piece.gradient[part.offset..][..from.len()];
            into.iter_mut().zip(from).for_each(|(into, &from)| *into += share * from);
        }
        if let Some((rate, taken)) = lesson.step {
            self.piece.update(rate, taken);
        }
    }
}

/// From sums, parameters and targets to the losses, the output, and where there is a penalty (it may be 0), also the mean loss,
/// the slopes of the sums of the second layer, and the gradient from b₂ on; else what each hidden layer gives.
fn pass<T: Element>(network: &Network, n: usize, penalty: Option<Penalty>) -> Plan<T> {
    let (mut built, sums) = network.build_tail(n);
    let output = built.layers[built.layers.len() - 1];
    let mut outputs = vec![built.losses, output];
    if let Some(penalty) = penalty {
        let penalised = built.penalised(penalty);
        let wanted: Vec<Node> = [sums[1]].into_iter().chain(built.parameters[1..].iter().copied()).collect();
        outputs.push(built.loss);
        outputs.extend(built.graph.gradient(penalised, &wanted));
    } else {
        outputs.extend(&built.layers[..built.layers.len() - 1]);
    }
    Plan::new(&built.graph, &outputs, 1)
}
