//! Other libraries: what they have, and what their lines are here.

use super::run::rule_record;
use super::values::{Answer, config, list, object, thrown, value, values, words};
use crate::config::Value;
use crate::error::{Error, code};
use crate::library::pasted;
use crate::library::reading::{self, Reading, Said};
use crate::optimizer::library::{ALL, Class, Library, To};
use crate::optimizer::{Step, explain};
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

/// Every library with its optimizers, for the catalog.
pub(super) fn libraries() -> JsValue {
    list(ALL.iter().map(|library| {
        object(&[
            ("name", library.name.into()),
            ("label", library.label.into()),
            ("version", library.version.into()),
            ("language", library.language.into()),
            ("paths", words(library.paths)),
            ("conventions", words(library.names)),
            ("classes", list(library.classes.iter().map(|class| class_record(library, class)))),
        ])
    }))
}

fn class_record(library: &Library, class: &Class) -> JsValue {
    let arguments = class.arguments.iter().map(|argument| {
        let settings: Vec<&str> = argument.settings(0.5).into_iter().map(|(name, _)| name).collect();
        object(&[
            ("name", argument.name.into()),
            ("settings", words(&settings)),
            ("pair", matches!(argument.to, To::Pair(..)).into()),
            ("usual", if argument.usual.is_nan() { JsValue::NULL } else { argument.usual.into() }),
        ])
    });
    let forms = class.forms.iter().map(|form| {
        let with: Vec<&str> = form.with.iter().map(|(name, _)| *name).collect();
        object(&[
            ("optimizer", form.optimizer.into()),
            ("convention", library.names[usize::from(form.name)].into()),
            ("when", form.when.into()),
            ("and", form.and.into()),
            ("with", words(&with)),
            ("start", form.parts.start.into()),
        ])
    });
    object(&[("name", class.name.into()), ("arguments", list(arguments)), ("forms", list(forms))])
}

/// The update rule of a configuration in letters, for one parameter w in its first step.
#[wasm_bindgen]
pub fn rule(options: &JsValue) -> Answer<JsValue> {
    let tuning = config(options)?.tuning;
    let (spec, hyper) = (tuning.optimizer, &tuning.hyper);
    let slots = spec.slots_for(&hyper.knobs, hyper.parts, &[1.0]);
    let step =
        Step { rate: hyper.rate_at(0), t: 1, variables: &["w"], params: &[1.0], gradient: &[1.0], slots: &slots };
    Ok(rule_record(&explain(spec, hyper, &step, 0)))
}

/// A pasted line, or `{ library, rule, settings }` with the library's own names, as settings of a run.
#[wasm_bindgen(js_name = fromLibrary)]
pub fn from_library(from: &JsValue) -> Answer<JsValue> {
    let reading = match from.as_string() {
        Some(text) => pasted::read(&text),
        None => named(&values(from)?, from),
    };
    reading.map(|reading| record(&reading)).map_err(|error| thrown(&error))
}

fn named(from: &[(String, Value)], object: &JsValue) -> crate::error::Result<Reading> {
    let text = |name: &str| {
        let found = from.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        match found {
            Some(Value::Text(text)) => Ok(text.clone()),
            _ => Err(Error::new(
                code::BAD_TYPE,
                format_args!("{name} is missing; give a name, for example {{ library: 'torch', rule: 'SGD', settings: {{ lr: 0.1 }} }}."),
                format_args!("缺少 {name}；应给出名称，例如 {{ library: 'torch', rule: 'SGD', settings: {{ lr: 0.1 }} }}。"),
            )
            .on(name)),
        }
    };
    let library = reading::library(&text("library")?)?;
    let class = reading::class(library, &text("rule")?)?;
    let settings = Reflect::get(object, &"settings".into()).unwrap_or(JsValue::UNDEFINED);
    let entries = settings.dyn_ref::<Object>().map(Object::entries).unwrap_or_default();
    let said: Vec<(String, Said)> = entries
        .iter()
        .map(|entry| {
            let entry = js_sys::Array::from(&entry);
            (entry.get(0).as_string().unwrap_or_default(), said(&entry.get(1)))
        })
        .collect();
    let reading = reading::read(library, class, &said)?;
    reading.check()?;
    Ok(reading)
}

fn said(from: &JsValue) -> Said {
    if from.is_null() || from.is_undefined() {
        return Said::Usual;
    }
    if let Some(flag) = from.as_bool() {
        return Said::Number(f64::from(u8::from(flag)));
    }
    match value(from) {
        Value::Number(number) => Said::Number(number),
        Value::Numbers(pair) if pair.len() == 2 => Said::Pair(pair[0], pair[1]),
        Value::Text(text) => Said::Other(format!("“{text}”")),
        Value::Numbers(_) | Value::Rows(_) => Said::Other("a list".to_owned()),
        Value::Other(what) => Said::Other(what),
    }
}

fn record(reading: &Reading) -> JsValue {
    let config = Object::new();
    let set = |name: &str, value: JsValue| {
        let _ = Reflect::set(&config, &name.into(), &value);
    };
    set("optimizer", reading.optimizer.name.into());
    set("convention", reading.convention.name().into());
    if let Some(schedule) = reading.schedule {
        set("schedule", schedule.into());
    }
    for &(name, value) in &reading.settings {
        set(name, value.into());
    }
    let unsaid = reading.unsaid.iter().map(|unsaid| {
        object(&[
            ("argument", unsaid.argument.as_str().into()),
            ("value", unsaid.value.as_str().into()),
            ("note", object(&[("en", unsaid.en.as_str().into()), ("zh", unsaid.zh.as_str().into())])),
        ])
    });
    object(&[
        ("library", reading.library.name.into()),
        ("rule", reading.class.name.into()),
        ("optimizer", reading.optimizer.name.into()),
        ("convention", reading.convention.name().into()),
        ("config", config.into()),
        ("unsaid", list(unsaid)),
    ])
}
