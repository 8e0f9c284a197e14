//! How a run moves: its optimizer, and the numbers that this goes by.

use super::Settings;
use super::settings::unknown;
use crate::catalog::{
    CLIP_NORM, CLIP_VALUE, DECAY_RATE, DECAY_STEPS, FINAL_RATE, L2, LADDER, LEARNING_RATE, OPTIMIZER, PERIOD_GROWTH,
    SETTINGS, Setting, WARMUP, WEIGHT_DECAY,
};
use crate::error::Result;
use crate::optimizer::parts::Order;
use crate::optimizer::{self, Convention, Extras, Hyper, Pace, Parts, Spec};
use crate::sampler::BatchSize;
use crate::schedule::{self, Schedule};

/// What can change while a run is under way.
#[derive(Clone)]
pub struct Tuning {
    /// How it moves.
    pub optimizer: &'static Spec,
    /// The numbers it moves by.
    pub hyper: Hyper,
    /// The numbers that were chosen, by the names of their settings. They stay when an optimizer comes that does not have
    /// them; all others are what is usual for the optimizer.
    pub chosen: Vec<(&'static str, f64)>,
    /// How many samples a step sees.
    pub batch_size: BatchSize,
    scale: Scale,
}

/// What the learning rates of optimizers are measured by.
#[derive(Clone, Copy)]
pub struct Scale {
    /// A learning rate that suits for plain gradient descent.
    pub rate: f64,
    /// How far parameters have to go: the narrowest side of the domain.
    pub width: f64,
}

impl Tuning {
    /// As it is where nothing has been chosen.
    pub fn new(scale: Scale, batch_size: BatchSize) -> Self {
        let optimizer = Spec::named(OPTIMIZER.default_name()).unwrap_or(optimizer::ALL[0]);
        let hyper = Hyper {
            learning_rate: scale.rate,
            schedule: Schedule::default(),
            convention: Convention::Keras,
            parts: optimizer.keras,
            knobs: Vec::new(),
            extras: Extras::default(),
        };
        Self { optimizer, hyper, chosen: Vec::new(), batch_size, scale }
    }

    /// The same batches, and nothing else chosen.
    pub fn anew(&self) -> Self {
        Self::new(self.scale, self.batch_size)
    }

    /// Changes those settings that can change while a run is under way; other settings are left alone.
    ///
    /// # Errors
    /// For the first that does not fit; nothing has changed then.
    pub fn change(&mut self, settings: &Settings) -> Result<()> {
        let optimizer = match settings.text("optimizer")? {
            Some(name) => {
                Spec::named(&name).ok_or_else(|| unknown("optimizer", &name, optimizer::ALL.iter().map(|o| o.name)))?
            }
            None => self.optimizer,
        };
        let convention = match settings.text("convention")? {
            Some(name) => {
                let known = Convention::all().filter(|&convention| optimizer.knows(optimizer.convention(convention)));
                known
                    .clone()
                    .find(|convention| convention.name() == name)
                    .ok_or_else(|| unknown("convention", &name, known.map(Convention::name)))?
            }
            // One that has not been asked for says nothing of the next optimizer.
            None if optimizer.knows(self.hyper.convention) && !self.has_own_convention() => self.hyper.convention,
            None => Convention::Keras,
        };
        let schedule = match settings.text("schedule")? {
            Some(name) => schedule::ALL
                .iter()
                .position(|kind| kind.name == name)
                .ok_or_else(|| unknown("schedule", &name, schedule::ALL.iter().map(|kind| kind.name)))?,
            None => self.hyper.schedule.kind,
        };
        let mut chosen = self.chosen.clone();
        for setting in
            SETTINGS.iter().filter(|setting| setting.is_tunable() && settings.setting(setting.name).is_some())
        {
            if let Some(number) = settings.number(setting.name)? {
                chosen.retain(|(name, _)| *name != setting.name);
                chosen.push((setting.name, number));
            }
        }
        let batch_size = settings.batch("batchSize")?.unwrap_or(self.batch_size);
        self.optimizer = optimizer;
        self.chosen = chosen;
        self.batch_size = batch_size;
        self.hyper = self.hyper_for(optimizer.convention(convention), schedule);
        Ok(())
    }

    /// Whether its rule is the optimizer's own.
    fn has_own_convention(&self) -> bool {
        self.hyper.convention == self.optimizer.own_convention()
    }

    /// The numbers for the present optimizer: those chosen, else the usual ones.
    fn hyper_for(&self, convention: Convention, schedule: usize) -> Hyper {
        let chosen = |setting: &Setting| self.chosen.iter().find(|(name, _)| *name == setting.name).map(|(_, x)| *x);
        let number = |setting: &Setting| chosen(setting).unwrap_or(setting.default_number());
        let spec = self.optimizer;
        let parts = spec.parts(convention).unwrap_or(spec.keras);
        Hyper {
            learning_rate: chosen(&LEARNING_RATE).unwrap_or_else(|| self.usual_rate(parts)),
            schedule: Schedule {
                kind: schedule,
                decay_steps: number(&DECAY_STEPS),
                decay_rate: number(&DECAY_RATE),
                final_rate: number(&FINAL_RATE),
                period_growth: number(&PERIOD_GROWTH),
                warmup: number(&WARMUP),
            },
            convention,
            parts,
            knobs: spec.knobs.iter().map(|k| chosen(k.setting).unwrap_or(spec.usual(k, convention))).collect(),
            extras: Extras {
                weight_decay: chosen(&WEIGHT_DECAY).unwrap_or(spec.usual_decay(convention)),
                l2: number(&L2),
                clip_value: number(&CLIP_VALUE),
                clip_norm: number(&CLIP_NORM),
            },
        }
    }

    /// The learning rate that the optimizer begins with here: see [`Pace`].
    fn usual_rate(&self, parts: &Parts) -> f64 {
        match self.optimizer.pace {
            Pace::Gradient => self.scale.rate,
            // Measured by what was before, a first step is as long as the gradient.
            _ if parts.order == Order::Old => self.scale.rate,
            Pace::Fixed(rate) => rate,
            Pace::Domain(part) => rung(part * self.scale.width),
        }
    }

    /// Every number of the run, by the names of their settings: those of its optimizer and schedule, and those chosen.
    pub fn numbers(&self) -> Vec<(&'static str, f64)> {
        let Hyper { learning_rate, schedule, knobs, extras, .. } = &self.hyper;
        let mut numbers = vec![
            (LEARNING_RATE.name, *learning_rate),
            (DECAY_STEPS.name, schedule.decay_steps),
            (DECAY_RATE.name, schedule.decay_rate),
            (FINAL_RATE.name, schedule.final_rate),
            (PERIOD_GROWTH.name, schedule.period_growth),
            (WARMUP.name, schedule.warmup),
            (WEIGHT_DECAY.name, extras.weight_decay),
            (L2.name, extras.l2),
            (CLIP_VALUE.name, extras.clip_value),
            (CLIP_NORM.name, extras.clip_norm),
        ];
        numbers.extend(self.optimizer.knobs.iter().zip(knobs).map(|(knob, &value)| (knob.setting.name, value)));
        for &(name, value) in &self.chosen {
            if numbers.iter().all(|(known, _)| *known != name) {
                numbers.push((name, value));
            }
        }
        numbers
    }
}

/// The highest rung of [`LADDER`] that is not above `x`.
fn rung(x: f64) -> f64 {
    // A width such as 0.3 − 0 times a part may fall short of the rung by a rounding.
    LADDER.into_iter().rev().find(|&rung| rung <= x * (1.0 + 1e-9)).unwrap_or(LADDER[0])
}
