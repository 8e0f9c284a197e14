//! Networks that learn from tables: what is asked of them, how numbers are scaled, and the planes in which they are seen.
#![cfg(feature = "full")]

use sgd_playground::config::Value;
use sgd_playground::network::data::{Given, Shelf, Task};
use sgd_playground::network::table::{Axes, Table};
use sgd_playground::network::training::Part;
use sgd_playground::network::{Config, Training};

/// Rows of inputs and a label, made by a plain congruential generator.
fn given(rows: usize, inputs: usize, classes: usize, label: impl Fn(&[f64]) -> f64) -> Given {
    let mut state = 1u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / (1u64 << 31) as f64
    };
    let values = (0..rows).flat_map(|_| {
        let mut row: Vec<f64> = (0..inputs).map(|k| 1000.0 * k as f64 + 10.0 * (k + 1) as f64 * next()).collect();
        row.push(label(&row));
        row
    });
    Given { inputs, classes, values: values.collect() }
}

fn config(table: Given, settings: &[(&str, &str)]) -> Result<Config, String> {
    let all = [("objective", "network"), ("dataset", "table"), ("seed", "3")];
    let values = all.iter().chain(settings).map(|&(key, text)| (key.to_owned(), Value::Text(text.to_owned())));
    let shelf = Shelf::holding(table);
    Config::read(&values.collect::<Vec<_>>(), || Ok(1), &shelf).map_err(|error| error.en.clone())
}

fn seen(config: &Config) -> &Table {
    config.table.as_ref().expect("a table")
}

#[test]
fn rows_to_train_on_have_mean_0_and_deviation_1() {
    let config = config(given(500, 3, 0, |x| 5.0 * x[0] - x[2]), &[]).expect("a configuration");
    assert_eq!((config.samples.train.len(), config.samples.test.len()), (400, 100));
    let train = &config.samples.train;
    let mut row = [0.0f64; 3];
    let (mut sums, mut squares) = ([0.0; 4], [0.0; 4]);
    for k in 0..train.len() {
        train.write(k, &mut row);
        for (j, x) in row.into_iter().chain([f64::from(train.targets[k])]).enumerate() {
            sums[j] += x / 400.0;
            squares[j] += x * x / 400.0;
        }
    }
    for j in 0..4 {
        assert!(sums[j].abs() < 1e-4 && (squares[j] - 1.0).abs() < 1e-4, "{j}: {} {}", sums[j], squares[j]);
    }
    // As they are, where that is asked for.
    let config = self::config(given(500, 3, 0, |x| x[0]), &[("standardise", "false")]).expect("a configuration");
    config.samples.train.write(0, &mut row);
    assert!(row[2] > 1000.0);
}

#[test]
fn a_linear_law_is_found_and_told_in_the_units_of_the_file() {
    let law = |x: &[f64]| 300.0 + 2.0 * x[0] - 0.5 * x[1] + 0.1 * x[2];
    let config =
        config(given(400, 3, 0, law), &[("layers", "none"), ("learningRate", "0.1")]).expect("a configuration");
    assert_eq!(config.network.task, Task::Values);
    let mut run: Training = Training::new(config);
    run.train(3000, None);
    assert!(run.score_all(Part::Test).loss < 1e-6);
    let asked = [5.0, 1010.0, 2020.0, 9.0, 1001.0, 2000.5];
    let told = run.predict(&asked).expect("answers");
    for (told, row) in told.iter().zip(asked.chunks(3)) {
        assert!((f64::from(*told) - law(row)).abs() < 0.02, "{told} {}", law(row));
    }
}

#[test]
fn classes_of_20_inputs_are_learnt() {
    let table = given(2000, 20, 3, |x| ((x[0] / 10.0 * 3.0) as usize).min(2) as f64);
    let config = config(table, &[("learningRate", "0.1"), ("layers", "8")]).expect("a configuration");
    assert_eq!((config.network.inputs, config.network.outputs()), (20, 3));
    let mut run: Training = Training::new(config);
    run.train(3000, None);
    assert!(run.score_all(Part::Test).accuracy > 0.9, "{}", run.score_all(Part::Test).accuracy);
}

#[test]
fn a_plane_of_two_inputs_has_the_others_at_their_means() {
    let config = config(given(300, 4, 2, |x| f64::from(x[1] > 1010.0)), &[]).expect("a configuration");
    let table = seen(&config);
    let plane = table.plane(Axes::read("2,4", 4).expect("axes"));
    let at = |x: f64, y: f64| -> Vec<f64> {
        (0..4).map(|k| plane.origin[k] + x * plane.across[k] + y * plane.up[k]).collect()
    };
    let point = at(1005.0, 3020.0);
    assert!((point[0] - table.centre[0]).abs() < 1e-9 && (point[2] - table.centre[2]).abs() < 1e-9);
    assert!((point[1] - table.told(1, 1005.0)).abs() < 1e-9 && (point[3] - table.told(3, 3020.0)).abs() < 1e-9);
    assert!(plane.domain[0] < 1000.5 && plane.domain[1] > 1019.5 && plane.domain[1] < 1023.0, "{:?}", plane.domain);
    let mut run: Training = Training::new(config);
    let maps = run.maps_on(&plane, 8).expect("maps");
    assert_eq!(maps.iter().map(Vec::len).collect::<Vec<_>>(), [4 * 64, 8 * 64, 4 * 64, 2 * 64]);
    assert!(maps[3].iter().all(|p| (0.0..=1.0).contains(p)));
}

#[test]
fn principal_components_are_those_along_which_rows_vary_most() {
    // Two inputs that go together, and one that hardly moves.
    let mut table = given(1000, 3, 2, |x| f64::from(x[0] > 5.0));
    for row in table.values.chunks_exact_mut(4) {
        let (t, small) = (row[0], row[1]);
        (row[0], row[1], row[2]) = (3.0 * t, 4.0 * t, 0.01 * (small - 1000.0));
    }
    let config = config(table, &[("standardise", "false")]).expect("a configuration");
    let [(first, share), (second, other)] = &seen(&config).principal;
    assert!((first[0] - 0.6).abs() < 1e-6 && (first[1] - 0.8).abs() < 1e-6, "{first:?}");
    assert!((second[2].abs() - 1.0).abs() < 1e-6 && *share > 0.999 && *other < 1e-3);
}

#[test]
fn what_does_not_fit_is_refused_in_words() {
    let says = |table: Given, settings: &[(&str, &str)]| config(table, settings).err().unwrap_or_default();
    assert!(says(given(10, 65, 2, |_| 0.0), &[]).contains("65 inputs"));
    assert!(says(given(1, 2, 2, |_| 0.0), &[]).contains("The table has 1 row;"));
    assert!(says(given(10, 2, 2, |_| 7.0), &[]).contains("numbered from 0"));
    assert!(says(given(10, 2, 0, |_| f64::NAN), &[]).contains("not finite"));
    assert!(says(given(10, 2, 0, |x| x[0]), &[("features", "x1,x2")]).contains("every input of a table"));
    assert!(Axes::read("1,5", 4).is_err_and(|error| error.en.contains("from 1 to 4")));
    let values = vec![("dataset".to_owned(), Value::Text("table".to_owned()))];
    let error = Config::read(&values, || Ok(1), &Shelf::default()).err().expect("a refusal");
    assert!(error.en.contains("no table"));
}
