//! What can be known of a run besides where it is: its update rule in numbers, and how near it is to instability.

use super::{Experiment, State};
use crate::maps::curvature::curvatures;
use crate::objective::Order;
use crate::optimizer::{Explained, Hyper, Spec, Step, explain, padded};

/// A step's update rule in numbers.
pub struct Explanation {
    /// Which step it is, from 1.
    pub step: usize,
    /// Whether the step has been taken.
    pub taken: bool,
    /// The rule.
    pub rule: Explained,
}

/// Learning rate against curvature: on a quadratic, steps shrink as long as rate × sharpness is below the bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Steadiness {
    /// After how many steps: those so far; for a run that has diverged, the first ones after which it is beyond the bound,
    /// where there are any.
    pub step: usize,
    /// The largest eigenvalue of the Hessian there, after the optimizer's own scaling of the gradient.
    pub sharpness: f64,
    /// The learning rate of the step that follows.
    pub rate: f64,
    /// The bound of this optimizer: 2 for plain descent.
    pub bound: f64,
    /// Whether the optimizer scales gradients.
    pub scaled: bool,
    /// How many steps of the length of the last one a straight way to the nearest minimum takes, as the quadratic with this
    /// gradient and Hessian has it; none where that has no minimum.
    pub steps_left: Option<f64>,
}

/// Beyond this ratio of its factors, what an optimizer makes of the curvature means nothing.
const MOST_STRETCH: f64 = 1e4;

/// A run that has diverged is searched for its first unstable step up to here.
const SEARCHED: usize = 2000;

impl Experiment {
    /// The rule of the step under way, or of the last one, for the `k`-th parameter, in numbers. Nothing where they are
    /// not known: there is no gradient before a batch has been looked at, and a run that was rewound has not kept it.
    pub fn explain(&self, k: usize) -> Option<Explanation> {
        let taken = self.moves == 0 && self.drawn.is_some();
        let from = if taken { &self.before } else { &self.now };
        let full = self.config.tuning.batch_size.is_full(self.config.samples()) && !self.looks_ahead();
        let gradient = match &self.drawn {
            Some(drawn) if taken || self.moves >= 2 => drawn.gradient(),
            _ if full => &self.gradient,
            _ => return None,
        };
        let (optimizer, hyper) = self.in_force(from.step);
        if k >= from.params.len() || from.slots.len() != optimizer.slots.len() {
            return None;
        }
        let step = Step {
            rate: hyper.rate_at(from.step),
            t: from.taken + 1,
            variables: self.config.objective.variables(),
            params: &from.params,
            gradient,
            slots: &from.slots,
        };
        Some(Explanation { step: from.step + 1, taken, rule: explain(optimizer, hyper, &step, k) })
    }

    /// The optimizer and its numbers in the step that follows `step` others.
    fn in_force(&self, step: usize) -> (&'static Spec, &Hyper) {
        let known = self.history.partition_point(|(from, _)| *from <= step).max(1);
        let live = &self.history[known - 1].1;
        (Spec::named(live.optimizer).unwrap_or(self.config.tuning.optimizer), &live.hyper)
    }

    /// How steady the run is; nothing for an optimizer whose steps do not depend on the curvature, or that scales gradients
    /// and has not seen enough of them, nor where the curvature is not finite.
    pub fn steadiness(&self) -> Option<Steadiness> {
        let stability = self.config.tuning.optimizer.stability.as_ref()?;
        let Hyper { knobs, extras, parts, .. } = &self.config.tuning.hyper;
        let knobs = padded(knobs, 0.0);
        let dim = self.now.params.len();
        let scaled = stability.scale.is_some();
        let mut scales = vec![1.0; dim];
        if let Some(scale) = stability.scale {
            if self.now.taken == 0 {
                return None;
            }
            for (k, factor) in scales.iter_mut().enumerate() {
                let slots: Vec<f64> = self.now.slots.iter().map(|slot| slot[k]).collect();
                *factor = scale(parts, &knobs, &padded(&slots, 0.0), self.now.taken as f64);
            }
            // A parameter that has hardly had a gradient yet says nothing about how the loss is curved.
            let (least, most) = scales.iter().fold((f64::INFINITY, 0.0f64), |(a, b), &s| (a.min(s), b.max(s)));
            if most > MOST_STRETCH * least {
                return None;
            }
        }
        // What pulls towards zero; decay that is none of the gradient's adds up with it where nothing is remembered.
        let decay = if self.now.slots.is_empty() { extras.weight_decay } else { 0.0 };
        let pull = extras.l2 + decay;
        let mut plan = self.config.objective.plan(Order::Hessian, 1);
        // Gradient and Hessian, each with what a penalty adds, both as seen in coordinates in which the rule does not scale.
        let mut local = |point: &[f64]| {
            for (k, &x) in point.iter().enumerate() {
                plan.set_input(k, &[x]);
            }
            plan.run(1);
            let gradient: Vec<f64> =
                (0..dim).map(|k| (plan.output(1 + k)[0] + pull * point[k]) * scales[k].sqrt()).collect();
            let hessian: Vec<f64> = (0..dim * dim)
                .map(|at| {
                    let (row, column) = (at / dim, at % dim);
                    let penalty = if row == column { pull } else { 0.0 };
                    (plan.output(1 + dim + at)[0] + penalty) * (scales[row] * scales[column]).sqrt()
                })
                .collect();
            (gradient, hessian)
        };
        let mut bound = (stability.bound)(parts, &knobs);
        let mut rate = self.rate();
        let sharpest = |hessian: &[f64]| curvatures(hessian, dim).last().map_or(0.0, |(value, _)| *value);
        let now = self.now.step;
        let (gradient, hessian) = local(&self.now.params);
        let mut step = now;
        let mut sharpness = sharpest(&hessian);
        if self.state == State::Diverged && !scaled {
            // By the settings that were in force then.
            let beyond = (0..self.trace.len().min(SEARCHED)).find_map(|row| {
                let (spec, hyper) = self.in_force(row);
                let bound = (spec.stability.as_ref()?.bound)(hyper.parts, &padded(&hyper.knobs, 0.0));
                let sharp = sharpest(&local(&self.trace.params[row * dim..][..dim]).1);
                let rate = hyper.rate_at(row);
                (sharp * rate > bound).then_some((row, sharp, rate, bound))
            });
            (step, sharpness, rate, bound) = beyond.unwrap_or((step, sharpness, rate, bound));
        }
        if !sharpness.is_finite() {
            return None;
        }
        let moved: f64 = (0..dim)
            .map(|k| ((self.now.params[k] - self.before.params[k]) / scales[k].sqrt()).powi(2))
            .sum::<f64>()
            .sqrt();
        let curved = curvatures(&hessian, dim);
        let bowl = curved.iter().all(|(value, _)| *value > 0.0);
        let distance = curved.iter().map(|(value, direction)| {
            let slope: f64 = direction.iter().zip(&gradient).map(|(d, g)| d * g).sum();
            (slope / value).powi(2)
        });
        let steps_left = distance.sum::<f64>().sqrt() / moved;
        Some(Steadiness {
            step,
            sharpness,
            rate,
            bound,
            scaled,
            steps_left: Some(steps_left).filter(|steps| bowl && steps.is_finite() && self.state != State::Diverged),
        })
    }
}
