//! For the tests of the loss around networks: networks, samples and runs, and a solver of their own for dense matrices.

use super::settings;
use sgd_playground::graph::Element;
use sgd_playground::network::config::Config;
use sgd_playground::network::data::{Inputs, Parts, Samples, Shelf, Task};
use sgd_playground::network::layers::{ACTIVATIONS, Network, Penalty};
use sgd_playground::network::training::Training;
use std::rc::Rc;

pub fn training<T: Element>(text: &str) -> Training<T> {
    let config = Config::read(&settings(text), || Ok(1), &Shelf::default());
    Training::new(config.unwrap_or_else(|error| panic!("{text}: {error}")))
}

/// A number for each k, without any pattern to speak of, between −1 and 1.
pub fn wave(k: usize) -> f64 {
    ((k * 7919 + 13) % 197) as f64 / 98.5 - 1.0
}

/// Samples of waves.
pub fn samples(network: &Network, n: usize) -> Samples {
    let inputs = (0..n * network.inputs).map(|k| wave(k + 1000) as f32).collect();
    let target = |k: usize| match network.task {
        Task::Classes(classes) => (k * 7 % classes) as f32,
        Task::Values => wave(k) as f32,
    };
    Samples { width: network.inputs, inputs: Inputs::Numbers(inputs), targets: (0..n).map(target).collect() }
}

/// A run of any network on such samples.
pub fn run_of<T: Element>(network: Network, n: usize, text: &str) -> Training<T> {
    let mut config = Config::read(&settings(text), || Ok(1), &Shelf::default()).expect(text);
    let all = Rc::new(samples(&network, n));
    let parts = Parts { train: Rc::clone(&all), test: all };
    (config.samples, config.inputs, config.features) = (parts.clone(), parts, Vec::new());
    config.network = network;
    Training::new(config)
}

/// Loss and gradient of the mean over the first samples, by the graph that training uses.
pub fn at<T: Element>(
    network: &Network,
    penalty: Penalty,
    params: &[T],
    samples: &Samples,
    n: usize,
) -> (f64, Vec<f64>) {
    let mut built = network.build(n);
    let loss = built.penalised(penalty);
    let parameters = built.parameters.clone();
    let gradient = built.graph.gradient(loss, &parameters);
    let outputs: Vec<_> = [loss].into_iter().chain(gradient).collect();
    let mut plan = sgd_playground::graph::Plan::<T>::new(&built.graph, &outputs, 1);
    let parts = network.parts();
    for (k, part) in parts.iter().enumerate() {
        let into = plan.input(k);
        let size = into.len();
        into.copy_from_slice(&params[part.offset..][..size]);
    }
    let into = plan.input(parts.len()).chunks_exact_mut(network.inputs);
    into.enumerate().for_each(|(k, row)| samples.write(k, row));
    let width = network.outputs();
    for (k, row) in plan.input(parts.len() + 1).chunks_exact_mut(width).enumerate() {
        match network.task {
            Task::Classes(_) => row[samples.targets[k] as usize] = T::of(1.0),
            Task::Values => row[0] = T::of(f64::from(samples.targets[k])),
        }
    }
    plan.run(1);
    let gradient = (0..parts.len()).flat_map(|k| plan.output(1 + k).iter().map(|x| x.wide())).collect();
    (plan.output(0)[0].wide(), gradient)
}

pub fn networks() -> impl Iterator<Item = Network> {
    ACTIVATIONS.iter().flat_map(|activation| {
        [vec![], vec![5], vec![5, 3]].into_iter().flat_map(move |sizes| {
            [Task::Classes(3), Task::Classes(2), Task::Values].map(|task| {
                let hidden = sizes.iter().map(|&size| (size, activation)).collect();
                Network { inputs: 4, hidden, task }
            })
        })
    })
}

/// Cyclic Jacobi rotations (1846), for matrices of a few dozen rows; the largest eigenvalue first.
pub fn jacobi(mut a: Vec<f64>, n: usize) -> Vec<f64> {
    for _ in 0..60 {
        for p in 0..n {
            for q in p + 1..n {
                if a[p * n + q] == 0.0 {
                    continue;
                }
                let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * a[p * n + q]);
                let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
                let c = 1.0 / t.hypot(1.0);
                let s = t * c;
                for k in 0..n {
                    let (x, y) = (a[k * n + p], a[k * n + q]);
                    (a[k * n + p], a[k * n + q]) = (c * x - s * y, s * x + c * y);
                }
                for k in 0..n {
                    let (x, y) = (a[p * n + k], a[q * n + k]);
                    (a[p * n + k], a[q * n + k]) = (c * x - s * y, s * x + c * y);
                }
            }
        }
    }
    let mut values: Vec<f64> = (0..n).map(|k| a[k * n + k]).collect();
    values.sort_by(|a, b| b.total_cmp(a));
    values
}
