//! Which samples make up the next batch.

use crate::random::{Purpose, Random};

/// How many samples a step looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchSize {
    /// That many; 1 is "true" stochastic gradient descent. As many as there are, or more, is [`BatchSize::Full`].
    Some(usize),
    /// All of them.
    Full,
}

impl BatchSize {
    /// How many of `n` samples that are.
    pub fn of(self, n: usize) -> usize {
        match self {
            BatchSize::Some(size) => size.min(n),
            BatchSize::Full => n,
        }
    }

    /// Whether a batch of this size holds all of `n` samples.
    pub fn is_full(self, n: usize) -> bool {
        match self {
            BatchSize::Some(size) => size >= n,
            BatchSize::Full => true,
        }
    }
}

/// Where in its data a run is: enough to continue from there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Passes through the data that are complete.
    pub epoch: u64,
    /// Samples of this pass that have been used.
    pub used: usize,
}

/// Draws batches without replacement: each epoch shows every sample once, in an order of its own. What is left at the end
/// of an epoch is a smaller batch; nothing is carried over into the next.
pub struct Sampler {
    n: usize,
    seed: u64,
    position: Position,
    order: Vec<u32>,
    /// The epoch that `order` belongs to.
    shuffled_epoch: Option<u64>,
}

impl Sampler {
    /// For `n` samples.
    pub fn new(n: usize, seed: u64) -> Self {
        Self { n, seed, position: Position::default(), order: (0..n as u32).collect(), shuffled_epoch: None }
    }

    /// Where it is.
    pub fn position(&self) -> Position {
        self.position
    }

    /// Goes to a place where it was before.
    pub fn go_to(&mut self, position: Position) {
        self.position = position;
    }

    fn put_in_order(&mut self) {
        self.order.clear();
        self.order.extend(0..self.n as u32);
    }

    /// The next batch, as indices into the data. A full batch has them in their own order, and is an epoch of its own: an
    /// epoch that was begun in smaller batches ends there.
    pub fn draw(&mut self, size: BatchSize) -> &[u32] {
        let full = size.is_full(self.n);
        if full {
            if self.shuffled_epoch.take().is_some() {
                self.put_in_order();
            }
            self.position = Position { epoch: self.position.epoch + 1, used: 0 };
            return &self.order;
        }
        if self.shuffled_epoch != Some(self.position.epoch) {
            // Each epoch is shuffled from the same order, so that it depends on the seed and its own number alone.
            self.put_in_order();
            Random::new(self.seed, Purpose::Shuffle { epoch: self.position.epoch }).shuffle(&mut self.order);
            self.shuffled_epoch = Some(self.position.epoch);
        }
        let BatchSize::Some(size) = size else { return &self.order };
        let start = self.position.used;
        let end = (start + size).min(self.n);
        self.position.used = end;
        if end == self.n {
            self.position = Position { epoch: self.position.epoch + 1, used: 0 };
        }
        &self.order[start..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_once_an_epoch_and_the_rest_is_a_batch() {
        let mut sampler = Sampler::new(10, 1);
        let mut orders = Vec::new();
        for epoch in 0..3 {
            let mut seen = Vec::new();
            for size in [4, 4, 2] {
                assert_eq!(sampler.position().epoch, epoch);
                let batch = sampler.draw(BatchSize::Some(4)).to_vec();
                assert_eq!(batch.len(), size);
                seen.extend(batch);
            }
            orders.push(seen.clone());
            seen.sort_unstable();
            assert_eq!(seen, (0..10).collect::<Vec<_>>());
        }
        assert_ne!(orders[0], orders[1]);
        assert_ne!(orders[1], orders[2]);
    }

    #[test]
    fn a_batch_larger_than_the_data_is_all_of_it() {
        let mut sampler = Sampler::new(5, 1);
        sampler.draw(BatchSize::Some(2));
        for size in [BatchSize::Full, BatchSize::Some(5), BatchSize::Some(500)] {
            assert!(size.is_full(5));
            assert_eq!(sampler.draw(size), [0, 1, 2, 3, 4]);
        }
        assert_eq!(sampler.position(), Position { epoch: 3, used: 0 });
    }

    #[test]
    fn going_back_gives_the_same_batches() {
        let mut sampler = Sampler::new(9, 5);
        sampler.draw(BatchSize::Some(4));
        let there = sampler.position();
        let first: Vec<Vec<u32>> = (0..5).map(|_| sampler.draw(BatchSize::Some(4)).to_vec()).collect();
        sampler.go_to(there);
        let again: Vec<Vec<u32>> = (0..5).map(|_| sampler.draw(BatchSize::Some(4)).to_vec()).collect();
        assert_eq!(first, again);
    }
}
