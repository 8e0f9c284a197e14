//! The passes of a training: forward, and backward for each size of batch.

use super::Element;
use crate::graph::Buffers;
use crate::network::config::Config;
use crate::network::pass::{Backward, Forward};

/// From so many parameters on, all passes share one set of buffers. Smaller ones have their own: they take turns after every step.
const LARGE: f64 = 65_536.0;

pub(super) struct Passes<T> {
    forward: Forward<T>,
    /// By the size of the batch.
    backward: Vec<(usize, Backward<T>)>,
    buffers: Buffers<T>,
    shares: bool,
    /// Who has the buffers: the backward pass for so many samples, or else the forward pass.
    holder: Option<usize>,
}

impl<T: Element> Passes<T> {
    /// With a forward pass for up to `chunk` samples.
    pub(super) fn new(config: &Config, chunk: usize) -> Self {
        Self {
            forward: Forward::new(&config.network, chunk),
            backward: Vec::new(),
            buffers: Buffers::default(),
            shares: config.network.size() >= LARGE,
            holder: None,
        }
    }

    /// The forward pass.
    pub(super) fn forward(&mut self) -> &mut Forward<T> {
        if self.shares && self.holder.is_some() {
            self.collect();
            self.forward.plan().take(&mut self.buffers);
        }
        self.holder = None;
        &mut self.forward
    }

    /// The backward pass for so many samples.
    pub(super) fn backward(&mut self, config: &Config, size: usize) -> &mut Backward<T> {
        let known = self.backward.iter().position(|(made_for, _)| *made_for == size);
        let moves = self.shares && self.holder != Some(size);
        if moves {
            self.collect();
        }
        self.holder = Some(size);
        if let (Some(at), true) = (known, moves) {
            self.backward[at].1.plan().take(&mut self.buffers);
        }
        let at = known.unwrap_or_else(|| {
            // A run uses three sizes at most: the parts of a large batch, and what is left at the end of an epoch.
            if self.backward.len() == 3 {
                self.backward.remove(0);
            }
            let pass = Backward::new(&config.network, size, config.penalty, &mut self.buffers);
            self.backward.push((size, pass));
            self.backward.len() - 1
        });
        &mut self.backward[at].1
    }

    /// Makes backward passes anew: what they compute has changed.
    pub(super) fn clear(&mut self) {
        if self.shares && self.holder.is_some() {
            self.collect();
            self.forward.plan().take(&mut self.buffers);
        }
        self.holder = None;
        self.backward.clear();
    }

    /// Takes the buffers from who has them.
    fn collect(&mut self) {
        let holder = self.backward.iter_mut().find(|(size, _)| Some(*size) == self.holder);
        let plan = holder.map_or_else(|| self.forward.plan(), |(_, pass)| pass.plan());
        plan.give(&mut self.buffers);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::data::Shelf;

    #[test]
    fn shared_buffers_change_no_bit() {
        let values = [("dataset", "digits"), ("l2", "0.01"), ("layers", "32,7")];
        let values = values.map(|(key, value)| (key.to_owned(), crate::config::Value::Text(value.to_owned())));
        let config = Config::read(&values, || Ok(3), &Shelf::default()).expect("digits");
        let params: Vec<f32> = config.network.first(config.initializer, 3);
        let samples = &config.inputs.train;
        let [own, shared] = [false, true].map(|shares| {
            let mut passes = Passes { shares, ..Passes::new(&config, 20) };
            let mut told = Vec::new();
            // Sizes: some come again, one pushes another out, and 0 is the forward pass.
            for (k, size) in [0, 32, 32, 0, 9, 32, 0, 0, 40, 9, 32, 50, 40, 0].into_iter().enumerate() {
                if k == 7 {
                    passes.clear();
                }
                if size == 0 {
                    let forward = passes.forward();
                    forward.run(&params, samples, k, k + 20);
                    told.extend(forward.output().iter().chain(forward.losses()).map(|x| x.to_bits()));
                    continue;
                }
                let backward = passes.backward(&config, size);
                let which: Vec<u32> = (0..size as u32).map(|at| at * 7 + k as u32).collect();
                let mut gradient = vec![f32::NAN; params.len()];
                backward.run(&params, samples, &which, &mut gradient);
                told.extend(gradient.iter().map(|x| x.to_bits()));
                told.push((backward.loss() as f32).to_bits());
            }
            told
        });
        assert_eq!(own, shared);
    }
}
