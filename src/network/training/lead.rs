//! What the Worker that leads a shared training holds of it: see [`crate::network::together`].

use super::history::Now;
use super::record::Record;
use super::tally::{Part, Score, Tally};
use crate::experiment::State;
use crate::network::together::{Lesson, Rest, Share};
use crate::sampler::Position;
use std::collections::VecDeque;
use std::ops::Range;

/// What the leader holds, and how far all are.
pub(super) struct Shared<T> {
    /// Where the units of each Worker begin, the leader's first; and where the last end.
    pub(super) cuts: Vec<usize>,
    pub(super) own: Share<T>,
    pub(super) rest: Rest<T>,
    /// Where all was together last.
    pub(super) joined: Standing,
    /// Where it was before the last step.
    pub(super) before: Place,
    /// What is to be computed, and what of that the Workers have been asked for, with the levels of its samples.
    pub(super) coming: VecDeque<Wanted>,
    pub(super) asked: VecDeque<(Wanted, Vec<u8>)>,
    /// Room for levels.
    pub(super) spare: Vec<Vec<u8>>,
    pub(super) lesson: Lesson,
    /// Of the batch so far: loss, and how many samples were put into their class.
    pub(super) so_far: (f64, Option<usize>),
    pub(super) tally: Tally,
    /// Whether somebody keeps the parameters of this step.
    pub(super) due: bool,
    /// Whether numbers have left the finite ones.
    pub(super) over: bool,
}

/// What sums are wanted for.
pub(super) enum Wanted {
    /// To learn from these of the coming batch.
    Batch(Range<usize>),
    /// To evaluate these of a part of the data.
    Score(Part, Range<usize>),
}

/// What is asked for, for those who keep the levels of samples that are evaluated again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A batch, or a part of one.
    Batch,
    /// What has this number in every evaluation.
    Again(usize),
}

/// Where a run is.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) step: usize,
    pub(super) taken: usize,
    pub(super) samples: u64,
    pub(super) position: Position,
}

/// How a run stands, but for its parameters.
pub(super) struct Standing {
    pub(super) at: Place,
    pub(super) record: Record,
    pub(super) batch: Score,
    pub(super) scores: [Score; 2],
    pub(super) scored: [usize; 2],
    pub(super) state: State,
    pub(super) edited: bool,
}

impl Place {
    pub(super) fn of<T>(now: &Now<T>) -> Self {
        Self { step: now.step, taken: now.taken, samples: now.samples, position: now.position }
    }

    pub(super) fn put<T>(self, now: &mut Now<T>) {
        (now.step, now.taken, now.samples, now.position) = (self.step, self.taken, self.samples, self.position);
    }
}

impl<T> Shared<T> {
    /// Units of the first layer.
    pub(super) fn units(&self) -> usize {
        self.cuts[self.cuts.len() - 1]
    }

    /// Those of Worker `k`.
    pub(super) fn units_of(&self, k: usize) -> Option<Range<usize>> {
        Some(*self.cuts.get(k)?..*self.cuts.get(k + 1)?)
    }
}

impl Wanted {
    pub(super) fn is_to_learn(&self) -> bool {
        matches!(self, Wanted::Batch(_))
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Wanted::Batch(range) | Wanted::Score(_, range) => range.len(),
        }
    }
}
