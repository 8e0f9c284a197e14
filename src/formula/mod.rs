//! Formulas: text such as `(1-x)^2 + 100*(y-x^2)^2` as a graph, and back.
//!
//! - Variables: `x` or `w` alone, or a pair: `x y`, `w b`, `w1 w2`. Constants: `pi`, `e`.
//! - `+ - * / ^` with the usual precedence: `-x^2` is `-(x^2)`, `2^3^2` is `2^9`. A product's sign may be left out:
//!   `2x`, `3(x+1)`, `x y`; it binds like `*`, so `1/2x` is `(1/2)*x`.
//! - Functions: `sin cos tan sinh cosh tanh asin acos atan exp ln log log10 sqrt cbrt abs sign relu sigmoid softplus` of
//!   one argument, `min` and `max` of two. `log` is the natural logarithm, as `ln`.
//! - What others write is read as well: `−`, `×`, `·`, `÷`, `π`, `√x`, `|x|`, `x²³`, full-width signs, `**` for `^`, and of TeX
//!   braces, `\cdot`, `\left(` and `\sin`.
//!
//! Length and depth are bounded, so no text can hang the parser or overflow the stack.

mod lexer;
mod parsed;
mod parser;
mod print;

pub use parsed::{Formula, VARIABLES};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Plan;
    use crate::limits::MAX_FORMULA_LENGTH;

    fn value(text: &str, at: &[f64]) -> f64 {
        let formula = Formula::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let mut plan = Plan::<f64>::new(&formula.graph, &[formula.root], 1);
        for (k, x) in at.iter().enumerate() {
            plan.set_input(k, &[*x]);
        }
        plan.run(1);
        plan.output(0)[0]
    }

    #[test]
    fn precedence() {
        for (text, expected) in [
            ("-x^2", -9.0),
            ("2^x^2", 512.0),
            ("2^-x", 0.125),
            ("1/2x", 1.5),
            ("2x^2", 18.0),
            ("3(x+1)", 12.0),
            ("x x", 9.0),
            ("(x)(x)", 9.0),
            ("10-x-2", 5.0),
            ("12/x/2", 2.0),
            ("x*-2", -6.0),
            ("- -x", 3.0),
            ("+x", 3.0),
            ("2e3 x", 6000.0),
            ("2e x", 6.0 * std::f64::consts::E),
            ("2e-1 x + 2e+1 x", 60.6),
            ("2e-x", 2.0 * std::f64::consts::E - 3.0),
            (".5x", 1.5),
            ("5.x", 15.0),
            ("max(x, 5) - min(x, 1)", 4.0),
            ("x²+x³", 36.0),
            ("2×x−π+π", 6.0),
            ("2·x⋅2∗x ÷ 4", 9.0),
            ("（x＋1）＊２", 8.0),
            ("ｓｉｎ（ｘ）−sin(x) ＋ ｘ", 3.0),
            ("２．５ｅ１＋x", 28.0),
            ("log10(x-2)+ln(e)*x", 3.0),
            ("log(e^x)", 3.0),
            ("sign(-x)+relu(-x)+abs(-x)", 2.0),
            ("(-x)^2", 9.0),
            ("(-x)^3", -27.0),
            ("x^0.5*x^0.5-3", 0.0),
            ("x¹² - x^12", 0.0),
            ("x²³ - x^23", 0.0),
            ("x²^3", 729.0),
            ("2^x²", 512.0),
            ("-x²", -9.0),
            ("x⁻² * 9", 1.0),
            ("(x + 1)⁴", 256.0),
            ("2**x**2", 512.0),
            ("x＊＊2", 9.0),
            ("|x - 5|", 2.0),
            ("2|-x| + |x|", 9.0),
            ("|x||x - 4|", 3.0),
            ("||x - 5| - 4|", 2.0),
            ("|(x - 5)(|x|)|", 6.0),
            ("|-x|^2", 9.0),
            ("√(3x)", 3.0),
            ("√x²", 3.0),
            ("√9 + 2√(x + 1)", 7.0),
            ("∛(9x) + cbrt(-27)", 0.0),
            ("x — 1", 2.0),
            ("\u{feff}x\u{200b}+1", 4.0),
            ("\\sin{x} - \\sin\\left(x\\right) + x^{2} \\cdot 2", 18.0),
            ("2\\pi x - 6π", 0.0),
        ] {
            let found = value(text, &[3.0]);
            assert!((found - expected).abs() <= 1e-12 * expected.abs().max(1.0), "{text}: {found} for {expected}");
        }
        assert_eq!(value("w1 w2", &[3.0, 4.0]), 12.0);
        assert_eq!(value("y", &[3.0, 4.0]), 4.0);
        assert_eq!(value("b-w", &[3.0, 4.0]), 1.0);
    }

    #[test]
    fn errors_say_how_much_is_wrong() {
        let long = format!("x{}", "+1".repeat(MAX_FORMULA_LENGTH / 2 + 2));
        let more = long.len() - MAX_FORMULA_LENGTH;
        for (text, place) in [("x+1e999-2", (2, 5)), ("x+.*2", (2, 1)), (&*long, (MAX_FORMULA_LENGTH, more))] {
            let error = Formula::parse(text).expect_err(text);
            assert_eq!(error.place, Some(place), "{error}");
        }
    }

    #[test]
    fn errors_say_what_fits() {
        for (text, sentence) in [
            ("max(x", "At character 6: found the end of the formula; expected “,”."),
            ("max(x)", "At character 6: found “)”; expected “,”."),
            ("(x", "At character 3: found the end of the formula; expected an operator or “)”."),
            ("|x", "At character 3: found the end of the formula; expected an operator or “|”."),
        ] {
            assert_eq!(Formula::parse(text).expect_err(text).en, sentence);
        }
    }

    #[test]
    fn a_formula_is_printed_without_more_parentheses_than_it_takes() {
        for text in [
            "x + y + 1",
            "x - y + x*y",
            "x - (y + x)",
            "x*y/x",
            "x/(y*x)",
            "(x + y)*x",
            "-x*y",
            "-(x + y)",
            "-x^2",
            "(-x)^2",
            "x^y^x",
            "(x^y)^x",
            "sin(x + y)*cos(x)",
            "max(x + y, -x)",
        ] {
            let printed = Formula::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).to_text();
            assert_eq!(printed, text);
        }
        // A root is of what follows at once.
        assert_eq!(Formula::parse("√x²").map(|formula| formula.to_text()), Ok("sqrt(x)^2".to_owned()));
    }

    #[test]
    fn errors_say_where_and_what() {
        for (text, position, word) in [
            ("", 0, "no variable"),
            ("3+4", 0, "no variable"),
            ("relu(", 5, "the end"),
            ("x+", 2, "the end"),
            ("x + * 2", 4, "“*”"),
            ("(x+1", 4, "“)”"),
            ("x)", 1, "“)”"),
            ("sin x", 4, "the “(” of sin"),
            ("max(x)", 5, "“,”"),
            ("foo(x)", 0, "functions are"),
            ("xy", 0, "x*y"),
            ("x2+1", 0, "x^2"),
            ("sinx", 0, "sin(x)"),
            ("X^2", 0, "mean x"),
            ("x+w", 2, "cannot be used with"),
            ("x = 2", 2, "without “=”"),
            ("x+1.2.3", 5, "operator"),
            ("x 2", 2, "operator"),
            ("x+.", 2, "not a number"),
            ("x+1e999", 2, "too large"),
            ("x+😀", 2, "no meaning"),
            ("x+\u{200e}1", 2, "U+200E has no meaning"),
            ("sin^2(x)", 3, "as in sin(x)^2"),
            ("sin²(x)", 3, "as in sin(x)^2"),
            ("|x", 2, "“|”"),
            ("x|", 2, "the end"),
            ("(|x)|", 3, "“|”"),
            ("{x)", 2, "“}”"),
            ("x⁻", 1, "no meaning"),
            ("²", 0, "a number"),
            ("²x", 0, "a number"),
            ("[x]", 0, "round parentheses"),
            ("\\frac{x}{2}", 0, "“frac” is not known"),
            ("x \\", 2, "no meaning"),
        ] {
            let error = Formula::parse(text).expect_err(text);
            assert!(error.place.is_some_and(|place| place.0 == position), "{text}: {error} at {:?}", error.place);
            assert!(error.en.contains(word), "{text}: {error}");
            assert!(!error.zh.is_empty());
        }
        assert!(Formula::parse(&("(".repeat(500) + "x")).expect_err("deep").en.contains("deeply"));
        assert!(Formula::parse(&"-".repeat(900)).is_err());
        assert!(Formula::parse(&"x+".repeat(900)).expect_err("long").en.contains("characters"));
    }

    #[test]
    fn printing_keeps_the_graph() {
        for text in [
            "(1-x)^2 + 100*(y-x^2)^2",
            "-x^2",
            "2^x^y",
            "(2^x)^y",
            "x-(y-x)",
            "x/(y/x)",
            "-(x*y)",
            "x*-y",
            "1/0*x",
            "x^-2",
            "(-2)^x",
            "max(x, -y)",
        ] {
            let formula = Formula::parse(text).unwrap();
            let printed = formula.to_text();
            assert_eq!(Formula::parse(&printed).unwrap().to_text(), printed, "{text}");
        }
        assert_eq!(Formula::parse("((x)) + (2 * y) ^ (2)").unwrap().to_text(), "x + (2*y)^2");
    }
}
