//! The record of a training: what its charts read.

use super::tally::Score;

/// With more rows than this, every other one goes, so that memory stays bounded.
const MOST_ROWS: usize = 2048;
/// No score comes sooner, unless scores are closer together.
const FIRST: usize = 16;

/// One row for the start, one for each step at first, and fewer later.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Steps taken by then.
    pub step: Vec<f64>,
    /// Samples seen by then.
    pub samples: Vec<f64>,
    /// Passes through the data that are complete.
    pub epoch: Vec<f64>,
    /// Mean loss of the batches since the row before.
    pub batch_loss: Vec<f64>,
    /// Loss and accuracy on what is trained on; NaN where they were not evaluated.
    pub train: Vec<[f64; 2]>,
    /// The same on what is tested on.
    pub test: Vec<[f64; 2]>,
    /// Rows are so many steps apart, and scores so many; powers of 2.
    strides: [usize; 2],
    /// Losses of batches since the last row: their sum, and how many.
    since: (f64, f64),
}

impl Record {
    /// An empty record, with scores `interval` steps apart.
    pub fn new(interval: usize) -> Self {
        let column = || Vec::with_capacity(MOST_ROWS + 1);
        let pairs = || Vec::with_capacity(MOST_ROWS + 1);
        Self {
            step: column(),
            samples: column(),
            epoch: column(),
            batch_loss: column(),
            train: pairs(),
            test: pairs(),
            strides: [1, interval],
            since: (0.0, 0.0),
        }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.step.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.step.is_empty()
    }

    pub(super) fn note_batch(&mut self, batch: Score) {
        self.since.0 += batch.loss;
        self.since.1 += 1.0;
    }

    pub(super) fn wants(&self, step: usize) -> bool {
        step.is_multiple_of(self.strides[0])
    }

    /// Of the steps before the first that are so many apart, those that are a power of 2 as well: the curves begin early.
    pub(super) fn wants_score(&self, step: usize) -> bool {
        step.is_multiple_of(self.strides[1]) || (step >= FIRST && step.is_power_of_two())
    }

    pub(super) fn push(&mut self, step: usize, samples: u64, epoch: u64, [train, test]: [Score; 2]) {
        self.step.push(step as f64);
        self.samples.push(samples as f64);
        self.epoch.push(epoch as f64);
        self.batch_loss.push(self.since.0 / self.since.1);
        self.train.push([train.loss, train.accuracy]);
        self.test.push([test.loss, test.accuracy]);
        self.since = (0.0, 0.0);
        if self.len() <= MOST_ROWS {
            return;
        }
        // Rows are apart by a power of 2: those that stay are the multiples of the next.
        self.strides[0] *= 2;
        self.strides[1] = self.strides[1].max(self.strides[0]);
        let stride = self.strides[0] as f64;
        // What goes becomes part of the row after it.
        for row in 2..self.len() {
            if self.step[row] % stride == 0.0 {
                self.batch_loss[row] = 0.5 * (self.batch_loss[row - 1] + self.batch_loss[row]);
            }
        }
        let kept: Vec<bool> = self.step.iter().map(|step| step % stride == 0.0).collect();
        let keep = |row: &mut usize| {
            *row += 1;
            kept[*row - 1]
        };
        for column in [&mut self.step, &mut self.samples, &mut self.epoch, &mut self.batch_loss] {
            let mut row = 0;
            column.retain(|_| keep(&mut row));
        }
        for column in [&mut self.train, &mut self.test] {
            let mut row = 0;
            column.retain(|_| keep(&mut row));
        }
    }

    /// How many numbers [`Record::numbers`] gives.
    pub(super) fn count(&self) -> usize {
        4 + 8 * self.len()
    }

    /// All of it as numbers, for a checkpoint.
    pub(super) fn numbers(&self) -> Vec<f64> {
        let mut numbers = Vec::with_capacity(self.count());
        numbers.extend([self.strides[0] as f64, self.strides[1] as f64, self.since.0, self.since.1]);
        for row in 0..self.len() {
            let ([a, b], [c, d]) = (self.train[row], self.test[row]);
            numbers.extend([self.step[row], self.samples[row], self.epoch[row], self.batch_loss[row], a, b, c, d]);
        }
        numbers
    }

    /// A record from its numbers; nothing if they are none of a run that has come to `step`.
    pub(super) fn of(numbers: &[f64], step: f64) -> Option<Self> {
        let (&[row, score, sum, count], rows) = numbers.split_first_chunk::<4>()?;
        let stride = |x: f64| {
            (x.fract() == 0.0 && (1.0..=1e7).contains(&x)).then_some(x as usize).filter(|n| n.is_power_of_two())
        };
        let mut record = Self { strides: [stride(row)?, stride(score)?], since: (sum, count), ..Self::new(1) };
        let (rows, []) = rows.as_chunks::<8>() else { return None };
        let rising = rows.windows(2).all(|pair| pair[0][0] < pair[1][0]) && rows.iter().all(|row| row[0] <= step);
        if rows.is_empty() || rows.len() > MOST_ROWS || !rising {
            return None;
        }
        for &[step, samples, epoch, batch, a, b, c, d] in rows {
            record.step.push(step);
            record.samples.push(samples);
            record.epoch.push(epoch);
            record.batch_loss.push(batch);
            record.train.push([a, b]);
            record.test.push([c, d]);
        }
        Some(record)
    }

    /// Keeps the rows up to a step.
    pub(super) fn cut(&mut self, step: usize) {
        let rows = self.step.partition_point(|&at| at <= step as f64);
        for column in [&mut self.step, &mut self.samples, &mut self.epoch, &mut self.batch_loss] {
            column.truncate(rows);
        }
        self.train.truncate(rows);
        self.test.truncate(rows);
        self.since = (0.0, 0.0);
    }
}
