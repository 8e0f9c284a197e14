//! Knobs of optimizers that only the whole engine has.

use super::setting::{Kind, Scale, Setting, knob};
use crate::text::{Text, text};

/// A knob that few readers want: it stands out of the way.
const fn rare(name: &'static str, symbol: &'static str, label: Text, note: Text, kind: Kind) -> Setting {
    Setting { more: true, ..knob(name, symbol, label, note, kind) }
}

/// What a change of the gradient's sign does to Rprop's step.
pub const ETA_MINUS: Setting = knob(
    "etaMinus",
    "η₋",
    text("Shrinkage", "缩小倍数"),
    text("What a step is multiplied by where the gradient has changed its sign.", "梯度变号时，步长乘以多少。"),
    Kind::Number { min: 0.01, max: 0.99, scale: Scale::Linear },
);

/// What an unchanged sign does to Rprop's step.
pub const ETA_PLUS: Setting = knob(
    "etaPlus",
    "η₊",
    text("Growth", "放大倍数"),
    text("What a step is multiplied by where the gradient has kept its sign.", "梯度不变号时，步长乘以多少。"),
    Kind::Number { min: 1.01, max: 3.0, scale: Scale::Linear },
);

/// How short Rprop's steps get.
pub const SMALLEST_STEP: Setting = rare(
    "smallestStep",
    "Δ₋",
    text("Smallest step", "最小步长"),
    text("No parameter's step gets smaller than this.", "每个参数的步长都不小于它。"),
    Kind::Number { min: 1e-12, max: 1.0, scale: Scale::Log },
);

/// How long Rprop's steps get.
pub const LARGEST_STEP: Setting = rare(
    "largestStep",
    "Δ₊",
    text("Largest step", "最大步长"),
    text("No parameter's step gets larger than this.", "每个参数的步长都不大于它。"),
    Kind::Number { min: 1e-3, max: 100.0, scale: Scale::Log },
);

/// Where Schedule-Free takes its gradients.
pub const INTERPOLATION: Setting = knob(
    "interpolation",
    "β",
    text("Interpolation", "插值系数"),
    text(
        "Where the gradient is taken: near 0 at the point that steps, near 1 at the average of its steps.",
        "在哪里取梯度：接近 0 时在迈步的点，接近 1 时在其平均点。",
    ),
    Kind::Number { min: 0.01, max: 0.999, scale: Scale::NearOne },
);

/// How far Adafactor's steps go beyond their usual size.
pub const CLIP_THRESHOLD: Setting = rare(
    "clipThreshold",
    "d",
    text("Update limit", "更新上限"),
    text("Scaled gradients get no larger than this in root mean square.", "缩放后的梯度，其均方根不超过它。"),
    Kind::Number { min: 1.0, max: 10.0, scale: Scale::Log },
);

/// What AdaBelief adds to its mean of squares in every step.
pub const VARIANCE_EPSILON: Setting = rare(
    "varianceEpsilon",
    "ε_s",
    text("Epsilon of the variance", "方差的防零常数"),
    text("Is added to AdaBelief's mean of squares in every step.", "每一步都加到 AdaBelief 的平方平均值上。"),
    Kind::Number { min: 1e-16, max: 1.0, scale: Scale::Log },
);

/// Whether Muon looks ahead.
pub const NESTEROV: Setting = Setting {
    more: true,
    ..knob(
        "nesterov",
        "",
        text("Nesterov", "Nesterov"),
        text("Muon takes the momentum as it will be after the next step.", "Muon 取下一步之后的动量。"),
        Kind::Switch,
    )
};

/// No run of Muon has more iterations.
pub const MOST_ITERATIONS: usize = 10;

/// How often Muon makes its matrix more orthogonal.
pub const ITERATIONS: Setting = Setting {
    more: true,
    ..knob(
        "iterations",
        "K",
        text("Newton–Schulz iterations", "Newton–Schulz 迭代次数"),
        text(
            "How often Muon brings the singular values of a step nearer to 1.",
            "Muon 让一步的奇异值向 1 靠近多少次。",
        ),
        Kind::Integer { min: 1.0, max: MOST_ITERATIONS as f64, scale: Scale::Linear },
    )
};

/// How ASGD's rate falls, and what it takes off the parameters.
pub const DECAY_TERM: Setting = rare(
    "decayTerm",
    "δ",
    text("Decay term", "衰减项"),
    text(
        "How fast ASGD's rate falls; each step also shrinks every parameter by this part of the rate.",
        "ASGD 的学习率下降多快；每一步还把每个参数按学习率的这个比例缩小。",
    ),
    Kind::Number { min: 0.0, max: 1.0, scale: Scale::Linear },
);

/// By which power ASGD's rate falls.
pub const RATE_POWER: Setting = rare(
    "ratePower",
    "κ",
    text("Power of the rate", "学习率的幂"),
    text("By which power of the steps ASGD's rate falls.", "ASGD 的学习率按步数的几次幂下降。"),
    Kind::Number { min: 0.0, max: 1.0, scale: Scale::Linear },
);

/// From where on ASGD averages.
pub const AVERAGING_START: Setting = knob(
    "averagingStart",
    "t₀",
    text("Start of the average", "开始平均"),
    text("After how many steps the average of the points begins.", "多少步之后开始对经过的点取平均。"),
    Kind::Integer { min: 1.0, max: 1e6, scale: Scale::Log },
);

/// What Prodigy takes the distance to the minimum for at first.
pub const FIRST_DISTANCE: Setting = rare(
    "firstDistance",
    "d₀",
    text("First distance", "初始距离"),
    text(
        "What Prodigy takes the distance to the minimum for at first: less than it is.",
        "Prodigy 起初估计到极小点的距离：应小于真实距离。",
    ),
    Kind::Number { min: 1e-12, max: 1.0, scale: Scale::Log },
);

/// What Prodigy's estimates of the distance are multiplied by.
pub const DISTANCE_FACTOR: Setting = rare(
    "distanceFactor",
    "k",
    text("Distance factor", "距离系数"),
    text("What Prodigy's estimates of the distance are multiplied by.", "Prodigy 对距离的估计乘以多少。"),
    Kind::Number { min: 0.01, max: 100.0, scale: Scale::Log },
);
