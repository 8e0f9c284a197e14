//! The shapes of schedules.

use super::setting::{Default, Kind, Scale, Setting, knob};
use crate::text::text;

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
