//! The numbers that a graph computes with: `f32` for networks, `f64` for everything else.

use super::product::{self, Room, Shape};
use std::fmt::Debug;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// A floating-point type with functions whose results do not depend on the machine.
pub trait Element:
    Copy
    + Debug
    + Default
    + PartialOrd
    + Send
    + Sync
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + 'static
{
    /// The nearest value of this type.
    fn of(x: f64) -> Self;
    /// The same value as `f64`.
    fn wide(self) -> f64;
    /// |x|.
    fn abs(self) -> Self;
    /// √x, correctly rounded.
    fn sqrt(self) -> Self;
    /// `f(x)` for a function given in `f64`, rounded once.
    #[inline(always)]
    fn via(self, f: impl Fn(f64) -> f64) -> Self {
        Self::of(f(self.wide()))
    }
    /// y ← f(x) for a function that is given for slices of `f64`.
    fn all(x: &[Self], y: &mut [Self], f: fn(&[f64], &mut [f64]));
    /// The matrix product: see [`multiply`].
    fn multiply(shape: &Shape, a: &[Self], b: &[Self], c: &mut [Self], room: &mut Room<Self>);
}

impl Element for f64 {
    #[inline(always)]
    fn of(x: f64) -> Self {
        x
    }
    #[inline(always)]
    fn wide(self) -> f64 {
        self
    }
    #[inline(always)]
    fn abs(self) -> Self {
        f64::abs(self)
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        f64::sqrt(self)
    }
    fn all(x: &[Self], y: &mut [Self], f: fn(&[f64], &mut [f64])) {
        f(x, y);
    }
    fn multiply(shape: &Shape, a: &[Self], b: &[Self], c: &mut [Self], _: &mut Room<Self>) {
        product::double(shape, a, b, c);
    }
}

impl Element for f32 {
    #[inline(always)]
    fn of(x: f64) -> Self {
        x as f32
    }
    #[inline(always)]
    fn wide(self) -> f64 {
        f64::from(self)
    }
    #[inline(always)]
    fn abs(self) -> Self {
        f32::abs(self)
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        f32::sqrt(self)
    }
    fn all(x: &[Self], y: &mut [Self], f: fn(&[f64], &mut [f64])) {
        let [mut wide, mut result] = [[0.0; 32]; 2];
        for (x, y) in x.chunks(wide.len()).zip(y.chunks_mut(wide.len())) {
            wide.iter_mut().zip(x).for_each(|(wide, &x)| *wide = f64::from(x));
            f(&wide[..x.len()], &mut result[..x.len()]);
            y.iter_mut().zip(&result).for_each(|(y, &result)| *y = result as f32);
        }
    }
    fn multiply(shape: &Shape, a: &[Self], b: &[Self], c: &mut [Self], room: &mut Room<Self>) {
        product::single(shape, a, b, c, room);
    }
}

/// c ← op(a)·op(b).
///
/// # Panics
/// If a slice has another length than its matrix.
pub fn multiply<T: Element>(shape: &Shape, a: &[T], b: &[T], c: &mut [T], room: &mut Room<T>) {
    let Shape { rows, inner, columns, .. } = *shape;
    assert!(
        a.len() == rows * inner && b.len() == inner * columns && c.len() == rows * columns,
        "matrices of other sizes"
    );
    T::multiply(shape, a, b, c, room);
}

/// y ← f(x), element by element.
#[inline(always)]
pub(super) fn each<T: Element>(x: &[T], y: &mut [T], f: impl Fn(T) -> T) {
    for (y, &x) in y.iter_mut().zip(x) {
        *y = f(x);
    }
}
