//! What can be asked of the loss around a network, with every default and range.

use super::directions::{Directions, Normalise};
use crate::catalog::{Default, Kind, SEED, Scale, Setting};
use crate::config::{Settings, Value, unknown};
use crate::error::{Error, Result, code};
use crate::network::data::MNIST_ALL;
use crate::network::training::Part;
use crate::number;
use crate::text::{Text, text};

/// The most paths besides the run's own.
pub const MOST_PATHS: usize = 12;
/// The most points of them together.
pub const MOST_POINTS: usize = 2000;
/// The most numbers of them together: 134 MB. Three paths of a network of 407,050 parameters take up to 98 MB.
pub const MOST_PATH_NUMBERS: usize = 1 << 25;

const fn setting(name: &'static str, label: Text, note: Text, kind: Kind, default: Default) -> Setting {
    Setting { name, symbol: "", label, note, kind, default, live: false, more: false }
}

/// What spans the plane.
pub const DIRECTIONS: Setting = setting(
    "directions",
    text("Directions", "方向"),
    text(
        "Two random directions, the principal components of the paths, or those through the first, middle and last point.",
        "两个随机方向、路径的主成分，或过起点、中点和终点的方向。",
    ),
    Kind::Choice,
    Default::Name("random"),
);
/// What lengths random directions get.
pub const NORMALISE: Setting = setting(
    "normalise",
    text("Normalisation", "归一化"),
    text(
        "Whether random directions get the length of the weights, neuron by neuron or layer by layer.",
        "随机方向是否取权重的长度：逐个神经元，或逐层。",
    ),
    Kind::Choice,
    Default::Name("filter"),
);
const fn cells(name: &'static str, label: Text, note: Text) -> Setting {
    setting(name, label, note, Kind::Integer { min: 2.0, max: 401.0, scale: Scale::Linear }, Default::Number(51.0))
}
/// Cells along the first direction.
pub const WIDTH: Setting =
    cells("width", text("Width", "宽"), text("Cells along the first direction.", "沿第一个方向的格数。"));
/// Cells along the second.
pub const HEIGHT: Setting =
    cells("height", text("Height", "高"), text("Cells along the second direction.", "沿第二个方向的格数。"));
/// On how many samples.
pub const SAMPLES: Setting = Setting {
    symbol: "N",
    ..setting(
        "samples",
        text("Samples", "样本数"),
        text("On how many samples the loss is computed, at most: the first.", "最多用多少个样本（从头起）计算损失。"),
        Kind::Integer { min: 1.0, max: (MNIST_ALL[0] + MNIST_ALL[1]) as f64, scale: Scale::Log },
        Default::Number(1000.0),
    )
};
/// Which samples.
pub const PART: Setting = setting(
    "part",
    text("Data", "数据"),
    text("Samples that are trained on, or that are not.", "用训练样本还是测试样本。"),
    Kind::Choice,
    Default::Name("train"),
);
/// The range of the first coordinate.
pub const X: Setting = setting(
    "x",
    text("From, to", "范围"),
    text("Low and high of the first coordinate.", "第一个坐标的下限和上限。"),
    Kind::Numbers,
    Default::Open,
);
/// The range of the second coordinate.
pub const Y: Setting = setting(
    "y",
    text("From, to", "范围"),
    text("Low and high of the second coordinate.", "第二个坐标的下限和上限。"),
    Kind::Numbers,
    Default::Open,
);
/// Whether of other paths only the ends are evaluated.
pub const ENDS: Setting = setting(
    "ends",
    text("Ends alone", "只算终点"),
    text(
        "Of the other paths, losses are computed at their last points alone; elsewhere they are not numbers.",
        "其他路径只在最后一点计算损失，其余各点没有数值。",
    ),
    Kind::Switch,
    Default::Number(0.0),
);
/// At how many points between two networks. The default has both of them among its points.
pub const POINTS: Setting = setting(
    "points",
    text("Points", "点数"),
    text("At how many points the loss is computed.", "在多少个点上计算损失。"),
    Kind::Integer { min: 2.0, max: 1001.0, scale: Scale::Linear },
    Default::Number(41.0),
);
/// How many eigenvalues.
pub const COUNT: Setting = setting(
    "count",
    text("Eigenvalues", "特征值个数"),
    text("How many of the largest eigenvalues are sought.", "求最大的多少个特征值。"),
    Kind::Integer { min: 1.0, max: 20.0, scale: Scale::Linear },
    Default::Number(1.0),
);
/// How many products it may take.
pub const ITERATIONS: Setting = setting(
    "iterations",
    text("Iterations", "迭代次数"),
    text("How many products of the Hessian with a vector are taken, at most.", "最多计算多少次黑塞矩阵与向量的乘积。"),
    Kind::Integer { min: 1.0, max: 500.0, scale: Scale::Linear },
    Default::Number(60.0),
);
/// When an eigenvalue is found.
pub const TOLERANCE: Setting = setting(
    "tolerance",
    text("Tolerance", "容差"),
    text(
        "An eigenvalue is found when its error is no more than this part of the largest.",
        "误差不超过最大特征值的这一比例时，算是找到。",
    ),
    Kind::Number { min: 1e-12, max: 0.5, scale: Scale::Log },
    Default::Number(1e-3),
);
/// Whether as the optimizer sees it.
pub const SCALED: Setting = setting(
    "scaled",
    text("As the optimizer sees it", "按优化器的缩放"),
    text(
        "Of the Hessian after the optimizer's own scaling of each parameter's gradient, rather than of the loss alone.",
        "按优化器对各参数梯度的缩放之后的黑塞矩阵，而不只是损失本身的。",
    ),
    Kind::Switch,
    Default::Number(0.0),
);

/// What a slice can be told.
pub const SLICE: &[&Setting] = &[&DIRECTIONS, &NORMALISE, &WIDTH, &HEIGHT, &SAMPLES, &PART, &X, &Y, &SEED, &ENDS];
/// What an interpolation can be told.
pub const INTERPOLATION: &[&Setting] = &[&POINTS, &SAMPLES, &X];
/// What can be told when eigenvalues are asked for.
pub const SPECTRUM: &[&Setting] = &[&COUNT, &SAMPLES, &PART, &ITERATIONS, &TOLERANCE, &SCALED, &SEED];

/// A slice, as it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct SliceOptions {
    /// What spans the plane.
    pub directions: Directions,
    /// Of random directions.
    pub normalise: Normalise,
    /// Cells across.
    pub width: usize,
    /// Cells down.
    pub height: usize,
    /// Samples, at most.
    pub samples: usize,
    /// Of which part.
    pub part: Part,
    /// Low and high of each coordinate; none where they are to fit the paths.
    pub ranges: [Option<[f64; 2]>; 2],
    /// Where random directions start from; the run's own where there is none.
    pub seed: Option<u64>,
    /// Of other paths, losses at their last points alone.
    pub ends: bool,
}

impl SliceOptions {
    /// Reads options.
    ///
    /// # Errors
    /// For the first that is unknown, of the wrong type, out of range, or does not fit the others.
    pub fn read(values: &[(String, Value)]) -> Result<Self> {
        let settings = Settings::among(values, SLICE);
        settings.check_keys()?;
        let directions = Directions::named(&name(&settings, &DIRECTIONS)?)?;
        let normalise = Normalise::named(&name(&settings, &NORMALISE)?)?;
        if directions != Directions::Random && settings.text(NORMALISE.name)?.is_some_and(|given| given != "none") {
            let given = directions.name();
            return Err(Error::new(
                code::BAD_SHAPE,
                format_args!(
                    "normalise is for random directions; those of “{given}” have lengths of their own; with others they would leave the path."
                ),
                format_args!("normalise 只用于随机方向；“{given}”的方向自有长度，改了就不再沿着路径。"),
            )
            .on(NORMALISE.name));
        }
        Ok(Self {
            directions,
            normalise,
            width: whole(&settings, &WIDTH)?,
            height: whole(&settings, &HEIGHT)?,
            samples: whole(&settings, &SAMPLES)?,
            part: part(&settings)?,
            ranges: [range(&settings, &X)?, range(&settings, &Y)?],
            seed: settings.number(SEED.name)?.map(|seed| seed as u64),
            ends: settings.number(ENDS.name)?.is_some_and(|ends| ends != 0.0),
        })
    }
}

/// An interpolation, as it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct InterpolationOptions {
    /// At how many points.
    pub points: usize,
    /// Samples of each part, at most.
    pub samples: usize,
    /// From where to where: 0 is the run as it is, 1 the other end.
    pub range: [f64; 2],
}

impl InterpolationOptions {
    /// Reads options.
    ///
    /// # Errors
    /// For the first that is unknown, of the wrong type, or out of range.
    pub fn read(values: &[(String, Value)]) -> Result<Self> {
        let settings = Settings::among(values, INTERPOLATION);
        settings.check_keys()?;
        Ok(Self {
            points: whole(&settings, &POINTS)?,
            samples: whole(&settings, &SAMPLES)?,
            range: range(&settings, &X)?.unwrap_or([-0.5, 1.5]),
        })
    }
}

/// Eigenvalues, as they are asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct SpectrumOptions {
    /// How many.
    pub count: usize,
    /// Samples, at most.
    pub samples: usize,
    /// Of which part.
    pub part: Part,
    /// Products, at most.
    pub iterations: usize,
    /// As a part of the largest.
    pub tolerance: f64,
    /// Whether as the optimizer sees it.
    pub scaled: bool,
    /// Where the first vector starts from; the run's own where there is none.
    pub seed: Option<u64>,
}

impl SpectrumOptions {
    /// Reads options.
    ///
    /// # Errors
    /// For the first that is unknown, of the wrong type, or out of range.
    pub fn read(values: &[(String, Value)]) -> Result<Self> {
        let settings = Settings::among(values, SPECTRUM);
        settings.check_keys()?;
        let number = |setting: &Setting| settings.number(setting.name).map(|x| x.unwrap_or(setting.default_number()));
        Ok(Self {
            count: whole(&settings, &COUNT)?,
            samples: whole(&settings, &SAMPLES)?,
            part: part(&settings)?,
            iterations: whole(&settings, &ITERATIONS)?,
            tolerance: number(&TOLERANCE)?,
            scaled: number(&SCALED)? != 0.0,
            seed: settings.number(SEED.name)?.map(|seed| seed as u64),
        })
    }
}

fn name(settings: &Settings, setting: &Setting) -> Result<String> {
    Ok(settings.text(setting.name)?.unwrap_or_else(|| setting.default_name().to_owned()))
}

fn whole(settings: &Settings, setting: &Setting) -> Result<usize> {
    Ok(settings.number(setting.name)?.unwrap_or(setting.default_number()) as usize)
}

fn part(settings: &Settings) -> Result<Part> {
    let name = name(settings, &PART)?;
    match &name[..] {
        "train" => Ok(Part::Train),
        "test" => Ok(Part::Test),
        _ => Err(unknown(PART.name, &name, ["train", "test"].into_iter())),
    }
}

fn range(settings: &Settings, setting: &Setting) -> Result<Option<[f64; 2]>> {
    match settings.numbers(setting.name)?.as_deref() {
        None => Ok(None),
        Some(&[low, high]) if low < high && (high - low).is_finite() => Ok(Some([low, high])),
        Some(other) => {
            let (name, found) = (setting.name, number::list(other));
            Err(Error::new(
                code::BAD_SHAPE,
                format_args!("{name} is {found}; use two finite numbers, the smaller first."),
                format_args!("{name} 是 {found}；应为两个有限的数，小的在前。"),
            )
            .on(name))
        }
    }
}
