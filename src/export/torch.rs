//! Scripts for PyTorch.

use super::elsewhere;
use super::library::Library;
use super::moves::{Moves, value_of};
use super::recorded;
use super::rule::{self, Around};
use super::run::{Run, score_name};
use super::text::{call, indented, number, returned};
use crate::error::Result;
use crate::optimizer::Convention;

const LARGER_DATA: &str = "# To train on several processes, wrap the model here; params stay what they are:
#     model = torch.nn.parallel.DistributedDataParallel(model)
# And let batches come from a DataLoader with a DistributedSampler.";

pub(super) fn sections(run: &Run) -> Result<Vec<String>> {
    let mut body = vec!["torch.set_default_dtype(torch.float64)".to_owned()];
    body.extend(run.data("torch.tensor"));
    body.extend(run.helpers());
    body.extend(objective(run));
    body.extend(run.rate_function(""));
    let model = run.config.model().is_some();
    let params = if model {
        format!("model = Model()\nparams = model.params\n{LARGER_DATA}")
    } else {
        format!("params = torch.tensor({}, requires_grad=True)", run.start())
    };
    let backward = format!("loss({}).backward()", loss_arguments(run, run.of_batch()));
    let (start, step) = match optimizer(run, "[params]") {
        Some(Optimizer { text, around, decay }) => {
            let rate = (!run.has_constant_rate()).then(|| "optimizer.param_groups[0][\"lr\"] = rate(step)".to_owned());
            let mut step: Vec<String> = rate.into_iter().collect();
            step.extend(["optimizer.zero_grad()".to_owned(), backward]);
            step.extend(around.into_iter().flat_map(clipped));
            if decay != 0.0 {
                step.push("with torch.no_grad():".to_owned());
                step.push(format!("    {}", rule::decayed(Library::Torch, &run.rate("step"), decay)));
            }
            step.push("optimizer.step()".to_owned());
            let apart = if model { "\n\n" } else { "\n" };
            (format!("{params}{apart}{text}"), step)
        }
        None => {
            let rule = elsewhere::written_out(run)?;
            let mut step = rule::beginning(run, &rule);
            step.push("params.grad = None".to_owned());
            if run.looks_ahead() {
                step.extend(AHEAD.map(str::to_owned));
                step.extend([backward, "with torch.no_grad():".to_owned(), "    params.copy_(here)".to_owned()]);
            } else {
                step.extend([backward, "with torch.no_grad():".to_owned()]);
            }
            step.push("    gradient = params.grad".to_owned());
            step.extend(rule::step(run, &rule).into_iter().map(|line| format!("    {line}")));
            (format!("{params}\n\n{}", rule::prelude(run, &rule)), step)
        }
    };
    body.push(start);
    let loss = loss_arguments(run, "");
    body.push(format!("@torch.no_grad()\ndef report(step):\n    print(step, loss({loss}).item(), *params.tolist())"));
    body.push(format!("report(0)\n{}\n{}    report(step + 1)", run.each_step(), indented(&step, 4)));

    let uses_math = body.iter().any(|section| section.contains("math."));
    let imports = if uses_math { "import math\n\nimport torch" } else { "import torch" };
    Ok([run.title(), imports.to_owned()].into_iter().chain(body).collect())
}

const AHEAD: [&str; 3] =
    ["with torch.no_grad():", "    here = params.clone()", "    params += momentum * velocity  # the look ahead"];

/// The objective: a function of `params`, or a model and its loss.
fn objective(run: &Run) -> Vec<String> {
    let Some(model) = run.config.model() else {
        let unpacked = run.unpacked("params");
        return vec![format!("def loss(params):\n    {unpacked}\n{}", returned(&run.loss))];
    };
    let (name, inputs) = (score_name(model), model.inputs.join(", "));
    let class = format!(
        "class Model(torch.nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.params = \
         torch.nn.Parameter(torch.tensor({}))\n\n    def forward(self, {inputs}):\n        {}\n        return {}",
        run.start(),
        run.unpacked("self.params"),
        run.score
    );
    let note = run.loss_note();
    let loss = format!("def loss({name}, y):\n{note}    return torch.mean({})", run.loss);
    vec![class, loss]
}

/// What the loss is given: the parameters, or predictions and targets.
fn loss_arguments(run: &Run, suffix: &str) -> String {
    let mut columns = run.columns(suffix);
    match columns.pop() {
        None => "params".to_owned(),
        Some(target) => format!("model({}), {target}", columns.join(", ")),
    }
}

/// What is done to the gradient, where it stands.
fn clipped(around: Around) -> Vec<String> {
    match around {
        Around::ClipValue(most) => vec![format!("torch.nn.utils.clip_grad_value_([params], {})", number(most))],
        Around::ClipNorm { most, little: true } => {
            vec![format!("torch.nn.utils.clip_grad_norm_([params], {})", number(most))]
        }
        Around::ClipNorm { little: false, .. } => {
            let mut lines = vec!["# clip_grad_norm_ adds 1e-6 to the norm; here it is the norm itself.".to_owned()];
            lines.extend(around.lines("params.grad", Library::Torch));
            lines
        }
        Around::Penalty(_) => {
            let lines = around.lines("params.grad", Library::Torch).into_iter().map(|line| format!("    {line}"));
            std::iter::once("with torch.no_grad():".to_owned()).chain(lines).collect()
        }
    }
}

/// An optimizer as PyTorch has it.
pub(super) struct Optimizer {
    pub(super) text: String,
    /// What is left to be done to the gradient.
    pub(super) around: Vec<Around>,
    /// The decoupled decay that is left to be done.
    pub(super) decay: f64,
}

/// Nothing where the rule is another one.
pub(super) fn optimizer(run: &Moves, params: &str) -> Option<Optimizer> {
    let (name, hyper) = (run.tuning.optimizer.name, &run.tuning.hyper);
    // Its Muon computes in bfloat16.
    let own = (name != "muon").then(|| recorded::of(run, "torch", &run.rate("0"))).flatten();
    if let Some(own) = own {
        let (mut around, mut decay) = (rule::around(hyper), hyper.extras.weight_decay);
        let mut arguments = vec![params.to_owned()];
        arguments.extend(own.arguments.iter().cloned());
        if let (Some(name), Some(Around::Penalty(l2)), true) = (own.name_of("l2"), around.last().copied(), decay == 0.0)
        {
            arguments.push(format!("{name}={}", number(l2)));
            around.pop();
        }
        if let (Some(name), true) = (own.name_of("weightDecay"), decay != 0.0) {
            arguments.push(format!("{name}={}", number(std::mem::take(&mut decay))));
        }
        let text = call("optimizer = ", &format!("torch.optim.{}", own.class.name), &arguments);
        return Some(Optimizer { text, around, decay });
    }
    if run.is_from_elsewhere() {
        return None;
    }
    let torch = run.is_torch();
    let mut decay = hyper.extras.weight_decay;
    let class = match name {
        "sgd" => "SGD",
        "momentum" | "nesterov"
            if hyper.convention != Convention::Sutskever && run.has_one_velocity(Convention::Torch) =>
        {
            "SGD"
        }
        "adadelta" => "Adadelta",
        "nadam" => "NAdam",
        "adagrad" if torch => "Adagrad",
        "rmsprop" if torch => "RMSprop",
        "adam" | "amsgrad" if torch && decay == 0.0 => "Adam",
        "adam" | "amsgrad" | "adamw" if torch => "AdamW",
        "adamax" if torch => "Adamax",
        _ => return None,
    };
    let value_of = |setting: &str| value_of(run.tuning, setting);
    let mut arguments = vec![params.to_owned(), format!("lr={}", run.rate("0"))];
    for knob in run.tuning.optimizer.knobs {
        let value = value_of(knob.setting.name);
        arguments.push(match knob.setting.name {
            "beta1" => format!("betas=({}, {})", number(value), number(value_of("beta2"))),
            "beta2" => continue,
            "dampening" if value == 0.0 => continue,
            "centered" if value == 0.0 => "centered=False".to_owned(),
            "centered" => "centered=True".to_owned(),
            "epsilon" => format!("eps={}", number(value)),
            "rho" if class == "RMSprop" => format!("alpha={}", number(value)),
            "initialAccumulator" => format!("initial_accumulator_value={}", number(value)),
            other => format!("{other}={}", number(value)),
        });
    }
    match name {
        // It refuses one without momentum, where both are the same.
        "nesterov" if value_of("momentum") != 0.0 => arguments.push("nesterov=True".to_owned()),
        "amsgrad" => arguments.push("amsgrad=True".to_owned()),
        "nadam" => arguments.push(format!("momentum_decay={}", if torch { "0.004" } else { "1.0" })),
        _ => {}
    }
    let mut around = rule::around(hyper);
    // Its weight decay is a penalty, but in AdamW; and it comes after everything else.
    if class == "AdamW" {
        arguments.push(format!("weight_decay={}", number(std::mem::take(&mut decay))));
    } else if let (Some(Around::Penalty(l2)), true) = (around.last().copied(), decay == 0.0) {
        arguments.push(format!("weight_decay={}", number(l2)));
        around.pop();
    }
    Some(Optimizer { text: call("optimizer = ", &format!("torch.optim.{class}"), &arguments), around, decay })
}
