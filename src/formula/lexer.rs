//! Text to tokens.

use crate::error::{Error, Result, code};
use crate::limits::MAX_FORMULA_LENGTH;
use crate::number;
use crate::text::is_seen;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Name(String),
    /// One of `+ - * / ^ ( ) { } | , √ ∛`
    Sign(char),
    /// A power in superscript, as in x².
    Power(f64),
    End,
}

/// A token and where it stands, in UTF-16 units (those in which a browser counts).
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub token: Token,
    pub position: usize,
    pub length: usize,
}

pub(super) fn tokens(text: &str) -> Result<Vec<Placed>> {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() > MAX_FORMULA_LENGTH {
        return Err(Error::new(
            code::FORMULA,
            format_args!("The formula has {} characters; at most {MAX_FORMULA_LENGTH} are allowed.", chars.len()),
            format_args!("公式有 {} 个字符，最多 {MAX_FORMULA_LENGTH} 个。", chars.len()),
        )
        .at(MAX_FORMULA_LENGTH, chars.len() - MAX_FORMULA_LENGTH));
    }
    let mut found = Vec::new();
    let mut position = 0;
    let mut i = 0;
    while i < chars.len() {
        let start = i;
        let token = match plain(chars[i]) {
            c if is_space(c) => {
                position += c.len_utf16();
                i += 1;
                continue;
            }
            c if c.is_ascii_digit() || c == '.' => decimal(&chars, &mut i, position)?,
            c if c.is_ascii_alphabetic() => Token::Name(name(&chars, &mut i)),
            '\\' => {
                i += 1;
                let command = name(&chars, &mut i);
                match &*command {
                    "" => return Err(unreadable('\\', position)),
                    "cdot" | "times" => Token::Sign('*'),
                    // These only tell how large a parenthesis is.
                    "left" | "right" => {
                        position += i - start;
                        continue;
                    }
                    _ => Token::Name(command),
                }
            }
            c if raised(c).is_some() => {
                let text: String = chars[i..].iter().map_while(|&c| raised(c)).collect();
                i += text.len();
                Token::Power(number::parse(&text).ok_or_else(|| unreadable(c, position))?)
            }
            c => {
                i += 1;
                match c {
                    'π' => Token::Name("pi".into()),
                    '*' if chars.get(i).is_some_and(|&next| plain(next) == '*') => {
                        i += 1;
                        Token::Sign('^')
                    }
                    '+' | '-' | '*' | '/' | '^' | '(' | ')' | '{' | '}' | '|' | ',' | '√' | '∛' => Token::Sign(c),
                    _ => return Err(unreadable(chars[start], position)),
                }
            }
        };
        let length = chars[start..i].iter().map(|c| c.len_utf16()).sum();
        found.push(Placed { token, position, length });
        position += length;
    }
    found.push(Placed { token: Token::End, position, length: 1 });
    Ok(found)
}

/// White space, and signs of no width.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// A name at `i`, which may be empty.
fn name(chars: &[char], i: &mut usize) -> String {
    let name: String = chars[*i..].iter().map(|&c| plain(c)).take_while(char::is_ascii_alphanumeric).collect();
    *i += name.len();
    name
}

/// What stands in superscript.
fn raised(c: char) -> Option<char> {
    Some(match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁻' => '-',
        '⁰' | '⁴'..='⁹' => char::from_u32(c as u32 - '⁰' as u32 + '0' as u32)?,
        _ => return None,
    })
}

/// The ASCII form of what a typesetter or a Chinese keyboard writes instead.
fn plain(c: char) -> char {
    match c {
        '−' | '\u{2010}'..='\u{2015}' => '-',
        '×' | '·' | '⋅' | '∗' => '*',
        '÷' => '/',
        // Full-width forms of ASCII stand at a fixed distance from it.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// A number at `i`: digits, a point, and an exponent only if it is complete (`2e` is 2 times e).
fn decimal(chars: &[char], i: &mut usize, position: usize) -> Result<Token> {
    let start = *i;
    let digits = |mut at: usize| {
        while at < chars.len() && plain(chars[at]).is_ascii_digit() {
            at += 1;
        }
        at
    };
    let mut end = digits(start);
    if end < chars.len() && plain(chars[end]) == '.' {
        end = digits(end + 1);
    }
    if end < chars.len() && matches!(plain(chars[end]), 'e' | 'E') {
        let sign = usize::from(end + 1 < chars.len() && matches!(plain(chars[end + 1]), '+' | '-'));
        let exponent = digits(end + 1 + sign);
        if exponent > end + 1 + sign {
            end = exponent;
        }
    }
    let text: String = chars[start..end].iter().map(|&c| plain(c)).collect();
    *i = end;
    match number::parse(&text) {
        Some(value) if value.is_finite() => Ok(Token::Number(value)),
        Some(_) => Err(Error::new(
            code::FORMULA,
            format_args!("At character {}: {text} is too large; the largest number is about 1.8e308.", position + 1),
            format_args!("第 {} 个字符处：{text} 太大，最大约为 1.8e308。", position + 1),
        )
        .at(position, end - start)),
        None => Err(Error::new(
            code::FORMULA,
            format_args!("At character {}: “{text}” is not a number; a digit belongs here.", position + 1),
            format_args!("第 {} 个字符处：“{text}”不是数，这里应有数字。", position + 1),
        )
        .at(position, end - start)),
    }
}

fn unreadable(c: char, position: usize) -> Error {
    let (en, zh) = match c {
        '=' => (" Write only the expression to be minimised, without “=”.", "只写要最小化的表达式，不要写等号。"),
        '[' | ']' => (" Use round parentheses ( ).", "请用圆括号 ( )。"),
        _ => ("", ""),
    };
    let fits_en = "numbers, variables, functions, + - * / ^ ( ) and ,";
    // What cannot be seen is told by its number.
    let shown = if is_seen(c) { format!("“{c}”") } else { format!("U+{:04X}", u32::from(c)) };
    Error::new(
        code::FORMULA,
        format_args!("At character {}: {shown} has no meaning in a formula; use {fits_en}.{en}", position + 1),
        format_args!("第 {} 个字符处：公式里不能用{shown}；可以用数、变量、函数和 + - * / ^ ( ) ,。{zh}", position + 1),
    )
    .at(position, c.len_utf16())
}
