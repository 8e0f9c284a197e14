//! Code to a tree.

use super::fault::{A_CALL, AN_END, ARGUMENTS, Input, Kind, Read, fault, too_long};
use super::lexeme::{ahead, begins_name, name, next, sign, space, spaced};
use super::tree::Call;
use super::value::{called, path, words_before};
use crate::error::Result;
use crate::limits::MAX_CALL_LENGTH;
use winnow::combinator::{opt, peek};
use winnow::prelude::*;
use winnow::stream::{LocatingSlice, Location, Stateful, Stream};
use winnow::token::take_till;

/// Reads one call.
///
/// # Errors
/// With the position of what could not be read, what was found there, and what would fit.
pub fn read(text: &str) -> Result<Call> {
    let length = text.chars().count();
    if length > MAX_CALL_LENGTH {
        return Err(too_long(length));
    }
    let mut input = Stateful { input: LocatingSlice::new(text), state: 0 };
    statement(&mut input).map_err(|mistake| match mistake.into_inner() {
        Ok(fault) => fault.told(text),
        Err(_) => too_long(length),
    })
}

fn statement(input: &mut Input) -> Read<Call> {
    spaced(input, &[">>>"])?;
    target(input)?;
    words_before(input)?;
    // A method that was pasted without what it belongs to.
    sign(input, &["."]);
    let at = input.current_token_start();
    if !next(input).is_some_and(begins_name) {
        return fault(at, Kind::Expected(&A_CALL));
    }
    let path = path(input)?;
    // The name of a variable, as in C++: Adam optimizer(…).
    let before = input.checkpoint();
    space(input)?;
    let is_named = opt(name).parse_next(input)?.is_some();
    space(input)?;
    if !is_named || !ahead(input, &["(", "{"]) {
        input.reset(&before);
    }
    let Some(call) = called(input, path, at)? else {
        space(input)?;
        return fault(input.current_token_start(), Kind::Expected(&ARGUMENTS));
    };
    spaced(input, &[",", ";"])?;
    space(input)?;
    match next(input) {
        None => Ok(call),
        Some(_) => fault(input.current_token_start(), Kind::Expected(&AN_END)),
    }
}

/// Skips the left side of an assignment, or the name of an argument that was pasted with its value.
fn target(input: &mut Input) -> Read<()> {
    let head = peek(take_till(0.., ['(', ')', '{', '}', '"', '\'', '\n', ';'])).parse_next(input)?;
    let one = |sign: char, not_after: &[char]| {
        let found = head
            .char_indices()
            .find(|&(at, c)| c == sign && !head[at + 1..].starts_with(not_after) && !head[..at].ends_with(not_after));
        found.map(|(at, _)| at + 1)
    };
    let arrow = || head.find("<-").map(|at| at + 2);
    if let Some(length) = one('=', &['=', '>', '!', '<']).or_else(arrow).or_else(|| one(':', &[':'])) {
        input.next_slice(length);
    }
    space(input)
}
