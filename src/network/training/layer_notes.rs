//! What a training notes of its layers as it goes on, and which units are dead.

use super::layer_record::{Alive, LayerRecord};
use super::{Element, MOST_EVALUATED, Part, Rc, Training};

impl<T: Element> Training<T> {
    /// What was recorded of the layers: at the start, and when the training was evaluated, at most 512 rows. Where several Workers
    /// share it, when their parameters are brought together.
    pub fn layer_record(&self) -> &LayerRecord {
        &self.layers
    }

    /// Of each hidden layer of relu units those, from 0, that are 0 on each of the first samples to train on, up to
    /// [`MOST_EVALUATED`]: no gradient reaches their weights by any of these.
    pub fn dead_units(&mut self) -> Vec<Option<Vec<u32>>> {
        let mut alive = Alive::none(&self.config.network);
        let samples = Rc::clone(self.inputs(Part::Train));
        let to = MOST_EVALUATED.min(samples.len());
        self.score_with(&samples, to, |forward, n| alive.take_forward(forward, n));
        alive.dead()
    }

    /// A row of the record of layers, if it is time for one.
    pub(super) fn note_layers(&mut self) {
        if !self.layers.wants(self.now.step) {
            return;
        }
        for layer in 0..self.layers.layers.len() {
            let row = self.layer_row(layer);
            self.layers.put(layer, row);
        }
        self.layers.end_row(self.now.step);
    }

    fn layer_row(&self, layer: usize) -> [f64; 4] {
        let [weights, biases] = [0, 1].map(|k| self.layers.parts[2 * layer + k].range());
        let length = |values: &[T]| norm(values.iter().map(|x| x.wide()));
        let (now, before) = (&self.now.params[weights.clone()], &self.before.params[weights.clone()]);
        // Gradient and update are of the last step, if that was taken just now.
        let moved = self.before.step + 1 == self.now.step;
        let update = norm(now.iter().zip(before).map(|(now, before)| now.wide() - before.wide()));
        let (gradient, size) = (length(&self.gradient[weights.start..biases.end]), length(before));
        [
            if moved { gradient } else { f64::NAN },
            length(now),
            if moved && size > 0.0 { update / size } else { f64::NAN },
            self.alive.dead_part(layer),
        ]
    }
}

fn norm(values: impl Iterator<Item = f64>) -> f64 {
    values.map(|x| x * x).sum::<f64>().sqrt()
}
