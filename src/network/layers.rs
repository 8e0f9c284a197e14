//! What a network is made of: features of points, activations, first weights, and layers as a graph.

use super::data::Task;
use crate::graph::{Element, Graph, Node, Unary};
use crate::random::{Purpose, Random};
use crate::text::{Text, line, text};

/// What is computed from a point before the first layer.
pub struct Feature {
    /// Its name in configurations and links.
    pub name: &'static str,
    /// As people write it.
    pub label: &'static str,
    /// From the two coordinates.
    pub value: fn(f64, f64) -> f64,
}

/// Every feature.
pub const FEATURES: &[Feature] = &[
    Feature { name: "x1", label: line("x₁"), value: |x, _| x },
    Feature { name: "x2", label: line("x₂"), value: |_, y| y },
    Feature { name: "x1-squared", label: line("x₁²"), value: |x, _| x * x },
    Feature { name: "x2-squared", label: line("x₂²"), value: |_, y| y * y },
    Feature { name: "x1x2", label: line("x₁x₂"), value: |x, y| x * y },
    Feature { name: "sin-x1", label: line("sin x₁"), value: |x, _| libm::sin(x) },
    Feature { name: "sin-x2", label: line("sin x₂"), value: |_, y| libm::sin(y) },
];

/// What a neuron makes of its sum.
pub struct Activation {
    /// Its name in configurations and links.
    pub name: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// As people write it.
    pub equation: &'static str,
    /// Element by element.
    pub apply: fn(&mut Graph, Node) -> Node,
}

/// The slope of leaky relu below 0, as in PyTorch.
const LEAK: f64 = 0.01;

/// Every activation.
pub const ACTIVATIONS: &[Activation] = &[
    Activation {
        name: "relu",
        label: line("ReLU"),
        equation: line("max(z, 0)"),
        apply: |g, z| g.unary(Unary::Relu, z),
    },
    Activation {
        name: "leaky-relu",
        label: line("Leaky ReLU"),
        equation: line("max(z, 0.01·z)"),
        apply: |g, z| g.leaky_relu(z, LEAK),
    },
    Activation { name: "tanh", label: line("tanh"), equation: line("tanh z"), apply: |g, z| g.unary(Unary::Tanh, z) },
    Activation {
        name: "sigmoid",
        label: line("Sigmoid"),
        equation: line("1 / (1 + e⁻ᶻ)"),
        apply: |g, z| g.unary(Unary::Sigmoid, z),
    },
    Activation { name: "gelu", label: line("GELU"), equation: line("z·Φ(z)"), apply: |g, z| g.gelu(z) },
    Activation { name: "linear", label: line("Linear"), equation: line("z"), apply: |_, z| z },
];

/// Where weights begin. Biases begin with 0.
pub struct Initializer {
    /// Its name in configurations and links.
    pub name: &'static str,
    /// Its name for people.
    pub label: Text,
    /// What is special about it.
    pub note: Text,
    /// Where it comes from.
    pub source: &'static str,
    /// The variance of a weight, by how many inputs and outputs its layer has.
    variance: fn(inputs: f64, outputs: f64) -> f64,
    uniform: bool,
}

const GLOROT: fn(f64, f64) -> f64 = |inputs, outputs| 2.0 / (inputs + outputs);
const HE: fn(f64, f64) -> f64 = |inputs, _| 2.0 / inputs;
const LECUN: fn(f64, f64) -> f64 = |inputs, _| 1.0 / inputs;
const GLOROT_NOTE: Text = text(
    "As wide as suits both directions, forward and backward: for tanh and sigmoid.",
    "兼顾前向与反向的方差：适合 tanh 和 sigmoid。",
);
const HE_NOTE: Text =
    text("Wide enough that relu, which drops half, keeps the size of signals.", "relu 会丢掉一半信号，因此取得更宽。");
const LECUN_NOTE: Text = text("Keeps the size of signals going forward.", "保持前向信号的大小。");
const GLOROT_SOURCE: &str =
    line("Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward neural networks");
const HE_SOURCE: &str = line("He et al. (2015), Delving Deep into Rectifiers");
const LECUN_SOURCE: &str = line("LeCun et al. (1998), Efficient BackProp");

/// Every initializer.
pub const INITIALIZERS: &[Initializer] = &[
    Initializer {
        name: "zeros",
        label: text("Zeros", "全零"),
        note: text(
            "All neurons of a layer stay alike for ever: to be seen once.",
            "同一层的神经元永远一样：值得看一次。",
        ),
        source: line(""),
        variance: |_, _| 0.0,
        uniform: false,
    },
    Initializer {
        name: "normal",
        label: text("Normal, 0.05", "正态 0.05"),
        note: text("The same small spread for every layer.", "每一层都用同样小的方差。"),
        source: line("Keras RandomNormal"),
        variance: |_, _| 0.05 * 0.05,
        uniform: false,
    },
    Initializer {
        name: "glorot-uniform",
        label: text("Glorot, uniform", "Glorot 均匀"),
        note: GLOROT_NOTE,
        source: GLOROT_SOURCE,
        variance: GLOROT,
        uniform: true,
    },
    Initializer {
        name: "glorot-normal",
        label: text("Glorot, normal", "Glorot 正态"),
        note: GLOROT_NOTE,
        source: GLOROT_SOURCE,
        variance: GLOROT,
        uniform: false,
    },
    Initializer {
        name: "he-uniform",
        label: text("He, uniform", "He 均匀"),
        note: HE_NOTE,
        source: HE_SOURCE,
        variance: HE,
        uniform: true,
    },
    Initializer {
        name: "he-normal",
        label: text("He, normal", "He 正态"),
        note: HE_NOTE,
        source: HE_SOURCE,
        variance: HE,
        uniform: false,
    },
    Initializer {
        name: "lecun-uniform",
        label: text("LeCun, uniform", "LeCun 均匀"),
        note: LECUN_NOTE,
        source: LECUN_SOURCE,
        variance: LECUN,
        uniform: true,
    },
    Initializer {
        name: "lecun-normal",
        label: text("LeCun, normal", "LeCun 正态"),
        note: LECUN_NOTE,
        source: LECUN_SOURCE,
        variance: LECUN,
        uniform: false,
    },
];

/// A network: dense layers, each an activation of x·W + b, and an output layer that the data decide.
#[derive(Clone)]
pub struct Network {
    /// Number of inputs, after features.
    pub inputs: usize,
    /// Neurons of each hidden layer, and what they make of their sums.
    pub hidden: Vec<(usize, &'static Activation)>,
    /// What is asked of it.
    pub task: Task,
}

/// A part of the parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// W1, b1, W2 …
    pub name: String,
    /// Where it begins among all parameters.
    pub offset: usize,
    /// Inputs × outputs of a layer's weights; outputs of its biases.
    pub shape: Vec<usize>,
}

impl Part {
    /// Where it is among all parameters.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.offset..self.offset + self.shape.iter().product::<usize>()
    }
}

/// A network as a graph, on so many samples.
pub struct Built {
    /// The graph. Its inputs: the parameters' parts, then the samples (n × inputs), then their targets (n × outputs: 1 for the
    /// class of a sample, or its value).
    pub graph: Graph,
    /// The parts of the parameters.
    pub parameters: Vec<Node>,
    /// What each hidden layer gives, and then the output: probabilities, or values; n × units each.
    pub layers: Vec<Node>,
    /// The loss of each sample, n × 1.
    pub losses: Node,
    /// Their mean.
    pub loss: Node,
}

/// Penalties on the weights (biases go free), added to the loss.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Penalty {
    /// λ₁ of λ₁·Σ|w|.
    pub l1: f64,
    /// λ₂ of λ₂/2·Σw².
    pub l2: f64,
}

impl Network {
    /// Number of outputs.
    pub fn outputs(&self) -> usize {
        match self.task {
            Task::Classes(n) => n,
            Task::Values => 1,
        }
    }

    /// Units of each layer, from the inputs to the output.
    pub fn widths(&self) -> Vec<usize> {
        let hidden = self.hidden.iter().map(|(units, _)| *units);
        [self.inputs].into_iter().chain(hidden).chain([self.outputs()]).collect()
    }

    /// The parts of the parameters: W1, b1, W2, b2 …
    pub fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut offset = 0;
        for (k, pair) in self.widths().windows(2).enumerate() {
            for (letter, shape) in [("W", vec![pair[0], pair[1]]), ("b", vec![pair[1]])] {
                let size: usize = shape.iter().product();
                parts.push(Part { name: format!("{letter}{}", k + 1), offset, shape });
                offset += size;
            }
        }
        parts
    }

    /// Number of parameters; as a float, for there may be more than fit into memory.
    pub fn size(&self) -> f64 {
        self.widths().windows(2).map(|pair| (pair[0] as f64 + 1.0) * pair[1] as f64).sum()
    }

    /// Parameters to begin with. The weights of each layer have a random stream of their own.
    pub fn first<T: Element>(&self, initializer: &Initializer, seed: u64) -> Vec<T> {
        let mut params = Vec::with_capacity(self.size() as usize);
        for (layer, pair) in self.widths().windows(2).enumerate() {
            let mut random = Random::new(seed, Purpose::Weights { layer: layer as u64 });
            let spread = (initializer.variance)(pair[0] as f64, pair[1] as f64).sqrt();
            // A uniform number between −r and r has the variance r²/3.
            let reach = spread * 3.0f64.sqrt();
            for _ in 0..pair[0] * pair[1] {
                let drawn = if initializer.uniform { random.between(-reach, reach) } else { spread * random.normal() };
                params.push(T::of(drawn));
            }
            params.resize(params.len() + pair[1], T::of(0.0));
        }
        params
    }

    /// The network on `n` samples.
    pub fn build(&self, n: usize) -> Built {
        self.build_with_sums(n).0
    }

    /// The same, and the sums of each layer, the output's included.
    pub fn build_with_sums(&self, n: usize) -> (Built, Vec<Node>) {
        self.build_of(n, |part| part.shape)
    }

    /// The network on one sample, and the sums of each layer. Biases are rows, as what they are added to: nothing is repeated.
    pub fn build_sample(&self) -> (Built, Vec<Node>) {
        self.build_of(1, |part| if part.shape.len() == 1 { vec![1, part.shape[0]] } else { part.shape })
    }

    fn build_of(&self, n: usize, shape: fn(Part) -> Vec<usize>) -> (Built, Vec<Node>) {
        let mut graph = Graph::new();
        let g = &mut graph;
        let parameters: Vec<Node> = self.parts().into_iter().map(|part| g.input(&shape(part))).collect();
        let x = g.input(&[n, self.inputs]);
        let target = g.input(&[n, self.outputs()]);
        let product = g.dot(x, parameters[0], [false, false]);
        let sums = g.add(product, parameters[1]);
        let (sums, layers, losses) = self.after_sums(g, sums, &parameters[2..], target);
        let loss = g.mean(losses);
        (Built { graph, parameters, layers, losses, loss }, sums)
    }

    /// From the sums of the first layer of `n` samples on, which come after it. Inputs: the parameters' parts but for the first
    /// layer's, then the sums (n × units), then the targets. Gives also the sums of each layer, those of the first included.
    pub fn build_tail(&self, n: usize) -> (Built, Vec<Node>) {
        let mut graph = Graph::new();
        let g = &mut graph;
        let parameters: Vec<Node> = self.parts().iter().skip(2).map(|part| g.input(&part.shape)).collect();
        let sums = g.input(&[n, self.widths()[1]]);
        let target = g.input(&[n, self.outputs()]);
        let (sums, layers, losses) = self.after_sums(g, sums, &parameters, target);
        let loss = g.mean(losses);
        (Built { graph, parameters, layers, losses, loss }, sums)
    }

    /// The sums of each layer, what it gives, and the loss of each sample, from the sums of the first layer and the parameters of
    /// the others.
    fn after_sums(
        &self,
        g: &mut Graph,
        first: Node,
        parameters: &[Node],
        target: Node,
    ) -> (Vec<Node>, Vec<Node>, Node) {
        let mut x = first;
        let (mut sums, mut layers) = (vec![first], Vec::new());
        for ((_, activation), part) in self.hidden.iter().zip(parameters.chunks(2)) {
            x = (activation.apply)(g, x);
            layers.push(x);
            let product = g.dot(x, part[0], [false, false]);
            x = g.add(product, part[1]);
            sums.push(x);
        }
        let (output, losses) = match self.task {
            Task::Classes(_) => (g.softmax(x), g.cross_entropy(x, target)),
            Task::Values => {
                let miss = g.sub(x, target);
                (x, g.powi(miss, 2))
            }
        };
        layers.push(output);
        (sums, layers, losses)
    }
}

impl Built {
    /// The loss with its penalties; [`Built::loss`] itself where there are none.
    pub fn penalised(&mut self, penalty: Penalty) -> Node {
        let g = &mut self.graph;
        let mut loss = self.loss;
        for &weights in self.parameters.iter().step_by(2) {
            if penalty.l1 != 0.0 {
                let size = g.unary(Unary::Abs, weights);
                let (sum, factor) = (g.sum(size, &[]), g.constant(penalty.l1));
                let cost = g.mul(factor, sum);
                loss = g.add(loss, cost);
            }
            if penalty.l2 != 0.0 {
                let square = g.powi(weights, 2);
                let (sum, factor) = (g.sum(square, &[]), g.constant(0.5 * penalty.l2));
                let cost = g.mul(factor, sum);
                loss = g.add(loss, cost);
            }
        }
        loss
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_weights_have_the_spread_that_is_stated() {
        let network = Network { inputs: 200, hidden: vec![(300, &ACTIVATIONS[0])], task: Task::Classes(10) };
        for (name, variance) in [
            ("zeros", 0.0),
            ("normal", 0.0025),
            ("glorot-uniform", 2.0 / 500.0),
            ("glorot-normal", 2.0 / 500.0),
            ("he-uniform", 2.0 / 200.0),
            ("he-normal", 2.0 / 200.0),
            ("lecun-uniform", 1.0 / 200.0),
            ("lecun-normal", 1.0 / 200.0),
        ] {
            let initializer = INITIALIZERS.iter().find(|i| i.name == name).expect(name);
            let params = network.first::<f64>(initializer, 1);
            assert_eq!(params.len() as f64, network.size());
            let weights = &params[..200 * 300];
            let mean = weights.iter().sum::<f64>() / weights.len() as f64;
            let found = weights.iter().map(|w| (w - mean).powi(2)).sum::<f64>() / weights.len() as f64;
            assert!((found - variance).abs() <= 0.02 * variance && mean.abs() < 0.001, "{name}: {found}");
            let reach = weights.iter().fold(0.0f64, |most, w| most.max(w.abs()));
            if initializer.uniform {
                assert!(reach <= (3.0 * variance).sqrt(), "{name}");
            }
            assert!(params[200 * 300..][..300].iter().all(|&b| b == 0.0), "{name}");
        }
        assert_eq!(INITIALIZERS.len(), 8);
    }
}
