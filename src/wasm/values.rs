//! Values in and out: plain options, records, lists, errors.

use super::js::{Array, ArrayBuffer, DataView, Float64Array, Object, Reflect};
use crate::config::{Config, Value};
use crate::error::{Error, Result, code};
use crate::experiment::Message;
#[cfg(feature = "full")]
use crate::memory::check_room;
use wasm_bindgen::prelude::*;

pub(super) type Answer<T> = std::result::Result<T, JsValue>;

/// An options object as names and values. `null` and `undefined` mean that an option, or the whole, is not given.
pub(super) fn values(options: &JsValue) -> Answer<Vec<(String, Value)>> {
    let given = |value: &JsValue| !value.is_null() && !value.is_undefined();
    if !given(options) {
        return Ok(Vec::new());
    }
    let object = options.dyn_ref::<Object>().filter(|object| !Array::is_array(object)).ok_or_else(|| {
        thrown(&Error::new(
            code::BAD_TYPE,
            format_args!(
                "A configuration is an object with names and values, for example {{ objective: 'rosenbrock' }}."
            ),
            format_args!("配置应是由名称和值组成的对象，例如 {{ objective: 'rosenbrock' }}。"),
        ))
    })?;
    let entries = Object::entries(object);
    let entries = entries.iter().map(|entry| entry.unchecked_into::<Array>()).filter(|entry| given(&entry.get(1)));
    Ok(entries.map(|entry| (entry.get(0).as_string().unwrap_or_default(), value(&entry.get(1)))).collect())
}

pub(super) fn value(from: &JsValue) -> Value {
    if let Some(number) = from.as_f64() {
        return Value::Number(number);
    }
    if let Some(text) = from.as_string().or_else(|| from.as_bool().map(|on| on.to_string())) {
        return Value::Text(text);
    }
    if let Some(numbers) = numbers(from) {
        return Value::Numbers(numbers);
    }
    if let Some(rows) = from.dyn_ref::<Array>().and_then(|rows| rows.iter().map(|row| numbers(&row)).collect()) {
        return Value::Rows(rows);
    }
    let kind =
        if Array::is_array(from) { "a list of something else than numbers" } else { "not a number, text or list" };
    Value::Other(kind.to_owned())
}

pub(super) fn numbers(from: &JsValue) -> Option<Vec<f64>> {
    // A DataView is a view of bytes, not of numbers.
    let is_list = ArrayBuffer::is_view(from) && !from.is_instance_of::<DataView>();
    let list = if is_list { Array::from(from) } else { from.dyn_ref::<Array>()?.clone() };
    list.iter().map(|x| x.as_f64()).collect()
}

/// What JavaScript has so many of, where there is room for a copy.
#[cfg(feature = "full")]
pub(super) fn copied<T>(length: u32, copy: impl FnOnce() -> Vec<T>) -> Answer<Vec<T>> {
    let bytes = f64::from(length) * size_of::<T>() as f64;
    check_room(bytes, bytes).map_err(|error| thrown(&error))?;
    Ok(copy())
}

pub(super) fn config(options: &JsValue) -> Answer<Config> {
    Config::read(&values(options)?, draw_seed).map_err(|error| thrown(&error))
}

/// A seed that nobody chose; short enough to be read out.
pub(super) fn draw_seed() -> Result<u64> {
    getrandom::u32().map(|bits| u64::from(bits % 1_000_000)).map_err(|_| {
        Error::new(
            code::UNAVAILABLE,
            format_args!("No random seed can be drawn here; give one."),
            format_args!("这里无法取得随机种子，请自己给一个。"),
        )
        .on("seed")
    })
}

pub(super) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

pub(super) fn list(items: impl IntoIterator<Item = JsValue>) -> JsValue {
    let array = Array::new();
    items.into_iter().for_each(|item| {
        array.push(&item);
    });
    array.into()
}

pub(super) fn floats(values: &[f64]) -> JsValue {
    Float64Array::from(values).into()
}

pub(super) fn plain(values: &[f64]) -> JsValue {
    list(values.iter().map(|&x| x.into()))
}

pub(super) fn words(words: &[&str]) -> JsValue {
    list(words.iter().map(|&word| word.into()))
}

pub(super) fn message(message: Option<Message>) -> JsValue {
    message.map_or(JsValue::NULL, |m| object(&[("en", m.en.into()), ("zh", m.zh.into())]))
}

/// What `engine.js` makes an `EngineError` of.
pub(super) fn thrown(error: &Error) -> JsValue {
    let (position, length) = error.place.map_or((JsValue::UNDEFINED, JsValue::UNDEFINED), |(position, length)| {
        ((position as u32).into(), (length as u32).into())
    });
    object(&[
        ("code", error.code.into()),
        ("messages", object(&[("en", error.en.as_str().into()), ("zh", error.zh.as_str().into())])),
        ("key", error.key.as_deref().map_or(JsValue::UNDEFINED, Into::into)),
        ("position", position),
        ("length", length),
    ])
}
