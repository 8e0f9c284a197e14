//! The core knows no browser: the boundary does.

use std::fs;
use std::path::{Path, PathBuf};

/// The file, and the folder of what belongs to it.
const BOUNDARY: &str = "src/wasm.rs";
const BROWSER_CRATES: [&str; 4] = ["wasm_bindgen", "js_sys", "web_sys", "getrandom"];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("a folder can be read").path());
    paths
        .flat_map(|path| match path.is_dir() {
            true => rust_files(&path),
            false => Vec::from_iter(path.extension().is_some_and(|ending| ending == "rs").then_some(path)),
        })
        .collect()
}

#[test]
fn only_the_boundary_names_the_browser_crates() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let boundary = root.join(BOUNDARY);
    let files = rust_files(&root.join("src"));
    assert!(files.contains(&boundary), "{BOUNDARY} is not there");
    let mut unused = BROWSER_CRATES.to_vec();
    for file in files {
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        // As a crate, `a_b` may also be written `a-b`.
        let named = |name: &str| text.contains(name) || text.contains(&name.replace('_', "-"));
        if file == boundary || file.starts_with(boundary.with_extension("")) {
            unused.retain(|name| !named(name));
            continue;
        }
        for name in BROWSER_CRATES {
            assert!(!named(name), "{} names {name}; what needs it belongs into {BOUNDARY}", file.display());
        }
    }
    assert!(unused.is_empty(), "the boundary does not use {unused:?}: is it still needed?");
}
