//! The graph of a network that trains, walked with its present parameters on one sample: with an array for each layer, or, where it
//! is small, number by number.

use super::config::Config;
use super::data::Task;
use super::layers::Built;
use super::pass::write_target;
use super::training::{Part, Training};
use crate::error::{Error, Result, code};
use crate::graph::walk::{Given, Walk, walk};
use crate::graph::{Element, Graph, Node, Unary};
use crate::number::Shown;

/// Of more parameters than this a walk would take long and much memory: every number stands in it several times.
pub const MOST_PARAMETERS: f64 = 5e5;

/// Of more nodes than this nobody looks at each.
pub const MOST_NODES: usize = 150;

/// The loss of sample `sample` of a part, penalties included, and its gradient.
///
/// # Errors
/// If there is no such sample, or the network is too large.
pub fn sample_walk<T: Element>(training: &Training<T>, part: Part, sample: f64) -> Result<Walk> {
    let config = training.config();
    let network = &config.network;
    let (inputs, target) = sample_of(training, part, sample)?;
    if network.size() > MOST_PARAMETERS {
        let (n, most) = (Shown(network.size()), Shown(MOST_PARAMETERS));
        return Err(Error::new(
            code::OUT_OF_RANGE,
            format_args!(
                "This network has {n} parameters; a graph can be walked with up to {most}. Use fewer or smaller layers."
            ),
            format_args!("这个网络有 {n} 个参数；计算图最多走 {most} 个。请减少层数或神经元。"),
        )
        .on("layers"));
    }
    let (mut built, sums) = network.build_sample();
    let loss = built.penalised(config.penalty);
    let Built { graph, layers, .. } = &built;
    let mut given: Vec<Given> = network
        .parts()
        .iter()
        .map(|part| Given {
            name: part.name.clone(),
            values: training.params()[part.range()].iter().map(|x| x.wide()).collect(),
            parameter: true,
        })
        .collect();
    let mut targets = vec![0.0f64; network.outputs()];
    write_target(network.task, target, &mut targets);
    for (name, values) in [("x", inputs), ("t", targets)] {
        given.push(Given { name: name.into(), values, parameter: false });
    }
    // z = h·W + b, and h = f(z) of each hidden layer.
    let sums = sums.iter().enumerate().map(|(k, &sum)| (sum, format!("z{}", k + 1)));
    let hidden = layers.iter().take(network.hidden.len()).enumerate().map(|(k, &layer)| (layer, format!("h{}", k + 1)));
    let names: Vec<_> = sums.chain(hidden).collect();
    let named: Vec<_> = names.iter().map(|(node, name)| (*node, name.as_str())).collect();
    walk(graph, loss, &given, &named)
}

/// The inputs of a sample, and its target.
fn sample_of<T: Element>(training: &Training<T>, part: Part, sample: f64) -> Result<(Vec<f64>, f32)> {
    let samples = training.inputs(part);
    if sample.fract() != 0.0 || !(0.0..samples.len() as f64).contains(&sample) {
        let last = samples.len().saturating_sub(1);
        return Err(Error::new(
            code::OUT_OF_RANGE,
            format_args!("sample is {sample}; use a whole number from 0 to {last}."),
            format_args!("sample 是 {sample}；应为 0 到 {last} 的整数。"),
        )
        .on("sample"));
    }
    let mut inputs = vec![0.0; training.config().network.inputs];
    samples.write(sample as usize, &mut inputs);
    Ok((inputs, samples.targets[sample as usize]))
}

/// The same as [`sample_walk`], with a node for every number.
///
/// # Errors
/// If there is no such sample, or the graph has more than [`MOST_NODES`].
pub fn number_walk<T: Element>(training: &Training<T>, part: Part, sample: f64) -> Result<Walk> {
    let config = training.config();
    let (inputs, target) = sample_of(training, part, sample)?;
    // Each parameter is a node.
    let too_large = |nodes: f64| {
        let nodes = Shown(nodes);
        Error::new(
            code::OUT_OF_RANGE,
            format_args!(
                "Number by number, this network has at least {nodes} nodes; at most {MOST_NODES} can be walked. Walk its \
                 arrays, or use fewer or smaller layers."
            ),
            format_args!(
                "逐个数展开，这个网络至少有 {nodes} 个节点，最多可以走 {MOST_NODES} 个。请按数组来走，或减少层数或神经元。"
            ),
        )
        .on("layers")
    };
    if config.network.size() > MOST_NODES as f64 {
        return Err(too_large(config.network.size()));
    }
    let numbers = Numbers::of(config, &inputs, target);
    let parameters = training.params().iter().map(|x| (x.wide(), true));
    let values = parameters.chain(inputs.iter().map(|&x| (x, false))).chain(numbers.target.map(|t| (t, false)));
    let given: Vec<Given> = numbers
        .inputs
        .iter()
        .zip(values)
        .map(|(name, (value, parameter))| Given { name: name.clone(), values: vec![value], parameter })
        .collect();
    let named: Vec<_> = numbers.named.iter().map(|(node, name)| (*node, name.as_str())).collect();
    let walked = walk(&numbers.graph, numbers.loss, &given, &named)?;
    let nodes = walked.stations.len();
    if nodes > MOST_NODES { Err(too_large(nodes as f64)) } else { Ok(walked) }
}

/// The loss of one sample as a graph of numbers.
struct Numbers {
    graph: Graph,
    loss: Node,
    /// Names of the graph's inputs: the parameters in their order, then the sample.
    inputs: Vec<String>,
    /// Where that is a number, and no class.
    target: Option<f64>,
    named: Vec<(Node, String)>,
}

impl Numbers {
    fn of(config: &Config, sample: &[f64], target: f32) -> Self {
        let (network, penalty) = (&config.network, config.penalty);
        let mut g = Graph::new();
        let (mut inputs, mut named, mut weights) = (Vec::new(), Vec::new(), Vec::new());
        let layers: Vec<[Vec<Node>; 2]> = network
            .parts()
            .chunks(2)
            .map(|pair| {
                [0, 1].map(|k| {
                    let part = &pair[k];
                    let columns = part.shape[part.shape.len() - 1];
                    let nodes = part.range().enumerate().map(|(at, _)| {
                        let (row, column) = (at / columns + 1, at % columns + 1);
                        inputs.push(match k {
                            0 => format!("{}[{row},{column}]", part.name),
                            _ => format!("{}[{column}]", part.name),
                        });
                        g.input(&[])
                    });
                    nodes.collect()
                })
            })
            .collect();
        let mut at: Vec<Node> = (1..=sample.len())
            .map(|k| {
                inputs.push(format!("x{k}"));
                g.input(&[])
            })
            .collect();
        let target_node = matches!(network.task, Task::Values).then(|| {
            inputs.push("t".to_owned());
            g.input(&[])
        });
        for (k, [w, b]) in layers.iter().enumerate() {
            weights.extend(w);
            let units = (0..b.len()).map(|unit| {
                let mut sum = b[unit];
                for (&x, &w) in at.iter().zip(w.iter().skip(unit).step_by(b.len())) {
                    let product = g.mul(x, w);
                    sum = g.add(sum, product);
                }
                named.push((sum, format!("z{}[{}]", k + 1, unit + 1)));
                let Some((_, activation)) = network.hidden.get(k) else { return sum };
                let y = (activation.apply)(&mut g, sum);
                if y != sum {
                    named.push((y, format!("h{}[{}]", k + 1, unit + 1)));
                }
                y
            });
            at = units.collect();
        }
        let mut loss = match target_node {
            Some(t) => {
                let miss = g.sub(at[0], t);
                g.powi(miss, 2)
            }
            // −ln softmax(z)ₜ = ln(1 + Σ exp(zⱼ − zₜ)), over the other classes.
            None => {
                let own = at[target as usize];
                let mut sum = g.constant(1.0);
                for &other in at.iter().filter(|&&other| other != own) {
                    let ahead = g.sub(other, own);
                    let odds = g.unary(Unary::Exp, ahead);
                    sum = g.add(sum, odds);
                }
                g.unary(Unary::Ln, sum)
            }
        };
        for (strength, of) in [
            (penalty.l1, (|g, w| g.unary(Unary::Abs, w)) as fn(&mut Graph, Node) -> Node),
            (0.5 * penalty.l2, |g, w| g.powi(w, 2)),
        ] {
            if strength != 0.0 {
                let costs: Vec<Node> = weights.iter().map(|&&w| of(&mut g, w)).collect();
                let sum = costs.into_iter().reduce(|a, b| g.add(a, b)).unwrap_or(loss);
                let factor = g.constant(strength);
                let cost = g.mul(factor, sum);
                loss = g.add(loss, cost);
            }
        }
        Self { graph: g, loss, inputs, target: target_node.map(|_| f64::from(target)), named }
    }
}
