//! What the browser does for the engine, and its memory.

use super::js;
use wasm_bindgen::prelude::*;

pub(super) fn parse_number(text: &str) -> f64 {
    js::parse_float(text)
}

pub(super) fn show_number(number: f64) -> String {
    js::Number::from(JsValue::from_f64(number)).to_string_with_radix(10).map_or_else(|_| String::new(), String::from)
}

/// A small allocator: a page loads it, too. The whole engine has the usual one, which merges what is freed with all that is free
/// beside it: buffers of megabytes would leave holes in which no other fits.
#[cfg(not(feature = "full"))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
