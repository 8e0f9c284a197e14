//! The way that a run's parameters have gone. It is kept from the start, for it cannot be had afterwards without training
//! again; at most [`MOST_SNAPSHOTS`] snapshots and [`MAX_STORED_FLOATS`] numbers. Networks of up to 13,281 parameters have
//! so many (of the 35 of a small one they take 18 KB in `f32`), the 407,050 of 784-512-10 up to 4, which take 6.5 MB. When there is
//! no more room every other one goes, so that those that stay are at equal distances, over all of the run.

use crate::graph::Element;
use std::rc::Rc;

/// With more snapshots than this, every other one goes and they are twice as far apart.
pub const MOST_SNAPSHOTS: usize = 128;
/// Snapshots take no more numbers than this in all, except that there are two at least.
pub const MAX_STORED_FLOATS: usize = 1_700_000;

/// The parameters after a step.
#[derive(Clone, Debug)]
pub struct Snapshot<T> {
    /// Steps taken by then.
    pub step: usize,
    /// All parameters.
    pub params: Rc<[T]>,
}

/// The snapshots of a run: its first, and others at equal distances.
pub(in crate::network) struct Path<T> {
    snapshots: Vec<Snapshot<T>>,
    room: usize,
    interval: usize,
    off: bool,
}

/// How many snapshots there may be of so many parameters.
pub(in crate::network) fn room(params: usize) -> usize {
    (MAX_STORED_FLOATS / params.max(1)).clamp(2, MOST_SNAPSHOTS)
}

impl<T: Element> Path<T> {
    /// An empty path, of networks with so many parameters.
    pub fn new(params: usize) -> Self {
        Self { snapshots: Vec::new(), room: room(params), interval: 1, off: false }
    }

    /// Whether anything is kept from here on. What was kept goes when nothing is.
    pub fn keep_any(&mut self, keep: bool) {
        if self.off == keep {
            self.clear();
        }
        self.off = !keep;
    }

    /// Nothing is kept any more.
    pub fn clear(&mut self) {
        self.snapshots.clear();
        self.interval = 1;
    }

    /// A run stands at `step`: what came later has not been.
    pub fn go_to(&mut self, step: usize, params: &[T]) {
        self.snapshots.retain(|snapshot| snapshot.step < step);
        self.keep(step, params);
    }

    /// Whether it may be time to keep the parameters after `step`.
    pub fn wants(&self, step: usize) -> bool {
        self.snapshots.is_empty() || step.is_multiple_of(self.interval)
    }

    /// Keeps the parameters after `step`, if it is time for them; those that were kept of this step before are replaced.
    pub fn keep(&mut self, step: usize, params: &[T]) {
        if self.off {
            return;
        }
        if let Some(last) = self.snapshots.last_mut().filter(|last| last.step == step) {
            last.params = params.into();
            return;
        }
        let first = self.snapshots.is_empty();
        if !first && self.snapshots.len() == self.room {
            if !step.is_multiple_of(self.interval) {
                return;
            }
            self.interval *= 2;
            let interval = self.interval;
            let mut at = 0;
            self.snapshots.retain(|snapshot| {
                at += 1;
                at == 1 || snapshot.step.is_multiple_of(interval)
            });
        }
        if first || (step.is_multiple_of(self.interval) && self.snapshots.len() < self.room) {
            self.snapshots.push(Snapshot { step, params: params.into() });
        }
    }

    /// The snapshots, and where the run is now as the last.
    pub fn until(&self, step: usize, params: &[T]) -> Vec<Snapshot<T>> {
        let mut all = self.snapshots.clone();
        all.retain(|snapshot| snapshot.step < step);
        all.push(Snapshot { step, params: params.into() });
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_thins_evenly_and_keeps_its_first() {
        let mut path = Path::<f32>::new(35);
        for first in [0, 7] {
            path.clear();
            (first..=5000).for_each(|step| path.keep(step, &[step as f32]));
            let all = path.until(5000, &[5000.0]);
            assert_eq!(all[0].step, first);
            assert!(all.len() > MOST_SNAPSHOTS / 2 && all.len() <= MOST_SNAPSHOTS + 1, "{}", all.len());
            assert!(all[1..all.len() - 1].iter().all(|snapshot| snapshot.step % 64 == 0));
            assert!(all.iter().all(|snapshot| snapshot.params[0] == snapshot.step as f32));
        }
        path.go_to(1000, &[-1.0]);
        let all = path.until(1000, &[-1.0]);
        assert_eq!((all[all.len() - 2].step, all[all.len() - 1].step), (960, 1000));
    }

    #[test]
    fn a_large_network_has_few_snapshots() {
        let mut path = Path::<f32>::new(407_050);
        (0..=469).for_each(|step| path.keep(step, &[0.0]));
        let steps: Vec<usize> = path.snapshots.iter().map(|snapshot| snapshot.step).collect();
        assert_eq!(steps, [0, 128, 256, 384]);
        let mut path = Path::<f32>::new(4_000_000);
        (0..=469).for_each(|step| path.keep(step, &[0.0]));
        assert!(path.snapshots.len() <= 2);
    }

    #[test]
    fn nothing_is_kept_while_nobody_looks() {
        let mut path = Path::<f32>::new(35);
        let walk = |path: &mut Path<f32>, steps: std::ops::Range<usize>| {
            steps.for_each(|step| path.keep(step, &[step as f32]));
        };
        walk(&mut path, 0..10);
        path.keep_any(true);
        assert_eq!(path.snapshots.len(), 10, "it was kept before");
        path.keep_any(false);
        walk(&mut path, 10..20);
        assert_eq!(path.until(19, &[19.0]).iter().map(|snapshot| snapshot.step).collect::<Vec<_>>(), [19]);
        path.keep_any(true);
        walk(&mut path, 20..25);
        assert_eq!(path.snapshots.iter().map(|snapshot| snapshot.step).collect::<Vec<_>>(), [20, 21, 22, 23, 24]);
    }
}
