//! Configurations with everything filled in.

use super::js::Reflect;
use super::texts;
use super::values::{Answer, config, object, plain, words};
use crate::catalog::{Kind, Setting};
use crate::config::{Config, Tuning};
use crate::maps::solve;
use crate::objective::Order;
use crate::sampler::BatchSize;
use wasm_bindgen::prelude::*;

/// A configuration with everything filled in.
#[wasm_bindgen]
pub fn resolve(options: &JsValue) -> Answer<JsValue> {
    config(options).map(|config| resolved(&config))
}

pub(super) fn resolved(config: &Config) -> JsValue {
    let resolved = parts(config);
    set_numbers(&resolved, &config.tuning);
    resolved
}

pub(super) fn set_numbers(resolved: &JsValue, tuning: &Tuning) {
    for (name, number) in tuning.numbers() {
        let switch = Setting::named(name).is_some_and(|setting| setting.kind == Kind::Switch);
        let value = if switch { (number != 0.0).into() } else { number.into() };
        let _ = Reflect::set(resolved, &name.into(), &value);
    }
}

pub(super) fn batch(size: BatchSize) -> JsValue {
    match size {
        BatchSize::Some(size) => (size as u32).into(),
        BatchSize::Full => "full".into(),
    }
}

pub(super) fn parts(config: &Config) -> JsValue {
    let known = object(&[
        ("objective", config.name.as_str().into()),
        ("kind", if config.model().is_some() { "model".into() } else { "surface".into() }),
        ("formula", config.formula.as_deref().map_or(JsValue::NULL, Into::into)),
        ("dim", (config.objective.dim() as u32).into()),
        ("variables", words(config.objective.variables())),
        ("domain", plain(&config.domain)),
        ("start", plain(&config.start)),
        ("optimizer", config.tuning.optimizer.name.into()),
        ("convention", config.tuning.hyper.convention.name().into()),
        ("schedule", config.tuning.hyper.schedule.kind().name.into()),
        ("batchSize", batch(config.tuning.batch_size)),
        ("samples", (config.samples() as u32).into()),
        ("ownData", config.own_data.into()),
        ("seed", (config.seed as f64).into()),
    ]);
    texts::add_label(&known, config);
    known
}

/// The minimum by its closed form, for models that have one; else null.
#[wasm_bindgen(js_name = closedForm)]
pub fn closed_form(options: &JsValue) -> Answer<JsValue> {
    let config = config(options)?;
    let Some(point) = solve::closed_form(&config.objective) else { return Ok(JsValue::NULL) };
    let mut plan = config.objective.plan(Order::Loss, 1);
    for (k, &x) in point.iter().enumerate() {
        plan.set_input(k, &[x]);
    }
    plan.run(1);
    Ok(object(&[("point", plain(&point)), ("loss", plan.output(0)[0].into())]))
}
