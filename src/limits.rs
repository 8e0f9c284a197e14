//! The bounds that protect a page.

/// A formula longer than this many characters is refused.
pub const MAX_FORMULA_LENGTH: usize = 1000;

/// Parentheses, functions, signs and powers of a formula nested deeper than this are refused.
pub const MAX_FORMULA_DEPTH: usize = 100;

/// A pasted call longer than this many characters is refused.
pub const MAX_CALL_LENGTH: usize = 2000;

/// Brackets of a pasted call nested deeper than this are refused.
pub const MAX_CALL_DEPTH: usize = 16;

/// The most samples that a model takes.
pub const MAX_SAMPLES: usize = 1000;

/// The most steps of a run.
pub const MAX_STEPS: usize = 1_000_000;

/// The most cells of a grid; for a model, times its samples, four times as many.
pub const MAX_CELLS: usize = 1 << 24;

/// The most steps that many runs together may take, counted for each sample: about a second of computing.
pub const MAX_WORK: usize = 1_000_000_000;

/// The most stationary points that are told: minima first, the lowest first.
pub const MAX_STATIONARY_POINTS: usize = 1000;

/// What the catalog tells of them.
pub const LIMITS: &[(&str, usize)] = &[
    ("formulaLength", MAX_FORMULA_LENGTH),
    ("formulaDepth", MAX_FORMULA_DEPTH),
    ("samples", MAX_SAMPLES),
    ("steps", MAX_STEPS),
    ("cells", MAX_CELLS),
    ("stationaryPoints", MAX_STATIONARY_POINTS),
];
