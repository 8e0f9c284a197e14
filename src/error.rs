//! What can be wrong with what came from outside.

use std::fmt;
use std::ops::Deref;

/// A mistake in a configuration, a formula or a call, told so that a person can mend it: what was found, and what fits.
/// In a box, so that what can fail stays small.
#[derive(Clone, Debug, PartialEq)]
pub struct Error(Box<Facts>);

/// What is known of a mistake.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// A fixed word for the kind of mistake, for programs: see [`code`].
    pub code: &'static str,
    /// The sentence, in English.
    pub en: String,
    /// The sentence, in Simplified Chinese.
    pub zh: String,
    /// The setting that it is about, in camelCase.
    pub key: Option<String>,
    /// In a formula or a pasted call: where the offending part starts (in UTF-16 units, from 0), and how long it is.
    pub place: Option<(usize, usize)>,
}

/// The values of [`Facts::code`].
pub mod code {
    /// A formula could not be read.
    pub const FORMULA: &str = "formula";
    /// A pasted call of a library could not be read.
    pub const CALL: &str = "call";
    /// A name that is not in the catalog.
    pub const UNKNOWN_NAME: &str = "unknown-name";
    /// A setting that does not exist.
    pub const UNKNOWN_KEY: &str = "unknown-key";
    /// A value of the wrong type.
    pub const BAD_TYPE: &str = "bad-type";
    /// A number outside of its range.
    pub const OUT_OF_RANGE: &str = "out-of-range";
    /// A list of the wrong length, or settings that do not fit together.
    pub const BAD_SHAPE: &str = "bad-shape";
    /// A setting that cannot change while a run is under way.
    pub const NOT_LIVE: &str = "not-live";
    /// The machine could not give what was needed.
    pub const UNAVAILABLE: &str = "unavailable";
}

/// `Ok`, or an [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error with its sentence in both languages.
    pub fn new(code: &'static str, en: fmt::Arguments, zh: fmt::Arguments) -> Self {
        Self(Box::new(Facts { code, en: en.to_string(), zh: zh.to_string(), key: None, place: None }))
    }

    /// Names the setting.
    pub fn on(mut self, key: impl Into<String>) -> Self {
        self.0.key = Some(key.into());
        self
    }

    /// Names the place in a formula or a pasted call.
    pub fn at(mut self, position: usize, length: usize) -> Self {
        self.0.place = Some((position, length));
        self
    }
}

impl Error {
    /// Names the place, as position and length, unless one is known.
    #[must_use]
    pub fn at_place(mut self, place: (usize, usize)) -> Self {
        self.0.place.get_or_insert(place);
        self
    }
}

impl Deref for Error {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl std::error::Error for Error {}
