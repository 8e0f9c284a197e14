//! The update rules against those of Keras, PyTorch and optax: traces that `golden/optimizers.py` has made with them.

use crate::common;
use crate::common::{config, settings};
use serde_json::Value as Json;
use sgd_playground::config::Settings;
use sgd_playground::experiment::Experiment;
use sgd_playground::maps::descend::descend;
use sgd_playground::optimizer::parts::Order;
use sgd_playground::optimizer::{self, Convention, Explained, MOST_KNOBS, MOST_SLOTS, Step, Term, explain};
use std::collections::BTreeMap;

const LIBRARIES: [(&str, &str); 3] = [
    ("keras", include_str!("golden/keras.json")),
    ("torch", include_str!("golden/torch.json")),
    ("optax", include_str!("golden/optax.json")),
];

/// The largest difference that is the same: relative, below [`FLOOR`] as if the number were that.
const SAME: f64 = 1e-9;
/// Where a library computes in bfloat16, whose numbers have 8 bits.
const COARSE: f64 = 4e-2;
const FLOOR: f64 = 1e-3;
/// The same where a library computes some part in 32 bits: Keras means, Optax the share of a new square in Adafactor.
const SINGLE: f64 = 1e-6;

fn difference(found: f64, expected: f64) -> f64 {
    (found - expected).abs() / expected.abs().max(FLOOR)
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap_or_else(|| panic!("{json} is no text"))
}

fn number(json: &Json) -> f64 {
    json.as_f64().unwrap_or_else(|| panic!("{json} is no number"))
}

fn list(json: &Json) -> &[Json] {
    json.as_array().unwrap_or_else(|| panic!("{json} is no list"))
}

fn assignments(json: &Json) -> Vec<String> {
    let fields = json.as_object().unwrap_or_else(|| panic!("{json} is no object"));
    fields.iter().map(|(name, value)| format!("{name}={value}")).collect()
}

/// To that step, also where a run has come to rest before.
fn steps(run: &mut Experiment, to: usize) {
    while run.steps() < to && run.cause().is_none() {
        run.step();
    }
}

/// Those of the optimizers that this edition has: the whole engine has all.
fn cases(golden: &Json) -> impl Iterator<Item = &Json> {
    let has = |case: &&Json| cfg!(feature = "full") || optimizer::Spec::named(text(&case["optimizer"])).is_some();
    list(&golden["cases"]).iter().filter(has)
}

/// What a case asks for, besides the library's defaults.
fn configuration(case: &Json) -> String {
    let start: Vec<String> = list(&case["start"]).iter().map(Json::to_string).collect();
    let mut parts = vec![
        format!("optimizer={}&convention={}", text(&case["optimizer"]), text(&case["convention"])),
        format!("formula={}&start={}", text(&case["formula"]), start.join(",")),
    ];
    parts.extend(assignments(&case["settings"]));
    parts.join("&")
}

#[test]
fn every_rule_is_that_of_the_libraries() {
    // Optimizer, then by library the number of cases and the largest difference.
    let mut table: BTreeMap<String, BTreeMap<&str, (usize, f64)>> = BTreeMap::new();
    for (library, golden) in LIBRARIES {
        let golden: Json = serde_json::from_str(golden).unwrap_or_else(|error| panic!("{library}.json: {error}"));
        println!("{library} {}, in {}", text(&golden["version"]), text(&golden["precision"]));
        for case in cases(&golden) {
            let what = configuration(case);
            // What the library's defaults are that ours differ from is said outright; which those may be is tested below.
            let said = assignments(&case["settings"]);
            let name = |assignment: &String| assignment.split('=').next().unwrap_or_default().to_owned();
            let silent = assignments(&case["defaults"]).into_iter().filter(|d| said.iter().all(|s| name(s) != name(d)));
            let mut run = common::run(&format!("{what}&{}", silent.collect::<Vec<_>>().join("&")));
            let rows: Vec<usize> = list(&case["rows"]).iter().map(|row| number(row) as usize).collect();
            let last = *rows.last().expect("a case has rows");
            assert!(last >= 200, "{what}: {last} steps");
            for change in list(&case["changes"]) {
                steps(&mut run, number(&change[0]) as usize);
                run.set(&Settings::new(&settings(&assignments(&change[1]).join("&")))).unwrap();
            }
            steps(&mut run, last);
            let trace = run.trace();
            assert_eq!(trace.len(), last + 1, "{what}: {:?}", run.cause());
            let same = match text(&case["precision"]) {
                "f64" => SAME,
                "bf16" => COARSE,
                _ => SINGLE,
            };
            let mut largest = 0.0f64;
            for (index, &row) in rows.iter().enumerate() {
                let expected = list(&case["params"][index]).iter().map(number);
                for (found, expected) in trace.params[2 * row..2 * row + 2].iter().zip(expected) {
                    largest = largest.max(difference(*found, expected));
                }
                largest = largest.max(difference(trace.loss[row], number(&case["loss"][index])));
                assert!(largest <= same, "{library} {what}, {}: {largest:e} by step {row}", case["variant"]);
            }
            let entry = table.entry(text(&case["optimizer"]).to_owned()).or_default().entry(library).or_default();
            *entry = (entry.0 + 1, entry.1.max(largest));
        }
    }
    println!("\n{:12} {:>18} {:>18} {:>18}   cases, largest relative difference", "", "Keras", "PyTorch", "optax");
    for spec in optimizer::ALL {
        let found = table.get(spec.name).unwrap_or_else(|| panic!("no golden trace of {}", spec.name));
        let cell = |library| match found.get(library) {
            Some((cases, largest)) => format!("{cases} {largest:8.1e}"),
            None => "—".to_owned(),
        };
        println!("{:12} {:>18} {:>18} {:>18}", spec.name, cell("keras"), cell("torch"), cell("optax"));
        let reference = spec.reference.unwrap_or("keras");
        assert!(found.contains_key(reference), "{} is not compared with {reference}", spec.name);
        let own = found.contains_key("torch") || !spec.differs(Convention::Torch);
        assert!(own, "{} has a rule of PyTorch's, which nothing tests", spec.name);
        // What stands in records alone is compared with each of these libraries that has it. The whole engine has records.
        #[cfg(feature = "full")]
        {
            let recorded = Convention::all().filter(|&convention| spec.reference.is_some() && spec.knows(convention));
            for library in
                recorded.filter_map(Convention::library).filter(|one| LIBRARIES.iter().any(|l| l.0 == one.name))
            {
                assert!(found.contains_key(library.name), "{} is not compared with {}", spec.name, library.label);
            }
        }
    }
}

#[test]
fn what_is_usual_is_what_the_libraries_begin_with() {
    let mut tested = 0;
    for (library, golden) in &LIBRARIES {
        let golden: Json = serde_json::from_str(golden).unwrap_or_else(|error| panic!("{library}.json: {error}"));
        let own = |case: &&Json| case["variant"] == "default" && case["convention"] == *library;
        for case in cases(&golden).filter(own) {
            let config = config(&configuration(case));
            let numbers: BTreeMap<&str, f64> = config.tuning.numbers().into_iter().collect();
            for (name, usual) in case["defaults"].as_object().expect("defaults") {
                // Keras and PyTorch have one class for three of ours, without momentum by default.
                if name == "momentum" && config.tuning.optimizer.name != "rmsprop" {
                    continue;
                }
                assert_eq!(
                    numbers.get(&**name),
                    Some(&number(usual)),
                    "{library}, {}: {name}",
                    config.tuning.optimizer.name
                );
                tested += 1;
            }
        }
    }
    assert!(tested > 100, "{tested}");
}

/// Configurations that together use everything an optimizer can be told.
fn variants() -> Vec<String> {
    let around =
        ["", "&weightDecay=0.1", "&l2=0.3", "&clipValue=0.7", "&clipNorm=0.5&l2=0.1", "&schedule=cosine&warmup=5"];
    let specs = optimizer::ALL.iter().flat_map(|spec| {
        let known = Convention::all().filter(|&convention| spec.knows(convention));
        known.map(|convention| format!("optimizer={}&convention={}", spec.name, convention.name()))
    });
    specs.flat_map(|rule| around.map(|around| format!("{rule}{around}"))).collect()
}

#[test]
fn many_runs_at_once_are_the_same_as_one_by_one() {
    for variant in variants() {
        for objective in ["himmelblau", "line&seed=3&batchSize=full"] {
            let what = format!("objective={objective}&{variant}");
            let config = config(&what);
            let starts = [[0.5, -1.0], [-2.0, 2.5], [1.5, 0.25]].concat();
            let ends = descend(&config.objective, config.tuning.optimizer, &config.tuning.hyper, &starts, 40);
            for (start, end) in starts.chunks(2).zip(ends.chunks(2)) {
                let mut run = common::run(&format!("{what}&start={},{}", start[0], start[1]));
                steps(&mut run, 40);
                assert_eq!(run.params(), end, "{what} from {start:?}");
            }
        }
    }
}

#[test]
fn a_rule_that_is_shown_is_the_rule_that_is_run() {
    for variant in variants() {
        let mut run = common::run(&format!("objective=himmelblau&start=0.5,-1&{variant}"));
        for _ in 0..5 {
            let (params, slots, rate) = (run.params().to_vec(), run.slots().to_vec(), run.rate());
            run.step();
            let gradient = run.drawn().expect("a step draws").gradient().to_vec();
            for k in 0..2 {
                let step = Step {
                    rate,
                    t: run.steps(),
                    variables: run.config().objective.variables(),
                    params: &params,
                    gradient: &gradient,
                    slots: &slots,
                };
                let shown = explain(run.config().tuning.optimizer, &run.config().tuning.hyper, &step, k);
                let (letter, node) = shown.lines.last().expect("a rule has lines");
                assert_eq!(letter, ["x", "y"][k]);
                let found = shown.terms[*node].value;
                assert!(
                    (found - run.params()[k]).abs() <= 1e-14 * found.abs(),
                    "{variant}: {found} {:?}",
                    run.params()
                );
                for (letter, node) in &shown.lines {
                    assert!(!letter.is_empty(), "{variant}");
                    assert_ne!(&shown.terms[*node].symbol, letter, "{variant}: a line that says nothing");
                }
                // Whatever is remembered, read and changed has a line that says how.
                for (place, slot) in run.config().tuning.optimizer.slots.iter().enumerate() {
                    let of_one = format!("{}_{}", slot.symbol, ["x", "y"][k]);
                    let is_named = |symbol: &str| [slot.symbol, &of_one].contains(&symbol);
                    let is_read = read(&shown).any(|term| is_named(&term.symbol));
                    let is_told = shown.lines.iter().any(|(letter, _)| is_named(letter));
                    let is_changed = run.slots()[place][k] != slots[place][k];
                    assert!(!is_read || is_told || !is_changed, "{variant}: {of_one}");
                }
            }
        }
    }
}

/// All terms of which the lines are made.
fn read(shown: &Explained) -> impl Iterator<Item = &Term> {
    let mut is_read = vec![false; shown.terms.len()];
    shown.lines.iter().for_each(|&(_, node)| is_read[node] = true);
    for (node, term) in shown.terms.iter().enumerate().rev() {
        if is_read[node] {
            term.arguments.iter().for_each(|&argument| is_read[argument] = true);
        }
    }
    shown.terms.iter().zip(is_read).filter_map(|(term, is_read)| is_read.then_some(term))
}

/// The look-ahead form is Keras' form, seen from another point: w (Keras) = w + β·v.
#[test]
fn the_three_forms_of_nesterov_are_one_run() {
    let form = |convention| {
        let text =
            format!("objective=rosenbrock&optimizer=nesterov&learningRate=0.0005&momentum=0.9&convention={convention}");
        common::run(&text)
    };
    let mut runs = ["keras", "torch", "sutskever"].map(form);
    for step in 0..300 {
        runs.iter_mut().for_each(Experiment::step);
        let [keras, torch, sutskever] = &runs;
        for k in 0..2 {
            assert!(difference(torch.params()[k], keras.params()[k]) < 1e-10, "step {step}");
            let ahead = sutskever.params()[k] + 0.9 * sutskever.slots()[0][k];
            assert!(difference(ahead, keras.params()[k]) < 1e-10, "step {step}: {ahead}");
        }
    }
}

/// On L = λ/2·w², a rate a little below the bound converges and one a little above does not. With a λ of 200, every bound is a
/// rate that can be chosen.
#[test]
fn steps_are_stable_up_to_the_bound_and_not_beyond() {
    let mut tested = 0;
    for spec in optimizer::ALL
        .iter()
        .filter(|spec| spec.slots.len() < 2 && spec.stability.as_ref().is_some_and(|s| s.scale.is_none()))
    {
        let stability = spec.stability.as_ref().unwrap_or_else(|| panic!("{} has no bound", spec.name));
        for (momentum, dampening) in [(0.0, 0.0), (0.5, 0.0), (0.9, 0.0), (0.99, 0.0), (0.9, 0.4)] {
            for convention in Convention::all().filter(|&convention| spec.knows(convention)) {
                let parts = spec.parts(convention).expect("it knows the convention");
                let mut knobs = [0.0; MOST_KNOBS];
                knobs[..spec.knobs.len()].copy_from_slice(&[momentum, dampening][..spec.knobs.len()]);
                let bound = (stability.bound)(parts, &knobs);
                let end = |part: f64| {
                    let text = format!(
                        "formula=100*x^2&start=1&optimizer={}&convention={}&momentum={momentum}&dampening={dampening}&learningRate={}",
                        spec.name,
                        convention.name(),
                        part * bound / 200.0
                    );
                    let mut run = common::run(&text);
                    steps(&mut run, 4000);
                    run.params()[0].abs()
                };
                assert!(end(0.99) < 1e-6, "{} {momentum} {}: {}", spec.name, convention.name(), end(0.99));
                assert!(end(1.01) > 10.0, "{} {momentum} {}: {}", spec.name, convention.name(), end(1.01));
                tested += 1;
            }
        }
    }
    assert!(tested >= 12, "{tested}");
}

/// Schedule-Free is stable up to 2/(1 − β), once its average has slowed down.
#[cfg(feature = "full")]
#[test]
fn schedule_free_is_stable_up_to_its_bound_and_not_beyond() {
    let spec = optimizer::Spec::named("schedule-free-sgd").expect("the whole engine has it");
    let bound = spec.stability.as_ref().expect("it has a bound").bound;
    for beta in [0.3, 0.5, 0.8] {
        let mut knobs = [0.0; MOST_KNOBS];
        knobs[0] = beta;
        let end = |part: f64| {
            let rate = part * bound(spec.parts(spec.own_convention()).expect("its own"), &knobs) / 200.0;
            let text =
                format!("formula=100*x^2&start=1&optimizer=schedule-free-sgd&interpolation={beta}&learningRate={rate}");
            let mut run = common::run(&text);
            steps(&mut run, 4000);
            run.params()[0].abs()
        };
        assert!(end(0.99) < 1e-2, "{beta}: {}", end(0.99));
        assert!(end(1.01) > 10.0, "{beta}: {}", end(1.01));
    }
}

/// The average is (w − (1−β)·z)/β, and by equal weights the mean of all z, whatever the rate was.
#[cfg(feature = "full")]
#[test]
fn the_average_of_schedule_free_is_the_mean_of_its_steps() {
    let mut run = common::run(
        "objective=himmelblau&optimizer=schedule-free-adamw&learningRate=0.05&interpolation=0.8&schedule=cosine&decaySteps=40",
    );
    let place = run.config().tuning.optimizer.average().expect("it has an average");
    assert_eq!((place, &run.slots()[place][..]), (1, run.params()));
    let mut sums = [0.0; 2];
    for step in 1..=60 {
        run.step();
        for (k, sum) in sums.iter_mut().enumerate() {
            let (z, average) = (run.slots()[0][k], run.slots()[place][k]);
            *sum += z;
            assert!((average - *sum / f64::from(step)).abs() < 1e-12, "{step}: {average}");
            assert!((run.params()[k] - 0.2 * z - 0.8 * average).abs() < 1e-12);
        }
    }
}

/// From step t₀ + 2 on; until then the average is the point itself.
#[cfg(feature = "full")]
#[test]
fn the_average_of_asgd_is_the_mean_of_its_points() {
    let mut run = common::run("objective=himmelblau&optimizer=asgd&learningRate=0.01&decayTerm=0.5&averagingStart=20");
    let place = run.config().tuning.optimizer.average().expect("it has an average");
    let mut sums = [0.0; 2];
    for step in 1..=60 {
        run.step();
        for (k, sum) in sums.iter_mut().enumerate() {
            *sum = if step <= 22 { run.params()[k] } else { *sum + run.params()[k] };
            let mean = *sum / f64::from((step - 21).max(1));
            assert!((run.slots()[place][k] - mean).abs() < 1e-12, "{step}: {}", run.slots()[place][k]);
        }
    }
}

/// A matrix and a vector after four steps of `torch.optim.Adafactor([w, b], lr=0.1, weight_decay=0.01)` in PyTorch 2.15.0, in
/// float64: of the matrix it has the means of rows and columns alone.
#[cfg(feature = "full")]
#[test]
fn adafactor_remembers_a_matrix_by_its_rows_and_columns() {
    const FACTORS: [f64; 6] = [1.0, 2.0, 3.0, -1.0, 0.5, 0.25];
    const EXPECTED: [f64; 9] = [
        0.40000525847061424,
        -0.7385496236935664,
        1.682632354149596,
        2.6049503087276205,
        0.13435498737472357,
        -0.7212646187123621,
        0.01219601427902981,
        -0.28397603311225544,
        0.2197582348366018,
    ];
    let tuning = config("objective=bowl&optimizer=adafactor&convention=torch&learningRate=0.1&weightDecay=0.01").tuning;
    let (spec, hyper) = (tuning.optimizer, &tuning.hyper);
    let mut stepper = optimizer::Stepper::<f64>::for_tensors(spec, hyper, &[vec![2, 3], vec![3]]);
    let mut w = vec![0.5, -1.0, 2.0, 1.5, 0.25, -0.75, 0.1, -0.2, 0.3];
    let mut slots = spec.slots_for(&hyper.knobs, hyper.parts, &w);
    for step in 0..4 {
        let matrix = w.iter().zip(FACTORS).map(|(x, factor)| (x + 0.1 * f64::from(step)) * factor);
        let vector = w[6..].iter().map(|x| x * x + 0.05 * f64::from(step));
        let gradient: Vec<f64> = matrix.chain(vector).collect();
        let (mut next, mut next_slots) = (w.clone(), slots.clone());
        stepper.step(
            0.1,
            usize::try_from(step).expect("it is small") + 1,
            &gradient,
            (&w, &slots),
            (&mut next, &mut next_slots),
        );
        (w, slots) = (next, next_slots);
    }
    for (found, expected) in w.iter().zip(EXPECTED) {
        assert!((found - expected).abs() < 1e-12, "{found} for {expected}");
    }
    // The slots of a matrix repeat what they are means of.
    assert!(slots[0][0] == slots[0][2] && slots[1][0] == slots[1][3], "{slots:?}");
}

/// On x² + 10·y² the sharpness is 20 wherever one stands, and Newton's step leads to the minimum.
#[test]
fn steadiness_is_what_the_curvature_says() {
    let mut run = common::run("formula=x^2+10*y^2&start=-1.5,1&optimizer=sgd&learningRate=0.01");
    run.step();
    let steady = run.steadiness().expect("plain descent has a bound");
    assert_eq!((steady.step, steady.rate, steady.bound, steady.scaled), (1, 0.01, 2.0, false));
    assert!((steady.sharpness - 20.0).abs() < 1e-12, "{}", steady.sharpness);
    // From (−1.47, 0.8); the step was (0.03, −0.2).
    let expected = 1.47f64.hypot(0.8) / 0.03f64.hypot(0.2);
    let found = steady.steps_left.expect("there is a minimum ahead");
    assert!((found - expected).abs() < 1e-9 * expected, "{found} for {expected}");

    let mut diverging = common::run("formula=x^4&start=0.5&optimizer=momentum&momentum=0.5&learningRate=0.9");
    diverging.train(1000, None);
    let steady = diverging.steadiness().expect("momentum has a bound");
    assert!(diverging.cause().is_none() || steady.rate * steady.sharpness > steady.bound, "{steady:?}");
    assert_eq!(common::run("formula=x^2&optimizer=lion").steadiness(), None);
    // Flat and straight: curved upwards in no direction. And where there is no curvature, nothing is said of it.
    for flat in ["0*x + 0*y", "x + y", "sign(x) + y"] {
        let steady = common::run(&format!("formula={flat}&optimizer=sgd")).steadiness().expect("a bound");
        assert_eq!((steady.sharpness, steady.steps_left), (0.0, None), "{flat}");
    }
    assert_eq!(common::run("formula=abs(x)^1.5&start=0&optimizer=sgd").steadiness(), None);
    let penalised = common::run("formula=x^2&start=1&optimizer=sgd&l2=3").steadiness().expect("a bound");
    assert_eq!(penalised.sharpness, 5.0);
}

#[test]
fn the_rule_of_a_step_has_the_numbers_of_that_step() {
    let mut run = common::run("objective=line&batchSize=4&seed=2&optimizer=adam&learningRate=0.1");
    assert!(run.explain(0).is_none(), "no batch has been looked at");
    for _ in 0..3 {
        run.step();
        let explained = run.explain(1).expect("a step was taken");
        assert_eq!((explained.step, explained.taken), (run.steps(), true));
        let (_, node) = explained.rule.lines.last().expect("lines");
        let found = explained.rule.terms[*node].value;
        assert!((found - run.params()[1]).abs() < 1e-14, "{found} for {:?}", run.params());
    }
    // A change of settings is not a change of what has been.
    let before = run.explain(0).expect("a step was taken").rule;
    run.set(&Settings::new(&settings("optimizer=sgd&learningRate=0.5"))).unwrap();
    assert_eq!(run.explain(0).map(|explained| explained.rule), Some(before));
    run.rewind(0);
    assert!(run.explain(0).is_none() && run.explain(9).is_none());
}

/// Without momentum a step is −α · scale · g, whatever the rule: the scale is the rule's own.
#[test]
fn what_a_rule_multiplies_a_gradient_by_is_what_steadiness_says() {
    let mut tested = 0;
    for spec in optimizer::ALL {
        let Some(scale) = spec.stability.as_ref().and_then(|stability| stability.scale) else { continue };
        for convention in Convention::all().filter(|&convention| spec.knows(convention)) {
            // Without a mean, no gradient is another than AdaBelief has expected: all that it measures by is this.
            let measure = if spec.name == "adabelief" { "&varianceEpsilon=1" } else { "" };
            let text = format!(
                "objective=himmelblau&optimizer={}&convention={}&beta1=0&momentum=0&weightDecay=0&epsilon=0.01{measure}",
                spec.name,
                convention.name()
            );
            let mut run = common::run(&text);
            for _ in 0..7 {
                let (params, gradient, rate) = (run.params().to_vec(), run.gradient().to_vec(), run.rate());
                // Adadelta measures a step by the steps before it: its mean is the one before this step.
                let before = run.slots().to_vec();
                run.step();
                for k in 0..2 {
                    let mut slots = [0.0; MOST_SLOTS];
                    for (slot, values) in slots.iter_mut().zip(run.slots()) {
                        *slot = values[k];
                    }
                    let parts = spec.parts(convention).expect("it knows the convention");
                    if spec.name == "adadelta" {
                        slots[1] = before[1][k];
                    }
                    if parts.order == Order::Old {
                        slots[0] = before[0][k];
                    }
                    let mut knobs = [0.0; MOST_KNOBS];
                    for (knob, value) in knobs.iter_mut().zip(run.config().tuning.hyper.rule_knobs()) {
                        *knob = value;
                    }
                    let factor = scale(parts, &knobs, &slots, run.steps() as f64);
                    // It is z that takes the steps of Schedule-Free.
                    let step = match spec.name {
                        "schedule-free-adamw" => run.slots()[0][k] - before[0][k],
                        _ => run.params()[k] - params[k],
                    };
                    let (found, expected) = (step, -rate * factor * gradient[k]);
                    assert!(expected.is_finite(), "{text}: {expected}");
                    assert!((found - expected).abs() <= 1e-9 * expected.abs(), "{text}: {found} for {expected}");
                    tested += 1;
                }
            }
        }
    }
    assert!(tested >= 2 * 7 * 14, "{tested}");
}

/// A rate that was small at first and large later made the run diverge later.
#[test]
fn a_divergence_is_explained_by_the_settings_of_its_time() {
    let mut run = common::run("formula=x^2+y^2&start=1,1&optimizer=momentum&learningRate=0.01");
    run.train(100, None);
    run.set(&Settings::new(&settings("learningRate=2"))).unwrap();
    run.train(10_000, None);
    let steady = run.steadiness().expect("momentum has a bound");
    assert_eq!((steady.step, steady.rate, steady.bound), (100, 2.0, 3.8), "{steady:?}");

    let decayed = common::run("formula=x^2&start=1&optimizer=sgd&learningRate=0.9&weightDecay=0.5").steadiness();
    assert_eq!(decayed.map(|steady| steady.sharpness), Some(2.5));
}

#[test]
fn a_change_in_mid_step_takes_the_look_ahead_again() {
    let text = "objective=rosenbrock&optimizer=nesterov&convention=sutskever&learningRate=0.001";
    let mut run = common::run(text);
    run.train(5, None);
    run.next_move();
    run.next_move();
    run.set(&Settings::new(&settings("momentum=0.1"))).unwrap();
    run.train(5, None);
    let mut again = run.fork(9);
    again.step();
    assert_eq!(again.params(), run.params());
}

/// Taking up the rules of another library in mid-run, a run goes on with what it remembers: where two rules are the same
/// at a constant rate, nothing is to be seen of the change.
#[test]
fn a_change_of_library_is_no_jump() {
    let conventions = |spec: &'static optimizer::Spec| Convention::all().filter(move |&c| spec.knows(c));
    let mut tested = 0;
    for spec in optimizer::ALL {
        for from in conventions(spec) {
            let is_built_in = |convention| Convention::BUILT_IN.contains(&convention);
            for to in conventions(spec).filter(|&to| to != from && (is_built_in(to) || is_built_in(from))) {
                let text = format!(
                    "objective=himmelblau&optimizer={}&convention={}&epsilon=1e-12&learningRate=0.002&momentum=0.9&rho=0.9&weightDecay=0",
                    spec.name,
                    from.name()
                );
                let mut run = common::run(&text);
                steps(&mut run, 20);
                let mut kept = run.fork(20);
                let distance = |run: &Experiment, k: usize| {
                    let p = &run.trace().params;
                    (p[2 * k] - p[2 * k - 2]).hypot(p[2 * k + 1] - p[2 * k - 1])
                };
                let before =
                    distance(&run, 20).max(0.002 * run.gradient().iter().fold(0.0, |sum: f64, g| sum.hypot(*g)));
                run.set(&Settings::new(&settings(&format!("convention={}", to.name())))).unwrap();
                steps(&mut run, 21);
                steps(&mut kept, 21);
                let what = format!("{text} to {}", to.name());
                assert!(distance(&run, 21) < 4.0 * before, "{what}: {} after {before}", distance(&run, 21));
                let is_one_rule = |c: Convention| matches!(c, Convention::Keras | Convention::Torch);
                if is_one_rule(from) && is_one_rule(to) && !matches!(spec.name, "nadam" | "adagrad" | "muon") {
                    for (a, b) in run.params().iter().zip(kept.params()) {
                        assert!(difference(*a, *b) < 1e-6, "{what}: {a} for {b}");
                    }
                }
                // Going back, the change is made again, by the rate of its time.
                run.set(&Settings::new(&settings("learningRate=0.003"))).unwrap();
                steps(&mut run, 30);
                let end = run.params().to_vec();
                run.rewind(10);
                steps(&mut run, 30);
                let mut again = run.fork(30);
                again.rewind(25);
                steps(&mut again, 30);
                assert_eq!(again.params(), run.params(), "{what}");
                assert_eq!(run.params().len(), end.len());
                tested += 1;
            }
        }
    }
    assert!(tested >= 24, "{tested}");
}
