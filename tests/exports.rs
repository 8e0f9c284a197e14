//! Exported scripts, run by Python where it has their libraries, against the engine's own traces.
//!
//! Python is `$PYTHON`, else `python3`. Where it cannot import a library, that is said, and what can be checked without it is.
#![cfg(feature = "full")]

use crate::common;
use crate::common::config;
use sgd_playground::export::{Library, script};
use sgd_playground::optimizer::{self, Convention};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

/// The largest difference that is the same: relative, below [`FLOOR`] as if the number were that.
const SAME: f64 = 1e-8;
const FLOOR: f64 = 1e-3;
/// The same where a library computes a part in 32 bits: Keras the means of Adafactor and the length of Muon's matrix, Optax the
/// share of a new square in Adafactor.
const PARTLY_SINGLE: f64 = 1e-5;

/// Takes a list of scripts; gives what each prints, or what it fails with.
const DRIVER: &str = r#"
import contextlib, io, json, sys, traceback

results = []
for source in json.load(sys.stdin):
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(source, "<script>", "exec"), {"__name__": "__main__"})
        results.append([True, printed.getvalue()])
    except Exception:
        results.append([False, traceback.format_exc()])
json.dump(results, sys.stdout)
"#;

/// As [`DRIVER`], but only reads them.
const READER: &str = r#"
import ast, json, sys

results = []
for source in json.load(sys.stdin):
    try:
        names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
        results.append([True, " ".join(sorted(names))])
    except SyntaxError as error:
        results.append([False, str(error)])
json.dump(results, sys.stdout)
"#;

/// Every operation that a formula can have; with values and derivatives at the start.
const OPERATIONS: &str = "sin(x)+cos(y)+tan(0.3x)+sinh(0.2y)+cosh(x/3)+tanh(x*y)+asin(x/9)*acos(y/9)+atan(x-y)\
    +exp(-x^2)+ln(9+x)+log(9-y)+log10(x^2+y^4+1)+sqrt(x^2+y^2+1)+cbrt(x-3)*cbrt(y+2)+abs(x-2)+sign(y)*x+relu(x)*relu(-y)+sigmoid(y)\
    +softplus(x-y)+softplus(30+x)+min(x,y)^3+max(x^2,y)/5+2^x+(y^2+1)^(x/4)+(x^2+2)^-1+e^(y/5)+pi*x+x^2*y^0.0+1/(3-(-x-y)/9)";

/// Formulas with what is awkward to write or to differentiate.
const FORMULAS: [&str; 18] = [
    "w^2",
    "y^2",
    "-x^2 + x^4 - -y",
    "(-x)^2 * (x/(y/(x+9)))^2 + x - (y - (x - 2))",
    "(x^2+1)^0.5^2 + y^2",
    "x^70 / 1e9 + y^2",
    "max(max(x, y), max(0, -x)) + min(x^2, y^2)",
    "max(x, x) + min(y, y) + relu(x-x) + abs(x-x) + x^2 + y^2",
    "x^2 + y^2 + 1/(1/0)",
    "w1^2 - w1*w2*1e-7 + 0.1*w2^2 + 123456789012345680000",
    "(w-1)^2 + (b+2)^4*0.1",
    "x^0 + y^2",
    "x^0",
    "2*pi*x^2 + e*y^2 + e^x + pi^y",
    // At kinks, and where a power has a base of 0.
    "abs(x) + y^2",
    "abs(abs(x) - y) + 0.1*abs(-x)",
    "x^y + (y-3)^2",
    "0^x + (x-2)^2",
];

const SCHEDULES: [&str; 7] = [
    "schedule=step&decaySteps=7&decayRate=0.7",
    "schedule=exponential&decaySteps=20&decayRate=0.3",
    "schedule=inverse-time&decaySteps=10",
    "schedule=cosine&decaySteps=30&warmup=5",
    "schedule=cosine&decaySteps=25&finalRate=0.2",
    "schedule=cosine-restarts&decaySteps=10&periodGrowth=1.1",
    "schedule=cosine-restarts&decaySteps=9&periodGrowth=1&finalRate=0.1&warmup=3",
];

/// Several of these together are not what the libraries do by themselves.
const AROUND: [&str; 7] = [
    "weightDecay=0.05",
    "l2=0.1",
    "clipValue=0.7",
    "clipNorm=0.8",
    "l2=0.1&clipNorm=0.8",
    "l2=0.2&weightDecay=0.1",
    "l2=0.1&weightDecay=0.05&clipValue=0.9&clipNorm=1.1",
];

/// Every optimizer with every convention that it knows.
fn rules() -> Vec<String> {
    let specs = optimizer::ALL.iter().flat_map(|spec| {
        let known = Convention::all().filter(|&convention| spec.knows(convention));
        known.map(|convention| format!("optimizer={}&convention={}", spec.name, convention.name()))
    });
    specs.collect()
}

/// The libraries for which a script is one of Python.
const PYTHON: [Library; 4] = [Library::Keras, Library::Torch, Library::Jax, Library::Sklearn];

/// What is exported, as links have it.
fn cases() -> Vec<String> {
    let mut cases = Vec::new();
    for (k, rule) in rules().iter().enumerate() {
        let (schedule, around) = (SCHEDULES[k % SCHEDULES.len()], AROUND[k % AROUND.len()]);
        cases.push(format!("objective=himmelblau&{rule}"));
        // An epsilon so large shows where it stands.
        cases.push(format!("objective=himmelblau&{rule}&epsilon=0.001&{schedule}&{}", AROUND[AROUND.len() - 1]));
        cases.push(format!("objective=line&seed=5&{rule}&{around}"));
    }
    for around in AROUND {
        for rule in
            ["optimizer=sgd", "optimizer=momentum&momentum=0.5", "optimizer=adam", "optimizer=adamw", "optimizer=lion"]
        {
            for convention in ["keras", "torch"] {
                cases.push(format!("objective=himmelblau&{rule}&convention={convention}&{around}"));
            }
        }
    }
    for schedule in SCHEDULES {
        cases.push(format!("objective=rosenbrock&optimizer=adam&{schedule}"));
        cases.push(format!("objective=double-well&optimizer=nesterov&convention=sutskever&{schedule}"));
    }
    for convention in ["keras", "torch"] {
        for knobs in [
            "momentum=0.5",
            "centered=1",
            "centered=1&momentum=0.5&schedule=exponential",
            "momentum=0.5&schedule=cosine",
        ] {
            let epsilon = "epsilon=0.01&rho=0.98";
            cases.push(format!("objective=himmelblau&optimizer=rmsprop&convention={convention}&{knobs}&{epsilon}"));
        }
        cases.push(format!("objective=bowl&optimizer=nesterov&momentum=0&convention={convention}"));
        cases.push(format!("objective=bowl&optimizer=lion&beta1=0&convention={convention}"));
        cases.push(format!(
            "objective=himmelblau&optimizer=adagrad&convention={convention}&initialAccumulator=0.5&epsilon=0.01"
        ));
    }
    for model in ["one-weight", "line", "logistic"] {
        for batch in ["1", "7", "full", "500"] {
            cases.push(format!("objective={model}&samples=30&batchSize={batch}&seed=3&learningRate=0.02"));
        }
    }
    cases.push("objective=logistic&data=1,2,0;3,0.5,1;-1e-9,2,1&batchSize=2&seed=1".to_owned());
    cases.push("objective=logistic&optimizer=adam&convention=torch&seed=9&schedule=cosine".to_owned());
    cases.extend(FORMULAS.map(|formula| format!("formula={formula}&start={}", start(formula))));
    for (open, times) in [("sin(", 95), ("cos(x-", 45), ("max(0.1,", 45), ("(1+0.5/", 30)] {
        cases.push(format!("formula={}x/2{}&start=0.3", open.repeat(times), ")".repeat(times)));
    }
    cases.push(format!("formula={}x^2&start=0.3&learningRate=0.0001", "x-1e-3*".repeat(140)));
    cases.push(format!("formula={OPERATIONS}&optimizer=sgd&start=0.7,-0.4&learningRate=0.01"));
    cases.extend(["ackley", "log-goldstein-price", "beale", "plateau"].map(|name| format!("objective={name}")));
    cases
}

/// Where both variables are the same, and both are 0, is where derivatives differ.
fn start(formula: &str) -> &'static str {
    match formula {
        "w^2" | "x^0" => "0.5",
        "0^x + (x-2)^2" => "1",
        "abs(x) + y^2" | "x^y + (y-3)^2" => "0,4",
        "abs(abs(x) - y) + 0.1*abs(-x)" => "0,0",
        _ if formula.contains("max(max") => "0,0",
        _ => "0.5,0.5",
    }
}

fn exported(case: &str, library: Library, steps: usize) -> String {
    script(&config(case), library, steps).unwrap_or_else(|error| panic!("{case} for {}: {error}", library.name()))
}

fn python() -> String {
    std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// Says what a reader of the tests should know, although they pass.
fn announce(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

fn can(code: &str) -> bool {
    let mut python = Command::new(python());
    let python = python.args(["-c", code]).env("KERAS_BACKEND", "jax").stdout(Stdio::null()).stderr(Stdio::null());
    python.status().is_ok_and(|status| status.success())
}

/// What each script gives by that driver.
fn given(driver: &str, scripts: &[String]) -> Vec<(bool, String)> {
    let mut python = Command::new(python());
    let python = python.args(["-c", driver]).env("KERAS_BACKEND", "jax").env("JAX_PLATFORMS", "cpu");
    let mut python = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Python starts");
    let json = serde_json::to_string(scripts).expect("texts are JSON");
    python.stdin.take().expect("it is piped").write_all(json.as_bytes()).expect("Python reads");
    let output = python.wait_with_output().expect("Python ends");
    assert!(output.status.success(), "{:?}", output.status);
    serde_json::from_slice(&output.stdout).expect("the driver gives JSON")
}

/// The largest difference between what a script prints and the engine's trace, which may end earlier: where the run does.
fn difference(case: &str, printed: &str, steps: usize, same: f64) -> f64 {
    let mut run = common::run(case);
    while run.steps() < steps && run.cause().is_none() {
        run.step();
    }
    let (trace, dim) = (run.trace(), run.config().objective.dim());
    assert!(trace.len() > steps / 2, "{case}: {:?}", run.cause());
    let rows: Vec<&str> = printed.lines().collect();
    assert_eq!(rows.len(), steps + 1, "{case}");
    let mut largest = 0.0f64;
    for (row, line) in rows.iter().take(trace.len()).enumerate() {
        let numbers: Vec<f64> = line.split(' ').map(|x| x.parse().expect("a number")).collect();
        assert_eq!((numbers.len(), numbers[0]), (2 + dim, row as f64), "{case}: {line}");
        let expected = std::iter::once(trace.loss[row]).chain(trace.params[dim * row..dim * (row + 1)].iter().copied());
        for (found, expected) in numbers[1..].iter().zip(expected) {
            let difference = (found - expected).abs() / expected.abs().max(FLOOR);
            assert!(difference <= same, "{case}, step {row}: {found} for {expected}");
            largest = largest.max(difference);
        }
    }
    largest
}

#[test]
fn scripts_print_the_engines_trace() {
    const STEPS: usize = 50;
    let cases = cases();
    // Optimizer, then by library the number of scripts and the largest difference.
    let mut table: BTreeMap<&str, BTreeMap<&str, (usize, f64)>> = BTreeMap::new();
    for (library, modules) in [
        (Library::Keras, "keras, jax"),
        (Library::Torch, "torch"),
        (Library::Jax, "jax, optax"),
        (Library::Sklearn, "numpy, scipy, sklearn"),
    ] {
        let name = library.name();
        if !can(&format!("import {modules}")) {
            let count = cases.len();
            announce(&format!("SKIPPED: {modules} cannot be imported by {}; {count} scripts were not run.", python()));
            continue;
        }
        let scripts: Vec<String> = cases.iter().map(|case| exported(case, library, STEPS)).collect();
        for ((case, script), (ok, printed)) in cases.iter().zip(&scripts).zip(given(DRIVER, &scripts)) {
            assert!(ok, "{name}, {case}:\n{script}\n{printed}");
            let partly = ["keras.optimizers.Adafactor(", "keras.optimizers.Muon(", "optax.adafactor("]
                .iter()
                .any(|own| script.contains(own));
            let largest = difference(case, &printed, STEPS, if partly { PARTLY_SINGLE } else { SAME });
            let entry = table.entry(config(case).tuning.optimizer.name).or_default().entry(name).or_default();
            *entry = (entry.0 + 1, entry.1.max(largest));
        }
    }
    if table.is_empty() {
        return;
    }
    println!(
        "{:12} {:>16} {:>16} {:>16} {:>16}   scripts, largest relative difference",
        "", "keras", "torch", "jax", "sklearn"
    );
    for spec in optimizer::ALL {
        let cell = |library| match table.get(spec.name).and_then(|found| found.get(library)) {
            Some((scripts, largest)) => format!("{scripts} {largest:8.1e}"),
            None => "—".to_owned(),
        };
        let cells = ["keras", "torch", "jax", "sklearn"].map(cell);
        println!("{:12} {:>16} {:>16} {:>16} {:>16}", spec.name, cells[0], cells[1], cells[2], cells[3]);
    }
}

#[test]
fn scripts_are_python_and_always_the_same() {
    let mut scripts = Vec::new();
    for case in cases() {
        for library in PYTHON {
            let script = exported(&case, library, 12);
            assert_eq!(script, exported(&case, library, 12), "{case}");
            for leftover in ["{", "}", "Some(", "None(", "  \n", "NaN", "Infinity", "\t"] {
                assert!(!script.contains(leftover), "{case}: {leftover}\n{script}");
            }
            scripts.push(script);
        }
    }
    if !can("import ast") {
        announce(&format!("SKIPPED: there is no {}; {} scripts were not read.", python(), scripts.len()));
        return;
    }
    for (script, (ok, what)) in scripts.iter().zip(given(READER, &scripts)) {
        assert!(ok, "{what}:\n{script}");
    }
}

#[test]
fn a_library_has_its_own_optimizer_where_it_has_the_rule() {
    let has = |case: &str, library, part: &str| {
        let script = exported(&format!("objective=rosenbrock&{case}"), library, 3);
        assert!(script.contains(part), "{case}: no {part} in\n{script}");
    };
    for (name, class) in [
        ("sgd", "SGD("),
        ("momentum", "SGD("),
        ("nesterov", "SGD("),
        ("adagrad", "Adagrad("),
        ("rmsprop", "RMSprop("),
        ("adadelta", "Adadelta("),
        ("adam", "Adam("),
        ("adamw", "AdamW("),
        ("nadam", "Nadam("),
        ("adamax", "Adamax("),
        ("amsgrad", "amsgrad=True"),
        ("lion", "Lion("),
        ("lamb", "Lamb("),
        ("muon", "Muon("),
    ] {
        has(&format!("optimizer={name}"), Library::Keras, class);
        if !matches!(name, "lion" | "lamb" | "muon") {
            has(
                &format!("optimizer={name}&convention=torch"),
                Library::Torch,
                if name == "nadam" { "NAdam(" } else { class },
            );
        }
    }
    has("optimizer=adam&convention=torch", Library::Jax, "optax.adam(");
    has("optimizer=lion", Library::Jax, "optax.lion(");
    has("optimizer=lamb", Library::Jax, "optax.lamb(");
    has("optimizer=adafactor", Library::Keras, "keras.optimizers.Adafactor(");
    has("optimizer=adafactor&convention=torch&weightDecay=0.1", Library::Torch, "weight_decay=0.1");
    has("optimizer=adafactor&convention=optax", Library::Jax, "optax.adafactor(");
    has("optimizer=schedule-free-sgd", Library::Jax, "optax.contrib.schedule_free_sgd(");
    has("optimizer=schedule-free-adamw", Library::Keras, "keras.optimizers.ScheduleFreeAdamW(");
    has(
        "optimizer=schedule-free-adamw&convention=optax&weightDecay=0.01",
        Library::Jax,
        "optax.contrib.schedule_free_adamw(",
    );
    has("optimizer=radam", Library::Torch, "torch.optim.RAdam(");
    has("optimizer=asgd", Library::Torch, "torch.optim.ASGD(");
    has("optimizer=prodigy", Library::Jax, "optax.contrib.prodigy(");
    has("optimizer=adabelief", Library::Jax, "optax.adabelief(");
    has("optimizer=radam&convention=optax", Library::Jax, "optax.radam(");
    has("optimizer=muon&convention=optax", Library::Jax, "optax.contrib.muon(");
    has("optimizer=muon&convention=torch", Library::Torch, "bfloat16");
    for (case, made) in [
        ("optimizer=sgd", "SGDOptimizer([params], learning_rate_init=0.05, momentum=0.0, nesterov=False)"),
        (
            "optimizer=momentum&convention=torch",
            "SGDOptimizer([params], learning_rate_init=0.05, momentum=0.9, nesterov=False)",
        ),
        ("optimizer=nesterov", "SGDOptimizer([params], learning_rate_init=0.05, momentum=0.9, nesterov=True)"),
        ("optimizer=adam", "AdamOptimizer("),
    ] {
        has(&format!("{case}&learningRate=0.05"), Library::Sklearn, made);
    }
    for (case, made) in [
        ("optimizer=sgd", "tf.train.sgd(0.05)"),
        ("optimizer=momentum", "tf.train.momentum(0.05, 0.9, false)"),
        ("optimizer=nesterov&convention=torch", "tf.train.momentum(0.05, 0.9, true)"),
        ("optimizer=adagrad&convention=tfjs", "tf.train.adagrad(0.05, 0.1)"),
        ("optimizer=rmsprop&convention=tfjs&centered=1", "tf.train.rmsprop(0.05, 0.9, 0, 1e-7, true)"),
        ("optimizer=rmsprop", "tf.train.rmsprop(0.05, 0.9, 0, 1e-7, false)"),
        ("optimizer=adadelta&convention=tfjs", "tf.train.adadelta(0.05, 0.95, 1e-7)"),
        ("optimizer=adam&convention=torch", "tf.train.adam(0.05, 0.9, 0.999, 1e-8)"),
        ("optimizer=adamax", "tf.train.adamax(0.05, 0.9, 0.999, 1e-7)"),
    ] {
        has(&format!("{case}&learningRate=0.05"), Library::Tfjs, made);
    }
    has("optimizer=nadam", Library::Torch, "momentum_decay=1.0");
    for (case, library) in [
        ("optimizer=adam", Library::Torch),
        ("optimizer=adam", Library::Jax),
        ("optimizer=adam&convention=torch", Library::Keras),
        ("optimizer=nesterov&convention=sutskever", Library::Keras),
        ("optimizer=nesterov&convention=sutskever", Library::Torch),
        ("optimizer=lion", Library::Torch),
        ("optimizer=amsgrad", Library::Jax),
        ("optimizer=adam&convention=torch", Library::Sklearn),
        ("optimizer=momentum&convention=torch&schedule=cosine", Library::Sklearn),
        ("optimizer=adam", Library::Tfjs),
        ("optimizer=adadelta", Library::Tfjs),
        ("optimizer=rmsprop&centered=1", Library::Tfjs),
        ("optimizer=adagrad&convention=tfjs&epsilon=0.01", Library::Tfjs),
    ] {
        has(case, library, "the step is written out");
    }
}

#[test]
fn what_a_reader_types_is_no_code() {
    for formula in ["x^2 + y^2", " x^2+y^2\n\n", "ｘ^2 ＋ y^2"] {
        for library in Library::ALL {
            let script = exported(&format!("formula={formula}&start=1,1"), library, 3);
            assert_eq!(script, exported("formula=x^2+y^2&start=1,1", library, 3));
            let written = if library == Library::Tfjs { "tf.add(tf.square(x), tf.square(y))" } else { "x**2 + y**2" };
            assert!(script.contains(written), "{script}");
        }
    }
}

#[test]
fn what_cannot_be_exported_is_refused() {
    let error = Library::named("tensorflow").expect_err("it is not known");
    assert_eq!(error.key.as_deref(), Some("library"));
    assert!(error.en.contains("keras, torch, jax, sklearn, tfjs"), "{error}");
    assert_eq!(Library::named("optax"), Ok(Library::Jax));
    let wide = config("objective=line&samples=1000&batchSize=500&seed=1");
    let error = script(&wide, Library::Jax, 10_000).expect_err("it is too long");
    assert_eq!(error.key.as_deref(), Some("steps"));
    assert!(script(&wide, Library::Jax, 1000).is_ok());
}

/// Runs a list of programs with one copy of TensorFlow.js; gives what each prints, or what it fails with.
const NODE_DRIVER: &str = r#"
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const tf = createRequire(process.cwd() + '/')('@tensorflow/tfjs');
const Program = (async () => {}).constructor;
const results = [];
for (const source of JSON.parse(readFileSync(0, 'utf8'))) {
  const lines = [];
  const print = { log: (...values) => lines.push(values.join(' ')) };
  try {
    await new Program('tf', 'console', source.replace("import * as tf from '@tensorflow/tfjs';", ''))(tf, print);
    results.push([true, lines.join('\n')]);
  } catch (error) {
    results.push([false, String(error.stack)]);
  }
}
process.stdout.write(JSON.stringify(results));
"#;

/// As [`NODE_DRIVER`], but only reads them.
const NODE_READER: &str = r#"
import { readFileSync } from 'node:fs';
const Program = (async () => {}).constructor;
const read = (source) => {
  try {
    new Program('tf', source.replace("import * as tf from '@tensorflow/tfjs';", ''));
    return [true, ''];
  } catch (error) {
    return [false, String(error)];
  }
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(read)));
"#;

/// What each program gives by that driver; nothing if Node, or what the driver imports, is not there.
fn given_by_node(driver: &str, programs: &[String]) -> Option<Vec<(bool, String)>> {
    let folder = std::env::var("TFJS").unwrap_or_else(|_| ".".to_owned());
    let mut node = Command::new("node");
    let node = node.args(["--input-type=module", "-e", driver]).current_dir(folder);
    let mut node = node.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let json = serde_json::to_string(programs).expect("texts are JSON");
    // It ends before it reads if there is no TensorFlow.js.
    let _ = node.stdin.take().expect("it is piped").write_all(json.as_bytes());
    let output = node.wait_with_output().expect("Node ends");
    output.status.success().then(|| serde_json::from_slice(&output.stdout).expect("the driver gives JSON"))
}

/// Programs for Node are read; where TensorFlow.js is (in `$TFJS/node_modules`, or here), they run. It has float32.
#[test]
fn programs_for_node_print_the_engines_trace() {
    const STEPS: usize = 20;
    let cases = cases();
    // In float32 a short way from the start has hardly a digit, and the estimate of Prodigy multiplies the error: each program
    // says so.
    let is_short = |case: &String| case.contains("optimizer=prodigy");
    let cases: Vec<String> = cases
        .into_iter()
        .map(|case| if is_short(&case) { format!("{case}&firstDistance=0.1&learningRate=0.03") } else { case })
        .collect();
    let programs: Vec<String> = cases.iter().map(|case| exported(case, Library::Tfjs, STEPS)).collect();
    for (case, program) in cases.iter().zip(&programs) {
        assert_eq!(*program, exported(case, Library::Tfjs, STEPS), "{case}");
        assert!(
            ["Some(", "None(", "  \n", "\t", "**"]
                .iter()
                .all(|leftover| !program.replace("params ** 2", "").contains(leftover)),
            "{program}"
        );
    }
    let Some(read) = given_by_node(NODE_READER, &programs) else {
        announce("SKIPPED: there is no node; programs for it were not read.");
        return;
    };
    for (program, (ok, what)) in programs.iter().zip(read) {
        assert!(ok, "{what}:\n{program}");
    }
    let Some(printed) = given_by_node(NODE_DRIVER, &programs) else {
        announce(&format!("SKIPPED: there is no @tensorflow/tfjs; {} programs were not run.", programs.len()));
        return;
    };
    let mut worst = Vec::new();
    for ((case, program), (ok, printed)) in cases.iter().zip(&programs).zip(printed) {
        assert!(ok, "{case}:\n{program}\n{printed}");
        worst.push((single_difference(case, &printed), case));
    }
    worst.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (largest, case) = worst[0];
    println!("{} programs for TensorFlow.js, largest difference {largest:8.1e}: {case}", worst.len());
    assert!(largest < SINGLE, "{largest:e}: {case}");
}

/// The largest difference between a program in float32 and the engine.
const SINGLE: f64 = 1e-4;

fn single_difference(case: &str, printed: &str) -> f64 {
    let mut run = common::run(case);
    let dim = run.config().objective.dim();
    let mut largest = 0.0f64;
    for (row, line) in printed.lines().enumerate() {
        while run.steps() < row && run.cause().is_none() {
            run.step();
        }
        let trace = run.trace();
        if row >= trace.len() {
            break;
        }
        let numbers: Vec<f64> = line.split(' ').map(|x| x.parse().expect("a number")).collect();
        assert_eq!((numbers.len(), numbers[0]), (2 + dim, row as f64), "{case}: {line}");
        let expected = std::iter::once(trace.loss[row]).chain(trace.params[dim * row..dim * (row + 1)].iter().copied());
        for (found, expected) in numbers[1..].iter().zip(expected) {
            largest = largest.max((found - expected).abs() / expected.abs().max(1.0));
        }
    }
    largest
}

/// A step that is written out reads the parameters as the engine does: where a rule has them in it, after the decay.
#[test]
fn a_rule_reads_what_a_decay_has_left() {
    let mut count = 0;
    for rule in rules() {
        for library in [Library::Keras, Library::Torch, Library::Jax, Library::Tfjs] {
            let script = exported(&format!("objective=himmelblau&{rule}&weightDecay=0.1"), library, 3);
            let lines: Vec<&str> = script.lines().collect();
            let Some(decay) = lines.iter().position(|line| line.contains("decoupled weight decay")) else { continue };
            let is_gradient = |line: &&str| line.trim_start().trim_start_matches("const ").starts_with("gradient");
            // Else the library has the rule.
            let Some(from) = lines.iter().rposition(is_gradient) else { continue };
            // The last line that has them is the step itself. An optimizer of a library is given them, and has none of these rules.
            let other = ["report", ".shape", "optimizer."];
            let reads = |at: &usize| {
                let line = lines[*at];
                *at != decay && line.contains("params") && !other.iter().any(|other| line.contains(other))
            };
            let mut all: Vec<usize> = (from + 1..lines.len()).filter(reads).collect();
            all.pop();
            assert!(all.iter().all(|&at| at > decay), "{rule}:\n{script}");
            count += usize::from(!all.is_empty());
        }
    }
    assert!(count > 20, "{count} scripts");
}
