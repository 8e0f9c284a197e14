//! What can be wrong with a pasted call, and how it is told.

use crate::error::{Error, code};
use crate::limits::{MAX_CALL_DEPTH, MAX_CALL_LENGTH};
use crate::text::{Text, is_seen};
use std::ops::Range;
use winnow::error::{ErrMode, ParserError};
use winnow::stream::{LocatingSlice, Location, Stateful};

/// The text still to be read; the state is how many brackets are open.
pub(super) type Input<'a> = Stateful<LocatingSlice<&'a str>, usize>;

/// `Ok`, or a mistake: one that lets another reading be tried, or (`Cut`) one that does not.
pub(super) type Read<T> = winnow::ModalResult<T, Fault>;

/// A mistake, and the byte at which it is.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    at: usize,
    kind: Kind,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Something else should stand here.
    Expected(&'static Text),
    /// What would end the bracket that was opened at a byte.
    Unclosed(usize, char),
    /// A text or a comment that begins with this many bytes and never ends.
    Unended(usize),
    TooDeep,
    /// Arithmetic, of this many bytes, that gives no finite number.
    NoNumber(usize),
}

/// What would fit at the place where a call belongs.
pub(super) static A_CALL: Text = Text {
    en: "a call, as in torch.optim.SGD(params, lr=0.1)",
    zh: "一个调用，例如 torch.optim.SGD(params, lr=0.1)",
};
pub(super) static A_VALUE: Text =
    Text { en: "a value, as in lr=0.1 or momentum=0.9", zh: "一个值，例如 lr=0.1 或 momentum=0.9" };
pub(super) static A_NAME: Text =
    Text { en: "a name with its value, as in {lr: 0.1}", zh: "名称和它的值，例如 {lr: 0.1}" };
pub(super) static AN_END: Text = Text {
    en: "the end; paste one call alone, as in optimizer = Adam(lr=0.001)",
    zh: "结尾；请只粘贴一个调用，例如 optimizer = Adam(lr=0.001)",
};
pub(super) static ARGUMENTS: Text = Text {
    en: "“(” with the arguments, as in SGD(params, lr=0.1)",
    zh: "“(”和参数，例如 SGD(params, lr=0.1)",
};

impl<'a> ParserError<Input<'a>> for Fault {
    type Inner = Self;

    fn from_input(input: &Input<'a>) -> Self {
        Self { at: input.current_token_start(), kind: Kind::Expected(&A_VALUE) }
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

/// A mistake that no other reading mends.
pub(super) fn fault<T>(at: usize, kind: Kind) -> Read<T> {
    Err(mistake(at, kind))
}

#[cold]
#[inline(never)]
fn mistake(at: usize, kind: Kind) -> ErrMode<Fault> {
    ErrMode::Cut(Fault { at, kind })
}

/// A place in bytes as an [`Error`] has it: in UTF-16 units, from 0, and how many.
pub fn place(text: &str, at: &Range<usize>) -> (usize, usize) {
    let units = |range: Range<usize>| text.get(range).map_or(0, |part| part.encode_utf16().count());
    (units(0..at.start), units(at.clone()))
}

pub(super) fn too_long(length: usize) -> Error {
    Error::new(
        code::CALL,
        format_args!("The code has {length} characters; at most {MAX_CALL_LENGTH} are allowed. Paste a single call, such as SGD(params, lr=0.1)."),
        format_args!("代码有 {length} 个字符，最多 {MAX_CALL_LENGTH} 个。请只粘贴一个调用，例如 SGD(params, lr=0.1)。"),
    )
    .at(MAX_CALL_LENGTH, length - MAX_CALL_LENGTH)
}

impl Fault {
    /// The mistake in sentences.
    #[inline(never)]
    pub(super) fn told(&self, text: &str) -> Error {
        let rest = text.get(self.at..).unwrap_or_default();
        let length = match self.kind {
            Kind::NoNumber(length) | Kind::Unended(length) => length,
            _ => found(rest).len(),
        };
        let shown = rest.get(..length).unwrap_or_default();
        let (position, units) = place(text, &(self.at..self.at + length));
        let (at, units) = (position + 1, units.max(1));
        let (found_en, found_zh) = match shown.chars().next() {
            None => ("the end of the code".to_owned(), "代码的结尾".to_owned()),
            Some(c) if !is_seen(c) => (format!("U+{:04X}", u32::from(c)), format!("U+{:04X}", u32::from(c))),
            Some(_) => (format!("“{shown}”"), format!("“{shown}”")),
        };
        let (en, zh) = match self.kind {
            Kind::Expected(fits) => {
                (format!("found {found_en}; expected {}.", fits.en), format!("这里是{found_zh}，应为{}。", fits.zh))
            }
            Kind::Unclosed(open, closing) => {
                let bracket = text.get(open..).and_then(|rest| rest.chars().next()).unwrap_or('(');
                let opened = place(text, &(open..open)).0 + 1;
                (
                    format!(
                        "found {found_en}; expected “,” or the “{closing}” of the “{bracket}” at character {opened}, as in SGD(params, lr=0.1)."
                    ),
                    format!(
                        "这里是{found_zh}，应为“,”，或与第 {opened} 个字符处的“{bracket}”成对的“{closing}”，例如 SGD(params, lr=0.1)。"
                    ),
                )
            }
            Kind::Unended(_) => (
                format!("what begins with {found_en} does not end; it should, as in \"mse\" or /* rate */."),
                format!("以{found_zh}开头的部分没有结束，应像 \"mse\" 或 /* rate */ 那样结束。"),
            ),
            Kind::TooDeep => (
                format!(
                    "nested too deeply; at most {MAX_CALL_DEPTH} brackets may be open, as in chain(clip(1.0), adam(0.001))."
                ),
                format!("嵌套太深，最多 {MAX_CALL_DEPTH} 层括号，例如 chain(clip(1.0), adam(0.001))。"),
            ),
            Kind::NoNumber(_) => (
                format!("{found_en} is not a finite number; write one such as 0.001 or 1e-3."),
                format!("{found_zh}得不到有限的数；请写一个数，例如 0.001 或 1e-3。"),
            ),
        };
        Error::new(code::CALL, format_args!("At character {at}: {en}"), format_args!("第 {at} 个字符处：{zh}"))
            .at(position, units)
    }
}

/// The word, the number or the sign with which a text begins.
fn found(text: &str) -> &str {
    let number = text.starts_with(|c: char| c.is_ascii_digit());
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_' || number && c == '.';
    match text.find(|c| !part(c)).unwrap_or(text.len()) {
        0 => text.chars().next().map_or("", |c| &text[..c.len_utf8()]),
        end => &text[..end],
    }
}
