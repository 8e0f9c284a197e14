//! Random formulas with every optimizer, as a run and on every map: nothing panics, and many runs at once end as each does
//! alone. `PROPTEST_CASES=20000 cargo test --release --test engine fuzz::` takes as many.
#![cfg(feature = "full")]

use crate::common;
use crate::expression::{PAIRS, expressions, runner};
use crate::side_by_side::ends::{many, single};
use proptest::prelude::*;
use proptest::sample::select;
use sgd_playground::config::{Config, Value};
use sgd_playground::experiment::{Experiment, State};
use sgd_playground::maps::aims::Aims;
use sgd_playground::maps::basins::basins;
use sgd_playground::maps::contour::contours;
use sgd_playground::maps::descend::descend;
use sgd_playground::maps::field::{Grid, field};
use sgd_playground::maps::many::{Task, Vary};
use sgd_playground::maps::rates::{Axis, knob, rate_map};
use sgd_playground::maps::stationary::stationary_points;
use sgd_playground::optimizer::{self, Hyper};
use std::cell::Cell;

const STEPS: usize = 20;

/// What is asked of a formula.
#[derive(Clone, Copy, Debug)]
enum Asked {
    Run,
    Descend,
    Basins,
    Rates,
    Picture,
    Stationary,
}

/// Formulas of which a part of the gradient is 0 everywhere are rare among random ones, so some are made.
fn formulas() -> impl Strategy<Value = String> {
    let flat =
        select(vec!["sign(x)", "y", "x + 0*y", "0*x + 0*y", "y^2", "sign(x) + sign(y)", "x^0 + y", "min(x, -1e9)"]);
    prop_oneof![
        9 => (expressions(), select(PAIRS.to_vec())).prop_map(|(expression, names)| expression.text(&names)),
        1 => flat.prop_map(str::to_owned),
    ]
}

#[test]
fn every_formula_with_every_optimizer_on_every_map() {
    let optimizers = select(optimizer::ALL.iter().map(|spec| spec.name).collect::<Vec<_>>());
    let conventions = select(vec!["keras", "torch", "sutskever"]);
    let settings = select(vec![
        "learningRate=0.01",
        "learningRate=1&momentum=0",
        "learningRate=0.1&l2=0.01&clipNorm=2",
        "learningRate=0.1&schedule=cosine&weightDecay=0.01",
    ]);
    let asked =
        select(vec![Asked::Run, Asked::Descend, Asked::Basins, Asked::Rates, Asked::Picture, Asked::Stationary]);
    let [calls, compared] = [const { Cell::new(0) }; 2];
    runner(500)
        .run(
            &(formulas(), optimizers, conventions, settings, asked),
            |(formula, optimizer, convention, more, asked)| {
                let convention =
                    if optimizer == "nesterov" || convention != "sutskever" { convention } else { "keras" };
                let text = format!("optimizer={optimizer}&convention={convention}&{more}&seed=1");
                let mut values = common::settings(&text);
                values.push(("formula".to_owned(), Value::Text(formula.clone())));
                let Ok(config) = Config::read(&values, || Ok(1)) else { return Ok(()) };
                calls.set(calls.get() + 1);
                let here = format!("{asked:?} of {formula} with {text}");
                compared.set(compared.get() + ask(&config, asked, &here));
                Ok(())
            },
        )
        .unwrap();
    let (calls, compared) = (calls.get(), compared.get());
    println!("{calls} calls, {compared} runs compared");
    assert!(compared > calls / 10, "only {compared} runs were compared in {calls} calls");
}

/// Asks, and compares with single runs; tells how many were compared.
fn ask(config: &Config, asked: Asked, here: &str) -> usize {
    let Config { objective, domain, .. } = config;
    let hyper = &config.tuning.hyper;
    let grid = Grid::new(domain, 4, 3, 0).expect("a grid");
    match asked {
        Asked::Run => {
            let mut run = Experiment::new(config.clone());
            run.train(STEPS, None);
            assert_eq!(run.cause().is_some(), run.state() == State::Diverged, "{here}");
            run.rewind(STEPS / 2);
            0
        }
        Asked::Descend => {
            let starts = [config.start.clone(), domain.chunks(2).map(|side| side[0]).collect()].concat();
            let ends = descend(objective, config.tuning.optimizer, hyper, &starts, STEPS);
            let dim = objective.dim();
            let mut compared = 0;
            for (start, end) in starts.chunks(dim).zip(ends.chunks(dim)) {
                let mut run = Experiment::new(config.clone());
                run.set_start(start).expect("a start");
                (0..STEPS).for_each(|_| run.step());
                if run.state() != State::Diverged {
                    assert_eq!(end, run.params(), "{here} from {start:?}");
                    compared += 1;
                }
            }
            compared
        }
        Asked::Basins => {
            let aims = Aims::of(config);
            let task = Task { hyper, aims: &aims, max_steps: STEPS, cycles: false };
            let map = basins(&mut many(config, Vary::Starts), &task, &grid, 0..grid.height);
            let mut run = Experiment::new(config.clone());
            for (cell, outcome) in map.outcome.iter().enumerate() {
                let mut point = vec![grid.x((cell % grid.width) as f64)];
                if objective.dim() == 2 {
                    point.push(grid.y((cell / grid.width) as f64));
                }
                run.set_start(&point).expect("a start");
                let end = single(&mut run, &aims, STEPS, false);
                assert_eq!((*outcome, map.steps[cell]), (end.outcome, end.steps), "{here} from {point:?}");
            }
            map.outcome.len()
        }
        Asked::Rates => {
            let Ok(knob) = knob(config) else { return 0 };
            let aims = Aims::of(config);
            let task = Task { hyper, aims: &aims, max_steps: STEPS, cycles: true };
            let rates = Axis::new("learningRates", [1e-3, 1.0, 3.0], [1e-12, 1e3], true).expect("rates");
            let momenta = Axis::new("momenta", [0.0, 0.9, 2.0], [0.0, 1.0], false).expect("momenta");
            let map = rate_map(&mut many(config, Vary::Rates { knob }), &task, &config.start, &rates, &momenta, 0..2);
            for (cell, outcome) in map.outcome.iter().enumerate() {
                let mut alone = config.clone();
                let mut knobs = hyper.knobs.clone();
                knobs[knob] = momenta.values[1 - cell / 3];
                alone.tuning.hyper = Hyper { learning_rate: rates.values[cell % 3], knobs, ..hyper.clone() };
                let end = single(&mut Experiment::new(alone), &aims, STEPS, true);
                assert_eq!((*outcome, map.steps[cell]), (end.outcome, end.steps), "{here}, cell {cell}");
            }
            map.outcome.len()
        }
        Asked::Picture => {
            let losses = field(objective, &grid);
            if objective.dim() == 2 {
                contours(&losses, &grid, &[losses[0], 0.0, 1.0]);
            }
            0
        }
        Asked::Stationary => {
            for found in stationary_points(objective, domain) {
                let inside = found.point.iter().zip(domain.chunks(2)).all(|(x, side)| (side[0]..=side[1]).contains(x));
                assert!(inside && found.loss.is_finite(), "{here}: {found:?}");
            }
            0
        }
    }
}
