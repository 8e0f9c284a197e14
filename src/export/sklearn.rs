//! Scripts for NumPy with the optimizers of scikit-learn.

use super::elsewhere;
use super::formula::program;
use super::library::Library;
use super::moves::value_of;
use super::rule::{self, around};
use super::run::Run;
use super::text::{call, indented, number};
use crate::error::Result;
use crate::graph::{Graph, Node};
use crate::objective::Objective;
use crate::optimizer::parts::{Parts, Rate};

/// The rate beside the velocity: the same, as long as it does not change.
const OUTSIDE: Parts = Parts { rate: Rate::Outside, ..Parts::KERAS };

pub(super) fn sections(run: &Run) -> Result<Vec<String>> {
    let mut body = run.data("np.array");
    body.push(run.loss_function());
    body.push(gradient(run)?);
    body.extend(run.rate_function(""));
    let params = format!("params = np.array({})", run.start());
    let gradient = |at: &str| format!("gradient = gradient_of({})", run.arguments(at, run.of_batch()));
    let optimizer = optimizer(run);
    let class = optimizer.as_ref().map(|(class, _)| *class);
    let (start, step) = match optimizer {
        Some((class, arguments)) => {
            let hyper = &run.tuning.hyper;
            let mut step = vec![gradient("params")];
            step.extend(around(hyper).iter().flat_map(|around| around.lines("gradient", Library::Sklearn)));
            if !run.has_constant_rate() {
                // Adam computes the rate of a step from the first.
                let rate = if class == "AdamOptimizer" { "learning_rate_init" } else { "learning_rate" };
                step.push(format!("optimizer.{rate} = rate(step)"));
            }
            step.extend(rule::decay(run, &run.rate("step")));
            step.push("optimizer.update_params([params], [gradient])".to_owned());
            (format!("{params}\n{}", call("optimizer = ", class, &arguments)), step)
        }
        None => {
            let rule = elsewhere::written_out(run)?;
            let mut step = rule::beginning(run, &rule);
            step.push(gradient(if run.looks_ahead() { "params + momentum * velocity" } else { "params" }));
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
    imports += "import numpy as np";
    if uses("expit(") {
        imports += "\nfrom scipy.special import expit";
    }
    if let Some(class) = class {
        imports += &format!("\nfrom sklearn.neural_network._stochastic_optimizers import {class}");
    }
    Ok([run.title(), imports].into_iter().chain(body).collect())
}

/// The gradient, which NumPy does not find by itself.
fn gradient(run: &Run) -> Result<String> {
    let config = run.config;
    let (graph, slopes, mean) = match &*config.objective {
        Objective::Formula(formula) => {
            let mut graph = formula.graph.clone();
            let inputs = graph.inputs().to_vec();
            let slopes = graph.gradient(formula.root, &inputs);
            (graph, slopes, false)
        }
        Objective::Model(model, _) => {
            let mut graph = Graph::new();
            let params: Vec<Node> = model.variables.iter().map(|_| graph.input(&[])).collect();
            let inputs: Vec<Node> = model.inputs.iter().map(|_| graph.input(&[])).collect();
            let target = graph.input(&[]);
            let score = (model.predict)(&mut graph, &params, &inputs);
            let loss = (model.loss)(&mut graph, score, target);
            let slopes = graph.gradient(loss, &params);
            (graph, slopes, true)
        }
    };
    let mut names: Vec<&str> = config.objective.variables().to_vec();
    let columns = run.columns("");
    names.extend(columns.iter().map(String::as_str));
    let (lines, slopes) = program(&graph, &slopes, &names, Library::Sklearn)?;
    let slopes: Vec<String> =
        slopes.into_iter().map(|slope| if mean { format!("np.mean({slope})") } else { slope }).collect();
    let body = [vec![run.unpacked("params")], lines].concat();
    Ok(format!(
        "def gradient_of({}):\n    # By the chain rule: NumPy does not differentiate.\n{}    return np.array([{}])",
        run.arguments("params", ""),
        indented(&body, 4),
        slopes.join(", ")
    ))
}

/// The optimizer as scikit-learn has it; nothing where its rule is another one.
fn optimizer(run: &Run) -> Option<(&'static str, Vec<String>)> {
    let tuning = run.tuning;
    let known: &[&Parts] = if run.has_constant_rate() { &[&Parts::KERAS, &OUTSIDE] } else { &[&Parts::KERAS] };
    if !elsewhere::is_rule(run, known) {
        return None;
    }
    let knob = |name: &str| number(value_of(tuning, name));
    let mut arguments = vec!["[params]".to_owned(), format!("learning_rate_init={}", run.rate("0"))];
    let class = match tuning.optimizer.name {
        name @ ("sgd" | "momentum" | "nesterov") => {
            arguments.push(format!("momentum={}", knob("momentum")));
            arguments.push(format!("nesterov={}", if name == "nesterov" { "True" } else { "False" }));
            "SGDOptimizer"
        }
        "adam" => {
            arguments.extend(
                [("beta_1", "beta1"), ("beta_2", "beta2"), ("epsilon", "epsilon")]
                    .map(|(theirs, ours)| format!("{theirs}={}", knob(ours))),
            );
            "AdamOptimizer"
        }
        _ => return None,
    };
    Some((class, arguments))
}
