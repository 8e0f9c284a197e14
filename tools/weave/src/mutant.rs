//! Which mutant is on: that of `MUTANT`. With `MUTANTS_REACHED` none is, and the ids of all that were asked for are written to the file of
//! that name when the program ends. In Node there is `MUTANT` alone.
#![allow(unsafe_code, missing_docs)]

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

const NONE: u32 = u32::MAX;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::{AtomicU32, NONE, Relaxed};
    use std::sync::atomic::AtomicBool;

    const RECORD: u32 = NONE - 1;
    static ACTIVE: AtomicU32 = AtomicU32::new(NONE);
    static REACHED: [AtomicBool; COUNT_OF_ALL] = [const { AtomicBool::new(false) }; COUNT_OF_ALL];

    #[inline(always)]
    pub fn on(id: u32) -> bool {
        let active = ACTIVE.load(Relaxed);
        if active == RECORD {
            REACHED[id as usize].store(true, Relaxed);
        }
        active == id
    }

    extern "C" fn begin() {
        if let Some(id) = std::env::var("MUTANT").ok().and_then(|id| id.parse().ok()) {
            ACTIVE.store(id, Relaxed);
        } else if std::env::var_os("MUTANTS_REACHED").is_some() {
            ACTIVE.store(RECORD, Relaxed);
        }
    }

    extern "C" fn end() {
        if let Some(path) = std::env::var_os("MUTANTS_REACHED") {
            let reached = (0..COUNT_OF_ALL).filter(|&id| REACHED[id].load(Relaxed));
            let ids: Vec<String> = reached.map(|id| id.to_string()).collect();
            std::fs::write(path, ids.join(" ")).expect("a place for the ids");
        }
    }

    // SAFETY: what stands in these two sections are functions without arguments, which the system calls before `main` and after it.
    #[used]
    #[unsafe(link_section = ".init_array")]
    static BEGIN: extern "C" fn() = begin;
    #[used]
    #[unsafe(link_section = ".fini_array")]
    static END: extern "C" fn() = end;
}

#[cfg(not(target_arch = "wasm32"))]
pub use native::on;

/// As the environment has it, which is asked for at the first question.
#[cfg(target_arch = "wasm32")]
#[inline(always)]
pub fn on(id: u32) -> bool {
    const UNASKED: u32 = NONE - 1;
    static ACTIVE: AtomicU32 = AtomicU32::new(UNASKED);
    if ACTIVE.load(Relaxed) == UNASKED {
        ACTIVE.store(asked(), Relaxed);
    }
    ACTIVE.load(Relaxed) == id
}

#[cfg(target_arch = "wasm32")]
#[cold]
fn asked() -> u32 {
    let of = |object: js_sys::Object, name: &str| js_sys::Reflect::get(&object, &name.into()).unwrap_or_default();
    let environment = of(of(js_sys::global(), "process").into(), "env");
    of(environment.into(), "MUTANT").as_string().and_then(|id| id.parse().ok()).unwrap_or(NONE)
}
