//! The graph of a network that trains, walked with its present parameters on one sample.

use super::layers::Built;
use super::pass::write_target;
use super::training::{Part, Training};
use crate::error::{Error, Result, code};
use crate::graph::Element;
use crate::graph::walk::{Given, Walk, walk};
use crate::number::Shown;

/// Of more parameters than this a walk would take long and much memory: every number stands in it several times.
pub const MOST_PARAMETERS: f64 = 5e5;

/// The loss of sample `sample` of a part, penalties included, and its gradient.
///
/// # Errors
/// If there is no such sample, or the network is too large.
pub fn sample_walk<T: Element>(training: &Training<T>, part: Part, sample: f64) -> Result<Walk> {
    let config = training.config();
    let network = &config.network;
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
    if network.size() > MOST_PARAMETERS {
        let (n, most) = (Shown(network.size()), Shown(MOST_PARAMETERS));
        return Err(Error::new(
            code::OUT_OF_RANGE,
            format_args!(
                "This network has {n} parameters; a graph is walked up to {most}. Take fewer or smaller layers."
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
    let mut inputs = vec![0.0f64; network.inputs];
    samples.write(sample as usize, &mut inputs);
    let mut target = vec![0.0f64; network.outputs()];
    write_target(network.task, samples.targets[sample as usize], &mut target);
    for (name, values) in [("x", inputs), ("t", target)] {
        given.push(Given { name: name.into(), values, parameter: false });
    }
    // z = h·W + b, and h = f(z) of each hidden layer.
    let sums = sums.iter().enumerate().map(|(k, &sum)| (sum, format!("z{}", k + 1)));
    let hidden = layers.iter().take(network.hidden.len()).enumerate().map(|(k, &layer)| (layer, format!("h{}", k + 1)));
    let names: Vec<_> = sums.chain(hidden).collect();
    let named: Vec<_> = names.iter().map(|(node, name)| (*node, name.as_str())).collect();
    walk(graph, loss, &given, &named)
}
