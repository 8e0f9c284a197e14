//! The words of code: spaces and comments, names, texts, numbers.

use super::fault::{Input, Kind, Read, fault};
use crate::number;
use winnow::error::{ErrMode, ParserError};
use winnow::prelude::*;
use winnow::stream::{Location, Stream};
use winnow::token::{one_of, take_till, take_while};

/// White space, and signs of no width.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// A letter of a name. Names of other alphabets, as η, are names too.
pub(super) fn begins_name(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '_' | '$' | 'À'..='ɏ' | 'Ͱ'..='῿' | '一'..='鿿')
}

/// White space and comments: `#` and `//` up to the end of the line, and `/* */`.
#[inline(never)]
pub(super) fn space(input: &mut Input) -> Read<()> {
    loop {
        take_while(0.., is_space).parse_next(input)?;
        let at = input.current_token_start();
        match sign(input, &["#", "//", "/*"]) {
            None => return Ok(()),
            Some("/*") => match input.input.find("*/") {
                Some(length) => drop(input.next_slice(length + 2)),
                None => return fault(at, Kind::Unended(2)),
            },
            Some(_) => drop(take_till(0.., ['\n', '\r']).parse_next(input)?),
        }
    }
}

/// The next character.
pub(super) fn next(input: &Input) -> Option<char> {
    input.input.chars().next()
}

/// Whether the rest begins with one of these.
pub(super) fn ahead(input: &Input, signs: &[&str]) -> bool {
    signs.iter().any(|sign| input.input.starts_with(sign))
}

/// Reads the first of these that the rest begins with. One function for all signs is a third of what combinators compile to.
#[inline(never)]
pub(super) fn sign(input: &mut Input, signs: &[&'static str]) -> Option<&'static str> {
    let sign = *signs.iter().find(|sign| input.input.starts_with(**sign))?;
    input.next_slice(sign.len());
    Some(sign)
}

/// As [`sign`], after white space and comments; these are not read where no sign follows.
pub(super) fn spaced(input: &mut Input, signs: &[&'static str]) -> Read<Option<&'static str>> {
    let before = input.checkpoint();
    space(input)?;
    let found = sign(input, signs);
    if found.is_none() {
        input.reset(&before);
    }
    Ok(found)
}

/// A name.
#[inline(never)]
pub(super) fn name<'a>(input: &mut Input<'a>) -> Read<&'a str> {
    (one_of(begins_name), take_while(0.., |c| c != '$' && (begins_name(c) || matches!(c, '0'..='9' | '₀'..='₉'))))
        .take()
        .parse_next(input)
}

/// What a text begins with.
pub(super) const QUOTES: &[&str] = &["\"", "'", "`", "“", "”", "‘", "’"];

/// A text in quotes. Curly quotes are what word processors make of straight ones.
#[inline(never)]
pub(super) fn text(input: &mut Input) -> Read<String> {
    let at = input.current_token_start();
    let closing = match sign(input, QUOTES).and_then(|quote| quote.chars().next()) {
        Some('“' | '”') => '”',
        Some('‘' | '’') => '’',
        Some(straight) => straight,
        None => return Err(ErrMode::from_input(input)),
    };
    let mut text = String::new();
    loop {
        match input.next_token() {
            Some(c) if c == closing => return Ok(text),
            Some('\\') => text.extend(input.next_token().map(escaped)),
            Some('\n') if closing != '`' => return fault(at, Kind::Unended(closing.len_utf8())),
            Some(c) => text.push(c),
            None => return fault(at, Kind::Unended(closing.len_utf8())),
        }
    }
}

fn escaped(c: char) -> char {
    match c {
        'n' => '\n',
        't' => '\t',
        c => c,
    }
}

/// A decimal number without its sign. Digits may have `_` between them; a suffix for its type says nothing of its value.
#[inline(never)]
pub(super) fn decimal(input: &mut Input) -> Read<f64> {
    let at = input.current_token_start();
    let written = written.take().parse_next(input)?;
    let kind = take_while(0.., |c: char| c.is_ascii_alphanumeric()).parse_next(input)?;
    let is_known = matches!(kind, "" | "f" | "F" | "f0" | "f32" | "f64" | "d" | "L");
    let goes_on = ahead(input, &["."]) && input.input[1..].starts_with(|c: char| c.is_ascii_digit());
    match number::parse(&written.replace('_', "")) {
        Some(value) if is_known && !goes_on && value.is_finite() => Ok(value),
        Some(_) if is_known && !goes_on => fault(at, Kind::NoNumber(written.len())),
        _ => Err(ErrMode::from_input(input)),
    }
}

/// Digits, a point, and an exponent if it is complete.
fn written(input: &mut Input) -> Read<()> {
    let begins = next(input).is_some_and(|c| c.is_ascii_digit());
    digits(input)?;
    if sign(input, &["."]).is_some() && !digits(input)? && !begins {
        return Err(ErrMode::from_input(input));
    }
    let before = input.checkpoint();
    if sign(input, &["e", "E"]).is_some() {
        sign(input, &["+", "-"]);
        if !digits(input)? {
            input.reset(&before);
        }
    }
    Ok(())
}

/// Digits; whether there are any.
#[inline(never)]
fn digits(input: &mut Input) -> Read<bool> {
    let begins = next(input).is_some_and(|c| c.is_ascii_digit());
    if begins {
        take_while(0.., ('0'..='9', '_')).parse_next(input)?;
    }
    Ok(begins)
}

/// Skips what stands in `<…>` after the name of a type, as in `Adam<f32>`, if a call or a path follows.
#[inline(never)]
pub(super) fn types(input: &mut Input) -> Read<()> {
    let start = input.checkpoint();
    sign(input, &["::"]);
    let mut open = 0;
    let part = |c: &char| {
        begins_name(*c) || is_space(*c) || matches!(c, '0'..='9' | '<' | '>' | ':' | ',' | '&' | '*' | '\'' | '.')
    };
    while let Some(c) = input.next_token().filter(part) {
        match c {
            '<' => open += 1,
            '>' => open -= 1,
            _ if open == 0 => break,
            _ => {}
        }
        if open == 0 {
            let after = input.checkpoint();
            space(input)?;
            if c == '>' && (ahead(input, &["(", "{", "::", "."]) || next(input).is_some_and(begins_name)) {
                input.reset(&after);
                return Ok(());
            }
            break;
        }
    }
    input.reset(&start);
    Ok(())
}
