//! Texts, for programs: the whole engine tells them in every language.

use super::values::object;
use crate::config::Config;
use crate::text::Text;
use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// A text in every language.
pub(super) fn text(text: Text) -> JsValue {
    object(&[("en", text.en.into()), ("zh", text.zh.into())])
}

/// What is minimised, as people call it.
pub(super) fn add_label(record: &JsValue, config: &Config) {
    // Setting a field of a fresh plain object cannot fail.
    let _ = Reflect::set(record, &"label".into(), &text(config.label()));
}
