//! Some units of the first hidden layer.

use super::piece::Piece;
use super::setup::Setup;
use crate::graph::product::{Room, Shape};
use crate::graph::{Element, Graph, Plan, multiply};
use crate::network::layers::{Built, Penalty};

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

/// The columns of W₁, row by row, and then those of b₁.
pub struct Share<T> {
    setup: Setup,
    pub(in crate::network) piece: Piece<T>,
    /// What each level stands for.
    levels: Vec<T>,
    /// The inputs of the last sums.
    x: Vec<T>,
    sums: Vec<T>,
    product: Vec<T>,
    penalty: Option<Slopes<T>>,
    room: Room<T>,
}

impl<T: Element> Share<T> {
    /// With what [`Share::all`] gives, array by array. Nothing if that is not as much as the setup needs.
    pub fn new(setup: Setup, all: impl Iterator<Item = Vec<T>>) -> Option<Self> {
        let n = (setup.inputs + 1) * setup.units;
        let part = 1.0 / f64::from(setup.top);
        Some(Self {
            piece: Piece::read(&setup, n, all)?,
            levels: (0..=255).map(|level| T::of(f64::from(level) * part)).collect(),
            x: Vec::new(),
            sums: Vec::new(),
            product: vec![T::of(0.0); n - setup.units],
            penalty: Slopes::new(setup.penalty, n - setup.units),
            room: Room::default(),
            setup,
        })
    }

    /// From the setup's numbers, and what [`Share::all`] gives.
    pub fn read(setup: &[f64], all: &[T]) -> Option<Self> {
        let setup = Setup::read(setup)?;
        let n = (setup.inputs + 1) * setup.units;
        Self::new(setup, all.chunks_exact(n).map(<[T]>::to_vec))
    }

    /// The sums x·W₁ + b₁ of samples, given as levels, sample by sample: where the gradient is taken if they are to be learnt
    /// from. Levels that make no whole sample are left out.
    pub fn sums(&mut self, levels: &[u8], to_learn: bool) -> &[T] {
        let Setup { inputs, units, .. } = self.setup;
        let rows = levels.len() / inputs;
        self.x.clear();
        self.x.extend(levels[..rows * inputs].iter().map(|&level| self.levels[usize::from(level)]));
        self.sums.resize(rows * units, T::of(0.0));
        let params = if to_learn { self.piece.place(&self.setup) } else { &self.piece.params };
        let (weights, biases) = params.split_at(inputs * units);
        let shape = Shape { rows, inner: inputs, columns: units, transposed: [false; 2] };
        multiply(&shape, &self.x, weights, &mut self.sums, &mut self.room);
        for sums in self.sums.chunks_exact_mut(units) {
            sums.iter_mut().zip(biases).for_each(|(sum, &bias)| *sum += bias);
        }
        &self.sums
    }

    /// Learns from the slopes of the last sums. Does nothing if they are not as many.
    pub fn learn(&mut self, slopes: &[T], lesson: Lesson) {
        let Setup { inputs, units, .. } = self.setup;
        let rows = self.x.len() / inputs;
        if slopes.len() != rows * units {
            return;
        }
        let shape = Shape { rows: inputs, inner: rows, columns: units, transposed: [true, false] };
        multiply(&shape, &self.x, slopes, &mut self.product, &mut self.room);
        if let Some(penalty) = &mut self.penalty {
            penalty.add(self.piece.place(&self.setup), &mut self.product);
        }
        let gradient = &mut self.piece.gradient;
        if lesson.first {
            gradient.fill(T::of(0.0));
        }
        let part = T::of(lesson.part);
        let (weights, biases) = gradient.split_at_mut(inputs * units);
        weights.iter_mut().zip(&self.product).for_each(|(into, &from)| *into += part * from);
        let sums = &mut self.sums[..units];
        sums.fill(T::of(0.0));
        for slopes in slopes.chunks_exact(units) {
            sums.iter_mut().zip(slopes).for_each(|(sum, &slope)| *sum += slope);
        }
        biases.iter_mut().zip(&*sums).for_each(|(into, &from)| *into += part * from);
        if let Some((rate, taken)) = lesson.step {
            self.piece.update(rate, taken);
        }
    }

    /// Parameters, slots, both as they were before the last step, and the gradient, one after another.
    pub fn all(&self) -> Vec<T> {
        let mut all = Vec::new();
        self.piece.all().for_each(|values| all.extend_from_slice(values));
        all
    }
}

/// So many weights at a time.
const TILE: usize = 2048;

/// The slopes of penalties, added as the graph of a whole network adds them.
struct Slopes<T> {
    plan: Plan<T>,
    tile: usize,
}

impl<T: Element> Slopes<T> {
    fn new(penalty: Penalty, weights: usize) -> Option<Self> {
        if penalty == Penalty::default() {
            return None;
        }
        let tile = weights.min(TILE);
        let mut graph = Graph::new();
        let g = &mut graph;
        // The gradient of Σ slope·w is the slopes.
        let [w, slopes] = [g.input(&[tile]), g.input(&[tile])];
        let products = g.mul(slopes, w);
        let loss = g.sum(products, &[]);
        let mut built = Built { graph, parameters: vec![w], layers: Vec::new(), losses: loss, loss };
        let loss = built.penalised(penalty);
        let gradient = built.graph.gradient(loss, &[w]);
        Some(Self { plan: Plan::new(&built.graph, &gradient, 1), tile })
    }

    fn add(&mut self, weights: &[T], slopes: &mut [T]) {
        for (weights, slopes) in weights.chunks(self.tile).zip(slopes.chunks_mut(self.tile)) {
            let n = slopes.len();
            self.plan.input(0)[..n].copy_from_slice(&weights[..n]);
            self.plan.input(1)[..n].copy_from_slice(slopes);
            self.plan.run(1);
            slopes.copy_from_slice(&self.plan.output(0)[..n]);
        }
    }
}
