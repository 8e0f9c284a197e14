//! Random formulas, and how they are written.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// The variables of a formula of two.
pub const PAIRS: [[&str; 2]; 3] = [["x", "y"], ["w", "b"], ["w1", "w2"]];

/// Every function of one argument.
pub const FUNCTIONS: [&str; 19] = [
    "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "exp", "ln", "log10", "sqrt", "cbrt", "abs",
    "sign", "relu", "sigmoid", "softplus",
];

#[derive(Clone, Debug)]
pub enum Expression {
    Variable(usize),
    Constant(f64),
    Negative(Box<Expression>),
    Call(&'static str, Box<Expression>),
    Power(Box<Expression>, i32),
    Pair(Operation, Box<Expression>, Box<Expression>),
}

#[derive(Clone, Copy, Debug)]
pub enum Operation {
    Add,
    Sub,
    Mul,
    /// A product without a sign.
    Beside,
    Div,
    Pow,
    Min,
    Max,
}

use Expression::{Call, Constant, Negative, Pair, Power, Variable};
use Operation::{Add, Beside, Div, Max, Min, Mul, Pow, Sub};

/// How tightly the outermost operation of a text binds.
const SUM: u8 = 1;
const PRODUCT: u8 = 2;
const NEGATION: u8 = 3;
const POWER: u8 = 4;
const ATOM: u8 = 5;

impl Expression {
    /// As text with these names for the variables.
    pub fn text(&self, names: &[&str]) -> String {
        self.binding(names).0
    }

    fn binding(&self, names: &[&str]) -> (String, u8) {
        let within = |inner: &Expression, least: u8| match inner.binding(names) {
            (text, binds) if binds < least => format!("({text})"),
            (text, _) => text,
        };
        match self {
            Variable(k) => (names[*k].to_owned(), ATOM),
            Constant(value) => (format!("{value:?}"), ATOM),
            Negative(x) => (format!("-{}", within(x, POWER)), NEGATION),
            Call(name, x) => (format!("{name}({})", within(x, SUM)), ATOM),
            Power(x, n) => (format!("{}^{n}", within(x, ATOM)), POWER),
            Pair(Add, a, b) => (format!("{} + {}", within(a, SUM), within(b, PRODUCT)), SUM),
            Pair(Sub, a, b) => (format!("{}-{}", within(a, SUM), within(b, PRODUCT)), SUM),
            Pair(Mul, a, b) => (format!("{}*{}", within(a, PRODUCT), within(b, NEGATION)), PRODUCT),
            Pair(Div, a, b) => (format!("{}/{}", within(a, PRODUCT), within(b, NEGATION)), PRODUCT),
            Pair(Beside, a, b) => {
                let right = within(b, POWER);
                let right = if right.starts_with(|c: char| c.is_ascii_digit()) { format!("({right})") } else { right };
                (format!("{} {right}", within(a, PRODUCT)), PRODUCT)
            }
            Pair(Pow, a, b) => (format!("{}^{}", within(a, ATOM), within(b, NEGATION)), POWER),
            Pair(Min, a, b) => (format!("min({}, {})", within(a, SUM), within(b, SUM)), ATOM),
            Pair(Max, a, b) => (format!("max({}, {})", within(a, SUM), within(b, SUM)), ATOM),
        }
    }

    fn has_variable(&self) -> bool {
        match self {
            Variable(_) => true,
            Constant(_) => false,
            Negative(x) | Call(_, x) | Power(x, _) => x.has_variable(),
            Pair(_, a, b) => a.has_variable() || b.has_variable(),
        }
    }
}

pub fn expressions() -> impl Strategy<Value = Expression> {
    let constants = prop_oneof![select(vec![0.0, 1.0, 2.0, 3.0, 0.5, 10.0]), 0.01..5.0f64];
    let leaf = prop_oneof![3 => (0..2usize).prop_map(Variable), 2 => constants.prop_map(Constant)];
    let operations = select(vec![Add, Sub, Mul, Beside, Div, Pow, Min, Max]);
    let deeper = leaf.prop_recursive(5, 40, 2, move |inner| {
        let inner = inner.prop_map(Box::new);
        prop_oneof![
            1 => inner.clone().prop_map(Negative),
            4 => (select(FUNCTIONS.to_vec()), inner.clone()).prop_map(|(f, x)| Call(f, x)),
            2 => (inner.clone(), -3..=6i32).prop_map(|(x, n)| Power(x, n)),
            6 => (operations.clone(), inner.clone(), inner).prop_map(|(f, a, b)| Pair(f, a, b)),
        ]
    });
    deeper.prop_map(|found| match found.has_variable() {
        true => found,
        false => Pair(Add, Box::new(found), Box::new(Variable(0))),
    })
}

/// The same cases every time; `PROPTEST_RNG_SEED` gives others, and `PROPTEST_CASES` another number of them.
pub fn runner(cases: u32) -> TestRunner {
    let chosen = Config::default();
    TestRunner::new(Config {
        cases: if std::env::var_os("PROPTEST_CASES").is_some() { chosen.cases } else { cases },
        rng_seed: if chosen.rng_seed == RngSeed::Random { RngSeed::Fixed(1) } else { chosen.rng_seed },
        failure_persistence: None,
        ..chosen
    })
}
