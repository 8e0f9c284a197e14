//! What the browser does for the engine, and its memory.

use super::values::object;
use crate::edition::FULL;
use js_sys::{Function, Reflect, WebAssembly};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    /// Places in the function table that are free again.
    static FREE: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Compiles a module that works on this module's own memory, and puts its function into this module's function table. A
/// browser that will not (a content security policy, say) leaves plans as they are.
pub(super) fn load_code(module: &[u8], called: usize) -> Option<usize> {
    if !FULL {
        return None;
    }
    let table: WebAssembly::Table = wasm_bindgen::function_table().dyn_into().ok()?;
    // Not the table itself: a browser keeps whatever imports a table for as long as the table.
    let called = table.get(called as u32).ok()?;
    let shared = object(&[("m", wasm_bindgen::memory()), ("c", called.into())]);
    let module = WebAssembly::Module::new(&js_sys::Uint8Array::from(module).into()).ok()?;
    let instance = WebAssembly::Instance::new(&module, object(&[("e", shared)]).unchecked_ref()).ok()?;
    let function: Function = Reflect::get(&instance.exports(), &"f".into()).ok()?.dyn_into().ok()?;
    let place = match FREE.with_borrow_mut(Vec::pop) {
        Some(place) => place as u32,
        None => table.grow(1).ok()?,
    };
    table.set(place, &function).ok()?;
    Some(place as usize)
}

pub(super) fn release_code(place: usize) {
    if let Ok(table) = wasm_bindgen::function_table().dyn_into::<WebAssembly::Table>() {
        let _ = table.set_raw(place as u32, &JsValue::NULL);
    }
    FREE.with_borrow_mut(|free| free.push(place));
}

pub(super) fn parse_number(text: &str) -> f64 {
    js_sys::parse_float(text)
}

pub(super) fn show_number(number: f64) -> String {
    js_sys::Number::from(number).to_string_with_radix(10).map_or_else(|_| String::new(), String::from)
}

/// A small allocator: a page loads it, too. The whole engine has the usual one, which merges what is freed with all that is free
/// beside it: buffers of megabytes would leave holes in which no other fits.
#[cfg(not(feature = "full"))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
