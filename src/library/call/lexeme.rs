//! The words of code: spaces and comments, names, texts, numbers.

use super::fault::{Fault, Input, Kind, Read, fault};
use crate::number;
use winnow::ascii::digit1;
use winnow::combinator::{alt, not, opt, preceded};
use winnow::error::{ErrMode, ParserError};
use winnow::prelude::*;
use winnow::stream::Location;
use winnow::token::{any, one_of, take_till, take_until, take_while};

/// White space, and signs of no width.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// A letter of a name. Names of other alphabets, as η, are names too.
pub(super) fn begins_name(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '_' | '$') || (c.is_alphabetic() && !matches!(c, '\u{ff00}'..='\u{ffef}'))
}

/// White space and comments: `#` and `//` up to the end of the line, and `/* */`.
pub(super) fn space(input: &mut Input) -> Read<()> {
    loop {
        take_while(0.., is_space).parse_next(input)?;
        let at = input.current_token_start();
        if opt(alt(("#", "//"))).parse_next(input)?.is_some() {
            take_till(0.., ['\n', '\r']).parse_next(input)?;
        } else if opt("/*").parse_next(input)?.is_some() {
            if opt((take_until(0.., "*/"), "*/")).parse_next(input)?.is_none() {
                return fault(at, Kind::Unended(2));
            }
        } else {
            return Ok(());
        }
    }
}

/// Whether the rest begins with one of these.
pub(super) fn ahead(input: &Input, signs: &[&str]) -> bool {
    signs.iter().any(|sign| input.input.starts_with(sign))
}

/// A name.
pub(super) fn name<'a>(input: &mut Input<'a>) -> Read<&'a str> {
    (one_of(begins_name), take_while(0.., |c| c != '$' && (begins_name(c) || c.is_numeric()))).take().parse_next(input)
}

/// A text in quotes. Curly quotes are what word processors make of straight ones.
pub(super) fn text(input: &mut Input) -> Read<String> {
    let at = input.current_token_start();
    let closing = match one_of(['"', '\'', '`', '“', '”', '‘', '’']).parse_next(input)? {
        '“' | '”' => '”',
        '‘' | '’' => '’',
        straight => straight,
    };
    let mut text = String::new();
    loop {
        match opt(any).parse_next(input)? {
            Some(c) if c == closing => return Ok(text),
            Some('\\') => text.extend(opt(any).parse_next(input)?.map(escaped)),
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
pub(super) fn decimal(input: &mut Input) -> Read<f64> {
    let at = input.current_token_start();
    let digits =
        |input: &mut Input| (digit1::<_, ErrMode<Fault>>, take_while(0.., ('0'..='9', '_'))).void().parse_next(input);
    let whole = (digits, opt(('.', opt(digits)))).void();
    let exponent = (one_of(['e', 'E']), opt(one_of(['+', '-'])), digits).void();
    let written = (alt((whole, preceded('.', digits))), opt(exponent)).take().parse_next(input)?;
    take_while(0.., |c: char| c.is_ascii_alphanumeric())
        .verify(|kind: &str| matches!(kind, "" | "f" | "F" | "f0" | "f32" | "f64" | "d" | "L"))
        .parse_next(input)?;
    not(('.', one_of('0'..='9'))).parse_next(input)?;
    let value = number::parse(&written.replace('_', "")).ok_or_else(|| ErrMode::from_input(&*input))?;
    if value.is_finite() { Ok(value) } else { fault(at, Kind::NoNumber(written.len())) }
}

/// Skips what stands in `<…>` after the name of a type, as in `Adam<f32>`, if a call or a path follows.
pub(super) fn types(input: &mut Input) -> Read<()> {
    let start = input.checkpoint();
    opt("::").parse_next(input)?;
    let mut open = 0;
    while let Some(c) = opt(one_of(|c| {
        begins_name(c) || is_space(c) || matches!(c, '0'..='9' | '<' | '>' | ':' | ',' | '&' | '*' | '\'' | '.')
    }))
    .parse_next(input)?
    {
        match c {
            '<' => open += 1,
            '>' => open -= 1,
            _ if open == 0 => break,
            _ => {}
        }
        if open == 0 {
            let after = input.checkpoint();
            space(input)?;
            if c == '>' && (ahead(input, &["(", "{", "::", "."]) || input.input.starts_with(begins_name)) {
                input.reset(&after);
                return Ok(());
            }
            break;
        }
    }
    input.reset(&start);
    Ok(())
}
