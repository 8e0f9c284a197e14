//! Names and values from outside, each checked when it is asked for.

use crate::catalog::{Kind, MAX_SEED, SETTINGS, Setting};
use crate::error::{Error, Result, code};
use crate::number::{self, Shown};
use crate::sampler::BatchSize;
use crate::text::names;

/// A value from outside, before anyone has looked at it. Text is read as whatever the setting needs: attributes and links
/// have nothing else.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list of numbers.
    Numbers(Vec<f64>),
    /// A list of lists of numbers.
    Rows(Vec<Vec<f64>>),
    /// Something else; the text says what.
    Other(String),
}

/// Settings by name.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    pub(crate) values: &'a [(String, Value)],
    known: &'static [&'static Setting],
}

impl<'a> Settings<'a> {
    /// Settings of a run on a formula or a small model.
    pub fn new(values: &'a [(String, Value)]) -> Self {
        Self { values, known: SETTINGS }
    }

    /// Settings among those that are `known`.
    pub fn among(values: &'a [(String, Value)], known: &'static [&'static Setting]) -> Self {
        Self { values, known }
    }

    /// The setting of that name, where there is one.
    pub fn setting(&self, name: &str) -> Option<&'static Setting> {
        self.known.iter().copied().find(|setting| setting.name == name)
    }

    /// Checks that none changes what cannot change during a run.
    ///
    /// # Errors
    /// For the first that does.
    pub fn check_live(&self) -> Result<()> {
        for (key, _) in self.values {
            if self.setting(key).is_some_and(|setting| !setting.live) {
                return Err(Error::new(
                    code::NOT_LIVE,
                    format_args!("{key} cannot change during a run; start a new experiment with it."),
                    format_args!("运行中不能改变 {key}；请用它新建一次实验。"),
                )
                .on(key));
            }
        }
        Ok(())
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    pub(crate) fn check_keys(&self) -> Result<()> {
        for (key, _) in self.values {
            if self.setting(key).is_none() {
                let names = names(self.known.iter().map(|s| s.name));
                return Err(Error::new(
                    code::UNKNOWN_KEY,
                    format_args!("There is no setting “{key}”; use one of {names}."),
                    format_args!("没有“{key}”这个设置；有 {names}。"),
                )
                .on(key));
            }
        }
        Ok(())
    }

    /// A text, or nothing where there is none.
    pub fn text(&self, name: &str) -> Result<Option<String>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text.clone())),
            Some(other) => Err(wrong_type(name, other, "a text", "文字")),
        }
    }

    /// A number in the range of its setting.
    pub fn number(&self, name: &str) -> Result<Option<f64>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let kind = self.setting(name).map(|setting| setting.kind);
        let (min, max, whole) = match kind {
            Some(Kind::Number { min, max, .. }) => (min, max, false),
            Some(Kind::Integer { min, max, .. }) => (min, max, true),
            Some(Kind::Switch) => (0.0, 1.0, true),
            Some(Kind::Seed) => (0.0, MAX_SEED, true),
            _ => (f64::MIN, f64::MAX, false),
        };
        let number = match value {
            Value::Number(number) => Some(*number),
            // An attribute without a value is on.
            Value::Text(text) if kind == Some(Kind::Switch) && (text == "true" || text.is_empty()) => Some(1.0),
            Value::Text(text) if kind == Some(Kind::Switch) && text == "false" => Some(0.0),
            Value::Text(text) => number::parse(text),
            _ => None,
        };
        let (low, high) = (Shown(min), Shown(max));
        let (kind_en, kind_zh) = if whole { ("a whole number", "整数") } else { ("a number", "数") };
        let Some(number) = number else {
            return Err(wrong_type(
                name,
                value,
                &format!("{kind_en} from {low} to {high}"),
                &format!("{low} 到 {high} 的{kind_zh}"),
            ));
        };
        if !(min..=max).contains(&number) || (whole && number.fract() != 0.0) {
            let found = Shown(number);
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!("{name} is {found}; use {kind_en} from {low} to {high}."),
                format_args!("{name} 是 {found}；应为 {low} 到 {high} 的{kind_zh}。"),
            )
            .on(name));
        }
        Ok(Some(number))
    }

    pub(crate) fn batch(&self, name: &str) -> Result<Option<BatchSize>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let number = match value {
            Value::Text(text) if text.trim() == "full" => return Ok(Some(BatchSize::Full)),
            Value::Text(text) => number::parse(text),
            Value::Number(number) => Some(*number),
            _ => None,
        };
        match number {
            Some(n) if n >= 1.0 && n.fract() == 0.0 && n <= f64::from(u32::MAX) => {
                Ok(Some(BatchSize::Some(n as usize)))
            }
            Some(n) => Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!("{name} is {}; use a whole number from 1, or “full”.", Shown(n)),
                format_args!("{name} 是 {}；应为从 1 起的整数，或“full”。", Shown(n)),
            )
            .on(name)),
            None => Err(wrong_type(name, value, "a whole number from 1, or “full”", "从 1 起的整数，或“full”")),
        }
    }

    /// A list of finite numbers, also written as text with commas.
    pub fn numbers(&self, name: &str) -> Result<Option<Vec<f64>>> {
        let list = match self.get(name) {
            None => return Ok(None),
            Some(Value::Number(number)) => Some(vec![*number]),
            Some(Value::Numbers(list)) => Some(list.clone()),
            Some(Value::Text(text)) => numbers_in(text),
            Some(_) => None,
        };
        match list {
            Some(list) if list.iter().all(|x| x.is_finite()) => Ok(Some(list)),
            _ => {
                let value = self.get(name).cloned().unwrap_or(Value::Other(String::new()));
                Err(wrong_type(
                    name,
                    &value,
                    "finite numbers with commas between them, for example -1,1",
                    "用逗号隔开的有限数，例如 -1,1",
                ))
            }
        }
    }

    pub(crate) fn rows(&self, name: &str) -> Result<Option<Vec<Vec<f64>>>> {
        let rows = match self.get(name) {
            None => return Ok(None),
            Some(Value::Rows(rows)) => Some(rows.clone()),
            // An empty list is one of rows as well as of numbers.
            Some(Value::Numbers(list)) if list.is_empty() => Some(Vec::new()),
            Some(Value::Text(text)) => {
                let rows = text.split([';', '\n']).filter(|row| !row.trim().is_empty());
                rows.map(numbers_in).collect()
            }
            Some(_) => None,
        };
        match rows {
            Some(rows) => Ok(Some(rows)),
            None => {
                let value = self.get(name).cloned().unwrap_or(Value::Other(String::new()));
                Err(wrong_type(name, &value, "rows of numbers, for example 1,2; 2,3.5", "一行行的数，例如 1,2; 2,3.5"))
            }
        }
    }
}

fn numbers_in(text: &str) -> Option<Vec<f64>> {
    text.split([',', '，']).map(number::parse).collect()
}

/// A name that is not in the catalog.
pub(crate) fn unknown<'a>(key: &str, found: &str, known: impl Iterator<Item = &'a str>) -> Error {
    let names = names(known);
    Error::new(
        code::UNKNOWN_NAME,
        format_args!("{key} “{found}” is not known; use one of {names}."),
        format_args!("没有名为“{found}”的 {key}；有 {names}。"),
    )
    .on(key)
}

pub(crate) fn wrong_type(key: &str, found: &Value, fits_en: &str, fits_zh: &str) -> Error {
    let found = match found {
        Value::Number(number) => Shown(*number).to_string(),
        Value::Text(text) => format!("“{text}”"),
        Value::Numbers(list) => number::list(list),
        Value::Rows(_) => "a list of lists".into(),
        Value::Other(what) => what.clone(),
    };
    Error::new(
        code::BAD_TYPE,
        format_args!("{key} is {found}; use {fits_en}."),
        format_args!("{key} 是 {found}；应为{fits_zh}。"),
    )
    .on(key)
}
