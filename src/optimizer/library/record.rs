//! What a library is: a record.

use crate::optimizer::parts::Parts;

/// A library.
#[derive(Debug)]
pub struct Library {
    /// Its name in configurations and links.
    pub name: &'static str,
    /// The conventions that it has: its name, then one for each other arithmetic that it has by the same name of ours.
    pub names: &'static [&'static str],
    /// Its name for people.
    pub label: &'static str,
    /// The version whose traces these records are held against.
    pub version: &'static str,
    /// The language that it is used in.
    pub language: &'static str,
    /// The file of its traces in `tests/golden/atlas`.
    pub golden: &'static str,
    /// How its classes are reached, such as `torch.optim`.
    pub paths: &'static [&'static str],
    /// Its optimizers.
    pub classes: &'static [Class],
}

/// An optimizer as a library has it.
#[derive(Debug)]
pub struct Class {
    /// Its name there.
    pub name: &'static str,
    /// Its arguments, in the order in which they can be given without a name.
    pub arguments: &'static [Argument],
    /// Which optimizers of ours it is: the first whose condition holds.
    pub forms: &'static [Form],
}

/// An argument of a class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Argument {
    /// Its name there; nothing where the library has a number that nobody can say.
    pub name: &'static str,
    /// What it is here.
    pub to: To,
    /// What it is unless it is said; not a number where it must be said.
    pub usual: f64,
}

/// What an argument is here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum To {
    /// That setting.
    Setting(&'static str),
    /// Those two settings, as a pair; the second is this unless it is said.
    Pair(&'static str, &'static str, f64),
    /// 1 − that setting.
    Rest(&'static str),
    /// Both of those settings.
    Both(&'static str, &'static str),
    /// A half-life of that setting, in steps: ½ to the power of one over it.
    HalfLife(&'static str),
    /// The decay rate of a learning rate that falls as α/(1 + γ·k).
    InverseTime,
    /// It chooses the form.
    Choice,
    /// Nothing but its usual value can be said here.
    Only,
    /// Nothing that a step depends on.
    Nothing,
}

/// One arithmetic of a class.
#[derive(Debug)]
pub struct Form {
    /// The argument that must be said, and not be 0, for the form to hold, or, as `name=word`, be said to be that word;
    /// nothing where it always holds.
    pub when: &'static str,
    /// Another one that must be said as well; nothing where that one is enough.
    pub and: &'static str,
    /// Settings that it fixes, whatever is said of them: the library does not read them then.
    pub with: &'static [(&'static str, f64)],
    /// The optimizer that it is here.
    pub optimizer: &'static str,
    /// The name that it goes by, by its place among those of the library.
    pub name: u8,
    /// What its rule is put together from.
    pub parts: Parts,
}

/// A number that must be said.
pub const REQUIRED: f64 = f64::NAN;

/// An argument that is a setting of ours.
pub const fn set(name: &'static str, setting: &'static str, usual: f64) -> Argument {
    Argument { name, to: To::Setting(setting), usual }
}

/// The learning rate.
pub const fn rate(name: &'static str, usual: f64) -> Argument {
    set(name, "learningRate", usual)
}

/// β₁ and β₂ as a pair.
pub const fn betas(name: &'static str, first: f64, second: f64) -> Argument {
    Argument { name, to: To::Pair("beta1", "beta2", second), usual: first }
}

/// η₋ and η₊ of Rprop as a pair.
pub const fn etas(name: &'static str, shrink: f64, grow: f64) -> Argument {
    Argument { name, to: To::Pair("etaMinus", "etaPlus", grow), usual: shrink }
}

/// The smallest and the largest step of Rprop as a pair.
pub const fn step_sizes(name: &'static str, least: f64, most: f64) -> Argument {
    Argument { name, to: To::Pair("smallestStep", "largestStep", most), usual: least }
}

/// A number of the library's own that nobody can say.
pub const fn fixed(setting: &'static str, value: f64) -> Argument {
    set("", setting, value)
}

/// A switch, off unless it is said, that chooses the form.
pub const fn choice(name: &'static str) -> Argument {
    Argument { name, to: To::Choice, usual: 0.0 }
}

/// A switch, on unless it is said, that chooses the form.
pub const fn choice_on(name: &'static str) -> Argument {
    Argument { name, to: To::Choice, usual: 1.0 }
}

/// The decay rate of a learning rate that falls as α/(1 + γ·k).
pub const fn decay_rate(name: &'static str) -> Argument {
    Argument { name, to: To::InverseTime, usual: 0.0 }
}

/// An argument of which nothing but the usual value can be said here.
pub const fn only(name: &'static str, usual: f64) -> Argument {
    Argument { name, to: To::Only, usual }
}

/// An argument that no step depends on.
pub const fn nothing(name: &'static str) -> Argument {
    Argument { name, to: To::Nothing, usual: 0.0 }
}

/// The form that holds where no other does.
pub const fn form(optimizer: &'static str, parts: Parts) -> Form {
    Form { when: "", and: "", with: &[], optimizer, name: 0, parts }
}

/// A condition's argument, and the word that it must be.
pub fn condition(condition: &str) -> (&str, Option<&str>) {
    condition.split_once('=').map_or((condition, None), |(name, word)| (name, Some(word)))
}

impl Form {
    /// Only where that argument is said, and not 0.
    pub const fn when(self, when: &'static str) -> Self {
        Self { when, ..self }
    }

    /// Only where that argument is said as well.
    pub const fn and(self, and: &'static str) -> Self {
        Self { and, ..self }
    }

    /// With those settings, whatever is said of them.
    pub const fn with(self, with: &'static [(&'static str, f64)]) -> Self {
        Self { with, ..self }
    }

    /// By another name of the library.
    pub const fn named(self, name: u8) -> Self {
        Self { name, ..self }
    }
}

impl Form {
    /// Whether it holds only where that argument is said.
    pub fn asks_for(&self, argument: &str) -> bool {
        !argument.is_empty() && [self.when, self.and].iter().any(|asked| condition(asked).0 == argument)
    }
}

impl Library {
    /// Whether every edition of the engine has its rules.
    pub fn is_built_in(&self) -> bool {
        matches!(self.name, "keras" | "torch")
    }

    /// Whether its classes may be reached by that path, as by `tf.keras.optimizers` those that `keras.optimizers` has, or by
    /// no path at all.
    pub fn is_reached_by(&self, path: &str) -> bool {
        let ends = |long: &str, short: &str| {
            long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        path.is_empty() || self.paths.iter().any(|&known| ends(path, known) || ends(known, path))
    }

    /// The class of that name that the path leads to. One that a module of the library has is also reached by its name alone.
    pub fn reached(&self, path: &str, name: &str) -> Option<&'static Class> {
        let found = |class: &&Class| match class.name.rsplit_once('.') {
            Some((module, last)) => {
                let outer = if path.is_empty() { Some(path) } else { path.strip_suffix(module) };
                last == name && outer.is_some_and(|outer| self.is_reached_by(outer.trim_end_matches('.')))
            }
            None => class.name == name && self.is_reached_by(path),
        };
        self.classes.iter().find(found)
    }

    /// The class of that name.
    pub fn class(&self, name: &str) -> Option<&'static Class> {
        self.classes.iter().find(|class| class.name == name)
    }
}

impl Class {
    /// The argument of that name.
    pub fn argument(&self, name: &str) -> Option<&'static Argument> {
        self.arguments.iter().find(|argument| argument.name == name && !name.is_empty())
    }
}

impl Argument {
    /// What it says of a setting of ours unless its user says otherwise.
    pub fn usual_of(&self, setting: &str) -> Option<f64> {
        self.settings(self.usual).into_iter().find(|(name, _)| *name == setting).map(|(_, value)| value)
    }

    /// The settings that a number for it is here.
    pub fn settings(&self, value: f64) -> Vec<(&'static str, f64)> {
        match self.to {
            To::Setting(name) => vec![(name, value)],
            To::Pair(first, second, usual) => vec![(first, value), (second, usual)],
            To::Both(first, second) => vec![(first, value), (second, value)],
            To::Rest(name) => vec![(name, 1.0 - value)],
            To::HalfLife(name) => vec![(name, libm::exp(-std::f64::consts::LN_2 / value))],
            To::InverseTime if value != 0.0 => vec![("decayRate", value), ("decaySteps", 1.0)],
            To::InverseTime | To::Choice | To::Only | To::Nothing => Vec::new(),
        }
    }
}
