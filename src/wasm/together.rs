//! Trainings that Workers share, for the Workers.

use super::network::NetworkRun;
use super::values::{floats, object};
use crate::network::together::{Lesson, Share};
use crate::network::training::Asked;
use js_sys::{Float32Array, Uint8Array};
use wasm_bindgen::prelude::*;

/// A Worker's share.
#[wasm_bindgen]
pub struct NetworkShare {
    share: Share<f32>,
    /// Where slopes are put.
    slopes: Vec<f32>,
    /// Where levels are put.
    levels: Vec<u8>,
}

#[wasm_bindgen]
impl NetworkShare {
    /// From what [`NetworkRun::setup`] gives; undefined if it is not that.
    pub fn read(setup: &[f64], columns: &[f32]) -> Option<NetworkShare> {
        Share::read(setup, columns).map(|share| NetworkShare { share, slopes: Vec::new(), levels: Vec::new() })
    }

    /// The sums of samples, and the rows of W₂. They are put into `room`, if it is as long as they are.
    pub fn sums(&mut self, levels: &Uint8Array, to_learn: bool, room: Option<Float32Array>) -> Float32Array {
        self.levels.resize(levels.length() as usize, 0);
        levels.copy_to(&mut self.levels);
        let [sums, rows] = self.share.sums(&self.levels, to_learn);
        let n = (sums.len() + rows.len()) as u32;
        let into = room.filter(|room| room.length() == n).unwrap_or_else(|| Float32Array::new_with_length(n));
        into.subarray(0, sums.len() as u32).copy_from(sums);
        into.subarray(sums.len() as u32, n).copy_from(rows);
        into
    }

    /// Learns from slopes; a step is made where `taken` is not 0.
    pub fn learn(&mut self, slopes: &Float32Array, part: f64, first: bool, rate: f64, taken: usize) {
        self.slopes.resize(slopes.length() as usize, 0.0);
        slopes.copy_to(&mut self.slopes);
        self.share.learn(&self.slopes, Lesson { part, first, step: (taken > 0).then_some((rate, taken)) });
    }

    /// All that it has.
    pub fn columns(&self) -> Float32Array {
        Float32Array::from(&self.share.all()[..])
    }
}

#[wasm_bindgen]
impl NetworkRun {
    /// Shares the training with up to so many Workers; gives how many are of use.
    pub fn share(&mut self, workers: usize) -> usize {
        self.0.share(workers)
    }

    /// Ends that.
    pub fn part(&mut self) {
        self.0.part();
    }

    /// What Worker `k` begins with; undefined if there is none.
    pub fn setup(&self, k: usize) -> Option<js_sys::Object> {
        let (setup, columns) = self.0.setup(k)?;
        let fields = [("setup", floats(&setup)), ("columns", Float32Array::from(&columns[..]).into())];
        Some(object(&fields).unchecked_into())
    }

    /// Asks for sums: of samples that have this number in every evaluation, or of a batch, which is −1.
    pub fn ask(&mut self, goal: usize, until_loss: Option<f64>) -> Option<i32> {
        self.0.ask(goal, until_loss).map(|asked| match asked {
            Asked::Batch => -1,
            Asked::Again(number) => number as i32,
        })
    }

    /// The levels of the samples that were asked for last. They are put into `room`, if it is as long as they are.
    pub fn levels(&self, room: Option<Uint8Array>) -> Uint8Array {
        let (levels, _) = self.0.asked();
        let n = levels.len() as u32;
        let into = room.filter(|room| room.length() == n).unwrap_or_else(|| Uint8Array::new_with_length(n));
        into.copy_from(levels);
        into
    }

    /// Whether what was asked for is to be waited for.
    #[wasm_bindgen(js_name = isUnderWay)]
    pub fn is_under_way(&self, goal: usize, until_loss: Option<f64>) -> bool {
        self.0.is_under_way(goal, until_loss)
    }

    /// The leader's own sums.
    pub fn sum(&mut self) {
        self.0.sum();
    }

    /// Those of Worker `k`.
    #[wasm_bindgen(js_name = putSums)]
    pub fn put_sums(&mut self, k: usize, sums: &[f32]) {
        self.0.put_sums(k, sums);
    }

    /// Goes on from them: how to learn, if so: part, first, rate, taken.
    pub fn turn(&mut self) -> Option<js_sys::Float64Array> {
        let lesson = self.0.turn()?;
        let (rate, taken) = lesson.step.unwrap_or_default();
        Some(js_sys::Float64Array::from(&[lesson.part, f64::from(u8::from(lesson.first)), rate, taken as f64][..]))
    }

    /// What to learn from.
    pub fn slopes(&self) -> Float32Array {
        Float32Array::from(self.0.slopes())
    }

    /// The leader learns.
    pub fn learn(&mut self) {
        self.0.learn();
    }

    /// Whether all have to be brought together before it can go on.
    #[wasm_bindgen(js_name = isDue)]
    pub fn is_due(&self) -> bool {
        self.0.is_due()
    }

    /// Takes what Worker `k` has.
    #[wasm_bindgen(js_name = putColumns)]
    pub fn put_columns(&mut self, k: usize, columns: &[f32]) {
        self.0.put_columns(k, columns);
    }

    /// Takes what the leader has, when the others' is there.
    pub fn join(&mut self) {
        self.0.join();
    }
}
