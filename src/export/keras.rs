//! Scripts for Keras 3.

use super::elsewhere;
use super::library::Library;
use super::moves::Moves;
use super::recorded;
use super::rule::{self, Around, keyword};
use super::run::Run;
use super::text::{call, indented, number, plain};
use crate::error::Result;
use crate::optimizer::{Convention, Rule};

const IMPORTS: &str = "import os

os.environ.setdefault(\"KERAS_BACKEND\", \"jax\")  # it is JAX that differentiates below

import jax
import jax.numpy as jnp
import keras";

const PRECISION: &str = "# In float64. keras.ops would round to float32 on JAX, so the loss is in jax.numpy.
jax.config.update(\"jax_enable_x64\", True)
keras.config.set_floatx(\"float64\")";

pub(super) fn sections(run: &Run) -> Result<Vec<String>> {
    let mut body = vec![PRECISION.to_owned()];
    body.extend(run.data("np.array"));
    body.extend(run.helpers());
    body.push(run.loss_function());
    body.extend(run.rate_function(""));
    body.push("gradient_of = jax.jit(jax.grad(loss))".to_owned());
    let own = optimizer(run);
    // A vector would get AdamW.
    let is_column = own.is_some() && matches!(run.config.tuning.optimizer.rule, Rule::Matrix(_));
    let (value, of_column) = if is_column { ("params.value[:, 0]", "[:, None]") } else { ("params.value", "") };
    let params = match is_column {
        true => format!(
            "# A column: Keras gives a vector AdamW.\nparams = keras.Variable(jnp.array({}){of_column})",
            run.start()
        ),
        false => format!("params = keras.Variable({})", run.start()),
    };
    let gradient = |at: &str| format!("gradient = gradient_of({})", run.arguments(at, run.of_batch()));
    let (start, step) = match own {
        Some((optimizer, around)) => {
            let rate = (!run.has_constant_rate()).then(|| "optimizer.learning_rate = rate(step)".to_owned());
            let mut step: Vec<String> = rate.into_iter().chain([gradient(value)]).collect();
            let lines = around.iter().flat_map(|around| around.lines("gradient", Library::Keras));
            step.extend(lines.map(|line| line.replace("params.value", value)));
            step.push(format!("optimizer.apply([gradient{of_column}], [params])"));
            (format!("{params}\n{optimizer}"), step)
        }
        None => {
            let rule = elsewhere::written_out(run)?;
            let ahead = run.looks_ahead();
            let mut step = rule::beginning(run, &rule);
            step.push(gradient(if ahead { "params.value + momentum * velocity" } else { "params.value" }));
            step.extend(rule::step(run, &rule));
            (format!("{params}\n\n{}", rule::prelude(run, &rule)), step)
        }
    };
    body.push(start);
    let loss = run.arguments(value, "");
    body.push(format!("def report(step):\n    print(step, float(loss({loss})), *{value}.tolist())"));
    body.push(format!("report(0)\n{}\n{}    report(step + 1)", run.each_step(), indented(&step, 4)));

    let uses = |name: &str| body.iter().any(|section| section.contains(name));
    let mut imports = IMPORTS.to_owned();
    if uses("math.") {
        imports = imports.replacen("import os\n", "import math\nimport os\n", 1);
    }
    if run.config.model().is_some() {
        imports += "\nimport numpy as np";
    }
    Ok([run.title(), imports].into_iter().chain(body).collect())
}

/// The optimizer as Keras has it, and what is left to be done to the gradient; nothing where its rule is another one.
pub(super) fn optimizer(run: &Moves) -> Option<(String, Vec<Around>)> {
    let (spec, hyper) = (run.tuning.optimizer, &run.tuning.hyper);
    let own = recorded::of(run, "keras", &run.rate("0"));
    if own.is_none() && run.is_from_elsewhere() {
        return None;
    }
    let keras = hyper.convention == Convention::Keras;
    let class = match spec.name {
        _ if own.is_some() => own.as_ref().map_or("", |own| own.class.name),
        "sgd" => "SGD",
        "momentum" | "nesterov"
            if hyper.convention != Convention::Sutskever && run.has_one_velocity(Convention::Keras) =>
        {
            "SGD"
        }
        "adadelta" => "Adadelta",
        // It refuses a beta_1 of 0.
        "lion" if hyper.knobs[0] > 0.0 => "Lion",
        "adagrad" if keras => "Adagrad",
        "rmsprop" if keras => "RMSprop",
        "adam" | "amsgrad" if keras => "Adam",
        "adamw" if keras => "AdamW",
        "nadam" if keras => "Nadam",
        "adamax" if keras => "Adamax",
        "lamb" => "Lamb",
        "muon" if keras => "Muon",
        _ => return None,
    };
    let mut arguments = vec![format!("learning_rate={}", run.rate("0"))];
    for (knob, &value) in spec.knobs.iter().zip(&hyper.knobs) {
        let value = match knob.setting.name {
            "dampening" => continue,
            "centered" if value == 0.0 => "False".to_owned(),
            "centered" => "True".to_owned(),
            "iterations" => plain(value),
            "nesterov" => if value == 0.0 { "False" } else { "True" }.to_owned(),
            _ => number(value),
        };
        let name = if knob.setting.name == "iterations" { "ns_steps" } else { keyword(knob.setting.name) };
        arguments.push(format!("{name}={value}"));
    }
    if let Some(own) = own {
        arguments = own.arguments;
    }
    match spec.name {
        "nesterov" => arguments.push("nesterov=True".into()),
        "amsgrad" => arguments.push("amsgrad=True".into()),
        _ => {}
    }
    if hyper.extras.weight_decay != 0.0 || matches!(spec.name, "adamw" | "muon") {
        arguments.push(format!("weight_decay={}", number(hyper.extras.weight_decay)));
    }
    // It clips a gradient as it gets it, in one way.
    let mut around = rule::around(hyper);
    match around.last() {
        Some(Around::ClipValue(most)) => arguments.push(format!("clipvalue={}", number(*most))),
        Some(Around::ClipNorm { most, little: false }) => arguments.push(format!("global_clipnorm={}", number(*most))),
        _ => return Some((call("optimizer = ", &format!("keras.optimizers.{class}"), &arguments), around)),
    }
    around.pop();
    Some((call("optimizer = ", &format!("keras.optimizers.{class}"), &arguments), around))
}
