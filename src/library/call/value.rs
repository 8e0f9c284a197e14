//! Values, and calls with their arguments.

use super::constant::{constant, nested};
use super::fault::{A_NAME, A_VALUE, Input, Kind, Read, fault};
use super::lexeme::{QUOTES, ahead, begins_name, name, next, sign, space, spaced, text, types};
use super::skip::{begins, goes_on, opaque};
use super::tree::{Argument, Call, Value};
use winnow::combinator::opt;
use winnow::prelude::*;
use winnow::stream::{Location, Stream};
use winnow::token::take_while;

/// Words before a call that say nothing of it.
const BEFORE: &[&str] = &["new", "await", "return", "yield", "export", "const", "static", "class"];

pub(super) fn words_before(input: &mut Input) -> Read<()> {
    loop {
        let before = input.checkpoint();
        let is_before = opt(name).parse_next(input)?.is_some_and(|word| BEFORE.contains(&word));
        space(input)?;
        if !is_before || !next(input).is_some_and(begins_name) {
            input.reset(&before);
            return Ok(());
        }
    }
}

/// A value, up to the comma or the bracket that ends it.
#[inline(never)]
fn value(input: &mut Input) -> Read<Value> {
    space(input)?;
    let start = input.checkpoint();
    if let Some(value) = operand(input)?
        && !goes_on(input)?
    {
        return Ok(value);
    }
    input.reset(&start);
    opaque(input)
}

/// The value that begins here; nothing if it is one that is kept as text.
#[inline(never)]
fn operand(input: &mut Input) -> Read<Option<Value>> {
    let start = input.checkpoint();
    let at = input.current_token_start();
    if let Some(number) = opt(constant).parse_next(input)? {
        return match number.is_finite() {
            true => Ok(Some(Value::Number(number))),
            false => fault(at, Kind::NoNumber(input.current_token_start() - at)),
        };
    }
    if ahead(input, &["&["]) {
        sign(input, &["&"]);
    }
    if begins(input)? {
        return Ok(None);
    }
    // As in r"…" of Python.
    let prefix = take_while(0..=2, |c: char| "rRbBfFuUL".contains(c)).parse_next(input)?;
    if !ahead(input, QUOTES) && !prefix.is_empty() {
        input.reset(&start);
    }
    match next(input) {
        Some('"' | '\'' | '`' | '“' | '‘') => text(input).map(|text| Some(Value::Text(text))),
        Some('(' | '[' | '{') => group(input).map(Some),
        Some('-' | '+' | '−') => Ok(None),
        Some(c) if begins_name(c) => named(input),
        _ => fault(at, Kind::Expected(&A_VALUE)),
    }
}

/// A tuple, a list, a record, or a value in parentheses.
#[inline(never)]
fn group(input: &mut Input) -> Read<Value> {
    let parenthesis = ahead(input, &["("]);
    let braces = ahead(input, &["{"]);
    let (mut entries, comma) = entries(input)?;
    if entries.iter().all(|entry| entry.name.is_none()) {
        return Ok(match entries.pop() {
            None if braces => Value::Record(Vec::new()),
            None => Value::List(Vec::new()),
            Some(only) if parenthesis && entries.is_empty() && !comma => only.value,
            Some(last) => Value::List(entries.into_iter().chain([last]).map(|entry| entry.value).collect()),
        });
    }
    if let Some(named) = entries.iter().find(|entry| parenthesis && entry.name.is_some()) {
        return fault(named.at.start, Kind::Expected(&A_VALUE));
    }
    let pair = |Argument { name, value, at }| match (name, value) {
        (Some(name), value) => Ok((name, value)),
        (None, Value::Opaque(text)) => Ok((text.clone(), Value::Opaque(text))),
        (None, _) => fault(at.start, Kind::Expected(&A_NAME)),
    };
    Ok(Value::Record(entries.into_iter().map(pair).collect::<Read<_>>()?))
}

/// What stands in brackets, of which the first is next, and whether a comma follows the last.
#[inline(never)]
fn entries(input: &mut Input) -> Read<(Vec<Argument>, bool)> {
    let opening = input.current_token_start();
    let (closing, last) = match input.next_token() {
        Some('(') => (")", ')'),
        Some('[') => ("]", ']'),
        _ => ("}", '}'),
    };
    nested(input, opening, |input| {
        let mut entries = Vec::new();
        let mut comma = false;
        loop {
            space(input)?;
            if sign(input, &[closing]).is_some() {
                return Ok((entries, comma));
            }
            let at = input.current_token_start();
            if comma || entries.is_empty() {
                let name = label(input)?;
                let value = value(input)?;
                entries.push(Argument { name, value, at: at..input.current_token_start() });
            } else {
                return fault(at, Kind::Unclosed(opening, last));
            }
            // Julia has a semicolon between the arguments with a name and those without.
            comma = spaced(input, &[",", ";"])?.is_some();
        }
    })
}

/// The name of an argument or of a field, with the sign after it.
#[inline(never)]
fn label(input: &mut Input) -> Read<Option<String>> {
    let before = input.checkpoint();
    let quoted = ahead(input, &["\"", "'"]);
    let word = if quoted {
        Some(text(input)?)
    } else {
        sign(input, &["."]);
        opt(name).parse_next(input)?.map(str::to_owned)
    };
    if let Some(word) = word {
        space(input)?;
        let given = match next(input) {
            Some('=') => !ahead(input, &["==", "=>"]) || quoted && ahead(input, &["=>"]),
            Some(':') => !ahead(input, &["::"]) && word != "lambda",
            _ => false,
        };
        if given {
            sign(input, &["=>", "=", ":=", ":"]);
            return Ok(Some(word));
        }
    }
    input.reset(&before);
    Ok(None)
}

/// A name with what follows it: a word that is a value, or a call.
fn named(input: &mut Input) -> Read<Option<Value>> {
    words_before(input)?;
    let at = input.current_token_start();
    let (path, written) = path.with_taken().parse_next(input)?;
    let word = match path.as_slice() {
        [word] => word.clone(),
        _ => String::new(),
    };
    if word == "vec" && ahead(input, &["![", "!("]) {
        sign(input, &["!"]);
        return group(input).map(Some);
    }
    if let Some(call) = called(input, path, at)? {
        return Ok(Some(Value::Call(call)));
    }
    Ok(Some(match word.as_str() {
        "True" | "true" | "TRUE" => Value::Flag(true),
        "False" | "false" | "FALSE" => Value::Flag(false),
        "None" | "none" | "null" | "NULL" | "nullptr" | "undefined" | "nil" | "nothing" => Value::None,
        _ => Value::Opaque(written.to_owned()),
    }))
}

/// Names with what stands between them: `torch.optim.SGD`, `candle_nn::ParamsAdamW`.
#[inline(never)]
pub(super) fn path(input: &mut Input) -> Read<Vec<String>> {
    let mut path = vec![name.parse_next(input)?.to_owned()];
    loop {
        types(input)?;
        let before = input.checkpoint();
        let joined = sign(input, &["->", "?.", "$"]).is_some() || spaced(input, &["::", "."])?.is_some();
        match opt(name).parse_next(input)? {
            Some(part) if joined => path.push(part.to_owned()),
            _ => {
                input.reset(&before);
                return Ok(path);
            }
        }
    }
}

/// The call of a path that has been read, with the calls chained after it; nothing if no arguments follow.
pub(super) fn called(input: &mut Input, path: Vec<String>, at: usize) -> Read<Option<Call>> {
    let Some(mut call) = call(input, path, at)? else { return Ok(None) };
    loop {
        let before = input.checkpoint();
        let mut at = input.current_token_start();
        let mut names = Vec::new();
        if !ahead(input, &["("]) {
            // The question mark of Rust hands an error on.
            let mut ended = before;
            if sign(input, &["?"]).is_some() {
                space(input)?;
                if next(input).is_none() || ahead(input, &[",", ";", ".", ")", "]", "}"]) {
                    ended = input.checkpoint();
                }
                input.reset(&ended);
            }
            if spaced(input, &["::", "->", "."])?.is_none() {
                return Ok(Some(call));
            }
            space(input)?;
            at = input.current_token_start();
            names = opt(self::path).parse_next(input)?.unwrap_or_default();
        }
        match self::call(input, names, at)? {
            Some(next) => call.then.push(next),
            None => {
                input.reset(&before);
                return Ok(Some(call));
            }
        }
    }
}

/// A path with its arguments, in parentheses or, as the fields of a structure, in braces.
#[inline(never)]
fn call(input: &mut Input, path: Vec<String>, at: usize) -> Read<Option<Call>> {
    let before = input.checkpoint();
    space(input)?;
    let structure = path.last().is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
    if !ahead(input, if structure { &["(", "{"] } else { &["("] }) {
        input.reset(&before);
        return Ok(None);
    }
    let (arguments, _) = entries(input)?;
    Ok(Some(Call { path, arguments, then: Vec::new(), at: at..input.current_token_start() }))
}
