//! The traces of `golden/atlas`: what the optimizers of many libraries compute. The README there explains the files.

use serde_json::{Map, Value as Json};
use std::fs;
use std::path::PathBuf;

/// A point after each of so many steps.
pub const POINTS: usize = 50;

/// What one library computes.
#[derive(Debug)]
pub struct Library {
    /// That of its files, `torch` for example.
    pub name: String,
    /// Library and module in its own words.
    #[expect(dead_code, reason = "read, so that a file without it is refused")]
    pub library: String,
    pub version: String,
    /// When the numbers were last computed: year and month, or a day.
    pub ran: String,
    #[expect(dead_code, reason = "read, so that a file without it is refused")]
    pub note: String,
    pub cases: Vec<Case>,
}

#[derive(Debug)]
pub struct Case {
    /// The library's name of the rule, and of its settings; those that are not given are at the library's defaults. One in
    /// parentheses is no argument of the rule: it belongs to something else of the library.
    pub rule: String,
    pub settings: Map<String, Json>,
    pub objective: Objective,
    pub start: [f64; 2],
    pub precision: Precision,
    /// What is stored after each step: where the next gradient is asked for. NaN stands for infinities, too.
    pub points: Vec<[f64; 2]>,
    /// Of rules that average their points: the average after each step. Otherwise nothing.
    pub averaged: Vec<[f64; 2]>,
    /// How many times looser than usual a comparison has to be, and why.
    pub slack: f64,
    pub remark: Option<String>,
}

#[derive(Debug)]
pub enum Objective {
    /// (a·x² + b·y²) / 2, with the gradient (a·x, b·y).
    Quadratic { a: f64, b: f64 },
    /// (1 − x)² + 100 (y − x²)², with the gradient (−2 (1 − x) − 400 x r, 200 r), where r is y − x·x.
    Rosenbrock,
    /// One sample after another, from the first again after the last; the point holds the weights of a linear model.
    #[expect(dead_code, reason = "read, so that a file without it is refused")]
    Samples { inputs: Vec<[f64; 2]>, targets: Vec<f64>, loss: String },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Precision {
    F32,
    F64,
}

/// Every library, in the order of the names.
pub fn libraries() -> Vec<Library> {
    let files = fs::read_dir(folder()).expect("tests/golden/atlas is there");
    let paths = files.map(|file| file.expect("its files can be listed").path());
    let mut names: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "bin"))
        .map(|path| path.file_stem().expect("a file has a name").to_string_lossy().into_owned())
        .collect();
    names.sort();
    names.into_iter().map(library).collect()
}

pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/atlas")
}

fn library(name: String) -> Library {
    let read = |end: &str| {
        let path = folder().join(format!("{name}.{end}"));
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let head: Json = serde_json::from_slice(&read("json")).unwrap_or_else(|error| panic!("{name}.json: {error}"));
    let bytes = read("bin");
    let mut rest = bytes.as_slice();
    let cases = list(&head["cases"]).iter().map(|row| case(row, &mut rest)).collect();
    assert!(rest.is_empty(), "{name}.bin has more points than {name}.json has cases for");
    let [library, version, ran, note] = ["library", "version", "ran", "note"].map(|key| text(&head[key]).to_owned());
    Library { name, library, version, ran, note, cases }
}

fn case(row: &Json, rest: &mut &[u8]) -> Case {
    let or = |key: &str, usual: f64| row.get(key).map_or(usual, number);
    let (objective, start) = match text(&row["objective"]) {
        "quadratic" => (Objective::Quadratic { a: or("a", 1.0), b: or("b", 10.0) }, [1.0, -0.75]),
        "rosenbrock" => (Objective::Rosenbrock, [-1.25, 1.0]),
        "samples" => {
            let inputs = list(&row["X"]).iter().map(pair).collect();
            let targets = list(&row["y"]).iter().map(number).collect();
            (Objective::Samples { inputs, targets, loss: text(&row["loss"]).to_owned() }, [0.0, 0.0])
        }
        other => panic!("no objective is called “{other}”"),
    };
    let precision = match row.get("precision").map_or("f64", text) {
        "f32" => Precision::F32,
        "f64" => Precision::F64,
        other => panic!("“{other}” is no precision"),
    };
    let mut points = || (0..POINTS).map(|_| [take(rest, precision), take(rest, precision)]).collect();
    Case {
        rule: text(&row["rule"]).to_owned(),
        settings: row["settings"].as_object().expect("settings are an object").clone(),
        objective,
        start: row.get("start").map_or(start, pair),
        precision,
        points: points(),
        averaged: if row.get("averaged").is_some() { points() } else { Vec::new() },
        slack: or("check_slack", 1.0),
        remark: row.get("remark").map(|remark| text(remark).to_owned()),
    }
}

/// The next number.
fn take(rest: &mut &[u8], precision: Precision) -> f64 {
    match precision {
        Precision::F32 => f32::from_le_bytes(bytes(rest)).into(),
        Precision::F64 => f64::from_le_bytes(bytes(rest)),
    }
}

fn bytes<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    let (number, after) = rest.split_first_chunk().expect("there are points for every case");
    *rest = after;
    *number
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap_or_else(|| panic!("{json} is no text"))
}

fn number(json: &Json) -> f64 {
    json.as_f64().unwrap_or_else(|| panic!("{json} is no number"))
}

fn list(json: &Json) -> &[Json] {
    json.as_array().unwrap_or_else(|| panic!("{json} is no list"))
}

fn pair(json: &Json) -> [f64; 2] {
    let numbers: Vec<f64> = list(json).iter().map(number).collect();
    numbers.try_into().unwrap_or_else(|_| panic!("{json} is no pair"))
}
