//! The straight line between two networks (Goodfellow, Vinyals & Saxe 2015). Two networks that were trained from other first
//! weights mostly have a wall between them; also two that differ only in the order of their neurons.

use super::check_params;
use super::settings::InterpolationOptions;
use crate::error::Result;
use crate::graph::Element;
use crate::network::data::Samples;
use crate::network::pass::Forward;
use crate::network::training::{Part, Score, Tally, Training};
use std::rc::Rc;

/// How well the networks on a line do.
#[derive(Clone, Debug, PartialEq)]
pub struct Interpolated {
    /// After which step of the run.
    pub step: usize,
    /// The places on the line: 0 is the run as it was, 1 the other end.
    pub at: Vec<f64>,
    /// On samples that are trained on.
    pub train: Vec<Score>,
    /// On samples that are not.
    pub test: Vec<Score>,
    /// Of how many samples each.
    pub samples: [usize; 2],
    /// How far the ends are from each other.
    pub distance: f64,
}

/// A line in the making.
pub struct Interpolation<T> {
    ends: [Rc<[T]>; 2],
    forward: Forward<T>,
    /// The parameters where it evaluates.
    between: Vec<T>,
    parts: [(Rc<Samples>, usize); 2],
    part: usize,
    from: usize,
    point: usize,
    tally: Tally,
    answer: Interpolated,
}

impl<T: Element> Interpolation<T> {
    /// From where `training` is now to `to`.
    ///
    /// # Errors
    /// If `to` has other than as many finite numbers as the network has parameters.
    pub fn new(training: &Training<T>, to: &[T], options: &InterpolationOptions) -> Result<Self> {
        check_params("params", to, training.params().len())?;
        let InterpolationOptions { points, samples, range: [low, high] } = *options;
        let at: Vec<f64> = (0..points).map(|k| low + k as f64 / (points - 1) as f64 * (high - low)).collect();
        let parts = [Part::Train, Part::Test].map(|part| {
            let all = Rc::clone(training.inputs(part));
            let count = samples.min(all.len());
            (all, count)
        });
        let ends: [Rc<[T]>; 2] = [training.params().into(), to.into()];
        let distance = ends[0].iter().zip(ends[1].iter()).map(|(a, b)| (a.wide() - b.wide()).powi(2)).sum::<f64>();
        let network = &training.config().network;
        Ok(Self {
            forward: Forward::new(network, super::CHUNK.min(parts[0].1.max(parts[1].1))),
            tally: Tally::default(),
            answer: Interpolated {
                step: training.steps(),
                at,
                train: Vec::new(),
                test: Vec::new(),
                samples: [parts[0].1, parts[1].1],
                distance: distance.sqrt(),
            },
            between: Vec::new(),
            ends,
            parts,
            part: 0,
            from: 0,
            point: 0,
        })
    }

    /// Evaluates up to so many blocks of samples; gives the part that is done, 1 at the end.
    pub fn work(&mut self, units: usize) -> f64 {
        for _ in 0..units {
            let Some(&at) = self.answer.at.get(self.point) else { return 1.0 };
            let (samples, count) = &self.parts[self.part];
            if self.part == 0 && self.from == 0 {
                let share = T::of(at);
                let [a, b] = &self.ends;
                self.between.clear();
                self.between.extend(a.iter().zip(b.iter()).map(|(&a, &b)| a + share * (b - a)));
            }
            self.from += self.tally.take(&mut self.forward, &self.between, samples, self.from, *count);
            if self.from < *count {
                continue;
            }
            let score = std::mem::take(&mut self.tally).score();
            if self.part == 0 { &mut self.answer.train } else { &mut self.answer.test }.push(score);
            self.from = 0;
            self.point += self.part;
            self.part = 1 - self.part;
        }
        self.point as f64 / self.answer.at.len() as f64
    }

    /// What was found, when all work is done.
    pub fn finish(self) -> Interpolated {
        self.answer
    }
}
