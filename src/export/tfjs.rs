//! Programs for Node with TensorFlow.js.

use super::elsewhere::{self, Steps};
use super::formula::{ABSOLUTE, CUBE_ROOT};
use super::moves::value_of;
use super::rule::{Around, around};
use super::run::{Run, score_name};
use super::script::{Printer, number};
use super::text::bracketed;
use crate::error::Result;
use crate::objective::Objective;
use crate::optimizer::Convention;
use crate::optimizer::parts::{Decay, Parts, Rounded};

const PRECISION: &str = "// TensorFlow.js computes in float32: the numbers agree with those of the playground, which has float64, in about five digits.";
const SHORT: &str = "// TensorFlow.js computes in float32, which holds few digits of how far a run has come while that is little: the numbers part from those of the playground, which has float64.";

pub(super) fn sections(run: &Run) -> Result<Vec<String>> {
    let tuning = run.tuning;
    let title = run.title().lines().map(|line| line.replacen('#', "//", 1) + "\n").collect::<String>();
    let estimates = tuning.optimizer.knobs.iter().any(|knob| knob.setting.name == "firstDistance");
    let precision = if estimates { SHORT } else { PRECISION };
    let mut body = vec![format!("{title}{precision}"), "import * as tf from '@tensorflow/tfjs';".to_owned()];
    body.extend(data(run));
    body.extend(helpers(run));
    body.push(loss(run));
    body.extend(rate(run));
    let mut start = vec![format!("const params = tf.variable(tf.tensor1d({}));", list(&run.config.start))];
    let mut step = Vec::new();
    let around = around(&tuning.hyper);
    let (at, changes) = match optimizer(run) {
        Some(made) => {
            start.push(format!("const optimizer = {made};"));
            let mut changes = Vec::new();
            if !run.has_constant_rate() {
                changes.push(match tuning.optimizer.name {
                    "sgd" | "momentum" | "nesterov" => "optimizer.setLearningRate(rate(step));".to_owned(),
                    _ => "optimizer.learningRate = rate(step);".to_owned(),
                });
            }
            changes.extend(decay(run, &run.rate("step")));
            changes.push("optimizer.applyGradients({ [params.name]: gradient });".to_owned());
            ("params".to_owned(), changes)
        }
        None => {
            let changes = written_out(run, &mut start, &mut step)?;
            (
                if run.looks_ahead() { "tf.add(params, tf.mul(momentum, velocity))" } else { "params" }.to_owned(),
                changes,
            )
        }
    };
    body.push(start.join("\n"));
    let columns = run.columns("");
    let all = std::iter::once("params".to_owned()).chain(columns.iter().cloned()).collect::<Vec<_>>().join(", ");
    body.push(format!(
        "function report(step) {{\n  tf.tidy(() => console.log(step, loss({all}).dataSync()[0], ...params.dataSync()));\n}}"
    ));

    let taken = columns.iter().map(|name| match run.batches {
        Some(_) => format!(", tf.gather({name}, batch)"),
        None => format!(", {name}"),
    });
    let kind = if around.is_empty() { "const" } else { "let" };
    let given: String = taken.collect();
    step.push(format!("{kind} gradient = tf.grad((at) => loss(at{given}))({at});"));
    step.extend(around.into_iter().flat_map(changed));
    step.extend(changes);
    let head = match &run.batches {
        Some(_) => "for (const [step, batch] of batches.entries()) {".to_owned(),
        None => format!("for (let step = 0; step < {}; step += 1) {{", run.steps),
    };
    let lines: String = step.iter().map(|line| format!("    {line}\n")).collect();
    body.push(format!("report(0);\n{head}\n  tf.tidy(() => {{\n{lines}  }});\n  report(step + 1);\n}}"));
    Ok(body)
}

fn list(values: &[f64]) -> String {
    format!("[{}]", values.iter().map(|&x| number(x)).collect::<Vec<_>>().join(", "))
}

/// The samples, and which of them each step takes.
fn data(run: &Run) -> Vec<String> {
    let Objective::Model(..) = &*run.config.objective else { return Vec::new() };
    let sections = run.data("tf.tensor1d");
    sections
        .into_iter()
        .map(|section| {
            let lines = section.replace("# ", "// ");
            let named = |line: &str| {
                let is_name =
                    line.split(" = ").next().is_some_and(|name| name.bytes().all(|c| c.is_ascii_alphanumeric()));
                if is_name && line.contains(" = ") { format!("const {line}\n") } else { format!("{line}\n") }
            };
            lines.lines().map(named).collect::<String>().trim_end().to_owned()
        })
        .collect()
}

/// Functions that the loss calls.
fn helpers(run: &Run) -> Vec<String> {
    let used = |name: &str| run.loss.contains(&format!("{name}("));
    let absolute = format!(
        "function {ABSOLUTE}(x) {{\n  // At 0 the derivative is 0; that of tf.abs is -1.\n  return tf.mul(x, tf.sign(x));\n}}"
    );
    let cube_root = format!("function {CUBE_ROOT}(x) {{\n  return tf.mul(tf.sign(x), tf.pow(tf.abs(x), 1 / 3));\n}}");
    [used(ABSOLUTE).then_some(absolute), used(CUBE_ROOT).then_some(cube_root)].into_iter().flatten().collect()
}

fn loss(run: &Run) -> String {
    let given = run.arguments("params", "");
    let taken = match run.config.objective.variables() {
        [one] => format!("const {one} = tf.squeeze(params);"),
        more => format!("const [{}] = tf.unstack(params);", more.join(", ")),
    };
    let body = match run.config.model() {
        None => format!("  return {};", run.loss),
        Some(model) => {
            let name = score_name(model);
            format!(
                "{}  const {name} = {};\n  return tf.mean({});",
                run.loss_note().replace("    #", "  //"),
                run.score,
                run.loss
            )
        }
    };
    format!("function loss({given}) {{\n  {taken}\n{body}\n}}")
}

/// The learning rate as a function, unless it is constant.
fn rate(run: &Run) -> Option<String> {
    let hyper = &run.tuning.hyper;
    if run.has_constant_rate() {
        return None;
    }
    let schedule = &hyper.schedule;
    let alpha = number(hyper.learning_rate);
    let [steps, gamma, least, warmup, growth] =
        [schedule.decay_steps, schedule.decay_rate, schedule.final_rate, schedule.warmup, schedule.period_growth]
            .map(number);
    let mut lines = Vec::new();
    let mut step = "step".to_owned();
    if schedule.warmup > 0.0 {
        lines.push(format!("if (step < {warmup}) return ({alpha} * (step + 1)) / {warmup};"));
        lines.push(format!("const later = step - {warmup};"));
        step = "later".to_owned();
    }
    let cosine = format!("return {alpha} * ({least} + ((1 - {least}) * (1 + Math.cos(Math.PI * part))) / 2);");
    match schedule.kind().name {
        "step" => lines.push(format!("return {alpha} * Math.pow({gamma}, Math.floor({step} / {steps}));")),
        "exponential" => lines.push(format!("return {alpha} * Math.pow({gamma}, {step} / {steps});")),
        "inverse-time" => lines.push(format!("return {alpha} / (1 + ({gamma} * {step}) / {steps});")),
        "cosine" => lines.extend([format!("const part = Math.min({step} / {steps}, 1);"), cosine]),
        "cosine-restarts" => lines.extend([
            "let start = 0;".to_owned(),
            format!("let period = {steps};"),
            format!("while ({step} >= start + period) {{"),
            "  start += period;".to_owned(),
            format!("  period *= {growth};"),
            "}".to_owned(),
            format!("const part = ({step} - start) / period;"),
            cosine,
        ]),
        _ => lines.push(format!("return {alpha};")),
    }
    let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
    Some(format!("function rate(step) {{\n{lines}}}"))
}

/// What is done to the gradient before the rule gets it.
fn changed(around: Around) -> Vec<String> {
    match around {
        Around::Penalty(l2) => {
            let l2 = number(l2);
            vec![format!(
                "gradient = tf.add(gradient, tf.mul({l2}, params)); // of the L2 penalty {l2} / 2 * sum(params ** 2)"
            )]
        }
        Around::ClipValue(most) => {
            let most = number(most);
            vec![format!("gradient = tf.clipByValue(gradient, -{most}, {most});")]
        }
        Around::ClipNorm { most, little } => {
            let norm = if little { "tf.add(tf.norm(gradient), 1e-6)" } else { "tf.norm(gradient)" };
            vec![format!("gradient = tf.mul(gradient, tf.minimum(1, tf.div({}, {norm})));", number(most))]
        }
    }
}

/// Decoupled weight decay as a line.
fn decay(run: &Run, rate: &str) -> Option<String> {
    let hyper = &run.tuning.hyper;
    let decay = number(hyper.parts.weight_decay(hyper.extras.weight_decay));
    let factor = if hyper.parts.decay == Decay::Alone { decay } else { format!("{rate} * {decay}") };
    let line = format!("params.assign(tf.mul(params, 1 - {factor})); // decoupled weight decay");
    (hyper.extras.weight_decay != 0.0 && hyper.parts.decay != Decay::InStep).then_some(line)
}

/// The optimizer as TensorFlow.js has it; nothing where its rule is another one.
fn optimizer(run: &Run) -> Option<String> {
    let tuning = run.tuning;
    let tfjs = Convention::all().find(|convention| convention.name() == "tfjs")?;
    let parts = tuning.optimizer.parts(tfjs)?;
    // While the rate is constant, it may as well stand in the velocity.
    let inside = [parts, &Parts::KERAS];
    let has_velocity = matches!(tuning.optimizer.name, "momentum" | "nesterov");
    let known = if has_velocity && run.has_constant_rate() { &inside[..] } else { &inside[..1] };
    if !elsewhere::is_rule(run, known) {
        return None;
    }
    let knob = |name: &str| number(value_of(tuning, name));
    let flag = |set: bool| if set { "true" } else { "false" }.to_owned();
    let betas = || ["beta1", "beta2", "epsilon"].map(knob).to_vec();
    let name = tuning.optimizer.name;
    let (made, more) = match name {
        "sgd" => ("sgd", Vec::new()),
        "momentum" | "nesterov" => ("momentum", vec![knob("momentum"), flag(name == "nesterov")]),
        // Nobody can say another epsilon.
        "adagrad" if value_of(tuning, "epsilon") == 1e-7 => ("adagrad", vec![knob("initialAccumulator")]),
        "rmsprop" => {
            let centred = flag(value_of(tuning, "centered") != 0.0);
            ("rmsprop", vec![knob("rho"), knob("momentum"), knob("epsilon"), centred])
        }
        "adadelta" => ("adadelta", vec![knob("rho"), knob("epsilon")]),
        "adam" | "adamax" => (name, betas()),
        _ => return None,
    };
    let arguments = [vec![run.rate("0")], more].concat();
    Some(bracketed(&format!("tf.train.{made}("), &arguments, ")", ""))
}

/// The rule as lines after the gradient; what it needs before goes to `start` and, in each step, to `step`.
fn written_out(run: &Run, start: &mut Vec<String>, step: &mut Vec<String>) -> Result<Vec<String>> {
    let hyper = &run.tuning.hyper;
    let Steps { graph, names, kept, starts, change, parts, subtracts } = elsewhere::steps(run)?;
    let names: Vec<String> = names.into_iter().map(camel).collect();
    // The learning rate, the number of the step and the knobs are numbers.
    let arrays = names.len() - run.tuning.optimizer.slots.len();
    let mut printer = Printer::new(&graph, &names, |k| k >= arrays || matches!(k, 2 | 3));
    printer.is_last = true;
    let (mut lines, mut assignments) = (Vec::new(), Vec::new());
    start.push("// TensorFlow.js has no such rule, so the step is written out.".to_owned());
    if run.has_constant_rate() {
        start.push(format!("const learningRate = {};", run.rate("")));
    }
    for (knob, &value) in run.tuning.optimizer.knobs.iter().zip(&hyper.knobs) {
        let name = camel(super::rule::keyword(knob.setting.name));
        if names[4..arrays].contains(&name) {
            start.push(format!("const {name} = {};", number(hyper.parts.knob(value))));
        }
    }
    start.extend(starts.into_iter().map(|name| format!("const {} = tf.clone(params);", camel(name))));
    for (new, name, first) in kept {
        let (name, next) = (camel(name), camel(&format!("new_{name}")));
        let first = match first {
            Some(first) => format!("tf.fill(params.shape, {})", number(first)),
            None => "tf.clone(params)".to_owned(),
        };
        start.push(format!("const {name} = tf.variable({first});"));
        let text = printer.text(new, 0)?;
        // What is the same for all parameters is a number.
        let text = if printer.is_array(new) { text } else { format!("tf.fill(params.shape, {text})") };
        lines.push(format!("const {next} = {text};"));
        assignments.push(format!("{name}.assign({next});"));
        printer.named.push((new, next));
    }
    for (node, name) in parts {
        let name = camel(&name);
        lines.push(format!("const {name} = {};", printer.text(node, 0)?));
        printer.named.push((node, name));
    }
    let decays_first = run.tuning.optimizer.decays_first();
    if decays_first {
        lines.splice(0..0, decay(run, "learningRate"));
    }
    lines.push(format!("const change = {};", printer.text(change, 0)?));
    if lines.iter().any(|line| elsewhere::counts(line)) {
        step.push("const t = step + 1;".to_owned());
    }
    if !run.has_constant_rate() {
        let rate = if hyper.parts.rounded == Rounded::All { "Math.fround(rate(step))" } else { "rate(step)" };
        step.push(format!("const learningRate = {rate};"));
    }
    lines.extend(assignments);
    if !decays_first {
        lines.extend(decay(run, "learningRate"));
    }
    let sign = if subtracts { "sub" } else { "add" };
    lines.push(format!("params.assign(tf.{sign}(params, change));"));
    Ok(lines)
}

/// `learning_rate` as `learningRate`.
fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| {
        let mut letters = part.chars();
        name + &letters.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    })
}
