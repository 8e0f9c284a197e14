//! Replays inputs that were made to do harm: nothing panics, and none takes more memory than the ceiling. `npm run fuzz` makes up
//! others; what it finds is kept in `tests/hostile/corpus/`, a folder for each kind.
#![cfg(all(feature = "full", not(target_arch = "wasm32")))]

#[path = "hostile/inputs/lib.rs"]
mod inputs;

use std::fs;
use std::path::Path;

fn replay(name: &str, take: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/corpus").join(name);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut count = 0;
    for file in files {
        let path = file.expect("a folder can be read").path();
        println!("{}", path.display());
        take(&fs::read(&path).expect("a file can be read"));
        count += 1;
    }
    assert!(count > 0, "{} is empty", folder.display());
}

macro_rules! replays {
    ($($name:ident)*) => {
        $(#[test] fn $name() { replay(stringify!($name), inputs::$name); })*
    };
}

replays!(formula settings points experiment maps landscape digits table checkpoint call);
