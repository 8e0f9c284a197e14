//! What a training tells of itself: its layers as it goes on, why it diverged, the range test, and calibration.
#![cfg(feature = "full")]

use crate::common::settings;
use serde_json::Value as Json;
use sgd_playground::config::Value;
use sgd_playground::experiment::{Cause, State};
use sgd_playground::graph::Element;
use sgd_playground::network::calibration::Calibration;
use sgd_playground::network::config::Config;
use sgd_playground::network::data::{Samples, Shelf};
use sgd_playground::network::layers::Network;
use sgd_playground::network::overflow::Overflow;
use sgd_playground::network::range::{ENOUGH, Ended, RangeOptions, RangeTest, Ranged, SMOOTHING};
use sgd_playground::network::training::{MOST_EVALUATED, Part, Training};

fn training<T: Element>(text: &str) -> Training<T> {
    Training::new(Config::read(&settings(text), || Ok(1), &Shelf::default()).unwrap_or_else(|e| panic!("{text}: {e}")))
}

fn norm(values: impl Iterator<Item = f64>) -> f64 {
    values.map(|x| x * x).sum::<f64>().sqrt()
}

/// Outputs of each hidden layer of relu on a sample, by loops.
fn hidden(network: &Network, params: &[f64], input: &[f64]) -> Vec<Vec<f64>> {
    let mut layers: Vec<Vec<f64>> = vec![input.to_vec()];
    for pair in network.parts().chunks(2).take(network.hidden.len()) {
        let (weights, biases) = (&params[pair[0].range()], &params[pair[1].range()]);
        let units = biases.len();
        let from = &layers[layers.len() - 1];
        let sum = |k: usize| biases[k] + from.iter().enumerate().map(|(i, x)| x * weights[i * units + k]).sum::<f64>();
        layers.push((0..units).map(|k| sum(k).max(0.0)).collect());
    }
    layers.split_off(1)
}

fn rows(samples: &Samples) -> impl Iterator<Item = Vec<f64>> + '_ {
    (0..samples.len()).map(|k| {
        let mut row = vec![0.0; samples.width];
        samples.write(k, &mut row);
        row
    })
}

#[test]
fn layers_are_told_by_what_they_were() {
    let mut run: Training<f64> = training("dataset=circle&layers=6,4&optimizer=momentum&l2=0.01&seed=5&samples=60");
    for step in 0..12 {
        let before = run.params().to_vec();
        run.step();
        let record = run.layer_record();
        assert_eq!(record.step.last(), Some(&(f64::from(step) + 1.0)));
        let parts = run.config().network.parts();
        for (layer, pair) in record.layers.iter().zip(parts.chunks(2)) {
            let (weights, both) = (pair[0].range(), pair[0].range().start..pair[1].range().end);
            let gradient = norm(run.gradient()[both].iter().copied());
            let length = norm(before[weights.clone()].iter().copied());
            let moved = norm(weights.clone().map(|k| run.params()[k] - before[k]));
            let told =
                [&layer.gradient_norm, &layer.update_ratio, &layer.weight_norm].map(|column| column[column.len() - 1]);
            let wanted = [gradient, moved / length, norm(run.params()[weights].iter().copied())];
            for (told, wanted) in told.into_iter().zip(wanted) {
                assert!((told - wanted).abs() <= 1e-12 * wanted, "{step} {}: {told} {wanted}", pair[0].name);
            }
        }
    }
    let start = &run.layer_record().layers[0];
    assert!(start.gradient_norm[0].is_nan() && start.update_ratio[0].is_nan() && start.weight_norm[0] > 0.0);
    assert!(run.layer_record().layers[2].dead.iter().all(|x| x.is_nan()), "outputs are not relu");
}

#[test]
fn dead_units_are_those_that_no_sample_wakes() {
    let mut run: Training<f64> = training("dataset=circle&layers=8,5&activation=relu&seed=2&samples=80&noise=0");
    // Biases far below 0: units 1 and 6 of the first layer, and 3 of the second.
    let parts = run.config().network.parts();
    for (part, unit) in [(1, 1), (1, 6), (3, 3)] {
        run.set_parameter(parts[part].offset + unit, -1e3).expect("a parameter");
    }
    let network = run.config().network.clone();
    let mut alive: Vec<Vec<bool>> = network.hidden.iter().map(|(units, _)| vec![false; *units]).collect();
    let samples = run.inputs(Part::Train).clone();
    assert!(samples.len() <= MOST_EVALUATED);
    for row in rows(&samples) {
        for (alive, outputs) in alive.iter_mut().zip(hidden(&network, run.params(), &row)) {
            alive.iter_mut().zip(outputs).for_each(|(alive, x)| *alive |= x > 0.0);
        }
    }
    let by_hand: Vec<Option<Vec<u32>>> =
        alive.iter().map(|layer| Some((0..layer.len() as u32).filter(|&k| !layer[k as usize]).collect())).collect();
    let told = run.dead_units();
    assert_eq!(told, by_hand);
    assert!(told[0].as_ref().is_some_and(|units| units.contains(&1) && units.contains(&6)), "{told:?}");
    assert!(told[1].as_ref().is_some_and(|units| units.contains(&3)), "{told:?}");
    run.step();
    let record = run.layer_record();
    for (layer, dead) in record.layers.iter().zip(run.clone_dead()) {
        assert_eq!(layer.dead.last().copied(), Some(dead));
    }
    let mut other: Training<f64> = training("dataset=circle&layers=3&activation=tanh");
    assert_eq!(other.dead_units(), [None]);
}

trait DeadParts {
    fn clone_dead(&self) -> Vec<f64>;
}

impl DeadParts for Training<f64> {
    /// Of each hidden layer, by hand, now.
    fn clone_dead(&self) -> Vec<f64> {
        let network = &self.config().network;
        let mut alive: Vec<Vec<bool>> = network.hidden.iter().map(|(units, _)| vec![false; *units]).collect();
        for row in rows(self.inputs(Part::Train)) {
            for (alive, outputs) in alive.iter_mut().zip(hidden(network, self.params(), &row)) {
                alive.iter_mut().zip(outputs).for_each(|(alive, x)| *alive |= x > 0.0);
            }
        }
        alive.iter().map(|layer| layer.iter().filter(|x| !**x).count() as f64 / layer.len() as f64).collect()
    }
}

#[test]
fn the_record_of_layers_stays_bounded_and_goes_back() {
    let mut run: Training = training("dataset=gaussians&layers=3&samples=20&seed=1");
    run.train(5000, None);
    let record = run.layer_record().clone();
    assert!((200..=512).contains(&record.step.len()), "{}", record.step.len());
    let gaps: Vec<f64> = record.step.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(gaps.iter().all(|&gap| gap > 0.0 && gap <= 2.0 * gaps[0]), "{gaps:?}");
    assert!(record.layers.iter().all(|layer| layer.weight_norm.len() == record.step.len()));
    run.rewind(2000);
    assert!(run.layer_record().step.iter().all(|&step| step <= 2000.0));
    run.rewind(0);
    assert_eq!(run.layer_record().step, [0.0]);
}

/// The largest size of what each layer sums up over the samples, in f64, and the sum of the losses of values.
fn reach<T: Element>(run: &Training<T>) -> (Vec<f64>, f64) {
    let network = &run.config().network;
    let params: Vec<f64> = run.params().iter().map(|w| w.wide()).collect();
    let mut most = vec![0.0f64; network.hidden.len() + 1];
    let mut loss = 0.0f64;
    let samples = run.inputs(Part::Train);
    for (row, &target) in rows(samples).zip(&samples.targets) {
        let mut x = row;
        for (k, pair) in network.parts().chunks(2).enumerate() {
            let (weights, biases) = (&params[pair[0].range()], &params[pair[1].range()]);
            let units = biases.len();
            let sum = |j: usize| biases[j] + x.iter().enumerate().map(|(i, x)| x * weights[i * units + j]).sum::<f64>();
            let sums: Vec<f64> = (0..units).map(sum).collect();
            most[k] = sums.iter().fold(most[k], |most, x| most.max(x.abs()));
            let last = k == network.hidden.len();
            x = sums.iter().map(|&z| if last { z } else { z.max(0.0) }).collect();
        }
        if x.len() == 1 {
            loss += (x[0] - f64::from(target)).powi(2);
        }
    }
    (most, loss)
}

const MOST: f64 = f32::MAX as f64;

/// Runs that diverge, each with the size of the weights W1, W2 … that are typed in first, and what overflows. It is checked with a run
/// in f64, which goes on where one in f32 cannot.
#[test]
fn a_divergence_is_told_by_what_overflowed_first() {
    for (text, weights, what) in [
        ("dataset=plane&learningRate=10&layers=8", &[][..], Overflow::Activation),
        ("dataset=plane&learningRate=10&layers=none", &[], Overflow::Loss),
        ("dataset=plane&learningRate=1&layers=4,4,4", &[1e4, 1e4], Overflow::Activation),
        ("dataset=plane&learningRate=0.1&layers=6,6", &[1e8, 1.0, 1.0], Overflow::Activation),
        ("dataset=circle&learningRate=0.1&layers=4,4", &[1e-6, 1e19, 1e21], Overflow::Gradient),
        ("dataset=circle&learningRate=10&layers=4", &[1e-4, 3e38], Overflow::Weights),
    ] {
        let text = format!("{text}&optimizer=sgd&batchSize=full&seed=1&samples=60&activation=relu");
        let begin = || {
            let mut run: Training = training(&text);
            for (part, &scale) in run.config().network.parts().into_iter().step_by(2).zip(weights) {
                for k in part.range() {
                    let sign = f64::from(run.params()[k].signum());
                    run.set_parameter(k, sign * scale).expect("a parameter");
                }
            }
            run
        };
        let mut run = begin();
        run.train(3000, None);
        assert_eq!(run.state(), State::Diverged, "{text}");
        let found = run.overflow().unwrap_or_else(|| panic!("{text}: {:?}", run.message()));
        println!("{text}: {found:?}\n    {}\n    {}", run.message().expect("why").en, run.message().expect("why").zh);
        assert_eq!((found.what, run.cause()), (what, Some(Cause::Rate)), "{text}");
        let forward = matches!(what, Overflow::Activation | Overflow::Loss);
        // Forward it is what the update before has led to.
        let mut there = begin();
        there.train(found.step - 1 - usize::from(forward), None);
        assert_ne!(there.state(), State::Diverged, "{text}");
        let parts = there.config().network.parts();
        let mut wide: Training<f64> = training(&text);
        for (k, &w) in there.params().iter().enumerate() {
            wide.set_parameter(k, f64::from(w)).expect("a parameter");
        }
        let before = reach(&wide);
        assert!(before.0.iter().all(|&sum| sum < MOST) && before.1 < MOST, "{text}: {before:?}");
        wide.step();
        let slope = |layer: usize| {
            let both = parts[2 * layer].range().start..parts[2 * layer + 1].range().end;
            wide.gradient()[both].iter().fold(0.0, |a: f64, g| a.max(g.abs()))
        };
        let (sums, loss) = reach(&wide);
        let layers = 0..sums.len();
        let layer = match what {
            Overflow::Activation => layers.clone().position(|k| sums[k] > MOST),
            Overflow::Loss => (layers.clone().all(|k| sums[k] < MOST) && loss > MOST).then_some(sums.len() - 1),
            Overflow::Gradient => layers.clone().rev().find(|&k| slope(k) > MOST),
            Overflow::Weights => {
                let rate = there.config().tuning.hyper.learning_rate;
                assert!(layers.clone().all(|k| slope(k) < MOST), "{text}");
                layers.clone().position(|k| rate * slope(k) > MOST)
            }
            Overflow::Rule => None,
        };
        assert_eq!(Some(found.layer), layer.map(|k| k + 1), "{text}: {sums:?} {loss}");
        let message = run.message().expect("why");
        assert!(message.en.contains("is too large here") && message.zh.contains("请换小一些"), "{}", message.en);
        assert!(message.en.starts_with(&format!("In step {} ", found.step)), "{}", message.en);
        run.rewind(0);
        assert_eq!((run.overflow(), run.state()), (None, State::Ready));
    }
}

fn ranged<T: Element>(run: &Training<T>, options: &str) -> Ranged {
    let mut test = RangeTest::new(run, RangeOptions::read(&settings(options)).expect(options));
    while test.work(7) < 1.0 {}
    test.finish()
}

/// The same losses as a run whose rate is set by hand before each step.
#[test]
fn a_range_test_is_a_run_with_growing_rates() {
    for start in ["now", "start"] {
        let text = "dataset=circle&layers=6&optimizer=adam&seed=4&batchSize=10";
        let mut run: Training = training(text);
        run.train(30, None);
        let before = run.params().to_vec();
        let found = ranged(&run, &format!("from=1e-5&to=2&steps=60&start={start}"));
        assert_eq!(run.params(), before, "the run stays as it is");
        assert_eq!(found.step, if start == "now" { 30 } else { 0 });
        let mut other: Training = training(text);
        if start == "now" {
            other.train(30, None);
        }
        let mut mean = 0.0;
        for (k, (&rate, &loss)) in found.rate.iter().zip(&found.loss).enumerate() {
            let wanted = 1e-5 * 2e5f64.powf(k as f64 / 59.0);
            assert!((rate - wanted).abs() < 1e-12 * wanted, "{rate} {wanted}");
            other.set(&[("learningRate".to_owned(), Value::Number(rate))]).expect("live");
            other.step();
            let mut next = other.copy();
            next.step();
            assert_eq!(next.batch().loss, loss, "{start} {k}");
            mean = SMOOTHING * mean + (1.0 - SMOOTHING) * loss;
            let smoothed = mean / (1.0 - SMOOTHING.powi(k as i32 + 1));
            assert!((found.smoothed[k] - smoothed).abs() < 1e-12, "{k}");
        }
        let steepest = found.steepest.expect("it learns");
        let fall = |k: usize| found.smoothed[k - 3] - found.smoothed[k + 3];
        let most = (10..=found.lowest - 3).map(fall).fold(0.0, f64::max);
        assert_eq!(fall(steepest), most);
        println!(
            "{start}: steepest {:e}, lowest {:e}, {:?}",
            found.rate[steepest], found.rate[found.lowest], found.ended
        );
    }
}

#[test]
fn a_range_test_ends_where_nothing_is_to_be_learnt() {
    let run: Training = training("dataset=plane&optimizer=sgd&layers=8&seed=1");
    let found = ranged(&run, "to=10&steps=200");
    assert_ne!(found.ended, Ended::Steps);
    let lowest = found.smoothed[found.lowest];
    let last = found.smoothed[found.smoothed.len() - 1];
    assert!(found.ended == Ended::Overflow || last > ENOUGH * lowest);
    assert!(found.loss.iter().all(|loss| loss.is_finite()));
    for (options, key, says) in [
        ("from=1&to=0.1", "to", "to must be larger"),
        ("from=0", "from", "from"),
        ("steps=3", "steps", "steps"),
        ("start=never", "start", "now"),
        ("rate=1", "rate", "rate"),
    ] {
        let error = RangeOptions::read(&settings(options)).expect_err(options);
        assert_eq!(error.key.as_deref(), Some(key), "{options}");
        assert!(error.en.contains(says), "{options}: {}", error.en);
    }
}

/// Against scikit-learn's `calibration_curve`: see `tests/golden/calibration.py`.
#[test]
fn calibration_is_that_of_scikit_learn() {
    let golden: Json = serde_json::from_str(include_str!("golden/calibration.json")).expect("JSON");
    let numbers = |json: &Json| -> Vec<f64> {
        json.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
    };
    let cases = golden["cases"].as_array().expect("cases");
    assert!(cases.len() >= 4);
    for case in cases {
        let bins = case["bins"].as_u64().expect("bins") as usize;
        let (confidence, right) = (numbers(&case["confidence"]), numbers(&case["right"]));
        let found = Calibration::of(confidence.iter().copied().zip(right.iter().map(|&x| x == 1.0)), bins);
        let full: Vec<usize> = (0..bins).filter(|&k| found.count[k] > 0).collect();
        let near = |told: Vec<f64>, wanted: Vec<f64>| {
            assert_eq!(told.len(), wanted.len());
            told.iter().zip(&wanted).for_each(|(a, b)| assert!((a - b).abs() < 1e-12, "{a} {b}"));
        };
        near(full.iter().map(|&k| found.confidence[k]).collect(), numbers(&case["curve"]["confidence"]));
        near(full.iter().map(|&k| found.accuracy[k]).collect(), numbers(&case["curve"]["accuracy"]));
        near(vec![found.error, found.largest], numbers(&case["error"]));
    }
}

#[test]
fn calibration_of_a_network_is_that_of_its_answers() {
    let mut run: Training = training("dataset=digits&layers=10&seed=1&optimizer=adam");
    run.train(60, None);
    let found = run.calibration(Part::Test, 15).expect("classes");
    let samples = run.inputs(Part::Test).clone();
    assert_eq!(found.count.iter().sum::<u32>() as usize, samples.len());
    let outputs = run.outputs(Part::Test, 0, samples.len());
    let answers = outputs.chunks(10).zip(&samples.targets).map(|(row, &target)| {
        let best = (0..10).max_by(|&a, &b| row[a].total_cmp(&row[b])).expect("classes");
        (f64::from(row[best]), best == target as usize)
    });
    let mut gaps = [0.0; 15];
    for (confidence, right) in answers {
        gaps[((confidence * 15.0).ceil() as usize).max(1) - 1] += f64::from(u8::from(right)) - confidence;
    }
    let error = gaps.iter().map(|gap: &f64| gap.abs()).sum::<f64>() / samples.len() as f64;
    assert!((found.error - error).abs() < 1e-9, "{} {error}", found.error);
    let mut values: Training = training("dataset=plane");
    assert!(values.calibration(Part::Test, 15).is_none());
}

/// What is set in the middle of an epoch is so in the next step.
#[test]
fn settings_act_at_once() {
    let mut run: Training<f64> = training("dataset=circle&layers=4&optimizer=sgd&batchSize=10&seed=2&learningRate=0.1");
    run.train(3, None);
    assert_eq!(run.epoch(), 0);
    let mut step = |change: &str, rate: f64, seen: u64| {
        run.set(&settings(change)).expect(change);
        let (before, samples) = (run.params().to_vec(), run.samples());
        run.step();
        assert_eq!(run.samples() - samples, seen, "{change}");
        for ((now, before), slope) in run.params().iter().zip(&before).zip(run.gradient()) {
            assert!((before - rate * slope - now).abs() < 1e-15, "{change}: {before} {slope} {now}");
        }
        (run.gradient().to_vec(), run.params().to_vec())
    };
    step("learningRate=0.5", 0.5, 10);
    step("batchSize=7", 0.5, 7);
    let (gradient, _) = step("l2=1", 0.5, 7);
    let (other, _) = step("l2=0", 0.5, 7);
    assert!(norm(gradient.into_iter()) > norm(other.into_iter()), "a penalty is in the gradient");
    step("optimizer=sgd&schedule=exponential&decaySteps=1&decayRate=0.5&learningRate=8", 8.0 * 0.5f64.powi(7), 7);
}

/// A run that goes on from a checkpoint goes back behind it as the first one does.
#[test]
fn steps_back_beyond_a_checkpoint_are_by_the_settings_of_then() {
    let text = "dataset=circle&layers=4,3&optimizer=adam&batchSize=10&seed=3";
    let tell = |run: &mut Training, until: usize| {
        for (at, change) in [
            (5, "learningRate=0.3"),
            (9, "optimizer=momentum&momentum=0.5&l2=0.1"),
            (14, "batchSize=3"),
            (33, "schedule=cosine&decaySteps=40"),
            (70, "optimizer=rmsprop&convention=torch"),
        ] {
            if run.steps() <= at && at < until {
                run.train(at - run.steps(), None);
                run.set(&settings(change)).expect(change);
                if at == 14 {
                    run.set_parameter(3, 0.25).expect("a parameter");
                }
            }
        }
        run.train(until - run.steps(), None);
    };
    let mut first: Training = training(text);
    tell(&mut first, 90);
    let config = first.config().clone();
    for back in [80, 66, 40, 20, 15, 8, 6, 3] {
        let mut other = Training::<f32>::restore(config.clone(), &first.checkpoint()).expect("a checkpoint");
        other.take_changes(&first.changes()).expect("changes");
        assert_eq!(other.changes(), first.changes());
        other.rewind(back);
        let mut straight: Training = training(text);
        tell(&mut straight, back);
        assert_eq!(other.params(), straight.params(), "{back}");
        let mut same: Training = training(text);
        tell(&mut same, 90);
        same.rewind(back);
        assert_eq!(other.params(), same.params(), "{back}");
    }
    let mut without = Training::<f32>::restore(config, &first.checkpoint()).expect("a checkpoint");
    without.rewind(20);
    let mut straight: Training = training(text);
    tell(&mut straight, 20);
    assert_ne!(without.params(), straight.params(), "the settings of now are not those of then");
}
