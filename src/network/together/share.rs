//! Some units of the first hidden layer.

use super::piece::Piece;
use super::setup::Setup;
use super::slopes::{Back, Penalties};
use crate::graph::product::{Room, Shape};
use crate::graph::{Element, multiply};

/// How to learn from slopes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lesson {
    /// What part of the batch they are of.
    pub part: f64,
    /// Whether it is the first part.
    pub first: bool,
    /// After the last part the step is made: with this learning rate, as this step of the optimizer, from 1.
    pub step: Option<(f64, usize)>,
}

/// The columns of W₁, row by row, those of b₁, and the rows of W₂.
pub struct Share<T> {
    setup: Setup,
    pub(in crate::network) piece: Piece<T>,
    /// What each level stands for.
    levels: Vec<T>,
    /// The inputs of the last sums.
    x: Vec<T>,
    sums: Vec<T>,
    /// The slopes of W₁.
    product: Vec<T>,
    back: Back<T>,
    penalties: Option<Penalties<T>>,
    room: Room<T>,
}

impl<T: Element> Share<T> {
    /// With what [`Share::all`] gives, array by array. Nothing if that is not as much as the setup needs.
    pub fn new(setup: Setup, all: impl Iterator<Item = Vec<T>>) -> Option<Self> {
        let n = setup.size();
        let part = 1.0 / f64::from(setup.top);
        Some(Self {
            piece: Piece::read(&setup, n, all)?,
            levels: (0..=255).map(|level| T::of(f64::from(level) * part)).collect(),
            x: Vec::new(),
            sums: Vec::new(),
            product: vec![T::of(0.0); setup.inputs * setup.units],
            back: Back::default(),
            penalties: Penalties::new(setup.penalty, n),
            room: Room::default(),
            setup,
        })
    }

    /// From the setup's numbers, and what [`Share::all`] gives.
    pub fn read(setup: &[f64], all: &[T]) -> Option<Self> {
        let setup = Setup::read(setup)?;
        let n = setup.size();
        Self::new(setup, all.chunks_exact(n).map(<[T]>::to_vec))
    }

    /// The sums x·W₁ + b₁ of samples, given as levels, sample by sample, and the rows of W₂: where the gradient is taken if they
    /// are to be learnt from. Levels that make no whole sample are left out.
    pub fn sums(&mut self, levels: &[u8], to_learn: bool) -> [&[T]; 2] {
        let Setup { inputs, units, .. } = self.setup;
        let rows = levels.len() / inputs;
        self.x.clear();
        self.x.extend(levels[..rows * inputs].iter().map(|&level| self.levels[usize::from(level)]));
        self.sums.resize(rows * units, T::of(0.0));
        let params = if to_learn { self.piece.place(&self.setup) } else { &self.piece.params };
        let (weights, rest) = params.split_at(inputs * units);
        let (biases, next) = rest.split_at(units);
        let shape = Shape { rows, inner: inputs, columns: units, transposed: [false; 2] };
        multiply(&shape, &self.x, weights, &mut self.sums, &mut self.room);
        for sums in self.sums.chunks_exact_mut(units) {
            sums.iter_mut().zip(biases).for_each(|(sum, &bias)| *sum += bias);
        }
        [&self.sums, next]
    }

    /// Learns from the slopes of the second layer's sums of the last samples. Does nothing if they are not as many.
    pub fn learn(&mut self, slopes: &[T], lesson: Lesson) {
        let Setup { inputs, units, next, .. } = self.setup;
        let rows = self.x.len() / inputs;
        if slopes.len() != rows * next {
            return;
        }
        let params = self.piece.place(&self.setup);
        let (first, rest) = params.split_at((inputs + 1) * units);
        let (slopes, next_slopes) = self.back.run(&self.setup, &self.sums, rest, slopes);
        let shape = Shape { rows: inputs, inner: rows, columns: units, transposed: [true, false] };
        multiply(&shape, &self.x, slopes, &mut self.product, &mut self.room);
        if let Some(penalties) = &mut self.penalties {
            penalties.add(&first[..inputs * units], &mut self.product);
            penalties.add(rest, next_slopes);
        }
        let biases = &mut self.sums[..units];
        biases.fill(T::of(0.0));
        for slopes in slopes.chunks_exact(units) {
            biases.iter_mut().zip(slopes).for_each(|(sum, &slope)| *sum += slope);
        }
        let part = T::of(lesson.part);
        let mut gradient = &mut self.piece.gradient[..];
        for slopes in [&self.product[..], biases, next_slopes] {
            let (into, rest) = gradient.split_at_mut(slopes.len());
            let pairs = into.iter_mut().zip(slopes);
            if lesson.first {
                pairs.for_each(|(into, &from)| *into = T::of(0.0) + part * from);
            } else {
                pairs.for_each(|(into, &from)| *into += part * from);
            }
            gradient = rest;
        }
        if let Some((rate, taken)) = lesson.step {
            self.piece.update(rate, taken);
        }
    }

    /// Parameters, slots, both as they were before the last step, and the gradient, one after another.
    pub fn all(&self) -> Vec<T> {
        let mut all = Vec::with_capacity(self.piece.all().map(Vec::len).sum());
        self.piece.all().for_each(|values| all.extend_from_slice(values));
        all
    }
}
