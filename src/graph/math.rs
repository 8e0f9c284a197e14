//! Elementary functions that give the same bits on every machine, two lanes at a time.
//!
//! `exp`, `ln`, `sin` and `cos` are what loss surfaces are made of, so they are written for SIMD, without branches, with
//! only those IEEE 754 operations that are exactly specified (`+ − × ÷`, comparisons, integer arithmetic on the bits): a
//! result depends on nothing but its argument. Each is within an ulp or so of the true value (the tests below compare
//! with `libm`); reductions and coefficients are those of FreeBSD's msun (Sun Microsystems, 1993), from which `libm` has
//! its own too. All other functions come from `libm`.

// Constants stand as they were published.
#![allow(clippy::excessive_precision)]

use super::pair::Pair;
use std::hint::black_box;
use wide::bytemuck::cast;
use wide::f64x2;

/// y ← f(x) for slices of one length, two elements at a time. `f` stands in it once, so that it becomes part of the loop.
fn by_twos(x: &[f64], y: &mut [f64], f: impl Fn(f64x2) -> f64x2 + Copy) {
    let ((from, from_last), (to, to_last)) = (x.as_chunks::<2>(), y.as_chunks_mut::<2>());
    for (to, &from) in to.iter_mut().zip(from) {
        *to = cast(f(cast(from)));
    }
    if let ([to], [from]) = (to_last, from_last) {
        let mut pair = [0.0; 2];
        by_twos(&[*from; 2], &mut pair, f);
        *to = pair[0];
    }
}

/// Constants in both lanes, made before a loop. A SIMD constant in WebAssembly takes a browser several instructions each
/// time; the black box keeps the compiler from turning these back into such.
#[inline(always)]
fn constants<const N: usize>(table: &'static [f64; N]) -> [f64x2; N] {
    black_box(table).map(f64x2::splat)
}

/// 1.5·2⁵²: adding it rounds a number of less than 2⁵¹ to an integer, which then stands in the low bits.
const ROUND: f64 = 6_755_399_441_055_744.0;

const LN2_HI: f64 = 6.931_471_803_691_238_164_90e-1;
const LN2_LO: f64 = 1.908_214_929_270_587_700_02e-10;

pub(super) static EXP: [f64; 13] = [
    710.0,
    -746.0,
    core::f64::consts::LOG2_E,
    ROUND,
    LN2_HI,
    LN2_LO,
    1.0,
    2.0,
    1.666_666_666_666_660_190_37e-1,
    -2.777_777_777_701_559_338_42e-3,
    6.613_756_321_437_934_361_17e-5,
    -1.653_390_220_546_525_153_90e-6,
    4.138_136_797_057_238_460_39e-8,
];

/// y and k of eˣ = y·2ᵏ.
#[inline(always)]
fn exp_parts<P: Pair>(x: P, constants: &[P; 13]) -> (P, P) {
    let &[_, _, log2e, round, ln2_hi, ln2_lo, one, two, p1, p2, p3, p4, p5] = constants;
    // x = k·ln 2 + r with |r| ≤ ln 2 / 2, and r = hi − lo to more than 53 bits.
    let shifted = x * log2e + round;
    let k = shifted - round;
    let hi = x - k * ln2_hi;
    let lo = k * ln2_lo;
    let r = hi - lo;
    let t = r * r;
    let c = r - t * (p1 + t * (p2 + t * (p3 + t * (p4 + t * p5))));
    (one - ((lo - (r * c) / (two - c)) - hi), k)
}

/// eˣ.
#[inline(always)]
pub(super) fn exp<P: Pair>(x: P, constants: &[P; 13]) -> P {
    let &[high, low, _, round, ..] = constants;
    // Beyond these the result is 0 or ∞ anyway; written so that NaN stays NaN.
    let x = high.less(x).choose(high, x);
    let x = x.less(low).choose(low, x);
    let (y, k) = exp_parts(x, constants);
    // 2ᵏ in two factors, so that results down to the smallest subnormal come out right.
    let half = (k * x.constant(0.5) + round) - round;
    y * power_of_two(half) * power_of_two(k - half)
}

/// Up to this magnitude eˣ and the numbers on the way to it are normal.
pub(super) const EXP_NORMAL: f64 = 700.0;

/// eˣ for |x| ≤ [`EXP_NORMAL`]: the bits of [`exp`].
#[inline(always)]
pub(super) fn exp_normal<P: Pair>(x: P, constants: &[P; 13]) -> P {
    let (y, k) = exp_parts(x, constants);
    y * power_of_two(k)
}

/// 2ᵏ for whole k, −1022 ≤ k ≤ 1023: k + 1023 as a double has that integer in its low bits, which become the exponent.
#[inline(always)]
fn power_of_two<P: Pair>(k: P) -> P {
    (k + k.constant(ROUND + 1023.0)).up(52)
}

pub(super) static LN: [f64; 12] = [
    1.0,
    2.0,
    0.5,
    LN2_HI,
    LN2_LO,
    3.999_999_999_940_941_908e-1,
    2.222_219_843_214_978_396e-1,
    1.531_383_769_920_937_332e-1,
    6.666_666_666_666_735_130e-1,
    2.857_142_874_366_239_149e-1,
    1.818_357_216_161_805_012e-1,
    1.479_819_860_511_658_591e-1,
];

/// ln x·2⁻ˢʰⁱᶠᵗ of normal numbers.
#[inline(always)]
fn ln_shifted<P: Pair>(x: P, shift: Option<P>, constants: &[P; 12]) -> P {
    let &[one, two, point_five, ln2_hi, ln2_lo, e1, e2, e3, o1, o2, o3, o4] = constants;
    // x = 2ᵏ(1 + f) with √½ ≤ 1 + f < √2.
    let raised = x.plus_bits(x.bits(0x3ff0_0000_0000_0000 - 0x3fe6_a09e_667f_3bcd));
    let exponent = raised.down(52).or(x.bits(0x4330_0000_0000_0000));
    let unshifted = exponent - x.constant(4_503_599_627_370_496.0 + 1023.0);
    let k = shift.map_or(unshifted, |shift| unshifted + shift);
    let mantissa = raised.and(x.bits(0x000f_ffff_ffff_ffff)).plus_bits(x.bits(0x3fe6_a09e_667f_3bcd));
    let f = mantissa - one;
    let half = point_five * f * f;
    let s = f / (two + f);
    let z = s * s;
    let w = z * z;
    let even = w * (e1 + w * (e2 + w * e3));
    let odd = z * (o1 + w * (o2 + w * (o3 + w * o4)));
    k * ln2_hi - ((half - (s * (half + even + odd) + k * ln2_lo)) - f)
}

/// Natural logarithm.
#[inline(always)]
pub(super) fn ln2x<P: Pair>(x: P, constants: &[P; 12]) -> P {
    // A subnormal is scaled into the normal range first.
    let zero = x.constant(0.0);
    let subnormal = x.less(x.constant(f64::MIN_POSITIVE));
    let scaled = subnormal.choose(x * x.constant(18_014_398_509_481_984.0), x);
    let shift = subnormal.choose(x.constant(-54.0), zero);
    let y = ln_shifted(scaled, Some(shift), constants);
    // ln 0 = −∞, ln of a negative number is not a number, ln ∞ = ∞.
    let y = x.equal(zero).choose(x.constant(f64::NEG_INFINITY), y);
    let y = x.at_least(zero).choose(y, x.constant(f64::NAN));
    x.equal(x.constant(f64::INFINITY)).choose(x, y)
}

/// Natural logarithm of positive normal numbers: the bits of [`ln2x`].
#[inline(always)]
pub(super) fn ln_normal<P: Pair>(x: P, constants: &[P; 12]) -> P {
    ln_shifted(x, None, constants)
}

/// π/2 in three parts, of which the first two have 33 bits each: n times either is exact. Then the kernels' coefficients.
pub(super) static TURN: [f64; 19] = [
    core::f64::consts::FRAC_2_PI,
    ROUND,
    1.570_796_326_734_125_614_17,
    6.077_100_506_303_965_976_60e-11,
    2.022_266_248_795_950_631_54e-21,
    0.5,
    1.0,
    8.333_333_333_322_489_461_24e-3,
    -1.984_126_982_985_794_931_34e-4,
    2.755_731_370_707_006_767_89e-6,
    -2.505_076_025_340_686_341_95e-8,
    1.589_690_995_211_550_102_21e-10,
    1.666_666_666_666_663_243_48e-1,
    4.166_666_666_666_660_190_37e-2,
    -1.388_888_888_887_410_957_49e-3,
    2.480_158_728_947_672_941_78e-5,
    -2.755_731_435_139_066_330_35e-7,
    2.087_572_321_298_174_827_90e-9,
    -1.135_964_755_778_819_482_65e-11,
];

/// sin (x + turns·π/2).
#[inline(always)]
pub(super) fn turned<P: Pair>(x: P, turns: u64, constants: &[P; 19]) -> P {
    let &[two_over_pi, round, pio2_1, pio2_2, pio2_3, half, one, s2, s3, s4, s5, s6, s1, c1, c2, c3, c4, c5, c6] =
        constants;
    // x = n·π/2 + y + tail with |y| ≤ π/4.
    let shifted = x * two_over_pi + round;
    let n = shifted - round;
    let a = x - n * pio2_1;
    let b = n * pio2_2;
    let high = a - b;
    let low = (a - high) - b - n * pio2_3;
    let y = high + low;
    let tail = (high - y) + low;
    let z = y * y;
    let w = z * y;
    let r = s2 + z * (s3 + z * (s4 + z * (s5 + z * s6)));
    let sin = y - ((z * (half * tail - w * r) - tail) + w * s1);
    let r = z * (c1 + z * (c2 + z * (c3 + z * (c4 + z * (c5 + z * c6)))));
    let u = half * z;
    let w = one - u;
    let cos = w + (((one - w) - u) + (z * r - y * tail));
    // An odd number of quarter turns exchanges the two, and half a turn changes the sign.
    let n = shifted.plus_bits(x.bits(turns));
    let odd = x.bits(0).minus_bits(n.and(x.bits(1)));
    odd.choose(cos, sin).xor(n.and(x.bits(2)).up(62))
}

/// 1 / (1 + e⁻ˣ), given how to compute eˣ.
#[inline(always)]
pub(super) fn sigmoid<P: Pair>(x: P, exp: impl Fn(P) -> P) -> P {
    let one = x.constant(1.0);
    one / (one + exp(x.constant(0.0) - x))
}

/// ln(1 + eˣ) without overflow for large x and without cancellation for very negative x, given how to compute eˣ and ln x,
/// of a normal number.
#[inline(always)]
pub(super) fn softplus<P: Pair>(x: P, exp: impl Fn(P) -> P, ln: impl Fn(P) -> P) -> P {
    let (zero, one) = (x.constant(0.0), x.constant(1.0));
    let t = exp(zero - x.abs());
    // ln(1 + t): the rounding error of 1 + t is divided out again.
    let u = one + t;
    let l = u.equal(one).choose(t, ln(u) * (t / (u - one)));
    x.less(zero).choose(zero, x) + l
}

/// Up to this magnitude the reduction above is exact enough; beyond it, `libm` has a longer one.
pub(super) const REDUCIBLE: f64 = 1e5;

/// Sine of every element.
pub fn sin_all(x: &[f64], y: &mut [f64]) {
    turned_all(x, y, 0, libm::sin);
}

/// Cosine of every element.
pub fn cos_all(x: &[f64], y: &mut [f64]) {
    turned_all(x, y, 1, libm::cos);
}

fn turned_all(x: &[f64], y: &mut [f64], turns: u64, exact: fn(f64) -> f64) {
    let turn = constants(&TURN);
    by_twos(x, y, |x| turned(x, turns, &turn));
    for (y, &x) in y.iter_mut().zip(x) {
        if x.abs() > REDUCIBLE {
            *y = exact(x);
        }
    }
}

/// eˣ of every element.
pub fn exp_all(x: &[f64], y: &mut [f64]) {
    let exp = constants(&EXP);
    by_twos(x, y, |x| self::exp(x, &exp));
}

/// Natural logarithm of every element.
pub fn ln_all(x: &[f64], y: &mut [f64]) {
    let ln = constants(&LN);
    by_twos(x, y, |x| ln2x(x, &ln));
}

/// Natural logarithm.
pub fn ln(x: f64) -> f64 {
    let mut y = [0.0];
    ln_all(&[x], &mut y);
    y[0]
}

/// ∛x: a power, and a step of Newton's method from it. `libm` has a longer one.
pub fn cbrt(x: f64) -> f64 {
    let root = libm::pow(x.abs(), 1.0 / 3.0);
    let step = (root - x.abs() / (root * root)) / 3.0;
    (if step.is_finite() { root - step } else { root }).copysign(x)
}

/// 1 / (1 + e⁻ˣ) of every element.
pub fn sigmoid_all(x: &[f64], y: &mut [f64]) {
    let exp = constants(&EXP);
    by_twos(x, y, |x| sigmoid(x, |x| self::exp(x, &exp)));
}

/// ln(1 + eˣ) of every element.
pub fn softplus_all(x: &[f64], y: &mut [f64]) {
    let (exp, ln) = (constants(&EXP), constants(&LN));
    by_twos(x, y, |x| softplus(x, |x| self::exp(x, &exp), |x| ln2x(x, &ln)));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Distance in units in the last place.
    fn ulps(a: f64, b: f64) -> f64 {
        if a == b || (a.is_nan() && b.is_nan()) {
            return 0.0;
        }
        let next = f64::from_bits(b.abs().to_bits() + 1) - b.abs();
        (a - b).abs() / next
    }

    fn sample(low: f64, high: f64) -> impl Iterator<Item = f64> {
        (0..200_001).map(move |i| low + (high - low) * f64::from(i) / 200_000.0)
    }

    fn at(all: fn(&[f64], &mut [f64]), x: f64) -> f64 {
        let (mut single, mut triple) = ([0.0], [0.0; 3]);
        all(&[x], &mut single);
        all(&[0.5, x, x], &mut triple);
        assert!([triple[1], triple[2]].iter().all(|y| y.to_bits() == single[0].to_bits()), "lanes differ at {x}");
        single[0]
    }

    #[test]
    fn within_two_ulps_of_libm() {
        for x in sample(-745.0, 709.7).chain(sample(-1.0, 1.0)) {
            assert!(ulps(at(exp_all, x), libm::exp(x)) <= 1.0, "exp({x}): {} for {}", at(exp_all, x), libm::exp(x));
        }
        for x in sample(1e-3, 3.0).chain(sample(1.0, 1e9)).chain(sample(1e-310, 1e-307)) {
            assert!(ulps(at(ln_all, x), libm::log(x)) <= 1.0, "ln({x}): {} for {}", at(ln_all, x), libm::log(x));
        }
        for x in sample(-10.0, 10.0).chain(sample(-1.2e5, 1.2e5)) {
            assert!(ulps(at(sin_all, x), libm::sin(x)) <= 1.0, "sin({x})");
            assert!(ulps(at(cos_all, x), libm::cos(x)) <= 1.0, "cos({x})");
        }
        for x in [1e6, -1e9, 1e15, 1e22] {
            assert_eq!((at(sin_all, x), at(cos_all, x)), (libm::sin(x), libm::cos(x)), "sine and cosine of {x}");
        }
        for x in sample(-30.0, 30.0).chain(sample(1e-310, 1e-307)).chain(sample(-1e300, 1e300)) {
            assert!(ulps(cbrt(x), libm::cbrt(x)) <= 1.0, "cbrt({x}): {} for {}", cbrt(x), libm::cbrt(x));
        }
        for x in sample(-40.0, 40.0) {
            assert!(ulps(at(sigmoid_all, x), 1.0 / (1.0 + libm::exp(-x))) <= 2.0, "sigmoid({x})");
            let exact = x.max(0.0) + libm::log1p(libm::exp(-x.abs()));
            assert!(ulps(at(softplus_all, x), exact) <= 2.0, "softplus({x}): {} for {exact}", at(softplus_all, x));
        }
    }

    #[test]
    fn special_values() {
        let inf = f64::INFINITY;
        assert_eq!((at(exp_all, -inf), at(exp_all, 0.0), at(exp_all, inf)), (0.0, 1.0, inf));
        assert_eq!((at(exp_all, -1000.0), at(exp_all, 1000.0)), (0.0, inf));
        assert!(at(exp_all, f64::NAN).is_nan());
        assert_eq!((at(ln_all, 0.0), at(ln_all, 1.0), at(ln_all, inf)), (-inf, 0.0, inf));
        // The smallest number is 2⁻¹⁰⁷⁴.
        for exponent in [-1074.0, -1073.0, -1023.0] {
            let x = libm::exp2(exponent);
            assert!(ulps(at(ln_all, x), exponent * std::f64::consts::LN_2) <= 1.0, "ln 2^{exponent}");
        }
        assert_eq!((cbrt(-27.0), cbrt(inf), cbrt(-inf), cbrt(8.0)), (-3.0, inf, -inf, 2.0));
        for (x, root) in [(1e300, 1e100), (-1e-300, -1e-100), (1e-75, 1e-25), (2.0, 1.259_921_049_894_873_2)] {
            assert!(ulps(cbrt(x), root) <= 1.0, "cbrt({x}): {}", cbrt(x));
        }
        assert!(cbrt(f64::NAN).is_nan() && cbrt(-0.0).to_bits() == (-0f64).to_bits());
        assert!(at(ln_all, -1.0).is_nan() && at(ln_all, f64::NAN).is_nan() && at(ln_all, -inf).is_nan());
        assert_eq!((at(sin_all, 0.0), at(cos_all, 0.0)), (0.0, 1.0));
        assert!(at(sin_all, inf).is_nan() && at(cos_all, f64::NAN).is_nan());
        assert_eq!((at(softplus_all, -800.0), at(softplus_all, inf), at(softplus_all, -inf)), (0.0, inf, 0.0));
        assert_eq!((at(sigmoid_all, -inf), at(sigmoid_all, inf)), (0.0, 1.0));
    }
}
