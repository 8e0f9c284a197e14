//! What there is for networks, and what can be asked of the loss around them.

use super::setting::setting_record;
use super::texts::text;
use super::values::{list, object, plain};
use crate::catalog::Setting;
use crate::network::config::{MOST_LAYERS, MOST_NEURONS, MOST_PARAMETERS};
use crate::network::data::{self, MOST_CLASSES, MOST_POINTS, Task};
use crate::network::landscape::directions::{Directions, Normalise};
use crate::network::landscape::settings::{INTERPOLATION, MOST_PATHS, SLICE, SPECTRUM};
use crate::network::layers::{ACTIVATIONS, FEATURES, INITIALIZERS};
use crate::network::range::RANGE_TEST;
use crate::network::settings::SETTINGS;
use crate::network::table::{MOST_INPUTS, MOST_ROWS, MOST_TABLE_CLASSES};
use crate::network::training::MOST_EVALUATED;
use crate::text::Text;
use wasm_bindgen::prelude::*;

/// Everything there is for networks, with labels, ranges and defaults.
pub(super) fn catalog() -> JsValue {
    let limits = [
        ("layers", MOST_LAYERS as f64),
        ("neurons", MOST_NEURONS),
        ("parameters", MOST_PARAMETERS),
        ("classes", MOST_CLASSES as f64),
        ("points", MOST_POINTS as f64),
        ("inputs", MOST_INPUTS as f64),
        ("rows", MOST_ROWS as f64),
        ("tableClasses", MOST_TABLE_CLASSES as f64),
        ("evaluated", MOST_EVALUATED as f64),
    ];
    object(&[
        ("datasets", list(data::ALL.iter().map(dataset))),
        ("features", list(FEATURES.iter().map(|f| object(&[("name", f.name.into()), ("label", f.label.into())])))),
        (
            "activations",
            list(ACTIVATIONS.iter().map(|a| {
                object(&[("name", a.name.into()), ("label", a.label.into()), ("equation", a.equation.into())])
            })),
        ),
        (
            "initializers",
            list(INITIALIZERS.iter().map(|i| {
                object(&[
                    ("name", i.name.into()),
                    ("label", text(i.label)),
                    ("note", text(i.note)),
                    ("source", i.source.into()),
                ])
            })),
        ),
        ("settings", list(SETTINGS.iter().map(|setting| setting_record(setting)))),
        ("limits", object(&limits.map(|(name, most)| (name, most.into())))),
        ("mnist", object(&[("few", pair(data::MNIST_FEW)), ("all", pair(data::MNIST_ALL))])),
        ("landscape", landscape()),
        ("rangeTest", list(RANGE_TEST.iter().map(|setting| setting_record(setting)))),
    ])
}

/// How many to train and to test on.
fn pair(sizes: [usize; 2]) -> JsValue {
    plain(&sizes.map(|n| n as f64))
}

fn dataset(dataset: &data::Dataset) -> JsValue {
    let kind = match dataset.source {
        data::Source::Own => "own",
        data::Source::Table => "table",
        _ if dataset.is_pictures() => "images",
        _ => "points",
    };
    let classes = match dataset.task {
        Task::Classes(n) => n,
        Task::Values => 0,
    };
    let size = match dataset.source {
        data::Source::Digits => data::digits().len(),
        data::Source::Mnist => data::MNIST_ALL.iter().sum(),
        _ => 0,
    };
    object(&[
        ("name", dataset.name.into()),
        ("label", text(dataset.label)),
        ("note", text(dataset.note)),
        ("kind", kind.into()),
        ("task", task_name(dataset.task).into()),
        ("classes", (classes as u32).into()),
        ("side", (dataset.side() as u32).into()),
        ("size", (size as u32).into()),
        ("layers", plain(&dataset.layers.iter().map(|&n| n as f64).collect::<Vec<_>>())),
        ("batchSize", (dataset.batch as u32).into()),
        ("source", dataset.origin.into()),
        ("licence", dataset.licence.into()),
    ])
}

pub(super) fn task_name(task: Task) -> &'static str {
    match task {
        Task::Classes(_) => "classes",
        Task::Values => "values",
    }
}

/// Everything that can be asked, with labels, ranges and defaults.
fn landscape() -> JsValue {
    let named = |name: &str, label: Text| object(&[("name", name.into()), ("label", text(label))]);
    let settings = |all: &[&Setting]| list(all.iter().map(|setting| setting_record(setting)));
    object(&[
        ("directions", list(Directions::ALL.iter().map(|d| named(d.name(), d.label())))),
        ("normalise", list(Normalise::ALL.iter().map(|n| named(n.name(), n.label())))),
        ("slice", settings(SLICE)),
        ("interpolation", settings(INTERPOLATION)),
        ("spectrum", settings(SPECTRUM)),
        ("paths", (MOST_PATHS as u32).into()),
    ])
}
