//! Learning rate × momentum against the closed form, the gradient cloud against its definition, and what maps refuse.

use crate::common;
use crate::common::config;
use sgd_playground::config::Config;
use sgd_playground::error::code;
use sgd_playground::maps::aims::Aims;
use sgd_playground::maps::cloud::{Cloud, cloud};
use sgd_playground::maps::many::{Many, Outcome, Task, Vary};
use sgd_playground::maps::rates::{Axis, RateMap, knob, rate_map, theory};
use sgd_playground::objective::models;

const RATES: [f64; 2] = [1e-6, 10.0];
const MOMENTA: [f64; 2] = [0.0, 0.999];

fn map(config: &Config, rates: &Axis, momenta: &Axis, max_steps: usize) -> RateMap {
    let knob = knob(config).expect("a momentum");
    let mut many = Many::new(&config.objective, config.tuning.optimizer, &config.tuning.hyper, Vary::Rates { knob });
    let aims = Aims::of(config);
    let task = Task { hyper: &config.tuning.hyper, aims: &aims, max_steps, cycles: true };
    rate_map(&mut many, &task, &config.start, rates, momenta, 0..momenta.values.len())
}

fn axes(low: f64, high: f64, most: f64) -> (Axis, Axis) {
    let rates = Axis::new("learningRates", [low, high, 61.0], RATES, true).expect("rates");
    let momenta = Axis::new("momenta", [0.0, most, 41.0], MOMENTA, false).expect("momenta");
    (rates, momenta)
}

/// On quadratics a pair is on the side of the bound that theory says, but for those next to it.
#[test]
fn quadratics_converge_up_to_the_bound_and_not_beyond() {
    for (objective, optimizer) in [
        ("objective=ravine", "momentum"),
        ("objective=ravine", "nesterov"),
        ("objective=bowl", "momentum"),
        ("objective=booth", "momentum"),
        ("objective=line&batchSize=full", "nesterov"),
        ("formula=3x^2", "momentum"),
    ] {
        let config = config(&format!("{objective}&optimizer={optimizer}&seed=1"));
        let aims = Aims::of(&config);
        let (rates, momenta) = axes(1e-4, 3.0, 0.9);
        let said = theory(&config, &aims, &aims.minima[0], &momenta).expect("a theory");
        assert!(said.exact, "{objective} is a quadratic");
        let map = map(&config, &rates, &momenta, 6000);
        let (mut inside, mut outside) = (0, 0);
        for (cell, outcome) in map.outcome.iter().enumerate() {
            let rate = rates.values[cell % 61];
            let row = 40 - cell / 61;
            let ratio = rate / said.bound[row];
            if ratio < 0.98 {
                // The slowest direction takes about 1/(rate × least curvature) steps for each factor e.
                if rate * said.curvature[0] > 0.01 {
                    assert_eq!(*outcome, Outcome::Converged, "{objective}: {rate} and {}", momenta.values[row]);
                    inside += 1;
                }
                assert_ne!(*outcome, Outcome::Diverged, "{objective}: {rate} and {}", momenta.values[row]);
            } else if ratio > 1.05 {
                assert_eq!(*outcome, Outcome::Diverged, "{objective}: {rate} and {}", momenta.values[row]);
                outside += 1;
            }
        }
        assert!(inside > 100 && outside > 100, "{objective}: {inside} inside, {outside} outside");
    }
}

/// By which factor a step of momentum shrinks errors in the long run: the largest root of z² − (1 + β − αλ)·z + β.
fn radius(rate: f64, momentum: f64, curvature: [f64; 2]) -> f64 {
    let of = |lambda: f64| {
        let half = 0.5 * (1.0 + momentum - rate * lambda);
        let square = half * half - momentum;
        if square < 0.0 { momentum.sqrt() } else { half.abs() + square.sqrt() }
    };
    of(curvature[0]).max(of(curvature[1]))
}

/// On a quadratic, steps to rest are as many as the roots say; no pair has smaller ones than Polyak's.
#[test]
fn steps_follow_the_roots_and_polyaks_pair_has_the_least() {
    let config = config("objective=ravine&optimizer=momentum");
    let aims = Aims::of(&config);
    let (rates, momenta) = axes(1e-3, 0.1, 0.9);
    let said = theory(&config, &aims, &aims.minima[0], &momenta).expect("a theory");
    let [rate, momentum, factor] = said.best.expect("a best pair");
    assert_eq!(said.curvature, [1.0, 50.0]);
    let (a, b) = (1.0, 50f64.sqrt());
    assert!((rate - (2.0 / (a + b)).powi(2)).abs() < 1e-15);
    assert!((momentum - ((b - a) / (b + a)).powi(2)).abs() < 1e-15);
    // A double root, of which rounding makes two that are √ε apart.
    assert!((radius(rate, momentum, said.curvature) - factor).abs() < 1e-7);
    // Libraries that take a mean have another pair; only the whole engine has them.
    #[cfg(feature = "full")]
    {
        let mean = self::config("objective=ravine&optimizer=momentum&convention=autograd");
        assert_eq!(theory(&mean, &aims, &aims.minima[0], &momenta).expect("a theory").best, None);
    }
    let map = map(&config, &rates, &momenta, 3000);
    let mut compared = 0;
    for (cell, &steps) in map.steps.iter().enumerate() {
        let (rate, momentum) = (rates.values[cell % 61], momenta.values[40 - cell / 61]);
        let radius = radius(rate, momentum, said.curvature);
        assert!(radius > factor, "{rate}, {momentum}: {radius}");
        if map.outcome[cell] == Outcome::Converged && radius < 0.99 {
            // From about half the domain down to a thousandth of it; near a double root, t·factorᵗ, some more.
            let expected = 500f64.ln() / -radius.ln();
            let ratio = f64::from(steps) / expected;
            assert!((0.6..=1.9).contains(&ratio), "{rate}, {momentum}: {steps} steps for {expected}");
            compared += 1;
        }
    }
    assert!(compared > 800, "{compared} cells compared");
}

/// A step of Nesterov's shrinks an error along λ by the largest root of z² − (1 + β)(1 − αλ)·z + β(1 − αλ).
fn nesterov_radius(rate: f64, momentum: f64, curvature: [f64; 2]) -> f64 {
    let of = |lambda: f64| {
        let kept = 1.0 - rate * lambda;
        let (half, product) = (0.5 * (1.0 + momentum) * kept, momentum * kept);
        let square = half * half - product;
        if square < 0.0 { product.sqrt() } else { half.abs() + square.sqrt() }
    };
    of(curvature[0]).max(of(curvature[1]))
}

/// With curvatures 2 and 16, √(3κ + 1) is 5. No pair near by is better.
#[test]
fn nesterovs_best_pair_is_the_best() {
    let (_, momenta) = axes(1e-2, 0.3, 0.5);
    let best = |more: &str| {
        let config = config(&format!("formula=x^2 + 8y^2&optimizer=nesterov{more}"));
        let aims = Aims::of(&config);
        theory(&config, &aims, &aims.minima[0], &momenta).expect("a theory").best
    };
    let [rate, momentum, factor] = best("").expect("a best pair");
    for (found, expected) in [(rate, 0.08), (momentum, 3.0 / 7.0), (factor, 0.6)] {
        assert!((found - expected).abs() < 1e-15, "{found}, not {expected}");
    }
    // At a double root rounding counts by its root.
    assert!((nesterov_radius(rate, momentum, [2.0, 16.0]) - factor).abs() < 1e-7);
    for (a, b) in [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0), (1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0)]
    {
        let (rate, momentum) = (rate + 0.01 * a, momentum + 0.01 * b);
        assert!(nesterov_radius(rate, momentum, [2.0, 16.0]) > factor + 1e-3, "{rate} and {momentum}");
    }
    assert_eq!(best("&convention=sutskever"), None, "of what looks ahead otherwise nothing is said");
}

/// A rate exactly at 2/λ goes to and fro for ever.
#[test]
fn a_cycle_is_told_from_a_slow_run() {
    let config = config("formula=0.5x^2&optimizer=momentum&domain=-3,3&start=1");
    let axis = |key: &str, value: f64, ends| Axis::new(key, [value, value, 1.0], ends, false).expect(key);
    for (rate, outcome) in
        [(2.0, Outcome::Cycling), (1.99, Outcome::Moving), (1e-4, Outcome::Moving), (0.5, Outcome::Converged)]
    {
        let map = map(&config, &axis("learningRates", rate, RATES), &axis("momenta", 0.0, MOMENTA), 100);
        let label = if outcome == Outcome::Converged { 0 } else { -1 };
        assert_eq!((map.outcome[0], map.label[0]), (outcome, label), "{rate}");
    }
}

/// What rests where there is no minimum, on a saddle, in a valley, is neither moving nor going round.
#[test]
fn rest_is_told_from_a_cycle() {
    for text in ["formula=x^2-y^2&start=0,0", "formula=(x+y-1)^2", "formula=(x-3)^2+(y-2)^2&weightDecay=0.5"] {
        let config = config(&format!("{text}&optimizer=momentum"));
        let (rates, momenta) = axes(1e-2, 0.3, 0.5);
        let map = map(&config, &rates, &momenta, 400);
        assert!(!map.outcome.contains(&Outcome::Cycling), "{text}");
        assert!(map.outcome.iter().filter(|&&outcome| outcome == Outcome::Resting).count() > 1000, "{text}");
    }
    // Where a penalty moves the minimum, runs lead there.
    let config = config("formula=(x-3)^2+(y-2)^2&l2=2&optimizer=momentum");
    let aims = Aims::of(&config);
    assert!(aims.minima.len() == 1 && (aims.minima[0].point[0] - 1.5).abs() < 1e-9, "{:?}", aims.minima);
}

/// Theory is of the plain rule on the quadratic, and says when the loss is none.
#[test]
fn theory_says_no_more_than_it_knows() {
    let (_, momenta) = axes(1e-2, 0.3, 0.5);
    let of = |text: &str| {
        let config = config(&format!("{text}&optimizer=momentum"));
        let aims = Aims::of(&config);
        theory(&config, &aims, &aims.minima[0], &momenta)
    };
    assert!(of("formula=x^2+3y^2+x*y").expect("a theory").exact);
    for text in ["formula=x^2+y^2+(x-y)^4&domain=-4,4,-4,4", "formula=x^2+y^2+x^4", "formula=x^2+y^2+(x+y)^4"] {
        assert!(!of(text).expect("a theory").exact, "{text}");
    }
    // By a fiftieth in the domain's corners; and by a thousandth, in a domain so wide that x⁴ counts at all.
    // Whatever the unit of the loss.
    for text in [
        "formula=x^2+y^2+x^4/100&domain=-1,1,-1,1",
        "formula=x^2+y^2+1e-9*x^4&domain=-500,500,-500,500",
        "formula=1e-6*(x^2+y^2+x^4/1000)&domain=-1,1,-1,1",
    ] {
        assert!(!of(text).expect("a theory").exact, "{text}");
    }
    for more in ["l2=0.1", "weightDecay=0.1", "clipNorm=1", "clipValue=1", "schedule=step"] {
        assert_eq!(of(&format!("formula=x^2+y^2&{more}")), None, "{more}");
    }
}

/// The full gradient is the mean of the samples' own, the expected covariance is exact, and what is drawn is near it.
#[test]
fn the_cloud_is_what_batches_make_of_the_gradient() {
    for name in models::ALL.iter().map(|model| model.name).filter(|name| *name != "one-weight") {
        for size in [1, 8, 39] {
            let config = config(&format!("objective={name}&seed=3&samples=40&batchSize={size}"));
            let mut run = common::run(&format!("objective={name}&seed=3&samples=40&batchSize=full"));
            run.step();
            let Cloud { full, batches, covariance, expected, sizes, found, follows, plain } =
                cloud(&config.objective, &config.start, size, config.seed).expect("a cloud");
            let dim = full.len();
            for (a, b) in full.iter().zip(run.drawn().expect("a batch").gradient()) {
                assert!((a - b).abs() <= 1e-12 * b.abs().max(1.0), "{name}: {a} for {b}");
            }
            assert!(batches.len() >= 400 * dim);
            // Its mean is the full gradient where epochs have no rest; else near it.
            let count = (batches.len() / dim) as f64;
            for k in 0..dim {
                let mean = batches.iter().skip(k).step_by(dim).sum::<f64>() / count;
                let error = (expected[k * dim + k] / count).sqrt();
                assert!((mean - full[k]).abs() <= 5.0 * error + 1e-12, "{name} {size}: {mean} for {}", full[k]);
            }
            for (at, found) in covariance.iter().enumerate() {
                let beside = |row: &[f64], k: usize| row[k] - full[k];
                let rows = batches.chunks_exact(dim);
                let sum: f64 = rows.map(|row| beside(row, at / dim) * beside(row, at % dim)).sum();
                let scale = covariance[0].max(covariance[dim * dim - 1]);
                assert!((found - sum / count).abs() <= 1e-9 * scale, "{name} {size}: {covariance:?}");
            }
            for (a, b) in covariance.iter().zip(&expected) {
                let scale = expected[0].abs().max(expected[dim * dim - 1].abs());
                assert!((a - b).abs() <= 0.25 * scale, "{name} {size}: {covariance:?} for {expected:?}");
            }
            for (k, &b) in sizes.iter().enumerate() {
                let (n, b) = (40.0, b as f64);
                assert!((follows[k] - plain[k] * ((n - b) / (n - 1.0)).sqrt()).abs() <= 1e-12 * plain[k]);
                assert!((plain[k] - plain[0] / b.sqrt()).abs() <= 1e-12 * plain[0]);
                assert!(
                    (found[k] - follows[k]).abs() <= 0.12 * follows[k] + 1e-12,
                    "{name}: {found:?} for {follows:?}"
                );
            }
            // All samples at once have no spread, one at a time all of it.
            assert!((found[0] - follows[0]).abs() < 1e-9 * follows[0] && found[sizes.len() - 1] < 1e-12 * plain[0]);
        }
    }
    assert_eq!(cloud(&config("objective=himmelblau").objective, &[0.0, 0.0], 1, 1), None);
    // One sample has no spread.
    let one = config("objective=one-weight");
    let Cloud { full, batches, covariance, expected, follows, plain, .. } =
        cloud(&one.objective, &one.start, 1, 1).expect("a cloud");
    assert!(batches.iter().all(|x| *x == full[0]));
    assert_eq!((covariance, expected, follows, plain), (vec![0.0], vec![0.0], vec![0.0], vec![0.0]));
}

#[test]
fn what_is_no_axis_is_refused() {
    for range in [
        [0.1, 0.01, 5.0],
        [0.0, 1.0, 5.0],
        [1e-3, 11.0, 5.0],
        [1e-3, 1.0, 0.0],
        [1e-3, 1.0, 1001.0],
        [1e-3, 1.0, 2.5],
        [1e-3, 1e-3, 2.0],
        [f64::NAN, 1.0, 2.0],
        [1e-3, f64::INFINITY, 2.0],
    ] {
        let error = Axis::new("learningRates", range, RATES, true).expect_err("no axis");
        assert_eq!((error.code, error.key.as_deref()), (code::OUT_OF_RANGE, Some("learningRates")), "{range:?}");
    }
    let error = knob(&config("objective=bowl&optimizer=adam")).expect_err("no momentum");
    assert!(error.en.contains("adam") && error.zh.contains("adam"), "{error}");
}
