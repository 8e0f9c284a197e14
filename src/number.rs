//! Numbers as text.

use crate::text::names;
use std::fmt;

/// The number that a text states, in decimal notation: digits, at most one point, and an exponent if there is one.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    if !is_decimal(text.as_bytes()) {
        return None;
    }
    #[cfg(target_arch = "wasm32")]
    return crate::host::get().map(|host| (host.parse_number)(text));
    #[cfg(not(target_arch = "wasm32"))]
    return text.parse().ok();
}

fn is_decimal(text: &[u8]) -> bool {
    let unsigned = |text: &[u8]| usize::from(matches!(text.first(), Some(b'+' | b'-')));
    let mut at = unsigned(text);
    let mut digits = 0;
    let mut points = 0;
    while let Some(c) = text.get(at) {
        match c {
            b'0'..=b'9' => digits += 1,
            b'.' if points == 0 => points = 1,
            _ => break,
        }
        at += 1;
    }
    if digits == 0 || at == text.len() {
        return digits > 0;
    }
    let exponent = &text[at + 1..];
    let exponent = &exponent[unsigned(exponent)..];
    matches!(text[at], b'e' | b'E') && !exponent.is_empty() && exponent.iter().all(u8::is_ascii_digit)
}

/// A number as a person writes it: the shortest text that is read as the same number.
#[derive(Clone, Copy, Debug)]
pub struct Shown(pub f64);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(target_arch = "wasm32")]
        if let Some(host) = crate::host::get() {
            f.write_str(&(host.show_number)(self.0))?;
        }
        #[cfg(not(target_arch = "wasm32"))]
        if self.0 != 0.0 && self.0.is_finite() && !(1e-6..1e21).contains(&self.0.abs()) {
            write!(f, "{:e}", self.0)?;
        } else {
            write!(f, "{}", self.0)?;
        }
        Ok(())
    }
}

/// Numbers with commas between them; `[]` where there are none.
pub fn list(numbers: &[f64]) -> String {
    if numbers.is_empty() {
        return "[]".to_owned();
    }
    names(numbers.iter().map(|&x| Shown(x).to_string()))
}

/// The middle one of the numbers in order (the upper of two), or nothing if there is none.
///
/// Found by bisection over the order of all floating-point numbers: less code than sorting, and no copy.
pub fn median(numbers: &[f64]) -> Option<f64> {
    let half = numbers.len() / 2;
    let (mut low, mut high) = (i64::MIN, i64::MAX);
    while low < high {
        let middle = (low & high) + ((low ^ high) >> 1);
        if numbers.iter().filter(|&&x| rank(x) <= middle).count() > half {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    numbers.iter().copied().find(|&x| rank(x) == low)
}

/// An integer that orders as `f64::total_cmp` does.
fn rank(x: f64) -> i64 {
    let bits = x.to_bits() as i64;
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_decimal_notation_is_a_number() {
        for (text, value) in [("1", 1.0), (" -.5 ", -0.5), ("5.", 5.0), ("+2e3", 2000.0), ("1E-2", 0.01)] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
        for text in ["", ".", "-", "e5", "1e", "1e+", "0x10", "1_000", "inf", "NaN", "1.2.3", "1,5"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_median_is_that_of_the_sorted_numbers() {
        assert_eq!(median(&[]), None);
        let mut numbers: Vec<f64> = (0..101).map(|i| f64::from(i * 37 % 101 - 50) * 1e3f64.powi(i % 7 - 3)).collect();
        for n in 1..=101 {
            let mut sorted = numbers[..n].to_vec();
            sorted.sort_by(f64::total_cmp);
            assert_eq!(median(&numbers[..n]), Some(sorted[n / 2]), "{n}");
        }
        numbers[3] = f64::INFINITY;
        assert!(median(&numbers).is_some());
    }

    #[test]
    fn shown_numbers_read_back() {
        for x in [0.0, -1.5, 0.1, 1e-7, 1.7976931348623157e308, 5e-324, 123456789.0, 1e21] {
            let text = Shown(x).to_string();
            assert_eq!(parse(&text), Some(x), "{text}");
            assert!(text.len() < 25, "{text}");
        }
    }
}
