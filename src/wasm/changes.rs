//! What was changed in the course of a training, out and in.

use super::js::{Array, Reflect};
use super::network::NetworkRun;
use super::values::{Answer, list, object, thrown, values};
use crate::config::Value;
use crate::network::training::Change;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl NetworkRun {
    /// What was done to it, in order; first the settings of the start.
    pub fn changes(&self) -> JsValue {
        list(self.0.changes().into_iter().map(|(step, change)| {
            let step = ("step", JsValue::from(step as f64));
            match change {
                Change::Settings(values) => {
                    let fields: Vec<(&str, JsValue)> = values.iter().map(|(name, x)| (&name[..], told(x))).collect();
                    object(&[step, ("settings", object(&fields))])
                }
                Change::Parameter(index, value) => {
                    object(&[step, ("parameter", (index as f64).into()), ("value", value.into())])
                }
            }
        }))
    }

    /// Takes what another run gave as its changes. What is none is left out.
    #[wasm_bindgen(js_name = takeChanges)]
    pub fn take_changes(&mut self, given: &JsValue) -> Answer<()> {
        let all = given.dyn_ref::<Array>().cloned().unwrap_or_default();
        let mut changes = Vec::new();
        for change in all.iter() {
            let field = |name: &str| Reflect::get(&change, &name.into()).unwrap_or(JsValue::UNDEFINED);
            let Some(step) = field("step").as_f64() else { continue };
            let settings = field("settings");
            if let (Some(index), Some(value)) = (field("parameter").as_f64(), field("value").as_f64()) {
                changes.push((step as usize, Change::Parameter(index as usize, value)));
            } else if settings.is_object() {
                changes.push((step as usize, Change::Settings(values(&settings)?)));
            }
        }
        self.0.take_changes(&changes).map_err(|error| thrown(&error))
    }
}

fn told(value: &Value) -> JsValue {
    match value {
        Value::Number(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        _ => JsValue::UNDEFINED,
    }
}
