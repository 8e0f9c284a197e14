//! What a setting is.

use crate::text::Text;

/// What values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A number in a range.
    Number {
        /// The smallest value.
        min: f64,
        /// The largest value.
        max: f64,
        /// How a slider goes through it.
        scale: Scale,
    },
    /// A whole number in a range.
    Integer {
        /// The smallest value.
        min: f64,
        /// The largest value.
        max: f64,
        /// How a slider goes through it.
        scale: Scale,
    },
    /// On (1) or off (0).
    Switch,
    /// How many samples make a batch: a whole number from 1, or `full`.
    Batch,
    /// A whole number that random numbers start from.
    Seed,
    /// One of the catalog's names.
    Choice,
    /// A formula.
    Formula,
    /// A list of numbers.
    Numbers,
    /// Samples, one row each: inputs, then the target.
    Rows,
}

/// What equal steps of a slider are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal differences.
    Linear,
    /// Equal ratios.
    Log,
    /// Equal ratios of the distance to 1: 0.9, 0.99, 0.999.
    NearOne,
}

impl Scale {
    /// Its name outside.
    pub fn name(self) -> &'static str {
        match self {
            Scale::Linear => "linear",
            Scale::Log => "log",
            Scale::NearOne => "near-one",
        }
    }
}

/// The value of a setting that is not given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Default {
    /// Depends on the objective, or there is none.
    Open,
    /// A number.
    Number(f64),
    /// A name.
    Name(&'static str),
}

/// Something that can be set.
#[derive(Debug)]
pub struct Setting {
    /// Its name in configurations, in camelCase. Attributes and links have it in kebab-case.
    pub name: &'static str,
    /// The letter that stands for it in equations, or nothing.
    pub symbol: &'static str,
    /// Its name for people.
    pub label: Text,
    /// What it does, in a sentence.
    pub note: Text,
    /// Its values.
    pub kind: Kind,
    /// Its value if none is given.
    pub default: Default,
    /// Whether it can change while a run is under way.
    pub live: bool,
    /// Whether it stands with the settings that few readers want.
    pub more: bool,
}

impl Setting {
    /// The default, if it is a name; else nothing.
    pub fn default_name(&self) -> &'static str {
        match self.default {
            Default::Name(name) => name,
            _ => "",
        }
    }

    /// The default, if it is a number; else 0.
    pub fn default_number(&self) -> f64 {
        match self.default {
            Default::Number(number) => number,
            _ => 0.0,
        }
    }

    /// The name in attributes and links: `learning-rate`, `beta-1`; but `l2`.
    pub fn attribute(&self) -> String {
        let mut attribute = String::new();
        for c in self.name.chars() {
            if c.is_ascii_uppercase() || (c.is_ascii_digit() && attribute.len() > 1) {
                attribute.push('-');
            }
            attribute.push(c.to_ascii_lowercase());
        }
        attribute
    }
}

/// A knob of some optimizers or schedules.
pub(super) const fn knob(name: &'static str, symbol: &'static str, label: Text, note: Text, kind: Kind) -> Setting {
    Setting { name, symbol, label, note, kind, default: Default::Open, live: true, more: false }
}
