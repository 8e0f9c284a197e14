//! The same configuration and seed make the same run, natively as in a browser (`browser.rs`) and in Node
//! (`unit/runs.test.js`), today as when the files in `golden/` were written: links rely on it.
//!
//! `UPDATE_GOLDEN=1 cargo test --test engine same_everywhere::` writes the files anew.

use crate::golden;

#[test]
fn runs_are_those_of_the_file() {
    compare(&golden::RUNS);
}

#[cfg(feature = "full")]
#[test]
fn networks_are_those_of_the_file() {
    compare(&golden::NETWORKS);
}

fn compare(golden: &golden::Golden) {
    let found = (golden.found)();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = format!("{}/tests/golden/{}", env!("CARGO_MANIFEST_DIR"), golden.file);
        std::fs::write(&path, found.join("\n") + "\n").expect("the file can be written");
        println!("wrote {} lines to {path}", found.len());
        return;
    }
    if let Some(complaint) = golden.complaint(&found) {
        panic!(
            "{complaint}\nIf runs are meant to change, write the file anew: UPDATE_GOLDEN=1 cargo test --test engine same_everywhere::"
        );
    }
}
