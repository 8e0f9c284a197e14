//! Products of a network's Hessian with vectors: derived from the graph, without differences.

use super::CHUNK;
use crate::graph::Element;
use crate::network::data::Samples;
use crate::network::layers::{Network, Penalty};
use crate::network::pass::Curved;
use std::rc::Rc;

/// The matrix of second derivatives of a network's mean loss, penalties included, on some samples. Of relu and leaky relu the
/// second derivative is taken to be 0 everywhere.
pub struct Hessian<T> {
    params: Rc<[T]>,
    samples: Rc<Samples>,
    count: usize,
    /// For whole blocks of samples, and for what is left of them.
    whole: Curved<T>,
    rest: Option<Curved<T>>,
    /// The factor by which each parameter's row and column are multiplied; none for the matrix itself.
    scale: Option<Vec<f64>>,
    /// The product in the making.
    from: usize,
    vector: Vec<T>,
    product: Vec<f64>,
}

impl<T: Element> Hessian<T> {
    /// The relative error of a product: some rounding errors of the type, added up.
    pub const PRECISION: f64 = if size_of::<T>() < size_of::<f64>() { 1e-6 } else { 1e-12 };

    /// At `params`, on the first `count` samples (at least one). `scale`, where it is given, has a factor s for each parameter:
    /// the matrix is S·H·S.
    pub fn new(
        network: &Network,
        penalty: Penalty,
        params: Rc<[T]>,
        samples: Rc<Samples>,
        count: usize,
        scale: Option<Vec<f64>>,
    ) -> Self {
        let chunk = CHUNK.min(count);
        let rest = count % chunk;
        Self {
            whole: Curved::new(network, chunk, penalty),
            rest: (rest > 0).then(|| Curved::new(network, rest, penalty)),
            from: 0,
            vector: Vec::new(),
            product: vec![0.0; params.len()],
            params,
            samples,
            count,
            scale,
        }
    }

    /// Its rows.
    pub fn size(&self) -> usize {
        self.params.len()
    }

    /// Blocks of samples: a product takes so many calls of [`Hessian::work`].
    pub fn units(&self) -> usize {
        self.count.div_ceil(CHUNK.min(self.count))
    }

    /// The product with `v`, at once.
    pub fn product(&mut self, v: &[f64]) -> Vec<f64> {
        loop {
            if let Some(product) = self.work(v) {
                return product;
            }
        }
    }

    /// Does a block of samples of the product with `v`; gives the product after the last. `v` stays the same until then.
    pub fn work(&mut self, v: &[f64]) -> Option<Vec<f64>> {
        if self.from == 0 {
            self.product.fill(0.0);
            self.vector.clear();
            match &self.scale {
                None => self.vector.extend(v.iter().map(|&x| T::of(x))),
                Some(scale) => self.vector.extend(v.iter().zip(scale).map(|(x, s)| T::of(x * s))),
            }
        }
        let n = CHUNK.min(self.count).min(self.count - self.from);
        let curved = match &mut self.rest {
            Some(rest) if n < CHUNK.min(self.count) => rest,
            _ => &mut self.whole,
        };
        let (which, share) = (self.from..self.from + n, n as f64 / self.count as f64);
        curved.add_product(&self.params, &self.samples, which, &self.vector, share, &mut self.product);
        self.from += n;
        if self.from < self.count {
            return None;
        }
        self.from = 0;
        if let Some(scale) = &self.scale {
            self.product.iter_mut().zip(scale).for_each(|(x, s)| *x *= s);
        }
        Some(self.product.clone())
    }
}
