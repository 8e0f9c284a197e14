//! Which operations there are: `ops.rs` says what each computes, and its derivative.

/// Operations on one array, element by element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unary {
    /// −x
    Neg,
    /// eˣ
    Exp,
    /// Natural logarithm.
    Ln,
    /// Logarithm to base 10.
    Log10,
    /// √x
    Sqrt,
    /// ∛x
    Cbrt,
    /// |x|
    Abs,
    /// −1, 0 or 1; its derivative is taken to be 0 everywhere.
    Sign,
    /// Sine.
    Sin,
    /// Cosine.
    Cos,
    /// Tangent.
    Tan,
    /// Inverse sine.
    Asin,
    /// Inverse cosine.
    Acos,
    /// Inverse tangent.
    Atan,
    /// Hyperbolic sine.
    Sinh,
    /// Hyperbolic cosine.
    Cosh,
    /// Hyperbolic tangent.
    Tanh,
    /// max(x, 0)
    Relu,
    /// 1 where x > 0, else 0: the derivative of relu. Its own is taken to be 0 everywhere.
    Step,
    /// 1 / (1 + e⁻ˣ)
    Sigmoid,
    /// ln(1 + eˣ)
    Softplus,
}

impl Unary {
    /// Every one of them.
    pub const ALL: &[Unary] = &[
        Unary::Neg,
        Unary::Exp,
        Unary::Ln,
        Unary::Log10,
        Unary::Sqrt,
        Unary::Cbrt,
        Unary::Abs,
        Unary::Sign,
        Unary::Sin,
        Unary::Cos,
        Unary::Tan,
        Unary::Asin,
        Unary::Acos,
        Unary::Atan,
        Unary::Sinh,
        Unary::Cosh,
        Unary::Tanh,
        Unary::Relu,
        Unary::Step,
        Unary::Sigmoid,
        Unary::Softplus,
    ];

    /// The name by which a formula calls it.
    pub fn name(self) -> &'static str {
        match self {
            Unary::Neg => "neg",
            Unary::Exp => "exp",
            Unary::Ln => "ln",
            Unary::Log10 => "log10",
            Unary::Sqrt => "sqrt",
            Unary::Cbrt => "cbrt",
            Unary::Abs => "abs",
            Unary::Sign => "sign",
            Unary::Sin => "sin",
            Unary::Cos => "cos",
            Unary::Tan => "tan",
            Unary::Asin => "asin",
            Unary::Acos => "acos",
            Unary::Atan => "atan",
            Unary::Sinh => "sinh",
            Unary::Cosh => "cosh",
            Unary::Tanh => "tanh",
            Unary::Relu => "relu",
            Unary::Step => "step",
            Unary::Sigmoid => "sigmoid",
            Unary::Softplus => "softplus",
        }
    }
}

/// Operations on two arrays of one shape, element by element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Binary {
    /// a + b
    Add,
    /// a − b
    Sub,
    /// a · b
    Mul,
    /// a / b
    Div,
    /// aᵇ for any real exponent; whole exponents are [`super::Op::Powi`], which also takes negative bases.
    Pow,
    /// The smaller; where both are equal, its derivative is the left one's.
    Min,
    /// The larger; where both are equal, its derivative is the left one's.
    Max,
    /// 1 where a ≥ b, else 0. Its derivative is taken to be 0 everywhere.
    AtLeast,
}

impl Binary {
    /// Every one of them.
    pub const ALL: &[Binary] =
        &[Binary::Add, Binary::Sub, Binary::Mul, Binary::Div, Binary::Pow, Binary::Min, Binary::Max, Binary::AtLeast];

    /// The sign or name by which a formula calls it.
    pub fn name(self) -> &'static str {
        match self {
            Binary::Add => "+",
            Binary::Sub => "-",
            Binary::Mul => "*",
            Binary::Div => "/",
            Binary::Pow => "^",
            Binary::Min => "min",
            Binary::Max => "max",
            Binary::AtLeast => "at-least",
        }
    }
}
