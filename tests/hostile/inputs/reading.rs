//! Texts that are read: formulas, and calls pasted from programs.

use super::check_at;
use sgd_playground::config::{Config, Value};
use sgd_playground::experiment::Experiment;
use sgd_playground::formula::Formula;
use sgd_playground::graph::Plan;
use sgd_playground::library::pasted;
use sgd_playground::objective::{Objective, Order};

/// A formula: read, written, derived twice, run and drawn.
pub fn formula(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let formula = match Formula::parse(text) {
        Ok(formula) => formula,
        Err(error) => return check_at(&error, text),
    };
    let printed = formula.to_text();
    // What is printed has parentheses that the text may have done without.
    if let Ok(again) = Formula::parse(&printed) {
        assert_eq!(again.to_text(), printed, "{text}");
    }
    let objective = Objective::formula(text).expect("what was read");
    let mut plan: Plan<f64> = objective.plan(Order::Hessian, 1);
    for at in [0.0, -0.5, 1e300] {
        (0..objective.dim()).for_each(|k| plan.set_input(k, &[at]));
        plan.run(1);
    }
    let values = [("formula".to_owned(), Value::Text(text.to_owned()))];
    let mut run = Experiment::new(Config::read(&values, || Ok(1)).expect("what was read"));
    run.train(5, None);
    run.rewind(2);
}

/// A call of a library's optimizer.
pub fn call(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Err(error) = pasted::read(text) {
        check_at(&error, text);
    }
}
