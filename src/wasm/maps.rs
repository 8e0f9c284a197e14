//! Maps of many runs, for programs and Workers: whole, or some rows at a time.

use super::pictures::Kept;
use super::values::{Answer, config, floats, list, numbers, object, plain, thrown};
use crate::catalog::{Kind, Setting};
use crate::catalog::{LEARNING_RATE, MOMENTUM};
use crate::config::Config;
use crate::config::check_point;
use crate::error::{Error, code};
use crate::limits::MAX_WORK;
use crate::maps::aims::{Aims, NEAR};
use crate::maps::basins;
use crate::maps::cloud::cloud;
use crate::maps::field::Grid;
use crate::maps::many::{LOOK, Many, Outcome, STILL, Task, Vary};
use crate::maps::rates::{self, Axis};
use crate::memory::check_room;
use crate::optimizer::Hyper;
use crate::sampler::BatchSize;
use js_sys::Uint32Array;
use js_sys::{Int32Array, Uint8Array};
use std::cell::RefCell;
use std::hash::Hasher;
use std::ops::Range;
use wasm_bindgen::prelude::*;

thread_local! {
    static MANY: RefCell<Kept<Many>> = const { RefCell::new(Kept::new()) };
    static AIMS: RefCell<Kept<Aims>> = const { RefCell::new(Kept::new()) };
}

/// What is minimised, in a text that says all of it.
fn objective_key(config: &Config) -> String {
    match (&config.formula, config.objective.data()) {
        (Some(formula), _) => formula.clone(),
        (None, Some(data)) => {
            let mut hash = crate::graph::hash::Fnv::default();
            data.flat().iter().chain(data.answers()).for_each(|x| hash.write_u64(x.to_bits()));
            format!("{} {} {:x}", config.name, data.len(), hash.finish())
        }
        (None, None) => config.name.clone(),
    }
}

/// What the compiled runs depend on: not on learning rate and knobs, but on which of these and of the rest are 0.
fn many_key(config: &Config, vary: Vary) -> String {
    let Hyper { convention, extras, .. } = &config.tuning.hyper;
    let used = [extras.weight_decay, extras.l2, extras.clip_value, extras.clip_norm].map(|value| value != 0.0);
    let knobs: Vec<bool> = config.tuning.hyper.knobs.iter().map(|&value| value != 0.0).collect();
    format!("{} {convention:?} {used:?} {knobs:?} {vary:?}: {}", config.tuning.optimizer.name, objective_key(config))
}

fn with_aims<T>(config: &Config, take: impl FnOnce(&Aims) -> T) -> T {
    let key = format!("{:?} {} {}", config.domain, config.tuning.hyper.extras.l2, objective_key(config));
    AIMS.with_borrow_mut(|kept| take(kept.get(key, || Aims::of(config))))
}

fn with_many<T>(config: &Config, vary: Vary, max_steps: usize, take: impl FnOnce(&mut Many, &Task) -> T) -> T {
    let hyper = &config.tuning.hyper;
    with_aims(config, |aims| {
        let task = Task { hyper, aims, max_steps, cycles: vary != Vary::Starts };
        MANY.with_borrow_mut(|kept| {
            let make = || Many::new(&config.objective, config.tuning.optimizer, hyper, vary);
            take(kept.get(many_key(config, vary), make), &task)
        })
    })
}

/// The bytes of a run of many: where it starts, how it ends, and what is told of it.
const OF_A_RUN: f64 = 100.0;

/// Checks how much a map, or a part of it, asks for.
fn check_work(config: &Config, runs: usize, max_steps: usize) -> Answer<()> {
    if runs.saturating_mul(max_steps).saturating_mul(config.samples().max(1)) <= MAX_WORK {
        return check_room(runs as f64 * OF_A_RUN, runs as f64 * OF_A_RUN).map_err(|error| thrown(&error));
    }
    Err(thrown(
        &Error::new(
            code::OUT_OF_RANGE,
            format_args!("Too many steps in all: cells × maxSteps × samples may be up to 10⁹."),
            format_args!("总步数太多：格数 × maxSteps × 样本数最多为 10⁹。"),
        )
        .on("maxSteps"),
    ))
}

fn points(aims: &Aims) -> JsValue {
    list(aims.minima.iter().map(|minimum| plain(&minimum.point)))
}

/// Where every start on a grid leads, for the rows from `from` to before `to`.
#[wasm_bindgen(js_name = basins)]
pub fn basins_of(
    options: &JsValue,
    width: usize,
    height: usize,
    max_steps: usize,
    from: usize,
    to: usize,
) -> Answer<JsValue> {
    let config = config(options)?;
    let grid = Grid::new(&config.domain, width, height, config.samples()).map_err(|error| thrown(&error))?;
    let rows = from.min(grid.height)..to.min(grid.height);
    check_work(&config, rows.len() * grid.width, max_steps)?;
    Ok(with_many(&config, Vary::Starts, max_steps, |many, task| {
        let map = basins::basins(many, task, &grid, rows);
        object(&[
            ("minima", points(task.aims)),
            ("smooth", list(task.aims.minima.iter().map(|minimum| minimum.smooth.into()))),
            ("label", Int32Array::from(&map.label[..]).into()),
            ("steps", Uint32Array::from(&map.steps[..]).into()),
            ("outcome", outcomes(&map.outcome)),
        ])
    }))
}

fn outcomes(outcomes: &[Outcome]) -> JsValue {
    let numbers: Vec<u8> = outcomes.iter().map(|&outcome| outcome as u8).collect();
    Uint8Array::from(&numbers[..]).into()
}

fn axis(key: &str, range: &JsValue, setting: &Setting, geometric: bool) -> Answer<Axis> {
    let ends = match setting.kind {
        Kind::Number { min, max, .. } => [min, max],
        _ => [f64::MIN, f64::MAX],
    };
    let range = numbers(range).and_then(|range| <[f64; 3]>::try_from(range).ok()).unwrap_or([f64::NAN; 3]);
    Axis::new(key, range, ends, geometric).map_err(|error| thrown(&error))
}

/// What becomes of the run with each pair of learning rate and momentum, for the rows from `from` to before `to`.
#[wasm_bindgen(js_name = rateMap)]
pub fn rate_map(
    options: &JsValue,
    learning_rates: &JsValue,
    momenta: &JsValue,
    max_steps: usize,
    from: usize,
    to: usize,
) -> Answer<JsValue> {
    let config = config(options)?;
    let knob = rates::knob(&config).map_err(|error| thrown(&error))?;
    let across = axis("learningRates", learning_rates, &LEARNING_RATE, true)?;
    let up = axis("momenta", momenta, &MOMENTUM, false)?;
    let height = up.values.len();
    let rows: Range<usize> = from.min(height)..to.min(height);
    check_work(&config, rows.len() * across.values.len(), max_steps)?;
    Ok(with_many(&config, Vary::Rates { knob }, max_steps, |many, task| {
        let map = rates::rate_map(many, task, &config.start, &across, &up, rows);
        object(&[
            ("outcome", outcomes(&map.outcome)),
            ("steps", Uint32Array::from(&map.steps[..]).into()),
            ("label", Int32Array::from(&map.label[..]).into()),
            ("minima", points(task.aims)),
            ("learningRates", floats(&across.values)),
            ("momenta", floats(&up.values)),
        ])
    }))
}

/// What theory says of learning rate and momentum about a minimum, by its place among the `minima` of the maps; null where
/// it is flat, or there is none.
#[wasm_bindgen(js_name = rateTheory)]
pub fn rate_theory(options: &JsValue, momenta: &JsValue, minimum: usize) -> Answer<JsValue> {
    let config = config(options)?;
    rates::knob(&config).map_err(|error| thrown(&error))?;
    let up = axis("momenta", momenta, &MOMENTUM, false)?;
    let theory = with_aims(&config, |aims| rates::theory(&config, aims, aims.minima.get(minimum)?, &up));
    Ok(theory.map_or(JsValue::NULL, |theory| {
        let best = theory.best.map_or(JsValue::NULL, |[learning_rate, momentum, factor]| {
            object(&[("learningRate", learning_rate.into()), ("momentum", momentum.into()), ("factor", factor.into())])
        });
        object(&[
            ("curvature", plain(&theory.curvature)),
            ("exact", theory.exact.into()),
            ("bound", floats(&theory.bound)),
            ("best", best),
        ])
    }))
}

/// By which rule a run is at rest: see `maps::many`.
#[wasm_bindgen]
pub fn quiet(options: &JsValue) -> Answer<JsValue> {
    let config = config(options)?;
    let steep = with_aims(&config, |aims| aims.steep);
    Ok(object(&[
        ("steep", steep.into()),
        ("still", STILL.into()),
        ("near", NEAR.into()),
        ("look", (LOOK as u32).into()),
    ]))
}

/// The gradients of mini-batches at a point; null for a formula.
#[wasm_bindgen(js_name = gradientCloud)]
pub fn gradient_cloud(options: &JsValue, point: &JsValue) -> Answer<JsValue> {
    let config = config(options)?;
    let point = if point.is_undefined() { config.start.clone() } else { numbers(point).unwrap_or_default() };
    check_point("point", &point, config.objective.variables()).map_err(|error| thrown(&error))?;
    let size = match config.tuning.batch_size {
        BatchSize::Some(size) => size,
        BatchSize::Full => config.samples(),
    };
    Ok(cloud(&config.objective, &point, size, config.seed).map_or(JsValue::NULL, |cloud| {
        let sizes: Vec<u32> = cloud.sizes.iter().map(|&size| size as u32).collect();
        object(&[
            ("full", floats(&cloud.full)),
            ("batches", floats(&cloud.batches)),
            ("covariance", floats(&cloud.covariance)),
            ("expected", floats(&cloud.expected)),
            ("sizes", Uint32Array::from(&sizes[..]).into()),
            ("found", floats(&cloud.found)),
            ("follows", floats(&cloud.follows)),
            ("plain", floats(&cloud.plain)),
        ])
    }))
}

/// The order of [`Outcome`], as numbers outside.
const _: () = assert!(
    Outcome::Converged as u8 == 0
        && Outcome::Moving as u8 == 1
        && Outcome::Diverged as u8 == 2
        && Outcome::Cycling as u8 == 3
        && Outcome::Resting as u8 == 4
);
