//! What a Worker is told of the training that it takes part in, as numbers that can be sent.

use crate::network::config::Config;
use crate::network::layers::{ACTIVATIONS, Activation, Penalty};
use crate::optimizer::{self, Convention, Extras, Hyper, Spec};
use crate::schedule::Schedule;

/// What a share is made for.
#[derive(Clone)]
pub struct Setup {
    /// Inputs of the network.
    pub inputs: usize,
    /// Units of the share.
    pub units: usize,
    /// Units of the second layer.
    pub next: usize,
    /// What the first layer makes of its sums.
    pub activation: &'static Activation,
    /// The level of an input that stands for 1.
    pub top: u8,
    /// How it moves.
    pub optimizer: &'static Spec,
    /// The numbers that it moves by. The rate comes with each step.
    pub hyper: Hyper,
    /// Penalties on the weights.
    pub penalty: Penalty,
}

impl Setup {
    /// How many parameters a share has.
    pub(super) fn size(&self) -> usize {
        (self.inputs + 1 + self.next) * self.units
    }

    /// For so many units of a training's first layer; nothing where inputs are no levels.
    pub fn of(config: &Config, units: usize) -> Option<Self> {
        let (_, top) = config.inputs.train.levels()?;
        let (_, activation) = *config.network.hidden.first()?;
        let tuning = &config.tuning;
        Some(Self {
            inputs: config.network.inputs,
            units,
            next: config.network.widths()[2],
            activation,
            top,
            optimizer: tuning.optimizer,
            hyper: tuning.hyper.clone(),
            penalty: config.penalty,
        })
    }

    /// As numbers.
    pub fn numbers(&self) -> Vec<f64> {
        let optimizer = optimizer::ALL.iter().position(|spec| spec.name == self.optimizer.name).unwrap_or_default();
        let convention = Convention::all().position(|known| known == self.hyper.convention).unwrap_or_default();
        let activation = ACTIVATIONS.iter().position(|known| known.name == self.activation.name).unwrap_or_default();
        let Extras { weight_decay, l2, clip_value, clip_norm } = self.hyper.extras;
        let sizes = [self.inputs, self.units, self.next, activation, usize::from(self.top), optimizer, convention];
        let strengths = [self.penalty.l1, self.penalty.l2, weight_decay, l2, clip_value, clip_norm];
        sizes.into_iter().map(|n| n as f64).chain(strengths).chain(self.hyper.knobs.iter().copied()).collect()
    }

    /// From its numbers; nothing if they are none.
    pub fn read(numbers: &[f64]) -> Option<Self> {
        let (&[inputs, units, next, activation, top, optimizer, convention], rest) = numbers.split_first_chunk()?;
        let (&[l1, penalty_l2, weight_decay, l2, clip_value, clip_norm], knobs) = rest.split_first_chunk()?;
        let optimizer = *optimizer::ALL.get(optimizer as usize)?;
        let convention = Convention::all().nth(convention as usize)?;
        let size = |n: f64| (1.0..1e6).contains(&n).then_some(n as usize);
        let hyper = Hyper {
            learning_rate: 0.0,
            schedule: Schedule::default(),
            convention,
            parts: optimizer.parts(convention)?,
            knobs: (knobs.len() == optimizer.knobs.len()).then(|| knobs.to_vec())?,
            extras: Extras { weight_decay, l2, clip_value, clip_norm },
        };
        let penalty = Penalty { l1, l2: penalty_l2 };
        Some(Self {
            inputs: size(inputs)?,
            units: size(units)?,
            next: size(next)?,
            activation: ACTIVATIONS.get(activation as usize)?,
            top: size(top)? as u8,
            optimizer,
            hyper,
            penalty,
        })
    }
}
