//! The table of operations: what each computes, and its derivative, side by side.
//!
//! A derivative is stated as a graph, in terms of the operation's arguments and its value `y`, so it can itself be
//! differentiated. Forward rules work on whole slices: an element of a slice is one lane (or one entry of an array).

use super::element::Element;
use super::{Graph, Node, math};

/// y ← f(x), element by element.
#[inline(always)]
fn each<T: Element>(x: &[T], y: &mut [T], f: impl Fn(T) -> T) {
    for (y, &x) in y.iter_mut().zip(x) {
        *y = f(x);
    }
}

/// y ← f(a, b), element by element.
#[inline(always)]
fn pairs<T: Element>(a: &[T], b: &[T], y: &mut [T], f: impl Fn(T, T) -> T) {
    for ((y, &a), &b) in y.iter_mut().zip(a).zip(b) {
        *y = f(a, b);
    }
}

#[inline(always)]
fn indicator<T: Element>(holds: bool) -> T {
    if holds { T::of(1.0) } else { T::of(0.0) }
}

macro_rules! unary_operations {
    ($($(#[$doc:meta])* $op:ident $name:literal
        forward |$x:ident, $y:ident| $forward:expr;
        derivative |$g:ident, $dx:ident, $dy:ident| $derivative:expr;)*) => {
        /// Operations on one array, element by element.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Unary { $($(#[$doc])* $op,)* }

        impl Unary {
            /// Every one of them.
            pub const ALL: &[Unary] = &[$(Unary::$op,)*];

            /// The name by which a formula calls it.
            pub fn name(self) -> &'static str {
                match self { $(Unary::$op => $name,)* }
            }

            /// y ← f(x), for slices of one length.
            pub fn forward<T: Element>(self, x: &[T], y: &mut [T]) {
                match self { $(Unary::$op => { let ($x, $y) = (x, y); $forward })* }
            }

            /// dy/dx, as a node.
            pub fn derivative(self, g: &mut Graph, x: Node, y: Node) -> Node {
                match self { $(Unary::$op => { let ($g, $dx, $dy) = (g, x, y); let _ = (&$g, $dx, $dy); $derivative })* }
            }
        }
    };
}

unary_operations! {
    /// −x
    Neg "neg"
        forward |x, y| each(x, y, |x| -x);
        derivative |g, x, y| g.constant(-1.0);
    /// eˣ
    Exp "exp"
        forward |x, y| T::all(x, y, math::exp_all);
        derivative |g, x, y| y;
    /// Natural logarithm.
    Ln "ln"
        forward |x, y| T::all(x, y, math::ln_all);
        derivative |g, x, y| { let one = g.constant(1.0); g.div(one, x) };
    /// Logarithm to base 10.
    Log10 "log10"
        forward |x, y| each(x, y, |x| x.via(libm::log10));
        derivative |g, x, y| { let e = g.constant(std::f64::consts::LOG10_E); g.div(e, x) };
    /// √x
    Sqrt "sqrt"
        forward |x, y| each(x, y, |x| x.sqrt());
        derivative |g, x, y| { let half = g.constant(0.5); g.div(half, y) };
    /// |x|
    Abs "abs"
        forward |x, y| each(x, y, |x| x.abs());
        derivative |g, x, y| g.unary(Unary::Sign, x);
    /// −1, 0 or 1; its derivative is taken to be 0 everywhere.
    Sign "sign"
        forward |x, y| each(x, y, |x| if x > T::of(0.0) { T::of(1.0) } else if x < T::of(0.0) { T::of(-1.0) } else { x });
        derivative |g, x, y| g.constant(0.0);
    /// Sine.
    Sin "sin"
        forward |x, y| T::all(x, y, math::sin_all);
        derivative |g, x, y| g.unary(Unary::Cos, x);
    /// Cosine.
    Cos "cos"
        forward |x, y| T::all(x, y, math::cos_all);
        derivative |g, x, y| { let s = g.unary(Unary::Sin, x); g.neg(s) };
    /// Tangent.
    Tan "tan"
        forward |x, y| each(x, y, |x| x.via(libm::tan));
        derivative |g, x, y| { let (one, square) = (g.constant(1.0), g.powi(y, 2)); g.add(one, square) };
    /// Inverse sine.
    Asin "asin"
        forward |x, y| each(x, y, |x| x.via(libm::asin));
        derivative |g, x, y| { let s = root_of_one_minus_square(g, x); let one = g.constant(1.0); g.div(one, s) };
    /// Inverse cosine.
    Acos "acos"
        forward |x, y| each(x, y, |x| x.via(libm::acos));
        derivative |g, x, y| { let s = root_of_one_minus_square(g, x); let one = g.constant(-1.0); g.div(one, s) };
    /// Inverse tangent.
    Atan "atan"
        forward |x, y| each(x, y, |x| x.via(libm::atan));
        derivative |g, x, y| {
            let (one, square) = (g.constant(1.0), g.powi(x, 2));
            let below = g.add(one, square);
            g.div(one, below)
        };
    /// Hyperbolic sine.
    Sinh "sinh"
        forward |x, y| each(x, y, |x| x.via(libm::sinh));
        derivative |g, x, y| g.unary(Unary::Cosh, x);
    /// Hyperbolic cosine.
    Cosh "cosh"
        forward |x, y| each(x, y, |x| x.via(libm::cosh));
        derivative |g, x, y| g.unary(Unary::Sinh, x);
    /// Hyperbolic tangent.
    Tanh "tanh"
        forward |x, y| each(x, y, |x| x.via(libm::tanh));
        derivative |g, x, y| { let (one, square) = (g.constant(1.0), g.powi(y, 2)); g.sub(one, square) };
    /// max(x, 0)
    Relu "relu"
        forward |x, y| each(x, y, |x| if x < T::of(0.0) { T::of(0.0) } else { x });
        derivative |g, x, y| g.unary(Unary::Step, x);
    /// 1 where x > 0, else 0: the derivative of relu. Its own is taken to be 0 everywhere.
    Step "step"
        forward |x, y| each(x, y, |x| indicator(x > T::of(0.0)));
        derivative |g, x, y| g.constant(0.0);
    /// 1 / (1 + e⁻ˣ)
    Sigmoid "sigmoid"
        forward |x, y| T::all(x, y, math::sigmoid_all);
        derivative |g, x, y| { let one = g.constant(1.0); let rest = g.sub(one, y); g.mul(y, rest) };
    /// ln(1 + eˣ)
    Softplus "softplus"
        forward |x, y| T::all(x, y, math::softplus_all);
        derivative |g, x, y| g.unary(Unary::Sigmoid, x);
}

fn root_of_one_minus_square(g: &mut Graph, x: Node) -> Node {
    let (one, square) = (g.constant(1.0), g.powi(x, 2));
    let rest = g.sub(one, square);
    g.unary(Unary::Sqrt, rest)
}

macro_rules! binary_operations {
    ($($(#[$doc:meta])* $op:ident $name:literal
        forward |$a:ident, $b:ident| $forward:expr;
        derivatives |$g:ident, $da:ident, $db:ident, $dy:ident| $left:expr, $right:expr;)*) => {
        /// Operations on two arrays of one shape, element by element.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Binary { $($(#[$doc])* $op,)* }

        impl Binary {
            /// Every one of them.
            pub const ALL: &[Binary] = &[$(Binary::$op,)*];

            /// The sign or name by which a formula calls it.
            pub fn name(self) -> &'static str {
                match self { $(Binary::$op => $name,)* }
            }

            /// y ← f(a, b), for slices of one length.
            pub fn forward<T: Element>(self, a: &[T], b: &[T], y: &mut [T]) {
                match self { $(Binary::$op => pairs(a, b, y, |$a: T, $b: T| $forward),)* }
            }

            /// ∂y/∂a, as a node.
            pub fn derivative_left(self, g: &mut Graph, a: Node, b: Node, y: Node) -> Node {
                match self { $(Binary::$op => { let ($g, $da, $db, $dy) = (g, a, b, y); let _ = (&$g, $da, $db, $dy); $left })* }
            }

            /// ∂y/∂b, as a node.
            pub fn derivative_right(self, g: &mut Graph, a: Node, b: Node, y: Node) -> Node {
                match self { $(Binary::$op => { let ($g, $da, $db, $dy) = (g, a, b, y); let _ = (&$g, $da, $db, $dy); $right })* }
            }
        }
    };
}

binary_operations! {
    /// a + b
    Add "+"
        forward |a, b| a + b;
        derivatives |g, a, b, y| g.constant(1.0), g.constant(1.0);
    /// a − b
    Sub "-"
        forward |a, b| a - b;
        derivatives |g, a, b, y| g.constant(1.0), g.constant(-1.0);
    /// a · b
    Mul "*"
        forward |a, b| a * b;
        derivatives |g, a, b, y| b, a;
    /// a / b
    Div "/"
        forward |a, b| a / b;
        derivatives |g, a, b, y|
            { let one = g.constant(1.0); g.div(one, b) },
            { let ratio = g.div(y, b); g.neg(ratio) };
    /// aᵇ for any real exponent; whole exponents are [`super::Op::Powi`], which also takes negative bases.
    Pow "^"
        forward |a, b| T::of(libm::pow(a.wide(), b.wide()));
        derivatives |g, a, b, y|
            { let one = g.constant(1.0); let less = g.sub(b, one); let power = g.pow(a, less); g.mul(b, power) },
            { let l = g.unary(Unary::Ln, a); g.mul(y, l) };
    /// The smaller; where both are equal, its derivative is the left one's.
    Min "min"
        forward |a, b| if b < a || b.wide().is_nan() { b } else { a };
        derivatives |g, a, b, y| g.binary(Binary::AtLeast, b, a), strictly(g, a, b);
    /// The larger; where both are equal, its derivative is the left one's.
    Max "max"
        forward |a, b| if b > a || b.wide().is_nan() { b } else { a };
        derivatives |g, a, b, y| g.binary(Binary::AtLeast, a, b), strictly(g, b, a);
    /// 1 where a ≥ b, else 0. Its derivative is taken to be 0 everywhere.
    AtLeast "at-least"
        forward |a, b| indicator(a >= b);
        derivatives |g, a, b, y| g.constant(0.0), g.constant(0.0);
}

/// 1 where a > b, else 0.
fn strictly(g: &mut Graph, a: Node, b: Node) -> Node {
    let (one, not) = (g.constant(1.0), g.binary(Binary::AtLeast, b, a));
    g.sub(one, not)
}

/// xⁿ by repeated squaring, in a fixed order of multiplications.
pub(super) fn powi<T: Element>(x: &[T], n: i32, y: &mut [T]) {
    match n {
        2 => each(x, y, |x| x * x),
        3 => each(x, y, |x| x * (x * x)),
        4 => each(x, y, |x| (x * x) * (x * x)),
        _ => each(x, y, |x| powi_one(x, n)),
    }
}

fn powi_one<T: Element>(x: T, n: i32) -> T {
    let mut rest = n.unsigned_abs();
    let mut square = x;
    let mut result = T::of(1.0);
    while rest > 0 {
        if rest & 1 == 1 {
            result = result * square;
        }
        square = square * square;
        rest >>= 1;
    }
    if n < 0 { T::of(1.0) / result } else { result }
}
