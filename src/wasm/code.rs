//! Code that is made while the engine runs: fused plans.

use super::values::object;
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
