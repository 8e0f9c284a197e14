//! The boundary to JavaScript: plain options in, typed arrays out, one converter for errors.
//!
//! `www/engine/` is the only caller; it gives these functions the shape that people use. Nothing here computes. What a
//! figure needs stands here; what it does not is in `full`.

#[cfg(feature = "full")]
mod full;
#[cfg(feature = "full")]
mod landscape;
#[cfg(feature = "full")]
mod maps;
#[cfg(feature = "full")]
mod network;
#[cfg(feature = "full")]
mod surface;

use crate::catalog::{Kind, Setting};
use crate::config::{Config, Settings, Tuning, Value, unknown};
use crate::error::{Error, Result, code};
use crate::experiment::{Experiment, Message, Move};
use crate::host::{self, Host};
use crate::maps::contour::{Contour, contours};
use crate::maps::field::{Field, Grid};
use crate::maps::solve;
use crate::objective::Order;
use crate::paint::{self, COLORMAPS, Colormap, Scale};
use crate::sampler::BatchSize;
#[cfg(feature = "full")]
use crate::text::Text;
use js_sys::{Array, Float64Array, Function, Object, Reflect, Uint8ClampedArray, Uint32Array, WebAssembly};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, ImageData};

type Answer<T> = std::result::Result<T, JsValue>;

/// Runs once when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        let message = format!("sgd-playground: {info}");
        web_sys::console::error_1(&message.as_str().into());
    }));
    host::set(Host { load_code, release_code, parse_number, show_number });
}

// ---- values in -------------------------------------------------------------------------------------------------------

/// An options object as names and values. `null` and `undefined` mean that an option, or the whole, is not given.
fn values(options: &JsValue) -> Answer<Vec<(String, Value)>> {
    let given = |value: &JsValue| !value.is_null() && !value.is_undefined();
    if !given(options) {
        return Ok(Vec::new());
    }
    let object = options.dyn_ref::<Object>().filter(|object| !Array::is_array(object)).ok_or_else(|| {
        thrown(&Error::new(
            code::BAD_TYPE,
            format_args!(
                "A configuration is an object with names and values, for example {{ objective: 'rosenbrock' }}."
            ),
            format_args!("配置应是由名称和值组成的对象，例如 {{ objective: 'rosenbrock' }}。"),
        ))
    })?;
    let entries = Object::entries(object);
    let entries = entries.iter().map(|entry| entry.unchecked_into::<Array>()).filter(|entry| given(&entry.get(1)));
    Ok(entries.map(|entry| (entry.get(0).as_string().unwrap_or_default(), value(&entry.get(1)))).collect())
}

fn value(from: &JsValue) -> Value {
    if let Some(number) = from.as_f64() {
        return Value::Number(number);
    }
    if let Some(text) = from.as_string().or_else(|| from.as_bool().map(|on| on.to_string())) {
        return Value::Text(text);
    }
    if let Some(numbers) = numbers(from) {
        return Value::Numbers(numbers);
    }
    if let Some(rows) = from.dyn_ref::<Array>().and_then(|rows| rows.iter().map(|row| numbers(&row)).collect()) {
        return Value::Rows(rows);
    }
    let kind =
        if Array::is_array(from) { "a list of something else than numbers" } else { "not a number, text or list" };
    Value::Other(kind.to_owned())
}

fn numbers(from: &JsValue) -> Option<Vec<f64>> {
    let list = if js_sys::ArrayBuffer::is_view(from) { Array::from(from) } else { from.dyn_ref::<Array>()?.clone() };
    list.iter().map(|x| x.as_f64()).collect()
}

fn config(options: &JsValue) -> Answer<Config> {
    Config::read(&values(options)?, draw_seed).map_err(|error| thrown(&error))
}

/// A seed that nobody chose; short enough to be read out.
fn draw_seed() -> Result<u64> {
    getrandom::u32().map(|bits| u64::from(bits % 1_000_000)).map_err(|_| {
        Error::new(
            code::UNAVAILABLE,
            format_args!("No random seed can be drawn here; give one."),
            format_args!("这里无法取得随机种子，请自己给一个。"),
        )
        .on("seed")
    })
}

// ---- values out ------------------------------------------------------------------------------------------------------

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

fn list(items: impl IntoIterator<Item = JsValue>) -> JsValue {
    let array = Array::new();
    items.into_iter().for_each(|item| {
        array.push(&item);
    });
    array.into()
}

fn floats(values: &[f64]) -> JsValue {
    Float64Array::from(values).into()
}

fn plain(values: &[f64]) -> JsValue {
    list(values.iter().map(|&x| x.into()))
}

fn words(words: &[&str]) -> JsValue {
    list(words.iter().map(|&word| word.into()))
}

#[cfg(feature = "full")]
fn text(text: Text) -> JsValue {
    object(&[("en", text.en.into()), ("zh", text.zh.into())])
}

fn message(message: Option<Message>) -> JsValue {
    message.map_or(JsValue::NULL, |m| object(&[("en", m.en.into()), ("zh", m.zh.into())]))
}

/// What `engine.js` makes an `EngineError` of.
fn thrown(error: &Error) -> JsValue {
    let (position, length) = error.place.map_or((JsValue::UNDEFINED, JsValue::UNDEFINED), |(position, length)| {
        ((position as u32).into(), (length as u32).into())
    });
    object(&[
        ("code", error.code.into()),
        ("messages", object(&[("en", error.en.as_str().into()), ("zh", error.zh.as_str().into())])),
        ("key", error.key.as_deref().map_or(JsValue::UNDEFINED, Into::into)),
        ("position", position),
        ("length", length),
    ])
}

// ---- questions -------------------------------------------------------------------------------------------------------

/// A configuration with everything filled in.
#[wasm_bindgen]
pub fn resolve(options: &JsValue) -> Answer<JsValue> {
    config(options).map(|config| resolved(&config))
}

fn resolved(config: &Config) -> JsValue {
    let resolved = parts(config);
    set_numbers(&resolved, &config.tuning);
    resolved
}

fn set_numbers(resolved: &JsValue, tuning: &Tuning) {
    for (name, number) in tuning.numbers() {
        let switch = Setting::named(name).is_some_and(|setting| setting.kind == Kind::Switch);
        let value = if switch { (number != 0.0).into() } else { number.into() };
        let _ = Reflect::set(resolved, &name.into(), &value);
    }
}

fn batch(size: BatchSize) -> JsValue {
    match size {
        BatchSize::Some(size) => (size as u32).into(),
        BatchSize::Full => "full".into(),
    }
}

fn parts(config: &Config) -> JsValue {
    object(&[
        ("objective", config.name.as_str().into()),
        #[cfg(feature = "full")]
        ("label", text(config.label())),
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
    ])
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

/// What was made for the last questions. A browser compiles fused code twice, at first quickly and after some use well: a
/// slider that asks again should find the good code.
struct Kept<T>(Vec<(String, T)>);

const MOST_KEPT: usize = 8;

thread_local! {
    static FIELDS: RefCell<Kept<Field>> = const { RefCell::new(Kept(Vec::new())) };
}

impl<T> Kept<T> {
    /// What is kept under `key`, or else made now.
    fn get(&mut self, key: String, make: impl FnOnce() -> T) -> &mut T {
        let found = self.0.iter().position(|(of, _)| *of == key);
        let entry = found.map_or_else(|| (key, make()), |at| self.0.remove(at));
        self.0.insert(0, entry);
        self.0.truncate(MOST_KEPT);
        &mut self.0[0].1
    }
}

fn field(config: &Config, grid: &Grid) -> Vec<f64> {
    let make = || Field::new(&config.objective);
    // Only a formula says by its text all that there is to know of it.
    match &config.formula {
        Some(formula) => FIELDS.with_borrow_mut(|kept| kept.get(formula.clone(), make).over(grid)),
        None => make().over(grid),
    }
}

/// The loss in every cell of a grid over the domain; in a new array, or in `into` if it has a place for each cell.
#[wasm_bindgen(js_name = field)]
pub fn field_of(options: &JsValue, width: usize, height: usize, into: Option<Float64Array>) -> Answer<Float64Array> {
    let config = config(options)?;
    let grid = Grid::new(&config.domain, width, height, config.samples()).map_err(|error| thrown(&error))?;
    let losses = field(&config, &grid);
    match into {
        None => Ok(Float64Array::from(&losses[..])),
        Some(into) if into.length() as usize == losses.len() => {
            into.copy_from(&losses);
            Ok(into)
        }
        Some(into) => Err(thrown(
            &Error::new(
                code::BAD_SHAPE,
                format_args!("into has {} places; {} fit.", into.length(), losses.len()),
                format_args!("into 有 {} 个位置，应为 {} 个。", into.length(), losses.len()),
            )
            .on("into"),
        )),
    }
}

/// How many contours a map has unless told otherwise.
const CONTOURS: usize = 15;

fn contour_list(contours: &[Contour]) -> JsValue {
    list(contours.iter().map(|contour| {
        let lines = contour
            .lines
            .iter()
            .map(|line| object(&[("points", floats(&line.points)), ("closed", line.closed.into())]));
        object(&[("level", contour.level.into()), ("lines", list(lines))])
    }))
}

/// Paints the field into the top left of a canvas. Gives the range of losses and the contours.
#[wasm_bindgen(js_name = paint)]
pub fn paint_field(
    context: &CanvasRenderingContext2d,
    options: &JsValue,
    width: usize,
    height: usize,
    colormap: &str,
    lines: bool,
) -> Answer<JsValue> {
    let config = config(options)?;
    let grid = Grid::new(&config.domain, width, height, config.samples()).map_err(|error| thrown(&error))?;
    let colormap = Colormap::named(colormap)
        .ok_or_else(|| thrown(&unknown("colormap", colormap, COLORMAPS.iter().map(|map| map.name))))?;
    let losses = field(&config, &grid);
    let scale = Scale::of(&losses);
    let pixels = paint::pixels(&losses, &scale, colormap);
    let image = ImageData::new_with_u8_clamped_array(Clamped(&pixels), grid.width as u32)?;
    context.put_image_data(&image, 0.0, 0.0)?;
    Ok(legend(&losses, &grid, &scale, colormap, lines))
}

/// What is told of a painted field: its range, its colours, and contours if they are wanted.
fn legend(losses: &[f64], grid: &Grid, scale: &Scale, colormap: &Colormap, lines: bool) -> JsValue {
    let levels = if lines && grid.domain.len() == 4 { scale.levels(CONTOURS) } else { Vec::new() };
    let lines = contours(losses, grid, &levels);
    let ramp: Vec<u8> = colormap.table().into_iter().step_by(4).flatten().collect();
    object(&[
        ("low", scale.low.into()),
        ("middle", scale.at(0.5).into()),
        ("high", scale.high.into()),
        ("ramp", Uint8ClampedArray::from(&ramp[..]).into()),
        ("contours", contour_list(&lines)),
    ])
}

// ---- experiments -----------------------------------------------------------------------------------------------------

/// A run.
#[wasm_bindgen]
pub struct Run(Experiment);

#[wasm_bindgen]
impl Run {
    /// At its start.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Answer<Run> {
        config(options).map(|config| Run(Experiment::new(config)))
    }

    /// The configuration as it is now.
    pub fn config(&self) -> JsValue {
        resolved(self.0.config())
    }

    /// One step.
    pub fn step(&mut self) {
        self.0.step();
    }

    /// Up to `n` steps.
    pub fn train(&mut self, n: usize, until_loss: Option<f64>) {
        self.0.train(n, until_loss);
    }

    /// The next of the five moves; null where the run cannot go on.
    #[wasm_bindgen(js_name = move)]
    pub fn next_move(&mut self) -> JsValue {
        match self.0.next_move() {
            None => JsValue::NULL,
            Some(Move::Draw { batch, epoch }) => {
                object(&[("move", "draw".into()), ("batch", indices(&batch)), ("epoch", (epoch as f64).into())])
            }
            Some(Move::Forward { outputs }) => object(&[("move", "forward".into()), ("outputs", floats(&outputs))]),
            Some(Move::Loss { loss }) => object(&[("move", "loss".into()), ("loss", loss.into())]),
            Some(Move::Backward { gradient }) => {
                object(&[("move", "backward".into()), ("gradient", floats(&gradient))])
            }
            Some(Move::Update { params, delta }) => {
                object(&[("move", "update".into()), ("params", floats(&params)), ("delta", floats(&delta))])
            }
        }
    }

    /// Changes settings in mid-run.
    pub fn set(&mut self, options: &JsValue) -> Answer<()> {
        self.0.set(&Settings::new(&values(options)?)).map_err(|error| thrown(&error))
    }

    /// Another start; goes back to it.
    #[wasm_bindgen(js_name = setStart)]
    pub fn set_start(&mut self, start: &JsValue) -> Answer<()> {
        self.0.set_start(&numbers(start).unwrap_or_default()).map_err(|error| thrown(&error))
    }

    /// Back to step `k`.
    pub fn rewind(&mut self, k: usize) {
        self.0.rewind(k);
    }

    /// The learning rate of the step that follows `step` others.
    #[wasm_bindgen(js_name = rateAt)]
    pub fn rate_at(&self, step: usize) -> f64 {
        self.0.config().tuning.hyper.rate_at(step)
    }

    /// Another run with the same past up to step `k`.
    pub fn fork(&self, k: usize) -> Run {
        Run(self.0.fork(k))
    }

    /// How it stands.
    pub fn status(&self) -> JsValue {
        let run = &self.0;
        let slots = Object::new();
        for (kind, slot) in run.config().tuning.optimizer.slots.iter().zip(run.slots()) {
            let _ = Reflect::set(&slots, &kind.name.into(), &floats(slot));
        }
        let batch = run.drawn().map_or(JsValue::NULL, |drawn| {
            object(&[
                ("indices", indices(&drawn.indices)),
                ("loss", drawn.loss.into()),
                ("size", (drawn.indices.len() as u32).into()),
                ("samples", (run.config().samples() as u32).into()),
                ("full", drawn.full.into()),
            ])
        });
        object(&[
            ("state", run.state().name().into()),
            ("step", (run.steps() as f64).into()),
            ("epoch", (run.epoch() as f64).into()),
            ("samples", (run.samples() as f64).into()),
            ("loss", run.loss().into()),
            ("gradientNorm", run.gradient_norm().into()),
            ("rate", run.rate().into()),
            ("params", floats(run.params())),
            ("gradient", floats(run.gradient())),
            ("slots", slots.into()),
            ("nextMove", run.coming().into()),
            ("batch", batch),
            ("message", message(run.message())),
            ("cause", run.cause().map_or(JsValue::NULL, |cause| cause.name().into())),
        ])
    }

    /// The update rule of parameter `k` in numbers; null where they are not known.
    pub fn rule(&self, k: usize) -> JsValue {
        let Some(explanation) = self.0.explain(k) else { return JsValue::NULL };
        let terms = explanation.rule.terms.iter().map(|term| {
            let arguments: Vec<f64> = term.arguments.iter().map(|&at| at as f64).collect();
            object(&[
                ("op", term.op.into()),
                ("arguments", plain(&arguments)),
                ("symbol", term.symbol.as_str().into()),
                ("value", term.value.into()),
            ])
        });
        let lines = explanation
            .rule
            .lines
            .iter()
            .map(|(symbol, at)| object(&[("symbol", symbol.as_str().into()), ("term", (*at as u32).into())]));
        object(&[
            ("step", (explanation.step as f64).into()),
            ("taken", explanation.taken.into()),
            ("terms", list(terms)),
            ("lines", list(lines)),
        ])
    }

    /// Learning rate against curvature; null where that says nothing.
    pub fn steadiness(&self) -> JsValue {
        self.0.steadiness().map_or(JsValue::NULL, |steady| {
            object(&[
                ("step", (steady.step as f64).into()),
                ("sharpness", steady.sharpness.into()),
                ("rate", steady.rate.into()),
                ("bound", steady.bound.into()),
                ("scaled", steady.scaled.into()),
                ("stepsLeft", steady.steps_left.map_or(JsValue::NULL, Into::into)),
            ])
        })
    }

    /// The record from row `from` on.
    pub fn trace(&self, from: usize) -> JsValue {
        let trace = self.0.trace();
        let from = from.min(trace.len());
        object(&[
            ("length", ((trace.len() - from) as u32).into()),
            ("dim", (trace.dim as u32).into()),
            ("params", floats(&trace.params[from * trace.dim..])),
            ("loss", floats(&trace.loss[from..])),
            ("gradientNorm", floats(&trace.gradient_norm[from..])),
        ])
    }

    /// The samples; null for a formula.
    pub fn data(&self) -> JsValue {
        let Some(data) = self.0.config().objective.data() else { return JsValue::NULL };
        object(&[
            ("inputs", floats(data.flat())),
            ("targets", floats(data.answers())),
            ("n", (data.len() as u32).into()),
            ("inputDim", (data.inputs.ncols() as u32).into()),
        ])
    }
}

fn indices(of: &[u32]) -> JsValue {
    Uint32Array::from(of).into()
}

// ---- what the browser does ---------------------------------------------------------------------------------------------------

thread_local! {
    /// Places in the function table that are free again.
    static FREE: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Compiles a module that works on this module's own memory, and puts its function into this module's function table. A
/// browser that will not (a content security policy, say) leaves plans as they are.
fn load_code(module: &[u8], called: usize) -> Option<usize> {
    if cfg!(not(feature = "full")) {
        return None;
    }
    let table: WebAssembly::Table = wasm_bindgen::function_table().dyn_into().ok()?;
    // Not the table itself: a browser keeps whatever imports a table for as long as the table.
    let called = table.get(called as u32).ok()?;
    let shared = object(&[("m", wasm_bindgen::memory()), ("c", called.into())]);
    let module = WebAssembly::Module::new(&js_sys::Uint8Array::from(module).into()).ok()?;
    let instance = WebAssembly::Instance::new(&module, object(&[("e", shared)]).unchecked_ref()).ok()?;
    let function: Function = Reflect::get(&instance.exports(), &"f".into()).ok()?.dyn_into().ok()?;
    let place = match FREE.with_borrow_mut(Vec::pop) {
        Some(place) => place as u32,
        None => table.grow(1).ok()?,
    };
    table.set(place, &function).ok()?;
    Some(place as usize)
}

fn release_code(place: usize) {
    if let Ok(table) = wasm_bindgen::function_table().dyn_into::<WebAssembly::Table>() {
        let _ = table.set_raw(place as u32, &JsValue::NULL);
    }
    FREE.with_borrow_mut(|free| free.push(place));
}

fn parse_number(text: &str) -> f64 {
    js_sys::parse_float(text)
}

fn show_number(number: f64) -> String {
    js_sys::Number::from(number).to_string_with_radix(10).map_or_else(|_| String::new(), String::from)
}

/// A small allocator: a page loads it, too.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
