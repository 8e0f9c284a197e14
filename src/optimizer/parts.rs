//! What an update rule is put together from: the places where libraries do differently what they call by the same name.
//!
//! Each choice is a part of a rule's graph, with its equation. A rule reads those that concern it.

use crate::edition::FULL;

/// The choices. [`Parts::KERAS`] and [`Parts::TORCH`] are where others begin: what a library does otherwise is said of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parts {
    /// Where the learning rate stands.
    pub rate: Rate,
    /// What a velocity does with a gradient.
    pub memory: Memory,
    /// Whether dampening spares the first step, in which the velocity is the gradient itself.
    pub spares_first: bool,
    /// How a momentum looks ahead.
    pub ahead: Ahead,
    /// Where ε stands.
    pub epsilon: Epsilon,
    /// Where a mean of squared gradients begins.
    pub start: f64,
    /// Which mean of squares a gradient is measured by.
    pub order: Order,
    /// What makes up for a mean of gradients that began with 0, and for one of squares.
    pub corrections: [Correction; 2],
    /// What β₁ of Adam is multiplied by in every step: β₁·λᵗ⁻¹ (Kingma & Ba 2015, theorem 4.1); 1 leaves it as it is.
    pub fading: f64,
    /// Whether the corrections stand with what they correct, m̂ and v̂, so that ε is added to √v̂; else in the learning rate.
    pub hats: bool,
    /// Of what AMSGrad keeps the largest.
    pub largest: Largest,
    /// Whether the gradient of an L2 penalty is added after the gradient has been clipped.
    pub penalty_last: bool,
    /// What is added to the length of a gradient that is clipped by it.
    pub norm_epsilon: f64,
    /// How a decoupled decay goes with the learning rate.
    pub decay: Decay,
    /// Whether RMSprop makes up for means that began with 0: it measures by s/(1 − ρᵗ), and takes off ḡ/(1 − ρᵗ), squared.
    pub unbiased: bool,
    /// When Rprop takes its steps.
    pub turn: Turn,
    /// How much each step counts in the average of Schedule-Free.
    #[cfg(feature = "full")]
    pub average: Average,
    /// What Adafactor measures by.
    #[cfg(feature = "full")]
    pub adafactor: Adafactor,
    /// What RAdam does before its mean of squares can be relied upon.
    pub early: Early,
    /// Which numbers are rounded to 32 bits, whatever the parameters are in.
    pub rounded: Rounded,
    /// What Muon makes of a momentum.
    #[cfg(feature = "full")]
    pub muon: Muon,
}

/// Where the learning rate stands. A change of it takes hold of an old velocity only from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    /// v ← β·v − α·g; w ← w + v
    Inside,
    /// v ← β·v + g; w ← w − α·v
    Outside,
}

/// What a velocity does with a gradient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// v ← β·v + g
    Sum,
    /// v ← β·v + (1−β)·g
    Mean,
}

/// How a momentum looks ahead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ahead {
    /// The step is taken once more from the new velocity: w ← w + β·v − α·g, or w ← w − α·(g + β·v).
    Again,
    /// The gradient is taken at w + β·v (Sutskever et al. 2013).
    There,
    /// Twice from the new velocity: w ← w + β²·v − (1+β)·α·g.
    Twice,
    /// A heavy ball with β² for a momentum: v ← β²·v − (1+β)·α·g; w ← w + v.
    Folded,
    /// Of Nadam: μₜ = β₁·(1 − 0.96^(ψ·t)/2), corrected by the product of all μ (Dozat 2016), with this ψ.
    Dozat(f64),
    /// Of Nadam: m̂ = β₁·m/(1−β₁ᵗ⁺¹) + (1−β₁)·g/(1−β₁ᵗ).
    Next,
    /// Of Nadam: m̂ = (β₁·m + (1−β₁)·g)/(1−β₁ᵗ).
    Same,
    /// Of RMSprop: its momentum is taken once more: w ← w − (β·u + α·g/√(s + ε)).
    Measured,
}

/// Where ε stands below a fraction, with s for what the root is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Epsilon {
    /// √s + ε
    Beside,
    /// √(s + ε)
    Inside,
    /// √(s + ε), but √(s − ε) for a centred s
    InsideOrTaken,
    /// √s
    Nowhere,
    /// Of Adamax: u ← max(β₂·u, |g| + ε)
    WithGradient,
    /// Of Adamax: u ← max(β₂·u + ε, |g|)
    WithKept,
}

/// Which mean of squares a gradient is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// That with its own square in it.
    New,
    /// That of the gradients before.
    Old,
}

/// What a mean that began with 0 is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// 1 − βᵗ
    Usual,
    /// 1
    Absent,
    /// 1 − β, in every step
    Constant,
}

/// Of what AMSGrad keeps the largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Largest {
    /// v, corrected afterwards
    Raw,
    /// v̂
    Corrected,
}

/// How a decoupled decay goes with the learning rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decay {
    /// w ← w − α·λ·w
    WithRate,
    /// w ← w − λ·w
    Alone,
    /// The rule has it in its step.
    InStep,
}

/// When Rprop takes its steps. Where the gradient has changed its sign, it stays, and takes it for 0 in the next comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// At once.
    Now,
    /// One step later, unless the sign has changed until then.
    Late,
}

/// What Muon makes of a momentum.
#[cfg(feature = "full")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Muon {
    /// How the step of a weight matrix goes with its sizes.
    pub scale: MatrixScale,
    /// ε of the length that a matrix is divided by.
    pub epsilon: f64,
    /// Whether the length is at least ε; else ε is added to it.
    pub clamps: bool,
    /// What tensors get that are no matrices.
    pub others: Others,
}

/// How the step of a weight matrix goes with its sizes.
#[cfg(feature = "full")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixScale {
    /// 0.2·√max(inputs, outputs): about the root mean square of a step of AdamW (Liu et al. 2025).
    Larger,
    /// √max(1, outputs/inputs)
    Outputs,
    /// √max(1, inputs/outputs)
    Inputs,
    /// 1
    Nowhere,
}

/// What Muon gives tensors that are no matrices: vectors of biases.
#[cfg(feature = "full")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Others {
    /// Adam, with β₁ = 0.9, β₂ = 0.999 and this ε.
    Adam(f64),
    /// Nadam, with the same; Adam where Muon does not look ahead.
    Nadam(f64),
    /// The momentum itself.
    Momentum,
    /// What a matrix of one column gets.
    Column,
}

/// How much each step counts in an average of all of them.
#[cfg(feature = "full")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Average {
    /// As much as any other.
    Equal,
    /// As the square of the largest learning rate so far.
    ByRate,
}

/// What Adafactor measures by.
#[cfg(feature = "full")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adafactor {
    /// Whether the learning rate is at most 1/√t.
    pub relative: bool,
    /// Whether it is a part of the parameters' root mean square.
    pub scaled: bool,
    /// What keeps the means of squares from 0.
    pub floor: Floor,
    /// How many rows and columns a matrix has at least whose squares are remembered by these.
    pub least: usize,
}

/// What keeps the means of squares of Adafactor from 0.
#[cfg(feature = "full")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Floor {
    /// This is added to each square.
    Added(f64),
    /// Roots of means are at least this, and the mean of the rows' means too.
    Clamped(f64),
}

/// What RAdam does before its mean of squares can be relied upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Early {
    /// w ← w − α·m̂
    Unmeasured,
    /// Nothing.
    Waits,
}

/// Which numbers are rounded to 32 bits, whatever the parameters are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounded {
    /// None.
    Nothing,
    /// That of the decoupled decay.
    Decay,
    /// All but the learning rate.
    Knobs,
    /// All.
    All,
}

impl Parts {
    /// What the rules of Keras have in common.
    pub const KERAS: Self = Self {
        rate: Rate::Inside,
        memory: Memory::Sum,
        spares_first: false,
        ahead: Ahead::Again,
        epsilon: Epsilon::Beside,
        start: 0.0,
        order: Order::New,
        corrections: [Correction::Usual; 2],
        fading: 1.0,
        hats: false,
        largest: Largest::Raw,
        penalty_last: false,
        norm_epsilon: 0.0,
        decay: Decay::WithRate,
        unbiased: false,
        turn: Turn::Now,
        #[cfg(feature = "full")]
        average: Average::Equal,
        #[cfg(feature = "full")]
        adafactor: Adafactor { relative: true, scaled: true, floor: Floor::Added(1e-30), least: 1 },
        early: Early::Unmeasured,
        rounded: Rounded::Nothing,
        #[cfg(feature = "full")]
        muon: Muon { scale: MatrixScale::Larger, epsilon: 1e-7, clamps: false, others: Others::Adam(1e-7) },
    };

    /// What the rules of PyTorch have in common. There an optimizer adds a penalty, so after the clipping, and
    /// `clip_grad_norm_` divides by the length and a little more.
    pub const TORCH: Self = Self {
        rate: Rate::Outside,
        spares_first: true,
        hats: true,
        penalty_last: true,
        norm_epsilon: 1e-6,
        ..Self::KERAS
    };

    /// Of PyTorch's Muon. It computes in bfloat16, and leaves tensors that are no matrices to another optimizer: AdamW, by its
    /// documentation.
    #[cfg(feature = "full")]
    pub const TORCH_MUON: Self = Self {
        memory: Memory::Mean,
        muon: Muon { scale: MatrixScale::Outputs, epsilon: 1e-7, clamps: true, others: Others::Adam(1e-8) },
        ..Self::TORCH
    };

    /// With that place of ε.
    pub const fn epsilon(self, epsilon: Epsilon) -> Self {
        Self { epsilon, ..self }
    }

    /// That look ahead.
    pub const fn ahead(self, ahead: Ahead) -> Self {
        Self { ahead, ..self }
    }

    /// A knob as the rule has it.
    pub fn knob(&self, value: f64) -> f64 {
        let is_rounded = matches!(self.rounded, Rounded::Knobs | Rounded::All);
        if FULL && is_rounded { f64::from(value as f32) } else { value }
    }

    /// A decoupled decay as the rule has it.
    pub fn weight_decay(&self, value: f64) -> f64 {
        if FULL && self.rounded == Rounded::Decay { f64::from(value as f32) } else { self.knob(value) }
    }

    /// A learning rate as the rule has it.
    pub fn learning_rate(&self, value: f64) -> f64 {
        if FULL && self.rounded == Rounded::All { f64::from(value as f32) } else { value }
    }

    /// What part of a gradient gets into a velocity, given momentum and dampening.
    pub(super) fn share(&self, knobs: &[f64]) -> f64 {
        1.0 - if self.memory == Memory::Mean { knobs[0] } else { knobs[1] }
    }

    /// 1 − βᵗ and the like, in numbers.
    pub(super) fn correction(&self, of: usize, beta: f64, t: f64) -> f64 {
        match self.corrections[of] {
            Correction::Usual => 1.0 - libm::pow(beta, t),
            Correction::Absent => 1.0,
            Correction::Constant => 1.0 - beta,
        }
    }

    /// What a gradient is divided by, in numbers.
    pub(super) fn size(&self, square: f64, epsilon: f64) -> f64 {
        match self.epsilon {
            Epsilon::Inside | Epsilon::InsideOrTaken => (square + epsilon).max(0.0).sqrt(),
            Epsilon::Beside => square.sqrt() + epsilon,
            _ => square.sqrt(),
        }
    }
}
