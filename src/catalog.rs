//! What there is: every name with its label, range and default. Controls, links and documentation are made from this; no
//! range or default stands a second time anywhere.

use crate::limits::MAX_SAMPLES;
use crate::text::{Text, text};

/// What values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A number in a range.
    Number {
        /// The smallest value.
        min: f64,
        /// The largest value.
        max: f64,
        /// How a slider goes through it.
        scale: Scale,
    },
    /// A whole number in a range.
    Integer {
        /// The smallest value.
        min: f64,
        /// The largest value.
        max: f64,
        /// How a slider goes through it.
        scale: Scale,
    },
    /// On (1) or off (0).
    Switch,
    /// How many samples make a batch: a whole number from 1, or `full`.
    Batch,
    /// A whole number that random numbers start from.
    Seed,
    /// One of the catalog's names.
    Choice,
    /// A formula.
    Formula,
    /// A list of numbers.
    Numbers,
    /// Samples, one row each: inputs, then the target.
    Rows,
}

/// What equal steps of a slider are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal differences.
    Linear,
    /// Equal ratios.
    Log,
    /// Equal ratios of the distance to 1: 0.9, 0.99, 0.999.
    NearOne,
}

impl Scale {
    /// Its name outside.
    pub fn name(self) -> &'static str {
        match self {
            Scale::Linear => "linear",
            Scale::Log => "log",
            Scale::NearOne => "near-one",
        }
    }
}

/// The value of a setting that is not given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Default {
    /// Depends on the objective, or there is none.
    Open,
    /// A number.
    Number(f64),
    /// A name.
    Name(&'static str),
}

/// Something that can be set.
#[derive(Debug)]
pub struct Setting {
    /// Its name in configurations, in camelCase. Attributes and links have it in kebab-case.
    pub name: &'static str,
    /// The letter that stands for it in equations, or nothing.
    pub symbol: &'static str,
    /// Its name for people.
    pub label: Text,
    /// What it does, in a sentence.
    pub note: Text,
    /// Its values.
    pub kind: Kind,
    /// Its value if none is given.
    pub default: Default,
    /// Whether it can change while a run is under way.
    pub live: bool,
    /// Whether it stands with the settings that few readers want.
    pub more: bool,
}

/// The learning rates that people try: 1, 3, 10 and so on, as far as [`LEARNING_RATE`] goes.
pub const LADDER: [f64; 15] = [1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0, 3.0, 10.0];

/// The largest seed: JavaScript's numbers are exact up to here.
pub const MAX_SEED: f64 = ((1u64 << 53) - 1) as f64;

/// What is minimised.
pub const OBJECTIVE: Setting = Setting {
    name: "objective",
    symbol: "",
    label: text("Objective", "目标函数"),
    note: text(
        "What is minimised: a surface, a model with data, or your own formula.",
        "要最小化的对象：曲面、带数据的模型，或你自己的公式。",
    ),
    kind: Kind::Choice,
    default: Default::Name("himmelblau"),
    live: false,
    more: false,
};

const FORMULA: Setting = Setting {
    name: "formula",
    symbol: "f",
    label: text("Formula", "公式"),
    note: text("In x, or in x and y. For example x^2 + 3*y^2.", "用 x，或 x 和 y。例如 x^2 + 3*y^2。"),
    kind: Kind::Formula,
    default: Default::Open,
    live: false,
    more: false,
};

const DOMAIN: Setting = Setting {
    name: "domain",
    symbol: "",
    label: text("Domain", "范围"),
    note: text("The part that is shown: low, high for each variable.", "显示的区域：每个变量的下限和上限。"),
    kind: Kind::Numbers,
    default: Default::Open,
    live: false,
    more: true,
};

const START: Setting = Setting {
    name: "start",
    symbol: "",
    label: text("Start", "起点"),
    note: text("Where the run begins.", "从哪里开始。"),
    kind: Kind::Numbers,
    default: Default::Open,
    live: false,
    more: true,
};

/// How it is minimised.
pub const OPTIMIZER: Setting = Setting {
    name: "optimizer",
    symbol: "",
    label: text("Optimizer", "优化器"),
    note: text("How a gradient becomes a step.", "如何由梯度得到一步。"),
    kind: Kind::Choice,
    default: Default::Name("momentum"),
    live: true,
    more: false,
};

/// How long steps are.
pub const LEARNING_RATE: Setting = Setting {
    name: "learningRate",
    symbol: "α",
    label: text("Learning rate", "学习率"),
    note: text("How far a step goes for a given gradient.", "同样的梯度，一步走多远。"),
    kind: Kind::Number { min: 1e-6, max: 10.0, scale: Scale::Log },
    default: Default::Open,
    live: true,
    more: false,
};

/// The momentum of the optimizers that have one.
pub const MOMENTUM: Setting = Setting {
    name: "momentum",
    symbol: "β",
    label: text("Momentum", "动量"),
    note: text("How much of the velocity is kept from step to step.", "每一步保留多少速度。"),
    kind: Kind::Number { min: 0.0, max: 0.999, scale: Scale::Linear },
    default: Default::Open,
    live: true,
    more: false,
};

/// Whose rules.
pub const CONVENTION: Setting = Setting {
    name: "convention",
    symbol: "",
    label: text("Rules of", "采用的规则"),
    note: text(
        "Libraries state the same optimizer differently: Keras 3, PyTorch, or for Nesterov also Sutskever's look-ahead form.",
        "同一个优化器，各库写法不同：Keras 3、PyTorch；Nesterov 还有 Sutskever 的前瞻形式。",
    ),
    kind: Kind::Choice,
    default: Default::Name("keras"),
    live: true,
    more: false,
};

/// What becomes of the learning rate.
pub const SCHEDULE: Setting = Setting {
    name: "schedule",
    symbol: "",
    label: text("Schedule", "学习率计划"),
    note: text("What becomes of the learning rate in the course of the run.", "学习率在运行中如何变化。"),
    kind: Kind::Choice,
    default: Default::Name("constant"),
    live: true,
    more: false,
};

/// A knob of some optimizers or schedules.
const fn knob(name: &'static str, symbol: &'static str, label: Text, note: Text, kind: Kind) -> Setting {
    Setting { name, symbol, label, note, kind, default: Default::Open, live: true, more: false }
}

/// A number that every run has, out of the way.
const fn extra(name: &'static str, symbol: &'static str, label: Text, note: Text, max: f64) -> Setting {
    let kind = Kind::Number { min: 0.0, max, scale: Scale::Linear };
    Setting { name, symbol, label, note, kind, default: Default::Number(0.0), live: true, more: true }
}

/// How much of a mean of squares is kept.
pub const RHO: Setting = knob(
    "rho",
    "ρ",
    text("Decay", "衰减率"),
    text("How much of the mean of squared gradients is kept from step to step.", "每一步保留多少梯度平方的平均值。"),
    Kind::Number { min: 0.0, max: 0.9999, scale: Scale::NearOne },
);

/// How much of the first mean is kept.
pub const BETA_1: Setting = knob(
    "beta1",
    "β₁",
    text("Mean decay", "一阶矩衰减"),
    text("How much of the mean gradient is kept from step to step.", "每一步保留多少梯度的平均值。"),
    Kind::Number { min: 0.0, max: 0.999, scale: Scale::NearOne },
);

/// How much of the second mean is kept.
pub const BETA_2: Setting = knob(
    "beta2",
    "β₂",
    text("Square decay", "二阶矩衰减"),
    text("How much of the mean of squared gradients is kept from step to step.", "每一步保留多少梯度平方的平均值。"),
    Kind::Number { min: 0.0, max: 0.9999, scale: Scale::NearOne },
);

/// What keeps a division from being by 0.
pub const EPSILON: Setting = Setting {
    more: true,
    ..knob(
        "epsilon",
        "ε",
        text("Epsilon", "防零常数"),
        text(
            "Keeps the division from being by zero; where it stands in the rule differs from library to library.",
            "防止除以零；它在公式中的位置各库不同。",
        ),
        Kind::Number { min: 1e-16, max: 1.0, scale: Scale::Log },
    )
};

/// Where Adagrad's sums begin.
pub const INITIAL_ACCUMULATOR: Setting = Setting {
    live: false,
    more: true,
    ..knob(
        "initialAccumulator",
        "s₀",
        text("First sum", "累加器初值"),
        text("Where the sum of squared gradients begins.", "梯度平方和从多少开始。"),
        Kind::Number { min: 0.0, max: 10.0, scale: Scale::Linear },
    )
};

/// Whether RMSprop takes off the mean.
pub const CENTERED: Setting = knob(
    "centered",
    "c",
    text("Centred", "中心化"),
    text("Divides by the spread of recent gradients instead of their size.", "除以近期梯度的离散程度，而不是大小。"),
    Kind::Switch,
);

/// Decoupled weight decay.
pub const WEIGHT_DECAY: Setting = extra(
    "weightDecay",
    "λ",
    text("Weight decay", "权重衰减"),
    text(
        "Each step also shrinks every parameter by this part of the learning rate, apart from the gradient.",
        "每一步把每个参数按学习率的这个比例缩小，与梯度无关。",
    ),
    1.0,
);

/// Penalty on the squares of the parameters.
pub const L2: Setting = extra(
    "l2",
    "λ₂",
    text("L2 penalty", "L2 惩罚"),
    text(
        "Adds this times the parameters to the gradient: the derivative of λ₂/2·‖w‖².",
        "把参数乘以它加到梯度上，即 λ₂/2·‖w‖² 的导数。",
    ),
    10.0,
);

/// Clipping by component.
pub const CLIP_VALUE: Setting = extra(
    "clipValue",
    "κ",
    text("Clip components", "按分量裁剪"),
    text("No component of the gradient gets larger than this; 0 is off.", "梯度的每个分量都不超过它；0 表示关闭。"),
    100.0,
);

/// Clipping by length.
pub const CLIP_NORM: Setting = extra(
    "clipNorm",
    "κ₂",
    text("Clip length", "按长度裁剪"),
    text("The gradient gets no longer than this; 0 is off.", "梯度的长度不超过它；0 表示关闭。"),
    100.0,
);

/// T of a schedule.
pub const DECAY_STEPS: Setting = Setting {
    default: Default::Number(100.0),
    ..knob(
        "decaySteps",
        "T",
        text("Decay steps", "衰减步数"),
        text("How many steps one decay, or the first period, takes.", "一次衰减（或第一个周期）要多少步。"),
        Kind::Integer { min: 1.0, max: 1e6, scale: Scale::Log },
    )
};

/// γ of a schedule.
pub const DECAY_RATE: Setting = Setting {
    default: Default::Number(0.5),
    ..knob(
        "decayRate",
        "γ",
        text("Decay rate", "衰减系数"),
        text("How strongly the learning rate decays over that many steps.", "在这么多步里学习率衰减多少。"),
        Kind::Number { min: 0.01, max: 1.0, scale: Scale::Linear },
    )
};

/// f of a schedule.
pub const FINAL_RATE: Setting = Setting {
    default: Default::Number(0.0),
    ..knob(
        "finalRate",
        "f",
        text("Final part", "最终比例"),
        text("What part of the learning rate is left in the end.", "最后剩下学习率的多少。"),
        Kind::Number { min: 0.0, max: 1.0, scale: Scale::Linear },
    )
};

/// How periods grow.
pub const PERIOD_GROWTH: Setting = Setting {
    default: Default::Number(2.0),
    ..knob(
        "periodGrowth",
        "",
        text("Period growth", "周期倍数"),
        text("How many times longer each period is than the one before.", "每个周期是前一个的几倍长。"),
        Kind::Number { min: 1.0, max: 4.0, scale: Scale::Linear },
    )
};

/// Steps before any schedule.
pub const WARMUP: Setting = Setting {
    default: Default::Number(0.0),
    more: true,
    ..knob(
        "warmup",
        "",
        text("Warm-up steps", "预热步数"),
        text(
            "In so many first steps the learning rate rises in a straight line.",
            "最初这么多步里，学习率沿直线上升。",
        ),
        Kind::Integer { min: 0.0, max: 1000.0, scale: Scale::Linear },
    )
};

/// How many samples a step looks at.
pub const BATCH_SIZE: Setting = Setting {
    name: "batchSize",
    symbol: "B",
    label: text("Batch size", "批大小"),
    note: text(
        "How many samples a step looks at: 1 is true SGD, all of them is a full batch.",
        "每一步看几个样本：1 是真正的 SGD，全部就是全批量。",
    ),
    kind: Kind::Batch,
    default: Default::Open,
    live: true,
    more: false,
};

const SAMPLES: Setting = Setting {
    name: "samples",
    symbol: "N",
    label: text("Samples", "样本数"),
    note: text("How many data points are made from the seed.", "由种子生成多少个数据点。"),
    kind: Kind::Integer { min: 1.0, max: MAX_SAMPLES as f64, scale: Scale::Linear },
    default: Default::Open,
    live: false,
    more: false,
};

const DATA: Setting = Setting {
    name: "data",
    symbol: "",
    label: text("Data", "数据"),
    note: text(
        "Your own samples: inputs, then the target; semicolons between samples.",
        "你自己的样本：先输入后目标，样本之间用分号。",
    ),
    kind: Kind::Rows,
    default: Default::Open,
    live: false,
    more: true,
};

/// Where random numbers start from.
pub const SEED: Setting = Setting {
    name: "seed",
    symbol: "",
    label: text("Seed", "随机种子"),
    note: text("The same seed makes the same data and the same batches.", "同样的种子，得到同样的数据和批次。"),
    kind: Kind::Seed,
    default: Default::Open,
    live: false,
    more: false,
};

/// Every setting, in the order in which controls show them. An optimizer's knobs are settings too.
pub const SETTINGS: &[&Setting] = &[
    &OBJECTIVE,
    &FORMULA,
    &OPTIMIZER,
    &CONVENTION,
    &LEARNING_RATE,
    &MOMENTUM,
    &RHO,
    &BETA_1,
    &BETA_2,
    &CENTERED,
    &SCHEDULE,
    &DECAY_STEPS,
    &DECAY_RATE,
    &PERIOD_GROWTH,
    &FINAL_RATE,
    &BATCH_SIZE,
    &SAMPLES,
    &SEED,
    &START,
    &DOMAIN,
    &DATA,
    &EPSILON,
    &INITIAL_ACCUMULATOR,
    &WARMUP,
    &WEIGHT_DECAY,
    &L2,
    &CLIP_VALUE,
    &CLIP_NORM,
];

impl Setting {
    /// The setting of that name.
    pub fn named(name: &str) -> Option<&'static Setting> {
        SETTINGS.iter().copied().find(|setting| setting.name == name)
    }

    /// Whether it is one of the numbers that a run goes by: those of optimizers and schedules.
    pub fn is_tunable(&self) -> bool {
        let is_number = matches!(self.kind, Kind::Number { .. } | Kind::Integer { .. } | Kind::Switch);
        is_number && self.name != SAMPLES.name
    }

    /// The default, if it is a name; else nothing.
    pub fn default_name(&self) -> &'static str {
        match self.default {
            Default::Name(name) => name,
            _ => "",
        }
    }

    /// The default, if it is a number; else 0.
    pub fn default_number(&self) -> f64 {
        match self.default {
            Default::Number(number) => number,
            _ => 0.0,
        }
    }

    /// The name in attributes and links: `learning-rate`, `beta-1`; but `l2`.
    pub fn attribute(&self) -> String {
        let mut attribute = String::new();
        for c in self.name.chars() {
            if c.is_ascii_uppercase() || (c.is_ascii_digit() && attribute.len() > 1) {
                attribute.push('-');
            }
            attribute.push(c.to_ascii_lowercase());
        }
        attribute
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_knob_is_a_setting() {
        let mut names: Vec<_> = SETTINGS.iter().map(|setting| setting.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SETTINGS.len());
        for optimizer in crate::optimizer::ALL {
            for knob in optimizer.knobs {
                assert!(Setting::named(knob.setting.name).is_some(), "{}", knob.setting.name);
            }
        }
        let attributes = [&LEARNING_RATE, &BETA_1, &L2].map(Setting::attribute);
        assert_eq!(attributes, ["learning-rate", "beta-1", "l2"]);
        assert!(crate::objective::surfaces::Surface::named(OBJECTIVE.default_name()).is_some());
        assert!(crate::optimizer::Spec::named(OPTIMIZER.default_name()).is_some());
    }
}
