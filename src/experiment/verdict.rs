//! Why a run cannot go on: judged by the last finite point, by where the step leads, and by the losses on the straight way between
//! the two. Where these do not tell, nothing is claimed. `www/engine/verdict.js` puts it in words.

use super::snapshot::copy;
use super::{Cause, Experiment, State, norm};

/// A loss or a point has gone far if it is this many times as large as where the run began (or as 1, if that is larger): on its
/// way out of the range of numbers.
const FAR: f64 = 1e50;

/// Numbers below this do not overflow inside a rule, which squares them at most.
const SQUARABLE: f64 = 1e100;

impl Experiment {
    /// Back to the last finite step, to stay there.
    pub(super) fn freeze(&mut self) {
        let beyond = self.now.params.clone();
        copy(&mut self.now, &self.before);
        self.sampler.go_to(self.now.position);
        self.evaluate();
        let cause = self.cause_of(&beyond);
        self.evaluate();
        self.state = State::Diverged;
        self.cause = Some(cause);
    }

    /// Why a step from here to `beyond`, where something is not finite, cannot be taken.
    fn cause_of(&mut self, beyond: &[f64]) -> Cause {
        let gradient = self.drawn.as_ref().map_or(&[][..], |drawn| drawn.gradient());
        // A form that looks ahead takes the gradient there.
        let ahead = (!gradient.iter().all(|g| g.is_finite())).then(|| self.gradient_point());
        if ahead.is_none() && beyond.iter().any(|w| w.is_nan()) {
            let mut numbers = gradient.iter().chain(self.now.slots.iter().flatten()).chain(&self.now.params);
            if numbers.all(|x| x.abs() < SQUARABLE) {
                return Cause::Rule;
            }
        }
        let last = self.loss;
        let (point, edge) = self.last_finite(ahead.as_deref().unwrap_or(beyond));
        let began = self.trace.loss.first().map_or(1.0, |loss| loss.abs().max(1.0));
        let far_down = edge.abs() > FAR * began;
        let far = far_down || norm(&point) > FAR * norm(&self.config.start).max(1.0);
        match () {
            () if far_down && edge < 0.0 && edge <= last => Cause::Unbounded,
            () if far && edge > last => Cause::Rate,
            () if far => Cause::Range,
            () => Cause::NoValue,
        }
    }

    /// The last point on the straight way from here to `beyond` at which loss and gradient are finite, found by bisection, and
    /// the loss there. The plan is left evaluated elsewhere than here.
    fn last_finite(&mut self, beyond: &[f64]) -> (Vec<f64>, f64) {
        let here = self.now.params.clone();
        let way: Vec<f64> = beyond.iter().zip(&here).map(|(b, a)| (b - a).clamp(f64::MIN, f64::MAX)).collect();
        let mut found = (here.clone(), self.loss);
        let mut is_finite_at = |part: f64| {
            self.now.params = here.iter().zip(&way).map(|(a, way)| a + part * way).collect();
            self.evaluate();
            let finite = self.is_finite();
            if finite {
                found = (self.now.params.clone(), self.loss);
            }
            finite
        };
        // The scale first, which may be any, then as many digits as a number has.
        let mut low = 1.0;
        while low > 0.0 && !is_finite_at(low) {
            low /= 2.0;
        }
        let mut width = low;
        for _ in 0..f64::MANTISSA_DIGITS {
            width /= 2.0;
            if is_finite_at(low + width) {
                low += width;
            }
        }
        self.now.params = here;
        found
    }
}
