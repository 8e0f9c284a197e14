//! A module imports only those below it, and no file of `src/` imports itself by way of others. Every file of tests is compiled.
#![cfg(not(target_arch = "wasm32"))]

mod imports;

use imports::{Imports, imports, loops, upward};
use std::collections::BTreeMap;
use std::fs;

fn source(file: &str) -> Option<String> {
    fs::read_to_string(format!("src/{file}")).ok()
}

/// The modules from the ground up: the list under “# Floors” in the documentation of `lib.rs`, where each item begins with
/// the modules that it is about.
fn floors(lib: &str) -> Vec<String> {
    let list = lib.lines().skip_while(|line| !line.starts_with("//! # Floors"));
    let mut floors = Vec::new();
    for item in list.filter_map(|line| line.strip_prefix("//! - ")) {
        let (modules, _) = item.split_once(": ").unwrap_or_else(|| panic!("what is it about: {item}"));
        floors.extend(modules.split(", ").map(|module| module.trim_matches(['[', ']', '`']).to_owned()));
    }
    floors
}

fn ways(imports: &Imports) -> Vec<String> {
    loops(imports).iter().map(|way| way.join(" -> ")).collect()
}

#[test]
fn no_file_imports_itself_by_way_of_others() {
    let found = ways(&imports(&source));
    assert!(found.is_empty(), "{} loops:\n{}", found.len(), found.join("\n"));
}

#[test]
fn no_module_imports_one_above() {
    let floors = floors(&source("lib.rs").expect("lib.rs"));
    let imports = imports(&source);
    for floor in &floors {
        assert!(imports.keys().any(|file| file.split(['/', '.']).next() == Some(floor)), "there is no module {floor}");
    }
    assert!(imports.values().map(|targets| targets.len()).sum::<usize>() > 200, "hardly any imports were found");
    let found = upward(&imports, &floors);
    assert!(found.is_empty(), "{} upward imports:\n{}", found.len(), found.join("\n"));
}

/// Cargo looks for none by itself, and a file that no program names would pass by being left out.
#[test]
fn every_file_of_tests_belongs_to_a_program() {
    let [cargo, engine] = ["Cargo.toml", "tests/engine.rs"]
        .map(|file| fs::read_to_string(file).unwrap_or_else(|error| panic!("{file}: {error}")));
    let files = fs::read_dir("tests").expect("tests").map(|file| file.expect("a file").path());
    for file in files.filter(|file| file.extension().is_some_and(|end| end == "rs")) {
        let name = file.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let named =
            cargo.contains(&format!("[[test]]\nname = \"{name}\"")) || engine.contains(&format!("\nmod {name};"));
        assert!(named, "neither Cargo.toml nor tests/engine.rs names tests/{name}.rs");
    }
}

/// A made-up crate: its files, and what they hold.
fn made_up(files: &[(&str, &str)]) -> Imports {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    imports(&|file| files.get(file).map(|text| (*text).to_owned()))
}

const GROUND: &str = "//! # Floors\n//! - [`a`], `b`: first\n//! - `c`: above\npub mod a; mod b; pub mod c;";

#[test]
fn a_loop_is_found_however_it_is_written() {
    for import in [
        "use crate::a::One;",
        "use crate::{a::{self, Two}};",
        "use super::a as other;",
        "use crate::a::*;",
        "use crate::c::One;",
        "fn f() -> u32 { crate::a::ONE }",
        "fn f() { use crate::a; a::f(); }",
        "fn f() { let _: Vec<super::a::One> = Vec::new(); }",
        "fn f() -> String { format!(\"{}\", crate::a::ONE) }",
        "macro_rules! one { () => { $crate::a::ONE } }",
        "mod inner { use super::super::a::One; }",
    ] {
        let b = format!("pub struct B; {import}");
        let with = |a| {
            let deep = "use crate::b::B; pub struct Deep(B);";
            made_up(&[
                ("lib.rs", GROUND),
                ("a/mod.rs", a),
                ("a/deep.rs", deep),
                ("b.rs", &b),
                ("c.rs", "pub use crate::a::One;"),
            ])
        };
        assert!(
            ways(&with("mod deep; pub use deep::Deep; pub struct One;")).is_empty(),
            "a only declares deep: {import}"
        );
        let found = ways(&with("mod deep; use deep::Deep; pub struct One;"));
        assert_eq!(found, ["a/deep.rs -> b.rs -> a/mod.rs -> a/deep.rs"], "{import}");
    }
}

#[test]
fn what_is_re_exported_is_where_it_was_made() {
    let files = [
        ("lib.rs", GROUND),
        ("a/mod.rs", "mod deep; pub use deep::Deep;"),
        ("a/deep.rs", "use crate::b::B; pub struct Deep(B);"),
        ("b.rs", "use crate::a::Deep; pub struct B;"),
        ("c.rs", ""),
    ];
    assert_eq!(ways(&made_up(&files)), ["a/deep.rs -> b.rs -> a/deep.rs"]);
}

#[test]
fn an_upward_import_is_found_also_in_a_file_of_another_feature() {
    let files = [
        ("lib.rs", GROUND),
        ("a.rs", "pub(in crate::c) struct A; #[cfg(test)] mod tests { use crate::c::C; }"),
        ("b.rs", "#[cfg_attr(more, path = \"b/more.rs\")] mod part; use std::fmt; use crate::a::A;"),
        ("b/part.rs", ""),
        ("b/more.rs", "use crate::c::C;"),
        ("c.rs", "pub struct C; mod d;"),
        ("c/d.rs", "use crate::a::A;"),
    ];
    assert_eq!(floors(GROUND), ["a", "b", "c"]);
    assert_eq!(upward(&made_up(&files), &floors(GROUND)), ["b/more.rs -> c.rs: b stands below c"]);
    assert_eq!(
        upward(&made_up(&files), &["a", "b"].map(String::from))[1..],
        ["c.rs: the floors do not name c", "c/d.rs: the floors do not name c"]
    );
}
