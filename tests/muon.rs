//! Muon on matrices and vectors, against Keras, Optax and PyTorch: `golden/muon.json`, which `golden/muon.py` has made.
#![cfg(feature = "full")]

use serde_json::Value as Json;
use sgd_playground::config::{Config, Value};
use sgd_playground::graph::Element;
use sgd_playground::optimizer::{Convention, Hyper, Spec, Stepper, orthogonalized};

fn numbers(json: &Json) -> Vec<f64> {
    json.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
}

/// An optimizer by a convention, with what is usual there.
fn rule(optimizer: &str, convention: &str) -> (&'static Spec, Hyper) {
    let text = |name: &str, value: &str| (name.to_owned(), Value::Text(value.into()));
    let values = [text("formula", "x^2"), text("optimizer", optimizer), text("convention", convention)];
    let tuning = Config::read(&values, || Ok(1)).unwrap_or_else(|error| panic!("{optimizer} {error}")).tuning;
    (tuning.optimizer, tuning.hyper)
}

/// The largest difference from what the library has after each step, as a share of how far it has gone.
fn difference<T: Element>(case: &Json, rate: f64) -> f64 {
    let convention = case["library"].as_str().expect("a name");
    let (spec, hyper) = rule("muon", convention);
    let shape: Vec<usize> = numbers(&case["shape"]).into_iter().map(|n| n as usize).collect();
    let narrow = |values: &[f64]| values.iter().map(|&x| T::of(x)).collect::<Vec<T>>();
    let start = numbers(&case["start"]);
    let mut w = narrow(&start);
    let mut slots: Vec<Vec<T>> = spec.slots_for(&hyper.knobs, hyper.parts, &w);
    let mut stepper = Stepper::<T>::for_tensors(spec, &hyper, &[shape]);
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

/// Where some steps lead numbers that are tensors of these shapes, from the `first`-th number on.
fn end((spec, hyper): &(&'static Spec, Hyper), shapes: &[Vec<usize>], first: usize) -> Vec<f64> {
    let count: usize = shapes.iter().map(|shape| shape.iter().product::<usize>()).sum();
    let wave = |k: usize, t: usize| ((7 * (first + k) + 3 * t) as f64).sin();
    let mut w: Vec<f64> = (0..count).map(|k| wave(k, 50)).collect();
    let mut slots = spec.slots_for(&hyper.knobs, hyper.parts, &w);
    let mut stepper = Stepper::<f64>::for_tensors(spec, hyper, shapes);
    for t in 1..=8 {
        let (mut next, mut next_slots) = (w.clone(), slots.clone());
        let gradient: Vec<f64> = (0..count).map(|k| wave(k, t)).collect();
        stepper.step(0.01, t, &gradient, (&w, &slots), (&mut next, &mut next_slots));
        (w, slots) = (next, next_slots);
    }
    w
}

fn near(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12)
}

#[test]
fn a_tensor_goes_alone_and_a_model_as_one() {
    let both = [vec![2, 3], vec![4]];
    for optimizer in ["lamb", "adafactor", "muon", "adam"] {
        let rule = rule(optimizer, "keras");
        let apart = [end(&rule, &both[..1], 0), end(&rule, &both[1..], 6)].concat();
        assert!(near(&end(&rule, &both, 0), &apart), "{optimizer}");
    }
    let prodigy = rule("prodigy", "prodigyopt");
    assert!(near(&end(&prodigy, &both, 0), &end(&prodigy, &[vec![10]], 0)), "prodigy");
}

/// Optax keeps means of rows and columns where there are at least 128 of both; Keras always does.
#[test]
fn small_matrices_are_factored_where_the_library_does() {
    for (library, shape, is_factored) in
        [("keras", [4, 5], true), ("optax", [4, 5], false), ("optax", [127, 130], false), ("optax", [128, 128], true)]
    {
        let rule = rule("adafactor", library);
        let flat = end(&rule, &[vec![shape[0] * shape[1]]], 0);
        assert_eq!(near(&end(&rule, &[shape.to_vec()], 0), &flat), !is_factored, "{library} {shape:?}");
    }
}

/// A matrix of one row or column has its length for a singular value; in the first step U = (1 + β)·G.
#[test]
fn rows_and_columns_have_lengths_and_vectors_have_none() {
    let gradient = [2.0, -1.0, 2.0];
    let ask = |(spec, hyper): &(&'static Spec, Hyper), shape: &[usize]| {
        let slots = spec.slots_for(&hyper.knobs, hyper.parts, &[0.0; 3]);
        orthogonalized(spec, hyper, &[shape.to_vec()], 0, (0.01, 1), (&gradient, &[0.0; 3], &slots))
    };
    let iterated = |length: f64| {
        (0..5).fold(length / (length + 1e-7), |x: f64, _| 3.4445 * x - 4.775 * x.powi(3) + 2.0315 * x.powi(5))
    };
    for shape in [[1, 3], [3, 1]] {
        let [before, after] = ask(&rule("muon", "keras"), &shape).expect("Muon has both");
        assert!(near(&before, &[1.95 * 3.0]) && near(&after, &[iterated(1.95 * 3.0)]), "{before:?} {after:?}");
        assert!(ask(&rule("sgd", "keras"), &shape).is_none());
    }
    let muon = Spec::named("muon").expect("the whole engine has it");
    let libraries: Vec<_> = Convention::all().filter(|&convention| muon.knows(convention)).collect();
    assert!(libraries.len() >= 6);
    for library in libraries {
        assert!(ask(&rule("muon", library.name()), &[3]).is_none(), "{}", library.name());
    }
}

/// A step and that of the transposed gradient differ by the scale alone. A library that goes by inputs gives a matrix of twice as
/// many inputs √2 times as much, one that goes by outputs the other one.
#[test]
fn scales_go_by_inputs_or_outputs() {
    for (library, expected) in
        [("burn", 2f64.sqrt()), ("optax", 0.5f64.sqrt()), ("torch", 0.5f64.sqrt()), ("keras", 1.0), ("tinygrad", 1.0)]
    {
        let (spec, hyper) = rule("muon", library);
        let gradient: Vec<f64> = (0..8).map(|k| f64::from(5 * k % 8) - 3.0).collect();
        let length = |shape: [usize; 2]| {
            let slots = spec.slots_for(&hyper.knobs, hyper.parts, &[0.0; 8]);
            let (mut next, mut next_slots) = (vec![0.0; 8], slots.clone());
            let mut stepper = Stepper::<f64>::for_tensors(spec, &hyper, &[shape.to_vec()]);
            // Rows of the one are columns of the other.
            let turned: Vec<f64> = (0..8).map(|at| gradient[at % 2 * 4 + at / 2]).collect();
            let given = if shape[0] == 2 { &gradient } else { &turned };
            stepper.step(0.01, 1, given, (&[0.0; 8], &slots), (&mut next, &mut next_slots));
            next.iter().map(|x| x * x).sum::<f64>().sqrt()
        };
        let ratio = length([4, 2]) / length([2, 4]);
        assert!((ratio - expected).abs() < 0.02, "{library}: {ratio}");
    }
}
