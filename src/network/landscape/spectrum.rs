//! How sharply the loss is curved where a run is: the largest eigenvalues of its Hessian, compared with the optimizer's stability bound.
//!
//! With plain gradient descent on all samples the largest one rises until it is about 2 / rate, and stays there: the edge of
//! stability (Cohen, Kaur, Li, Kolter & Talwalkar 2021). For optimizers that scale gradients the same is seen of the scaled
//! Hessian (Cohen et al. 2022).

use super::hessian::Hessian;
use super::lanczos::{Lanczos, Pair};
use super::settings::SpectrumOptions;
use crate::error::{Error, Result, code};
use crate::graph::Element;
use crate::network::training::Training;
use crate::optimizer::padded;
use crate::random::{Purpose, Random};

/// The vectors of the method take no more numbers than this: 128 MB. A network of 407,050 parameters has 41 of them.
const MAX_STORED_FLOATS: usize = 1 << 24;

/// A smaller space may know nothing yet of the largest eigenvalue, and have found the next: so many products are taken first.
const FEWEST: usize = 12;

/// The largest eigenvalues.
#[derive(Clone, Debug, PartialEq)]
pub struct Eigenvalues {
    /// After which step.
    pub step: usize,
    /// The largest first.
    pub values: Vec<f64>,
    /// For each a distance in which there is an eigenvalue, apart from rounding (in `f32` about 10⁻⁶ of the largest).
    pub residuals: Vec<f64>,
    /// Whether all residuals are within the tolerance.
    pub converged: bool,
    /// Products of the Hessian with a vector that were taken.
    pub products: usize,
    /// On how many samples.
    pub samples: usize,
    /// The learning rate of the step that follows.
    pub rate: f64,
    /// Steps on a quadratic shrink while rate × eigenvalue is less: 2 for plain descent. NaN for an optimizer that has none.
    pub bound: f64,
    /// Whether this is of the Hessian after the optimizer's scaling.
    pub scaled: bool,
    /// Whether the bound is for the scaled Hessian: the optimizer scales gradients.
    pub scales: bool,
}

/// Eigenvalues in the making.
pub struct Spectrum<T> {
    hessian: Hessian<T>,
    lanczos: Lanczos,
    max_products: usize,
    weight_decay: f64,
    options: SpectrumOptions,
    found: Vec<Pair>,
    done: usize,
    over: bool,
    answer: Eigenvalues,
}

impl<T: Element> Spectrum<T> {
    /// For where `training` is now.
    ///
    /// # Errors
    /// If it is to be scaled and the optimizer has no scale, or none before its first step.
    pub fn new(training: &Training<T>, options: SpectrumOptions) -> Result<Self> {
        let config = training.config();
        let (spec, hyper) = (config.tuning.optimizer, &config.tuning.hyper);
        let n = training.params().len();
        let knobs = padded(&hyper.knobs, 0.0);
        let scaling = spec.stability.as_ref().and_then(|stability| stability.scale);
        let scale = match scaling {
            _ if !options.scaled => None,
            Some(_) if training.taken() == 0 => return Err(no_step()),
            Some(scaling) => {
                let factor = |k: usize| {
                    let slots: Vec<f64> = training.slots().iter().map(|slot| slot[k].wide()).collect();
                    scaling(hyper.parts, &knobs, &padded(&slots, 0.0), training.taken() as f64)
                };
                Some((0..n).map(|k| factor(k).sqrt()).collect())
            }
            None if spec.stability.is_some() => None,
            None => return Err(no_scale(spec.name)),
        };
        let samples = training.inputs(options.part).clone();
        let count = options.samples.min(samples.len());
        let seed = options.seed.unwrap_or(config.seed);
        let mut random = Random::new(seed, Purpose::Direction { axis: 3 });
        // What pulls towards zero; decay that is none of the gradient's adds up with it where nothing is remembered.
        let decay = if spec.slots.is_empty() { hyper.extras.weight_decay } else { 0.0 };
        let answer = Eigenvalues {
            step: training.steps(),
            values: Vec::new(),
            residuals: Vec::new(),
            converged: false,
            products: 0,
            samples: count,
            rate: training.rate(),
            bound: spec.stability.as_ref().map_or(f64::NAN, |stability| (stability.bound)(hyper.parts, &knobs)),
            scaled: options.scaled && scaling.is_some(),
            scales: scaling.is_some(),
        };
        Ok(Self {
            hessian: Hessian::new(&config.network, config.penalty, training.params().into(), samples, count, scale),
            lanczos: Lanczos::new(Hessian::<T>::PRECISION, move || (0..n).map(|_| random.normal()).collect()),
            max_products: options.iterations.min(n).min((MAX_STORED_FLOATS / n).max(4)),
            weight_decay: if answer.scaled { 0.0 } else { decay },
            options,
            found: Vec::new(),
            done: 0,
            over: false,
            answer,
        })
    }

    /// Does up to so many blocks of samples; gives the part that is done, 1 at the end.
    pub fn work(&mut self, units: usize) -> f64 {
        for _ in 0..units {
            if self.over {
                break;
            }
            let Some(v) = self.lanczos.next() else {
                self.over = true;
                break;
            };
            self.done += 1;
            if let Some(mut product) = self.hessian.work(v) {
                product.iter_mut().zip(v).for_each(|(x, v)| *x += self.weight_decay * v);
                self.lanczos.add_product(product);
                self.check_convergence();
            }
        }
        let all = self.max_products * self.hessian.units();
        if self.over { 1.0 } else { (self.done as f64 / all as f64).min(0.999) }
    }

    /// Whether that is enough.
    fn check_convergence(&mut self) {
        let size = self.lanczos.size();
        let last = size >= self.max_products || self.lanczos.next().is_none();
        let few = size < self.options.count || !self.lanczos.is_time_to_look();
        if few && !last {
            return;
        }
        let Some(found) = self.lanczos.largest(self.options.count) else {
            // Numbers that are not finite: more products do not help.
            self.over = true;
            return;
        };
        self.found = found;
        let top = self.found.first().map_or(0.0, |pair| pair.value.abs());
        let whole = self.lanczos.next().is_none();
        let enough = self.found.iter().all(|pair| pair.residual <= self.options.tolerance * top);
        self.answer.converged = whole || (enough && size >= self.options.count + FEWEST);
        self.over = last || self.answer.converged;
    }

    /// What was found, when all work is done.
    pub fn finish(self) -> Eigenvalues {
        Eigenvalues {
            values: self.found.iter().map(|pair| pair.value).collect(),
            residuals: self.found.iter().map(|pair| pair.residual).collect(),
            products: self.lanczos.size(),
            ..self.answer
        }
    }
}

fn no_step() -> Error {
    Error::new(
        code::BAD_SHAPE,
        format_args!("This optimizer's scale follows from its steps; let it take one first."),
        format_args!("该优化器的缩放来自它走过的步；请先走一步。"),
    )
    .on("scaled")
}

fn no_scale(optimizer: &str) -> Error {
    Error::new(
        code::BAD_SHAPE,
        format_args!("The steps of {optimizer} do not depend on how large gradients are, so it has no scale."),
        format_args!("{optimizer} 的步长与梯度的大小无关，因此没有这样的缩放。"),
    )
    .on("scaled")
}
