//! `weave <sources> <copy> <list.json> [ids…]` writes the mutants of a list, but those ids, into a copy of the sources: each stands beside
//! the original, and the environment says which of them is on. So thousands are compiled once, where each would take a minute of its own.
//! The list is that of `cargo mutants --list --json`; what is printed are the ids of those that were written, a mutant's id being its place
//! in the list.

mod find;
mod write;

use find::{Mutant, sites};
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::fs;
use std::path::Path;

/// What answers `on(id)` in the copy.
const ASKED: &str = include_str!("mutant.rs");

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [sources, copy, list, left_out @ ..] = args.as_slice() else {
        return Err("weave <sources> <copy> <list.json> [ids…]".into());
    };
    let (sources, copy) = (Path::new(sources), Path::new(copy));
    let left_out: HashSet<usize> = left_out.iter().map(|id| id.parse()).collect::<Result<_, _>>()?;
    let list: Vec<Json> = serde_json::from_str(&fs::read_to_string(list)?)?;

    let mut files: BTreeMap<&str, Vec<Mutant>> = BTreeMap::new();
    for (id, listed) in list.iter().enumerate().filter(|(id, _)| !left_out.contains(id)) {
        let (file, mutant) = Mutant::read(id, listed).ok_or("this is no list of cargo-mutants 27")?;
        files.entry(file).or_default().push(mutant);
    }
    let mut written = Vec::new();
    for (file, mutants) in files {
        let source = fs::read_to_string(sources.join(file))?;
        let (text, ids) = write::with(&source, &sites(&syn::parse_file(&source)?, &mutants));
        fs::write(copy.join(file), text)?;
        written.extend(ids);
    }
    let library = fs::read_to_string(sources.join("src/lib.rs"))?;
    fs::write(copy.join("src/lib.rs"), library + "\n#[doc(hidden)]\npub mod mutant;\n")?;
    fs::write(copy.join("src/mutant.rs"), ASKED.replace("COUNT_OF_ALL", &list.len().to_string()))?;
    written.sort_unstable();
    println!("{}", serde_json::to_string(&written)?);
    Ok(())
}
