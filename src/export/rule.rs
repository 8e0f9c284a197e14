//! Update rules as Python: those of `optimizer`, with names for letters. And what is done to a gradient before.

use super::library::{Library, without_counterpart};
use super::moves::Moves;
use super::text::number;
use crate::error::Result;
use crate::optimizer::Hyper;
use crate::optimizer::parts::{Decay, Rounded};

/// What is done to a gradient before the rule gets it.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Around {
    /// The gradient of an L2 penalty is added.
    Penalty(f64),
    /// No component gets larger.
    ClipValue(f64),
    /// It gets no longer. PyTorch divides by the length and a little more.
    ClipNorm { most: f64, little: bool },
}

/// What is asked for, in the order of the convention.
pub(super) fn around(hyper: &Hyper) -> Vec<Around> {
    let parts = hyper.parts;
    let asked = |value: f64, what: fn(f64) -> Around| (value != 0.0).then(|| what(parts.knob(value)));
    let extras = hyper.extras;
    let penalty = asked(extras.l2, Around::Penalty);
    let value = asked(extras.clip_value, Around::ClipValue);
    let norm = (extras.clip_norm != 0.0)
        .then(|| Around::ClipNorm { most: parts.knob(extras.clip_norm), little: parts.norm_epsilon != 0.0 });
    let order = if parts.penalty_last { [value, norm, penalty] } else { [penalty, value, norm] };
    order.into_iter().flatten().collect()
}

impl Around {
    /// It as lines, with `g` for the gradient.
    pub(super) fn lines(self, g: &str, library: Library) -> Vec<String> {
        let (np, params) = (library.arrays(), library.values());
        match self {
            Around::Penalty(l2) => {
                let l2 = number(l2);
                vec![format!("{g} = {g} + {l2} * {params}  # of the L2 penalty {l2} / 2 * sum(params**2)")]
            }
            Around::ClipValue(most) => {
                let most = number(most);
                vec![format!("{g} = {np}.clip({g}, -{most}, {most})")]
            }
            Around::ClipNorm { most, little } => {
                let (most, little) = (number(most), if little { " + 1e-6" } else { "" });
                vec![
                    format!("norm = {np}.sqrt({np}.sum({g}**2)){little}"),
                    format!("{g} = {g} * min(1.0, {most} / norm)"),
                ]
            }
        }
    }
}

/// How the parameters change in the end.
pub(super) enum Change {
    /// `params` + this
    Add(String),
    /// `params` − this
    Subtract(String),
}

/// A rule written out.
pub(super) struct Rule {
    /// What it remembers, with how that begins: a function of arrays, and what it is given besides the parameters.
    pub remembered: Vec<(&'static str, String)>,
    /// What is computed in a step, from `gradient`, `learning_rate` and `t`.
    pub lines: Vec<String>,
    /// What comes of it.
    pub change: Change,
    /// Whether it needs `t`, the number of the step from 1.
    pub counts: bool,
}

/// The rule of a run, for a library that does not have it.
pub(super) fn written_out(run: &Moves) -> Result<Rule> {
    let (np, torch) = (run.library.arrays(), run.is_torch());
    let name = run.tuning.optimizer.name;
    let knobs = &run.tuning.hyper.knobs;
    let params = run.library.values();
    let zeros = |name| (name, format!("{np}.zeros_like({params})"));
    let mean = |name: &str, keep: &str, of: &str| format!("{name} = {keep} * {name} + (1 - {keep}) * {of}");
    let moments = || vec![mean("m", "beta_1", "gradient"), mean("v", "beta_2", "gradient**2")];
    let is_adam = matches!(name, "adam" | "adamw" | "nadam" | "adamax" | "amsgrad");
    let (remembered, lines, change) = match name {
        "momentum" | "nesterov" => {
            let ahead = name == "nesterov" && !run.looks_ahead();
            let (line, change) = match (torch, ahead) {
                (true, false) => ("+ gradient", Change::Subtract("learning_rate * velocity".into())),
                (true, true) => {
                    ("+ gradient", Change::Subtract("learning_rate * (gradient + momentum * velocity)".into()))
                }
                (false, false) => ("- learning_rate * gradient", Change::Add("velocity".into())),
                (false, true) => {
                    ("- learning_rate * gradient", Change::Add("momentum * velocity - learning_rate * gradient".into()))
                }
            };
            (vec![zeros("velocity")], vec![format!("velocity = momentum * velocity {line}")], change)
        }
        "adagrad" => {
            let first = number(knobs[1]);
            let size = root(np, "total", torch);
            (
                vec![("total", format!("{np}.full_like({params}, {first})"))],
                vec!["total = total + gradient**2".into()],
                Change::Subtract(format!("learning_rate * gradient / {size}")),
            )
        }
        "rmsprop" => rmsprop(run, zeros, mean),
        "adam" | "adamw" | "amsgrad" => {
            let (mut remembered, mut lines, mut size) = (vec![zeros("m"), zeros("v")], moments(), "v");
            if name == "amsgrad" {
                remembered.push(zeros("largest"));
                lines.push(format!("largest = {np}.maximum(largest, v)"));
                size = "largest";
            }
            if torch {
                lines.push("m_hat = m / (1 - beta_1**t)".into());
                lines.push(format!("v_hat = {size} / (1 - beta_2**t)"));
                let change = format!("learning_rate * m_hat / ({np}.sqrt(v_hat) + epsilon)");
                (remembered, lines, Change::Subtract(change))
            } else {
                lines.push("corrected = learning_rate * (1 - beta_2**t) ** 0.5 / (1 - beta_1**t)".into());
                let change = format!("corrected * m / ({np}.sqrt({size}) + epsilon)");
                (remembered, lines, Change::Subtract(change))
            }
        }
        "nadam" => {
            let mut lines = moments();
            let powers = if torch {
                ["0.96 ** (0.004 * t)", "0.96 ** (0.004 * (t + 1))"]
            } else {
                ["0.96**t", "0.96 ** (t + 1)"]
            };
            for (name, power) in ["mu", "mu_next"].into_iter().zip(powers) {
                lines.push(format!("{name} = beta_1 * (1 - 0.5 * {power})"));
            }
            lines.push("product = product * mu".into());
            lines.push("m_hat = mu_next * m / (1 - product * mu_next) + (1 - mu) * gradient / (1 - product)".into());
            lines.push("v_hat = v / (1 - beta_2**t)".into());
            let change = format!("learning_rate * m_hat / ({np}.sqrt(v_hat) + epsilon)");
            (vec![zeros("m"), zeros("v"), ("product", "1.0".into())], lines, Change::Subtract(change))
        }
        "adamax" => {
            let (inside, below) = if torch { (" + epsilon", "u") } else { ("", "(u + epsilon)") };
            let lines = vec![
                mean("m", "beta_1", "gradient"),
                format!("u = {np}.maximum(beta_2 * u, {np}.abs(gradient){inside})"),
            ];
            let change = format!("learning_rate / (1 - beta_1**t) * m / {below}");
            (vec![zeros("m"), zeros("u")], lines, Change::Subtract(change))
        }
        "lion" => {
            let lines = vec![
                format!("direction = {np}.sign(beta_1 * m + (1 - beta_1) * gradient)"),
                mean("m", "beta_2", "gradient"),
            ];
            (vec![zeros("m")], lines, Change::Subtract("learning_rate * direction".into()))
        }
        _ => return Err(without_counterpart(run.tuning.optimizer.label.en, run.library)),
    };
    Ok(Rule { remembered, lines, change, counts: is_adam })
}

/// A rule's parts: what is remembered, what is computed, the change.
type Parts = (Vec<(&'static str, String)>, Vec<String>, Change);

fn rmsprop(
    run: &Moves,
    zeros: impl Fn(&'static str) -> (&'static str, String),
    mean: impl Fn(&str, &str, &str) -> String,
) -> Parts {
    let (knobs, torch) = (&run.tuning.hyper.knobs, run.is_torch());
    let (has_momentum, is_centered) = (knobs[1] != 0.0, knobs[3] != 0.0);
    let (mut remembered, mut lines) = (vec![zeros("square")], vec![mean("square", "rho", "gradient**2")]);
    let mut variance = "square";
    if is_centered {
        remembered.push(zeros("mean"));
        lines.push(mean("mean", "rho", "gradient"));
        variance = "square - mean**2";
    }
    let size = root(run.library.arrays(), variance, torch);
    if !has_momentum {
        return (remembered, lines, Change::Subtract(format!("learning_rate * gradient / {size}")));
    }
    remembered.push(zeros("velocity"));
    let (inside, outside) = if torch { ("", "learning_rate * ") } else { ("learning_rate * ", "") };
    lines.push(format!("velocity = momentum * velocity + {inside}gradient / {size}"));
    (remembered, lines, Change::Subtract(format!("{outside}velocity")))
}

/// √x with ε: inside the root, or by PyTorch beside it.
fn root(np: &str, x: &str, torch: bool) -> String {
    if torch { format!("({np}.sqrt({x}) + epsilon)") } else { format!("{np}.sqrt({x} + epsilon)") }
}

/// The knobs, assigned to the names that the rule has for them.
pub(super) fn knobs(run: &Moves) -> Vec<String> {
    let knobs = run.tuning.optimizer.knobs.iter().zip(&run.tuning.hyper.knobs);
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for (knob, &value) in knobs {
        let is_said_elsewhere =
            matches!(knob.setting.name, "initialAccumulator" | "centered" | "nesterov" | "iterations")
                || (knob.setting.name == "dampening" && value == 0.0);
        if is_said_elsewhere
            || (value == 0.0 && knob.setting.name == "momentum" && run.tuning.optimizer.name == "rmsprop")
        {
            continue;
        }
        names.push(keyword(knob.setting.name));
        values.push(number(run.tuning.hyper.parts.knob(value)));
    }
    let mut lines = Vec::new();
    if run.has_constant_rate() {
        lines.push(format!("learning_rate = {}", run.rate("")));
    }
    if !names.is_empty() {
        lines.push(format!("{} = {}", names.join(", "), values.join(", ")));
    }
    lines
}

/// A setting's name in Keras, and in rules that are written out.
pub(super) fn keyword(setting: &'static str) -> &'static str {
    match setting {
        "beta1" => "beta_1",
        "beta2" => "beta_2",
        "initialAccumulator" => "initial_accumulator_value",
        "clipThreshold" => "clip_threshold",
        other => other,
    }
}

/// The lines of a step, once there is a `gradient`.
pub(super) fn step(run: &Moves, rule: &Rule) -> Vec<String> {
    let (library, hyper) = (run.library, &run.tuning.hyper);
    let mut lines: Vec<String> =
        around(hyper).into_iter().flat_map(|around| around.lines("gradient", library)).collect();
    if run.tuning.optimizer.decays_first() {
        lines.extend(decay(run, "learning_rate"));
        lines.extend(rule.lines.iter().cloned());
    } else {
        lines.extend(rule.lines.iter().cloned());
        lines.extend(decay(run, "learning_rate"));
    }
    lines.push(match (library, &rule.change) {
        (Library::Keras, Change::Add(x)) => format!("params.assign(params.value + {x})"),
        (Library::Keras, Change::Subtract(x)) => format!("params.assign(params.value - {x})"),
        (Library::Torch | Library::Sklearn, Change::Add(x)) => format!("params += {x}"),
        (Library::Torch | Library::Sklearn, Change::Subtract(x)) => format!("params -= {x}"),
        (Library::Jax | Library::Tfjs, Change::Add(x)) => format!("params = params + {x}"),
        (Library::Jax | Library::Tfjs, Change::Subtract(x)) => format!("params = params - {x}"),
    });
    lines
}

/// The decoupled weight decay of a run, if it has one, given what the learning rate is called.
pub(super) fn decay(run: &Moves, rate: &str) -> Option<String> {
    let hyper = &run.tuning.hyper;
    let decay = hyper.parts.weight_decay(hyper.extras.weight_decay);
    let rate = if hyper.parts.decay == Decay::Alone { "1" } else { rate };
    (decay != 0.0 && hyper.parts.decay != Decay::InStep).then(|| decayed(run.library, rate, decay))
}

/// Decoupled weight decay as a line.
pub(super) fn decayed(library: Library, rate: &str, decay: f64) -> String {
    let factor = format!("1 - {rate} * {}", number(decay));
    let line = match library {
        Library::Keras => format!("params.assign(params.value * ({factor}))"),
        Library::Torch | Library::Sklearn => format!("params *= {factor}"),
        Library::Jax | Library::Tfjs => format!("params = params * ({factor})"),
    };
    format!("{line}  # decoupled weight decay")
}

/// What comes before the loop: why, the knobs, and what is remembered, as at the start.
pub(super) fn prelude(run: &Moves, rule: &Rule) -> String {
    let mut lines = vec![why(run)];
    lines.extend(knobs(run));
    lines.extend(rule.remembered.iter().map(|(name, first)| format!("{name} = {first}")));
    lines.join("\n")
}

/// The lines that come first in a step.
pub(super) fn beginning(run: &Moves, rule: &Rule) -> Vec<String> {
    let count = rule.counts.then(|| "t = step + 1".to_owned());
    // A library that rounds it to float32 does so in every step.
    let rate = match (run.tuning.hyper.parts.rounded, run.library) {
        (Rounded::All, Library::Torch) => "torch.tensor(rate(step), dtype=torch.float32).item()".to_owned(),
        (Rounded::All, library) => format!("float({}.float32(rate(step)))", library.arrays()),
        _ => "rate(step)".to_owned(),
    };
    let rate = (!run.has_constant_rate()).then(|| format!("learning_rate = {rate}"));
    count.into_iter().chain(rate).collect()
}

/// Why a step is written out, as a comment.
pub(super) fn why(run: &Moves) -> String {
    let (library, name) = (run.library, run.tuning.optimizer.name);
    let here = match library {
        Library::Keras => "Keras",
        Library::Torch => "PyTorch",
        Library::Jax => "Optax",
        Library::Sklearn => "scikit-learn",
        Library::Tfjs => "TensorFlow.js",
    };
    let there = if run.is_torch() { "PyTorch" } else { "Keras" };
    if run.is_from_elsewhere() && !run.looks_ahead() {
        return match library {
            Library::Sklearn => format!("# {here} has no such rule in its optimizers, so the step is written out."),
            _ if run.tuning.optimizer.name.starts_with("schedule-free") => {
                "# The rule of the title, written out. The averaged point is\n# (params - (1 - interpolation) * z) / interpolation.".to_owned()
            }
            _ => "# The rule of the title, written out.".to_owned(),
        };
    }
    if run.looks_ahead() {
        return format!(
            "# The gradient is taken ahead, at params + momentum * velocity. {here} has that point itself for\n# params, so the \
             step is written out."
        );
    }
    // What they do, how it is done here, and how it is done there.
    let (does, like_this, like_that) = match (name, library) {
        ("muon", Library::Torch) => {
            return "# torch.optim.Muon makes matrices orthogonal in bfloat16, and this in float64, so the step is written out."
                .to_owned();
        }
        ("muon", _) => return format!("# {here} has another Muon, so the step is written out."),
        ("lamb", Library::Jax) => {
            return format!("# {here} has the weight decay in LAMB's step, so the step is written out.");
        }
        ("lamb", _) => return format!("# {here} has no LAMB, so the step is written out."),
        ("lion", Library::Torch) => return format!("# {here} has no Lion, so the step is written out."),
        ("lion", _) => return format!("# {here} has no Lion with a beta_1 of 0, so the step is written out."),
        ("nadam", Library::Jax) => {
            return format!("# {here} has a Nadam without a rising momentum, so the step is written out.");
        }
        ("amsgrad", Library::Jax) => ("takes the largest", "corrected v", "v as it is"),
        ("nadam", _) => in_order(run, "lets the momentum rise by", "0.96**t", "0.96**(0.004 * t)"),
        ("momentum" | "nesterov", _) | ("rmsprop", Library::Jax) => {
            in_order(run, "has the learning rate", "in the velocity", "outside of the velocity")
        }
        ("adagrad" | "rmsprop", _) => in_order(run, "adds epsilon", "under the root", "beside the root"),
        ("adamax", _) => in_order(run, "adds epsilon", "to u", "to the size of the gradient"),
        _ => in_order(run, "adds epsilon", "to the plain root of v", "to the corrected root of v"),
    };
    format!("# {here} {does} {like_this}, {there} {like_that},\n# so the step is written out.")
}

/// What the library does, then what the convention asks for: a library without the one does the other.
fn in_order<'a>(run: &Moves, does: &'a str, keras: &'a str, torch: &'a str) -> (&'a str, &'a str, &'a str) {
    if run.is_torch() { (does, keras, torch) } else { (does, torch, keras) }
}
