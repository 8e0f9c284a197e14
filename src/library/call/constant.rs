//! Constant arithmetic on numbers: `10 ** -3`, `1 / 3`, `-(2 + 0.5)`.

use super::fault::{Fault, Input, Kind, Read, fault};
use super::lexeme::{decimal, space};
use crate::limits::MAX_CALL_DEPTH;
use winnow::combinator::{alt, opt, preceded, terminated};
use winnow::error::ErrMode;
use winnow::prelude::*;
use winnow::stream::Location;
use winnow::token::one_of;

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
    while let Some((sign, term)) = opt((operator(['+', '-']), product)).parse_next(input)? {
        sum = if sign == '+' { sum + term } else { sum - term };
    }
    Ok(sum)
}

fn operator<'a>(signs: [char; 2]) -> impl Parser<Input<'a>, char, ErrMode<Fault>> {
    preceded(space, one_of(signs))
}

fn product(input: &mut Input) -> Read<f64> {
    let mut product = signed(input)?;
    while let Some((sign, factor)) = opt((operator(['*', '/']), signed)).parse_next(input)? {
        product = if sign == '*' { product * factor } else { product / factor };
    }
    Ok(product)
}

/// The sign binds less than the power, as in Python: -2 ** 2 is -4.
fn signed(input: &mut Input) -> Read<f64> {
    space(input)?;
    let at = input.current_token_start();
    match opt(one_of(['+', '-', '−'])).parse_next(input)? {
        Some('+') => nested(input, at, signed),
        Some(_) => Ok(-nested(input, at, signed)?),
        None => power(input),
    }
}

fn power(input: &mut Input) -> Read<f64> {
    let base = alt((decimal, enclosed)).parse_next(input)?;
    let at = input.current_token_start();
    let exponent = opt(preceded((space, "**"), |input: &mut Input| nested(input, at, signed))).parse_next(input)?;
    Ok(exponent.map_or(base, |exponent| libm::pow(base, exponent)))
}

fn enclosed(input: &mut Input) -> Read<f64> {
    let at = input.current_token_start();
    '('.parse_next(input)?;
    nested(input, at, |input| terminated(constant, (space, ')')).parse_next(input))
}
