//! What a training tells of its layers, of learning rates, and of its probabilities.

use super::full::walk_record;
use super::landscape::{Job, NetworkJob};
use super::network::{NetworkRun, part};
use super::values::{Answer, floats, list, object, thrown, values};
use crate::config::unknown;
use crate::error::{Error, code};
use crate::network::Training;
use crate::network::calibration::{BINS, MOST_BINS};
use crate::network::range::{RangeOptions, RangeTest};
use crate::network::singular::Singulars;
use crate::network::walk::{number_walk, sample_walk};
use js_sys::Uint32Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl NetworkRun {
    /// The record of its layers.
    #[wasm_bindgen(js_name = layerTrace)]
    pub fn layer_trace(&self) -> JsValue {
        let record = self.0.layer_record();
        let layers = record.layers.iter().map(|layer| {
            object(&[
                ("gradientNorm", floats(&layer.gradient_norm)),
                ("weightNorm", floats(&layer.weight_norm)),
                ("updateRatio", floats(&layer.update_ratio)),
                ("dead", floats(&layer.dead)),
            ])
        });
        object(&[
            ("length", (record.step.len() as u32).into()),
            ("step", floats(&record.step)),
            ("layers", list(layers)),
        ])
    }

    /// Which units are dead.
    #[wasm_bindgen(js_name = deadUnits)]
    pub fn dead_units(&mut self) -> JsValue {
        let of = |units: Option<Vec<u32>>| units.map_or(JsValue::NULL, |units| Uint32Array::from(&units[..]).into());
        list(self.0.dead_units().into_iter().map(of))
    }

    /// A learning-rate range test from where it is.
    #[wasm_bindgen(js_name = rangeTest)]
    pub fn range_test(&self, options: &JsValue) -> Answer<NetworkJob> {
        let options = RangeOptions::read(&values(options)?).map_err(|error| thrown(&error))?;
        Training::<f32>::check_room(self.0.config()).map_err(|error| thrown(&error))?;
        Ok(NetworkJob(Job::Range(Box::new(RangeTest::new(&self.0, options)))))
    }

    /// The singular values of the coming step of a layer.
    #[wasm_bindgen(js_name = singularValues)]
    pub fn singular_values(&self, layer: f64) -> Answer<NetworkJob> {
        let values = Singulars::new(&self.0, layer).map_err(|error| thrown(&error))?;
        Ok(NetworkJob(Job::Singular(Box::new(values))))
    }

    /// Its graph on one sample, node by node, with an array or a number for each.
    pub fn walk(&self, of: &str, sample: f64, by: &str) -> Answer<JsValue> {
        let part = part(of)?;
        let walked = match by {
            "arrays" => sample_walk(&self.0, part, sample),
            "numbers" => number_walk(&self.0, part, sample),
            _ => Err(unknown("by", by, ["arrays", "numbers"].into_iter())),
        };
        walked.map(|walk| walk_record(&walk)).map_err(|error| thrown(&error))
    }

    /// How far its probabilities are to be believed.
    pub fn calibration(&mut self, of: &str, bins: Option<f64>) -> Answer<JsValue> {
        let part = part(of)?;
        let bins = bins.unwrap_or(BINS as f64);
        if bins.fract() != 0.0 || !(1.0..=MOST_BINS as f64).contains(&bins) {
            let error = Error::new(
                code::OUT_OF_RANGE,
                format_args!("bins is {bins}; use a whole number from 1 to {MOST_BINS}."),
                format_args!("bins 是 {bins}；应为 1 到 {MOST_BINS} 的整数。"),
            );
            return Err(thrown(&error.on("bins")));
        }
        let Some(found) = self.0.calibration(part, bins as usize) else {
            let error = Error::new(
                code::UNAVAILABLE,
                format_args!("This network predicts values, not classes, so it has no probabilities to compare."),
                format_args!("该网络输出的是数值，不是类别，没有可比较的概率。"),
            );
            return Err(thrown(&error));
        };
        Ok(object(&[
            ("count", Uint32Array::from(&found.count[..]).into()),
            ("confidence", floats(&found.confidence)),
            ("accuracy", floats(&found.accuracy)),
            ("error", found.error.into()),
            ("largest", found.largest.into()),
        ]))
    }
}
