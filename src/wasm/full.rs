//! What a program may ask beyond what a figure needs: the catalog with its texts, and questions about an objective as a
//! whole. Not in the module that figures load.

use super::pictures::{CONTOURS, Kept, contour_list, field};
use super::setting::setting_record;
use super::texts::text;
use super::values::{Answer, config, copied, floats, list, numbers, object, plain, thrown, values, words};
use crate::catalog::{LADDER, SETTINGS, WEIGHT_DECAY};
use crate::config::{Config, Value, check_point};
use crate::error::{Error, code};
use crate::export::{self, Library};
use crate::graph::Plan;
use crate::graph::walk::{Pass, Station, Walk};
use crate::limits::{LIMITS, MAX_SAMPLES, MAX_WORK};
use crate::maps::contour::contours;
use crate::maps::field::Grid;
use crate::maps::{descend, stationary, usual};
use crate::objective::{Order, models, surfaces};
use crate::optimizer::Convention;
use crate::paint::{COLORMAPS, Scale};
use crate::{formula, optimizer, schedule, walks};
use js_sys::{Float64Array, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

// ---- the catalog -----------------------------------------------------------------------------------------------------

/// Everything there is, with labels, ranges and defaults.
#[wasm_bindgen]
pub fn catalog() -> JsValue {
    let surfaces = surfaces::ALL.iter().map(surface);
    let models = models::ALL.iter().map(model);
    object(&[
        ("objectives", list(surfaces.chain(models))),
        ("optimizers", list(optimizer::ALL.iter().map(|spec| optimizer_record(spec)))),
        ("libraries", super::libraries::libraries()),
        ("schedules", list(schedule::ALL.iter().map(schedule_record))),
        ("learningRates", plain(&LADDER)),
        ("settings", list(SETTINGS.iter().map(|setting| setting_record(setting)))),
        ("colormaps", list(COLORMAPS.iter().map(|map| object(&[("name", map.name.into())])))),
        ("limits", limits()),
        ("maps", usual_maps()),
        ("network", super::network_catalog::catalog()),
    ])
}

fn usual_maps() -> JsValue {
    let steps = || ("maxSteps", (usual::MAX_STEPS as u32).into());
    let [width, height] = usual::SIZE.map(|n| JsValue::from(n as u32));
    object(&[
        ("basins", object(&[("width", width), ("height", height), steps()])),
        (
            "rateMap",
            object(&[("learningRates", plain(&usual::LEARNING_RATES)), ("momenta", plain(&usual::MOMENTA)), steps()]),
        ),
    ])
}

fn surface(surface: &surfaces::Surface) -> JsValue {
    let dim = surface.start.len();
    let variables = formula::Formula::parse(surface.formula).map_or(&[][..], |formula| formula.variables);
    object(&[
        ("name", surface.name.into()),
        ("kind", "surface".into()),
        ("dim", (dim as u32).into()),
        ("variables", words(variables)),
        ("formula", surface.formula.into()),
        ("domain", plain(surface.domain)),
        ("start", plain(surface.start)),
        ("learningRate", surface.learning_rate.into()),
        ("minima", list(surface.minima.iter().map(|m| object(&[("point", plain(m.point)), ("loss", m.loss.into())])))),
        ("label", text(surface.label)),
        ("note", text(surface.note)),
        ("source", surface.source.into()),
        ("data", JsValue::NULL),
    ])
}

fn model(model: &models::Model) -> JsValue {
    let data = object(&[
        ("samples", plain(&[1.0, MAX_SAMPLES as f64, model.samples as f64])),
        ("batchSize", (model.batch as u32).into()),
        ("inputs", words(model.inputs)),
        ("target", "y".into()),
        ("classes", (model.targets == models::Targets::Classes).into()),
        ("model", model.equation.into()),
    ]);
    object(&[
        ("name", model.name.into()),
        ("kind", "model".into()),
        ("dim", (model.variables.len() as u32).into()),
        ("variables", words(model.variables)),
        ("formula", JsValue::NULL),
        ("domain", plain(model.domain)),
        ("start", plain(model.start)),
        ("learningRate", model.learning_rate.into()),
        ("minima", list([])),
        ("label", text(model.label)),
        ("note", text(model.note)),
        ("source", "".into()),
        ("data", data),
    ])
}

fn optimizer_record(spec: &optimizer::Spec) -> JsValue {
    let knobs: Vec<&str> = spec.knobs.iter().map(|knob| knob.setting.name).collect();
    let slots: Vec<&str> = spec.slots.iter().map(|slot| slot.name).collect();
    let own = spec.own_convention();
    let others = Convention::BUILT_IN.into_iter().filter(|&convention| convention != own && spec.knows(convention));
    let known = std::iter::once(own).chain(others);
    let conventions: Vec<&str> = known.clone().map(Convention::name).collect();
    let differs: Vec<&str> =
        known.clone().filter(|&convention| spec.differs(convention)).map(Convention::name).collect();
    let usual = Object::new();
    for convention in known {
        let numbers = spec.knobs.iter().map(|knob| (knob.setting.name, spec.usual(knob, convention).into()));
        let numbers: Vec<_> = numbers.chain([(WEIGHT_DECAY.name, spec.usual_decay(convention).into())]).collect();
        let _ = Reflect::set(&usual, &convention.name().into(), &object(&numbers));
    }
    object(&[
        ("name", spec.name.into()),
        ("label", text(spec.label)),
        ("note", text(spec.note)),
        ("equation", spec.equation.into()),
        ("paper", spec.paper.into()),
        ("knobs", words(&knobs)),
        ("slots", words(&slots)),
        ("conventions", words(&conventions)),
        ("differs", words(&differs)),
        ("defaults", usual.into()),
        ("bounded", spec.stability.is_some().into()),
        ("whole", spec.is_of_whole().into()),
    ])
}

fn schedule_record(kind: &schedule::Kind) -> JsValue {
    let settings: Vec<&str> = kind.settings.iter().map(|setting| setting.name).collect();
    object(&[
        ("name", kind.name.into()),
        ("label", text(kind.label)),
        ("note", text(kind.note)),
        ("equation", kind.equation.into()),
        ("source", kind.source.into()),
        ("settings", words(&settings)),
    ])
}

fn limits() -> JsValue {
    let limits = Object::new();
    for &(name, most) in LIMITS {
        let _ = Reflect::set(&limits, &name.into(), &(most as f64).into());
    }
    limits.into()
}

// ---- questions -------------------------------------------------------------------------------------------------------

/// Loss, gradient and Hessian at a point.
#[wasm_bindgen]
pub fn gradient(options: &JsValue, point: &JsValue) -> Answer<JsValue> {
    let config = config(options)?;
    let point = point_for(&config, point)?;
    let dim = point.len();
    let mut plan = config.objective.plan(Order::Hessian, 1);
    for (k, &x) in point.iter().enumerate() {
        plan.set_input(k, &[x]);
    }
    plan.run(1);
    let outputs: Vec<f64> = (0..1 + dim + dim * dim).map(|k| plan.output(k)[0]).collect();
    Ok(object(&[
        ("loss", outputs[0].into()),
        ("gradient", floats(&outputs[1..=dim])),
        ("hessian", floats(&outputs[1 + dim..])),
    ]))
}

fn point_for(config: &Config, point: &JsValue) -> Answer<Vec<f64>> {
    let point = numbers(point).unwrap_or_default();
    check_point("point", &point, config.objective.variables()).map_err(|error| thrown(&error))?;
    Ok(point)
}

/// The loss and its gradient, node by node; without a point, at the start.
#[wasm_bindgen]
pub fn walk(options: &JsValue, point: &JsValue) -> Answer<JsValue> {
    let given = values(options)?;
    let point = if point.is_undefined() { None } else { Some(numbers(point).unwrap_or_default()) };
    let network = given.iter().any(|(key, value)| key == "objective" && *value == Value::Text(walks::NETWORK.into()));
    let walked = if network {
        walks::Tiny::read(&given).and_then(|tiny| {
            match point {
                Some(sample) => tiny.at(sample),
                None => Ok(tiny),
            }?
            .walk()
        })
    } else {
        let config = config(options)?;
        walks::objective(&config, &point.unwrap_or_else(|| config.start.clone()))
    };
    walked.map(|walk| walk_record(&walk)).map_err(|error| thrown(&error))
}

pub(super) fn walk_record(walk: &Walk) -> JsValue {
    object(&[("stations", list(walk.stations.iter().map(station))), ("output", (walk.output as u32).into())])
}

fn station(station: &Station) -> JsValue {
    let whole = |numbers: &[usize]| list(numbers.iter().map(|&n| (n as u32).into()));
    let maybe = |numbers: &Option<Vec<f64>>| numbers.as_deref().map_or(JsValue::NULL, floats);
    let pass = |pass: &Option<Pass>| {
        pass.as_ref().map_or(JsValue::NULL, |pass| {
            object(&[
                ("rule", pass.rule.as_str().into()),
                ("local", maybe(&pass.local)),
                ("how", pass.how.as_str().into()),
                ("term", floats(&pass.term)),
            ])
        })
    };
    object(&[
        ("role", station.role.name().into()),
        ("name", station.name.as_str().into()),
        ("operation", station.operation.into()),
        ("rule", station.rule.as_str().into()),
        ("arguments", whole(&station.arguments)),
        ("shape", whole(&station.shape)),
        ("value", floats(&station.value)),
        ("gradient", maybe(&station.gradient)),
        ("passes", list(station.passes.iter().map(pass))),
    ])
}

/// Every stationary point inside the domain.
#[wasm_bindgen(js_name = stationaryPoints)]
pub fn stationary_points(options: &JsValue) -> Answer<JsValue> {
    let config = config(options)?;
    let found = stationary::stationary_points(&config.objective, &config.domain);
    Ok(list(found.iter().map(|point| {
        object(&[("point", plain(&point.point)), ("loss", point.loss.into()), ("kind", point.kind.name().into())])
    })))
}

/// Contour lines; at `levels`, which rise, or at some that suit the field.
#[wasm_bindgen(js_name = contours)]
pub fn contours_of(options: &JsValue, width: usize, height: usize, levels: &JsValue) -> Answer<JsValue> {
    let config = config(options)?;
    let grid = Grid::new(&config.domain, width, height, config.samples()).map_err(|error| thrown(&error))?;
    if grid.domain.len() == 2 {
        return Ok(list([]));
    }
    let losses = field(&config, &grid);
    let levels = numbers(levels).unwrap_or_else(|| Scale::of(&losses).levels(CONTOURS));
    Ok(contour_list(&contours(&losses, &grid, &levels)))
}

thread_local! {
    static STEPS: RefCell<Kept<Plan<f64>>> = const { RefCell::new(Kept::new()) };
}

/// Where so many steps lead from each of many starts.
#[wasm_bindgen(js_name = descend)]
pub fn descend_from(options: &JsValue, starts: &Float64Array, steps: usize) -> Answer<Float64Array> {
    let config = config(options)?;
    let dim = config.objective.dim();
    let starts = &copied(starts.length(), || starts.to_vec())?[..];
    if !starts.len().is_multiple_of(dim) {
        return Err(thrown(&Error::new(
            code::BAD_SHAPE,
            format_args!("starts has length {}, which is not a multiple of {dim}.", starts.len()),
            format_args!("starts 有 {} 个数，不是 {dim} 的倍数。", starts.len()),
        )));
    }
    let (objective, optimizer, hyper) = (&config.objective, config.tuning.optimizer, &config.tuning.hyper);
    let make = || descend::steps(objective, optimizer, hyper, objective.block());
    let run = |plan: &mut Plan<f64>| descend::descend_by(plan, objective, optimizer, hyper, starts, steps);
    let work = (starts.len() / dim).saturating_mul(steps).saturating_mul(config.samples().max(1));
    if work > MAX_WORK {
        return Err(thrown(
            &Error::new(
                code::OUT_OF_RANGE,
                format_args!("Too many steps in all: starts × steps × samples may be up to 10⁹."),
                format_args!("总步数太多：起点数 × 步数 × 样本数最多为 10⁹。"),
            )
            .on("steps"),
        ));
    }
    let ends = match &config.formula {
        Some(formula) => {
            let key = format!("{} {hyper:?}: {formula}", optimizer.name);
            STEPS.with_borrow_mut(|kept| run(kept.get(key, make)))
        }
        None => run(&mut make()),
    };
    Ok(Float64Array::from(&ends[..]))
}

/// A run's first steps as a script for a library.
#[wasm_bindgen(js_name = script)]
pub fn export_script(options: &JsValue, library: &str, steps: usize) -> Answer<String> {
    let library = Library::named(library).map_err(|error| thrown(&error))?;
    export::script(&config(options)?, library, steps).map_err(|error| thrown(&error))
}
