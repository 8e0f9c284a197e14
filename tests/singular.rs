//! Singular values, against NumPy (`golden/singular.py`) and against what follows for each optimizer.
#![cfg(feature = "full")]

use crate::common::settings;
use serde_json::Value as Json;
use sgd_playground::network::config::Config;
use sgd_playground::network::data::Shelf;
use sgd_playground::network::singular::{Singular, Singulars, Source};
use sgd_playground::network::svd::{Svd, singular_values};
use sgd_playground::network::training::Training;

fn training(text: &str) -> Training<f64> {
    Training::new(Config::read(&settings(text), || Ok(1), &Shelf::default()).unwrap_or_else(|e| panic!("{text}: {e}")))
}

fn of(run: &Training<f64>, layer: usize) -> Singular {
    let mut values = Singulars::new(run, layer as f64).unwrap_or_else(|error| panic!("{error}"));
    let mut last = 0.0;
    loop {
        let part = values.work(3);
        assert!(part >= last, "{part} after {last}");
        last = part;
        if part == 1.0 {
            return values.finish();
        }
    }
}

fn near(found: &[f64], wanted: &[f64], within: f64) {
    assert_eq!(found.len(), wanted.len(), "{found:?} {wanted:?}");
    let most = wanted.first().copied().unwrap_or(0.0);
    for (a, b) in found.iter().zip(wanted) {
        assert!((a - b).abs() <= within * most, "{found:?} {wanted:?}");
    }
}

#[test]
fn singular_values_are_those_of_numpy() {
    let golden: Json = serde_json::from_str(include_str!("golden/singular.json")).expect("JSON");
    let numbers = |json: &Json| -> Vec<f64> {
        json.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
    };
    let cases = golden["cases"].as_array().expect("cases");
    assert!(cases.len() >= 10);
    for case in cases {
        let shape = numbers(&case["shape"]);
        let found = singular_values(&numbers(&case["matrix"]), shape[0] as usize, shape[1] as usize);
        near(&found, &numbers(&case["values"]), 1e-14);
    }
}

/// (I − 2·u·uᵀ)·D·(I − 2·v·vᵀ) has the values of D.
#[test]
fn a_large_matrix_has_the_values_that_it_is_made_of() {
    let (rows, columns) = (120, 90);
    let unit = |n: usize, k: f64| {
        let v: Vec<f64> = (0..n).map(|i| (k * (i as f64 + 1.0)).sin()).collect();
        let length = v.iter().map(|x| x * x).sum::<f64>().sqrt();
        v.into_iter().map(|x| x / length).collect::<Vec<f64>>()
    };
    let (u, v) = (unit(rows, 1.3), unit(columns, 0.7));
    let wanted: Vec<f64> = (0..columns).map(|k| if k < 80 { 5.0 * 0.8f64.powi(k as i32) } else { 0.0 }).collect();
    let entry = |i: usize, j: usize| {
        let d = |i: usize, j: usize| if i == j { wanted[i] } else { 0.0 };
        let left = |j: usize| d(i, j) - 2.0 * u[i] * if j < columns { u[j] * wanted[j] } else { 0.0 };
        let along: f64 = (0..columns).map(|k| left(k) * v[k]).sum();
        left(j) - 2.0 * along * v[j]
    };
    let matrix: Vec<f64> =
        (0..rows).flat_map(|i| (0..columns).map(move |j| (i, j))).map(|(i, j)| entry(i, j)).collect();
    near(&singular_values(&matrix, rows, columns), &wanted, 1e-14);
    let turned: Vec<f64> = (0..columns * rows).map(|k| matrix[k % rows * columns + k / rows]).collect();
    near(&singular_values(&turned, columns, rows), &wanted, 1e-14);
    let mut svd = Svd::new(&matrix, rows, columns);
    let mut units = 0;
    while !svd.work() {
        units += 1;
    }
    assert!(units < 15 * columns, "{units}");
}

/// σ → a·σ + b·σ³ + c·σ⁵, five times, of σ/‖U‖; and U = (1 + β)·G in the first step.
#[test]
fn muon_makes_them_nearly_equal() {
    let mut run = training("dataset=digits&layers=12&optimizer=muon&seed=3&batchSize=32");
    let plain = training("dataset=digits&layers=12&optimizer=sgd&seed=3&batchSize=32");
    for layer in [0, 1] {
        let (found, gradient) = (of(&run, layer), of(&plain, layer));
        assert_eq!((found.source, gradient.source), (Source::Momentum, Source::Gradient));
        assert_eq!((found.step, found.layer, found.shape), (0, layer, [[64, 12], [12, 10]][layer]));
        let wanted: Vec<f64> = gradient.before.iter().map(|x| 1.95 * x).collect();
        near(&found.before, &wanted, 1e-12);
        let length = wanted.iter().map(|x| x * x).sum::<f64>().sqrt();
        let mut after: Vec<f64> = wanted.iter().map(|x| x / (length + 1e-7)).collect();
        for _ in 0..5 {
            after.iter_mut().for_each(|x| *x = 3.4445 * *x - 4.775 * x.powi(3) + 2.0315 * x.powi(5));
        }
        after.sort_by(|a, b| b.total_cmp(a));
        near(&found.after, &after, 1e-10);
    }
    run.train(50, None);
    let before = run.params().to_vec();
    let found = of(&run, 0);
    assert_eq!((run.params(), found.step), (&before[..], 50), "the run stays as it is");
    let spread = |values: &[f64]| values[0] / values[9];
    assert!(spread(&found.before) > 10.0 && spread(&found.after) < 2.0, "{found:?}");
}

#[test]
fn of_other_rules_they_are_those_of_gradient_and_step() {
    for rule in ["sgd&learningRate=0.3", "adam", "adamw&weightDecay=0.1", "lion", "nesterov&convention=sutskever"] {
        let mut run = training(&format!("dataset=digits&layers=9&optimizer={rule}&seed=2&batchSize=20"));
        run.train(7, None);
        for layer in [0, 1] {
            let found = of(&run, layer);
            let mut next = run.copy();
            next.step();
            let part = run.config().network.parts().swap_remove(2 * layer);
            let [rows, columns] = found.shape;
            let gradient = singular_values(&next.gradient()[part.range()], rows, columns);
            let step: Vec<f64> = part.range().map(|k| next.params()[k] - run.params()[k]).collect();
            near(&found.before, &gradient, 1e-12);
            near(&found.after, &singular_values(&step, rows, columns), 1e-12);
            assert_eq!((found.before.len(), found.source), (rows.min(columns), Source::Gradient), "{rule}");
            if rule.starts_with("sgd") {
                near(&found.after, &gradient.iter().map(|x| 0.3 * x).collect::<Vec<_>>(), 1e-10);
            }
        }
    }
}

/// A matrix of one column has its length; Muon gives it one of its own.
#[test]
fn one_unit_has_one_value() {
    for library in ["keras", "torch", "optax"] {
        let run = training(&format!("dataset=plane&layers=1&optimizer=muon&convention={library}&seed=1"));
        for layer in [0, 1] {
            let found = of(&run, layer);
            assert_eq!((found.before.len(), found.after.len()), (1, 1), "{library}");
            assert!((0.6..1.3).contains(&found.after[0]), "{library}: {found:?}");
        }
    }
}

#[test]
fn what_cannot_be_computed_is_refused() {
    let run = training("dataset=circle&layers=6&seed=1");
    for layer in [-1.0, 2.0, 0.5, f64::NAN, 1e300] {
        let error = Singulars::new(&run, layer).err().expect("no such layer");
        assert_eq!((error.key.as_deref(), error.code), (Some("layer"), "out-of-range"), "{layer}");
        assert!(error.en.contains("0 to 1") && error.zh.contains("0 到 1"), "{}", error.en);
    }
    let run = training("dataset=digits&layers=600,600&seed=1");
    assert!(Singulars::new(&run, 0.0).is_ok() && Singulars::new(&run, 2.0).is_ok());
    let error = Singulars::new(&run, 1.0).err().expect("too large");
    assert!(error.en.contains("600 × 600") && error.zh.contains("512"), "{}", error.en);
    let mut run = training("dataset=plane&layers=6&seed=1&optimizer=sgd&activation=relu");
    for k in 0..run.params().len() {
        run.set_parameter(k, 1e200).expect("finite");
    }
    let error = Singulars::new(&run, 0.0).err().expect("it overflows");
    assert!(error.en.contains("not finite") && error.zh.contains("非有限"), "{}", error.en);
}
