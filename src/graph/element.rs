//! The numbers that a graph computes with: `f32` for networks, `f64` for everything else.

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
        for (y, &x) in y.iter_mut().zip(x) {
            let mut wide = [0.0];
            f(&[f64::from(x)], &mut wide);
            *y = wide[0] as f32;
        }
    }
}
