//! What a training is made of: from names and values to data, a network and how it moves.

use super::data::{self, Dataset, Inputs, MOST_CLASSES, MOST_POINTS, Parts, REACH, Samples, Shelf, Source, Task};
use super::layers::{ACTIVATIONS, Activation, FEATURES, Feature, INITIALIZERS, Initializer, Network, Penalty};
use super::settings::{
    ACTIVATION, DATASET, FEATURES as FEATURES_SETTING, INITIALIZER, NOISE, SAMPLES, SETTINGS, STANDARDISE,
};
use super::table::Table;
use crate::config::settings::wrong_type;
use crate::config::{Scale, Settings, Tuning, Value, unknown};
use crate::error::{Error, Result, code};
use crate::number::{self, Shown};
use crate::sampler::BatchSize;
use crate::text::counted;
use std::rc::Rc;

/// The most hidden layers.
pub const MOST_LAYERS: usize = 8;
/// The most neurons of a layer.
pub const MOST_NEURONS: f64 = 8192.0;
/// The most parameters: with gradients, an optimizer's slots and what is computed in between they fill up to 500 MB.
pub const MOST_PARAMETERS: f64 = 4e6;

/// A complete description of a training: with the same one, every browser computes the same numbers.
#[derive(Clone)]
pub struct Config {
    /// What it learns from.
    pub dataset: &'static Dataset,
    /// The samples, as the data set has them.
    pub samples: Parts,
    /// The same as the network is told of them.
    pub inputs: Parts,
    /// What it is told of points; none for pictures.
    pub features: Vec<&'static Feature>,
    /// The network.
    pub network: Network,
    /// Its first weights.
    pub initializer: &'static Initializer,
    /// Penalties on its weights.
    pub penalty: Penalty,
    /// Optimizer, learning rate, batch size.
    pub tuning: Tuning,
    /// How far points are moved.
    pub noise: f64,
    /// How much of the data is trained on.
    pub train_ratio: f64,
    /// Whether all of MNIST is used.
    pub all: bool,
    /// What is known of the reader's own table, if that is the data.
    pub table: Option<Rc<Table>>,
    /// Whether the numbers of a table are standardised.
    pub standardise: bool,
    /// Low and high of the square that points lie in.
    pub domain: [f64; 4],
    /// Where random numbers start from.
    pub seed: u64,
}

/// Settings that [`Config`] takes itself; the others are [`Tuning`]'s.
const OWN: &[&str] = &[
    "objective",
    "dataset",
    "all",
    "layers",
    "activation",
    "initializer",
    "features",
    "l1",
    "l2",
    "noise",
    "trainRatio",
    "standardise",
    "samples",
    "seed",
    "data",
];

impl Config {
    /// Reads a configuration. `draw_seed` gives a seed if there is none; `shelf` has what was loaded.
    ///
    /// # Errors
    /// For the first setting that is unknown, of the wrong type, out of range, or does not fit the others.
    pub fn read(values: &[(String, Value)], draw_seed: impl FnOnce() -> Result<u64>, shelf: &Shelf) -> Result<Self> {
        let settings = Settings::among(values, SETTINGS);
        settings.check_keys()?;
        let seed = match settings.number("seed")? {
            Some(seed) => seed as u64,
            None => draw_seed()?,
        };
        let name = match settings.text("dataset")? {
            Some(name) => name,
            None if settings.get("data").is_some() => "own".to_owned(),
            None => DATASET.default_name().to_owned(),
        };
        let dataset =
            Dataset::named(&name).ok_or_else(|| unknown("dataset", &name, data::ALL.iter().map(|d| d.name)))?;
        let noise = settings.number("noise")?.unwrap_or(NOISE.default_number());
        let pictures = dataset.is_pictures();
        let points = dataset.is_points();
        let train_ratio = settings.number("trainRatio")?.unwrap_or(if points { 0.5 } else { 0.8 });
        let standardise = settings.number("standardise")?.unwrap_or(STANDARDISE.default_number()) != 0.0;
        let mut table = None;
        let all = settings.number("all")?.unwrap_or(0.0) != 0.0;
        let (samples, task) = match dataset.source {
            Source::Made(_) => {
                let n = settings.number("samples")?.unwrap_or(SAMPLES.default_number()) as usize;
                let made = dataset.made(seed, n, noise).ok_or_else(|| not_loaded(dataset))?;
                (made.parted(seed, train_ratio), dataset.task)
            }
            Source::Own => {
                let (own, task) = own_points(&settings.rows("data")?.unwrap_or_default())?;
                (own.parted(seed, train_ratio), task)
            }
            Source::Table => {
                let given = shelf.table.as_ref().ok_or_else(no_table)?;
                given.check()?;
                let (parts, seen) = given.parted(seed, train_ratio, standardise);
                table = Some(Rc::new(seen));
                (parts, given.task())
            }
            Source::Digits => (data::digits().parted(seed, train_ratio), dataset.task),
            Source::Mnist => (shelf.mnist(all).ok_or_else(|| not_loaded(dataset))?, dataset.task),
        };
        let features = features(&settings, dataset)?;
        let inputs = match &features[..] {
            [] => samples.clone(),
            features => Parts { train: told(&samples.train, features), test: told(&samples.test, features) },
        };
        let hidden = hidden(&settings, dataset)?;
        let network = Network { inputs: inputs.train.width, hidden, task };
        if network.size() > MOST_PARAMETERS {
            let (n, most) = (Shown(network.size()), Shown(MOST_PARAMETERS));
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!("These layers have {n} parameters; up to {most} fit into the memory of a tab."),
                format_args!("这些层共有 {n} 个参数；一个标签页的内存最多容纳 {most} 个。"),
            )
            .on("layers"));
        }
        let initializer = match settings.text("initializer")? {
            None => named(INITIALIZERS, |i| i.name, INITIALIZER.default_name()),
            Some(name) => named(INITIALIZERS, |i| i.name, &name),
        };
        let initializer =
            initializer.map_err(|name| unknown("initializer", &name, INITIALIZERS.iter().map(|i| i.name)))?;
        let width = if pictures { 0.1 } else { 1.0 };
        let mut config = Self {
            domain: match &table {
                Some(table) => table.plane(table.usual()).domain,
                None => domain_of(dataset, &samples),
            },
            table,
            standardise,
            tuning: Tuning::new(Scale { rate: 0.03, width }, BatchSize::Some(dataset.batch)),
            penalty: Penalty::default(),
            dataset,
            samples,
            inputs,
            features,
            network,
            initializer,
            noise,
            train_ratio,
            all,
            seed,
        };
        config.change(values)?;
        Ok(config)
    }

    /// Changes those settings that can change during a run; others are left alone.
    ///
    /// # Errors
    /// As [`Config::read`]; nothing has changed then.
    pub fn change(&mut self, values: &[(String, Value)]) -> Result<()> {
        let settings = Settings::among(values, SETTINGS);
        settings.check_keys()?;
        let (l1, l2) = (settings.number("l1")?, settings.number("l2")?);
        let rest: Vec<(String, Value)> =
            values.iter().filter(|(key, _)| !OWN.contains(&key.as_str())).cloned().collect();
        self.tuning.change(&Settings::among(&rest, SETTINGS))?;
        self.penalty = Penalty { l1: l1.unwrap_or(self.penalty.l1), l2: l2.unwrap_or(self.penalty.l2) };
        Ok(())
    }

    /// Another run of the same network on the same data. With another seed it has other first weights and another order of
    /// samples; with another optimizer, what is usual for that.
    ///
    /// # Errors
    /// As [`Config::read`]; for what cannot change during a run, too.
    pub fn sibling(&self, values: &[(String, Value)]) -> Result<Self> {
        let settings = Settings::among(values, SETTINGS);
        settings.check_keys()?;
        let (seed, rest): (Vec<_>, Vec<_>) = values.iter().cloned().partition(|(key, _)| key == "seed");
        Settings::among(&rest, SETTINGS).check_live()?;
        let mut config = self.clone();
        if let Some(seed) = Settings::among(&seed, SETTINGS).number("seed")? {
            config.seed = seed as u64;
        }
        if settings.text("optimizer")?.is_some() {
            config.tuning = self.tuning.anew();
        }
        config.change(&rest)?;
        Ok(config)
    }

    /// What the network is told of a point.
    pub fn tell(&self, point: [f64; 2]) -> impl Iterator<Item = f64> + '_ {
        self.features.iter().map(move |feature| (feature.value)(point[0], point[1]))
    }
}

fn named<'a, T>(
    all: &'static [T],
    name_of: impl Fn(&T) -> &'a str,
    name: &str,
) -> std::result::Result<&'static T, String> {
    all.iter().find(|entry| name_of(entry) == name).ok_or_else(|| name.to_owned())
}

fn not_loaded(dataset: &Dataset) -> Error {
    let name = dataset.name;
    Error::new(
        code::UNAVAILABLE,
        format_args!("The data set “{name}” has not been loaded; call loadDataset('{name}') first."),
        format_args!("数据集“{name}”尚未加载；请先调用 loadDataset('{name}')。"),
    )
    .on("dataset")
}

fn no_table() -> Error {
    Error::new(
        code::UNAVAILABLE,
        format_args!("There is no table to learn from; give what readData() returns as data."),
        format_args!("没有可学习的表格；请在 data 中给出 readData() 返回的表格。"),
    )
    .on("data")
}

/// Names with commas between them.
fn listed(settings: &Settings, key: &str) -> Result<Option<Vec<String>>> {
    let split = |text: String| text.split([',', '，']).map(|name| name.trim().to_owned()).collect();
    Ok(settings.text(key)?.map(split))
}

fn features(settings: &Settings, dataset: &Dataset) -> Result<Vec<&'static Feature>> {
    let asked = listed(settings, "features")?;
    if !dataset.is_points() {
        return match asked {
            None => Ok(Vec::new()),
            Some(_) => Err(Error::new(
                code::BAD_SHAPE,
                format_args!(
                    "features are for points of the plane; the network sees every pixel of a picture and every input of a table."
                ),
                format_args!("features 只用于平面上的点；对图片，网络看到每个像素，对表格看到每个输入。"),
            )
            .on("features")),
        };
    }
    let names = asked.unwrap_or_else(|| FEATURES_SETTING.default_name().split(',').map(str::to_owned).collect());
    let mut features: Vec<&'static Feature> = Vec::new();
    for name in names {
        let feature = named(FEATURES, |f| f.name, &name)
            .map_err(|name| unknown("features", &name, FEATURES.iter().map(|f| f.name)))?;
        if features.iter().all(|known| known.name != feature.name) {
            features.push(feature);
        }
    }
    Ok(features)
}

fn hidden(settings: &Settings, dataset: &Dataset) -> Result<Vec<(usize, &'static Activation)>> {
    let none = matches!(settings.get("layers"), Some(Value::Text(text)) if ["none", ""].contains(&text.trim()));
    let sizes = match settings.get("layers") {
        None => dataset.layers.iter().map(|&n| n as f64).collect(),
        Some(_) if none => Vec::new(),
        Some(found) => settings
            .numbers("layers")
            .map_err(|_| {
                wrong_type(
                    "layers",
                    found,
                    "whole numbers with commas between them, for example 4,2, or “none”",
                    "用逗号隔开的整数，例如 4,2，或“none”",
                )
            })?
            .unwrap_or_default(),
    };
    let fits = |n: &f64| (1.0..=MOST_NEURONS).contains(n) && n.fract() == 0.0;
    if sizes.len() > MOST_LAYERS || !sizes.iter().all(fits) {
        let found = number::list(&sizes);
        return Err(Error::new(
            code::OUT_OF_RANGE,
            format_args!(
                "layers is {found}; use up to {MOST_LAYERS} hidden layers of 1 to {MOST_NEURONS} neurons each."
            ),
            format_args!("layers 是 {found}；最多 {MOST_LAYERS} 个隐藏层，每层 1 到 {MOST_NEURONS} 个神经元。"),
        )
        .on("layers"));
    }
    let usual = if dataset.is_pictures() { "relu" } else { "tanh" };
    let names = listed(settings, ACTIVATION.name)?.unwrap_or_else(|| vec![usual.to_owned()]);
    let mut activations = Vec::new();
    for name in &names {
        let known = named(ACTIVATIONS, |a| a.name, name);
        activations.push(known.map_err(|name| unknown("activation", &name, ACTIVATIONS.iter().map(|a| a.name)))?);
    }
    if activations.len() > 1 && activations.len() != sizes.len() {
        return Err(Error::new(
            code::BAD_SHAPE,
            format_args!(
                "There are {} and {}; give one activation, or one for each hidden layer.",
                counted(activations.len(), "activation"),
                counted(sizes.len(), "hidden layer")
            ),
            format_args!(
                "有 {} 个激活函数和 {} 个隐藏层；应为一个激活函数，或每个隐藏层一个。",
                activations.len(),
                sizes.len()
            ),
        )
        .on("activation"));
    }
    let activation = |k: usize| activations[k.min(activations.len() - 1)];
    Ok(sizes.iter().enumerate().map(|(k, &n)| (n as usize, activation(k))).collect())
}

fn own_points(rows: &[Vec<f64>]) -> Result<(Samples, Task)> {
    let wrong = |en: std::fmt::Arguments, zh: std::fmt::Arguments| Err(Error::new(code::BAD_SHAPE, en, zh).on("data"));
    if rows.len() < 2 || rows.len() > MOST_POINTS {
        return wrong(
            format_args!(
                "data has {}; use 2 to {MOST_POINTS}: some to train on, some to test on.",
                counted(rows.len(), "point")
            ),
            format_args!("data 有 {} 个点，应为 2 到 {MOST_POINTS} 个：一部分训练，一部分测试。", rows.len()),
        );
    }
    let (mut inputs, mut targets) = (Vec::new(), Vec::new());
    for (index, row) in rows.iter().enumerate() {
        let n = index + 1;
        let last = MOST_CLASSES - 1;
        let [x, y, class] = row[..] else {
            return wrong(
                format_args!(
                    "Point {n} of data has {}; each needs three: x1, x2 and its class.",
                    counted(row.len(), "number")
                ),
                format_args!("data 的第 {n} 个点有 {} 个数；每个点需要三个：x1、x2 和类别。", row.len()),
            );
        };
        if ![x, y].iter().all(|x| x.abs() <= 1e6) {
            return wrong(
                format_args!("Point {n} of data is at ({}, {}); use finite numbers up to 10⁶.", Shown(x), Shown(y)),
                format_args!("data 的第 {n} 个点在 ({}, {})；应为绝对值不超过 10⁶ 的有限数。", Shown(x), Shown(y)),
            );
        }
        if !(0.0..=last as f64).contains(&class) || class.fract() != 0.0 {
            return wrong(
                format_args!("Point {n} of data has class {}; use a whole number from 0 to {last}.", Shown(class)),
                format_args!("data 的第 {n} 个点类别是 {}；应为 0 到 {last} 的整数。", Shown(class)),
            );
        }
        inputs.extend([x as f32, y as f32]);
        targets.push(class as f32);
    }
    let classes = targets.iter().fold(0.0f32, |most, &t| most.max(t)) as usize + 1;
    if targets.iter().all(|&t| t == targets[0]) {
        return wrong(
            format_args!("All points of data have class {}; give points of at least two classes.", targets[0]),
            format_args!("data 的所有点都属于类别 {}；至少要有两个类别的点。", targets[0]),
        );
    }
    Ok((Samples { width: 2, inputs: Inputs::Numbers(inputs), targets }, Task::Classes(classes)))
}

/// Samples as the network is told of them.
fn told(points: &Rc<Samples>, features: &[&'static Feature]) -> Rc<Samples> {
    let mut inputs = Vec::new();
    let mut point = [0.0f64; 2];
    for k in 0..points.len() {
        points.write(k, &mut point);
        inputs.extend(features.iter().map(|feature| (feature.value)(point[0], point[1]) as f32));
    }
    Rc::new(Samples { width: features.len(), inputs: Inputs::Numbers(inputs), targets: points.targets.clone() })
}

/// The square around all points.
fn domain_of(dataset: &Dataset, samples: &Parts) -> [f64; 4] {
    let mut reach = REACH;
    if let Source::Own = dataset.source {
        let mut far = 0.0f64;
        for part in [&samples.train, &samples.test] {
            let mut point = [0.0f64; 2];
            for k in 0..part.len() {
                part.write(k, &mut point);
                far = point.iter().fold(far, |far, x| far.max(x.abs()));
            }
        }
        reach = if far > 0.0 && !(0.5..=REACH).contains(&far) { 1.2 * far } else { REACH };
    }
    [-reach, reach, -reach, reach]
}
