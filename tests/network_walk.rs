//! The walk of a network that trains: its numbers are those of the training, and of finite differences.
#![cfg(feature = "full")]

use crate::common::settings;
use sgd_playground::graph::walk::{Role, Walk};
use sgd_playground::network::config::Config;
use sgd_playground::network::data::Shelf;
use sgd_playground::network::training::{Part, Training};
use sgd_playground::network::walk::{MOST_NODES, number_walk, sample_walk};

fn training(text: &str) -> Training<f64> {
    Training::new(Config::read(&settings(text), || Ok(1), &Shelf::default()).unwrap_or_else(|e| panic!("{text}: {e}")))
}

fn gradient(walked: &Walk) -> Vec<f64> {
    let parameters = walked.stations.iter().filter(|station| station.role == Role::Parameter);
    parameters.flat_map(|station| station.gradient.clone().expect("a gradient")).collect()
}

/// Whether the next step of a training goes by this gradient.
fn check_next(run: &mut Training<f64>, gradient: &[f64], text: &str) {
    run.train(1, None);
    assert_eq!(gradient.len(), run.gradient().len(), "{text}");
    for (k, (a, b)) in gradient.iter().zip(run.gradient()).enumerate() {
        assert!((a - b).abs() < 1e-12, "{text}, {k}: {a} and {b}");
    }
    assert!(gradient.iter().any(|&x| x != 0.0), "{text}");
}

#[test]
fn the_gradient_is_that_of_a_batch_of_one_sample() {
    for text in [
        "dataset=circle&layers=4,3&activation=tanh",
        "dataset=spiral&layers=5&activation=relu&l2=0.01",
        "dataset=xor&layers=none&l1=0.02",
        "dataset=circle&layers=3&activation=gelu&l1=0.01&l2=0.03",
        "dataset=moons&layers=3&activation=leaky-relu",
        "dataset=plane&layers=3&activation=sigmoid",
        "dataset=digits&layers=12&activation=relu",
    ] {
        let mut run = training(&format!("{text}&optimizer=adam&batchSize=1&seed=3"));
        run.train(7, None);
        let sample = f64::from(run.coming(1)[0][0]);
        let walked = sample_walk(&run, Part::Train, sample).unwrap_or_else(|error| panic!("{text}: {error}"));
        let found = gradient(&walked);
        let loss = |k: usize, moved: f64| {
            let mut other = run.copy();
            other.set_parameter(k, run.params()[k] + moved).expect("a parameter");
            let walked = sample_walk(&other, Part::Train, sample).expect("a walk");
            walked.stations[walked.output].value[0]
        };
        for k in (0..found.len()).step_by(1 + found.len() / 40) {
            let slope = (loss(k, 1e-5) - loss(k, -1e-5)) / 2e-5;
            assert!((found[k] - slope).abs() < 1e-7, "{text}, {k}: {} and {slope}", found[k]);
        }
        check_next(&mut run, &found, text);
    }
}

#[test]
fn stations_have_the_names_of_the_layers() {
    let run = training("dataset=circle&layers=4,3&activation=tanh&seed=3");
    let walked = sample_walk(&run, Part::Test, 0.0).expect("a walk");
    for (name, shape) in
        [("W1", [2, 4]), ("b1", [1, 4]), ("z1", [1, 4]), ("h2", [1, 3]), ("W3", [3, 2]), ("z3", [1, 2])]
    {
        let station = walked.stations.iter().find(|station| station.name == name).expect(name);
        assert_eq!(station.shape, shape, "{name}");
    }
    assert_eq!(walked.stations[walked.output].shape, [0usize; 0]);
}

#[test]
fn what_cannot_be_walked_is_told() {
    let run = training("dataset=circle&layers=4&seed=3");
    let samples = run.inputs(Part::Train).len() as f64;
    for sample in [-1.0, 0.5, samples, f64::NAN, f64::INFINITY] {
        let error = sample_walk(&run, Part::Train, sample).expect_err("no sample");
        assert!(error.en.contains("from 0 to") && error.zh.contains("整数"), "{sample}: {}", error.en);
    }
    let large = training("dataset=digits&layers=800,800&seed=3");
    let error = sample_walk(&large, Part::Train, 0.0).expect_err("too large");
    assert!(error.en.contains("parameters") && error.zh.contains("参数"), "{}", error.en);
}

/// Of every activation, of classes and of numbers, with and without hidden layers and penalties.
#[test]
fn number_by_number_the_gradient_is_that_of_the_training() {
    for text in [
        "dataset=circle&layers=4&activation=tanh",
        "dataset=circle&layers=4,3&activation=relu",
        "dataset=spiral&layers=5&activation=leaky-relu&l2=0.01",
        "dataset=xor&layers=none&l1=0.02&l2=0.01",
        "dataset=circle&layers=3&activation=gelu",
        "dataset=moons&layers=3&activation=sigmoid&features=x1,x2,x1x2",
        "dataset=plane&layers=4&activation=tanh",
        "dataset=plane&layers=none",
        "dataset=own&data=0,0,0;1,1,1;-1,1,2;1,-1,2;2,0,1;0,2,0&layers=4&activation=linear",
    ] {
        let mut run = training(&format!("{text}&optimizer=adam&batchSize=1&seed=3"));
        run.train(9, None);
        let sample = f64::from(run.coming(1)[0][0]);
        let walked = number_walk(&run, Part::Train, sample).unwrap_or_else(|error| panic!("{text}: {error}"));
        let arrays = sample_walk(&run, Part::Train, sample).expect("a walk");
        assert!(walked.stations.len() <= MOST_NODES, "{text}");
        assert!(walked.stations.iter().all(|station| station.shape.is_empty()), "{text}");
        let [loss, other] = [&walked, &arrays].map(|walk| walk.stations[walk.output].value[0]);
        assert!((loss - other).abs() < 1e-12, "{text}: {loss} and {other}");
        let found = gradient(&walked);
        check_next(&mut run, &found, text);
    }
}

#[test]
fn every_number_has_the_name_of_its_place() {
    let run = training("dataset=circle&layers=4&activation=tanh&seed=3");
    let walked = number_walk(&run, Part::Test, 0.0).expect("a walk");
    let value = |name: &str| walked.stations.iter().find(|station| station.name == name).expect(name).value[0];
    // W1 is 2 × 4, by rows; b1 follows, then W2, 4 × 2.
    for (name, place) in [("W1[1,1]", 0), ("W1[1,4]", 3), ("W1[2,1]", 4), ("b1[2]", 9), ("W2[1,2]", 13), ("b2[2]", 21)]
    {
        assert_eq!(value(name), run.params()[place], "{name}");
    }
    assert_eq!(value("h1[3]"), libm::tanh(value("z1[3]")));
    let by_hand = value("b1[2]") + value("x1") * value("W1[1,2]") + value("x2") * value("W1[2,2]");
    assert!((value("z1[2]") - by_hand).abs() < 1e-15);
}

#[test]
fn a_network_of_many_numbers_is_walked_by_arrays_alone() {
    for layers in ["40", "8,8"] {
        let run = training(&format!("dataset=circle&layers={layers}&seed=3"));
        let error = number_walk(&run, Part::Train, 0.0).expect_err("too many");
        assert!(error.en.contains("at most 150") && error.zh.contains("最多可以走 150 个"), "{}", error.en);
        assert!(sample_walk(&run, Part::Train, 0.0).is_ok());
    }
}
