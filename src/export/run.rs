//! What the scripts of a run have in common.

use super::formula;
use super::library::Library;
use super::script;
use super::text::{bracketed, number, numbers, plain, returned};
use crate::config::{Config, OWN_FORMULA, Tuning};
use crate::error::{Error, Result, code};
use crate::graph::{Graph, Node};
use crate::objective::models::{Model, Targets};
use crate::objective::{Data, Objective};
use crate::optimizer::Convention;
use crate::optimizer::parts::Ahead;
use crate::sampler::{BatchSize, Sampler};

/// Scripts have the samples of every step in them; with more than this they would be no reading.
const MOST_INDICES: usize = 1_000_000;

/// What the scripts have in common.
pub(super) struct Run<'a> {
    pub(super) config: &'a Config,
    pub(super) library: Library,
    pub(super) steps: usize,
    /// The indices of each step; none where every step takes all there is.
    pub(super) batches: Option<Vec<Vec<u32>>>,
    /// The prediction of a model.
    pub(super) score: String,
    /// The loss; of a model, that of one prediction.
    pub(super) loss: String,
}

/// What a knob of the optimizer is; 0 where it has none of that name.
pub(super) fn value_of(tuning: &Tuning, setting: &str) -> f64 {
    let knobs = tuning.optimizer.knobs.iter().zip(&tuning.hyper.knobs);
    knobs.into_iter().find(|(knob, _)| knob.setting.name == setting).map_or(0.0, |(_, &value)| value)
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
        Ok(Self { config, library, steps, batches: batches(config, steps)?, score, loss })
    }

    /// Whether a step's rule and order is that of PyTorch.
    pub(super) fn is_torch(&self) -> bool {
        self.config.tuning.hyper.convention == Convention::Torch
    }

    /// Whether its rule is none that a library has or that is written out by hand.
    pub(super) fn is_from_elsewhere(&self) -> bool {
        let hyper = &self.config.tuning.hyper;
        let dampening = value_of(&self.config.tuning, "dampening");
        let has_it =
            self.library == Library::Torch && self.is_torch() && self.config.tuning.optimizer.name == "momentum";
        matches!(self.library, Library::Sklearn | Library::Tfjs)
            || matches!(hyper.convention, Convention::Library(..))
            || self.config.tuning.optimizer.reference.is_some()
            || (dampening != 0.0 && !has_it)
    }

    /// Whether the gradient is taken ahead of the parameters.
    pub(super) fn looks_ahead(&self) -> bool {
        self.config.tuning.hyper.parts.ahead == Ahead::There
    }

    pub(super) fn has_constant_rate(&self) -> bool {
        self.config.tuning.hyper.schedule.is_constant()
    }

    /// Whether it does not matter if the learning rate is inside of the velocity (Keras) or outside (PyTorch).
    pub(super) fn has_one_velocity(&self, ours: Convention) -> bool {
        self.config.tuning.hyper.convention == ours || self.has_constant_rate()
    }

    /// The learning rate of a step.
    pub(super) fn rate(&self, step: &str) -> String {
        let hyper = &self.config.tuning.hyper;
        if self.has_constant_rate() {
            number(hyper.parts.learning_rate(hyper.learning_rate))
        } else {
            format!("rate({step})")
        }
    }

    /// What it is, in comments.
    pub(super) fn title(&self) -> String {
        let Config { tuning: Tuning { optimizer, .. }, objective, .. } = self.config;
        let rules = match self.config.tuning.hyper.convention {
            Convention::Sutskever => "in the look-ahead form of Sutskever et al. (2013)".to_owned(),
            convention => format!("by the rules of {}", convention.library().map_or("Keras", |library| library.label)),
        };
        let on = match self.config.name.as_str() {
            OWN_FORMULA => "a formula".to_owned(),
            _ => format!("“{}”", self.config.label().en),
        };
        let names = objective.variables().join(", ");
        format!(
            "# sgd-playground: {} {rules} on {on}, {} steps.\n# Prints a line for each step: its number, the loss, {names}.",
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
            let each = batches.iter().map(|batch| {
                let indices: Vec<String> = batch.iter().map(u32::to_string).collect();
                bracketed("    [", &indices, "],\n", "    ")
            });
            format!(
                "# Which of them each step takes: every epoch is shuffled anew.\nbatches = [\n{}]",
                each.collect::<String>()
            )
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

    /// The learning rate as a function, unless it is constant. `first` is a line that it begins with.
    pub(super) fn rate_function(&self, first: &str) -> Option<String> {
        if self.has_constant_rate() {
            return None;
        }
        let (alpha, schedule) = (number(self.config.tuning.hyper.learning_rate), &self.config.tuning.hyper.schedule);
        let [steps, gamma, least] = [schedule.decay_steps, schedule.decay_rate, schedule.final_rate].map(plain);
        let mut lines = vec!["def rate(step):".to_owned()];
        if !first.is_empty() {
            lines.push(format!("    {first}"));
        }
        if schedule.warmup > 0.0 {
            let warmup = plain(schedule.warmup);
            lines.push(format!("    if step < {warmup}:\n        return {alpha} * (step + 1) / {warmup}"));
            lines.push(format!("    step -= {warmup}"));
        }
        let cosine = match schedule.final_rate {
            0.0 => format!("    return {alpha} * (1 + math.cos(math.pi * part)) / 2"),
            _ => format!("    return {alpha} * ({least} + (1 - {least}) * (1 + math.cos(math.pi * part)) / 2)"),
        };
        lines.push(match schedule.kind().name {
            "step" => format!("    return {alpha} * {gamma} ** (step // {steps})"),
            "exponential" => format!("    return {alpha} * {gamma} ** (step / {steps})"),
            "inverse-time" => format!("    return {alpha} / (1 + {gamma} * step / {steps})"),
            "cosine" => format!("    part = min(step / {steps}, 1)\n{cosine}"),
            "cosine-restarts" if schedule.period_growth == 1.0 => {
                format!("    part = step % {steps} / {steps}\n{cosine}")
            }
            "cosine-restarts" => {
                let growth = plain(schedule.period_growth);
                format!(
                    "    start, period = 0, {steps}\n    while step >= start + period:\n        start += period\n        \
                     period *= {growth}\n    part = (step - start) / period\n{cosine}"
                )
            }
            _ => format!("    return {alpha}"),
        });
        Some(lines.join("\n"))
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
        return Err(Error::new(
            code::OUT_OF_RANGE,
            format_args!(
                "{steps} steps of {count} samples are too much for a script: steps × batch size may be up to 10⁶."
            ),
            format_args!("{steps} 步、每步 {count} 个样本，脚本放不下：步数 × 批大小最多为 10⁶。"),
        )
        .on("steps"));
    }
    let mut sampler = Sampler::new(samples, config.seed);
    Ok(Some((0..steps).map(|_| sampler.draw(size).to_vec()).collect()))
}
