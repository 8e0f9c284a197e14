//! The same configuration and seed make the same run, natively as in a browser (`browser.rs`) and in Node
//! (`unit/engine.test.js`), today as when `golden/runs.txt` was written: links rely on it.
//!
//! `UPDATE_GOLDEN=1 cargo test --test same_everywhere` writes the file anew.
#![cfg(not(target_arch = "wasm32"))]

mod common;
mod golden;

#[test]
fn runs_are_those_of_the_file() {
    let found = golden::lines();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/runs.txt");
        std::fs::write(path, found.join("\n") + "\n").expect("the file can be written");
        println!("wrote {} lines to {path}", found.len());
        return;
    }
    if let Some(complaint) = golden::complaint(&found) {
        panic!(
            "{complaint}\nIf runs are meant to change, write the file anew: UPDATE_GOLDEN=1 cargo test --test same_everywhere"
        );
    }
}
