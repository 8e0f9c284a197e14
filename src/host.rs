//! What a machine's surroundings do for the engine, where they do it better.
//!
//! A browser can compile code, and reads and writes numbers exactly: in WebAssembly the engine leaves both to it (the
//! standard library's tables for numbers are large for a page to load). A native build does without a host.

use std::sync::OnceLock;

/// What the host can do.
pub struct Host {
    /// Makes the export `f` (bytes of each row → nothing) of a WebAssembly module callable, and gives its place in the
    /// function table. The module imports the engine's own memory as `e.m`, and as `e.c` the engine's function that has
    /// the given place.
    pub load_code: fn(module: &[u8], called: usize) -> Option<usize>,
    /// Gives the place back.
    pub release_code: fn(usize),
    /// The number nearest to a decimal text.
    pub parse_number: fn(&str) -> f64,
    /// The shortest decimal text that is read as this number.
    pub show_number: fn(f64) -> String,
}

static HOST: OnceLock<Host> = OnceLock::new();

/// Names the host, once.
pub fn set(host: Host) {
    let _ = HOST.set(host);
}

/// The host, if there is one.
pub fn get() -> Option<&'static Host> {
    HOST.get()
}
