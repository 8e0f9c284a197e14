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

    let mut written = Vec::new();
    for (file, mutants) in by_file(&list, &left_out)? {
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

/// The mutants of each file. One of which all are left out has none: it is written, too, since the copy may still have them.
fn by_file<'a>(list: &'a [Json], left_out: &HashSet<usize>) -> Result<BTreeMap<&'a str, Vec<Mutant>>, Box<dyn Error>> {
    let mut files: BTreeMap<&str, Vec<Mutant>> = BTreeMap::new();
    for (id, listed) in list.iter().enumerate() {
        let (file, mutant) = Mutant::read(id, listed).ok_or("this is no list of cargo-mutants 27")?;
        let mutants = files.entry(file).or_default();
        if !left_out.contains(&id) {
            mutants.push(mutant);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Else a mutant that the compiler refuses would stay in the copy, to be refused again for ever.
    #[test]
    fn a_file_of_which_all_are_left_out_is_written() {
        let mutant = |file: &str| {
            serde_json::json!({
                "file": file, "genre": "BinaryOperator", "replacement": "-", "name": "", "package": "p", "function": null,
                "span": { "start": { "line": 1, "column": 1 }, "end": { "line": 1, "column": 2 } }
            })
        };
        let list = [mutant("a.rs"), mutant("b.rs"), mutant("b.rs")];
        let files = by_file(&list, &HashSet::from([0, 2])).expect("a list");
        let counts: Vec<_> = files.iter().map(|(file, mutants)| (*file, mutants.len())).collect();
        assert_eq!(counts, [("a.rs", 0), ("b.rs", 1)]);
    }
}
