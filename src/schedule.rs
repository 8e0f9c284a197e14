//! Schedules: what becomes of a learning rate in the course of a run. A factor on it, so that the rate itself stays live.
//!
//! Letters: k steps done, T `decaySteps`, γ `decayRate`, f `finalRate`.

use crate::catalog::{DECAY_RATE, DECAY_STEPS, FINAL_RATE, PERIOD_GROWTH, Setting};
use crate::text::{Text, line, text};

/// A kind of schedule.
pub struct Kind {
    /// Its name in configurations and links.
    pub name: &'static str,
    /// Its name for people.
    pub label: Text,
    /// What it does, in a sentence.
    pub note: Text,
    /// The factor, as text.
    pub equation: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// What can be set besides the warm-up.
    pub settings: &'static [&'static Setting],
    /// The factor after k steps.
    factor: fn(&Schedule, f64) -> f64,
}

/// A schedule with its numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schedule {
    /// Which one, by its place in [`ALL`].
    pub kind: usize,
    /// T: steps of one decay, or of the first period.
    pub decay_steps: f64,
    /// γ: the factor of one decay.
    pub decay_rate: f64,
    /// f: what is left in the end, as a part of the rate.
    pub final_rate: f64,
    /// How many times longer each period is than the one before.
    pub period_growth: f64,
    /// Steps in which the rate rises from nothing, before anything else.
    pub warmup: f64,
}

/// Every schedule there is.
pub const ALL: &[Kind] = &[
    Kind {
        name: "constant",
        label: text("Constant", "不变"),
        note: text("The same learning rate in every step.", "每一步的学习率都一样。"),
        equation: line("α"),
        source: line(""),
        settings: &[],
        factor: |_, _| 1.0,
    },
    Kind {
        name: "step",
        label: text("Step decay", "阶梯衰减"),
        note: text("Multiplied by a factor every so many steps.", "每隔若干步乘一个系数。"),
        equation: line("α·γ^⌊k/T⌋"),
        source: line("Keras ExponentialDecay(staircase=True), PyTorch StepLR"),
        settings: &[&DECAY_STEPS, &DECAY_RATE],
        factor: |s, k| libm::pow(s.decay_rate, (k / s.decay_steps).floor()),
    },
    Kind {
        name: "exponential",
        label: text("Exponential decay", "指数衰减"),
        note: text("Shrinks by the same factor over every stretch of steps, smoothly.", "平滑地按固定比例缩小。"),
        equation: line("α·γ^(k/T)"),
        source: line("Keras ExponentialDecay, PyTorch ExponentialLR"),
        settings: &[&DECAY_STEPS, &DECAY_RATE],
        factor: |s, k| libm::pow(s.decay_rate, k / s.decay_steps),
    },
    Kind {
        name: "inverse-time",
        label: text("Inverse time", "反比例衰减"),
        note: text(
            "Shrinks like one over the time: the classical condition of Robbins and Monro.",
            "与时间成反比：Robbins 和 Monro 的经典条件。",
        ),
        equation: line("α / (1 + γ·k/T)"),
        source: line("Robbins & Monro (1951); Keras InverseTimeDecay"),
        settings: &[&DECAY_STEPS, &DECAY_RATE],
        factor: |s, k| 1.0 / (1.0 + s.decay_rate * k / s.decay_steps),
    },
    Kind {
        name: "cosine",
        label: text("Cosine", "余弦"),
        note: text(
            "Falls along half a cosine, slowly at first and at last, and stays there.",
            "沿半个余弦下降，两头慢中间快，到底后保持不变。",
        ),
        equation: line("α·(f + (1−f)·(1 + cos(π·min(k/T, 1)))/2)"),
        source: line("Loshchilov & Hutter (2017), SGDR; Keras CosineDecay"),
        settings: &[&DECAY_STEPS, &FINAL_RATE],
        factor: |s, k| s.cosine((k / s.decay_steps).min(1.0)),
    },
    Kind {
        name: "cosine-restarts",
        label: text("Cosine with restarts", "余弦重启"),
        note: text(
            "Falls along half a cosine, then jumps back up and falls again, for longer each time.",
            "沿半个余弦下降，再跳回起点重新下降，每次更久。",
        ),
        equation: line("α·(f + (1−f)·(1 + cos(π·x))/2), x the part of the period that is over"),
        source: line("Loshchilov & Hutter (2017), SGDR; Keras CosineDecayRestarts"),
        settings: &[&DECAY_STEPS, &PERIOD_GROWTH, &FINAL_RATE],
        factor: |s, k| {
            if s.period_growth == 1.0 {
                return s.cosine((k / s.decay_steps).fract());
            }
            let (mut past, mut period) = (0.0, s.decay_steps);
            while k >= past + period {
                past += period;
                period *= s.period_growth;
            }
            s.cosine((k - past) / period)
        },
    },
];

impl Schedule {
    /// The kind.
    pub fn kind(&self) -> &'static Kind {
        &ALL[self.kind]
    }

    /// Whether the rate is always the same.
    pub fn is_constant(&self) -> bool {
        self.kind == 0 && self.warmup == 0.0
    }

    /// What the learning rate is multiplied by in the step that follows `step` others.
    pub fn factor(&self, step: usize) -> f64 {
        let k = step as f64;
        if k < self.warmup { (k + 1.0) / self.warmup } else { (self.kind().factor)(self, k - self.warmup) }
    }

    fn cosine(&self, part: f64) -> f64 {
        let half = 0.5 * (1.0 + libm::cos(std::f64::consts::PI * part));
        self.final_rate + (1.0 - self.final_rate) * half
    }
}
