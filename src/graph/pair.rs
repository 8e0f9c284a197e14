//! Two numbers that are computed with at once: what elementary functions are written in.
//!
//! Functions that are written for any [`Pair`] run as they are, and are also written down as code: see `fuse`.

use std::ops::{Add, Div, Mul, Sub};
use wide::bytemuck::cast;
use wide::{f64x2, u64x2};

/// Two numbers, with those operations whose results IEEE 754 specifies, and integer arithmetic on their bits. A mask has all
/// bits set where something holds, else none.
pub(super) trait Pair:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// A constant, in both places.
    fn constant(self, value: f64) -> Self;
    /// |x|
    fn abs(self) -> Self;
    /// The mask of x < other.
    fn less(self, other: Self) -> Self;
    /// The mask of x ≥ other.
    fn at_least(self, other: Self) -> Self;
    /// The mask of x = other.
    fn equal(self, other: Self) -> Self;
    /// Where this mask is set a, else b.
    fn choose(self, a: Self, b: Self) -> Self;
    /// Of the bits as integers.
    fn plus_bits(self, other: Self) -> Self;
    /// Of the bits as integers.
    fn minus_bits(self, other: Self) -> Self;
    /// Bit by bit.
    fn and(self, other: Self) -> Self;
    /// Bit by bit.
    fn or(self, other: Self) -> Self;
    /// Bit by bit.
    fn xor(self, other: Self) -> Self;
    /// The bits moved to higher places.
    fn up(self, by: u32) -> Self;
    /// The bits moved to lower places.
    fn down(self, by: u32) -> Self;

    /// The constant with these bits.
    #[inline(always)]
    fn bits(self, bits: u64) -> Self {
        self.constant(f64::from_bits(bits))
    }
}

#[inline(always)]
fn bits(x: f64x2) -> u64x2 {
    cast(x)
}

impl Pair for f64x2 {
    #[inline(always)]
    fn constant(self, value: f64) -> Self {
        f64x2::splat(value)
    }
    #[inline(always)]
    fn abs(self) -> Self {
        f64x2::abs(self)
    }
    #[inline(always)]
    fn less(self, other: Self) -> Self {
        self.simd_lt(other)
    }
    #[inline(always)]
    fn at_least(self, other: Self) -> Self {
        self.simd_ge(other)
    }
    #[inline(always)]
    fn equal(self, other: Self) -> Self {
        self.simd_eq(other)
    }
    #[inline(always)]
    fn choose(self, a: Self, b: Self) -> Self {
        self.bitselect(a, b)
    }
    #[inline(always)]
    fn plus_bits(self, other: Self) -> Self {
        cast(bits(self) + bits(other))
    }
    #[inline(always)]
    fn minus_bits(self, other: Self) -> Self {
        cast(bits(self) - bits(other))
    }
    #[inline(always)]
    fn and(self, other: Self) -> Self {
        cast(bits(self) & bits(other))
    }
    #[inline(always)]
    fn or(self, other: Self) -> Self {
        cast(bits(self) | bits(other))
    }
    #[inline(always)]
    fn xor(self, other: Self) -> Self {
        cast(bits(self) ^ bits(other))
    }
    #[inline(always)]
    fn up(self, by: u32) -> Self {
        cast(bits(self) << by)
    }
    #[inline(always)]
    fn down(self, by: u32) -> Self {
        cast(bits(self) >> by)
    }
}
