//! What a run is made of: from names and values, as they come from attributes, links and programs, to parts that fit.

pub(crate) mod settings;
mod tuning;

pub(crate) use settings::unknown;
pub use settings::{Settings, Value};
pub use tuning::{Scale, Tuning};

use crate::catalog::OBJECTIVE;
use crate::error::{Error, Result, code};
use crate::limits::MAX_SAMPLES;
use crate::number::{self, Shown};
use crate::objective::models::{Model, Targets};
use crate::objective::surfaces::Surface;
use crate::objective::{Data, Objective, models, surfaces};
use crate::sampler::BatchSize;
use crate::text::{Text, names, text};
use std::fmt::Arguments;
use std::rc::Rc;

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
    pub tuning: Tuning,
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

impl Config {
    /// Reads a configuration. `draw_seed` gives a seed if there is none.
    ///
    /// # Errors
    /// For the first setting that is unknown, of the wrong type, out of range, or does not fit the others.
    ///
    /// ```
    /// use sgd_playground::config::{Config, Value};
    ///
    /// let values = [("objective".to_owned(), Value::Text("bowl".to_owned())), ("momentum".to_owned(), Value::Number(2.0))];
    /// let error = Config::read(&values, || Ok(1)).err().expect("momentum is below 1");
    /// assert_eq!(error.key.as_deref(), Some("momentum"));
    /// assert!(error.en.contains('2'));
    /// ```
    pub fn read(values: &[(String, Value)], draw_seed: impl FnOnce() -> Result<u64>) -> Result<Self> {
        let settings = Settings::new(values);
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
        let scale = Scale {
            rate: defaults.learning_rate,
            width: domain.chunks(2).map(|side| side[1] - side[0]).fold(f64::INFINITY, f64::min),
        };
        let mut config = Self {
            name: defaults.name,
            formula: defaults.formula,
            own_data: settings.get("data").is_some(),
            domain,
            start,
            tuning: Tuning::new(scale, defaults.batch_size),
            objective: Rc::new(defaults.objective),
            seed,
        };
        config.tuning.change(&settings)?;
        Ok(config)
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
                format_args!("There is a formula, but the objective is “{name}”; leave out one of them."),
                format_args!("既有公式，又有目标函数“{name}”；请去掉其中一个。"),
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

fn own_data(model: &Model, rows: &[Vec<f64>]) -> Result<Data> {
    let width = model.inputs.len();
    let columns = names(model.inputs.iter().copied().chain(["y"]));
    let wrong = |en: Arguments, zh: Arguments| Err(Error::new(code::BAD_SHAPE, en, zh).on("data"));
    if rows.is_empty() || rows.len() > MAX_SAMPLES {
        return wrong(
            format_args!("data has {} samples; use 1 to {MAX_SAMPLES}.", rows.len()),
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
                format_args!("Sample {n} of data has y = {shown}; with two classes, y is 0 or 1."),
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
        format_args!("domain is {found}; give a lower and an upper bound for each variable, {dim} in all."),
        format_args!("domain 是 {found}；{dim} 个变量各要一个下限和一个更大的上限。"),
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
        format_args!("{key} is {found}; give one finite number for each of {names}."),
        format_args!("{key} 是 {found}；{names} 各要一个有限数。"),
    )
    .on(key))
}
