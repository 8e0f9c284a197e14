//! Constant arithmetic on numbers: `10 ** -3`, `1 / 3`, `-(2 + 0.5)`.

use super::fault::{Input, Kind, Read, fault};
use super::lexeme::{decimal, sign, space, spaced};
use crate::limits::MAX_CALL_DEPTH;
use winnow::combinator::opt;
use winnow::error::{ErrMode, ParserError};
use winnow::prelude::*;
use winnow::stream::{Location, Stream};

/// Reads what stands in a bracket, or what is nested for another reason.
pub(super) fn nested<T>(input: &mut Input, at: usize, read: impl FnOnce(&mut Input) -> Read<T>) -> Read<T> {
    if input.state == MAX_CALL_DEPTH {
        return fault(at, Kind::TooDeep);
    }
    input.state += 1;
    let result = read(input);
    input.state -= 1;
    result
}

/// A sum of constants.
pub(super) fn constant(input: &mut Input) -> Read<f64> {
    let mut sum = product(input)?;
    while let Some((sign, term)) = next(input, &["+", "-"], product)? {
        sum = if sign == "+" { sum + term } else { sum - term };
    }
    Ok(sum)
}

/// An operator with what follows it; nothing, and nothing read, where that is no constant.
#[inline(never)]
fn next(
    input: &mut Input,
    operators: &[&'static str],
    follows: fn(&mut Input) -> Read<f64>,
) -> Read<Option<(&'static str, f64)>> {
    let before = input.checkpoint();
    let Some(operator) = spaced(input, operators)? else { return Ok(None) };
    let Some(value) = opt(follows).parse_next(input)? else {
        input.reset(&before);
        return Ok(None);
    };
    Ok(Some((operator, value)))
}

fn product(input: &mut Input) -> Read<f64> {
    let mut product = signed(input)?;
    while let Some((sign, factor)) = next(input, &["*", "/"], signed)? {
        product = if sign == "*" { product * factor } else { product / factor };
    }
    Ok(product)
}

/// The sign binds less than the power, as in Python: -2 ** 2 is -4.
#[inline(never)]
fn signed(input: &mut Input) -> Read<f64> {
    space(input)?;
    let at = input.current_token_start();
    match sign(input, &["+", "-", "−"]) {
        Some("+") => nested(input, at, signed),
        Some(_) => Ok(-nested(input, at, signed)?),
        None => power(input),
    }
}

#[inline(never)]
fn power(input: &mut Input) -> Read<f64> {
    let at = input.current_token_start();
    let base = if sign(input, &["("]).is_none() { decimal(input)? } else { nested(input, at, enclosed)? };
    let exponent = next(input, &["**"], |input| {
        let at = input.current_token_start();
        nested(input, at, signed)
    })?;
    Ok(exponent.map_or(base, |(_, exponent)| libm::pow(base, exponent)))
}

fn enclosed(input: &mut Input) -> Read<f64> {
    let value = constant(input)?;
    match spaced(input, &[")"])? {
        Some(_) => Ok(value),
        None => Err(ErrMode::from_input(input)),
    }
}
