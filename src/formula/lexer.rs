//! Text to tokens.

use crate::error::{Error, Result, code};
use crate::limits::MAX_FORMULA_LENGTH;
use crate::number;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Name(String),
    /// One of `+ - * / ^ ( ) ,`
    Sign(char),
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
            format_args!("The formula has {} characters; at most {MAX_FORMULA_LENGTH} fit.", chars.len()),
            format_args!("公式有 {} 个字符，最多 {MAX_FORMULA_LENGTH} 个。", chars.len()),
        )
        .at(MAX_FORMULA_LENGTH, chars.len() - MAX_FORMULA_LENGTH));
    }
    let mut found = Vec::new();
    let mut position = 0;
    let mut i = 0;
    while i < chars.len() {
        let start = i;
        let (token, implied) = match plain(chars[i]) {
            c if c.is_whitespace() => {
                position += c.len_utf16();
                i += 1;
                continue;
            }
            c if c.is_ascii_digit() || c == '.' => (decimal(&chars, &mut i, position)?, None),
            c if c.is_ascii_alphabetic() => {
                while i < chars.len() && plain(chars[i]).is_ascii_alphanumeric() {
                    i += 1;
                }
                (Token::Name(chars[start..i].iter().map(|&c| plain(c)).collect()), None)
            }
            c => {
                i += 1;
                match c {
                    'π' => (Token::Name("pi".into()), None),
                    '²' => (Token::Sign('^'), Some(Token::Number(2.0))),
                    '³' => (Token::Sign('^'), Some(Token::Number(3.0))),
                    '+' | '-' | '*' | '/' | '^' | '(' | ')' | ',' => (Token::Sign(c), None),
                    _ => return Err(unreadable(chars[start], position)),
                }
            }
        };
        let length = chars[start..i].iter().map(|c| c.len_utf16()).sum();
        found.push(Placed { token, position, length });
        found.extend(implied.map(|token| Placed { token, position, length }));
        position += length;
    }
    found.push(Placed { token: Token::End, position, length: 1 });
    Ok(found)
}

/// The ASCII form of what a typesetter or a Chinese keyboard writes instead.
fn plain(c: char) -> char {
    match c {
        '−' | '–' => '-',
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
        '|' => (" For an absolute value write abs(…).", "绝对值请写成 abs(…)。"),
        '[' | ']' | '{' | '}' => (" Use round parentheses ( ).", "请用圆括号 ( )。"),
        '√' => (" Write sqrt(…).", "请写成 sqrt(…)。"),
        _ => ("", ""),
    };
    let fits_en = "numbers, variables, functions, + - * / ^ ( ) and ,";
    Error::new(
        code::FORMULA,
        format_args!("At character {}: “{c}” has no meaning in a formula; {fits_en} fit.{en}", position + 1),
        format_args!("第 {} 个字符处：公式里不能用“{c}”；可以用数、变量、函数和 + - * / ^ ( ) ,。{zh}", position + 1),
    )
    .at(position, c.len_utf16())
}
