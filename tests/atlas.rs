//! The records of other libraries against what these libraries compute: every trace of `golden/atlas`.
#![cfg(feature = "full")]

use crate::common::atlas;
use crate::common::atlas::{Case, Objective, POINTS, Precision};
use serde_json::Value as Json;
use sgd_playground::config::{Config, Value};
use sgd_playground::graph::Element;
use sgd_playground::library::reading::{self, Said};
use sgd_playground::number::Shown;
use sgd_playground::optimizer::library::{ALL, Library, condition as condition_of};
use sgd_playground::optimizer::{Hyper, Spec, Stepper, look_ahead};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The largest difference, as a share of a trace's largest number.
fn limit(precision: Precision) -> f64 {
    if precision == Precision::F64 { 1e-12 } else { 2e-5 }
}

/// Rules that are computed otherwise than the records say, so that they differ by more: by how much, and why.
const COARSER: &[(&str, &str, f64, &str)] = &[
    ("torch", "ASGD", 2e-7, "it keeps the rate in PyTorch's default type, 32 bits, whatever the parameters are in"),
    ("torch", "NAdam", 1e-8, "it keeps the product of the momenta in 32 bits, whatever the parameters are in"),
    ("torch", "Muon on a 1x2 matrix", 5e-3, "it makes matrices orthogonal in bfloat16"),
    ("torch", "Muon on a 2x1 matrix", 5e-3, "it makes matrices orthogonal in bfloat16"),
    ("keras", "Muon on a 1x2 matrix", 2e-9, "it takes the length of a matrix in 32 bits"),
    ("keras", "Muon on a 2x1 matrix", 2e-9, "it takes the length of a matrix in 32 bits"),
    ("paddle", "Adamax", 5e-7, "it corrects by a β₁ in 64 bits, and averages by one in 32"),
    ("mxnet", "Adam", 1e-6, "it corrects by knobs in 64 bits, and rounds the corrected rate to 32"),
    ("keras", "Adafactor", 1e-6, "it takes means in 32 bits, whatever the parameters are in"),
    ("optax", "optax.adafactor", 1e-6, "its share of a new square, t^−0.8, is in 32 bits"),
    ("tensorflow1", "AdamOptimizer", 1e-6, "it multiplies the powers of β₁ and β₂ up in 32 bits"),
];

/// Rules of libraries that are in the files and not among the records, or only not with the setting in parentheses, with
/// the reason.
const LEFT_OUT: &[(&str, &str, &str)] = &[
    ("jax_example", "adagrad", "Adagrad with an averaged momentum: a rule of its own"),
    ("jax_example", "sm3", "of two parameters it is that Adagrad"),
    ("numpyro", "Adagrad", "that of JAX"),
    ("paddle", "Lamb", "2e-9 to 9e-8 apart from ours: it rounds to 32 bits in between, and where is not known"),
    ("torch_optimizer", "Lamb", "it does not correct its means, and takes ‖w‖ for 10 where it is larger"),
    ("paddle", "ASGD", "the mean of the last gradient of each batch: a rule of its own"),
    ("pymc", "adagrad_window", "a sum over a window: a rule of its own"),
    ("climin", "Adam", "it adds ε to the corrections as well, and its β₁ fades"),
    ("brainjs", "adam (bias)", "it steps by the means of the gradients before, but corrects them for the present step"),
    ("mxnet", "Adam(clip_gradient)", "clipped steps along a valley make much of its roundings"),
];

fn said(json: &Json) -> Said {
    match json {
        Json::Null => Said::Usual,
        Json::Bool(flag) => Said::Number(f64::from(u8::from(*flag))),
        Json::Number(number) => Said::Number(number.as_f64().expect("a number")),
        Json::Array(pair) if pair.len() == 2 => {
            let [first, second] = [0, 1].map(|k| pair[k].as_f64().expect("a number"));
            Said::Pair(first, second)
        }
        other => Said::Other(other.to_string()),
    }
}

/// A setting; a momentum that is `Nesterov(0.9)` is one of that name.
fn setting(name: &str, value: &Json) -> (String, Said) {
    let kind = value.as_str().and_then(|text| text.strip_suffix(')')?.split_once('('));
    match kind.and_then(|(kind, number)| Some((kind, number.parse().ok()?))) {
        Some((kind, number)) => (kind.to_owned(), Said::Number(number)),
        None => (name.to_owned(), said(value)),
    }
}

/// Whether a case is one of that rule, with that setting if it has one in parentheses.
fn is_of(case: &Case, rule: &str) -> bool {
    let setting = rule.strip_suffix(')').and_then(|rule| rule.split_once('('));
    case.rule == rule || setting.is_some_and(|(rule, setting)| case.rule == rule && case.settings.contains_key(setting))
}

/// The name of a rule without the path that leads to it; nothing where it has no such path.
fn inside<'a>(library: &Library, rule: &'a str) -> Option<&'a str> {
    let after = |path: &&str| rule.strip_prefix(path)?.strip_prefix(['.', ':']);
    library.paths.iter().filter_map(after).map(|rest| rest.trim_start_matches(':')).min_by_key(|rest| rest.len())
}

/// The optimizer and its numbers that a case is in the records; nothing where the records leave something of it out.
fn hyper(library: &'static Library, case: &Case) -> Result<(&'static Spec, Hyper), String> {
    let rule = inside(library, &case.rule).unwrap_or(&case.rule);
    let rule = rule.split_once(" on a ").map_or(rule, |(rule, _)| rule);
    let class = reading::class(library, rule).map_err(|_| "this rule has no record here".to_owned())?;
    let settings: Vec<(String, Said)> = case.settings.iter().map(|(name, value)| setting(name, value)).collect();
    let reading = reading::read(library, class, &settings).map_err(|error| error.en.clone())?;
    if let Some(unsaid) = reading.unsaid.first() {
        return Err(format!("{}: {}", unsaid.argument, unsaid.en));
    }
    let mut values = vec![
        ("formula".to_owned(), Value::Text("x^2 + y^2".into())),
        ("optimizer".to_owned(), Value::Text(reading.optimizer.name.into())),
        ("convention".to_owned(), Value::Text(reading.convention.name().into())),
    ];
    values.extend(reading.schedule.map(|name| ("schedule".to_owned(), Value::Text(name.into()))));
    // What no slider here goes to can be computed all the same.
    let mut beyond = Vec::new();
    for (name, value) in &reading.settings {
        let one = [("formula".to_owned(), Value::Text("x^2".into())), ((*name).to_owned(), Value::Number(*value))];
        match Config::read(&one, || Ok(1)) {
            Ok(_) => values.push(((*name).to_owned(), Value::Number(*value))),
            Err(_) => beyond.push((*name, *value)),
        }
    }
    let tuning = Config::read(&values, || Ok(1)).map_err(|error| error.en.clone())?.tuning;
    let mut hyper = tuning.hyper;
    for (name, value) in beyond {
        match tuning.optimizer.knobs.iter().position(|knob| knob.setting.name == name) {
            Some(at) => hyper.knobs[at] = value,
            None if name == "learningRate" => hyper.learning_rate = value,
            None => return Err(format!("{name} cannot be {}", Shown(value))),
        }
    }
    Ok((tuning.optimizer, hyper))
}

/// The gradient, each operation rounded to the precision.
fn gradient<T: Element>(objective: &Objective, w: [f64; 2]) -> Option<[T; 2]> {
    let round = |x: f64| T::of(x).wide();
    let [x, y] = w;
    let at = match objective {
        Objective::Quadratic { a, b } => [round(round(*a) * x), round(round(*b) * y)],
        Objective::Rosenbrock => {
            let r = round(y - round(x * x));
            let first = round(-2.0 * round(1.0 - x));
            [round(first - round(round(400.0 * x) * r)), round(200.0 * r)]
        }
        Objective::Samples { .. } => return None,
    };
    Some(at.map(T::of))
}

/// The tensor that Muon was given; these libraries have a row for each output.
const ROWS_ARE_OUTPUTS: [&str; 2] = ["torch", "mlx"];

fn shape(golden: &str, rule: &str) -> Vec<usize> {
    let mut shape: Vec<usize> = match rule {
        rule if rule.ends_with("on a 1x2 matrix") => vec![1, 2],
        rule if rule.ends_with("on a 2x1 matrix") => vec![2, 1],
        _ => vec![2],
    };
    if ROWS_ARE_OUTPUTS.contains(&golden) {
        shape.reverse();
    }
    shape
}

/// The points after each step.
fn run<T: Element>(spec: &Spec, hyper: &Hyper, golden: &str, case: &Case) -> Option<Vec<[f64; 2]>> {
    let mut stepper = match spec.name {
        "muon" => Stepper::<T>::for_tensors(spec, hyper, &[shape(golden, &case.rule)]),
        _ => Stepper::<T>::new(spec, hyper, 2),
    };
    let mut w: Vec<T> = case.start.iter().map(|&x| T::of(x)).collect();
    let mut slots: Vec<Vec<T>> = spec.slots_for(&hyper.knobs, hyper.parts, &w);
    let mut points = Vec::new();
    for t in 1..=POINTS {
        let mut at = w.clone();
        if let Some((kept, velocity)) = look_ahead(hyper.parts, &hyper.knobs, &slots) {
            at.iter_mut().zip(velocity).for_each(|(w, &v)| *w += T::of(kept) * v);
        }
        let gradient = gradient::<T>(&case.objective, [at[0].wide(), at[1].wide()])?;
        let (mut next, mut next_slots) = (w.clone(), slots.clone());
        stepper.step(hyper.rate_at(t - 1), t, &gradient, (&w, &slots), (&mut next, &mut next_slots));
        (w, slots) = (next, next_slots);
        points.push([w[0].wide(), w[1].wide()]);
    }
    Some(points)
}

/// The largest difference as a share of the largest number, up to where one of them is none.
fn difference(found: &[[f64; 2]], expected: &[[f64; 2]]) -> f64 {
    let finite = |points: &[[f64; 2]]| points.iter().take_while(|point| point.iter().all(|x| x.is_finite())).count();
    let until = finite(found).min(finite(expected));
    let (found, expected) = (&found[..until], &expected[..until]);
    let most = expected.iter().flatten().fold(1e-300f64, |most, x| most.max(x.abs()));
    let apart =
        found.iter().flatten().zip(expected.iter().flatten()).fold(0.0f64, |most, (a, b)| most.max((a - b).abs()));
    if until == 0 { f64::NAN } else { apart / most }
}

#[test]
fn every_trace_is_what_the_records_compute() {
    let mut report = format!(
        "{:20} {:>7} {:>7} {:>9} {:>12} {:>15} {:>15}\n",
        "library", "traces", "passed", "left out", "bit for bit", "difference, f64", "difference, f32"
    );
    let (mut passed, mut wrong) = (0, Vec::new());
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    for golden in atlas::libraries() {
        let libraries: Vec<_> = ALL.iter().copied().filter(|library| library.golden == golden.name).collect();
        let Some(&last) = libraries.last() else {
            left.insert(format!("{}: no record", golden.name), golden.cases.len());
            writeln!(report, "{:20} {:7} {:7} {:9}", golden.name, golden.cases.len(), 0, golden.cases.len()).unwrap();
            continue;
        };
        for library in &libraries {
            assert!(golden.version.contains(library.version), "{}: traces are of {}", library.label, golden.version);
        }
        let (mut count, mut equal) = (0, 0);
        let mut largest: [Option<f64>; 2] = [None; 2];
        for case in &golden.cases {
            let what = format!("{} {} {:?} {:?}", golden.name, case.rule, case.objective, case.settings);
            let reason = LEFT_OUT.iter().find(|(name, rule, _)| *name == golden.name && is_of(case, rule));
            if let Some((name, rule, reason)) = reason {
                *left.entry(format!("{name} {rule}: {reason}")).or_default() += 1;
                continue;
            }
            let library = libraries.iter().copied().find(|library| inside(library, &case.rule).is_some());
            let (spec, hyper) = match hyper(library.unwrap_or(last), case) {
                Ok(found) => found,
                Err(reason) => {
                    *left.entry(format!("{} {}: {reason}", golden.name, case.rule)).or_default() += 1;
                    continue;
                }
            };
            let points = match case.precision {
                Precision::F64 => run::<f64>(spec, &hyper, &golden.name, case),
                Precision::F32 => run::<f32>(spec, &hyper, &golden.name, case),
            };
            let Some(points) = points else {
                *left.entry(format!("{} {}: learns from samples only", golden.name, case.rule)).or_default() += 1;
                continue;
            };
            let apart = difference(&points, &case.points);
            let coarser = COARSER.iter().find(|(name, rule, ..)| *name == golden.name && *rule == case.rule);
            let limit = coarser.map_or(limit(case.precision) * case.slack, |(_, _, limit, _)| *limit);
            let fits = apart <= limit;
            if !fits {
                wrong.push(format!("{what}: {apart:e}"));
                continue;
            }
            count += 1;
            let largest = &mut largest[usize::from(case.precision == Precision::F32)];
            *largest = Some(largest.unwrap_or(0.0).max(apart));
            equal += usize::from(points == case.points);
        }
        passed += count;
        let [double, single] =
            largest.map(|largest| largest.map_or("—".to_owned(), |largest| format!("{largest:.1e}")));
        let (all, out) = (golden.cases.len(), golden.cases.len() - count);
        writeln!(report, "{:20} {all:7} {count:7} {out:9} {equal:12} {double:>15} {single:>15}", golden.name).unwrap();
    }
    println!("{report}\n{passed} traces pass. Coarser than 1e-12 in f64 and 2e-5 in f32:");
    for (name, rule, limit, reason) in COARSER {
        println!("  {limit:7.0e} {name} {rule}: {reason}");
    }
    println!("Left out:");
    for (reason, cases) in &left {
        println!("  {cases:3} {reason}");
    }
    assert!(wrong.is_empty(), "{} traces differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(passed >= MOST_RECENT, "{passed} traces pass, and there were {MOST_RECENT}");
}

/// How many there are: no record may lose one.
const MOST_RECENT: usize = 605;

#[test]
fn what_a_record_says_fits_our_catalog() {
    for library in ALL {
        assert_eq!(library.names.first(), Some(&library.name), "{}", library.label);
        for class in library.classes {
            assert!(!class.forms.is_empty(), "{} {}", library.label, class.name);
            for form in class.forms {
                let spec = Spec::named(form.optimizer);
                assert!(spec.is_some(), "{} {}: {}", library.label, class.name, form.optimizer);
                assert!(usize::from(form.name) < library.names.len(), "{} {}", library.label, class.name);
                for condition in [form.when, form.and].map(|condition| condition_of(condition).0) {
                    let known = condition.is_empty() || class.argument(condition).is_some();
                    assert!(known, "{} {}: {condition}", library.label, class.name);
                }
                assert!(form.with.iter().all(|(name, _)| sgd_playground::catalog::Setting::named(name).is_some()));
            }
            for (setting, _) in class.arguments.iter().flat_map(|argument| argument.settings(0.5)) {
                let known = sgd_playground::catalog::Setting::named(setting);
                assert!(known.is_some(), "{} {}: {setting}", library.label, class.name);
            }
        }
        // What Keras and PyTorch are in every edition is what their records say.
        if library.is_built_in() {
            for form in library.classes.iter().flat_map(|class| class.forms) {
                let convention =
                    sgd_playground::optimizer::Convention::all().find(|c| c.name() == library.name).unwrap();
                let parts = Spec::named(form.optimizer).unwrap().parts(convention).unwrap();
                assert_eq!(*parts, form.parts, "{} {}", library.label, form.optimizer);
            }
        }
    }
}
