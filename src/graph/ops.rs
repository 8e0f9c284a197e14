//! The table of operations: what each computes, and its derivative, side by side.
//!
//! A derivative is stated as a graph, in terms of the operation's arguments and its value `y`, so it can itself be
//! differentiated. Forward rules work on whole slices: an element of a slice is one lane (or one entry of an array).

use super::build::Graph;
use super::element::{Element, each};
use super::kinds::{Binary, Unary};
use super::math;
use super::node::Node;

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
    ($($op:ident
        forward |$x:ident, $y:ident| $forward:expr;
        derivative |$g:ident, $dx:ident, $dy:ident| $derivative:expr;)*) => {
        impl Unary {
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
    Neg
        forward |x, y| each(x, y, |x| -x);
        derivative |g, x, y| g.constant(-1.0);
    Exp
        forward |x, y| T::all(x, y, math::exp_all);
        derivative |g, x, y| y;
    Ln
        forward |x, y| T::all(x, y, math::ln_all);
        derivative |g, x, y| { let one = g.constant(1.0); g.div(one, x) };
    Log10
        forward |x, y| each(x, y, |x| x.via(libm::log10));
        derivative |g, x, y| { let e = g.constant(std::f64::consts::LOG10_E); g.div(e, x) };
    Sqrt
        forward |x, y| each(x, y, |x| x.sqrt());
        derivative |g, x, y| { let half = g.constant(0.5); g.div(half, y) };
    Cbrt
        forward |x, y| each(x, y, |x| x.via(math::cbrt));
        derivative |g, x, y| {
            let (one, three, square) = (g.constant(1.0), g.constant(3.0), g.powi(y, 2));
            let below = g.mul(three, square);
            g.div(one, below)
        };
    Abs
        forward |x, y| each(x, y, |x| x.abs());
        derivative |g, x, y| g.unary(Unary::Sign, x);
    Sign
        forward |x, y| each(x, y, |x| if x > T::of(0.0) { T::of(1.0) } else if x < T::of(0.0) { T::of(-1.0) } else { x });
        derivative |g, x, y| g.constant(0.0);
    Sin
        forward |x, y| T::all(x, y, math::sin_all);
        derivative |g, x, y| g.unary(Unary::Cos, x);
    Cos
        forward |x, y| T::all(x, y, math::cos_all);
        derivative |g, x, y| { let s = g.unary(Unary::Sin, x); g.neg(s) };
    Tan
        forward |x, y| each(x, y, |x| x.via(libm::tan));
        derivative |g, x, y| { let (one, square) = (g.constant(1.0), g.powi(y, 2)); g.add(one, square) };
    Asin
        forward |x, y| each(x, y, |x| x.via(libm::asin));
        derivative |g, x, y| { let s = root_of_one_minus_square(g, x); let one = g.constant(1.0); g.div(one, s) };
    Acos
        forward |x, y| each(x, y, |x| x.via(libm::acos));
        derivative |g, x, y| { let s = root_of_one_minus_square(g, x); let one = g.constant(-1.0); g.div(one, s) };
    Atan
        forward |x, y| each(x, y, |x| x.via(libm::atan));
        derivative |g, x, y| {
            let (one, square) = (g.constant(1.0), g.powi(x, 2));
            let below = g.add(one, square);
            g.div(one, below)
        };
    Sinh
        forward |x, y| each(x, y, |x| x.via(libm::sinh));
        derivative |g, x, y| g.unary(Unary::Cosh, x);
    Cosh
        forward |x, y| each(x, y, |x| x.via(libm::cosh));
        derivative |g, x, y| g.unary(Unary::Sinh, x);
    Tanh
        forward |x, y| each(x, y, |x| x.via(libm::tanh));
        derivative |g, x, y| { let (one, square) = (g.constant(1.0), g.powi(y, 2)); g.sub(one, square) };
    Relu
        forward |x, y| each(x, y, |x| if x < T::of(0.0) { T::of(0.0) } else { x });
        derivative |g, x, y| g.unary(Unary::Step, x);
    Step
        forward |x, y| each(x, y, |x| indicator(x > T::of(0.0)));
        derivative |g, x, y| g.constant(0.0);
    Sigmoid
        forward |x, y| T::all(x, y, math::sigmoid_all);
        derivative |g, x, y| { let one = g.constant(1.0); let rest = g.sub(one, y); g.mul(y, rest) };
    Softplus
        forward |x, y| T::all(x, y, math::softplus_all);
        derivative |g, x, y| g.unary(Unary::Sigmoid, x);
}

fn root_of_one_minus_square(g: &mut Graph, x: Node) -> Node {
    let (one, square) = (g.constant(1.0), g.powi(x, 2));
    let rest = g.sub(one, square);
    g.unary(Unary::Sqrt, rest)
}

macro_rules! binary_operations {
    ($($op:ident
        forward |$a:ident, $b:ident| $forward:expr;
        derivatives |$g:ident, $da:ident, $db:ident, $dy:ident| $left:expr, $right:expr;)*) => {
        impl Binary {
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
    Add
        forward |a, b| a + b;
        derivatives |g, a, b, y| g.constant(1.0), g.constant(1.0);
    Sub
        forward |a, b| a - b;
        derivatives |g, a, b, y| g.constant(1.0), g.constant(-1.0);
    Mul
        forward |a, b| a * b;
        derivatives |g, a, b, y| b, a;
    Div
        forward |a, b| a / b;
        derivatives |g, a, b, y|
            { let one = g.constant(1.0); g.div(one, b) },
            { let ratio = g.div(y, b); g.neg(ratio) };
    Pow
        forward |a, b| T::of(libm::pow(a.wide(), b.wide()));
        derivatives |g, a, b, y|
            {
                // b·aᵇ⁻¹, and 0 where b is 0, even at a = 0.
                let (one, zero) = (g.constant(1.0), is_zero(g, b));
                let less = g.sub(b, one);
                let exponent = g.add(less, zero);
                let power = g.pow(a, exponent);
                g.mul(b, power)
            },
            {
                // aᵇ·ln a, whose limit is 0 where a goes to 0.
                let zero = is_zero(g, a);
                let base = g.add(a, zero);
                let l = g.unary(Unary::Ln, base);
                g.mul(y, l)
            };
    Min
        forward |a, b| if b < a || b.wide().is_nan() { b } else { a };
        derivatives |g, a, b, y| g.binary(Binary::AtLeast, b, a), strictly(g, a, b);
    Max
        forward |a, b| if b > a || b.wide().is_nan() { b } else { a };
        derivatives |g, a, b, y| g.binary(Binary::AtLeast, a, b), strictly(g, b, a);
    AtLeast
        forward |a, b| indicator(a >= b);
        derivatives |g, a, b, y| g.constant(0.0), g.constant(0.0);
}

/// 1 where a > b, else 0.
fn strictly(g: &mut Graph, a: Node, b: Node) -> Node {
    let (one, not) = (g.constant(1.0), g.binary(Binary::AtLeast, b, a));
    g.sub(one, not)
}

/// 1 where x = 0, else 0; NaN is not 0.
fn is_zero(g: &mut Graph, x: Node) -> Node {
    let zero = g.constant(0.0);
    let (from_above, from_below) = (g.binary(Binary::AtLeast, x, zero), g.binary(Binary::AtLeast, zero, x));
    g.mul(from_above, from_below)
}
