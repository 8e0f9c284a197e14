//! Muon on matrices and vectors, against Keras, Optax and PyTorch: `golden/muon.json`, which `golden/muon.py` has made.
#![cfg(feature = "full")]
#![cfg(not(target_arch = "wasm32"))]

use serde_json::Value as Json;
use sgd_playground::config::{Config, Value};
use sgd_playground::graph::Element;
use sgd_playground::optimizer::Stepper;

fn numbers(json: &Json) -> Vec<f64> {
    json.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
}

/// The largest difference from what the library has after each step, as a share of how far it has gone.
fn difference<T: Element>(case: &Json, rate: f64) -> f64 {
    let convention = case["library"].as_str().expect("a name");
    let text = |name: &str, value: &str| (name.to_owned(), Value::Text(value.into()));
    let values = [text("formula", "x^2"), text("optimizer", "muon"), text("convention", convention)];
    let config = Config::read(&values, || Ok(1)).expect("it fits");
    let (spec, hyper) = (config.tuning.optimizer, &config.tuning.hyper);
    let shape: Vec<usize> = numbers(&case["shape"]).into_iter().map(|n| n as usize).collect();
    let narrow = |values: &[f64]| values.iter().map(|&x| T::of(x)).collect::<Vec<T>>();
    let start = numbers(&case["start"]);
    let mut w = narrow(&start);
    let mut slots: Vec<Vec<T>> = spec.slots_for(&hyper.knobs, hyper.parts, &w);
    let mut stepper = Stepper::<T>::for_tensors(spec, hyper, &[shape]);
    let (gradients, params) = (case["gradients"].as_array().unwrap(), case["params"].as_array().unwrap());
    let (mut apart, mut far) = (0.0f64, 0.0f64);
    for (k, (gradient, expected)) in gradients.iter().zip(params).enumerate() {
        let (mut next, mut next_slots) = (w.clone(), slots.clone());
        let gradient = narrow(&numbers(gradient));
        stepper.step(rate, k + 1, &gradient, (&w, &slots), (&mut next, &mut next_slots));
        (w, slots) = (next, next_slots);
        for ((found, expected), start) in w.iter().zip(numbers(expected)).zip(&start) {
            apart = apart.max((found.wide() - expected).abs());
            far = far.max((expected - start).abs());
        }
    }
    apart / far
}

#[test]
fn a_matrix_goes_the_way_that_libraries_give_it() {
    let golden: Json = serde_json::from_str(include_str!("golden/muon.json")).expect("JSON");
    let rate = golden["learningRate"].as_f64().expect("a number");
    let cases = golden["cases"].as_array().expect("cases");
    assert_eq!(cases.len(), 17);
    for case in cases {
        let [double, single] = [difference::<f64>(case, rate), difference::<f32>(case, rate)];
        let what = format!("{} {}", case["library"], case["shape"]);
        println!("{what:22} {double:8.1e} in 64 bits, {single:8.1e} in 32");
        // PyTorch computes in bfloat16; Keras takes the length of a matrix in 32 bits.
        let is_matrix = case["shape"].as_array().is_some_and(|shape| shape.len() == 2);
        let limit = match case["library"].as_str() {
            Some("torch") => 4e-2,
            Some("keras") if is_matrix => 1e-7,
            _ => 1e-12,
        };
        assert!(double <= limit, "{what}: {double:e}");
        assert!(single <= limit.max(2e-5), "{what}: {single:e} in 32 bits");
    }
}
