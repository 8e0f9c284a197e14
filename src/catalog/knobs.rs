//! The knobs of optimizers, and what every optimizer has.

use super::setting::{Default, Kind, Scale, Setting, knob};
use crate::text::{Text, text};

/// A number that every run has, out of the way.
const fn extra(name: &'static str, symbol: &'static str, label: Text, note: Text, max: f64) -> Setting {
    let kind = Kind::Number { min: 0.0, max, scale: Scale::Linear };
    Setting { name, symbol, label, note, kind, default: Default::Number(0.0), live: true, more: true }
}

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

/// How much of a gradient a velocity does not take up.
pub const DAMPENING: Setting = Setting {
    more: true,
    ..knob(
        "dampening",
        "d",
        text("Dampening", "阻尼"),
        text("What part of the gradient the velocity leaves out.", "速度不吸收梯度的多大比例。"),
        Kind::Number { min: 0.0, max: 1.0, scale: Scale::Linear },
    )
};

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
