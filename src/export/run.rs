//! What the scripts of a run have in common.

use super::formula;
use super::library::Library;
use super::moves::Moves;
use super::script;
use super::text::{bracketed, numbers, returned};
use crate::config::{Config, OWN_FORMULA, Tuning};
use crate::error::{Error, Result, code};
use crate::graph::{Graph, Node};
use crate::objective::models::{Model, Targets};
use crate::objective::{Data, Objective};
use crate::sampler::{BatchSize, Sampler};
use std::ops::Deref;

/// Scripts have the samples of every step in them; with more than this they would be no reading.
pub(super) const MOST_INDICES: usize = 1_000_000;

/// What the scripts have in common.
pub(super) struct Run<'a> {
    pub(super) config: &'a Config,
    moves: Moves<'a>,
    pub(super) steps: usize,
    /// The indices of each step; none where every step takes all there is.
    pub(super) batches: Option<Vec<Vec<u32>>>,
    /// The prediction of a model.
    pub(super) score: String,
    /// The loss; of a model, that of one prediction.
    pub(super) loss: String,
}

impl<'a> Deref for Run<'a> {
    type Target = Moves<'a>;

    fn deref(&self) -> &Moves<'a> {
        &self.moves
    }
}

impl<'a> Run<'a> {
    pub(super) fn new(config: &'a Config, library: Library, steps: usize) -> Result<Self> {
        let write = |graph: &Graph, root: Node, names: &[&str]| match library {
            Library::Tfjs => script::formula(graph, root, names),
            _ => formula::python(graph, root, names, library),
        };
        let (score, loss) = match &*config.objective {
            Objective::Formula(formula) => (String::new(), write(&formula.graph, formula.root, formula.variables)?),
            Objective::Model(model, _) => {
                let mut graph = Graph::new();
                let params: Vec<Node> = model.variables.iter().map(|_| graph.input(&[])).collect();
                let inputs: Vec<Node> = model.inputs.iter().map(|_| graph.input(&[])).collect();
                let score = (model.predict)(&mut graph, &params, &inputs);
                let names: Vec<&str> = model.variables.iter().chain(model.inputs).copied().collect();
                let score = write(&graph, score, &names)?;
                let mut graph = Graph::new();
                let [given, target] = [graph.input(&[]), graph.input(&[])];
                let loss = (model.loss)(&mut graph, given, target);
                (score, write(&graph, loss, &[score_name(model), "y"])?)
            }
        };
        let moves = Moves { tuning: &config.tuning, library, size: config.start.len() };
        Ok(Self { config, moves, steps, batches: batches(config, steps)?, score, loss })
    }

    /// What it is, in comments.
    pub(super) fn title(&self) -> String {
        let Config { tuning: Tuning { optimizer, .. }, objective, .. } = self.config;
        let rules = self.whose_rules();
        let on = match self.config.name.as_str() {
            OWN_FORMULA => "a formula".to_owned(),
            _ => format!("“{}”", self.config.label().en),
        };
        let names = objective.variables().join(", ");
        format!(
            "# sgd-playground: {} {rules} on {on}, to step {}.\n# Prints a line for each step: its number, the loss, {names}.",
            optimizer.label.en, self.steps
        )
    }

    /// The variables, taken from `params`.
    pub(super) fn unpacked(&self, params: &str) -> String {
        match self.config.objective.variables() {
            [one] => format!("{one} = {params}[0]"),
            more => format!("{} = {params}", more.join(", ")),
        }
    }

    /// The start, as a list.
    pub(super) fn start(&self) -> String {
        format!("[{}]", numbers(&self.config.start).join(", "))
    }

    /// The names of a sample's columns, each with `suffix`.
    pub(super) fn columns(&self, suffix: &str) -> Vec<String> {
        let inputs = self.config.model().map_or(&[][..], |model| model.inputs);
        let target = self.config.model().map(|_| &"y");
        inputs.iter().chain(target).map(|name| format!("{name}{suffix}")).collect()
    }

    /// What a batch adds to the names of columns.
    pub(super) fn of_batch(&self) -> &'static str {
        if self.batches.is_some() { "[batch]" } else { "" }
    }

    /// The samples, each column made by `make`, and the batches.
    pub(super) fn data(&self, make: &str) -> Vec<String> {
        let Objective::Model(model, data) = &*self.config.objective else { return Vec::new() };
        let origin = if self.config.own_data {
            "# The samples.".to_owned()
        } else {
            format!("# The samples that seed {} makes.", self.config.seed)
        };
        let mut columns: Vec<String> = vec![origin];
        for (name, values) in self.columns("").iter().zip(values(model, data)) {
            columns.push(bracketed(&format!("{name} = {make}(["), &numbers(&values), "])", ""));
        }
        let mut sections = vec![columns.join("\n")];
        sections.extend(self.batches.as_ref().map(|batches| {
            format!("# Which of them each step takes: every epoch is shuffled anew.\nbatches = [\n{}]", listed(batches))
        }));
        sections
    }

    /// Functions that the loss calls.
    pub(super) fn helpers(&self) -> Vec<String> {
        let np = self.library.arrays();
        let of_two = |name: &str, sign: char, theirs: &str| {
            format!(
                "def {name}(a, b):\n    # Where both are equal, the derivative is that of a; {np}.{theirs} halves it.\n    \
                 return {np}.where(b {sign} a, b, a)"
            )
        };
        let absolute = || {
            format!(
                "def {}(x):\n    # At 0 the derivative is 0; that of {np}.abs is 1.\n    return x * {np}.sign(x)",
                formula::ABSOLUTE
            )
        };
        let cube_root = || format!("def {}(x):\n    return {np}.sign(x) * {np}.abs(x) ** (1 / 3)", formula::CUBE_ROOT);
        let used = |name: &str| self.library != Library::Sklearn && self.loss.contains(&format!("{name}("));
        [
            used(formula::LARGER).then(|| of_two(formula::LARGER, '>', "maximum")),
            used(formula::SMALLER).then(|| of_two(formula::SMALLER, '<', "minimum")),
            used(formula::ABSOLUTE).then(absolute),
            (self.library == Library::Torch && used(formula::CUBE_ROOT)).then(cube_root),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The loss as a function of `params` and samples, for what differentiates functions.
    pub(super) fn loss_function(&self) -> String {
        let (np, unpacked) = (self.library.arrays(), self.unpacked("params"));
        let arguments = self.arguments("params", "");
        let body = match self.config.model() {
            None => returned(&self.loss),
            Some(model) => {
                let (name, note) = (score_name(model), self.loss_note());
                format!("    {name} = {}\n{note}    return {np}.mean({})", self.score, self.loss)
            }
        };
        let compiled = if self.library == Library::Sklearn { "" } else { "@jax.jit\n" };
        format!("{compiled}def loss({arguments}):\n    {unpacked}\n{body}")
    }

    pub(super) fn loss_note(&self) -> &'static str {
        match self.config.model() {
            Some(model) if model.targets == Targets::Classes => {
                "    # Binary cross-entropy of sigmoid(logits) and y.\n"
            }
            _ => "",
        }
    }

    /// What the loss function is given.
    pub(super) fn arguments(&self, params: &str, suffix: &str) -> String {
        let columns = self.columns(suffix).into_iter();
        std::iter::once(params.to_owned()).chain(columns).collect::<Vec<_>>().join(", ")
    }

    /// The head of the loop.
    pub(super) fn each_step(&self) -> String {
        match &self.batches {
            Some(_) => "for step, batch in enumerate(batches):".to_owned(),
            None => format!("for step in range({}):", self.steps),
        }
    }
}

pub(super) fn score_name(model: &Model) -> &'static str {
    if model.targets == Targets::Classes { "logits" } else { "prediction" }
}

/// The columns of the samples: inputs, then targets.
fn values(model: &Model, data: &Data) -> Vec<Vec<f64>> {
    let width = model.inputs.len();
    let column = |k: usize| data.flat().iter().skip(k).step_by(width).copied().collect();
    (0..width).map(column).chain([data.answers().to_vec()]).collect()
}

fn batches(config: &Config, steps: usize) -> Result<Option<Vec<Vec<u32>>>> {
    let (samples, size) = (config.samples(), config.tuning.batch_size);
    let BatchSize::Some(count) = size else { return Ok(None) };
    if size.is_full(samples) {
        return Ok(None);
    }
    if steps.saturating_mul(count) > MOST_INDICES {
        return Err(too_many(steps, count));
    }
    let mut sampler = Sampler::new(samples, config.seed);
    Ok(Some((0..steps).map(|_| sampler.draw(size).to_vec()).collect()))
}

/// Batches as lines of Python.
pub(super) fn listed(batches: &[Vec<u32>]) -> String {
    let each = batches.iter().map(|batch| {
        let indices: Vec<String> = batch.iter().map(u32::to_string).collect();
        bracketed("    [", &indices, "],\n", "    ")
    });
    each.collect()
}

/// More indices than a script has room for.
pub(super) fn too_many(steps: usize, count: usize) -> Error {
    Error::new(
        code::OUT_OF_RANGE,
        format_args!(
            "{steps} steps of batch size {count} are too many for a script: steps × batch size may be up to 10⁶."
        ),
        format_args!("{steps} 步、每步 {count} 个样本，脚本放不下：步数 × 批大小最多为 10⁶。"),
    )
    .on("steps")
}
