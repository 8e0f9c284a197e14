//! Scripts for JAX with Optax.

use super::elsewhere;
use super::library::Library;
use super::moves::Moves;
use super::recorded;
use super::rule::{self, Around};
use super::run::Run;
use super::text::{call, indented, number};
use crate::error::Result;
use crate::optimizer::{Convention, Rule};

pub(super) fn sections(run: &Run) -> Result<Vec<String>> {
    let mut body = vec!["jax.config.update(\"jax_enable_x64\", True)".to_owned()];
    body.extend(run.data("np.array"));
    body.extend(run.helpers());
    body.push(run.loss_function());
    let optimizer = optimizer(run);
    let counts_itself = if optimizer.is_some() { "step = int(step)  # Optax counts in an array." } else { "" };
    body.extend(run.rate_function(counts_itself));
    body.push("gradient_of = jax.jit(jax.grad(loss))".to_owned());
    let params = format!("params = jnp.array({})", run.start());
    let gradient = |at: &str| format!("gradient = gradient_of({})", run.arguments(at, run.of_batch()));
    let (start, step) = match optimizer {
        Some(Optimizer { text, around, decay }) => {
            // A vector would get Nadam.
            let is_column = matches!(run.config.tuning.optimizer.rule, Rule::Matrix(_));
            let (column, back) = if is_column { ("[:, None]", "[:, 0]") } else { ("", "") };
            let mut step = vec![gradient("params")];
            step.extend(around.iter().flat_map(|around| around.lines("gradient", Library::Jax)));
            step.push(format!("updates, state = optimizer.update(gradient{column}, state, params{column})"));
            if decay != 0.0 {
                step.push(rule::decayed(Library::Jax, &run.rate("step"), decay));
            }
            step.push(format!("params = optax.apply_updates(params, updates{back})"));
            let note = if is_column { "# A column: Optax gives a vector Nadam.\n" } else { "" };
            (format!("{params}\n{text}\n{note}state = optimizer.init(params{column})"), step)
        }
        None => {
            let rule = elsewhere::written_out(run)?;
            let ahead = run.looks_ahead();
            let mut step = rule::beginning(run, &rule);
            step.push(gradient(if ahead { "params + momentum * velocity" } else { "params" }));
            step.extend(rule::step(run, &rule));
            (format!("{params}\n\n{}", rule::prelude(run, &rule)), step)
        }
    };
    body.push(start);
    let loss = run.arguments("params", "");
    body.push(format!("def report(step):\n    print(step, float(loss({loss})), *params.tolist())"));
    body.push(format!("report(0)\n{}\n{}    report(step + 1)", run.each_step(), indented(&step, 4)));

    let uses = |name: &str| body.iter().any(|section| section.contains(name));
    let mut imports = String::new();
    if uses("math.") {
        imports += "import math\n\n";
    }
    imports += "import jax\nimport jax.numpy as jnp";
    if run.config.model().is_some() {
        imports += "\nimport numpy as np";
    }
    if uses("optax.contrib.") {
        imports += "\nimport optax\nimport optax.contrib";
    } else if uses("optax.") {
        imports += "\nimport optax";
    }
    Ok([run.title(), imports].into_iter().chain(body).collect())
}

/// An optimizer as Optax has it.
pub(super) struct Optimizer {
    pub(super) text: String,
    /// What is left to be done to the gradient.
    pub(super) around: Vec<Around>,
    /// The decay that is left to be done.
    pub(super) decay: f64,
}

/// Nothing where the rule is another one.
pub(super) fn optimizer(run: &Moves) -> Option<Optimizer> {
    let (name, hyper) = (run.tuning.optimizer.name, &run.tuning.hyper);
    let (torch, rate) = (run.is_torch(), if run.has_constant_rate() { run.rate("") } else { "rate".to_owned() });
    // Only what a first step is begins with the rate of Rprop.
    let first = if name == "rprop" { run.rate("0") } else { rate.clone() };
    let own = recorded::of(run, "optax", &first);
    if own.is_none() && (run.is_from_elsewhere() || run.looks_ahead()) {
        return None;
    }
    // Where the rate changes, its average goes by the rate of the step that follows.
    let is_schedule_free = name.starts_with("schedule-free");
    if is_schedule_free && !run.has_constant_rate() {
        return None;
    }
    // A step by what the decay has left is none of its own.
    if name == "adafactor" && hyper.extras.weight_decay != 0.0 {
        return None;
    }
    let mut arguments = vec![rate.clone()];
    for (knob, &value) in run.tuning.optimizer.knobs.iter().zip(&hyper.knobs) {
        let value = match knob.setting.name {
            "dampening" => continue,
            // Without it there is no velocity at all.
            "momentum" | "centered" if name == "rmsprop" && value == 0.0 => continue,
            "centered" => "True".to_owned(),
            _ => number(value),
        };
        let keyword = match knob.setting.name {
            "rho" if name == "rmsprop" => "decay",
            "beta1" => "b1",
            "beta2" => "b2",
            "epsilon" => "eps",
            "initialAccumulator" => "initial_accumulator_value",
            other => other,
        };
        arguments.push(format!("{keyword}={value}"));
    }
    let mut decay = hyper.extras.weight_decay;
    let alias = match name {
        _ if own.is_some() => own.as_ref().map_or("", |own| own.class.name),
        "sgd" => "sgd",
        "momentum" | "nesterov" if run.has_one_velocity(Convention::Torch) => "sgd",
        // The rate before the velocity: as in Keras.
        "momentum" | "nesterov" => "trace",
        "adagrad" if !torch => "adagrad",
        "rmsprop" if !torch || hyper.knobs[1] == 0.0 || run.has_constant_rate() => "rmsprop",
        "adadelta" => "adadelta",
        "adam" if torch && decay == 0.0 => "adam",
        "adam" | "adamw" if torch => "adamw",
        "adamax" if torch => "adamax",
        "lion" => "lion",
        "lamb" if decay == 0.0 => "lamb",
        _ => return None,
    };
    if let Some(own) = own {
        arguments = own.arguments;
    }
    match alias {
        "adamw" | "lion" | "contrib.muon" => {
            arguments.push(format!("weight_decay={}", number(std::mem::take(&mut decay))))
        }
        _ if (is_schedule_free || name == "prodigy") && decay != 0.0 => {
            arguments.push(format!("weight_decay={}", number(std::mem::take(&mut decay))));
        }
        "rmsprop" if torch => arguments.push("eps_in_sqrt=False".to_owned()),
        _ if name == "nesterov" => arguments.push("nesterov=True".to_owned()),
        _ => {}
    }

    let mut around = rule::around(hyper);
    let mut chain: Vec<String> = Vec::new();
    if around.iter().all(|around| !matches!(around, Around::ClipNorm { little: true, .. })) {
        chain.extend(around.drain(..).map(|around| match around {
            Around::Penalty(l2) => format!("optax.add_decayed_weights({})", number(l2)),
            Around::ClipValue(most) => format!("optax.clip({})", number(most)),
            Around::ClipNorm { most, .. } => format!("optax.clip_by_global_norm({})", number(most)),
        }));
    }
    if alias == "trace" {
        chain.push(format!("optax.scale_by_learning_rate({rate})"));
        arguments.remove(0);
        arguments[0] = arguments[0].replace("momentum", "decay");
    }
    let text = if chain.is_empty() {
        call("optimizer = ", &format!("optax.{alias}"), &arguments)
    } else {
        chain.push(format!("optax.{alias}({})", arguments.join(", ")));
        call("optimizer = ", "optax.chain", &chain)
    };
    Some(Optimizer { text, around, decay })
}
