//! What strangers may give the engine, from bytes: each function does with them what a page would do. None may panic, take long, or
//! pass the [`ceiling`]. The fuzzer makes up inputs; `tests/hostile.rs` replays those that are kept.

mod ceiling;
mod networks;
mod reading;
mod runs;

pub use networks::{checkpoint, digits, landscape, points, table};
pub use reading::{call, formula};
pub use runs::{experiment, maps, settings};

use sgd_playground::config::Value;
use sgd_playground::error::Error;

/// Settings as a program gives them.
type Given = Vec<(String, Value)>;

/// A refusal has its sentence in both languages.
fn check(error: &Error) {
    let said = |text: &str, ends: [char; 2]| text.ends_with(ends) && text.len() > 1;
    assert!(said(&error.en, ['.', '?']) && said(&error.zh, ['。', '？']), "{error:?}");
}

/// A refusal of a text points into it, or at its end.
fn check_at(error: &Error, text: &str) {
    check(error);
    let length = text.encode_utf16().count();
    assert!(error.place.is_none_or(|(at, _)| at <= length), "{error:?} in {length}");
}

/// A JSON value as the boundary reads it from JavaScript.
fn value(from: &serde_json::Value) -> Value {
    use serde_json::Value as Json;
    let numbers = |list: &[Json]| list.iter().map(Json::as_f64).collect::<Option<Vec<f64>>>();
    match from {
        Json::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::NAN)),
        Json::String(text) => Value::Text(text.clone()),
        Json::Bool(on) => Value::Text(on.to_string()),
        Json::Array(list) => {
            let rows = || list.iter().map(|row| numbers(row.as_array()?)).collect::<Option<Vec<_>>>();
            numbers(list).map(Value::Numbers).or_else(|| rows().map(Value::Rows)).unwrap_or(Value::Other(String::new()))
        }
        Json::Object(_) | Json::Null => Value::Other("not a number, text or list".to_owned()),
    }
}

/// The objects of a list in JSON: each a call with its options.
fn calls(bytes: &[u8]) -> Vec<Given> {
    let objects = serde_json::from_slice::<Vec<serde_json::Map<String, serde_json::Value>>>(bytes).unwrap_or_default();
    let given = |object: &serde_json::Map<String, serde_json::Value>| {
        object.iter().filter(|(_, found)| !found.is_null()).map(|(name, found)| (name.clone(), value(found))).collect()
    };
    objects.iter().take(16).map(given).collect()
}

/// Takes a number that is no setting out of a call.
fn take(call: &mut Given, name: &str) -> Option<f64> {
    let at = call.iter().position(|(key, value)| key == name && matches!(value, Value::Number(_)))?;
    match call.remove(at).1 {
        Value::Number(number) => Some(number),
        _ => None,
    }
}
