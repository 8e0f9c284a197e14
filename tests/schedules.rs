//! Schedules against those of Keras: factors that `golden/schedules.py` has made with it.

use crate::common::{config, run, settings};
use serde_json::Value as Json;
use sgd_playground::config::Settings;
use sgd_playground::schedule;

#[test]
fn every_schedule_is_that_of_keras() {
    let golden: Json = serde_json::from_str(include_str!("golden/schedules.json")).expect("schedules.json");
    let steps: Vec<usize> = serde_json::from_value(golden["steps"].clone()).expect("steps");
    let cases = golden["cases"].as_array().expect("cases");
    for case in cases {
        let name = case["schedule"].as_str().expect("a name");
        let expected: Vec<f64> = serde_json::from_value(case["factors"].clone()).expect("factors");
        let schedule = config(&format!("schedule={name}")).tuning.hyper.schedule;
        for (&step, expected) in steps.iter().zip(expected) {
            let found = schedule.factor(step);
            // Keras has its cosines in f32.
            let same = if name.starts_with("cosine") { 1e-7 } else { 1e-13 };
            assert!((found - expected).abs() <= same, "{name} after {step}: {found} for {expected}");
        }
    }
    for kind in schedule::ALL.iter().filter(|kind| kind.name != "constant") {
        let tested = cases.iter().any(|case| case["schedule"].as_str().is_some_and(|name| name.starts_with(kind.name)));
        assert!(tested, "{} is not compared", kind.name);
    }
}

#[test]
fn a_warm_up_rises_to_the_whole_rate_and_the_schedule_begins_then() {
    for kind in schedule::ALL {
        let warm = config(&format!("schedule={}&warmup=10", kind.name)).tuning.hyper;
        let cold = config(&format!("schedule={}", kind.name)).tuning.hyper;
        for step in 0..10 {
            assert_eq!(warm.schedule.factor(step), (step + 1) as f64 / 10.0, "{} after {step}", kind.name);
        }
        for step in 0..300 {
            assert_eq!(warm.rate_at(step + 10), cold.rate_at(step), "{} after {step}", kind.name);
        }
    }
}

#[test]
fn a_schedule_and_its_rate_are_live() {
    let mut run = run("formula=x^2&start=1&optimizer=sgd&learningRate=0.1");
    run.train(3, None);
    run.set(&Settings::new(&settings("schedule=step&decaySteps=2&decayRate=0.5"))).unwrap();
    // Three steps are done, so one decay is over.
    assert_eq!(run.rate(), 0.05);
    run.step();
    assert_eq!(run.rate(), 0.025);
    run.set(&Settings::new(&settings("learningRate=0.4"))).unwrap();
    assert_eq!(run.rate(), 0.1);
    let whole = run.trace().clone();
    run.rewind(1);
    // Settings stay as they are now: the factors of the schedule hold for the steps that are taken again.
    assert_eq!(run.rate(), 0.4);
    assert_eq!(run.params(), &whole.params[1..2]);
}
