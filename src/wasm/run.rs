//! A run, as JavaScript holds it.

use super::js::{Object, Reflect, Uint32Array};
use super::resolved::resolved;
use super::values::{Answer, config, floats, list, message, numbers, object, plain, thrown, values};
use crate::config::Settings;
use crate::experiment::{Experiment, Move};
use crate::optimizer::Explained;
use wasm_bindgen::prelude::*;

/// A run.
#[wasm_bindgen]
pub struct Run(Experiment);

#[wasm_bindgen]
impl Run {
    /// At its start.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Answer<Run> {
        config(options).map(|config| Run(Experiment::new(config)))
    }

    /// The configuration as it is now.
    pub fn config(&self) -> JsValue {
        resolved(self.0.config())
    }

    /// One step.
    pub fn step(&mut self) {
        self.0.step();
    }

    /// Up to `n` steps.
    pub fn train(&mut self, n: usize, until_loss: Option<f64>) {
        self.0.train(n, until_loss);
    }

    /// The next of the five moves; null where the run cannot go on.
    #[wasm_bindgen(js_name = move)]
    pub fn next_move(&mut self) -> JsValue {
        match self.0.next_move() {
            None => JsValue::NULL,
            Some(Move::Draw { batch, epoch }) => {
                object(&[("move", "draw".into()), ("batch", indices(&batch)), ("epoch", (epoch as f64).into())])
            }
            Some(Move::Forward { outputs }) => object(&[("move", "forward".into()), ("outputs", floats(&outputs))]),
            Some(Move::Loss { loss }) => object(&[("move", "loss".into()), ("loss", loss.into())]),
            Some(Move::Backward { gradient }) => {
                object(&[("move", "backward".into()), ("gradient", floats(&gradient))])
            }
            Some(Move::Update { params, delta }) => {
                object(&[("move", "update".into()), ("params", floats(&params)), ("delta", floats(&delta))])
            }
        }
    }

    /// Changes settings in mid-run.
    pub fn set(&mut self, options: &JsValue) -> Answer<()> {
        self.0.set(&Settings::new(&values(options)?)).map_err(|error| thrown(&error))
    }

    /// Another start; goes back to it.
    #[wasm_bindgen(js_name = setStart)]
    pub fn set_start(&mut self, start: &JsValue) -> Answer<()> {
        self.0.set_start(&numbers(start).unwrap_or_default()).map_err(|error| thrown(&error))
    }

    /// Back to step `k`.
    pub fn rewind(&mut self, k: usize) {
        self.0.rewind(k);
    }

    /// The learning rate of the step that follows `step` others.
    #[wasm_bindgen(js_name = rateAt)]
    pub fn rate_at(&self, step: usize) -> f64 {
        self.0.config().tuning.hyper.rate_at(step)
    }

    /// Another run with the same past up to step `k`.
    pub fn fork(&self, k: usize) -> Run {
        Run(self.0.fork(k))
    }

    /// How it stands.
    pub fn status(&self) -> JsValue {
        let run = &self.0;
        let slots = Object::new();
        for (kind, slot) in run.config().tuning.optimizer.slots.iter().zip(run.slots()) {
            let _ = Reflect::set(&slots, &kind.name.into(), &floats(slot));
        }
        let batch = run.drawn().map_or(JsValue::NULL, |drawn| {
            object(&[
                ("indices", indices(&drawn.indices)),
                ("loss", drawn.loss.into()),
                ("size", (drawn.indices.len() as u32).into()),
                ("samples", (run.config().samples() as u32).into()),
                ("full", drawn.full.into()),
            ])
        });
        let status = object(&[
            ("state", run.state().name().into()),
            ("step", (run.steps() as f64).into()),
            ("epoch", (run.epoch() as f64).into()),
            ("samples", (run.samples() as f64).into()),
            ("loss", run.loss().into()),
            ("gradientNorm", run.gradient_norm().into()),
            ("rate", run.rate().into()),
            ("params", floats(run.params())),
            ("gradient", floats(run.gradient())),
            ("slots", slots.into()),
            ("velocityUnit", run.velocity_unit().into()),
            ("nextMove", run.next_move_name().into()),
            ("batch", batch),
            ("message", message(run.message())),
            ("cause", run.cause().map_or(JsValue::NULL, |cause| cause.name().into())),
        ]);
        #[cfg(feature = "full")]
        if let Some(place) = run.config().tuning.optimizer.average() {
            let _ = Reflect::set(&status, &"average".into(), &floats(&run.slots()[place]));
        }
        status
    }

    /// The update rule of parameter `k` in numbers; null where they are not known.
    pub fn rule(&self, k: usize) -> JsValue {
        let Some(explanation) = self.0.explain(k) else { return JsValue::NULL };
        let record = rule_record(&explanation.rule);
        let _ = Reflect::set(&record, &"step".into(), &(explanation.step as f64).into());
        let _ = Reflect::set(&record, &"taken".into(), &explanation.taken.into());
        record
    }

    /// Learning rate against curvature; null where that says nothing.
    pub fn steadiness(&self) -> JsValue {
        self.0.steadiness().map_or(JsValue::NULL, |steady| {
            object(&[
                ("step", (steady.step as f64).into()),
                ("sharpness", steady.sharpness.into()),
                ("rate", steady.rate.into()),
                ("bound", steady.bound.into()),
                ("scaled", steady.scaled.into()),
                ("stepsLeft", steady.steps_left.map_or(JsValue::NULL, Into::into)),
            ])
        })
    }

    /// The record from row `from` on.
    pub fn trace(&self, from: usize) -> JsValue {
        let trace = self.0.trace();
        let from = from.min(trace.len());
        object(&[
            ("length", ((trace.len() - from) as u32).into()),
            ("dim", (trace.dim as u32).into()),
            ("params", floats(&trace.params[from * trace.dim..])),
            ("loss", floats(&trace.loss[from..])),
            ("gradientNorm", floats(&trace.gradient_norm[from..])),
        ])
    }

    /// The samples; null for a formula.
    pub fn data(&self) -> JsValue {
        let Some(data) = self.0.config().objective.data() else { return JsValue::NULL };
        object(&[
            ("inputs", floats(data.flat())),
            ("targets", floats(data.answers())),
            ("n", (data.len() as u32).into()),
            ("inputDim", (data.inputs.ncols() as u32).into()),
        ])
    }
}

/// An update rule in letters and numbers.
pub(super) fn rule_record(rule: &Explained) -> JsValue {
    let terms = rule.terms.iter().map(|term| {
        let arguments: Vec<f64> = term.arguments.iter().map(|&at| at as f64).collect();
        object(&[
            ("op", term.op.into()),
            ("arguments", plain(&arguments)),
            ("symbol", term.symbol.as_str().into()),
            ("value", term.value.into()),
        ])
    });
    let lines = rule.lines.iter();
    let lines = lines.map(|(symbol, at)| object(&[("symbol", symbol.as_str().into()), ("term", (*at as u32).into())]));
    object(&[("terms", list(terms)), ("lines", list(lines))])
}

pub(super) fn indices(of: &[u32]) -> JsValue {
    Uint32Array::from(of).into()
}
