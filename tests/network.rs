//! Networks: gradients against differences, steps against PyTorch, ways back, and what they learn.
#![cfg(feature = "full")]

use crate::common::allocations::allocations;
use crate::common::settings;
use serde_json::Value as Json;
use sgd_playground::config::Value;
use sgd_playground::error::{Result, code};
use sgd_playground::experiment::State;
use sgd_playground::graph::{Element, Plan};
use sgd_playground::network::config::Config;
use sgd_playground::network::data::{self, Dataset, Inputs, Parts, Samples, Shelf, Task};
use sgd_playground::network::layers::{ACTIVATIONS, Network, Penalty};
use sgd_playground::network::training::{Part, Training};
use sgd_playground::optimizer;
use std::rc::Rc;

fn read(text: &str) -> Result<Config> {
    Config::read(&settings(text), || Ok(1), &Shelf::default())
}

fn training<T: Element>(text: &str) -> Training<T> {
    Training::new(read(text).unwrap_or_else(|error| panic!("{text}: {error}")))
}

fn activation(name: &str) -> &'static sgd_playground::network::layers::Activation {
    ACTIVATIONS.iter().find(|a| a.name == name).unwrap_or_else(|| panic!("{name}"))
}

/// Every activation with each task and penalty: the gradient of the whole network against central differences in f64.
#[test]
fn gradients_of_whole_networks() {
    let wave = |k: usize| ((k * 7919 + 13) % 197) as f64 / 98.5 - 1.0;
    let mut worst = 0.0f64;
    for activation in ACTIVATIONS {
        for task in [Task::Classes(3), Task::Classes(2), Task::Values] {
            for penalty in [Penalty::default(), Penalty { l1: 0.03, l2: 0.2 }] {
                let network = Network { inputs: 4, hidden: vec![(5, activation), (3, activation)], task };
                let mut built = network.build(6);
                let loss = built.penalised(penalty);
                let gradient = built.graph.gradient(loss, &built.parameters.clone());
                let outputs: Vec<_> = [loss].into_iter().chain(gradient).collect();
                let mut plan = Plan::<f64>::new(&built.graph, &outputs, 1);
                let parts = network.parts();
                let fill =
                    |into: &mut [f64], from: usize| into.iter_mut().enumerate().for_each(|(k, x)| *x = wave(from + k));
                for k in 0..parts.len() {
                    fill(plan.input(k), 100 * k);
                }
                fill(plan.input(parts.len()), 1000);
                let width = network.outputs();
                for (k, row) in plan.input(parts.len() + 1).chunks_exact_mut(width).enumerate() {
                    match task {
                        Task::Classes(_) => row[k % width] = 1.0,
                        Task::Values => row[0] = wave(k),
                    }
                }
                plan.run(1);
                let told: Vec<Vec<f64>> = (0..parts.len()).map(|k| plan.output(1 + k).to_vec()).collect();
                for (k, told) in told.iter().enumerate() {
                    for (at, told) in told.iter().enumerate() {
                        let h = 1e-5;
                        let kept = plan.input(k)[at];
                        let mut loss_at = |w: f64| {
                            plan.input(k)[at] = w;
                            plan.run(1);
                            plan.output(0)[0]
                        };
                        let slope = (loss_at(kept + h) - loss_at(kept - h)) / (2.0 * h);
                        loss_at(kept);
                        let off = (slope - told).abs() / told.abs().max(1.0);
                        worst = worst.max(off);
                        assert!(
                            off < 1e-8,
                            "{} {task:?} {penalty:?} {} {at}: {told} {slope}",
                            activation.name,
                            parts[k].name
                        );
                    }
                }
            }
        }
    }
    println!("largest error of a gradient against central differences: {worst:.1e}");
}

fn numbers(json: &Json) -> Vec<f64> {
    json.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
}

/// A network of the golden file, with its batches one after another as data.
fn golden<T: Element>(network: &Json, case: &Json) -> Training<T> {
    let sizes: Vec<usize> = numbers(&network["sizes"]).iter().map(|&n| n as usize).collect();
    let names = network["activations"].as_array().expect("names").iter().map(|name| name.as_str().expect("a name"));
    let task = if network["task"] == "classes" { Task::Classes(sizes[sizes.len() - 1]) } else { Task::Values };
    let hidden = sizes[1..].iter().copied().zip(names.map(activation)).collect();
    let (mut inputs, mut targets) = (Vec::new(), Vec::new());
    for batch in network["batches"].as_array().expect("batches") {
        for row in batch["inputs"].as_array().expect("rows") {
            inputs.extend(numbers(row).iter().map(|&x| x as f32));
        }
        targets.extend(numbers(&batch["targets"]).iter().map(|&x| x as f32));
    }
    let samples = Rc::new(Samples { width: sizes[0], inputs: Inputs::Numbers(inputs), targets });
    let parts = Parts { train: Rc::clone(&samples), test: samples };
    let mut config =
        read(&format!("optimizer={}&convention=torch", case["optimizer"].as_str().expect("a name"))).expect("a config");
    let mut chosen = Vec::new();
    for (name, value) in
        case["defaults"].as_object().expect("numbers").iter().chain(case["settings"].as_object().expect("numbers"))
    {
        chosen.push((name.clone(), Value::Number(value.as_f64().expect("a number"))));
    }
    chosen.retain(|(name, _)| {
        name == "learningRate" || config.tuning.optimizer.knobs.iter().any(|k| k.setting.name == name)
    });
    config.change(&chosen).unwrap_or_else(|error| panic!("{error}"));
    config.network = Network { inputs: sizes[0], hidden, task };
    config.inputs = parts.clone();
    config.samples = parts;
    config.features = Vec::new();
    let mut training = Training::new(config);
    for (k, value) in numbers(&network["parameters"]).into_iter().enumerate() {
        training.set_parameter(k, value).expect("a parameter");
    }
    training
}

fn follow<T: Element>(network: &Json, case: &Json, steps: usize) -> (f64, f64) {
    let mut training = golden::<T>(network, case);
    let batches = network["batches"].as_array().expect("batches");
    let size = batches[0]["targets"].as_array().expect("targets").len() as u32;
    let losses = numbers(&case["losses"]);
    let mut off = 0.0f64;
    for (k, loss) in losses.iter().enumerate().take(steps) {
        let first = (k % batches.len()) as u32 * size;
        training.step_on(&(first..first + size).collect::<Vec<_>>());
        off = off.max((training.batch().loss - loss).abs());
    }
    assert_eq!(training.steps(), steps);
    let ends = numbers(&case["parameters"]);
    let far = training.params().iter().zip(&ends).map(|(w, end)| (w.wide() - end).abs()).fold(0.0, f64::max);
    (off, far)
}

/// Fifty steps of small networks against PyTorch: in f64 to 1e-9, in f32 to 1e-6.
#[test]
fn steps_are_those_of_pytorch() {
    let golden: Json = serde_json::from_str(include_str!("golden/network.json")).expect("a golden file");
    let steps = golden["steps"].as_u64().expect("a number") as usize;
    let mut worst = [0.0f64; 2];
    for network in golden["networks"].as_array().expect("networks") {
        for case in network["cases"].as_array().expect("cases") {
            let narrow = case["precision"] == "f32";
            let (off, far) =
                if narrow { follow::<f32>(network, case, steps) } else { follow::<f64>(network, case, steps) };
            let bound = if narrow { 1e-6 } else { 1e-9 };
            worst[usize::from(narrow)] = worst[usize::from(narrow)].max(off).max(far);
            assert!(
                off < bound && far < bound,
                "{} {} {}: {off:e} {far:e}",
                network["sizes"],
                case["optimizer"],
                case["precision"]
            );
        }
    }
    println!("largest difference from PyTorch: {:.1e} in f64, {:.1e} in f32", worst[0], worst[1]);
}

#[test]
fn the_gradient_at_the_start_is_that_of_pytorch() {
    let golden: Json = serde_json::from_str(include_str!("golden/network.json")).expect("a golden file");
    for network in golden["networks"].as_array().expect("networks") {
        let mut training = self::golden::<f64>(network, &network["cases"][0]);
        training.step_on(&[0, 1, 2, 3]);
        let told = numbers(&network["gradient"]);
        assert!(training.gradient().iter().zip(&told).all(|(a, b)| (a - b).abs() < 1e-12), "{}", network["sizes"]);
    }
}

/// What each data set is learnt to, with what it begins with or a little help.
#[test]
fn every_data_set_is_learnt() {
    for (text, steps, accuracy, loss) in [
        ("dataset=circle", 1500, 0.95, 0.2),
        ("dataset=xor", 2500, 0.95, 0.2),
        ("dataset=gaussians&layers=none", 500, 0.99, 0.05),
        ("dataset=spiral&optimizer=adam&learningRate=0.01&layers=16,16&features=x1,x2,sin-x1,sin-x2", 4000, 0.93, 0.3),
        ("dataset=moons", 1000, 0.99, 0.05),
        ("dataset=plane", 1000, f64::NAN, 0.01),
        ("dataset=digits", 1500, 0.95, 0.2),
        ("dataset=own&data=1,1,0;-1,-1,1;2,2,0;-2,-2,1;2,1,0;-1,-2,1;1,2,0;-2,-1,1", 300, 1.0, 0.1),
    ] {
        let mut training: Training = training(&format!("{text}&seed=1"));
        training.train(steps, None);
        let score = training.score_all(Part::Test);
        assert!(score.loss < loss && (accuracy.is_nan() || score.accuracy >= accuracy), "{text}: {score:?}");
    }
    // A table of the reader's own is learnt in tests/unit/table.test.js.
    assert!(data::ALL.len() == 10, "a new data set is to be learnt here");
}

#[test]
fn every_optimizer_trains_and_every_activation() {
    let falls = |text: &str| {
        let mut training: Training = training(text);
        let before = training.score(Part::Train).loss;
        training.train(400, None);
        let after = training.score_all(Part::Train).loss;
        assert!(after < 0.9 * before, "{text}: {before} {after}");
    };
    for spec in optimizer::ALL {
        // In mini-batches the signs that Rprop counts on change at random.
        let batch = if spec.name == "rprop" { "&batchSize=full" } else { "" };
        falls(&format!("dataset=digits&layers=16&seed=2&optimizer={}{batch}", spec.name));
    }
    for activation in ACTIVATIONS {
        falls(&format!("dataset=digits&layers=16&seed=2&activation={}", activation.name));
    }
    falls("dataset=digits&layers=16&seed=2&optimizer=nesterov&convention=sutskever");
    falls("dataset=digits&layers=16&seed=2&optimizer=adam&clipNorm=0.5");
}

/// A method that gives an average says that the network is evaluated at the weights instead; and it is.
#[test]
fn an_average_is_said_not_to_be_evaluated() {
    for spec in optimizer::ALL {
        let mut run: Training<f64> = training(&format!("dataset=xor&layers=4&seed=3&optimizer={}", spec.name));
        run.train(60, None);
        let said = run.message().is_some_and(|message| message.en.contains("w̄") && message.zh.contains("w̄"));
        assert_eq!(said, spec.slots.iter().any(|slot| slot.name == "average"), "{}", spec.name);
        let mut other: Training<f64> = training("dataset=xor&layers=4&seed=3&optimizer=sgd");
        for (k, &value) in run.params().iter().enumerate() {
            other.set_parameter(k, value).expect("a finite number");
        }
        assert_eq!(run.score_all(Part::Test), other.score_all(Part::Test), "{}", spec.name);
    }
}

/// A step by one sample at a time, and moves between the two, make the same run.
#[test]
fn looking_at_samples_changes_nothing() {
    let [mut one, mut other]: [Training; 2] = ["dataset=xor&batchSize=4&seed=5"; 2].map(training);
    for _ in 0..2 {
        one.step();
    }
    for k in 0..2 * 4 {
        other.evaluate_next_sample();
        let look = other.look().expect("a sample");
        assert_eq!((look.at, look.of), (k % 4, 4));
        assert!((look.prediction.iter().sum::<f64>() - 1.0).abs() < 1e-6 && look.loss >= 0.0);
        if k == 3 {
            other.evaluate_next_sample();
            assert_eq!(other.steps(), 1);
        }
    }
    other.step();
    assert_eq!(other.steps(), 2);
    assert_eq!(one.params(), other.params());
}

/// A batch that is taken in parts is one batch: all 1,437 digits at once, with a penalty, against f64 in one graph.
#[test]
fn large_batches_are_taken_in_parts() {
    let text = "dataset=digits&layers=6&activation=tanh&batchSize=full&optimizer=sgd&l2=0.01&seed=4";
    let mut run = training::<f64>(text);
    let config = read(text).expect(text);
    let n = config.inputs.train.len();
    let mut built = config.network.build(n);
    let loss = built.penalised(config.penalty);
    let gradient = built.graph.gradient(loss, &built.parameters.clone());
    let mut plan = Plan::<f64>::new(&built.graph, &gradient, 1);
    for (k, part) in config.network.parts().iter().enumerate() {
        let size: usize = part.shape.iter().product();
        plan.input(k).copy_from_slice(&run.params()[part.offset..][..size]);
    }
    for (k, row) in plan.input(4).chunks_exact_mut(64).enumerate() {
        config.inputs.train.write(k, row);
    }
    for (k, row) in plan.input(5).chunks_exact_mut(10).enumerate() {
        row[config.inputs.train.targets[k] as usize] = 1.0;
    }
    plan.run(1);
    let whole: Vec<f64> = (0..4).flat_map(|k| plan.output(k).to_vec()).collect();
    run.step();
    assert_eq!(run.samples(), n as u64);
    assert!(run.gradient().iter().zip(&whole).all(|(a, b)| (a - b).abs() < 1e-14));
}

/// After some epochs: batches of two sizes, scores and rows of the record among them. Products find room for what is not 0 as
/// it turns up.
#[test]
fn steps_do_not_allocate() {
    let small = "dataset=circle&layers=4,2&batchSize=7&optimizer=adam";
    let large = "dataset=digits&layers=512,128&batchSize=100&optimizer=rmsprop&l2=0.001";
    let in_parts = "dataset=digits&layers=16&batchSize=1000&optimizer=nesterov&clipNorm=1";
    for (text, epoch) in [(small, 60), (large, 16), (in_parts, 2)] {
        let mut run = training::<f32>(text);
        run.keep_path(false);
        run.train(6 * epoch, None);
        let scored = run.scored();
        assert_eq!(allocations(|| run.train(2 * epoch, None)), 0, "{text}");
        assert!(run.scored() > scored && run.epoch() >= 7, "{text}: {} epochs", run.epoch());
    }
}

#[test]
fn the_way_back() {
    for text in [
        "dataset=circle&seed=3",
        "dataset=digits&seed=3&optimizer=adam",
        "dataset=moons&batchSize=full&optimizer=momentum",
    ] {
        let mut run: Training = training(text);
        let fresh = run.params().to_vec();
        run.train(100, None);
        run.set(&settings("learningRate=0.01&l2=0.001")).expect("live");
        run.train(50, None);
        let there = run.params().to_vec();
        let record = run.record().clone();
        run.set_parameter(0, 0.25).expect("a parameter");
        run.set(&settings("optimizer=rmsprop")).expect("live");
        run.train(80, None);
        let after = run.params().to_vec();
        run.rewind(200);
        run.train(30, None);
        assert_eq!(run.params(), after, "{text}: forward again");
        run.rewind(150);
        // What was changed at that step stays changed.
        assert_eq!(run.params()[1..], there[1..], "{text}: back");
        assert_eq!(run.record().step, record.step, "{text}");
        run.rewind(0);
        assert_eq!(run.params(), fresh, "{text}: the start");
        assert_eq!(run.state(), State::Ready);
        assert_eq!(run.record().len(), 1);
    }
}

/// From every optimizer to every other, before there is a snapshot; and to a third of them after.
#[test]
fn the_way_back_across_optimizers() {
    for (k, first) in optimizer::ALL.iter().enumerate() {
        let fresh = || training::<f64>(&format!("dataset=gaussians&layers=3&seed=3&optimizer={}", first.name));
        for (before, after, share) in [(12, 10, 1), (70, 60, 3)] {
            let mut there = fresh();
            there.train(before - 5, None);
            let (params, gradient, loss) = (there.params().to_vec(), there.gradient().to_vec(), there.batch().loss);
            for second in optimizer::ALL.iter().skip(k % share).step_by(share) {
                let mut run = fresh();
                run.train(before, None);
                run.set(&settings(&format!("optimizer={}", second.name))).expect("live");
                run.train(after, None);
                let end = run.params().to_vec();
                run.rewind(before + after - 1);
                run.train(1, None);
                assert_eq!(run.params(), end, "{} {}: nearly the end", first.name, second.name);
                run.rewind(before - 5);
                assert_eq!(run.params(), params, "{} {}", first.name, second.name);
                assert_eq!((run.gradient(), run.batch().loss), (&gradient[..], loss), "{} {}", first.name, second.name);
            }
        }
    }
}

#[test]
fn typed_values_are_not_blamed_on_the_rate() {
    let mut run: Training = training("dataset=circle&seed=1");
    run.set_parameter(0, 3e38).expect("finite");
    run.set_parameter(1, 3e38).expect("finite");
    run.train(3, None);
    if run.state() == State::Diverged {
        assert!(run.message().expect("why").en.contains("typed in"));
    }
    assert_eq!(run.params()[0], 3e38);
    let wide: Training = training("layers=8192");
    assert_eq!({ wide }.maps([-6.0, 6.0, -6.0, 6.0], 512).expect_err("too many").code, code::OUT_OF_RANGE);
}

#[test]
fn a_checkpoint_goes_on() {
    for text in ["dataset=circle&seed=3&optimizer=adam", "dataset=digits&seed=3"] {
        let mut run: Training = training(text);
        run.train(77, None);
        let saved = run.checkpoint();
        run.train(50, None);
        let mut other = Training::<f32>::restore(read(text).expect(text), &saved).expect("a checkpoint");
        assert_eq!(other.steps(), 77);
        other.train(50, None);
        assert_eq!(run.params(), other.params(), "{text}");
        assert_eq!((run.epoch(), run.samples()), (other.epoch(), other.samples()));
        assert_eq!(run.record().step, other.record().step, "{text}");
        let mut wild = saved.clone();
        wild[8..16].copy_from_slice(&1e300f64.to_le_bytes());
        assert!(Training::<f32>::restore(read(text).expect(text), &wild).is_err());
        for (bad, config) in
            [(&saved[..30], text), (&saved[..saved.len() - 4], text), (&saved[..], "dataset=xor&layers=3")]
        {
            let error = Training::<f32>::restore(read(config).expect(config), bad).map(|_| ()).expect_err("refused");
            assert_eq!(error.code, code::BAD_SHAPE);
        }
    }
}

#[test]
fn a_rate_that_is_too_large_stops_the_run_where_it_was_finite() {
    let mut run: Training = training("dataset=plane&optimizer=sgd&learningRate=10&activation=relu&layers=8&seed=1");
    run.train(2000, None);
    assert_eq!(run.state(), State::Diverged);
    assert!(run.params().iter().all(|w| w.is_finite()));
    assert!(run.message().expect("why").en.contains("10 is too large"));
    let there = run.steps();
    run.train(5, None);
    assert_eq!(run.steps(), there);
    run.rewind(0);
    assert_eq!(run.state(), State::Ready);
}

/// Parameters, what the optimizer remembers, counts and scores: all are of the same step, in a checkpoint too.
#[test]
fn a_run_that_has_diverged_is_whole_at_its_last_finite_step() {
    for text in [
        "dataset=plane&optimizer=momentum&learningRate=10&activation=relu&layers=8&seed=1",
        "dataset=digits&optimizer=momentum&learningRate=10&activation=relu&layers=8&l2=1&seed=1",
    ] {
        let mut run: Training = training(text);
        run.train(2000, None);
        assert_eq!(run.state(), State::Diverged, "{text}");
        let there = run.steps();
        let mut other: Training = training(text);
        other.train(there, None);
        assert_eq!(other.state(), State::Running, "{text}");
        assert_eq!((run.params(), run.slots()), (other.params(), other.slots()), "{text}");
        assert_eq!((run.taken(), run.samples(), run.epoch()), (there, other.samples(), other.epoch()), "{text}");
        assert_eq!(run.score(Part::Train).loss, other.score_all(Part::Train).loss, "{text}");
        let mut again = Training::<f32>::restore(read(text).expect(text), &run.checkpoint()).expect("a checkpoint");
        again.train(10, None);
        assert_eq!((again.state(), again.steps()), (State::Diverged, there), "{text}");
        run.rewind(there - 1);
        assert_eq!((run.state(), run.steps()), (State::Running, there - 1), "{text}");
    }
}

/// A field that is dragged while a run waits leaves one change, and the way back is the same.
#[test]
fn many_changes_in_one_step_make_one() {
    let mut run: Training = training("dataset=circle&seed=3&optimizer=adam");
    run.train(70, None);
    for k in 0..500 {
        run.set(&settings(&format!("learningRate={}", 0.001 / f64::from(k + 1)))).expect("live");
        run.set_parameter(k as usize % 3, f64::from(k) / 500.0).expect("a parameter");
        run.set(&settings(["optimizer=sgd", "optimizer=rmsprop", "optimizer=adam"][k as usize % 3])).expect("live");
    }
    run.set(&settings("optimizer=adam&learningRate=0.01")).expect("live");
    run.train(30, None);
    let (there, slots) = (run.params().to_vec(), run.slots().to_vec());
    run.train(10, None);
    run.rewind(100);
    assert_eq!((run.params(), run.slots()), (&there[..], &slots[..]));
}

#[test]
fn the_record_stays_bounded_and_even() {
    let mut run: Training = training("dataset=gaussians&layers=none&samples=20&seed=1");
    run.train(20_000, None);
    let record = run.record();
    assert!((1000..=2048).contains(&record.len()), "{}", record.len());
    let stride = record.step[1];
    assert!(record.step.iter().enumerate().all(|(k, &step)| step == k as f64 * stride));
    assert!(record.train.iter().chain(&record.test).all(|[loss, accuracy]| loss.is_finite() && accuracy.is_finite()));
}

#[test]
fn scores_begin_early_where_they_are_far_apart() {
    let mut run: Training = training("dataset=digits&seed=1&batchSize=1&optimizer=sgd&learningRate=0.03");
    run.train(1100, None);
    let record = run.record();
    let scored = record.step.iter().zip(&record.test).filter(|(_, test)| test[0].is_finite());
    let steps: Vec<f64> = scored.map(|(&step, _)| step).collect();
    assert_eq!(steps, [0.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1024.0]);
    let (train, test) = (run.score(Part::Train), run.score(Part::Test));
    run.score_all(Part::Test);
    assert_eq!((run.part_scored(Part::Train), run.part_scored(Part::Test)), (1024, 1100));
    assert_eq!(run.score(Part::Train), train);
    assert_ne!(run.score(Part::Test), test);
}

/// Settings, the code and key of the error that they make, and what its sentence has to name.
type Wrong = (&'static str, &'static str, &'static str, &'static [&'static str]);

const WRONG: &[Wrong] = &[
    ("formula=x", code::UNKNOWN_KEY, "formula", &["“formula”", "dataset", "layers"]),
    ("dataset=cat", code::UNKNOWN_NAME, "dataset", &["“cat”", "circle", "mnist"]),
    ("dataset=mnist", code::UNAVAILABLE, "dataset", &["loadDataset('mnist')"]),
    ("layers=0", code::OUT_OF_RANGE, "layers", &["0", "1 to 8192"]),
    ("layers=4,2.5", code::OUT_OF_RANGE, "layers", &["4, 2.5", "1 to 8192"]),
    ("layers=4,x", code::BAD_TYPE, "layers", &["“4,x”", "4,2"]),
    ("layers=1,1,1,1,1,1,1,1,1", code::OUT_OF_RANGE, "layers", &["8 hidden layers"]),
    ("layers=8000,8000", code::OUT_OF_RANGE, "layers", &["parameters", "4000000"]),
    ("activation=softmax", code::UNKNOWN_NAME, "activation", &["“softmax”", "relu", "gelu"]),
    ("layers=3,3&activation=relu,tanh,relu", code::BAD_SHAPE, "activation", &["3 activations", "2 hidden layers"]),
    ("initializer=one", code::UNKNOWN_NAME, "initializer", &["“one”", "glorot-uniform", "zeros"]),
    ("features=x3", code::UNKNOWN_NAME, "features", &["“x3”", "x1-squared"]),
    ("features=", code::UNKNOWN_NAME, "features", &["“”", "x1-squared"]),
    ("dataset=digits&features=x1", code::BAD_SHAPE, "features", &["points"]),
    ("batchSize=0", code::OUT_OF_RANGE, "batchSize", &["is 0;", "from 1"]),
    ("l2=-1", code::OUT_OF_RANGE, "l2", &["-1", "0 to 1"]),
    ("noise=2", code::OUT_OF_RANGE, "noise", &["is 2;"]),
    ("trainRatio=1", code::OUT_OF_RANGE, "trainRatio", &["0.1 to 0.9"]),
    ("samples=3", code::OUT_OF_RANGE, "samples", &["10 to 5000"]),
    ("dataset=own", code::BAD_SHAPE, "data", &["0 points", "2 to 5000"]),
    ("data=1,2,0;3,4", code::BAD_SHAPE, "data", &["Point 2", "2 numbers", "three"]),
    ("data=1,2,0;3,4,0", code::BAD_SHAPE, "data", &["class 0", "two classes"]),
    ("data=1,2,0;3,4,9", code::BAD_SHAPE, "data", &["Point 2", "class 9", "0 to 6"]),
    ("data=1,2,0;3,1e9,1", code::BAD_SHAPE, "data", &["Point 2", "10⁶"]),
    ("data=a,b,c", code::BAD_TYPE, "data", &["“a,b,c”"]),
    ("optimizer=sdg", code::UNKNOWN_NAME, "optimizer", &["“sdg”"]),
];

#[test]
fn settings_that_do_not_fit_are_named() {
    for (text, code, key, named) in WRONG {
        let error = read(text).map(|_| ()).expect_err(text);
        assert_eq!((error.code, error.key.as_deref()), (*code, Some(*key)), "{text}: {error}");
        for name in *named {
            assert!(error.en.contains(name), "{text}: {}", error.en);
        }
        assert!(error.zh.chars().any(|c| c >= '\u{4e00}'), "{text}: {}", error.zh);
    }
    let mut run: Training = training("dataset=circle");
    for (text, code) in
        [("layers=3", code::NOT_LIVE), ("batchSize=0", code::OUT_OF_RANGE), ("width=1", code::UNKNOWN_KEY)]
    {
        let before = run.params().to_vec();
        assert_eq!(run.set(&settings(text)).expect_err(text).code, code);
        assert_eq!(run.params(), before);
    }
    assert!(run.set_parameter(1000, 1.0).is_err() && run.set_parameter(0, f64::NAN).is_err());
    assert!(run.predict(&[1.0]).is_err());
}

#[test]
fn a_shelf_gives_the_first_digits_or_all() {
    let mut shelf = Shelf::default();
    let part = |n: usize| ((0..n).map(|k| (k % 10) as u8).collect::<Vec<u8>>(), vec![7u8; n * 784]);
    let (train, test) = (part(12_000), part(2_000));
    assert!(shelf.put_mnist([(&train.0[..5], train.1.clone()), (&test.0, test.1.clone())]).is_none());
    assert!(shelf.put_mnist([(&train.0, train.1), (&test.0, test.1)]).is_some());
    let read = |text: &str| Config::read(&settings(text), || Ok(1), &shelf);
    let config = read("dataset=mnist").expect("it is there");
    assert_eq!((config.samples.train.len(), config.samples.test.len(), config.network.inputs), (12_000, 2_000, 784));
    assert_eq!(config.network.size(), 407_050.0);
    assert_eq!(read("dataset=mnist&all=true").map(|_| ()).expect_err("not all").code, code::UNAVAILABLE);
    assert!(Dataset::named("mnist").is_some_and(Dataset::is_pictures));
}
