//! Settings that do not fit: each is named, with what was found and what fits, in both languages.

use crate::common;
use crate::common::settings;
use sgd_playground::catalog::{Kind, SETTINGS};
use sgd_playground::config::{Config, Settings, Value};
use sgd_playground::error::{Error, Result, code};
use sgd_playground::experiment::Experiment;
use sgd_playground::objective::{models, surfaces};
use sgd_playground::optimizer;

/// Settings, the code and key of the error that they make, and what its sentence has to name.
type Wrong = (&'static str, &'static str, Option<&'static str>, &'static [&'static str]);

const WRONG: &[Wrong] = &[
    ("learningrate=1", code::UNKNOWN_KEY, Some("learningrate"), &["“learningrate”", "learningRate", "batchSize"]),
    ("objective=bowl&width=3", code::UNKNOWN_KEY, Some("width"), &["“width”"]),
    ("objective=hill", code::UNKNOWN_NAME, Some("objective"), &["“hill”", "himmelblau", "logistic", "formula"]),
    ("objective=", code::UNKNOWN_NAME, Some("objective"), &["“”"]),
    ("optimizer=sdg", code::UNKNOWN_NAME, Some("optimizer"), &["“sdg”", "sgd", "nesterov"]),
    ("objective=formula", code::BAD_SHAPE, Some("formula"), &["needs a formula"]),
    ("formula=x+", code::FORMULA, Some("formula"), &["character 3"]),
    ("formula=", code::FORMULA, Some("formula"), &["no variable"]),
    ("learningRate=fast", code::BAD_TYPE, Some("learningRate"), &["“fast”", "0.000001", "10"]),
    ("learningRate=", code::BAD_TYPE, Some("learningRate"), &["0.000001", "10"]),
    ("learningRate=0", code::OUT_OF_RANGE, Some("learningRate"), &["is 0;", "0.000001", "10"]),
    ("learningRate=-0.1", code::OUT_OF_RANGE, Some("learningRate"), &["-0.1", "0.000001", "10"]),
    ("learningRate=10.5", code::OUT_OF_RANGE, Some("learningRate"), &["10.5", "0.000001", "10"]),
    ("learningRate=1e999", code::OUT_OF_RANGE, Some("learningRate"), &["0.000001", "10"]),
    ("momentum=1", code::OUT_OF_RANGE, Some("momentum"), &["is 1;", "0 to 0.999"]),
    ("momentum=0,9", code::BAD_TYPE, Some("momentum"), &["“0,9”", "0 to 0.999"]),
    ("convention=pytorch", code::UNKNOWN_NAME, Some("convention"), &["“pytorch”", "keras, torch"]),
    ("optimizer=adam&convention=sutskever", code::UNKNOWN_NAME, Some("convention"), &["“sutskever”", "keras, torch"]),
    ("schedule=linear", code::UNKNOWN_NAME, Some("schedule"), &["“linear”", "constant", "cosine-restarts"]),
    ("decaySteps=0", code::OUT_OF_RANGE, Some("decaySteps"), &["is 0;", "whole number", "1 to 1000000"]),
    ("optimizer=adam&beta1=1", code::OUT_OF_RANGE, Some("beta1"), &["is 1;", "0 to 0.999"]),
    ("optimizer=adam&beta2=NaN", code::BAD_TYPE, Some("beta2"), &["“NaN”", "0 to 0.9999"]),
    ("optimizer=adam&epsilon=0", code::OUT_OF_RANGE, Some("epsilon"), &["is 0;", " to 1"]),
    ("optimizer=rmsprop&centered=maybe", code::BAD_TYPE, Some("centered"), &["“maybe”", "0 to 1"]),
    ("optimizer=rmsprop&centered=2", code::OUT_OF_RANGE, Some("centered"), &["is 2;", "0 to 1"]),
    ("clipNorm=-1", code::OUT_OF_RANGE, Some("clipNorm"), &["-1", "0 to 100"]),
    ("objective=line&batchSize=0", code::OUT_OF_RANGE, Some("batchSize"), &["is 0;", "from 1", "full"]),
    ("objective=line&batchSize=2.5", code::OUT_OF_RANGE, Some("batchSize"), &["2.5", "whole number", "full"]),
    ("objective=line&batchSize=-8", code::OUT_OF_RANGE, Some("batchSize"), &["-8", "from 1"]),
    ("objective=line&batchSize=1e300", code::OUT_OF_RANGE, Some("batchSize"), &["1e", "from 1"]),
    ("objective=line&batchSize=all", code::BAD_TYPE, Some("batchSize"), &["“all”", "full"]),
    ("objective=line&samples=0", code::OUT_OF_RANGE, Some("samples"), &["is 0;", "1 to 1000"]),
    ("objective=line&samples=1001", code::OUT_OF_RANGE, Some("samples"), &["1001", "1 to 1000"]),
    ("objective=line&samples=3.5", code::OUT_OF_RANGE, Some("samples"), &["3.5", "whole number", "1 to 1000"]),
    ("objective=line&samples=many", code::BAD_TYPE, Some("samples"), &["“many”", "1 to 1000"]),
    ("seed=-1", code::OUT_OF_RANGE, Some("seed"), &["-1", "0 to 9007199254740991"]),
    ("seed=0.5", code::OUT_OF_RANGE, Some("seed"), &["0.5", "whole number"]),
    ("seed=9007199254740992", code::OUT_OF_RANGE, Some("seed"), &["0 to 9007199254740991"]),
    ("seed=today", code::BAD_TYPE, Some("seed"), &["“today”"]),
    ("objective=bowl&start=1", code::BAD_SHAPE, Some("start"), &["x, y"]),
    ("objective=line&start=1,2,3", code::BAD_SHAPE, Some("start"), &["1", "3", "w, b"]),
    ("objective=bowl&start=1;2", code::BAD_TYPE, Some("start"), &["“1;2”", "commas"]),
    ("objective=bowl&start=", code::BAD_TYPE, Some("start"), &["commas"]),
    ("objective=bowl&start=1,,2", code::BAD_TYPE, Some("start"), &["commas"]),
    ("objective=bowl&start=1,1e999", code::BAD_TYPE, Some("start"), &["finite"]),
    ("objective=bowl&domain=-1,1", code::BAD_SHAPE, Some("domain"), &["each variable, 2 in all"]),
    ("objective=bowl&domain=1,-1,-1,1", code::BAD_SHAPE, Some("domain"), &["lower and an upper"]),
    ("objective=bowl&domain=0,0,-1,1", code::BAD_SHAPE, Some("domain"), &["lower and an upper"]),
    ("objective=parabola&domain=-1e308,1e308", code::BAD_SHAPE, Some("domain"), &["domain"]),
    ("objective=bowl&domain=wide", code::BAD_TYPE, Some("domain"), &["“wide”"]),
    ("objective=line&data=1,2; 3", code::BAD_SHAPE, Some("data"), &["Sample 2", "2 finite numbers", "x, y"]),
    ("objective=line&data=1,2,3", code::BAD_SHAPE, Some("data"), &["Sample 1", "x, y"]),
    ("objective=logistic&data=1,2,1; 0,1,0; 1,2", code::BAD_SHAPE, Some("data"), &["Sample 3", "x1, x2, y"]),
    ("objective=logistic&data=1,2,1; 3,4,2", code::BAD_SHAPE, Some("data"), &["Sample 2", "y = 2", "0 or 1"]),
    ("objective=line&data=", code::BAD_SHAPE, Some("data"), &["0 samples", "1 to 1000"]),
    ("objective=line&data=one,two", code::BAD_TYPE, Some("data"), &["rows of numbers"]),
];

fn read(values: &[(String, Value)]) -> Result<Config> {
    Config::read(values, || Ok(1))
}

fn error_of(what: &str, values: &[(String, Value)]) -> Error {
    match read(values) {
        Ok(_) => panic!("{what} is taken"),
        Err(error) => error,
    }
}

/// Both sentences name what the error is about.
fn check(what: &str, error: &Error, code: &str, key: Option<&str>, named: &[&str]) {
    assert_eq!((error.code, error.key.as_deref()), (code, key), "{what}: {error}");
    for part in named {
        assert!(error.en.contains(part), "{what}: “{}” does not name {part}", error.en);
    }
    assert!(error.zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{what}: “{}”", error.zh);
    for digits in error.en.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() > 2) {
        assert!(error.zh.contains(digits), "{what}: “{}” does not name {digits}", error.zh);
    }
}

#[test]
fn wrong_settings_are_named() {
    for (text, code, key, named) in WRONG {
        check(text, &error_of(text, &settings(text)), code, *key, named);
    }
}

/// In which forms a setting can be given, besides as a text.
fn forms(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Number { .. } | Kind::Integer { .. } | Kind::Switch | Kind::Batch | Kind::Seed => &["a number"],
        Kind::Choice | Kind::Formula => &[],
        // One number is a list of one.
        Kind::Numbers => &["a number", "a list"],
        Kind::Rows => &["rows"],
    }
}

/// A setting of the line model, which has most of them.
fn of_a_line(name: &str, value: Value) -> Vec<(String, Value)> {
    let line = ("objective".to_owned(), Value::Text("line".into()));
    let own = (name.to_owned(), value);
    if ["objective", "formula"].contains(&name) { vec![own] } else { vec![line, own] }
}

#[test]
fn values_of_the_wrong_type_are_named() {
    for (form, value) in [
        ("a number", Value::Number(1.0)),
        ("a list", Value::Numbers(vec![1.0, 2.0])),
        ("rows", Value::Rows(vec![vec![1.0, 2.0]])),
        ("a function", Value::Other("a function".into())),
    ] {
        for setting in SETTINGS.iter().filter(|setting| !forms(setting.kind).contains(&form)) {
            let what = format!("{} as {form}", setting.name);
            let error = error_of(&what, &of_a_line(setting.name, value.clone()));
            check(&what, &error, code::BAD_TYPE, Some(setting.name), &[setting.name]);
        }
    }
}

#[test]
fn what_is_no_number_is_out_of_every_range() {
    for setting in SETTINGS.iter().filter(|setting| forms(setting.kind) == ["a number"]) {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let what = format!("{} = {value}", setting.name);
            let error = error_of(&what, &of_a_line(setting.name, Value::Number(value)));
            check(&what, &error, code::OUT_OF_RANGE, Some(setting.name), &[setting.name]);
        }
    }
    for (name, value) in [("start", vec![f64::NAN, 1.0]), ("domain", vec![-1.0, 1.0, -1.0, f64::INFINITY])] {
        let what = format!("{name} = {value:?}");
        let error = error_of(&what, &[(name.to_owned(), Value::Numbers(value))]);
        check(&what, &error, code::BAD_TYPE, Some(name), &["finite"]);
    }
    let rows = Value::Rows(vec![vec![1.0, 2.0], vec![1.0, f64::NAN]]);
    let error = error_of("data", &of_a_line("data", rows));
    check("data with NaN", &error, code::BAD_SHAPE, Some("data"), &["Sample 2", "finite"]);
}

#[test]
fn an_empty_list_is_named() {
    for (name, found) in [("start", "start is []"), ("domain", "domain is []"), ("data", "0 samples")] {
        let error = error_of(name, &of_a_line(name, Value::Numbers(Vec::new())));
        check(name, &error, code::BAD_SHAPE, Some(name), &[found]);
    }
}

#[test]
fn the_ends_of_every_range_fit() {
    for setting in SETTINGS {
        let (low, high) = match setting.kind {
            Kind::Number { min, max, .. } | Kind::Integer { min, max, .. } => (min, max),
            Kind::Switch => (0.0, 1.0),
            Kind::Seed => (0.0, sgd_playground::catalog::MAX_SEED),
            Kind::Batch => (1.0, 1e6),
            _ => continue,
        };
        for value in [Value::Number(low), Value::Number(high), Value::Text(format!(" {low} "))] {
            let config = read(&of_a_line(setting.name, value.clone()));
            assert!(config.is_ok(), "{} = {value:?}: {:?}", setting.name, config.err());
        }
    }
}

#[test]
fn every_name_of_the_catalog_makes_a_run() {
    let objectives = surfaces::ALL.iter().map(|surface| surface.name).chain(models::ALL.iter().map(|model| model.name));
    for objective in objectives {
        for optimizer in optimizer::ALL {
            let config = common::config(&format!("objective={objective}&optimizer={}", optimizer.name));
            assert_eq!((config.name.as_str(), config.tuning.optimizer.name), (objective, optimizer.name));
            assert_eq!((config.domain.len(), config.start.len()), (2 * config.objective.dim(), config.objective.dim()));
        }
    }
}

#[test]
fn text_says_what_numbers_and_lists_say() {
    let text =
        settings("objective=line&learningRate=0.05&batchSize=4&start=1,-2&domain=-1,2,-3,4&data=1,2; 3,4;5,6.5&seed=7");
    let list = |numbers: &[f64]| Value::Numbers(numbers.to_vec());
    let values = [
        ("objective", Value::Text("line".into())),
        ("learningRate", Value::Number(0.05)),
        ("batchSize", Value::Number(4.0)),
        ("start", list(&[1.0, -2.0])),
        ("domain", list(&[-1.0, 2.0, -3.0, 4.0])),
        ("data", Value::Rows(vec![vec![1.0, 2.0], vec![3.0, 4.0], vec![5.0, 6.5]])),
        ("seed", Value::Number(7.0)),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value));
    let mut runs = [&text[..], &values].map(|values| {
        let config = read(values).unwrap_or_else(|error| panic!("{values:?}: {error}"));
        assert!(config.own_data && config.samples() == 3 && config.domain == [-1.0, 2.0, -3.0, 4.0], "{values:?}");
        Experiment::new(config)
    });
    runs.iter_mut().for_each(|run| run.train(50, None));
    assert_eq!(runs[0].trace(), runs[1].trace());
}

#[test]
fn a_seed_is_drawn_only_where_none_is_given() {
    let drawn = Config::read(&settings("objective=line"), || Ok(77)).expect("it fits");
    assert_eq!(drawn.seed, 77);
    let given = Config::read(&settings("objective=line&seed=5"), || panic!("there is a seed")).expect("it fits");
    assert_eq!(given.seed, 5);
    let none = Config::read(&[], || Err(Error::new(code::UNAVAILABLE, format_args!("none"), format_args!("没有"))));
    assert_eq!(none.err().map(|error| error.code), Some(code::UNAVAILABLE));
}

#[test]
fn what_does_not_fit_in_mid_run_changes_nothing() {
    let mut run = common::run("objective=line&seed=1");
    run.train(5, None);
    let live = |config: &Config| (config.tuning.optimizer.name, config.tuning.hyper.clone(), config.tuning.batch_size);
    let before = live(run.config());
    for setting in SETTINGS.iter().filter(|setting| !setting.live) {
        let error = run
            .set(&Settings::new(&settings(&format!("learningRate=0.5&{}=1", setting.name))))
            .expect_err(setting.name);
        check(setting.name, &error, code::NOT_LIVE, Some(setting.name), &[setting.name]);
    }
    for (text, code, key) in [
        ("learningRate=0.5&momentum=7", code::OUT_OF_RANGE, "momentum"),
        ("learningRate=0.5&optimizer=best", code::UNKNOWN_NAME, "optimizer"),
        ("learningRate=0.5&batchSize=0", code::OUT_OF_RANGE, "batchSize"),
        ("learningRate=0.5&speed=3", code::UNKNOWN_KEY, "speed"),
    ] {
        let error = run.set(&Settings::new(&settings(text))).expect_err(text);
        assert_eq!((error.code, error.key.as_deref()), (code, Some(key)), "{text}: {error}");
    }
    assert_eq!(live(run.config()), before);
    assert_eq!((run.steps(), run.next_move_name()), (5, "draw"));
}
