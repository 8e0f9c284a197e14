//! The loss around a network, for programs and Workers.

use super::network::NetworkRun;
use super::pictures::legend;
use super::values::{Answer, copied, floats, list, numbers, object, plain, thrown, values};
use crate::maps::field::Grid;
use crate::network::Training;
use crate::network::landscape::settings::{InterpolationOptions, SliceOptions, SpectrumOptions};
use crate::network::landscape::slice::Seen;
use crate::network::landscape::{Eigenvalues, Interpolated, Interpolation, Slice, Sliced, Snapshot, Spectrum};
use crate::network::range::{RangeTest, Ranged, SMOOTHING};
use crate::network::singular::{Singular, Singulars};
use crate::network::training::Score;
use crate::paint::{self, COLORMAPS, Colormap, Scale};
use js_sys::Float32Array;
use js_sys::{Reflect, Uint8ClampedArray};
use wasm_bindgen::prelude::*;

/// The colours of a slice.
const COLOURS: &str = "viridis";

/// Something long, done in pieces.
#[wasm_bindgen]
pub struct NetworkJob(pub(super) Job);

pub(super) enum Job {
    Slice(Box<Slice<f32>>),
    Interpolation(Box<Interpolation<f32>>),
    Spectrum(Box<Spectrum<f32>>),
    Range(Box<RangeTest<f32>>),
    Singular(Box<Singulars>),
}

#[wasm_bindgen]
impl NetworkJob {
    /// Does up to so many small units; gives the part that is done, 1 at the end.
    pub fn work(&mut self, units: usize) -> Answer<f64> {
        match &mut self.0 {
            Job::Slice(slice) => slice.work(units).map_err(|error| thrown(&error)),
            Job::Interpolation(line) => Ok(line.work(units)),
            Job::Spectrum(spectrum) => Ok(spectrum.work(units)),
            Job::Range(test) => Ok(test.work(units)),
            Job::Singular(values) => Ok(values.work(units)),
        }
    }

    /// What came of it, when all is done; null before.
    pub fn finish(self) -> JsValue {
        match self.0 {
            Job::Slice(slice) => slice.finish().map_or(JsValue::NULL, |sliced| told(&sliced)),
            Job::Interpolation(line) => line_of(&line.finish()),
            Job::Spectrum(spectrum) => eigenvalues(&spectrum.finish()),
            Job::Range(test) => ranged(&test.finish()),
            Job::Singular(values) => singular(&values.finish()),
        }
    }
}

#[wasm_bindgen]
impl NetworkRun {
    /// The way that the parameters have gone.
    pub fn path(&self) -> JsValue {
        let path = self.0.path();
        let n = self.0.params().len();
        let params = Float32Array::new_with_length((path.len() * n) as u32);
        for (k, snapshot) in path.iter().enumerate() {
            params.subarray((k * n) as u32, ((k + 1) * n) as u32).copy_from(&snapshot.params);
        }
        let steps: Vec<f64> = path.iter().map(|snapshot| snapshot.step as f64).collect();
        object(&[("length", (path.len() as u32).into()), ("step", floats(&steps)), ("params", params.into())])
    }

    /// Another run of the same network on the same data.
    pub fn sibling(&self, changes: &JsValue) -> Answer<NetworkRun> {
        let config = self.0.config().sibling(&values(changes)?);
        config.and_then(Training::in_room).map(NetworkRun).map_err(|error| thrown(&error))
    }

    /// A slice through where it is now; `paths` has steps and parameters of others in turn.
    pub fn slice(&self, options: &JsValue, paths: Vec<JsValue>) -> Answer<NetworkJob> {
        let n = self.0.params().len();
        let others = paths.chunks_exact(2).map(|pair| {
            let steps = numbers(&pair[0]).unwrap_or_default();
            let params = Float32Array::new(&pair[1]);
            let params = copied(params.length(), || params.to_vec())?;
            // Numbers that make up no whole snapshot are refused as one of another size.
            let snapshots = params.chunks(n).enumerate();
            let snapshot = |(k, params): (usize, &[f32])| Snapshot {
                step: steps.get(k).map_or(k, |&step| step as usize),
                params: params.into(),
            };
            Ok(snapshots.map(snapshot).collect())
        });
        let others = others.collect::<Answer<_>>()?;
        let slice = SliceOptions::read(&values(options)?).and_then(|options| Slice::new(&self.0, options, others));
        slice.map(|slice| NetworkJob(Job::Slice(Box::new(slice)))).map_err(|error| thrown(&error))
    }

    /// The line to other parameters.
    pub fn interpolate(&self, params: &Float32Array, options: &JsValue) -> Answer<NetworkJob> {
        let params = copied(params.length(), || params.to_vec())?;
        let line = InterpolationOptions::read(&values(options)?)
            .and_then(|options| Interpolation::new(&self.0, &params, &options));
        line.map(|line| NetworkJob(Job::Interpolation(Box::new(line)))).map_err(|error| thrown(&error))
    }

    /// The largest eigenvalues of the Hessian where it is now.
    pub fn spectrum(&self, options: &JsValue) -> Answer<NetworkJob> {
        let spectrum = SpectrumOptions::read(&values(options)?).and_then(|options| Spectrum::new(&self.0, options));
        spectrum.map(|spectrum| NetworkJob(Job::Spectrum(Box::new(spectrum)))).map_err(|error| thrown(&error))
    }
}

fn told(sliced: &Sliced<f32>) -> JsValue {
    let Grid { domain, width, height } = &sliced.grid;
    let scale = Scale::of(&sliced.loss);
    let colormap = Colormap::named(COLOURS).unwrap_or(&COLORMAPS[0]);
    let picture = legend(&sliced.loss, &sliced.grid, &scale, colormap, true);
    let pixels = Uint8ClampedArray::from(&paint::pixels(&sliced.loss, &scale, colormap)[..]);
    let _ = Reflect::set(&picture, &"pixels".into(), &pixels);
    object(&[
        ("step", (sliced.step as f64).into()),
        ("width", (*width as u32).into()),
        ("height", (*height as u32).into()),
        ("x", plain(&domain[..2])),
        ("y", plain(&domain[2..])),
        ("loss", floats(&sliced.loss)),
        ("samples", (sliced.samples as u32).into()),
        ("explained", plain(&sliced.explained)),
        ("lengths", plain(&sliced.lengths)),
        ("path", seen(&sliced.path)),
        ("others", list(sliced.others.iter().map(seen))),
        ("origin", Float32Array::from(&sliced.origin[..]).into()),
        ("axes", list(sliced.axes.iter().map(|axis| Float32Array::from(&axis[..]).into()))),
        ("picture", picture),
    ])
}

fn seen(path: &Seen) -> JsValue {
    object(&[
        ("step", floats(&path.step)),
        ("x", floats(&path.x)),
        ("y", floats(&path.y)),
        ("distance", floats(&path.distance)),
        ("relative", floats(&path.relative)),
        ("loss", floats(&path.loss)),
        ("planeLoss", floats(&path.plane_loss)),
        ("extent", path.extent.into()),
    ])
}

fn line_of(line: &Interpolated) -> JsValue {
    let column = |scores: &[Score], of: fn(&Score) -> f64| floats(&scores.iter().map(of).collect::<Vec<_>>());
    object(&[
        ("step", (line.step as f64).into()),
        ("at", floats(&line.at)),
        ("trainLoss", column(&line.train, |score| score.loss)),
        ("testLoss", column(&line.test, |score| score.loss)),
        ("trainAccuracy", column(&line.train, |score| score.accuracy)),
        ("testAccuracy", column(&line.test, |score| score.accuracy)),
        ("samples", plain(&line.samples.map(|n| n as f64))),
        ("distance", line.distance.into()),
    ])
}

fn eigenvalues(found: &Eigenvalues) -> JsValue {
    object(&[
        ("step", (found.step as f64).into()),
        ("values", floats(&found.values)),
        ("residuals", floats(&found.residuals)),
        ("converged", found.converged.into()),
        ("products", (found.products as u32).into()),
        ("samples", (found.samples as u32).into()),
        ("rate", found.rate.into()),
        ("bound", found.bound.into()),
        ("scaled", found.scaled.into()),
        ("scales", found.scales.into()),
    ])
}

fn singular(found: &Singular) -> JsValue {
    object(&[
        ("step", (found.step as f64).into()),
        ("layer", (found.layer as u32).into()),
        ("shape", plain(&found.shape.map(|n| n as f64))),
        ("source", found.source.name().into()),
        ("before", floats(&found.before)),
        ("after", floats(&found.after)),
    ])
}

fn ranged(found: &Ranged) -> JsValue {
    let rate = |row: usize| found.rate.get(row).map_or(JsValue::NULL, |&rate| rate.into());
    object(&[
        ("step", (found.step as f64).into()),
        ("rate", floats(&found.rate[..found.loss.len()])),
        ("loss", floats(&found.loss)),
        ("smoothed", floats(&found.smoothed)),
        ("smoothing", SMOOTHING.into()),
        ("steepest", found.steepest.map_or(JsValue::NULL, rate)),
        ("lowest", if found.loss.is_empty() { JsValue::NULL } else { rate(found.lowest) }),
        ("ended", found.ended.name().into()),
    ])
}
