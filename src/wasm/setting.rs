//! A setting of the catalog, as a record.

use super::texts::text;
use super::values::object;
use crate::catalog::{Default, Kind, Setting};
use wasm_bindgen::prelude::*;

pub(super) fn setting_record(setting: &Setting) -> JsValue {
    let none = JsValue::NULL;
    let default = match setting.default {
        Default::Open => JsValue::NULL,
        Default::Number(number) => number.into(),
        Default::Name(name) => name.into(),
    };
    let (kind, min, max, scale) = match setting.kind {
        Kind::Number { min, max, scale } => ("number", min.into(), max.into(), scale.name()),
        Kind::Integer { min, max, scale } => ("integer", min.into(), max.into(), scale.name()),
        Kind::Switch => ("switch", none.clone(), none, "linear"),
        Kind::Batch => ("batch", 1.into(), none, "linear"),
        Kind::Seed => ("seed", 0.into(), crate::catalog::MAX_SEED.into(), "linear"),
        Kind::Choice => ("choice", none.clone(), none, "linear"),
        Kind::Formula => ("text", none.clone(), none, "linear"),
        Kind::Numbers => ("numbers", none.clone(), none, "linear"),
        Kind::Rows => ("rows", none.clone(), none, "linear"),
    };
    object(&[
        ("name", setting.name.into()),
        ("attribute", setting.attribute().into()),
        ("symbol", setting.symbol.into()),
        ("label", text(setting.label)),
        ("note", text(setting.note)),
        ("kind", kind.into()),
        ("scale", scale.into()),
        ("min", min),
        ("max", max),
        ("default", default),
        ("live", setting.live.into()),
        ("more", setting.more.into()),
    ])
}
