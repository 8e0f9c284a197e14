//! What a run is made of: from names and values, as they come from attributes, links and programs, to parts that fit.

use crate::catalog::{
    CLIP_NORM, CLIP_VALUE, DECAY_RATE, DECAY_STEPS, FINAL_RATE, Kind, L2, LADDER, LEARNING_RATE, MAX_SEED, OBJECTIVE,
    OPTIMIZER, PERIOD_GROWTH, SETTINGS, Setting, Text, WARMUP, WEIGHT_DECAY, names, text,
};
use crate::error::{Error, Result, code};
use crate::number::{self, Shown};
use crate::objective::models::{Model, Targets};
use crate::objective::surfaces::Surface;
use crate::objective::{Data, MAX_SAMPLES, Objective, models, surfaces};
use crate::optimizer::{self, Convention, Extras, Hyper, Pace, Spec};
use crate::sampler::BatchSize;
use crate::schedule::{self, Schedule};
use std::fmt::Arguments;
use std::rc::Rc;

/// A value from outside, before anyone has looked at it. Text is read as whatever the setting needs: attributes and links
/// have nothing else.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list of numbers.
    Numbers(Vec<f64>),
    /// A list of lists of numbers.
    Rows(Vec<Vec<f64>>),
    /// Something else; the text says what.
    Other(String),
}

/// A complete description of a run: with the same one, every run is the same.
#[derive(Clone)]
pub struct Config {
    /// Name in the catalog, or `formula`.
    pub name: String,
    /// The formula, where there is one.
    pub formula: Option<String>,
    /// What is minimised.
    pub objective: Rc<Objective>,
    /// Low and high of each variable.
    pub domain: Vec<f64>,
    /// Where the run begins.
    pub start: Vec<f64>,
    /// How it moves.
    pub optimizer: &'static Spec,
    /// The numbers it moves by.
    pub hyper: Hyper,
    /// The numbers that were chosen, by the names of their settings. They stay when an optimizer comes that does not have
    /// them; all others are what is usual for the optimizer.
    pub chosen: Vec<(&'static str, f64)>,
    /// The objective's own learning rate.
    objective_rate: f64,
    /// How many samples a step sees.
    pub batch_size: BatchSize,
    /// Where random numbers start from.
    pub seed: u64,
    /// Whether the samples were given, rather than made from the seed.
    pub own_data: bool,
}

/// The name of an objective given by a formula.
pub const OWN_FORMULA: &str = "formula";

/// What it is called.
pub const OWN_LABEL: Text = text("Your own formula", "你自己的公式");
/// The learning rate that it begins with.
const FORMULA_RATE: f64 = 0.01;

/// Settings by name, each checked when it is asked for.
pub struct Settings<'a>(pub &'a [(String, Value)]);

impl Config {
    /// Reads a configuration. `draw_seed` gives a seed if there is none.
    ///
    /// # Errors
    /// For the first setting that is unknown, of the wrong type, out of range, or does not fit the others.
    pub fn read(values: &[(String, Value)], draw_seed: impl FnOnce() -> Result<u64>) -> Result<Self> {
        let settings = Settings(values);
        settings.check_keys()?;
        let seed = match settings.number("seed")? {
            Some(seed) => seed as u64,
            None => draw_seed()?,
        };
        let defaults = Defaults::find(&settings, seed)?;
        let dim = defaults.objective.dim();
        let domain = settings.numbers("domain")?.unwrap_or(defaults.domain);
        check_domain(&domain, dim)?;
        let start = match settings.numbers("start")? {
            Some(start) => start,
            None => start_in(&domain, defaults.start),
        };
        check_point("start", &start, defaults.objective.variables())?;
        let mut config = Self {
            name: defaults.name,
            formula: defaults.formula,
            own_data: settings.get("data").is_some(),
            domain,
            start,
            optimizer: Spec::named(OPTIMIZER.default_name()).unwrap_or(optimizer::ALL[0]),
            hyper: Hyper {
                learning_rate: defaults.learning_rate,
                schedule: Schedule::default(),
                convention: Convention::Keras,
                knobs: Vec::new(),
                extras: Extras::default(),
            },
            chosen: Vec::new(),
            objective_rate: defaults.learning_rate,
            batch_size: defaults.batch_size,
            objective: Rc::new(defaults.objective),
            seed,
        };
        config.change(&settings)?;
        Ok(config)
    }

    /// Changes those settings that can change while a run is under way; other settings are left alone.
    ///
    /// # Errors
    /// As [`Config::read`]; nothing has changed then.
    pub fn change(&mut self, settings: &Settings) -> Result<()> {
        settings.check_keys()?;
        let optimizer = match settings.text("optimizer")? {
            Some(name) => {
                Spec::named(&name).ok_or_else(|| unknown("optimizer", &name, optimizer::ALL.iter().map(|o| o.name)))?
            }
            None => self.optimizer,
        };
        let convention = match settings.text("convention")? {
            Some(name) => {
                let known = Convention::ALL.into_iter().filter(|&convention| optimizer.knows(convention));
                known
                    .clone()
                    .find(|convention| convention.name() == name)
                    .ok_or_else(|| unknown("convention", &name, known.map(Convention::name)))?
            }
            None if optimizer.knows(self.hyper.convention) => self.hyper.convention,
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
        for setting in SETTINGS.iter().filter(|setting| setting.is_tunable()) {
            if let Some(number) = settings.number(setting.name)? {
                chosen.retain(|(name, _)| *name != setting.name);
                chosen.push((setting.name, number));
            }
        }
        let batch_size = settings.batch("batchSize")?.unwrap_or(self.batch_size);
        self.optimizer = optimizer;
        self.chosen = chosen;
        self.batch_size = batch_size;
        self.hyper = self.hyper_for(convention, schedule);
        Ok(())
    }

    /// The numbers for the present optimizer: those chosen, else the usual ones.
    fn hyper_for(&self, convention: Convention, schedule: usize) -> Hyper {
        let chosen = |setting: &Setting| self.chosen.iter().find(|(name, _)| *name == setting.name).map(|(_, x)| *x);
        let number = |setting: &Setting| chosen(setting).unwrap_or(setting.default_number());
        let spec = self.optimizer;
        Hyper {
            learning_rate: chosen(&LEARNING_RATE).unwrap_or_else(|| self.usual_rate()),
            schedule: Schedule {
                kind: schedule,
                decay_steps: number(&DECAY_STEPS),
                decay_rate: number(&DECAY_RATE),
                final_rate: number(&FINAL_RATE),
                period_growth: number(&PERIOD_GROWTH),
                warmup: number(&WARMUP),
            },
            convention,
            knobs: spec.knobs.iter().map(|k| chosen(k.setting).unwrap_or(k.usual.by(convention))).collect(),
            extras: Extras {
                weight_decay: chosen(&WEIGHT_DECAY).unwrap_or(spec.weight_decay.by(convention)),
                l2: number(&L2),
                clip_value: number(&CLIP_VALUE),
                clip_norm: number(&CLIP_NORM),
            },
        }
    }

    /// The learning rate that the optimizer begins with here: see [`Pace`].
    fn usual_rate(&self) -> f64 {
        match self.optimizer.pace {
            Pace::Gradient => self.objective_rate,
            Pace::Fixed(rate) => rate,
            Pace::Domain(part) => {
                let width = self.domain.chunks(2).map(|side| side[1] - side[0]).fold(f64::INFINITY, f64::min);
                rung(part * width)
            }
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

    /// What the objective is called.
    pub fn label(&self) -> Text {
        let surface = Surface::named(&self.name).map(|surface| surface.label);
        surface.or(self.model().map(|model| model.label)).unwrap_or(OWN_LABEL)
    }

    /// The model, if the objective is one.
    pub fn model(&self) -> Option<&'static Model> {
        match &*self.objective {
            Objective::Model(model, _) => Some(model),
            Objective::Formula(_) => None,
        }
    }

    /// Number of samples, 0 for formulas.
    pub fn samples(&self) -> usize {
        self.objective.data().map_or(0, Data::len)
    }
}

/// The objective, and what follows from it.
struct Defaults {
    name: String,
    formula: Option<String>,
    objective: Objective,
    domain: Vec<f64>,
    start: Vec<f64>,
    learning_rate: f64,
    batch_size: BatchSize,
}

impl Defaults {
    fn find(settings: &Settings, seed: u64) -> Result<Self> {
        let formula = settings.text("formula")?;
        let name = match settings.text("objective")? {
            Some(name) => name,
            None if formula.is_some() => OWN_FORMULA.to_owned(),
            None => OBJECTIVE.default_name().to_owned(),
        };
        if name == OWN_FORMULA {
            return Self::formula(formula);
        }
        let own = Surface::named(&name).map(|surface| surface.formula);
        if formula.as_deref().is_some_and(|formula| own != Some(formula)) {
            return Err(Error::new(
                code::BAD_SHAPE,
                format_args!(
                    "There is a formula, and the objective is “{name}”; with a formula, leave the objective out."
                ),
                format_args!("既有公式，又有目标函数“{name}”；写公式时不要再写目标函数。"),
            )
            .on("formula"));
        }
        if let Some(surface) = Surface::named(&name) {
            return Ok(Self {
                name,
                formula: Some(surface.formula.to_owned()),
                objective: Objective::formula(surface.formula)?,
                domain: surface.domain.to_vec(),
                start: surface.start.to_vec(),
                learning_rate: surface.learning_rate,
                batch_size: BatchSize::Full,
            });
        }
        let Some(model) = Model::named(&name) else {
            let known = surfaces::ALL.iter().map(|s| s.name).chain(models::ALL.iter().map(|m| m.name));
            return Err(unknown("objective", &name, known.chain([OWN_FORMULA])));
        };
        let data = match settings.rows("data")? {
            Some(rows) => own_data(model, &rows)?,
            None => {
                let samples = settings.number("samples")?.map_or(model.samples, |n| n as usize);
                model.samples_from(seed, samples)
            }
        };
        Ok(Self {
            name,
            formula: None,
            objective: Objective::Model(model, data),
            domain: model.domain.to_vec(),
            start: model.start.to_vec(),
            learning_rate: model.learning_rate,
            batch_size: BatchSize::Some(model.batch),
        })
    }

    fn formula(text: Option<String>) -> Result<Self> {
        let Some(text) = text else {
            return Err(Error::new(
                code::BAD_SHAPE,
                format_args!("The objective “formula” needs a formula, for example x^2 + 3*y^2."),
                format_args!("目标函数“formula”需要一个公式，例如 x^2 + 3*y^2。"),
            )
            .on("formula"));
        };
        let objective = Objective::formula(&text).map_err(|error| error.on("formula"))?;
        let dim = objective.dim();
        Ok(Self {
            name: OWN_FORMULA.to_owned(),
            formula: Some(text),
            domain: [-3.0, 3.0].repeat(dim),
            start: Vec::new(),
            objective,
            learning_rate: FORMULA_RATE,
            batch_size: BatchSize::Full,
        })
    }
}

impl Settings<'_> {
    fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    fn check_keys(&self) -> Result<()> {
        for (key, _) in self.0 {
            if Setting::named(key).is_none() {
                let names = names(SETTINGS.iter().map(|s| s.name));
                return Err(Error::new(
                    code::UNKNOWN_KEY,
                    format_args!("There is no setting “{key}”; there are {names}."),
                    format_args!("没有“{key}”这个设置；有 {names}。"),
                )
                .on(key));
            }
        }
        Ok(())
    }

    /// A text, or nothing where there is none.
    pub fn text(&self, name: &str) -> Result<Option<String>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text.clone())),
            Some(other) => Err(wrong_type(name, other, "a text", "文字")),
        }
    }

    /// A number in the range of its setting.
    pub fn number(&self, name: &str) -> Result<Option<f64>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let kind = Setting::named(name).map(|setting| setting.kind);
        let (min, max, whole) = match kind {
            Some(Kind::Number { min, max, .. }) => (min, max, false),
            Some(Kind::Integer { min, max, .. }) => (min, max, true),
            Some(Kind::Switch) => (0.0, 1.0, true),
            Some(Kind::Seed) => (0.0, MAX_SEED, true),
            _ => (f64::MIN, f64::MAX, false),
        };
        let number = match value {
            Value::Number(number) => Some(*number),
            // An attribute without a value is on.
            Value::Text(text) if kind == Some(Kind::Switch) && (text == "true" || text.is_empty()) => Some(1.0),
            Value::Text(text) if kind == Some(Kind::Switch) && text == "false" => Some(0.0),
            Value::Text(text) => number::parse(text),
            _ => None,
        };
        let (low, high) = (Shown(min), Shown(max));
        let (kind_en, kind_zh) = if whole { ("a whole number", "整数") } else { ("a number", "数") };
        let Some(number) = number else {
            return Err(wrong_type(
                name,
                value,
                &format!("{kind_en} from {low} to {high}"),
                &format!("{low} 到 {high} 的{kind_zh}"),
            ));
        };
        if !(min..=max).contains(&number) || (whole && number.fract() != 0.0) {
            let found = Shown(number);
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!("{name} is {found}; {kind_en} from {low} to {high} fits."),
                format_args!("{name} 是 {found}；应为 {low} 到 {high} 的{kind_zh}。"),
            )
            .on(name));
        }
        Ok(Some(number))
    }

    fn batch(&self, name: &str) -> Result<Option<BatchSize>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let number = match value {
            Value::Text(text) if text.trim() == "full" => return Ok(Some(BatchSize::Full)),
            Value::Text(text) => number::parse(text),
            Value::Number(number) => Some(*number),
            _ => None,
        };
        match number {
            Some(n) if n >= 1.0 && n.fract() == 0.0 && n <= f64::from(u32::MAX) => {
                Ok(Some(BatchSize::Some(n as usize)))
            }
            Some(n) => Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!("{name} is {}; a whole number from 1, or “full”, fits.", Shown(n)),
                format_args!("{name} 是 {}；应为从 1 起的整数，或“full”。", Shown(n)),
            )
            .on(name)),
            None => Err(wrong_type(name, value, "a whole number from 1, or “full”", "从 1 起的整数，或“full”")),
        }
    }

    /// A list of finite numbers, also written as text with commas.
    pub fn numbers(&self, name: &str) -> Result<Option<Vec<f64>>> {
        let list = match self.get(name) {
            None => return Ok(None),
            Some(Value::Number(number)) => Some(vec![*number]),
            Some(Value::Numbers(list)) => Some(list.clone()),
            Some(Value::Text(text)) => numbers_in(text),
            Some(_) => None,
        };
        match list {
            Some(list) if list.iter().all(|x| x.is_finite()) => Ok(Some(list)),
            _ => {
                let value = self.get(name).cloned().unwrap_or(Value::Other(String::new()));
                Err(wrong_type(
                    name,
                    &value,
                    "finite numbers with commas between them, for example -1,1",
                    "用逗号隔开的有限数，例如 -1,1",
                ))
            }
        }
    }

    fn rows(&self, name: &str) -> Result<Option<Vec<Vec<f64>>>> {
        let rows = match self.get(name) {
            None => return Ok(None),
            Some(Value::Rows(rows)) => Some(rows.clone()),
            // An empty list is one of rows as well as of numbers.
            Some(Value::Numbers(list)) if list.is_empty() => Some(Vec::new()),
            Some(Value::Text(text)) => {
                let rows = text.split([';', '\n']).filter(|row| !row.trim().is_empty());
                rows.map(numbers_in).collect()
            }
            Some(_) => None,
        };
        match rows {
            Some(rows) => Ok(Some(rows)),
            None => {
                let value = self.get(name).cloned().unwrap_or(Value::Other(String::new()));
                Err(wrong_type(name, &value, "rows of numbers, for example 1,2; 2,3.5", "一行行的数，例如 1,2; 2,3.5"))
            }
        }
    }
}

/// The highest rung of [`LADDER`] that is not above `x`.
fn rung(x: f64) -> f64 {
    // A width such as 0.3 − 0 times a part may fall short of the rung by a rounding.
    LADDER.into_iter().rev().find(|&rung| rung <= x * (1.0 + 1e-9)).unwrap_or(LADDER[0])
}

fn inside(point: &[f64], domain: &[f64]) -> bool {
    point.iter().zip(domain.chunks(2)).all(|(x, side)| (side[0]..=side[1]).contains(x))
}

/// The start of the record if it is inside the domain. Else a place away from its middle, where the two variables differ,
/// and towards the positive numbers, where `ln` and `sqrt` have values.
fn start_in(domain: &[f64], known: Vec<f64>) -> Vec<f64> {
    if known.len() * 2 == domain.len() && inside(&known, domain) {
        return known;
    }
    domain.chunks(2).zip([5.0 / 6.0, 0.75]).map(|(side, part)| side[0] + part * (side[1] - side[0])).collect()
}

fn numbers_in(text: &str) -> Option<Vec<f64>> {
    text.split([',', '，']).map(number::parse).collect()
}

fn own_data(model: &Model, rows: &[Vec<f64>]) -> Result<Data> {
    let width = model.inputs.len();
    let columns = names(model.inputs.iter().copied().chain(["y"]));
    let wrong = |en: Arguments, zh: Arguments| Err(Error::new(code::BAD_SHAPE, en, zh).on("data"));
    if rows.is_empty() || rows.len() > MAX_SAMPLES {
        return wrong(
            format_args!("data has {} samples; 1 to {MAX_SAMPLES} fit.", rows.len()),
            format_args!("data 有 {} 个样本，应为 1 到 {MAX_SAMPLES} 个。", rows.len()),
        );
    }
    let (mut inputs, mut targets) = (Vec::new(), Vec::new());
    for (index, row) in rows.iter().enumerate() {
        let n = index + 1;
        if row.len() != width + 1 || row.iter().any(|x| !x.is_finite()) {
            return wrong(
                format_args!("Sample {n} of data does not fit: each needs {} finite numbers, {columns}.", width + 1),
                format_args!("data 的第 {n} 个样本不合适：每个样本要有 {} 个有限数，即 {columns}。", width + 1),
            );
        }
        let target = row[width];
        let shown = Shown(target);
        if model.targets == Targets::Classes && target != 0.0 && target != 1.0 {
            return wrong(
                format_args!("Sample {n} of data has y = {shown}; for two classes, 0 and 1 fit."),
                format_args!("data 的第 {n} 个样本 y = {shown}；两类的标签应为 0 和 1。"),
            );
        }
        inputs.extend_from_slice(&row[..width]);
        targets.push(target);
    }
    Ok(Data::new(inputs, targets, width))
}

fn check_domain(domain: &[f64], dim: usize) -> Result<()> {
    if domain.len() == 2 * dim && domain.chunks(2).all(|side| side[0] < side[1] && (side[1] - side[0]).is_finite()) {
        return Ok(());
    }
    let found = number::list(domain);
    Err(Error::new(
        code::BAD_SHAPE,
        format_args!("domain is {found}; a low and a higher number for each of {dim} variables fit."),
        format_args!("domain 是 {found}；{dim} 个变量，每个都要先下限、后更大的上限。"),
    )
    .on("domain"))
}

/// Checks that `key` has a number for each variable.
pub(crate) fn check_point(key: &str, point: &[f64], variables: &[&str]) -> Result<()> {
    if point.len() == variables.len() && point.iter().all(|x| x.is_finite()) {
        return Ok(());
    }
    let (names, found) = (names(variables), number::list(point));
    Err(Error::new(
        code::BAD_SHAPE,
        format_args!("{key} is {found}; one finite number for each of {names} fits."),
        format_args!("{key} 是 {found}；{names} 各要一个有限数。"),
    )
    .on(key))
}

/// A name that is not in the catalog.
pub(crate) fn unknown<'a>(key: &str, found: &str, known: impl Iterator<Item = &'a str>) -> Error {
    let names = names(known);
    Error::new(
        code::UNKNOWN_NAME,
        format_args!("{key} “{found}” is not known; there are {names}."),
        format_args!("没有名为“{found}”的 {key}；有 {names}。"),
    )
    .on(key)
}

fn wrong_type(key: &str, found: &Value, fits_en: &str, fits_zh: &str) -> Error {
    let found = match found {
        Value::Number(number) => Shown(*number).to_string(),
        Value::Text(text) => format!("“{text}”"),
        Value::Numbers(list) => number::list(list),
        Value::Rows(_) => "a list of lists".into(),
        Value::Other(what) => what.clone(),
    };
    Error::new(
        code::BAD_TYPE,
        format_args!("{key} is {found}; {fits_en} fits."),
        format_args!("{key} 是 {found}；应为{fits_zh}。"),
    )
    .on(key)
}
