//! How well a network does, block of samples by block.

use crate::graph::Element;
use crate::network::data::Samples;
use crate::network::pass::{Forward, most_likely};

/// Which samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Those that are trained on.
    Train,
    /// Those that are not.
    Test,
}

/// How well a network does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The mean loss, without penalties.
    pub loss: f64,
    /// The part of the samples that were put into their class; NaN where there are no classes.
    pub accuracy: f64,
}

impl Score {
    pub(super) const NONE: Score = Score { loss: f64::NAN, accuracy: f64::NAN };
}

/// A score in the making.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    loss: f64,
    hits: usize,
    count: usize,
    values: bool,
}

impl Tally {
    /// Evaluates as many of the samples `from` … `to` as go at once; gives how many.
    pub(in crate::network) fn take<T: Element>(
        &mut self,
        forward: &mut Forward<T>,
        params: &[T],
        samples: &Samples,
        from: usize,
        to: usize,
    ) -> usize {
        let n = forward.run(params, samples, from, to);
        let hits = forward.classes().map(|classes| {
            let rows = forward.output().chunks_exact(classes).zip(&samples.targets[from..from + n]);
            rows.filter(|(row, target)| most_likely(row) == **target as usize).count()
        });
        self.add(&forward.losses()[..n], hits);
        n
    }

    /// Adds samples by their losses; `hits`: how many were put into their class, nothing where there are no classes.
    pub(super) fn add<T: Element>(&mut self, losses: &[T], hits: Option<usize>) {
        self.loss += losses.iter().map(|x| x.wide()).sum::<f64>();
        self.count += losses.len();
        self.hits += hits.unwrap_or_default();
        self.values |= hits.is_none();
    }

    /// The score of all samples so far.
    pub fn score(self) -> Score {
        let n = self.count as f64;
        Score { loss: self.loss / n, accuracy: if self.values { f64::NAN } else { self.hits as f64 / n } }
    }
}
