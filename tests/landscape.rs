//! The loss around networks: slices against plain evaluation, planes against their definitions, and slices and eigenvalues
//! against PyTorch.
#![cfg(feature = "full")]

use crate::common::networks::{at, jacobi, networks, run_of, training, wave};
use crate::common::settings;
use serde_json::Value as Json;
use sgd_playground::error::{Result, code};
use sgd_playground::graph::Element;
use sgd_playground::network::data::{Inputs, Samples, Task};
use sgd_playground::network::landscape::directions::{self, Components, Normalise, Plane};
use sgd_playground::network::landscape::lanczos::Lanczos;
use sgd_playground::network::landscape::settings::{InterpolationOptions, SliceOptions, SpectrumOptions};
use sgd_playground::network::landscape::sheet::losses_on;
use sgd_playground::network::landscape::{Hessian, Interpolation, Slice, Sliced, Snapshot};
use sgd_playground::network::layers::{ACTIVATIONS, INITIALIZERS, Network, Penalty};
use sgd_playground::network::training::{Part, Training};
use sgd_playground::random::{Purpose, Random};
use std::rc::Rc;

fn slice_of<T: Element>(training: &Training<T>, options: &str, others: Vec<Vec<Snapshot<T>>>) -> Result<Sliced<T>> {
    let mut slice = Slice::new(training, SliceOptions::read(&settings(options))?, others)?;
    let mut before = 0.0;
    loop {
        let part = slice.work(7)?;
        assert!(part >= before && part <= 1.0, "{before} {part}");
        before = part;
        if part == 1.0 {
            return Ok(slice.finish().expect("a slice that is done"));
        }
    }
}

/// Every activation, depth and task, with samples that fill no whole number of blocks: each cell against the loss at the
/// displaced weights.
fn slices_equal_plain_losses<T: Element>(tolerance: f64) {
    let mut worst = 0.0f64;
    for network in networks() {
        let mut run = run_of::<T>(network.clone(), 131, "optimizer=momentum&learningRate=0.05&batchSize=16&l2=0.1");
        run.train(9, None);
        for options in ["normalise=none&x=-0.5,0.5&y=-0.3,0.7", "directions=pca", "directions=checkpoints"] {
            let sliced = slice_of(&run, &format!("{options}&width=3&height=2"), vec![]).expect(options);
            let plane = Plane::new(Rc::clone(&sliced.origin), sliced.axes.clone()).expect("a plane");
            for row in 0..2 {
                for column in 0..3 {
                    let params = plane.params([sliced.grid.x(column as f64), sliced.grid.y(row as f64)]);
                    let inputs = &run.config().inputs.train;
                    let (loss, _) = at(&network, Penalty::default(), &params, inputs, 131);
                    let off = (sliced.loss[row * 3 + column] - loss).abs() / loss.abs().max(1.0);
                    worst = worst.max(off);
                    assert!(off < tolerance, "{options} {row} {column}: {} {loss}", sliced.loss[row * 3 + column]);
                }
            }
        }
    }
    println!("the farthest loss on a slice from its plain evaluation: {worst:.1e}");
}

#[test]
fn slices_equal_plain_losses_in_both_types() {
    slices_equal_plain_losses::<f64>(1e-12);
    slices_equal_plain_losses::<f32>(2e-6);
}

#[test]
fn random_directions_are_normalised_by_definition() {
    let run = training::<f64>("dataset=xor&layers=5,3&activation=relu&seed=4");
    let (network, params) = (&run.config().network, run.params());
    let mut params = params.to_vec();
    // A neuron whose weights are all 0 is not moved.
    params[2] = 0.0;
    params[7] = 0.0;
    let parts = network.parts();
    let of = |normalise| directions::random(4, 0, normalise, &params, &parts);
    let [drawn, filter, layer] = [Normalise::None, Normalise::Filter, Normalise::Layer].map(of);
    let length = |x: &[f64]| x.iter().map(|x| x * x).sum::<f64>().sqrt();
    for part in &parts {
        let size: usize = part.shape.iter().product();
        let [d, f, l, w] = [&drawn, &filter, &layer, &params].map(|x| &x[part.offset..][..size]);
        let &[rows, columns] = &part.shape[..] else {
            assert!(f.iter().chain(l).all(|&x| x == 0.0) && d.iter().all(|&x| x != 0.0));
            continue;
        };
        let factor = length(w) / length(d);
        assert!(l.iter().zip(d).all(|(l, d)| (l - factor * d).abs() < 1e-14));
        for neuron in 0..columns {
            let column = |x: &[f64]| (0..rows).map(|row| x[row * columns + neuron]).collect::<Vec<_>>();
            let [d, f, w] = [d, f, w].map(column);
            let factor = length(&w) / length(&d);
            assert!(f.iter().zip(&d).all(|(f, d)| (f - factor * d).abs() < 1e-14), "{neuron}");
        }
    }
    // Two directions of many parameters have nothing in common.
    let many = vec![1.0f64; 10_000];
    let [a, b] = [0, 1].map(|axis| directions::random(4, axis, Normalise::None, &many, &[]));
    let cosine = a.iter().zip(&b).map(|(a, b)| a * b).sum::<f64>() / length(&a) / length(&b);
    assert!(cosine.abs() < 0.04 && (length(&a) / 100.0 - 1.0).abs() < 0.03, "{cosine}");
}

/// A path within a plane of 40 dimensions, and a little beside it.
#[test]
fn principal_components_of_a_known_path() {
    let n = 40;
    let unit = |k: usize| -> Vec<f64> { (0..n).map(|i| if i % 3 == k { 1.0 } else { 0.0 }).collect() };
    let origin: Vec<f64> = (0..n).map(wave).collect();
    let mut points: Vec<Rc<[f64]>> = Vec::new();
    // Along the first axis −9 … −1, along the second up and down, along the third hardly.
    for k in 0..9 {
        let along = [k as f64 - 9.0, if k % 2 == 0 { 0.5 } else { -0.4 }, 1e-3 * wave(k)];
        let mut point = origin.clone();
        for (axis, along) in along.iter().enumerate() {
            point.iter_mut().zip(unit(axis)).for_each(|(x, u)| *x += along * u);
        }
        points.push(point.into());
    }
    let mut components = Components::new(origin.clone().into(), points.clone()).expect("enough points");
    let axes = loop {
        if let Some(axes) = components.work().expect("a plane") {
            break axes;
        }
    };
    for (axis, found) in axes.iter().enumerate() {
        let length = (unit(axis).iter().sum::<f64>()).sqrt();
        let cosine: f64 = found.iter().zip(unit(axis)).map(|(a, b)| a * b / length).sum();
        assert!(cosine > 0.995, "{axis}: {cosine}");
        assert!((found.iter().map(|x| x * x).sum::<f64>() - 1.0).abs() < 1e-12);
    }
    let cosine: f64 = axes[0].iter().zip(&axes[1]).map(|(a, b)| a * b).sum();
    assert!(cosine.abs() < 1e-10, "{cosine}");
    let plane = Plane::new(origin.clone().into(), axes).expect("a plane");
    let seen: Vec<_> = points.iter().map(|point| plane.project(point)).collect();
    for (k, seen) in seen.iter().enumerate() {
        let on = plane.params(seen.at);
        let away: f64 = on.iter().zip(points[k].iter()).map(|(a, b)| (a - b) * (a - b)).sum();
        assert!((seen.distance - away.sqrt()).abs() < 1e-12 && seen.distance < 0.01);
        assert!(seen.at[0] < 0.0 || k > 0);
    }
    // By the eigenvalues of the whole scatter matrix, of 40 rows, from the other solver.
    let mut scatter = vec![0.0; n * n];
    for point in &points {
        let d: Vec<f64> = point.iter().zip(&origin).map(|(p, o)| p - o).collect();
        (0..n * n).for_each(|at| scatter[at] += d[at / n] * d[at % n]);
    }
    let values = jacobi(scatter, n);
    let total: f64 = values.iter().sum();
    let explained = plane.explained(seen.iter());
    for axis in 0..2 {
        assert!((explained[axis] - values[axis] / total).abs() < 1e-10, "{explained:?} {values:?}");
    }
}

/// With `ends` the picture is the same: of other paths only the losses at their ends are there.
#[test]
fn ends_alone_are_evaluated_where_that_is_enough() {
    let mut run = training::<f64>("dataset=circle&layers=4,2&seed=3&optimizer=momentum&learningRate=0.05&momentum=0.9");
    run.train(60, None);
    let mut other = Training::<f64>::new(run.config().sibling(&settings("optimizer=adam")).expect("a sibling"));
    other.train(60, None);
    for options in ["directions=pca&width=5&height=4", "directions=random&width=5&height=4"] {
        let all = slice_of(&run, options, vec![other.path()]).expect(options);
        let ends = slice_of(&run, &format!("{options}&ends=true"), vec![other.path()]).expect(options);
        assert_eq!((&ends.loss, &ends.path, ends.explained), (&all.loss, &all.path, all.explained));
        let [all, ends] = [&all.others[0], &ends.others[0]];
        assert_eq!((&ends.x, &ends.y, &ends.distance), (&all.x, &all.y, &all.distance));
        for (few, full) in [(&ends.loss, &all.loss), (&ends.plane_loss, &all.plane_loss)] {
            let (last, before) = few.split_last().expect("a path");
            assert!(before.len() == 60 && before.iter().all(|loss| loss.is_nan()));
            assert_eq!(Some(last), full.last());
        }
    }
}

/// What a slice says of its paths is so: coordinates, distances and both losses.
#[test]
fn what_is_told_of_paths_is_so() {
    let text = "dataset=circle&layers=4,2&seed=3&optimizer=momentum&learningRate=0.05&momentum=0.9";
    let mut run = training::<f64>(text);
    run.train(300, None);
    let mut other = Training::<f64>::new(run.config().sibling(&settings("optimizer=adam")).expect("a sibling"));
    assert_eq!(other.params(), &run.path()[0].params[..], "the same first weights");
    assert_eq!(
        other.config().tuning.hyper.learning_rate,
        training::<f64>("optimizer=adam").config().tuning.hyper.learning_rate
    );
    other.train(300, None);
    let loss_at = |params: &[f64]| {
        let config = run.config();
        at(&config.network, Penalty::default(), params, &config.inputs.train, 250).0
    };
    for options in ["directions=pca", "directions=checkpoints", "directions=random&normalise=layer&seed=9"] {
        let options = format!("{options}&width=9&height=7");
        let sliced = slice_of(&run, &options, vec![other.path()]).expect(&options);
        let plane = Plane::new(Rc::clone(&sliced.origin), sliced.axes.clone()).expect("a plane");
        assert_eq!((sliced.loss.len(), sliced.samples, sliced.step), (63, 250, 300));
        let mut square = [0.0; 2];
        for (seen, path) in [(&sliced.path, run.path()), (&sliced.others[0], other.path())] {
            assert_eq!(seen.step, path.iter().map(|snapshot| snapshot.step as f64).collect::<Vec<_>>());
            for (k, snapshot) in path.iter().enumerate() {
                let near = plane.params([seen.x[k], seen.y[k]]);
                let off: Vec<f64> = snapshot.params.iter().zip(&near).map(|(a, b)| a - b).collect();
                let away = off.iter().map(|x| x * x).sum::<f64>().sqrt();
                assert!((away - seen.distance[k]).abs() < 1e-10);
                assert!((seen.relative[k] * seen.extent - away).abs() < 1e-10);
                for axis in &sliced.axes {
                    // The nearest point: what is left is at right angles to the plane.
                    assert!(axis.iter().zip(&off).map(|(a, o)| a * o).sum::<f64>().abs() < 1e-9);
                }
                assert!((loss_at(&snapshot.params) - seen.loss[k]).abs() < 1e-12, "{options} {k}");
                assert!((loss_at(&near) - seen.plane_loss[k]).abs() < 1e-12, "{options} {k}");
                let [left, right, bottom, top] = sliced.grid.domain[..] else { panic!("a plane") };
                assert!((left..=right).contains(&seen.x[k]) && (bottom..=top).contains(&seen.y[k]), "{options} {k}");
                square[0] += away * away;
                let reach =
                    snapshot.params.iter().zip(sliced.origin.iter()).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
                assert!(reach.sqrt() <= seen.extent + 1e-12);
                square[1] += reach;
            }
        }
        // What is not explained is off the plane.
        let explained = sliced.explained[0] + sliced.explained[1];
        assert!((1.0 - explained - square[0] / square[1]).abs() < 1e-10, "{options}: {explained}");
        let last = sliced.path.x.len() - 1;
        assert_eq!([sliced.path.x[last], sliced.path.y[last], sliced.path.distance[last]], [0.0; 3]);
        if options.starts_with("directions=checkpoints") {
            let half = sliced.path.step.iter().enumerate().min_by_key(|(_, step)| (**step - 150.0).abs() as u64);
            let middle = half.expect("a path").0;
            for k in [0, middle, last] {
                assert!(sliced.path.relative[k] < 1e-9, "{k}: {}", sliced.path.relative[k]);
            }
        }
    }
}

#[test]
fn a_path_follows_the_run_back_and_forth() {
    let mut run = training::<f32>("dataset=xor&layers=3&seed=2");
    run.train(1000, None);
    let all = run.path();
    assert!(all.len() > 60 && all[0].step == 0 && all[all.len() - 1].step == 1000);
    let mut again = training::<f32>("dataset=xor&layers=3&seed=2");
    for snapshot in &all {
        again.train(snapshot.step - again.steps(), None);
        assert_eq!(again.params(), &snapshot.params[..], "step {}", snapshot.step);
    }
    run.rewind(500);
    let steps: Vec<usize> = run.path().iter().map(|snapshot| snapshot.step).collect();
    assert_eq!((steps[0], steps[steps.len() - 1]), (0, 500));
    assert!(steps.windows(2).all(|pair| pair[0] < pair[1]));
    for snapshot in run.path() {
        let same = all.iter().find(|known| known.step == snapshot.step);
        assert!(same.is_none_or(|known| known.params == snapshot.params), "step {}", snapshot.step);
    }
    run.set_parameter(0, 0.25).expect("a parameter");
    assert_eq!(run.path().last().expect("now").params[0], 0.25);
    run.train(3, None);
    assert!(run.path().iter().all(|snapshot| snapshot.step != 500 || snapshot.params[0] == 0.25));
    run.rewind(0);
    assert_eq!(run.path().len(), 1);
    run.train(5, None);
    let restored = Training::<f32>::restore(run.config().clone(), &run.checkpoint()).expect("a checkpoint");
    assert_eq!(restored.path().iter().map(|snapshot| snapshot.step).collect::<Vec<_>>(), [5]);
}

#[test]
fn a_line_between_two_networks() {
    let mut run = training::<f64>("dataset=xor&layers=4&seed=2&l2=0.3");
    run.train(100, None);
    let mut other = Training::<f64>::new(run.config().sibling(&settings("seed=77")).expect("a sibling"));
    assert_eq!(other.config().inputs.train, run.config().inputs.train, "the same data");
    assert!(other.params() != run.path()[0].params.as_ref(), "other first weights");
    other.train(100, None);
    let options = InterpolationOptions::read(&settings("points=5")).expect("options");
    let mut line = Interpolation::new(&run, other.params(), &options).expect("a line");
    while line.work(1) < 1.0 {}
    let line = line.finish();
    assert_eq!(line.at, [-0.5, 0.0, 0.5, 1.0, 1.5]);
    for (k, end) in [(1, &mut run), (3, &mut other)] {
        for (part, found) in [(Part::Train, line.train[k]), (Part::Test, line.test[k])] {
            let score = end.score_all(part);
            assert!((score.loss - found.loss).abs() < 1e-12 && score.accuracy == found.accuracy, "{k}");
        }
    }
    let middle: Vec<f64> = run.params().iter().zip(other.params()).map(|(a, b)| 0.5 * (a + b)).collect();
    let config = run.config();
    let (loss, _) = at(&config.network, Penalty::default(), &middle, &config.inputs.test, 250);
    assert!((loss - line.test[2].loss).abs() < 1e-12);
    let away: f64 = run.params().iter().zip(other.params()).map(|(a, b)| (a - b) * (a - b)).sum();
    assert!((line.distance - away.sqrt()).abs() < 1e-12 && line.samples == [250, 250]);
}

/// The search for the plane of a long path is done in small pieces.
#[test]
fn the_components_of_a_long_path_are_found_in_pieces() {
    let (m, n) = (300, 3);
    let point = |k: usize| -> Rc<[f64]> { (0..n).map(|i| wave(k * n + i) * (i + 1) as f64).collect() };
    let points: Vec<_> = (0..m).map(point).collect();
    let mut components = Components::new(vec![0.0; n].into(), points).expect("enough points");
    let mut products = 0;
    let axes = loop {
        products += usize::from(components.is_at_products());
        if let Some(axes) = components.work().expect("a plane") {
            break axes;
        }
    };
    // A matrix of rank 3: its range is closed after that many products, and one more from chance.
    assert!((3..=8).contains(&products), "{products}");
    assert!(axes.iter().all(|axis| (axis.iter().map(|x| x * x).sum::<f64>() - 1.0).abs() < 1e-12));
}

/// Losses on filter-normalised slices, and all eigenvalues, of PyTorch in double precision, for the same weights and directions.
#[test]
fn slices_and_eigenvalues_are_those_of_pytorch() {
    let golden: Json = serde_json::from_str(include_str!("golden/landscape.json")).expect("the golden file");
    let numbers = |value: &Json| -> Vec<f64> {
        let flat = |value: &Json| match value {
            Json::Array(row) => row.clone(),
            other => vec![other.clone()],
        };
        let list = value.as_array().expect("a list");
        list.iter().flat_map(flat).map(|x| x.as_f64().expect("a number")).collect()
    };
    let at_places = numbers(&golden["at"]);
    let mut worst = [0.0f64; 2];
    for case in golden["cases"].as_array().expect("cases") {
        let sizes: Vec<usize> = numbers(&case["sizes"]).iter().map(|&n| n as usize).collect();
        let names = case["activations"].as_array().expect("names");
        let activation = |name: &Json| ACTIVATIONS.iter().find(|a| Some(a.name) == name.as_str()).expect("a name");
        let hidden = sizes[1..].iter().copied().zip(names.iter().map(activation)).collect();
        let outputs = sizes[sizes.len() - 1];
        let task = if case["task"] == "classes" { Task::Classes(outputs) } else { Task::Values };
        let network = Network { inputs: sizes[0], hidden, task };
        let samples = Samples {
            width: sizes[0],
            inputs: Inputs::Numbers(numbers(&case["inputs"]).iter().map(|&x| x as f32).collect()),
            targets: numbers(&case["targets"]).iter().map(|&x| x as f32).collect(),
        };
        let params: Vec<f32> = numbers(&case["parameters"]).iter().map(|&x| x as f32).collect();
        let parts = network.parts();
        let axes = [0, 1].map(|axis| {
            let mut drawn: Vec<f32> = numbers(&case["directions"][axis]).iter().map(|&x| x as f32).collect();
            directions::normalise(&mut drawn, &params, Normalise::Filter, &parts);
            drawn
        });
        let plane = Plane::new(params[..].into(), axes).expect("a plane");
        let losses = numbers(&case["losses"]);
        let rows = at_places.iter().rev();
        let places: Vec<[f64; 2]> = rows.flat_map(|&y| at_places.iter().map(move |&x| [x, y])).collect();
        let count = samples.len();
        let samples = Rc::new(samples);
        let (_, found) = losses_on(&network, plane, places, Rc::clone(&samples), count);
        for (found, wanted) in found.iter().zip(&losses) {
            worst[0] = worst[0].max((found - wanted).abs() / wanted);
        }
        let wide: Vec<f64> = params.iter().map(|&x| f64::from(x)).collect();
        let n = wide.len();
        let mut hessian = Hessian::new(&network, Penalty::default(), wide.into(), samples, count, None);
        let mut random = Random::new(1, Purpose::Direction { axis: 3 });
        let mut lanczos = Lanczos::new(1e-12, move || (0..n).map(|_| random.normal()).collect());
        while let Some(v) = lanczos.next() {
            let product = hessian.product(v);
            lanczos.add_product(product);
        }
        let wanted = numbers(&case["eigenvalues"]);
        for (pair, value) in lanczos.largest(n).expect("eigenvalues").iter().zip(&wanted) {
            worst[1] = worst[1].max((pair.value - value).abs() / wanted[0]);
        }
    }
    println!(
        "against PyTorch: losses in f32 to {:.1e}, eigenvalues in f64 to {:.1e} of the largest",
        worst[0], worst[1]
    );
    assert!(worst[0] < 1e-5 && worst[1] < 1e-10, "{worst:?}");
}

#[test]
fn what_does_not_fit_is_refused_with_a_sentence() {
    let mut run = training::<f64>("dataset=xor&layers=3&seed=2");
    let n = run.params().len();
    let slice = |run: &Training<f64>, options: &str| {
        slice_of(run, options, vec![]).err().unwrap_or_else(|| panic!("{options}"))
    };
    for (options, wrong, key) in [
        ("directions=up", code::UNKNOWN_NAME, "directions"),
        ("normalise=all", code::UNKNOWN_NAME, "normalise"),
        ("directions=pca&normalise=filter", code::BAD_SHAPE, "normalise"),
        ("directions=pca", code::BAD_SHAPE, "directions"),
        ("directions=checkpoints", code::BAD_SHAPE, "directions"),
        ("width=1", code::OUT_OF_RANGE, "width"),
        ("height=402", code::OUT_OF_RANGE, "height"),
        ("height=2.5", code::OUT_OF_RANGE, "height"),
        ("samples=0", code::OUT_OF_RANGE, "samples"),
        ("samples=many", code::BAD_TYPE, "samples"),
        ("part=all", code::UNKNOWN_NAME, "part"),
        ("x=1", code::BAD_SHAPE, "x"),
        ("y=2,1", code::BAD_SHAPE, "y"),
        ("y=here", code::BAD_TYPE, "y"),
        ("z=1,2", code::UNKNOWN_KEY, "z"),
        ("seed=-1", code::OUT_OF_RANGE, "seed"),
    ] {
        let error = slice(&run, options);
        assert_eq!((error.code, error.key.as_deref()), (wrong, Some(key)), "{options}: {error}");
        assert!(error.en.ends_with('.') && error.zh.ends_with('。'), "{options}");
    }
    // One step: two points; and a path along a line.
    run.train(1, None);
    assert_eq!(slice(&run, "directions=pca").code, code::BAD_SHAPE);
    let line = |k: usize| Snapshot { step: k, params: run.params().iter().map(|w| w + k as f64).collect() };
    let start = training::<f64>("dataset=xor&layers=3&seed=2");
    let from = |k: usize| Snapshot { step: k, params: start.params().iter().map(|w| w + k as f64).collect() };
    let straight = slice_of(&start, "directions=pca", vec![(0..9).map(from).collect()]).expect_err("a line");
    assert!(straight.en.contains("one line"), "{straight}");
    assert!(slice_of(&run, "directions=pca&width=3&height=3", vec![(0..9).map(line).collect()]).is_ok());
    // Weights that are all 0 have no filters.
    let zeros = training::<f64>("dataset=xor&layers=3&initializer=zeros");
    assert_eq!(slice(&zeros, "").key.as_deref(), Some("directions"));
    assert!(slice_of(&zeros, "normalise=none&width=2&height=2", vec![]).is_ok());
    // Paths and ends of other networks.
    let other = |params: Vec<f64>| vec![vec![Snapshot { step: 0, params: params.into() }]];
    for (others, wrong) in [
        (other(vec![0.0; n - 1]), code::BAD_SHAPE),
        (other(vec![f64::NAN; n]), code::OUT_OF_RANGE),
        (vec![vec![]], code::BAD_SHAPE),
        (vec![vec![from(0)]; 13], code::OUT_OF_RANGE),
    ] {
        let error = slice_of(&start, "", others).expect_err("a refusal");
        assert_eq!((error.code, error.key.as_deref()), (wrong, Some("paths")), "{error}");
    }
    let options = InterpolationOptions::read(&[]).expect("defaults");
    assert_eq!(Interpolation::new(&run, &[1.0], &options).err().expect("a refusal").code, code::BAD_SHAPE);
    for (options, wrong) in
        [("points=1", code::OUT_OF_RANGE), ("x=1,0", code::BAD_SHAPE), ("part=test", code::UNKNOWN_KEY)]
    {
        assert_eq!(InterpolationOptions::read(&settings(options)).expect_err(options).code, wrong, "{options}");
    }
    for (options, wrong) in [
        ("count=0", code::OUT_OF_RANGE),
        ("tolerance=0", code::OUT_OF_RANGE),
        ("iterations=0", code::OUT_OF_RANGE),
        ("scaled=maybe", code::BAD_TYPE),
        ("width=3", code::UNKNOWN_KEY),
    ] {
        assert_eq!(SpectrumOptions::read(&settings(options)).expect_err(options).code, wrong, "{options}");
    }
    let sibling = |text: &str| run.config().sibling(&settings(text)).map(|_| ());
    assert_eq!(sibling("layers=9").expect_err("fixed").code, code::NOT_LIVE);
    assert_eq!(sibling("optimizer=best").expect_err("unknown").code, code::UNKNOWN_NAME);
    assert_eq!(INITIALIZERS[0].name, "zeros");
}
