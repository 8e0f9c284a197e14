//! A copy of a training, to try something: it takes steps at any rate, and nothing is recorded.

use super::{Element, Training, copy};

impl<T: Element> Training<T> {
    /// Another training that stands where this one does, with a record of its own.
    pub fn copy(&self) -> Self {
        let mut other = Self::new(self.config.clone());
        copy(&mut other.now, &self.now);
        other.resume();
        other
    }

    /// Draws the next batch, and takes loss and gradient; gives the loss.
    pub(in crate::network) fn look_ahead_by_a_batch(&mut self) -> f64 {
        self.draw();
        let which = std::mem::take(&mut self.drawn);
        self.differentiate(&which);
        self.end_batch();
        self.batch.loss
    }

    /// Moves by that gradient, with this rate, whatever the schedule. Parameters that are not finite show in the next loss.
    pub(in crate::network) fn move_with(&mut self, rate: f64) {
        self.move_by_gradient(self.config.tuning.hyper.parts.learning_rate(rate));
        self.now.step += 1;
        self.now.taken += 1;
        self.now.position = self.sampler.position();
    }
}
