//! Hessians of networks against differences, and eigenvalues against a dense solver.
#![cfg(feature = "full")]

use crate::common::networks::{at, jacobi, networks, run_of, samples, training, wave};
use crate::common::settings;
use sgd_playground::error::{Result, code};
use sgd_playground::graph::Element;
use sgd_playground::network::data::Task;
use sgd_playground::network::landscape::lanczos::{Lanczos, tridiagonal};
use sgd_playground::network::landscape::settings::SpectrumOptions;
use sgd_playground::network::landscape::{Eigenvalues, Hessian, Spectrum};
use sgd_playground::network::layers::{Network, Penalty};
use sgd_playground::network::training::Training;
use sgd_playground::random::{Purpose, Random};
use std::cell::Cell;
use std::rc::Rc;

fn spectrum_of<T: Element>(training: &Training<T>, options: &str) -> Result<Eigenvalues> {
    let mut spectrum = Spectrum::new(training, SpectrumOptions::read(&settings(options))?)?;
    while spectrum.work(3) < 1.0 {}
    Ok(spectrum.finish())
}

/// H·v against central differences of the gradient, in f64: every activation, depth, task and penalty. Relu and its leaky
/// form have kinks, near which differences tell nothing; none of these samples is near one.
#[test]
fn products_with_the_hessian() {
    let mut worst = 0.0f64;
    for network in networks() {
        for penalty in [Penalty::default(), Penalty { l1: 0.03, l2: 0.2 }] {
            let samples = Rc::new(samples(&network, 9));
            let n = network.size() as usize;
            let params: Vec<f64> = (0..n).map(|k| wave(3 * k + 1)).collect();
            let v: Vec<f64> = (0..n).map(|k| wave(5 * k + 2)).collect();
            let mut hessian = Hessian::new(&network, penalty, params[..].into(), Rc::clone(&samples), 9, None);
            let product = hessian.product(&v);
            let h = 1e-5;
            let moved = |by: f64| {
                let params: Vec<f64> = params.iter().zip(&v).map(|(p, v)| p + by * v).collect();
                at(&network, penalty, &params, &samples, 9).1
            };
            for ((up, down), told) in moved(h).iter().zip(moved(-h)).zip(&product) {
                let slope = (up - down) / (2.0 * h);
                let off = (slope - told).abs() / told.abs().max(1.0);
                worst = worst.max(off);
                assert!(off < 2e-8, "{:?} {penalty:?}: {told} {slope}", network.task);
            }
        }
    }
    println!("the farthest product from differences of gradients: {worst:.1e}");
}

/// All eigenvalues of the Hessian that a spectrum is of.
fn dense(run: &Training<f64>, scale: Option<Vec<f64>>) -> Vec<f64> {
    let config = run.config();
    let (train, n) = (Rc::clone(&config.inputs.train), run.params().len());
    let count = train.len();
    let mut hessian = Hessian::new(&config.network, config.penalty, run.params().into(), train, count, scale);
    let mut all = Vec::new();
    for k in 0..n {
        let unit: Vec<f64> = (0..n).map(|j| f64::from(u8::from(j == k))).collect();
        all.extend(hessian.product(&unit));
    }
    for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
        assert!((all[i * n + j] - all[j * n + i]).abs() < 1e-10, "symmetric");
    }
    jacobi(all, n)
}

#[test]
fn leading_eigenvalues_of_small_networks() {
    for (text, steps) in [
        ("dataset=circle&layers=4,2&seed=3", 0),
        ("dataset=circle&layers=4,2&seed=3&l2=0.01", 200),
        ("dataset=xor&layers=5&activation=relu&seed=1&batchSize=full&learningRate=0.3", 150),
        ("dataset=plane&layers=3&activation=gelu&seed=5", 60),
        ("dataset=gaussians&layers=none&seed=5", 20),
    ] {
        let mut run = training::<f64>(text);
        run.train(steps, None);
        let values = dense(&run, None);
        let n = values.len();
        let found = spectrum_of(&run, "count=3&tolerance=1e-10&iterations=500").expect(text);
        assert!(found.converged && found.samples == run.config().inputs.train.len(), "{text}: {found:?}");
        for k in 0..3 {
            let off = (found.values[k] - values[k]).abs();
            assert!(off <= found.residuals[k] + 1e-9 * values[0].max(1.0), "{text} {k}: {found:?} {:?}", &values[..3]);
        }
        // Long before that the residual bounds the error.
        let early = spectrum_of(&run, "iterations=4&tolerance=1e-12").expect(text);
        let off = values.iter().fold(f64::INFINITY, |least, value| least.min((early.values[0] - value).abs()));
        assert!(off <= early.residuals[0] + 1e-12, "{text}: {early:?}");
        assert_eq!(early.products, 4.min(n));
        // In single precision, too.
        let mut narrow = training::<f32>(text);
        narrow.train(steps, None);
        let single = spectrum_of(&narrow, "count=1&tolerance=1e-4").expect(text);
        assert!((single.values[0] - values[0]).abs() < 2e-3 * values[0], "{text}: {} {}", single.values[0], values[0]);
    }
}

#[test]
fn a_quadratic_is_exact_and_every_eigenvalue_is_found() {
    // A linear network that learns values by squared errors: the Hessian is 2/N·Σ x·xᵀ, whatever the parameters.
    let network = Network { inputs: 4, hidden: vec![], task: Task::Values };
    let run = run_of::<f64>(network.clone(), 30, "");
    let mut wanted = vec![0.0; 25];
    let mut row = [0.0, 0.0, 0.0, 0.0, 1.0];
    for k in 0..30 {
        run.config().inputs.train.write(k, &mut row[..4]);
        (0..25).for_each(|at| wanted[at] += 2.0 / 30.0 * row[at / 5] * row[at % 5]);
    }
    let wanted = jacobi(wanted, 5);
    let found = spectrum_of(&run, "count=20&tolerance=1e-12").expect("a spectrum");
    assert_eq!((found.values.len(), found.products, found.converged), (5, 5, true));
    for (found, wanted) in found.values.iter().zip(&wanted) {
        assert!((found - wanted).abs() < 1e-12, "{found} {wanted}");
    }
    // A matrix with one eigenvalue many times, and one that is nought: the space closes early and is opened again.
    for diagonal in [vec![2.0; 6], vec![0.0; 3], vec![3.0, 3.0, 3.0, 1.0, -5.0]] {
        let n = diagonal.len();
        let mut random = Random::new(1, Purpose::Direction { axis: 3 });
        let mut lanczos = Lanczos::new(1e-12, move || (0..n).map(|_| random.normal()).collect());
        while let Some(v) = lanczos.next() {
            let product = v.iter().zip(&diagonal).map(|(v, d)| v * d).collect();
            lanczos.add_product(product);
        }
        let mut sorted = diagonal.clone();
        sorted.sort_by(|a, b| b.total_cmp(a));
        let found = lanczos.largest(n).expect("eigenvalues");
        let vectors = lanczos.vectors(n).expect("eigenvectors");
        assert_eq!((found.len(), vectors.len()), (n, n));
        for ((pair, v), wanted) in found.iter().zip(vectors).zip(sorted) {
            assert!((pair.value - wanted).abs() < 1e-12 && pair.residual < 1e-12, "{pair:?} {wanted}");
            let off = v.iter().zip(&diagonal).map(|(v, d)| (v * d - pair.value * v).powi(2)).sum::<f64>();
            assert!(off.sqrt() < 1e-10);
        }
    }
    // 2 on the diagonal and −1 beside it: 2 − 2·cos(kπ/(n+1)).
    let mut all = tridiagonal(&[2.0; 50], &[-1.0; 50], 0..50).expect("eigenvalues");
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (k, (value, _)) in all.iter().enumerate() {
        let wanted = 2.0 - 2.0 * ((k + 1) as f64 * std::f64::consts::PI / 51.0).cos();
        assert!((value - wanted).abs() < 1e-13, "{k}: {value} {wanted}");
    }
    let last = tridiagonal(&[2.0; 50], &[-1.0; 50], 49..50).expect("eigenvalues");
    for (value, vector) in &all {
        assert!(last.iter().any(|(other, end)| other == value && end[..] == vector[49..]));
    }
    assert_eq!(tridiagonal(&[1.0, f64::NAN, 2.0], &[0.5; 3], 0..3), None);
}

/// Products in `f32` are off by 10⁻⁶ or so: what is left of one and is smaller is no new direction.
#[test]
fn where_only_rounding_is_left_another_vector_is_drawn() {
    let n = 40;
    let [mut random, mut noise] = [3, 4].map(|axis| Random::new(1, Purpose::Direction { axis }));
    let drawn = Rc::new(Cell::new(0));
    let count = Rc::clone(&drawn);
    let mut lanczos = Lanczos::new(1e-6, move || {
        count.set(count.get() + 1);
        (0..n).map(|_| random.normal()).collect()
    });
    // Of three eigenvalues: three products are all that one vector leads to.
    let eigenvalue = |k: usize| [4.0, 2.0, 1.0][k % 3];
    for products in 1..=9 {
        let v = lanczos.next().expect("a vector");
        let product = v.iter().enumerate().map(|(k, v)| eigenvalue(k) * (v + 1e-8 * noise.normal())).collect();
        lanczos.add_product(product);
        assert_eq!(drawn.get(), 1 + products / 3);
    }
    let found = lanczos.largest(9).expect("eigenvalues");
    for (pair, wanted) in found.iter().zip([4.0, 4.0, 4.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0]) {
        assert!((pair.value - wanted).abs() < 1e-5 && pair.residual < 1e-5, "{pair:?} {wanted}");
    }
}

/// A network whose losses overflow has no eigenvalues, and none are said to be found.
#[test]
fn without_finite_numbers_nothing_has_converged() {
    let mut run = training::<f32>("dataset=plane&layers=4,4&activation=relu&seed=1");
    (0..run.params().len()).for_each(|k| run.set_parameter(k, 1e30).expect("a finite number"));
    for options in ["", "iterations=200&tolerance=0.1"] {
        let found = spectrum_of(&run, options).expect("an answer");
        assert!(!found.converged, "{found:?}");
    }
}

/// As the optimizer sees it: Keras' Adam multiplies a gradient by √(1 − β₂ᵗ) / (√v + ε), apart from the rate.
#[test]
fn the_scaled_hessian_and_the_bounds() {
    let mut run = training::<f64>("dataset=circle&layers=4&seed=3&optimizer=adam&learningRate=0.01");
    assert_eq!(spectrum_of(&run, "scaled=true").expect_err("no step").code, code::BAD_SHAPE);
    run.train(50, None);
    let short = (1.0 - 0.999f64.powi(50)).sqrt();
    let scale = run.slots()[1].iter().map(|&v| (short / (v.sqrt() + 1e-7)).sqrt()).collect();
    let values = dense(&run, Some(scale));
    let found = spectrum_of(&run, "scaled=true&tolerance=1e-9&iterations=500").expect("a spectrum");
    assert!((found.values[0] - values[0]).abs() < 1e-6 * values[0], "{} {}", found.values[0], values[0]);
    assert!(found.scaled && found.scales && found.rate == 0.01);
    assert!((found.bound - 2.0 * 1.9 / 0.1).abs() < 1e-9, "{}", found.bound);
    let plain = spectrum_of(&run, "").expect("a spectrum");
    assert!(!plain.scaled && plain.scales && plain.values[0] < found.values[0]);
    let sgd = spectrum_of(&training::<f64>("optimizer=sgd&learningRate=0.3&seed=1"), "scaled=true").expect("as it is");
    assert_eq!((sgd.bound, sgd.rate, sgd.scaled, sgd.scales), (2.0, 0.3, false, false));
    let lion = training::<f64>("optimizer=lion&seed=1");
    assert!(spectrum_of(&lion, "").expect("plain").bound.is_nan());
    assert_eq!(spectrum_of(&lion, "scaled=true").expect_err("no scale").code, code::BAD_SHAPE);
}

/// Full-batch descent: the sharpness rises to 2 / rate and stays about there for a long time (Cohen et al. 2021).
#[test]
fn the_edge_of_stability() {
    let text = "dataset=spiral&noise=0.1&layers=16,16&optimizer=sgd&batchSize=full&learningRate=0.3&seed=1";
    let mut run = training::<f32>(text);
    let edges: Vec<f64> = (0..15)
        .map(|_| {
            let found = spectrum_of(&run, "").expect("a spectrum");
            run.train(100, None);
            found.values[0] * found.rate
        })
        .collect();
    println!("rate × sharpness, every 100 steps: {edges:.2?}");
    assert!(edges[0] < 1.2, "{edges:.2?}");
    assert!(edges[3..].iter().filter(|&&edge| (1.7..2.4).contains(&edge)).count() >= 8, "{edges:.2?}");
}
