//! The hashes of many short runs, which are the same on every machine: `runs.txt` has a line for each, with objective,
//! optimizer, batch size and hash, and `networks.txt` one for each training, with data set, activation, optimizer and hash.
//! `tests/unit/runs.test.js` reads them as well.

use crate::common::run;
#[cfg(feature = "full")]
use crate::common::settings;
use sgd_playground::experiment::Experiment;
#[cfg(feature = "full")]
use sgd_playground::network::{
    config::Config,
    data::{self, Shelf},
    layers::ACTIVATIONS,
    training::Training,
};
use sgd_playground::objective::{models, surfaces};
use sgd_playground::optimizer;

/// Hashes as they should be.
pub struct Golden {
    pub file: &'static str,
    expected: &'static str,
    pub found: fn() -> Vec<String>,
}

pub const RUNS: Golden = Golden { file: "runs.txt", expected: include_str!("runs.txt"), found: runs };
#[cfg(feature = "full")]
pub const NETWORKS: Golden = Golden { file: "networks.txt", expected: include_str!("networks.txt"), found: networks };

const STEPS: usize = 200;
/// Of networks, with batches of 32 and 40 units: both kernels of the product take part.
#[cfg(feature = "full")]
const NETWORK_STEPS: usize = 50;

/// Every objective with every optimizer; those with data with batches of different sizes.
fn runs() -> Vec<String> {
    let surfaces = surfaces::ALL.iter().map(|surface| (surface.name, "full"));
    let models = models::ALL.iter().flat_map(|model| ["1", "8", "full"].map(|batch| (model.name, batch)));
    let objectives: Vec<_> = surfaces.chain(models).collect();
    let runs = objectives.iter().flat_map(|objective| optimizer::ALL.iter().map(move |spec| (objective, spec.name)));
    runs.map(|((objective, batch), optimizer)| {
        let mut run = run(&format!("objective={objective}&optimizer={optimizer}&batchSize={batch}&seed=1"));
        run.train(STEPS, None);
        format!("{objective} {optimizer} {batch} {:016x}", hash_of(&run))
    })
    .collect()
}

/// Every data set that is here from the start with every activation, and with every optimizer.
#[cfg(feature = "full")]
fn networks() -> Vec<String> {
    let here = || data::ALL.iter().map(|dataset| dataset.name).filter(|name| !["mnist", "own", "table"].contains(name));
    let activations = here().flat_map(|name| ACTIVATIONS.iter().map(move |f| (name, f.name, "sgd")));
    let optimizers = here().flat_map(|name| optimizer::ALL.iter().map(move |spec| (name, "relu", spec.name)));
    let trainings = activations.chain(optimizers.filter(|(.., optimizer)| *optimizer != "sgd"));
    trainings
        .map(|(dataset, activation, optimizer)| {
            let text = format!(
                "dataset={dataset}&layers=40&activation={activation}&optimizer={optimizer}&batchSize=32&seed=1"
            );
            let config = Config::read(&settings(&text), || Ok(1), &Shelf::default());
            let mut training = Training::<f32>::new(config.unwrap_or_else(|error| panic!("{text}: {error}")));
            training.train(NETWORK_STEPS, None);
            let hash = hash(training.params().iter().flat_map(|x| x.to_le_bytes()));
            format!("{dataset} {activation} {optimizer} {hash:016x}")
        })
        .collect()
}

/// Of the trace: parameters, losses, lengths of the gradient, as little-endian f64.
fn hash_of(run: &Experiment) -> u64 {
    let trace = run.trace();
    let numbers = [&trace.params, &trace.loss, &trace.gradient_norm].into_iter().flatten();
    hash(numbers.flat_map(|x| x.to_le_bytes()))
}

/// FNV-1a (Fowler, Noll & Vo).
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

impl Golden {
    /// What is to be said about the lines found here: nothing, if they are those of the file.
    pub fn complaint(&self, found: &[String]) -> Option<String> {
        let file = self.file;
        let key = |line: &str| line.rsplit_once(' ').map(|(key, _)| key.to_owned());
        // Some optimizers are in the whole engine alone.
        let is_here = |line: &&str| line.split(' ').any(|word| optimizer::Spec::named(word).is_some());
        let expected: Vec<&str> = self.expected.lines().filter(is_here).collect();
        let missing = found.iter().filter(|line| expected.iter().all(|other| key(other) != key(line)));
        let missing = missing.map(|line| format!("not in {file}, add:  {line}"));
        let gone = expected.iter().filter(|line| found.iter().all(|other| key(other) != key(line)));
        let gone = gone.map(|line| format!("of nothing that there is:  {line}"));
        let other = found.iter().filter_map(|line| {
            let expected = expected.iter().find(|other| key(other) == key(line))?;
            (expected != line).then(|| format!("found:  {line}\n   for:  {expected}"))
        });
        let all: Vec<String> = missing.chain(gone).chain(other).collect();
        (!all.is_empty()).then(|| format!("{} runs are not as in tests/golden/{file}\n{}", all.len(), all.join("\n")))
    }
}
