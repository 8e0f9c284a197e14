//! Texts in the languages of the page.

use crate::edition::FULL;

/// A text in the languages of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Simplified Chinese.
    pub zh: &'static str,
}

/// A text. The module that figures load has none: a page brings those of its own language.
pub const fn text(en: &'static str, zh: &'static str) -> Text {
    Text { en: line(en), zh: line(zh) }
}

/// A text that is the same in every language: an equation, a source.
pub const fn line(text: &'static str) -> &'static str {
    if FULL { text } else { "" }
}

/// Names with commas between them.
pub fn names(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut list = String::new();
    for name in names {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(name.as_ref());
    }
    list
}

/// So many of a thing: “1 step”, “2 steps”.
pub fn counted(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// Whether a character can be seen where it stands alone.
pub fn is_seen(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{ad}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{206f}')
}
