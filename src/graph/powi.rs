//! Whole powers.

use super::element::{Element, each};

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
