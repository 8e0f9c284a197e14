//! Models with data: a prediction for each sample, a loss for each prediction, and their mean.

use super::data::Data;
use crate::graph::{Graph, Node, Unary};
use crate::random::{Purpose, Random};
use crate::text::{Text, line, text};

/// A model with one or two parameters.
pub struct Model {
    /// Its name in configurations and links.
    pub name: &'static str,
    /// Its name for people.
    pub label: Text,
    /// What is to be seen.
    pub note: Text,
    /// The model, as people write it.
    pub equation: &'static str,
    /// The parameters.
    pub variables: &'static [&'static str],
    /// The columns of a sample before the target.
    pub inputs: &'static [&'static str],
    /// What the targets may be.
    pub targets: Targets,
    /// Low and high of each parameter: where the loss is interesting.
    pub domain: &'static [f64],
    /// Where a run starts unless told otherwise.
    pub start: &'static [f64],
    /// A learning rate that suits, for a full batch.
    pub learning_rate: f64,
    /// How many samples are made unless told otherwise.
    pub samples: usize,
    /// The batch size unless told otherwise.
    pub batch: usize,
    /// Predictions from parameters and inputs; arrays with one element for each sample.
    pub(crate) predict: fn(&mut Graph, params: &[Node], inputs: &[Node]) -> Node,
    /// The loss of each prediction: from what `predict` gave before [`Model::link`], and the targets.
    pub(crate) loss: fn(&mut Graph, score: Node, target: Node) -> Node,
    /// What a score means as a prediction.
    pub(super) link: fn(&mut Graph, score: Node) -> Node,
    generate: fn(&mut Random, index: usize) -> ([f64; 2], f64),
}

/// What targets a model can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Targets {
    /// Any number.
    Numbers,
    /// 0 or 1.
    Classes,
}

/// Every model.
pub const ALL: &[Model] = &[
    Model {
        name: "one-weight",
        label: text("One weight, one sample", "一个权重，一个样本"),
        note: text(
            "The smallest network there is: one weight, one sample. Every number of a step can be checked by hand.",
            "最小的网络：一个权重，一个样本。一步里的每个数都能手算核对。",
        ),
        equation: line("y = w·x"),
        variables: &["w"],
        inputs: &["x"],
        targets: Targets::Numbers,
        domain: &[-2.0, 6.0],
        start: &[-1.0],
        learning_rate: 0.1,
        samples: 1,
        batch: 1,
        predict: |g, params, inputs| g.mul(params[0], inputs[0]),
        loss: squared_error,
        link: |_, score| score,
        generate: |random, index| {
            // The first sample is fixed, in round numbers: w = 2 fits it.
            let x = if index == 0 { 1.5 } else { random.between(-2.0, 2.0) };
            let noise = if index == 0 { 0.0 } else { 0.3 * random.normal() };
            ([x, 0.0], 2.0 * x + noise)
        },
    },
    Model {
        name: "line",
        label: text("A line through points", "用直线拟合点"),
        note: text(
            "Noisy points and a line: compare batches of one, of a few and of all samples.",
            "带噪声的点和一条直线：比较每次看一个、几个和全部样本。",
        ),
        equation: line("y = w·x + b"),
        variables: &["w", "b"],
        inputs: &["x"],
        targets: Targets::Numbers,
        domain: &[-2.0, 4.0, -3.0, 4.0],
        start: &[-1.2, 3.0],
        learning_rate: 0.03,
        samples: 40,
        batch: 8,
        predict: |g, params, inputs| {
            let scaled = g.mul(params[0], inputs[0]);
            g.add(scaled, params[1])
        },
        loss: squared_error,
        link: |_, score| score,
        generate: |random, _| {
            let x = random.between(-1.0, 3.0);
            ([x, 0.0], 1.3 * x - 0.4 + 0.6 * random.normal())
        },
    },
    Model {
        name: "logistic",
        label: text("Two classes of points", "两类点"),
        note: text(
            "Logistic regression with two weights: the line between two overlapping clouds turns until they part best.",
            "两个权重的逻辑回归：两团重叠点之间的分界线不断转动，直到分得最好。",
        ),
        equation: line("p = σ(w1·x1 + w2·x2)"),
        variables: &["w1", "w2"],
        inputs: &["x1", "x2"],
        targets: Targets::Classes,
        domain: &[-3.0, 5.0, -3.0, 5.0],
        start: &[-2.0, 3.5],
        learning_rate: 0.05,
        samples: 60,
        batch: 8,
        predict: |g, params, inputs| {
            let first = g.mul(params[0], inputs[0]);
            let second = g.mul(params[1], inputs[1]);
            g.add(first, second)
        },
        // Cross-entropy of σ(z) and y, without computing σ(z): ln(1 + eᶻ) − y·z.
        loss: |g, score, target| {
            let all = g.unary(Unary::Softplus, score);
            let part = g.mul(target, score);
            g.sub(all, part)
        },
        link: |g, score| g.unary(Unary::Sigmoid, score),
        generate: |random, index| {
            let class = (index % 2) as f64;
            let side = 2.0 * class - 1.0;
            ([0.9 * side + random.normal(), 0.6 * side + random.normal()], class)
        },
    },
];

/// (prediction − target)²
fn squared_error(g: &mut Graph, score: Node, target: Node) -> Node {
    let residual = g.sub(score, target);
    g.powi(residual, 2)
}

impl Model {
    /// The model of that name.
    pub fn named(name: &str) -> Option<&'static Model> {
        ALL.iter().find(|model| model.name == name)
    }

    /// `n` samples from a seed.
    pub fn samples_from(&self, seed: u64, n: usize) -> Data {
        let mut random = Random::new(seed, Purpose::Data);
        let rows = (0..n).map(|index| (self.generate)(&mut random, index));
        let width = self.inputs.len();
        let (mut inputs, mut targets) = (Vec::new(), Vec::new());
        for (x, y) in rows {
            inputs.extend_from_slice(&x[..width]);
            targets.push(y);
        }
        Data::new(inputs, targets, width)
    }
}
