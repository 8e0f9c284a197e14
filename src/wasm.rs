//! The boundary to JavaScript: plain options in, typed arrays out, one converter for errors.
//!
//! `www/engine/` is the only caller; it gives these functions the shape that people use. Nothing here computes. What a
//! figure needs is in `values`, `resolved`, `pictures`, `run` and `browser`; what it does not, in the others.

#![allow(unsafe_code, reason = "wasm-bindgen writes some")]

mod browser;
#[cfg(feature = "full")]
mod changes;
#[cfg_attr(not(feature = "full"), path = "wasm/no_code.rs")]
mod code;
#[cfg(feature = "full")]
mod full;
#[cfg(feature = "full")]
mod insight;
mod js;
#[cfg(feature = "full")]
mod landscape;
#[cfg(feature = "full")]
mod libraries;
#[cfg(feature = "full")]
mod maps;
#[cfg(feature = "full")]
mod network;
#[cfg(feature = "full")]
mod network_catalog;
mod pictures;
mod resolved;
mod run;
#[cfg(feature = "full")]
mod setting;
#[cfg(feature = "full")]
mod surface;
#[cfg_attr(not(feature = "full"), path = "wasm/no_texts.rs")]
mod texts;
#[cfg(feature = "full")]
mod together;
mod values;

use crate::edition::FULL;
use crate::host::{self, Host};
use std::hint::black_box;
use wasm_bindgen::prelude::*;

/// Bytes that the whole engine takes at once, as many as a small run needs: every growth may cost a copy of all of it.
const AHEAD: usize = 8 << 20;

/// Runs once when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    if FULL {
        drop(black_box(Vec::<u8>::with_capacity(AHEAD)));
    }
    std::panic::set_hook(Box::new(|info| {
        let message = format!("sgd-playground: {info}");
        js::error_1(&message.as_str().into());
    }));
    host::set(Host {
        load_code: code::load_code,
        release_code: code::release_code,
        parse_number: browser::parse_number,
        show_number: browser::show_number,
    });
}
