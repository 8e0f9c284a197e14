//! Fields, descents and runs to their ends are many evaluations at once, in their places.
#![cfg(feature = "full")]

use crate::common::config;
use crate::side_by_side::{
    self,
    ends::{many, single},
};
use sgd_playground::error::code;
use sgd_playground::experiment::Experiment;
use sgd_playground::limits::MAX_CELLS;
use sgd_playground::maps::aims::Aims;
use sgd_playground::maps::basins::basins;
use sgd_playground::maps::descend::{descend, descend_by, steps};
use sgd_playground::maps::field::{Grid, field};
use sgd_playground::maps::many::{End, Outcome, Start, Task, Vary};
use sgd_playground::maps::rates::{Axis, knob, rate_map};
use sgd_playground::objective::Objective;
use sgd_playground::optimizer::Hyper;

#[test]
fn a_field_is_so_many_losses() {
    side_by_side::fields_are_single_losses();
}

#[test]
fn descents_are_single_runs() {
    println!("{}", side_by_side::descents_are_single_runs());
}

#[test]
fn ends_do_not_depend_on_company() {
    side_by_side::ends::ends_do_not_depend_on_company();
}

#[test]
fn basins_are_single_runs() {
    println!("{}", side_by_side::ends::basins_are_single_runs(60));
}

#[test]
fn rate_maps_are_single_runs() {
    println!("{}", side_by_side::ends::rate_maps_are_single_runs(80));
}

/// x + 10y over 0 … 4 and 0 … 2, at the centres of the cells: the rows go down, from the largest y on.
#[test]
fn a_field_begins_at_the_top_left() {
    let objective = Objective::formula("x + 10*y").expect("a formula");
    let grid = Grid::new(&[0.0, 4.0, 0.0, 2.0], 4, 2, 0).expect("a grid");
    assert_eq!(field(&objective, &grid), [15.5, 16.5, 17.5, 18.5, 5.5, 6.5, 7.5, 8.5]);
    let curve = Grid::new(&[0.0, 2.0], 2, 7, 0).expect("a grid");
    assert_eq!(field(&Objective::formula("2w").expect("a formula"), &curve), [1.0, 3.0], "a curve has one row");
}

#[test]
fn a_grid_has_some_cells_but_not_too_many() {
    for (width, height) in [(0, 5), (5, 0), (MAX_CELLS, 2), (usize::MAX, usize::MAX)] {
        let error = Grid::new(&[0.0, 1.0, 0.0, 1.0], width, height, 0).expect_err("no grid");
        assert_eq!(error.code, code::OUT_OF_RANGE, "{width} × {height}: {error}");
        assert!(error.en.contains(&width.to_string()) && error.zh.contains(&width.to_string()), "{error}");
    }
    assert!(Grid::new(&[0.0, 1.0, 0.0, 1.0], MAX_CELLS, 1, 0).is_ok());
}

/// On the plane 2x − 3y the way of a run follows from the rule alone. More runs than there are lanes, and the same plan twice.
#[test]
fn descents_end_where_the_equations_say() {
    const STEPS: i32 = 5;
    // For each the way that five steps take, in parts of the learning rate times the slope.
    let falling = (0..STEPS).map(|k| 1.0 / (1.0 + f64::from(k) / 2.0)).sum();
    let faster = (1..=STEPS).map(|k| (1.0 - 0.5f64.powi(k)) / 0.5).sum();
    // A tenth of where the steps have led, nine tenths of the average of their ends.
    let averaged = 0.1 * 5.0 + 0.9 * 3.0;
    for (rule, along, by_sign) in [
        ("sgd", 5.0, false),
        ("sgd&schedule=inverse-time&decaySteps=2&decayRate=1", falling, false),
        ("momentum&momentum=0.5", faster, false),
        ("adam", 5.0, true),
        ("schedule-free-sgd", averaged, false),
    ] {
        let config = config(&format!("formula=2x - 3y&learningRate=0.1&optimizer={rule}"));
        let (objective, optimizer, hyper) = (&config.objective, config.tuning.optimizer, &config.tuning.hyper);
        let starts: Vec<f64> = (0..600).map(|k| f64::from(k) / 100.0).collect();
        let ends = descend(objective, optimizer, hyper, &starts, STEPS as usize);
        assert_eq!(ends.len(), starts.len());
        for (at, (start, end)) in starts.iter().zip(&ends).enumerate() {
            let slope: f64 = if at % 2 == 0 { 2.0 } else { -3.0 };
            let expected = start - 0.1 * along * if by_sign { slope.signum() } else { slope };
            // Adam's ε is 10⁻⁷.
            assert!((end - expected).abs() < 1e-6, "{rule}: from {start} to {end}, not {expected}");
        }
        let mut plan = steps(objective, optimizer, hyper, objective.block());
        for _ in 0..2 {
            assert_eq!(descend_by(&mut plan, objective, optimizer, hyper, &starts, STEPS as usize), ends, "{rule}");
        }
    }
    // Prodigy goes by how far it has come from its start: on a plane that is the same from everywhere.
    let config = config("formula=2x - 3y&learningRate=1&optimizer=prodigy");
    let starts: Vec<f64> = (0..600).map(|k| f64::from(k) / 100.0).collect();
    let ends = descend(&config.objective, config.tuning.optimizer, &config.tuning.hyper, &starts, 20);
    let ways: Vec<f64> = starts.iter().zip(&ends).map(|(start, end)| end - start).collect();
    assert!(ways.iter().enumerate().all(|(at, way)| (way - ways[at % 2]).abs() < 1e-9), "{ways:?}");
    assert!(ways[0] < -1e-6 && ways[1] > 1e-6, "{:?}", &ways[..2]);
}

/// With books and without, parameters apart and together, with a rate or a number of the step that goes on.
#[test]
fn ends_of_each_way_are_those_of_single_runs() {
    const MAX_STEPS: usize = 40;
    let mut counts = [0; 5];
    for text in [
        "objective=himmelblau&optimizer=momentum&schedule=inverse-time&decaySteps=10",
        "objective=himmelblau&optimizer=sgd&learningRate=0.05",
        "objective=himmelblau&optimizer=adam&learningRate=0.5",
        "objective=himmelblau&optimizer=schedule-free-sgd&learningRate=0.01",
        "formula=exp(x) + exp(-x) + x*y/9 + y^2&optimizer=sgd&learningRate=0.2&domain=-3,3,-3,3",
        "formula=x^4/4 - x^2 + y^2&optimizer=sgd&learningRate=0.3&domain=-4,4,-3,3",
        "formula=x^4/4 - x^2 + y^2&optimizer=adam&learningRate=0.3&domain=-4,4,-3,3",
        "formula=x^4/4 - x^2 + y^2&optimizer=schedule-free-sgd&learningRate=0.1&domain=-4,4,-3,3",
        "formula=x^2 + x*y + y^2&optimizer=sgd&learningRate=0.1&schedule=cosine&decaySteps=40",
        "objective=line&batchSize=full&seed=1&optimizer=adam&learningRate=0.5",
    ] {
        let config = config(text);
        let aims = Aims::of(&config);
        let task = Task { hyper: &config.tuning.hyper, aims: &aims, max_steps: MAX_STEPS, cycles: false };
        let grid = Grid::new(&config.domain, 7, 5, config.samples()).expect("a grid");
        let mut many = many(&config, Vary::Starts);
        let map = basins(&mut many, &task, &grid, 0..grid.height);
        assert_eq!(map.label.len(), grid.width * grid.height, "{text}");
        let mut run = Experiment::new(config.clone());
        for cell in 0..map.label.len() {
            let point = [grid.x((cell % grid.width) as f64), grid.y((cell / grid.width) as f64)];
            run.set_start(&point).expect("a start");
            let End { outcome, steps, minimum } = single(&mut run, &aims, MAX_STEPS, false);
            let label = minimum.map_or(-1, |minimum| minimum as i32);
            let found = (map.outcome[cell], map.steps[cell], map.label[cell]);
            assert_eq!(found, (outcome, steps, label), "{text} from {point:?}");
            counts[outcome as usize] += 1;
        }
        assert_eq!(basins(&mut many, &task, &grid, 0..grid.height), map, "{text}, once more");
    }
    let [converged, moving, diverged, _, resting] = counts;
    assert!(converged.min(moving).min(diverged).min(resting) > 2, "{counts:?}");
}

/// Each run has its own rate, which a schedule changes for all.
#[test]
fn rates_are_their_own_under_a_schedule() {
    let mut counts = [0; 5];
    for objective in ["objective=himmelblau", "formula=exp(x) + exp(-x) + y^2"] {
        let config = config(&format!("{objective}&optimizer=momentum&schedule=cosine&decaySteps=40"));
        let (knob, aims) = (knob(&config).expect("a momentum"), Aims::of(&config));
        let rates = Axis::new("learningRates", [1e-3, 0.3, 6.0], [1e-6, 10.0], true).expect("rates");
        let momenta = Axis::new("momenta", [0.0, 0.9, 4.0], [0.0, 1.0], false).expect("momenta");
        let task = Task { hyper: &config.tuning.hyper, aims: &aims, max_steps: 40, cycles: true };
        let map = rate_map(&mut many(&config, Vary::Rates { knob }), &task, &config.start, &rates, &momenta, 0..4);
        for cell in 0..24 {
            let (rate, momentum) = (rates.values[cell % 6], momenta.values[3 - cell / 6]);
            let mut alone = config.clone();
            let mut knobs = alone.tuning.hyper.knobs.clone();
            knobs[knob] = momentum;
            alone.tuning.hyper = Hyper { learning_rate: rate, knobs, ..alone.tuning.hyper };
            let end = single(&mut Experiment::new(alone), &aims, 40, true);
            let found = (map.outcome[cell], map.steps[cell]);
            assert_eq!(found, (end.outcome, end.steps), "{objective}, {rate} and {momentum}");
            counts[end.outcome as usize] += 1;
        }
    }
    let [converged, moving, diverged, _, resting] = counts;
    assert!(converged.min(moving).min(diverged).min(resting) > 0, "{counts:?}");
}

/// Where the loss is no finite number, a run does not begin, even if its first step would lead to where it is one. The bounds that
/// let steps go without books must not miss that.
#[test]
fn what_begins_out_of_the_finite_numbers_takes_no_step() {
    for (formula, rate, out, inside) in [
        ("x^(-2)", 0.02, 0.0, 2.0),
        // 50⁶⁴ = 5·10¹⁰⁸
        ("1e200*x^64", 0.02, 50.0, 48.0),
        // The largest number is 1.79769313…·10³⁰⁸.
        ("x/1e-299", 10.0, 1.797_693_2e9, 1.797_692_2e9),
        ("1e299*softplus(x)", 10.0, 1.797_693_2e9, 1.797_692_2e9),
        // Further out than the bounds are for.
        ("relu(x)^2 + relu(-x)^2", 0.45, 1e155, 1e154),
    ] {
        let clip = if out < 1e100 { "&clipValue=100" } else { "" };
        let config = config(&format!("formula={formula}&optimizer=sgd&learningRate={rate}&domain=-4,4{clip}"));
        let aims = Aims::of(&config);
        let task = Task { hyper: &config.tuning.hyper, aims: &aims, max_steps: 20, cycles: false };
        let starts = [out, inside].map(|x| Start { point: [x, 0.0], rate: 0.0, knob: 0.0 });
        let ends = many(&config, Vary::Starts).run(&task, &starts);
        assert_eq!(ends[0], End { outcome: Outcome::Diverged, steps: 0, minimum: None }, "{formula}");
        assert_ne!(ends[1].outcome, Outcome::Diverged, "{formula} from {inside}: {:?}", ends[1]);
    }
}

/// From y = 10⁻⁹ on a saddle each step takes 1.3 times as far. Until about the 50th it is quiet, on the way down no longer.
#[test]
fn a_run_that_leaves_a_saddle_is_no_longer_quiet() {
    let config = config("formula=x^2/2 - y^2/2 + y^4/4&domain=-2,2,-2,2&optimizer=sgd&learningRate=0.3");
    let aims = Aims::of(&config);
    let start = Start { point: [0.0, 1e-9], rate: 0.0, knob: 0.0 };
    for (max_steps, outcome) in [(40, Outcome::Resting), (70, Outcome::Moving), (200, Outcome::Converged)] {
        let task = Task { hyper: &config.tuning.hyper, aims: &aims, max_steps, cycles: false };
        let alone = many(&config, Vary::Starts).run(&task, &[start]);
        assert_eq!(alone[0].outcome, outcome, "{max_steps} steps");
        // Where each parameter goes its own way, too.
        assert_eq!(many(&config, Vary::Starts).run_grid(&task, &[0.0], &[1e-9]), alone, "{max_steps} steps");
    }
}

/// About the kink of |x| a run goes to and fro by its rate; what is less than 10⁻⁴ of the domain is no way.
#[test]
fn what_goes_round_in_almost_no_room_is_no_cycle() {
    for (rate, outcome) in [(1e-2, Outcome::Cycling), (1e-5, Outcome::Moving)] {
        let config = config(&format!("formula=abs(x)&optimizer=sgd&learningRate={rate}&domain=-2,2"));
        let aims = Aims::of(&config);
        let task = Task { hyper: &config.tuning.hyper, aims: &aims, max_steps: 20, cycles: true };
        let start = Start { point: [0.3 * rate, 0.0], rate: 0.0, knob: 0.0 };
        assert_eq!(many(&config, Vary::Starts).run(&task, &[start])[0].outcome, outcome, "{rate}");
    }
}

/// With α = 2 each parameter of (x² + y²)/2 goes to and fro: a cycle, if one asks for cycles.
#[test]
fn a_grid_tells_cycles_where_they_are_asked_for() {
    let config = config("formula=(x^2 + y^2)/2&optimizer=sgd&learningRate=2&domain=-2,2,-2,2");
    let aims = Aims::of(&config);
    for (cycles, outcome) in [(true, Outcome::Cycling), (false, Outcome::Moving)] {
        let task = Task { hyper: &config.tuning.hyper, aims: &aims, max_steps: 20, cycles };
        let ends = many(&config, Vary::Starts).run_grid(&task, &[1.0, -1.5], &[0.5]);
        assert_eq!(ends, vec![End { outcome, steps: 20, minimum: None }; 2], "{cycles}");
    }
}
