//! First and second derivatives of random formulas, against those of num-dual, which knows nothing of graphs.

use crate::expression::Expression::{self, Call, Constant, Negative, Pair, Power, Variable};
use crate::expression::Operation::{Add, Beside, Div, Max, Min, Mul, Pow, Sub};
use crate::expression::{PAIRS, expressions, runner};
use crate::rounding::bounds;
use num_dual::{DualNum, HyperDual64};
use proptest::prelude::*;
use proptest::sample::select;
use sgd_playground::formula::Formula;
use sgd_playground::graph::Plan;
use std::cell::Cell;

/// How finely intermediate results are taken to be right, relative to themselves: to all but the last two digits of f64.
const DIGITS: f64 = 2e-14;
/// Coarser, so that its effects can be told from the values that it is added to; they are scaled back by the ratio.
const NOISE: f64 = 1e-11;

/// Evaluates by the rules of num-dual; at kinks, by the conventions that the engine states.
struct Judge {
    /// By which part of itself every intermediate result is changed, up or down at random: what comes of it shows how many
    /// digits of the result can be believed (Vignes 1974, stochastic arithmetic).
    noise: f64,
    random: u64,
}

impl Judge {
    fn shaken(&mut self, mut x: HyperDual64) -> HyperDual64 {
        for part in [&mut x.re, &mut x.eps1, &mut x.eps2, &mut x.eps1eps2] {
            // Knuth's MMIX generator; its high bits are good.
            self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *part *= if self.random >> 63 == 1 { 1.0 + self.noise } else { 1.0 - self.noise };
        }
        x
    }

    fn value(&mut self, expression: &Expression, at: &[HyperDual64]) -> HyperDual64 {
        let value = match expression {
            Variable(k) => return at[*k],
            Constant(number) => return HyperDual64::from(*number),
            Negative(x) => -self.value(x, at),
            Call(name, x) => {
                let x = self.value(x, at);
                self.call(name, x)
            }
            Power(x, n) => self.value(x, at).powi(*n),
            Pair(operation, a, b) => {
                let (a, b) = (self.value(a, at), self.value(b, at));
                match operation {
                    Add => a + b,
                    Sub => a - b,
                    Mul | Beside => a * b,
                    Div => a * self.shaken(b.recip()),
                    Pow => {
                        let exponent = self.shaken(a.ln()) * b;
                        self.shaken(exponent).exp()
                    }
                    // What is no number stays none.
                    Min | Max if a.re.is_nan() || b.re.is_nan() => a + b,
                    Min => {
                        if a.re <= b.re {
                            a
                        } else {
                            b
                        }
                    }
                    Max => {
                        if a.re >= b.re {
                            a
                        } else {
                            b
                        }
                    }
                }
            }
        };
        self.shaken(value)
    }

    fn call(&mut self, name: &str, x: HyperDual64) -> HyperDual64 {
        // NaN for NaN.
        let sign = if x.re == 0.0 { 0.0 } else { x.re / x.re.abs() };
        match name {
            "sin" => x.sin(),
            "cos" => x.cos(),
            "tan" => self.shaken(x.sin()) * self.shaken(x.cos().recip()),
            "sinh" => x.sinh(),
            "cosh" => x.cosh(),
            // num-dual's own is sinh x / cosh x, which overflows; from 20 on, this is the same to all digits.
            "tanh" if x.re.abs() > 20.0 => (x * (-2.0 * sign)).exp() * (-2.0 * sign) + sign,
            "tanh" => self.shaken(x.sinh()) * self.shaken(x.cosh().recip()),
            "asin" => x.asin(),
            "acos" => x.acos(),
            "atan" => x.atan(),
            "exp" => x.exp(),
            "ln" => x.ln(),
            "log10" => x.log10(),
            "sqrt" => x.sqrt(),
            "cbrt" => x.cbrt(),
            "abs" => x * sign,
            "sign" => HyperDual64::from(sign),
            "relu" => {
                if sign < 0.0 {
                    HyperDual64::from(0.0)
                } else {
                    x * sign
                }
            }
            "sigmoid" => ((-x).exp() + 1.0).recip(),
            "softplus" => {
                if sign > 0.0 {
                    x + (-x).exp().ln_1p()
                } else {
                    x.exp().ln_1p()
                }
            }
            _ => panic!("num-dual is not told what {name} is"),
        }
    }

    /// Loss, gradient and Hessian (by rows).
    fn outputs(&mut self, expression: &Expression, point: &[f64]) -> Vec<f64> {
        let mut dual = |row: usize, column: usize| {
            let seeded = |(k, &x): (usize, &f64)| {
                HyperDual64::new(x, f64::from(u8::from(k == row)), f64::from(u8::from(k == column)), 0.0)
            };
            self.value(expression, &point.iter().enumerate().map(seeded).collect::<Vec<_>>())
        };
        let n = point.len();
        let mut outputs = vec![dual(0, 0).re];
        outputs.extend((0..n).map(|k| dual(k, k).eps1));
        outputs.extend((0..n * n).map(|k| dual(k / n, k % n).eps1eps2));
        outputs
    }
}

/// What num-dual says, and how far off it may be if the last two digits of every intermediate result are wrong.
fn judged(expression: &Expression, point: &[f64]) -> Vec<(f64, f64)> {
    let expected = Judge { noise: 0.0, random: 0 }.outputs(expression, point);
    let mut spread = vec![0.0; expected.len()];
    for random in 0..8 {
        let shaken = Judge { noise: NOISE, random }.outputs(expression, point);
        for ((spread, shaken), expected) in spread.iter_mut().zip(shaken).zip(&expected) {
            let change = (shaken - expected).abs();
            *spread = if change.is_nan() { f64::INFINITY } else { f64::max(*spread, change) };
        }
    }
    expected.into_iter().zip(spread).map(|(expected, spread)| (expected, DIGITS / NOISE * spread)).collect()
}

#[test]
fn derivatives_of_random_formulas_agree_with_num_dual() {
    let [numbers, compared] = [const { Cell::new(0) }; 2];
    let worst = Cell::new(0.0);
    let cases = (expressions(), select(PAIRS.to_vec()), prop::array::uniform2(-2.0..2.0));
    runner(4000)
        .run(&cases, |(expression, names, point)| {
            let text = expression.text(&names);
            let Formula { mut graph, root, variables } =
                Formula::parse(&text).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
            let point = &point[..variables.len()];
            let inputs = graph.inputs().to_vec();
            let mut outputs = vec![root];
            outputs.extend(graph.gradient(root, &inputs));
            outputs.extend(graph.hessian(root, &inputs));
            let mut plan = Plan::<f64>::new(&graph, &outputs, 1);
            for (k, &x) in point.iter().enumerate() {
                plan.set_input(k, &[x]);
            }
            plan.run(1);
            let (judged, bounds) = (judged(&expression, point), bounds(&graph, point, NOISE));
            let defined = plan.output(0)[0].is_finite() && judged[0].0.is_finite();
            for (k, (expected, allowed)) in judged.into_iter().enumerate() {
                let (found, bound) = (plan.output(k)[0], bounds[outputs[k].index()].error);
                let allowed = allowed + DIGITS / NOISE * bound;
                numbers.set(numbers.get() + 1);
                let believed = allowed <= 1e-9 * expected.abs().max(1.0);
                if !(defined && found.is_finite() && believed) {
                    continue;
                }
                compared.set(compared.get() + 1);
                worst.set(f64::max(worst.get(), (found - expected).abs() / allowed));
                prop_assert!(
                    (found - expected).abs() <= allowed,
                    "{text} at {point:?}: output {k} is {found}, num-dual says {expected} (± {allowed:e})"
                );
            }
            Ok(())
        })
        .unwrap();
    let (numbers, compared, worst) = (numbers.get(), compared.get(), worst.get());
    println!("{compared} of {numbers} numbers compared to 9 digits or more; at worst {worst:.2} of what is allowed");
    assert!(compared * 10 > numbers * 7, "only {compared} of {numbers} numbers were compared");
}

/// What PyTorch and JAX have, too: where the base is 0, aᵇ·ln a is at its limit.
#[test]
fn a_power_has_derivatives_at_a_base_of_zero() {
    for (text, point, expected) in [
        ("x^y", &[0.0, 2.0][..], &[0.0, 0.0, 0.0][..]),
        ("x^y", &[0.0, 1.0], &[0.0, 1.0, 0.0]),
        ("x^y", &[0.0, 0.0], &[1.0, 0.0, 0.0]),
        ("x^y", &[-0.0, 2.5], &[0.0, 0.0, 0.0]),
        ("x^y", &[3.0, 0.0], &[1.0, 0.0, libm::log(3.0)]),
        ("0^x", &[2.0], &[0.0, 0.0]),
        ("0^x", &[0.0], &[1.0, 0.0]),
        ("2^x", &[3.0], &[8.0, 8.0 * libm::log(2.0)]),
    ] {
        let Formula { mut graph, root, .. } = Formula::parse(text).expect("a formula");
        let inputs = graph.inputs().to_vec();
        let outputs: Vec<_> = [root].into_iter().chain(graph.gradient(root, &inputs)).collect();
        let mut plan = Plan::<f64>::new(&graph, &outputs, 1);
        point.iter().enumerate().for_each(|(k, &x)| plan.set_input(k, &[x]));
        plan.run(1);
        let found: Vec<f64> = (0..outputs.len()).map(|k| plan.output(k)[0]).collect();
        assert_eq!(found, expected, "{text} at {point:?}");
    }
}
