//! What was done to a run from outside, for a run that goes on from a checkpoint: going back behind it, it does the same again.

use super::history::{Change, Event, Live, live};
use super::{Element, Result, Training};
use crate::config::Value;
use crate::network::config::Config;
use crate::optimizer::Spec;
use crate::sampler::BatchSize;

impl<T: Element> Training<T> {
    /// What was done, in order, each with the steps that had been taken; first the settings of the start.
    pub fn changes(&self) -> Vec<(usize, Change)> {
        let told = |live: &Live| Change::Settings(values_of(&self.config, live));
        let events = self.past.events.iter().map(|(step, event)| match event {
            Event::Settings(live) => (*step, told(live)),
            &Event::Parameter(index, value) => (*step, Change::Parameter(index, value)),
        });
        std::iter::once((0, told(&self.past.first))).chain(events).collect()
    }

    /// Takes [`Training::changes`] of the run whose checkpoint this one was restored from. What comes after its step is left out.
    ///
    /// # Errors
    /// If it is none of a run of this network; nothing has changed then.
    pub fn take_changes(&mut self, changes: &[(usize, Change)]) -> Result<()> {
        let read = |values: &[(String, Value)]| {
            let mut config = self.config.clone();
            config.change(values)?;
            Ok(live(&config))
        };
        let (mut first, mut events) = (self.past.first.clone(), Vec::new());
        for (k, (step, done)) in changes.iter().enumerate() {
            match done {
                Change::Settings(values) if k == 0 => first = read(values)?,
                Change::Settings(values) => events.push((*step, Event::Settings(Box::new(read(values)?)))),
                Change::Parameter(index, value) if *index < self.now.params.len() && value.is_finite() => {
                    events.push((*step, Event::Parameter(*index, *value)));
                }
                Change::Parameter(..) => {}
            }
        }
        events.retain(|(step, _)| *step <= self.now.step);
        events.sort_by_key(|(step, _)| *step);
        self.past.first = first;
        self.past.events = events;
        Ok(())
    }
}

/// Settings as a configuration is given them.
fn values_of(config: &Config, live: &Live) -> Vec<(String, Value)> {
    let mut tuning = config.tuning.clone();
    tuning.optimizer = Spec::named(live.optimizer).unwrap_or(tuning.optimizer);
    tuning.hyper = live.hyper.clone();
    let kind = live.hyper.schedule.kind().name;
    let size = match live.batch_size {
        BatchSize::Some(size) => Value::Number(size as f64),
        BatchSize::Full => Value::Text("full".to_owned()),
    };
    let text = |name: &str, value: &str| (name.to_owned(), Value::Text(value.to_owned()));
    let mut values = vec![
        text("optimizer", live.optimizer),
        text("convention", live.hyper.convention.name()),
        text("schedule", kind),
        ("batchSize".to_owned(), size),
    ];
    let penalty = [("l1", live.penalty.l1), ("l2", live.penalty.l2)];
    let own = |name: &str| penalty.iter().any(|(own, _)| *own == name);
    let numbers = tuning.numbers().into_iter().filter(|(name, _)| !own(name)).chain(penalty);
    values.extend(numbers.map(|(name, value)| (name.to_owned(), Value::Number(value))));
    values
}
