//! What is minimised, by what, and from where.

use super::setting::{Default, Kind, Scale, Setting};
use crate::limits::MAX_SAMPLES;
use crate::text::text;

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

pub(super) const FORMULA: Setting = Setting {
    name: "formula",
    symbol: "f",
    label: text("Formula", "公式"),
    note: text("In x, or in x and y. For example x^2 + 3*y^2.", "用 x，或 x 和 y。例如 x^2 + 3*y^2。"),
    kind: Kind::Formula,
    default: Default::Open,
    live: false,
    more: false,
};

pub(super) const DOMAIN: Setting = Setting {
    name: "domain",
    symbol: "",
    label: text("Domain", "范围"),
    note: text("The part that is shown: low, high for each variable.", "显示的区域：每个变量的下限和上限。"),
    kind: Kind::Numbers,
    default: Default::Open,
    live: false,
    more: true,
};

pub(super) const START: Setting = Setting {
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

/// Whose rules.
pub const CONVENTION: Setting = Setting {
    name: "convention",
    symbol: "",
    label: text("Rules of", "采用的规则"),
    note: text(
        "Libraries compute different things by one name: the rules of Keras 3, of PyTorch, or of another library.",
        "同一个名称，各库的算法并不相同：可选 Keras 3、PyTorch 或其他库的规则。",
    ),
    kind: Kind::Choice,
    default: Default::Name("keras"),
    live: true,
    more: false,
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

pub(super) const SAMPLES: Setting = Setting {
    name: "samples",
    symbol: "N",
    label: text("Samples", "样本数"),
    note: text("How many data points are made from the seed.", "由种子生成多少个数据点。"),
    kind: Kind::Integer { min: 1.0, max: MAX_SAMPLES as f64, scale: Scale::Linear },
    default: Default::Open,
    live: false,
    more: false,
};

pub(super) const DATA: Setting = Setting {
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
