//! Code that is kept as it was written.

use super::fault::{A_VALUE, Input, Kind, Read, fault};
use super::lexeme::{ahead, name, next, sign, space, text};
use super::tree::Value;
use crate::limits::MAX_CALL_DEPTH;
use winnow::combinator::{opt, peek};
use winnow::prelude::*;
use winnow::stream::{Location, Stream};

/// Words with which an expression begins that is more than a value.
const BEGIN: &[&str] = &["lambda", "function", "func", "fn", "async", "move", "if", "match", "not", "typeof"];

/// Words and signs that join a value with more.
const JOIN: &[&str] = &["if", "else", "for", "in", "is", "and", "or", "not", "as", "instanceof"];
const JOIN_SIGNS: &[&str] =
    &["+", "-", "*", "/", "%", "@", "==", "=>", "!=", "<", ">", "&", "|", "^", "?", "[", ".", "::"];

/// Whether an expression begins that is kept as text.
#[inline(never)]
pub(super) fn begins(input: &mut Input) -> Read<bool> {
    let word = peek(opt(name)).parse_next(input)?;
    Ok(word.is_some_and(|word| BEGIN.contains(&word)) || ahead(input, &["*", "..", "…", "!", "~", "@", "/", "|", "&"]))
}

/// Whether what has been read is only the first part of an expression.
#[inline(never)]
pub(super) fn goes_on(input: &mut Input) -> Read<bool> {
    let before = input.checkpoint();
    space(input)?;
    let word = peek(opt(name)).parse_next(input)?;
    let joined = word.is_some_and(|word| JOIN.contains(&word)) || ahead(input, JOIN_SIGNS);
    input.reset(&before);
    Ok(joined)
}

/// An expression up to the comma or the bracket that ends it.
#[inline(never)]
pub(super) fn opaque(input: &mut Input) -> Read<Value> {
    let at = input.current_token_start();
    match skip.take().parse_next(input)? {
        "" => fault(at, Kind::Expected(&A_VALUE)),
        text => Ok(Value::Opaque(text.to_owned())),
    }
}

fn skip(input: &mut Input) -> Read<()> {
    // Before the end of its parameters a function has commas of its own.
    let mut parameters = match peek(opt(name)).parse_next(input)? {
        Some("lambda") => Some(':'),
        _ => sign(input, &["|"]).map(|_| '|'),
    };
    let mut open = Vec::new();
    loop {
        let before = input.checkpoint();
        space(input)?;
        let at = input.current_token_start();
        let Some(c) = next(input) else {
            input.reset(&before);
            return open.pop().map_or(Ok(()), |(open, closing)| fault(at, Kind::Unclosed(open, closing)));
        };
        match c {
            '"' | '\'' | '`' | '“' | '‘' => {
                text(input)?;
                continue;
            }
            '(' => open.push((at, ')')),
            '[' => open.push((at, ']')),
            '{' => open.push((at, '}')),
            ')' | ']' | '}' | ',' | ';' if open.is_empty() && (c != ',' || parameters.is_none()) => {
                input.reset(&before);
                return Ok(());
            }
            ')' | ']' | '}' => match open.pop() {
                Some((open, closing)) if closing != c => return fault(at, Kind::Unclosed(open, closing)),
                _ => {}
            },
            _ if open.is_empty() && parameters == Some(c) => parameters = None,
            _ => {}
        }
        if open.len() + input.state > MAX_CALL_DEPTH {
            return fault(at, Kind::TooDeep);
        }
        input.next_token();
    }
}
