//! Text to graph and back, for any text.

use crate::expression::{FUNCTIONS, PAIRS, expressions, runner};
use proptest::prelude::*;
use proptest::sample::select;
use sgd_playground::formula::Formula;
use sgd_playground::graph::{Node, Op, Unary};
use sgd_playground::limits::MAX_FORMULA_LENGTH;
use std::cell::Cell;

/// What formulas are made of, and a few things that they are not.
const TOKENS: &str = "x x x x y y y w b w1 w2 pi e π 1 2 0.5 1e3 1e-300 1e308 . 2e ² ³ + - * / ^ ( ( ) ) , \
    − × · ÷ ** | | √ ∛ ⁻¹ ⁴ { } \\cdot \\left( （ ） ＋ １ ｘ ２ｅ３ ｓｉｎ（ \
    sin( exp( ln( log( sqrt( abs( relu( softplus( min( max( x, atan asinh z = 😀 µ";

/// A text that nests deeper with every repetition.
const NESTS: [&str; 14] = ["(", "|", "{", "√", "|x+", "-", "+", "sin(", "x^", "x^-", "2(", "max(x,", "-(x+", "1/(x-"];

/// What must hold whatever is read. Gives the formula, if it is one.
fn read(text: &str) -> Result<Option<Formula>, TestCaseError> {
    match Formula::parse(text) {
        Ok(formula) => Ok(Some(formula)),
        Err(error) => {
            let Some((position, length)) = error.place else {
                return Err(TestCaseError::fail(format!("{text:?}: {error} has no place")));
            };
            let end = text.encode_utf16().count();
            prop_assert!(position <= end && length > 0, "{text:?}: {length} units from {position} on, of {end}");
            prop_assert!(!error.en.is_empty() && !error.zh.is_empty(), "{text:?}: no sentence");
            Ok(None)
        }
    }
}

/// Whether two graphs compute the same by the same operations.
fn same(a: &Formula, b: &Formula) -> bool {
    fn equal(a: (&Formula, Node), b: (&Formula, Node)) -> bool {
        let (inner_a, inner_b) = (|node| (a.0, node), |node| (b.0, node));
        match (a.0.graph.op(a.1), b.0.graph.op(b.1)) {
            (Op::Unary(f, x), Op::Unary(g, y)) => f == g && equal(inner_a(x), inner_b(y)),
            (Op::Powi(x, n), Op::Powi(y, m)) => n == m && equal(inner_a(x), inner_b(y)),
            (Op::Binary(f, x1, x2), Op::Binary(g, y1, y2)) => {
                f == g && equal(inner_a(x1), inner_b(y1)) && equal(inner_a(x2), inner_b(y2))
            }
            (one, other) => one == other,
        }
    }
    a.variables == b.variables && equal((a, a.root), (b, b.root))
}

/// A graph is printed as a text that is read as the same graph, and printed as the same text. False where the text is
/// longer than a formula may be.
fn comes_back(formula: &Formula) -> Result<bool, TestCaseError> {
    let printed = formula.to_text();
    if printed.chars().count() > MAX_FORMULA_LENGTH {
        return Ok(false);
    }
    let again = Formula::parse(&printed).map_err(|error| TestCaseError::fail(format!("{printed}: {error}")))?;
    prop_assert!(same(formula, &again), "{printed} is read as {}", again.to_text());
    prop_assert_eq!(again.to_text(), printed);
    Ok(true)
}

#[test]
fn no_text_makes_the_parser_panic() {
    let any = any::<String>();
    runner(2000).run(&any, |text| read(&text).map(drop)).unwrap();
}

/// Reads many texts, and says how many of them were formulas.
fn formulas_among(texts: impl Strategy<Value = String>, cases: u32) -> u32 {
    let formulas = Cell::new(0);
    let mut runner = runner(cases);
    runner
        .run(&texts, |text| {
            if let Some(formula) = read(&text)? {
                formulas.set(formulas.get() + 1);
                comes_back(&formula)?;
            }
            Ok(())
        })
        .unwrap();
    println!("{} of {} texts were formulas", formulas.get(), runner.config().cases);
    100 * formulas.get() / runner.config().cases
}

#[test]
fn no_heap_of_tokens_makes_it_panic_and_what_is_read_comes_back() {
    let token = select(TOKENS.split_whitespace().collect::<Vec<_>>());
    let heap = (prop::collection::vec(token, 1..12), select(vec!["", " "]));
    let percent = formulas_among(heap.prop_map(|(tokens, between)| tokens.join(between)), 20_000);
    assert!((1..90).contains(&percent), "{percent} % were formulas");
}

#[test]
fn no_misprint_makes_it_panic_and_what_is_read_comes_back() {
    let token = select(TOKENS.split_whitespace().collect::<Vec<_>>());
    let misprint = (expressions(), any::<prop::sample::Index>(), 0..3usize, token);
    let texts = misprint.prop_map(|(expression, at, gone, token)| {
        let mut chars: Vec<char> = expression.text(&PAIRS[0]).chars().collect();
        let at = at.index(chars.len());
        chars.splice(at..(at + gone).min(chars.len()), token.chars());
        chars.into_iter().collect()
    });
    let percent = formulas_among(texts, 5000);
    assert!((5..90).contains(&percent), "{percent} % were formulas");
}

#[test]
fn no_depth_or_length_makes_it_overflow() {
    for nest in NESTS {
        for times in [1, 10, 99, 100, 101, 120, 200, 333, 500, 1000] {
            for end in ["", "x"] {
                let opened = format!("{}{end}", nest.repeat(times));
                let closed = format!("{opened}{}", ")".repeat(opened.matches('(').count()));
                for text in [opened, closed] {
                    if let Some(formula) = read(&text).unwrap() {
                        comes_back(&formula).unwrap();
                    }
                }
            }
        }
    }
    let long = vec!["x"; MAX_FORMULA_LENGTH / 2].join("+");
    assert!(Formula::parse(&long).is_ok(), "{} characters", long.len());
    assert!(Formula::parse(&format!("{long} + x")).is_err(), "{} characters", long.len() + 4);
}

#[test]
fn random_formulas_come_back() {
    let compared = Cell::new(0);
    let mut runner = runner(2000);
    runner
        .run(&(expressions(), select(PAIRS.to_vec())), |(expression, names)| {
            let text = expression.text(&names);
            let formula = Formula::parse(&text).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
            compared.set(compared.get() + u32::from(comes_back(&formula)?));
            Ok(())
        })
        .unwrap();
    assert!(compared.get() * 10 > runner.config().cases * 9, "only {} were short enough", compared.get());
}

/// As a keyboard for Chinese may write it.
#[test]
fn full_width_signs_are_read_as_others() {
    let wide = |c: char| match c {
        ' ' => '\u{3000}',
        c => char::from_u32(c as u32 + 0xfee0).expect("every ASCII sign has a full-width form"),
    };
    runner(500)
        .run(&(expressions(), select(PAIRS.to_vec())), |(expression, names)| {
            let text = expression.text(&names);
            let wide: String = text.chars().map(wide).collect();
            let (narrow, wide) = (Formula::parse(&text), Formula::parse(&wide));
            let both = narrow.and_then(|narrow| wide.map(|wide| (narrow, wide)));
            let (narrow, wide) = both.map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
            prop_assert!(same(&narrow, &wide), "{text} is read as {} if it is wide", wide.to_text());
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_random_formulas_use_every_function() {
    for function in Unary::ALL {
        let name = function.name();
        if Formula::parse(&format!("{name}(x)")).is_ok() {
            assert!(FUNCTIONS.contains(&name), "tests/expression has no {name}");
        }
    }
    for name in FUNCTIONS {
        assert!(Formula::parse(&format!("{name}(x)")).is_ok(), "{name} is no function of the language");
    }
}
