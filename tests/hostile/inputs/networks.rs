//! Data, options and checkpoints of networks.

use super::{Given, calls, check, take};
use sgd_playground::config::{Config as Run, Value};
use sgd_playground::network::Config;
use sgd_playground::network::Training;
use sgd_playground::network::data::{Given as Rows, SIDE, Shelf};
use sgd_playground::network::landscape::settings::{InterpolationOptions, SliceOptions, SpectrumOptions};
use sgd_playground::network::landscape::{Interpolation, Slice, Spectrum};
use sgd_playground::network::range::{RangeOptions, RangeTest};
use sgd_playground::network::table::Axes;

/// Networks with more parameters take longer than a second.
const MOST_PARAMETERS: f64 = 2000.0;

fn text(name: &str, value: &str) -> (String, Value) {
    (name.to_owned(), Value::Text(value.to_owned()))
}

fn train(config: sgd_playground::error::Result<Config>) {
    match config {
        Err(error) => check(&error),
        Ok(config) if config.network.size() > MOST_PARAMETERS => {}
        Ok(config) => {
            let mut run = Training::<f32>::new(config);
            run.train(3, None);
            run.evaluate_next_sample();
            run.rewind(1);
            run.message();
        }
    }
}

/// Points of a reader's own, as the text of an attribute or a link: for networks, and for small models.
pub fn points(bytes: &[u8]) {
    let Ok(data) = std::str::from_utf8(bytes) else { return };
    let given = [text("dataset", "own"), text("layers", "3"), text("data", data)];
    train(Config::read(&given, || Ok(1), &Shelf::default()));
    for model in ["line", "logistic"] {
        match Run::read(&[text("objective", model), text("data", data)], || Ok(1)) {
            Ok(config) => sgd_playground::experiment::Experiment::new(config).train(3, None),
            Err(error) => check(&error),
        }
    }
}

/// A table: inputs, classes, whether to standardise, then numbers.
pub fn table(bytes: &[u8]) {
    let Some((&[inputs, classes, standardise], bytes)) = bytes.split_first_chunk::<3>() else { return };
    let numbers = bytes.as_chunks::<8>().0.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect();
    let inputs = if inputs == 255 { usize::MAX } else { inputs.into() };
    let shelf = Shelf::holding(Rows { inputs, classes: classes.into(), values: numbers });
    let standardise = if standardise % 2 == 1 { "true" } else { "false" };
    let given = [text("dataset", "table"), text("layers", "3"), text("standardise", standardise)];
    train(Config::read(&given, || Ok(1), &shelf));
}

/// Pictures of digits: how many labels and pixels, each as two bytes, then what they repeat.
pub fn digits(bytes: &[u8]) {
    let Some((&head, bytes)) = bytes.split_first_chunk::<8>() else { return };
    let counts = head.as_chunks::<2>().0;
    let count = |k: usize| usize::from(u16::from_le_bytes(counts[k]) % 64);
    let repeated = |n: usize| bytes.iter().copied().cycle().take(n).collect::<Vec<u8>>();
    let part = |k: usize| (repeated(count(k)), repeated(count(k + 1) * SIDE * SIDE));
    let ((labels, pixels), (test_labels, test_pixels)) = (part(0), part(2));
    let mut shelf = Shelf::default();
    let fits = shelf.put_mnist([(&labels, pixels), (&test_labels, test_pixels)]).is_some();
    let ranged = |labels: &[u8]| labels.iter().all(|&label| label < 10);
    assert!(!fits || (ranged(&labels) && ranged(&test_labels)));
    // Fewer than a page loads are none.
    for all in ["true", "false"] {
        let given = [text("dataset", "mnist"), text("layers", "none"), text("all", all)];
        check(&Config::read(&given, || Ok(1), &shelf).err().expect("too few pictures"));
    }
}

fn small(more: &Given) -> sgd_playground::error::Result<Config> {
    let mut given = vec![text("dataset", "circle"), text("samples", "20")];
    given.retain(|(name, _)| more.iter().all(|(own, _)| own != name));
    given.extend(more.iter().cloned());
    Config::read(&given, || Ok(1), &Shelf::default())
}

/// The numbers of a run, as they were written to a file.
pub fn checkpoint(bytes: &[u8]) {
    let optimizer = ["sgd", "momentum", "adam"][usize::from(bytes.first().copied().unwrap_or(0)) % 3];
    let config = small(&vec![text("layers", "2"), text("optimizer", optimizer)]).expect("a small network");
    let bytes = bytes.get(1..).unwrap_or_default();
    let mut run = match Training::<f32>::restore(config.clone(), bytes) {
        Ok(run) => run,
        Err(error) => return check(&error),
    };
    run.train(2, None);
    let again = run.checkpoint();
    assert!(Training::<f32>::restore(config, &again).is_ok());
    assert!(run.load(bytes).is_ok());
    run.message();
    run.path();
    run.train(2, None);
}

/// Settings of a network in JSON, and what is asked of the loss around it.
pub fn landscape(bytes: &[u8]) {
    let calls = calls(bytes);
    let Some((first, then)) = calls.split_first() else { return };
    let config = match small(first) {
        Ok(config) if config.network.size() <= MOST_PARAMETERS => config,
        Ok(_) => return,
        Err(error) => return check(&error),
    };
    let mut run = Training::<f32>::new(config);
    run.train(2, None);
    for call in then {
        let mut call = call.clone();
        let at = call.iter().position(|(name, _)| name == "ask");
        let ask = at.map(|at| call.remove(at).1);
        let Some(Value::Text(ask)) = ask else { continue };
        let count = take(&mut call, "times").unwrap_or(3.0).clamp(0.0, 20.0) as usize;
        if let Err(error) = look(&mut run, &ask, &call, count) {
            check(&error);
        }
    }
}

fn look(run: &mut Training<f32>, ask: &str, call: &Given, count: usize) -> sgd_playground::error::Result<()> {
    match ask {
        "slice" => {
            let options = SliceOptions::read(call)?;
            let paths = vec![run.path(); count % 14];
            let mut slice = Slice::new(run, options, paths)?;
            for _ in 0..count {
                slice.work(2)?;
            }
            slice.finish();
        }
        "line" => {
            let to: Vec<f32> = run.params().iter().map(|w| w * count as f32).collect();
            let mut line = Interpolation::new(run, &to, &InterpolationOptions::read(call)?)?;
            line.work(count);
            line.finish();
        }
        "spectrum" => {
            let mut spectrum = Spectrum::new(run, SpectrumOptions::read(call)?)?;
            spectrum.work(count);
            spectrum.finish();
        }
        "range" => {
            let mut test = RangeTest::new(run, RangeOptions::read(call)?);
            test.work(count);
            test.finish();
        }
        "set" => run.set(call)?,
        "sibling" => Training::<f32>::new(run.config().sibling(call)?).train(1, None),
        "train" => run.train(count, None),
        "rewind" => run.rewind(count),
        "plane" => {
            if let Some((_, Value::Text(axes))) = call.first() {
                Axes::read(axes, count)?;
            }
        }
        _ => {}
    }
    Ok(())
}
