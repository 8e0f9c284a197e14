//! The hashes of many short runs, which are the same on every machine: `runs.txt` has a line for each, with objective,
//! optimizer, batch size and hash. `tests/unit/engine.test.js` reads it as well.

use crate::common::run;
use sgd_playground::experiment::Experiment;
use sgd_playground::objective::{models, surfaces};
use sgd_playground::optimizer;

/// As they should be.
pub const LINES: &str = include_str!("runs.txt");

const STEPS: usize = 200;

/// Every objective with every optimizer; those with data with batches of different sizes.
pub fn lines() -> Vec<String> {
    let surfaces = surfaces::ALL.iter().map(|surface| (surface.name, "full"));
    let models = models::ALL.iter().flat_map(|model| ["1", "8", "full"].map(|batch| (model.name, batch)));
    let objectives: Vec<_> = surfaces.chain(models).collect();
    let runs = objectives.iter().flat_map(|objective| optimizer::ALL.iter().map(move |spec| (objective, spec.name)));
    runs.map(|((objective, batch), optimizer)| {
        let mut run = run(&format!("objective={objective}&optimizer={optimizer}&batchSize={batch}&seed=1"));
        run.train(STEPS, None);
        format!("{objective} {optimizer} {batch} {:016x}", hash(&run))
    })
    .collect()
}

/// FNV-1a (Fowler, Noll & Vo) over the trace: parameters, losses, lengths of the gradient, as little-endian f64.
fn hash(run: &Experiment) -> u64 {
    let trace = run.trace();
    let numbers = [&trace.params, &trace.loss, &trace.gradient_norm].into_iter().flatten();
    numbers
        .flat_map(|x| x.to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// What is to be said about the lines found here: nothing, if they are those of the file.
pub fn complaint(found: &[String]) -> Option<String> {
    let key = |line: &str| line.rsplit_once(' ').map(|(key, _)| key.to_owned());
    let expected: Vec<&str> = LINES.lines().collect();
    let missing = found.iter().filter(|line| expected.iter().all(|other| key(other) != key(line)));
    let missing = missing.map(|line| format!("not in runs.txt, add:  {line}"));
    let gone = expected.iter().filter(|line| found.iter().all(|other| key(other) != key(line)));
    let gone = gone.map(|line| format!("of nothing that there is:  {line}"));
    let other = found.iter().filter_map(|line| {
        let expected = expected.iter().find(|other| key(other) == key(line))?;
        (expected != line).then(|| format!("found:  {line}\n   for:  {expected}"))
    });
    let all: Vec<String> = missing.chain(gone).chain(other).collect();
    (!all.is_empty()).then(|| format!("{} runs are not as in tests/golden/runs.txt\n{}", all.len(), all.join("\n")))
}
