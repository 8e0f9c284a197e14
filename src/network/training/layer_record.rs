//! What a training tells of its layers: how long gradients, weights and updates are, and which units are dead.

use crate::graph::Element;
use crate::network::layers::{Activation, Network, Part};
use crate::network::pass::Forward;

/// With more rows than this, every other one goes, and those that follow are twice as far apart.
const MOST_ROWS: usize = 512;

/// Of one layer, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerColumns {
    /// ‖∇W, ∇b‖₂ of the batch, penalties included; NaN where no step was taken just before.
    pub gradient_norm: Vec<f64>,
    /// ‖W‖₂.
    pub weight_norm: Vec<f64>,
    /// ‖ΔW‖₂ / ‖W‖₂ of the last step, by the weights before it; NaN where there is none.
    pub update_ratio: Vec<f64>,
    /// The part of its units that are dead; NaN where that is not known, and for units that are not relu.
    pub dead: Vec<f64>,
}

impl LayerColumns {
    fn all(&mut self) -> [&mut Vec<f64>; 4] {
        [&mut self.gradient_norm, &mut self.weight_norm, &mut self.update_ratio, &mut self.dead]
    }
}

/// Rows at steps at which the training is evaluated. It costs three passes over the parameters a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayerRecord {
    /// After which step.
    pub step: Vec<f64>,
    /// From the first hidden layer to the output.
    pub layers: Vec<LayerColumns>,
    /// Weights and biases of each layer.
    pub(super) parts: Vec<Part>,
    /// Rows are at least so many steps apart, less 1.
    gap: f64,
}

impl LayerRecord {
    pub(super) fn new(network: &Network) -> Self {
        let column = || Vec::with_capacity(MOST_ROWS + 1);
        let columns =
            || LayerColumns { gradient_norm: column(), weight_norm: column(), update_ratio: column(), dead: column() };
        let parts = network.parts();
        Self { step: column(), layers: (0..parts.len() / 2).map(|_| columns()).collect(), parts, gap: 0.0 }
    }

    pub(super) fn wants(&self, step: usize) -> bool {
        self.step.last().is_none_or(|last| step as f64 > last + self.gap)
    }

    /// Adds to the columns of a layer, after which [`LayerRecord::end_row`] is due.
    pub(super) fn put(&mut self, layer: usize, row: [f64; 4]) {
        self.layers[layer].all().into_iter().zip(row).for_each(|(column, x)| column.push(x));
    }

    pub(super) fn end_row(&mut self, step: usize) {
        self.step.push(step as f64);
        if self.step.len() > MOST_ROWS {
            self.gap = 2.0 * self.gap + 1.0;
            for column in self.columns() {
                let mut row = 0;
                column.retain(|_| {
                    row += 1;
                    row % 2 == 1
                });
            }
        }
    }

    /// Keeps the rows up to a step.
    pub(super) fn cut(&mut self, step: usize) {
        let rows = self.step.partition_point(|&at| at <= step as f64);
        self.columns().for_each(|column| column.truncate(rows));
    }

    fn columns(&mut self) -> impl Iterator<Item = &mut Vec<f64>> {
        std::iter::once(&mut self.step).chain(self.layers.iter_mut().flat_map(LayerColumns::all))
    }
}

/// Which units of each hidden layer have given more than 0 on a sample; nothing for a layer whose units are not relu.
#[derive(Clone, Debug, Default)]
pub(super) struct Alive(Vec<Option<Vec<bool>>>);

impl Alive {
    pub(super) fn none(network: &Network) -> Self {
        let of = |&(units, activation): &(usize, &Activation)| (activation.name == "relu").then(|| vec![false; units]);
        Self(network.hidden.iter().map(of).collect())
    }

    pub(super) fn clear(&mut self) {
        self.0.iter_mut().flatten().for_each(|layer| layer.fill(false));
    }

    /// Takes what hidden layer `layer` gives, sample by sample.
    pub(super) fn take<T: Element>(&mut self, layer: usize, outputs: &[T]) {
        let Some(Some(alive)) = self.0.get_mut(layer) else { return };
        for row in outputs.chunks_exact(alive.len()) {
            alive.iter_mut().zip(row).for_each(|(alive, &x)| *alive |= x > T::of(0.0));
        }
    }

    pub(super) fn take_forward<T: Element>(&mut self, forward: &Forward<T>, samples: usize) {
        for layer in 0..self.0.len() {
            let outputs = forward.layer(layer);
            self.take(layer, &outputs[..outputs.len() / forward.size() * samples]);
        }
    }

    /// The part of a layer's units that are dead.
    pub(super) fn dead_part(&self, layer: usize) -> f64 {
        let Some(Some(alive)) = self.0.get(layer) else { return f64::NAN };
        alive.iter().filter(|alive| !**alive).count() as f64 / alive.len() as f64
    }

    /// The dead units of each layer.
    pub(super) fn dead(&self) -> Vec<Option<Vec<u32>>> {
        let numbers = |alive: &Vec<bool>| (0u32..).zip(alive).filter(|(_, alive)| !**alive).map(|(k, _)| k).collect();
        self.0.iter().map(|layer| layer.as_ref().map(numbers)).collect()
    }
}
