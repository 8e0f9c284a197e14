//! An optimizer of another library, with its own names for everything, as settings of a run.

use crate::catalog::{DECAY_STEPS, Kind, Setting};
use crate::config::unknown;
use crate::error::{Error, Result, code};
use crate::number::Shown;
use crate::optimizer::library::{self, Argument, Class, Form, Library, To};
use crate::optimizer::{Convention, Spec};
use crate::text::names;

/// What was said of an argument.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A number; 1 and 0 for yes and no.
    Number(f64),
    /// Two numbers.
    Pair(f64, f64),
    /// That it is to be what it usually is.
    Usual,
    /// Something else, as it was written.
    Other(String),
}

/// An optimizer of a library, read.
pub struct Reading {
    /// Whose it is.
    pub library: &'static Library,
    /// Which one.
    pub class: &'static Class,
    /// What it is here.
    pub optimizer: &'static Spec,
    /// Whose rules.
    pub convention: Convention,
    /// The schedule, where it has one.
    pub schedule: Option<&'static str>,
    /// The numbers, by the names of our settings.
    pub settings: Vec<(&'static str, f64)>,
    /// What cannot be said here.
    pub unsaid: Vec<Unsaid>,
}

/// An argument that cannot be said here.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsaid {
    /// Its name in the library.
    pub argument: String,
    /// What was said of it.
    pub value: String,
    /// Why it is left out, in English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

/// The library of that name.
///
/// # Errors
/// If there is none.
pub fn library(name: &str) -> Result<&'static Library> {
    let found = library::ALL.iter().copied().find(|library| library.name == name);
    found.ok_or_else(|| unknown("library", name, library::ALL.iter().map(|library| library.name)))
}

/// The optimizer of that name in a library.
///
/// # Errors
/// If it has none.
pub fn class(library: &'static Library, name: &str) -> Result<&'static Class> {
    library.class(name).ok_or_else(|| {
        let known = names(library.classes.iter().map(|class| class.name));
        Error::new(
            code::UNKNOWN_NAME,
            format_args!("{} has no optimizer “{name}” that is known here; use one of {known}.", library.label),
            format_args!("这里没有 {} 的优化器“{name}”；有 {known}。", library.label),
        )
        .on("rule")
    })
}

/// Reads what was said of the arguments of an optimizer; all others are the library's defaults.
///
/// # Errors
/// For an argument that it does not have, that is missing, or whose number does not fit.
pub fn read(library: &'static Library, class: &'static Class, said: &[(String, Said)]) -> Result<Reading> {
    for (name, _) in said {
        if class.argument(name).is_none() {
            let known = names(class.arguments.iter().map(|argument| argument.name).filter(|name| !name.is_empty()));
            return Err(Error::new(
                code::UNKNOWN_KEY,
                format_args!("{} of {} has no argument “{name}”; it has {known}.", class.name, library.label),
                format_args!("{} 的 {} 没有参数“{name}”；有 {known}。", library.label, class.name),
            )
            .on(name));
        }
    }
    let holds = |condition: &str| condition.is_empty() || is_on(class, condition, said);
    let form = class.forms.iter().find(|form| holds(form.when) && holds(form.and));
    let form = form.unwrap_or(&class.forms[0]);
    let optimizer = Spec::named(form.optimizer).unwrap_or(crate::optimizer::ALL[0]);
    let mut reading = Reading {
        library,
        class,
        optimizer,
        convention: convention(library, form),
        schedule: None,
        settings: form.with.to_vec(),
        unsaid: Vec::new(),
    };
    let mut known: Vec<&str> = Vec::new();
    for argument in class.arguments {
        if !argument.name.is_empty() && known.contains(&argument.name) {
            continue;
        }
        known.push(argument.name);
        reading.take(argument, form, said_of(argument.name, said))?;
    }
    Ok(reading)
}

fn said_of<'a>(name: &str, said: &'a [(String, Said)]) -> Option<&'a Said> {
    let value = said.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    value.filter(|value| **value != Said::Usual)
}

/// Whether a condition holds: `name`, that it is said and not 0; `name=word`, that it is said to be that.
fn is_on(class: &Class, condition: &str, said: &[(String, Said)]) -> bool {
    let (name, word) = library::condition(condition);
    if let Some(word) = word {
        return matches!(said_of(name, said), Some(Said::Other(text)) if text.trim_matches(['"', '\'', '“', '”']) == word);
    }
    match said_of(name, said) {
        Some(Said::Number(number)) => *number != 0.0,
        Some(_) => true,
        None => class.argument(name).is_some_and(|argument| argument.usual != 0.0 && argument.usual.is_finite()),
    }
}

fn convention(library: &Library, form: &Form) -> Convention {
    let name = library.names[usize::from(form.name)];
    Convention::all().find(|convention| convention.name() == name).unwrap_or(Convention::Keras)
}

/// The range of a setting that a number is outside of; nothing where it fits.
fn beyond(name: &str, value: f64) -> Option<(f64, f64)> {
    let kind = Setting::named(name).filter(|_| name != DECAY_STEPS.name)?.kind;
    let (Kind::Number { min, max, .. } | Kind::Integer { min, max, .. }) = kind else { return None };
    (!(min..=max).contains(&value)).then_some((min, max))
}

impl Reading {
    fn take(&mut self, argument: &Argument, form: &Form, said: Option<&Said>) -> Result<()> {
        let numbers = match (said, argument.to) {
            (Some(said), To::Choice) if *said != Said::Number(0.0) && !form.asks_for(argument.name) => {
                let value = match said {
                    Said::Other(text) => text.clone(),
                    Said::Number(number) => Shown(*number).to_string(),
                    _ => String::new(),
                };
                let en = format!("No rule here matches {} with this {}.", self.class.name, argument.name);
                let zh = format!("这里没有 {} 用这个 {} 的规则。", self.class.name, argument.name);
                self.leave_out(argument, &value, en, zh);
                return Ok(());
            }
            (_, To::Nothing | To::Choice) => return Ok(()),
            (Some(Said::Other(text)), _) => {
                self.leave_out(
                    argument,
                    text,
                    format!("{text} is not a number, so {} is left as it is here.", argument.name),
                    format!("{text} 不是数，因此 {} 用这里的值。", argument.name),
                );
                return Ok(());
            }
            (Some(Said::Number(number)), To::Only) if *number != argument.usual => {
                let (value, usual) = (Shown(*number).to_string(), Shown(argument.usual));
                let en = format!(
                    "{} can only be {usual} here, which is the default of {}.",
                    argument.name, self.library.label
                );
                let zh = format!("{} 在这里只能是 {usual}，即 {} 的默认值。", argument.name, self.library.label);
                self.leave_out(argument, &value, en, zh);
                return Ok(());
            }
            (_, To::Only) => return Ok(()),
            (Some(Said::Pair(first, second)), To::Pair(one, other, _)) => vec![(one, *first), (other, *second)],
            (Some(Said::Pair(first, second)), _) => {
                return Err(Error::new(
                    code::BAD_TYPE,
                    format_args!("{} is ({}, {}); use one number.", argument.name, Shown(*first), Shown(*second)),
                    format_args!("{} 是 ({}, {})；应为一个数。", argument.name, Shown(*first), Shown(*second)),
                )
                .on(argument.name));
            }
            (Some(Said::Number(number)), _) => argument.settings(*number),
            (Some(Said::Usual) | None, _) if argument.usual.is_nan() => return Err(self.missing(argument)),
            (Some(Said::Usual) | None, _) => argument.settings(argument.usual),
        };
        if argument.to == To::InverseTime && !numbers.is_empty() {
            self.schedule = Some("inverse-time");
        }
        for (name, value) in numbers {
            if form.with.iter().any(|(fixed, _)| *fixed == name) {
                continue;
            }
            self.set(argument, name, value, said.is_some())?;
        }
        Ok(())
    }

    fn set(&mut self, argument: &Argument, name: &'static str, value: f64, said: bool) -> Result<()> {
        let is_knob = self.optimizer.knobs.iter().any(|knob| knob.setting.name == name);
        let is_for_all =
            crate::optimizer::ALL.iter().all(|spec| spec.knobs.iter().all(|knob| knob.setting.name != name));
        if !is_knob && !is_for_all {
            if said && value != 0.0 {
                let en = format!("{} has no such setting here.", self.optimizer.label.en);
                let zh = format!("这里的 {} 没有这个设置。", self.optimizer.label.zh);
                self.leave_out(argument, &Shown(value).to_string(), en, zh);
            }
            return Ok(());
        }
        // What nobody can say follows from the convention, and may be what no reader can set.
        if argument.name.is_empty() && beyond(name, value).is_some() {
            return Ok(());
        }
        // Of two arguments for one setting, that which is used counts.
        match self.settings.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) if *known == 0.0 => *known = value,
            Some(_) => {}
            None => self.settings.push((name, value)),
        }
        Ok(())
    }

    fn leave_out(&mut self, argument: &Argument, value: &str, en: String, zh: String) {
        self.unsaid.push(Unsaid { argument: argument.name.to_owned(), value: value.to_owned(), en, zh });
    }

    fn missing(&self, argument: &Argument) -> Error {
        let (name, class, library) = (argument.name, self.class.name, self.library.label);
        Error::new(
            code::BAD_SHAPE,
            format_args!("{class} of {library} needs {name}."),
            format_args!("{library} 的 {class} 需要 {name}。"),
        )
        .on(name)
    }

    /// Checks that every number is one that a run here can have.
    ///
    /// # Errors
    /// For the first that is not.
    pub fn check(&self) -> Result<()> {
        for &(name, value) in &self.settings {
            let Some((min, max)) = beyond(name, value) else { continue };
            let theirs = self.class.arguments.iter().find(|argument| argument.usual_of(name).is_some());
            let theirs = theirs.map_or(name, |argument| argument.name);
            let (value, min, max) = (Shown(value), Shown(min), Shown(max));
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!("{theirs} is {value}; use a number from {min} to {max}."),
                format_args!("{theirs} 是 {value}；应为 {min} 到 {max} 的数。"),
            )
            .on(theirs));
        }
        Ok(())
    }
}
