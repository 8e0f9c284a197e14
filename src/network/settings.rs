//! What can be set of a network, besides what every run has.

use super::data::MOST_POINTS;
use crate::catalog::{
    AVERAGING_START, BATCH_SIZE, BETA_1, BETA_2, CENTERED, CLIP_NORM, CLIP_THRESHOLD, CLIP_VALUE, CONVENTION,
    DAMPENING, DECAY_RATE, DECAY_STEPS, DECAY_TERM, DISTANCE_FACTOR, Default, EPSILON, ETA_MINUS, ETA_PLUS, FINAL_RATE,
    FIRST_DISTANCE, INITIAL_ACCUMULATOR, INTERPOLATION, ITERATIONS, Kind, LARGEST_STEP, LEARNING_RATE, MOMENTUM,
    NESTEROV, OBJECTIVE, OPTIMIZER, PERIOD_GROWTH, RATE_POWER, RHO, SCHEDULE, SEED, SMALLEST_STEP, Scale, Setting,
    VARIANCE_EPSILON, WARMUP, WEIGHT_DECAY,
};
use crate::text::{Text, text};

/// A setting that a new run begins with.
const fn fixed(name: &'static str, label: Text, note: Text, kind: Kind, default: Default) -> Setting {
    Setting { name, symbol: "", label, note, kind, default, live: false, more: false }
}

/// A number from 0 on, that can change during a run.
const fn penalty(name: &'static str, symbol: &'static str, label: Text, note: Text) -> Setting {
    Setting {
        name,
        symbol,
        label,
        note,
        kind: Kind::Number { min: 0.0, max: 1.0, scale: Scale::Linear },
        default: Default::Number(0.0),
        live: true,
        more: false,
    }
}

/// What it learns from.
pub const DATASET: Setting = fixed(
    "dataset",
    text("Data", "数据集"),
    text("What the network learns from.", "网络从什么数据中学习。"),
    Kind::Choice,
    Default::Name("circle"),
);
/// Neurons of the hidden layers.
pub const LAYERS: Setting = fixed(
    "layers",
    text("Hidden layers", "隐藏层"),
    text(
        "How many neurons each has, for example 4,2; none for no hidden layer.",
        "每层多少个神经元，例如 4,2；none 表示没有隐藏层。",
    ),
    Kind::Numbers,
    Default::Open,
);
/// What neurons make of their sums.
pub const ACTIVATION: Setting = fixed(
    "activation",
    text("Activation", "激活函数"),
    text(
        "What each neuron makes of its sum: one for all hidden layers, or one for each.",
        "神经元如何处理加权和：各隐藏层相同，或逐层指定。",
    ),
    Kind::Choice,
    Default::Open,
);
/// First weights.
pub const INITIALIZER: Setting = fixed(
    "initializer",
    text("First weights", "初始权重"),
    text("How wide the random first weights spread.", "随机初始权重的分布。"),
    Kind::Choice,
    Default::Name("glorot-uniform"),
);
/// Inputs of points.
pub const FEATURES: Setting = fixed(
    "features",
    text("Inputs", "输入特征"),
    text("What the network is told of a point.", "告诉网络一个点的哪些量。"),
    Kind::Choice,
    Default::Name("x1,x2"),
);
/// Penalty on the sizes of weights.
pub const L1: Setting = penalty(
    "l1",
    "λ₁",
    text("L1 penalty", "L1 惩罚"),
    text("Adds λ₁·Σ|w| over all weights to the loss; biases go free.", "在损失上加 λ₁·Σ|w|，只算权重，不算偏置。"),
);
/// Penalty on the squares of weights.
pub const L2: Setting = penalty(
    "l2",
    "λ₂",
    text("L2 penalty", "L2 惩罚"),
    text("Adds λ₂/2·Σw² over all weights to the loss; biases go free.", "在损失上加 λ₂/2·Σw²，只算权重，不算偏置。"),
);
/// How far points are moved.
pub const NOISE: Setting = fixed(
    "noise",
    text("Noise", "噪声"),
    text("How far the points are moved at random.", "点被随机移动多远。"),
    Kind::Number { min: 0.0, max: 1.0, scale: Scale::Linear },
    Default::Number(0.0),
);
/// How much of the data is trained on.
pub const TRAIN_RATIO: Setting = fixed(
    "trainRatio",
    text("Share to train on", "训练集比例"),
    text("How much of the data is trained on; the rest tests what was learnt.", "多少数据用于训练，其余用来测试。"),
    Kind::Number { min: 0.1, max: 0.9, scale: Scale::Linear },
    Default::Open,
);
/// Whether the numbers of a table are standardised.
pub const STANDARDISE: Setting = fixed(
    "standardise",
    text("Standardise", "标准化"),
    text(
        "Takes the mean from each input of a table and divides by the deviation, both of the rows to train on; of a label of numbers, too.",
        "对表格的每个输入减去均值再除以标准差，两者都由训练行算出；数值标签也一样。",
    ),
    Kind::Switch,
    Default::Number(1.0),
);
/// How many points are made.
pub const SAMPLES: Setting = Setting {
    symbol: "N",
    ..fixed(
        "samples",
        text("Samples", "样本数"),
        text("How many points are made from the seed.", "由种子生成多少个点。"),
        Kind::Integer { min: 10.0, max: MOST_POINTS as f64, scale: Scale::Log },
        Default::Number(500.0),
    )
};
/// The reader's own points.
pub const DATA: Setting = Setting {
    more: true,
    ..fixed(
        "data",
        text("Points", "点"),
        text(
            "Your own points: x1, x2 and the class (0, 1 …); semicolons between points.",
            "你自己的点：x1、x2 和类别（0、1……），点之间用分号。",
        ),
        Kind::Rows,
        Default::Open,
    )
};
/// Whether all of MNIST is used.
pub const ALL: Setting = Setting {
    more: true,
    ..fixed(
        "all",
        text("All 70,000", "全部 70000 张"),
        text(
            "Trains on all 60,000 digits and tests on 10,000, instead of 12,000 and 2,000.",
            "用全部 60000 张训练、10000 张测试，而不是 12000 和 2000 张。",
        ),
        Kind::Switch,
        Default::Number(0.0),
    )
};

/// Every setting of a network, in the order in which controls show them.
pub const SETTINGS: &[&Setting] = &[
    &OBJECTIVE,
    &DATASET,
    &ALL,
    &LAYERS,
    &ACTIVATION,
    &INITIALIZER,
    &FEATURES,
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
    &L1,
    &L2,
    &NOISE,
    &TRAIN_RATIO,
    &STANDARDISE,
    &SAMPLES,
    &SEED,
    &DATA,
    &DAMPENING,
    &EPSILON,
    &INITIAL_ACCUMULATOR,
    &ETA_MINUS,
    &ETA_PLUS,
    &INTERPOLATION,
    &SMALLEST_STEP,
    &LARGEST_STEP,
    &CLIP_THRESHOLD,
    &VARIANCE_EPSILON,
    &NESTEROV,
    &ITERATIONS,
    &DECAY_TERM,
    &RATE_POWER,
    &AVERAGING_START,
    &FIRST_DISTANCE,
    &DISTANCE_FACTOR,
    &WARMUP,
    &WEIGHT_DECAY,
    &CLIP_VALUE,
    &CLIP_NORM,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_knob_of_an_optimizer_is_a_setting() {
        for knob in crate::optimizer::ALL.iter().flat_map(|optimizer| optimizer.knobs) {
            assert!(SETTINGS.iter().any(|setting| setting.name == knob.setting.name), "{}", knob.setting.name);
        }
    }
}
