//! Networks, for programs and Workers.

use super::network_catalog::task_name;
use super::resolved::{batch, set_numbers};
use super::values::{Answer, copied, draw_seed, floats, list, message, numbers, object, plain, thrown, values, words};
use crate::config::unknown;
use crate::export::{self, Library};
use crate::network::data::{Given, Inputs, Shelf};
use crate::network::overflow::Overflowed;
use crate::network::table::{Axes, Table};
use crate::network::training::{Part, Score};
use crate::network::{self, Training};
use js_sys::{Float32Array, Float64Array, Uint8Array};
use js_sys::{Reflect, Uint32Array};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

thread_local! {
    static SHELF: RefCell<Shelf> = RefCell::default();
}

/// Takes MNIST: labels and pixels of what to train and what to test on. Whether they fit.
#[wasm_bindgen(js_name = putMnist)]
pub fn put_mnist(
    labels: &Uint8Array,
    pixels: &Uint8Array,
    test_labels: &Uint8Array,
    test_pixels: &Uint8Array,
) -> Answer<bool> {
    let copy = |from: &Uint8Array| copied(from.length(), || from.to_vec());
    let (labels, test_labels) = (copy(labels)?, copy(test_labels)?);
    let parts = [(&labels[..], copy(pixels)?), (&test_labels[..], copy(test_pixels)?)];
    Ok(SHELF.with_borrow_mut(|shelf| shelf.put_mnist(parts).is_some()))
}

/// Takes a table for the training that is made next: rows of so many inputs and a label, of so many classes, or 0.
#[wasm_bindgen(js_name = putTable)]
pub fn put_table(values: &Float64Array, inputs: usize, classes: usize) -> Answer<()> {
    let values = copied(values.length(), || values.to_vec())?;
    SHELF.with_borrow_mut(|shelf| shelf.table = Some(Given { inputs, classes, values }));
    Ok(())
}

/// Forgets it: the training has what it needs.
#[wasm_bindgen(js_name = dropTable)]
pub fn drop_table() {
    SHELF.with_borrow_mut(|shelf| shelf.table = None);
}

/// The bytes of this module's memory.
#[wasm_bindgen(js_name = memorySize)]
pub fn memory_size() -> f64 {
    (core::arch::wasm32::memory_size(0) as f64) * 65536.0
}

fn config(options: &JsValue) -> Answer<network::Config> {
    let values = values(options)?;
    SHELF.with_borrow(|shelf| network::Config::read(&values, draw_seed, shelf)).map_err(|error| thrown(&error))
}

fn singles<T: Into<f64> + Copy>(values: &[T]) -> JsValue {
    let narrow: Vec<f32> = values.iter().map(|&x| x.into() as f32).collect();
    Float32Array::from(&narrow[..]).into()
}

fn scaling(table: &Table) -> JsValue {
    object(&[("mean", plain(&table.scaling.mean)), ("deviation", plain(&table.scaling.deviation))])
}

pub(super) fn part(name: &str) -> Answer<Part> {
    match name {
        "train" => Ok(Part::Train),
        "test" => Ok(Part::Test),
        _ => Err(thrown(&unknown("part", name, ["train", "test"].into_iter()))),
    }
}

fn overflow(Overflowed { what, layer, step, largest }: Overflowed) -> JsValue {
    object(&[
        ("what", what.name().into()),
        ("layer", (layer as u32).into()),
        ("step", (step as f64).into()),
        ("largestWeight", largest.into()),
    ])
}

fn score(score: Score) -> JsValue {
    object(&[("loss", score.loss.into()), ("accuracy", score.accuracy.into())])
}

/// The training of a network.
#[wasm_bindgen]
pub struct NetworkRun(pub(super) Training);

#[wasm_bindgen]
impl NetworkRun {
    /// At its start.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Answer<NetworkRun> {
        Training::in_room(config(options)?).map(NetworkRun).map_err(|error| thrown(&error))
    }

    /// Going on from a checkpoint.
    pub fn restore(options: &JsValue, checkpoint: &Uint8Array) -> Answer<NetworkRun> {
        let checkpoint = copied(checkpoint.length(), || checkpoint.to_vec())?;
        Training::restore(config(options)?, &checkpoint).map(NetworkRun).map_err(|error| thrown(&error))
    }

    /// The configuration as it is now.
    pub fn config(&self) -> JsValue {
        let config = self.0.config();
        let tuning = &config.tuning;
        let sizes: Vec<f64> = config.network.hidden.iter().map(|(units, _)| *units as f64).collect();
        let activations: Vec<&str> = config.network.hidden.iter().map(|(_, activation)| activation.name).collect();
        let features: Vec<&str> = config.features.iter().map(|feature| feature.name).collect();
        let resolved = object(&[
            ("objective", "network".into()),
            ("dataset", config.dataset.name.into()),
            ("task", task_name(config.network.task).into()),
            ("all", config.all.into()),
            ("layers", plain(&sizes)),
            ("activation", words(&activations)),
            ("initializer", config.initializer.name.into()),
            ("features", words(&features)),
            ("optimizer", tuning.optimizer.name.into()),
            ("convention", tuning.hyper.convention.name().into()),
            ("schedule", tuning.hyper.schedule.kind().name.into()),
            ("batchSize", batch(tuning.batch_size)),
            ("noise", config.noise.into()),
            ("trainRatio", config.train_ratio.into()),
            ("samples", ((config.samples.train.len() + config.samples.test.len()) as u32).into()),
            ("train", (config.samples.train.len() as u32).into()),
            ("test", (config.samples.test.len() as u32).into()),
            ("inputs", (config.network.inputs as u32).into()),
            ("outputs", (config.network.outputs() as u32).into()),
            ("parameters", config.network.size().into()),
            ("domain", plain(&config.domain)),
            ("seed", (config.seed as f64).into()),
        ]);
        if let Some(table) = &config.table {
            let _ = Reflect::set(&resolved, &"standardise".into(), &config.standardise.into());
            let _ = Reflect::set(&resolved, &"scaling".into(), &scaling(table));
        }
        set_numbers(&resolved, tuning);
        for (name, value) in [("l1", config.penalty.l1), ("l2", config.penalty.l2)] {
            let _ = Reflect::set(&resolved, &name.into(), &value.into());
        }
        resolved
    }

    /// One step.
    pub fn step(&mut self) {
        self.0.step();
    }

    /// Up to `n` steps.
    pub fn train(&mut self, n: usize, until_loss: Option<f64>) {
        self.0.train(n, until_loss);
    }

    /// Looks at the next sample of the coming batch; after the last of them the update is made.
    #[wasm_bindgen(js_name = stepSample)]
    pub fn step_sample(&mut self) {
        self.0.evaluate_next_sample();
    }

    /// Whether it keeps the way that its parameters go, from here on.
    #[wasm_bindgen(js_name = keepPath)]
    pub fn keep_path(&mut self, keep: bool) {
        self.0.keep_path(keep);
    }

    /// Changes settings in mid-run.
    pub fn set(&mut self, options: &JsValue) -> Answer<()> {
        self.0.set(&values(options)?).map_err(|error| thrown(&error))
    }

    /// Gives a parameter another value.
    #[wasm_bindgen(js_name = setParameter)]
    pub fn set_parameter(&mut self, index: usize, value: f64) -> Answer<()> {
        self.0.set_parameter(index, value).map_err(|error| thrown(&error))
    }

    /// Back to step `k`.
    pub fn rewind(&mut self, k: usize) {
        self.0.rewind(k);
    }

    /// How it stands.
    pub fn status(&self) -> JsValue {
        let run = &self.0;
        let look = run.look().map_or(JsValue::NULL, |look| {
            object(&[
                ("index", look.index.into()),
                ("at", (look.at as u32).into()),
                ("of", (look.of as u32).into()),
                ("loss", look.loss.into()),
                ("prediction", singles(&look.prediction)),
            ])
        });
        let (train, test) = (run.score(Part::Train), run.score(Part::Test));
        object(&[
            ("state", run.state().name().into()),
            ("step", (run.steps() as f64).into()),
            ("epoch", (run.epoch() as f64).into()),
            ("samples", (run.samples() as f64).into()),
            ("loss", run.batch().loss.into()),
            ("accuracy", run.batch().accuracy.into()),
            ("rate", run.rate().into()),
            ("trainLoss", train.loss.into()),
            ("testLoss", test.loss.into()),
            ("trainAccuracy", train.accuracy.into()),
            ("testAccuracy", test.accuracy.into()),
            ("evaluatedAt", (run.scored() as f64).into()),
            ("trainEvaluatedAt", (run.part_scored(Part::Train) as f64).into()),
            ("testEvaluatedAt", (run.part_scored(Part::Test) as f64).into()),
            ("sample", look),
            ("message", message(run.message())),
            ("cause", run.cause().map_or(JsValue::NULL, |cause| cause.name().into())),
            ("overflow", run.overflow().map_or(JsValue::NULL, overflow)),
        ])
    }

    /// The record from row `from` on.
    pub fn trace(&self, from: usize) -> JsValue {
        let record = self.0.record();
        let from = from.min(record.len());
        let column = |pairs: &[[f64; 2]], k: usize| floats(&pairs[from..].iter().map(|p| p[k]).collect::<Vec<_>>());
        object(&[
            ("length", ((record.len() - from) as u32).into()),
            ("step", floats(&record.step[from..])),
            ("samples", floats(&record.samples[from..])),
            ("epoch", floats(&record.epoch[from..])),
            ("batchLoss", floats(&record.batch_loss[from..])),
            ("trainLoss", column(&record.train, 0)),
            ("testLoss", column(&record.test, 0)),
            ("trainAccuracy", column(&record.train, 1)),
            ("testAccuracy", column(&record.test, 1)),
        ])
    }

    /// All parameters, and where their parts are.
    pub fn parameters(&self) -> JsValue {
        let parts = self.0.config().network.parts();
        let parts = parts.iter().map(|part| {
            let shape: Vec<f64> = part.shape.iter().map(|&n| n as f64).collect();
            object(&[
                ("name", part.name.as_str().into()),
                ("offset", (part.offset as u32).into()),
                ("shape", plain(&shape)),
            ])
        });
        object(&[("values", Float32Array::from(self.0.params()).into()), ("parts", list(parts))])
    }

    /// The gradient of the last step's batch.
    pub fn gradient(&self) -> Float32Array {
        Float32Array::from(self.0.gradient())
    }

    /// Loss and accuracy on all of a part of the data.
    pub fn evaluate(&mut self, of: &str) -> Answer<JsValue> {
        let part = part(of)?;
        Ok(score(self.0.score_all(part)))
    }

    /// What the network makes of rows of inputs.
    pub fn predict(&mut self, inputs: &JsValue) -> Answer<Float32Array> {
        let inputs = numbers(inputs).unwrap_or_default();
        self.0.predict(&inputs).map(|all| Float32Array::from(&all[..])).map_err(|error| thrown(&error))
    }

    /// What every unit makes of a grid of points; of a table, on the plane of these axes.
    pub fn outputs(&mut self, width: usize, axes: Option<String>) -> Answer<JsValue> {
        let widths = self.0.config().network.widths();
        let layers = |maps: &[Vec<f32>]| {
            list(maps.iter().zip(&widths).map(|(values, &units)| {
                object(&[("units", (units as u32).into()), ("values", Float32Array::from(&values[..]).into())])
            }))
        };
        let width_of = ("width", JsValue::from(width as u32));
        let Some(table) = self.0.config().table.clone() else {
            let domain = self.0.config().domain;
            let maps = self.0.maps(domain, width).map_err(|error| thrown(&error))?;
            return Ok(object(&[width_of, ("domain", plain(&domain)), ("layers", layers(&maps))]));
        };
        let axes = match axes {
            Some(axes) => Axes::read(&axes, table.ranges.len()).map_err(|error| thrown(&error))?,
            None => table.usual(),
        };
        let plane = table.plane(axes);
        let maps = self.0.maps_on(&plane, width).map_err(|error| thrown(&error))?;
        let placed = object(&[
            ("origin", plain(&plane.origin)),
            ("across", plain(&plane.across)),
            ("up", plain(&plane.up)),
            ("shares", plane.shares.map_or(JsValue::NULL, |shares| plain(&shares))),
        ]);
        Ok(object(&[width_of, ("domain", plain(&plane.domain)), ("layers", layers(&maps)), ("plane", placed)]))
    }

    /// How many samples of each class were put into each.
    pub fn confusion(&mut self, of: &str) -> Answer<Uint32Array> {
        let part = part(of)?;
        Ok(Uint32Array::from(&self.0.confusion(part)[..]))
    }

    /// Samples of a part, with what the network makes of them.
    pub fn samples(&mut self, of: &str, from: usize, count: usize) -> Answer<JsValue> {
        let part = part(of)?;
        let samples = &self.0.config().samples;
        let samples = std::rc::Rc::clone(if part == Part::Train { &samples.train } else { &samples.test });
        let from = from.min(samples.len());
        let to = from.saturating_add(count).min(samples.len());
        let mut inputs = vec![0.0f32; (to - from) * samples.width];
        inputs.chunks_exact_mut(samples.width).enumerate().for_each(|(k, row)| samples.write(from + k, row));
        Ok(object(&[
            ("count", ((to - from) as u32).into()),
            ("width", (samples.width as u32).into()),
            ("inputs", Float32Array::from(&inputs[..]).into()),
            ("targets", Float32Array::from(&samples.targets[from..to]).into()),
            ("outputs", Float32Array::from(&self.0.outputs(part, from, to - from)[..]).into()),
        ]))
    }

    /// All samples of a part as they were given: a table's as the network is told of them, pictures in levels with their top.
    pub fn data(&self, of: &str) -> Answer<JsValue> {
        let part = part(of)?;
        let samples = &self.0.config().samples;
        let samples = if part == Part::Train { &samples.train } else { &samples.test };
        let (inputs, top): (JsValue, JsValue) = match &samples.inputs {
            Inputs::Numbers(numbers) => (Float32Array::from(&numbers[..]).into(), JsValue::NULL),
            Inputs::Levels(levels, top) => (Uint8Array::from(&levels[..]).into(), (*top).into()),
        };
        Ok(object(&[
            ("width", (samples.width as u32).into()),
            ("inputs", inputs),
            ("top", top),
            ("targets", Float32Array::from(&samples.targets[..]).into()),
        ]))
    }

    /// The network and its coming steps as a script for a library.
    pub fn script(&self, library: &str, steps: usize) -> Answer<String> {
        let library = Library::named(library).map_err(|error| thrown(&error))?;
        export::network::script(&self.0, library, steps).map_err(|error| thrown(&error))
    }

    /// What its optimizer remembers of each parameter, by name.
    #[wasm_bindgen(js_name = slotNames)]
    pub fn slot_names(&self) -> JsValue {
        let names: Vec<&str> = self.0.config().tuning.optimizer.slots.iter().map(|slot| slot.name).collect();
        words(&names)
    }

    /// Goes on from numbers of elsewhere, given as a checkpoint; its record may be missing.
    pub fn load(&mut self, checkpoint: &Uint8Array) -> Answer<()> {
        let checkpoint = copied(checkpoint.length(), || checkpoint.to_vec())?;
        self.0.load(&checkpoint).map_err(|error| thrown(&error))
    }

    /// Everything that another run with the same configuration needs to go on from here.
    pub fn checkpoint(&self) -> Uint8Array {
        let bytes = Uint8Array::new_with_length(self.0.checkpoint_size() as u32);
        let mut at = 0;
        self.0.write_checkpoint(|part| {
            let to = at + part.len() as u32;
            bytes.subarray(at, to).copy_from(part);
            at = to;
        });
        bytes
    }
}
