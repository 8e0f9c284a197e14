//! The singular values of the coming step of a layer's weights, and of what it is made from.

use super::svd::Svd;
use super::training::Training;
use crate::error::{Error, Result, code};
use crate::graph::Element;
use crate::optimizer::orthogonalized;

/// The shorter side of a matrix has at most so many numbers: then it takes seconds.
pub const MOST_VALUES: usize = 512;

/// What a step is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The gradient of the coming batch, penalties included; the step is that of the weights.
    Gradient,
    /// The momentum that Muon makes orthogonal; the step is what it then has, before rate, scale and decay.
    Momentum,
}

impl Source {
    /// Its name outside.
    pub fn name(self) -> &'static str {
        match self {
            Source::Gradient => "gradient",
            Source::Momentum => "momentum",
        }
    }
}

/// Singular values before and after an optimizer.
#[derive(Clone, Debug, PartialEq)]
pub struct Singular {
    /// The run's steps so far: they are those of the next.
    pub step: usize,
    /// From 0; the last is the output.
    pub layer: usize,
    /// Inputs and units.
    pub shape: [usize; 2],
    /// What `before` is of.
    pub source: Source,
    /// From the largest.
    pub before: Vec<f64>,
    /// The same, of the step.
    pub after: Vec<f64>,
}

/// Singular values in the making.
pub struct Singulars {
    found: Singular,
    both: [Svd; 2],
}

impl Singulars {
    /// For the step that `training` would take now, by its coming batch; it stays as it is.
    ///
    /// # Errors
    /// If there is no such layer, if it is too large, or if the step has numbers that are not finite.
    pub fn new<T: Element>(training: &Training<T>, layer: f64) -> Result<Self> {
        let parts = training.config().network.parts();
        let layers = parts.len() / 2;
        let is_one = layer.fract() == 0.0 && (0.0..layers as f64).contains(&layer);
        let Some(part) = parts.get(if is_one { 2 * layer as usize } else { parts.len() }) else {
            let last = layers - 1;
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!("layer is {layer}; use a whole number from 0 to {last}, the output."),
                format_args!("layer 是 {layer}；应为 0 到 {last} 的整数，最后一个是输出层。"),
            )
            .on("layer"));
        };
        let shape = [part.shape[0], part.shape[1]];
        let [inputs, units] = shape;
        if inputs.min(units) > MOST_VALUES {
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!(
                    "The weights of this layer are {inputs} × {units}; the shorter side may be at most {MOST_VALUES}. Choose another layer, or fewer units."
                ),
                format_args!(
                    "这一层的权重是 {inputs} × {units}；短边最多 {MOST_VALUES}。请选另一层，或减少神经元。"
                ),
            )
            .on("layer"));
        }
        let mut run = training.copy();
        run.keep_path(false);
        run.look_ahead_by_a_batch();
        let (tensor, range) = (2 * layer as usize, part.range());
        let config = run.config();
        let (spec, hyper) = (config.tuning.optimizer, &config.tuning.hyper);
        let shapes: Vec<Vec<usize>> = parts.iter().map(|part| part.shape.clone()).collect();
        let state = (run.gradient(), run.params(), run.slots());
        let at = (run.rate(), run.taken() + 1);
        let (source, both) = match orthogonalized(spec, hyper, &shapes, tensor, at, state) {
            Some(both) => (Source::Momentum, both),
            None => {
                let wide = |values: &[T]| -> Vec<f64> { values[range.clone()].iter().map(|x| x.wide()).collect() };
                let (gradient, before) = (wide(run.gradient()), wide(run.params()));
                let rate = run.rate();
                run.move_with(rate);
                let step = wide(run.params()).into_iter().zip(before).map(|(to, from)| to - from).collect();
                (Source::Gradient, [gradient, step])
            }
        };
        if !both.iter().flatten().all(|x| x.is_finite()) {
            return Err(Error::new(
                code::UNAVAILABLE,
                format_args!(
                    "The next step has numbers that are not finite. Rewind, or choose a smaller learning rate."
                ),
                format_args!("下一步含有非有限的数。请倒回，或减小学习率。"),
            ));
        }
        let both = both.map(|matrix| {
            // A matrix of one row or column may be given by its length alone.
            let [rows, columns] = if matrix.len() == 1 { [1, 1] } else { shape };
            Svd::new(&matrix, rows, columns)
        });
        let (before, after) = (Vec::new(), Vec::new());
        Ok(Self {
            found: Singular { step: training.steps(), layer: layer as usize, shape, source, before, after },
            both,
        })
    }

    /// Does up to so many units; gives the part that is done, 1 at the end.
    pub fn work(&mut self, units: usize) -> f64 {
        let mut left = units;
        for svd in &mut self.both {
            while left > 0 && !svd.work() {
                left -= 1;
            }
        }
        self.both.iter().map(|svd| svd.part() / 2.0).sum()
    }

    /// What was found, when all work is done.
    pub fn finish(self) -> Singular {
        let [before, after] = self.both.map(|svd| svd.values());
        Singular { before, after, ..self.found }
    }
}
