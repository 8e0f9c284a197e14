//! What can be walked, node by node, forward and backward: formulas, models with few samples, and a tiny network.

use crate::config::{Config, Settings, Value, check_point, unknown};
use crate::error::{Error, Result, code};
use crate::graph::walk::{Given, Walk, walk};
use crate::graph::{Graph, Node, Unary};
use crate::network::layers::{ACTIVATIONS, Activation};
use crate::objective::Objective;
use crate::random::{Purpose, Random};

/// The most samples of a model: a reader looks at every number.
pub const MOST_SAMPLES: usize = 6;
/// The most hidden layers of a network, and the most units of each.
pub const MOST_LAYERS: usize = 2;
/// See [`MOST_LAYERS`].
pub const MOST_UNITS: usize = 4;

/// The name of the objective that is a network.
pub const NETWORK: &str = "network";
/// Two inputs and a class: the sample that a network sees unless told otherwise.
const SAMPLE: [f64; 3] = [1.0, -2.0, 1.0];
const SAMPLE_NAMES: [&str; 3] = ["x1", "x2", "class"];
const CLASSES: usize = 2;
/// Inputs beyond this say nothing more, and their exponentials overflow.
const LARGEST_INPUT: f64 = 100.0;

/// The loss of an objective at a point, and its gradient.
///
/// # Errors
/// If there are more samples than anybody would look at, or `point` is none of the objective's.
pub fn objective(config: &Config, point: &[f64]) -> Result<Walk> {
    let variables = config.objective.variables();
    check_point("point", point, variables)?;
    let (graph, loss) = config.objective.loss_graph();
    let variables = variables.iter().zip(point);
    let mut given: Vec<Given> = variables.map(|(name, &x)| parameter(name, vec![x])).collect();
    if let Objective::Model(model, data) = &*config.objective {
        if data.len() > MOST_SAMPLES {
            let samples = data.len();
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!("samples is {samples}; the graph shows every number and takes up to {MOST_SAMPLES}."),
                format_args!("samples 是 {samples}；计算图显示每个数，最多 {MOST_SAMPLES} 个样本。"),
            )
            .on("samples"));
        }
        let columns = model.inputs.iter().enumerate().map(|(k, name)| sample(name, data.inputs.column(k).to_vec()));
        given.extend(columns);
        given.push(sample("y", data.answers().to_vec()));
    }
    walk(&graph, loss, &given, &[])
}

fn parameter(name: &str, values: Vec<f64>) -> Given {
    Given { name: name.to_owned(), values, parameter: true }
}

fn sample(name: &str, values: Vec<f64>) -> Given {
    Given { parameter: false, ..parameter(name, values) }
}

/// A network of two inputs, small hidden layers and two classes, on one sample: softmax and cross-entropy, with weights from
/// the seed that are short enough to check by hand.
#[derive(Clone)]
pub struct Tiny {
    /// How many units each hidden layer has.
    pub layers: Vec<usize>,
    /// What comes after each hidden layer.
    pub activation: &'static Activation,
    /// What the weights are drawn from.
    pub seed: u64,
    /// Two inputs, and the class 0 or 1.
    pub sample: Vec<f64>,
}

impl Tiny {
    /// Reads `objective`, `layers`, `activation`, `seed` and `start`, the sample; nothing else is looked at.
    ///
    /// # Errors
    /// For the first value that does not fit.
    pub fn read(values: &[(String, Value)]) -> Result<Self> {
        let settings = Settings::new(values);
        let layers = match settings.text("layers") {
            Ok(Some(text)) if matches!(text.trim(), "" | "none") => Vec::new(),
            _ => settings.numbers("layers")?.unwrap_or_else(|| vec![3.0]),
        };
        let fits = |&n: &f64| n.fract() == 0.0 && (1.0..=MOST_UNITS as f64).contains(&n);
        if layers.len() > MOST_LAYERS || !layers.iter().all(fits) {
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!("The graph shows up to {MOST_LAYERS} hidden layers of 1 to {MOST_UNITS} units each."),
                format_args!("计算图最多显示 {MOST_LAYERS} 个隐藏层，每层 1 到 {MOST_UNITS} 个单元。"),
            )
            .on("layers"));
        }
        let activation = match settings.text("activation")? {
            None => &ACTIVATIONS[0],
            Some(name) => ACTIVATIONS
                .iter()
                .find(|activation| activation.name == name)
                .ok_or_else(|| unknown("activation", &name, ACTIVATIONS.iter().map(|activation| activation.name)))?,
        };
        let sample = settings.numbers("start")?.unwrap_or_else(|| SAMPLE.to_vec());
        check_sample("start", &sample)?;
        let seed = settings.number("seed")?.map_or(1, |seed| seed as u64);
        Ok(Self { layers: layers.into_iter().map(|n| n as usize).collect(), activation, seed, sample })
    }

    /// The same network on another sample.
    ///
    /// # Errors
    /// If it is none.
    pub fn at(self, sample: Vec<f64>) -> Result<Self> {
        check_sample("point", &sample)?;
        Ok(Self { sample, ..self })
    }

    /// The walk through it.
    ///
    /// # Errors
    /// None that a network which was read can cause.
    pub fn walk(&self) -> Result<Walk> {
        let mut random = Random::new(self.seed, Purpose::Data);
        let mut g = Graph::new();
        let mut given = Vec::new();
        let mut named: Vec<(Node, String)> = Vec::new();
        let [x1, x2, class] = [self.sample[0], self.sample[1], self.sample[2]];
        let x = g.input(&[1, 2]);
        given.push(sample("x", vec![x1, x2]));
        let (mut at, mut width) = (x, 2);
        let sizes: Vec<usize> = self.layers.iter().copied().chain([CLASSES]).collect();
        for (k, &units) in sizes.iter().enumerate() {
            let layer = k + 1;
            let (weights, biases) = (g.input(&[width, units]), g.input(&[1, units]));
            // He et al. (2015), rounded; biases that can be seen.
            let spread = (2.0 / width as f64).sqrt();
            given.push(parameter(&format!("W{layer}"), rounded(&mut random, width * units, spread)));
            given.push(parameter(&format!("b{layer}"), rounded(&mut random, units, 0.3)));
            let product = g.dot(at, weights, [false, false]);
            let sum = g.add(product, biases);
            named.push((product, format!("u{layer}")));
            named.push((sum, format!("z{layer}")));
            (at, width) = (sum, units);
            if layer < sizes.len() {
                at = (self.activation.apply)(&mut g, sum);
                named.push((at, format!("h{layer}")));
            }
        }
        let softmax = g.softmax(at);
        named.push((softmax, "p".into()));
        let target = g.input(&[1, CLASSES]);
        given.push(sample("t", (0..CLASSES).map(|k| f64::from(u8::from(k as f64 == class))).collect()));
        let logs = g.unary(Unary::Ln, softmax);
        let picked = g.mul(target, logs);
        let sum = g.sum(picked, &[]);
        let loss = g.neg(sum);
        let names: Vec<(Node, &str)> = named.iter().map(|(node, name)| (*node, name.as_str())).collect();
        walk(&g, loss, &given, &names)
    }
}

fn check_sample(key: &str, sample: &[f64]) -> Result<()> {
    check_point(key, sample, &SAMPLE_NAMES)?;
    let [x1, x2, class] = [sample[0], sample[1], sample[2]];
    if x1.abs() <= LARGEST_INPUT && x2.abs() <= LARGEST_INPUT && (class == 0.0 || class == 1.0) {
        return Ok(());
    }
    Err(Error::new(
        code::OUT_OF_RANGE,
        format_args!("The sample is two inputs from −{LARGEST_INPUT} to {LARGEST_INPUT} and a class, 0 or 1."),
        format_args!("样本由两个 −{LARGEST_INPUT} 到 {LARGEST_INPUT} 的输入和一个类别（0 或 1）组成。"),
    )
    .on(key))
}

/// Normal deviates with one digit after the point.
fn rounded(random: &mut Random, count: usize, spread: f64) -> Vec<f64> {
    (0..count).map(|_| (random.normal() * spread * 10.0).round() / 10.0 + 0.0).collect()
}
