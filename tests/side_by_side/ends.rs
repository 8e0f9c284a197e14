//! Runs that are taken to their ends together end as each does alone: by the rule that `maps::many` states, applied to plain
//! experiments step by step.

use crate::common::config;
use sgd_playground::config::Config;
use sgd_playground::experiment::{Experiment, State};
use sgd_playground::maps::aims::Aims;
use sgd_playground::maps::basins::basins;
use sgd_playground::maps::field::Grid;
use sgd_playground::maps::many::{End, LOOK, Many, Outcome, REST, STILL, Start, Task, Vary};
use sgd_playground::maps::rates::{Axis, knob, rate_map};
use sgd_playground::optimizer::{self, Convention, Hyper};
use sgd_playground::random::{Purpose, Random};

/// The end of a run, told from its steps.
pub fn single(run: &mut Experiment, aims: &Aims, max_steps: usize, cycles: bool) -> End {
    let dim = run.params().len();
    let scaled = |values: &mut dyn Iterator<Item = f64>| values.map(|x| x * x).sum::<f64>();
    let mut quiet = 0;
    for step in 1..=max_steps {
        let before = run.params().to_vec();
        run.step();
        if run.state() == State::Diverged {
            return End { outcome: Outcome::Diverged, steps: run.steps() as u32, minimum: None };
        }
        let taken = run.drawn().expect("a batch").gradient();
        let slope = scaled(&mut (0..dim).map(|k| taken[k] * (aims.sides[k] / aims.steep)));
        let way = scaled(&mut (0..dim).map(|k| (run.params()[k] - before[k]) * (1.0 / aims.sides[k] / STILL)));
        quiet = if slope + way <= 1.0 { quiet + 1 } else { 0 };
        if quiet > 0 && (step.is_multiple_of(LOOK) || step == max_steps) && near(run, aims).is_some() {
            return End { outcome: Outcome::Converged, steps: (step - quiet) as u32, minimum: near(run, aims) };
        }
    }
    let (steps, minimum) = (max_steps as u32, near(run, aims));
    let place = |run: &Experiment| [run.params()[0], run.params().get(1).copied().unwrap_or(0.0)];
    let (last, mut away) = (place(run), 0.0f64);
    for k in 0..if cycles { 8 } else { 1 } {
        run.step();
        // A run that stops before it leaves the finite numbers does not rest.
        let stays = run.state() != State::Diverged;
        let distance = if stays { aims.distance(place(run), last) } else { f64::INFINITY };
        if k == 0 && (quiet > 0 || distance <= REST) {
            return End { outcome: Outcome::Resting, steps, minimum };
        }
        if k > 0 && away > STILL && distance.is_finite() && distance <= 1e-3 * away {
            return End { outcome: Outcome::Cycling, steps, minimum };
        }
        away = away.max(distance);
    }
    End { outcome: Outcome::Moving, steps, minimum }
}

fn near(run: &Experiment, aims: &Aims) -> Option<usize> {
    aims.nearest([run.params()[0], run.params().get(1).copied().unwrap_or(0.0)])
}

pub fn many(config: &Config, vary: Vary) -> Many {
    Many::new(&config.objective, config.tuning.optimizer, &config.tuning.hyper, vary)
}

const MAX_STEPS: usize = 150;

/// Beside the surfaces: sums of a part for each parameter.
const SUMS: [&str; 2] = ["formula=x^4/4 - x^2 + cos(3y)", "formula=x^2 + exp(y) - y"];

/// At random cells of the basins of every surface and model, with every optimizer; at fewer also by every convention, at
/// rates with which many runs diverge, and with everything there is around a rule.
pub fn basins_are_single_runs(cells: usize) -> String {
    let mut counts = [0; 5];
    let named = super::objectives().map(|name| format!("objective={name}"));
    for minimised in named.chain(SUMS.map(str::to_owned)) {
        let aims = Aims::of(&config(&format!("{minimised}&seed=1")));
        for spec in optimizer::ALL {
            let known = |&one: &Convention| one == Convention::Keras || spec.knows(one);
            for convention in Convention::BUILT_IN.into_iter().filter(known).map(Convention::name) {
                for more in ["", "&learningRate=3", "&schedule=inverse-time&l2=0.01&clipNorm=2&weightDecay=0.01"] {
                    let text = format!(
                        "{minimised}&optimizer={}&convention={convention}&batchSize=full&seed=1{more}",
                        spec.name
                    );
                    let config = config(&text);
                    // Data make every run dear.
                    let (width, height) = if config.samples() > 1 { (11, 9) } else { (37, 29) };
                    let grid = Grid::new(&config.domain, width, height, config.samples()).expect("a grid");
                    let hyper = &config.tuning.hyper;
                    let task = Task { hyper, aims: &aims, max_steps: MAX_STEPS, cycles: false };
                    let first = if grid.height == 1 { 0 } else { 3 };
                    // What is looked at in few places is computed for few rows.
                    let plain = convention == "keras" && more.is_empty();
                    let rows = first..grid.height.min(if plain { 23 } else { first + 5 });
                    let map = basins(&mut many(&config, Vary::Starts), &task, &grid, rows);
                    let mut run = Experiment::new(config.clone());
                    let mut random = Random::new(3, Purpose::Data);
                    for _ in 0..if plain { cells } else { cells / 10 } {
                        let cell = (random.uniform() * map.label.len() as f64) as usize;
                        let mut point = vec![grid.x((cell % grid.width) as f64)];
                        if grid.domain.len() == 4 {
                            point.push(grid.y((first + cell / grid.width) as f64));
                        }
                        run.set_start(&point).expect("a start");
                        let end = single(&mut run, &aims, MAX_STEPS, false);
                        let label = end.minimum.map_or(-1, |minimum| minimum as i32);
                        let found = (map.label[cell], map.steps[cell]);
                        assert_eq!(found, (label, end.steps), "{text} from {point:?}");
                        assert_eq!(map.outcome[cell], end.outcome, "{text} from {point:?}");
                        counts[end.outcome as usize] += 1;
                    }
                }
            }
        }
    }
    let [converged, moving, diverged, _, resting] = counts;
    assert!(converged.min(moving).min(diverged) > 10 * cells, "{counts:?}");
    assert!(resting > cells, "{counts:?}");
    format!("basins: {converged} runs converged, {moving} were moving, {resting} resting, {diverged} diverged")
}

/// At random cells of the map of rates of every surface and model, with each optimizer that has a momentum.
pub fn rate_maps_are_single_runs(cells: usize) -> String {
    let mut counts = [0; 5];
    for name in super::objectives() {
        for (spec, more) in optimizer::ALL.iter().flat_map(|spec| [(spec, ""), (spec, "&schedule=cosine")]) {
            let text = format!("objective={name}&optimizer={}&batchSize=full&seed=1{more}", spec.name);
            let config = config(&text);
            let Ok(knob) = knob(&config) else { continue };
            let aims = Aims::of(&config);
            let rates = Axis::new("learningRates", [1e-5, 3.0, 23.0], [1e-12, 1e3], true).expect("rates");
            let momenta = Axis::new("momenta", [0.0, 0.99, 11.0], [0.0, 1.0], false).expect("momenta");
            let task = Task { hyper: &config.tuning.hyper, aims: &aims, max_steps: MAX_STEPS, cycles: true };
            let map = rate_map(&mut many(&config, Vary::Rates { knob }), &task, &config.start, &rates, &momenta, 2..10);
            let mut random = Random::new(4, Purpose::Data);
            for _ in 0..if more.is_empty() { cells } else { cells / 4 } {
                let cell = (random.uniform() * map.steps.len() as f64) as usize;
                let (rate, momentum) = (rates.values[cell % 23], momenta.values[10 - (2 + cell / 23)]);
                let mut alone = config.clone();
                let mut knobs = alone.tuning.hyper.knobs.clone();
                knobs[knob] = momentum;
                alone.tuning.hyper = Hyper { learning_rate: rate, knobs, ..alone.tuning.hyper };
                let end = single(&mut Experiment::new(alone), &aims, MAX_STEPS, true);
                assert_eq!(
                    (map.outcome[cell], map.steps[cell]),
                    (end.outcome, end.steps),
                    "{text}, {rate} and {momentum}"
                );
                counts[map.outcome[cell] as usize] += 1;
            }
        }
    }
    let [converged, moving, diverged, cycling, resting] = counts;
    assert!(converged.min(moving).min(diverged) > 3 * cells, "{counts:?}");
    assert!(cycling > 0 && resting > 0, "{counts:?}");
    format!(
        "rates: {converged} runs converged, {moving} were moving, {resting} resting, {cycling} cycling, {diverged} diverged"
    )
}

/// A run's end does not depend on how many others are taken with it, nor on which.
pub fn ends_do_not_depend_on_company() {
    let config = config("objective=himmelblau&optimizer=momentum");
    let aims = Aims::of(&config);
    let task = Task { hyper: &config.tuning.hyper, aims: &aims, max_steps: 90, cycles: true };
    let mut random = Random::new(5, Purpose::Data);
    let place = |random: &mut Random| Start {
        point: [random.between(-6.0, 6.0), random.between(-6.0, 6.0)],
        rate: 0.0,
        knob: 0.0,
    };
    let starts: Vec<Start> = (0..700).map(|_| place(&mut random)).collect();
    let mut many = many(&config, Vary::Starts);
    let together = many.run(&task, &starts);
    for (start, end) in starts.iter().zip(&together).step_by(7) {
        assert_eq!(&many.run(&task, &[*start])[0], end, "{start:?}");
    }
    assert_eq!(many.run(&task, &starts), together);
    assert!(many.run(&task, &[]).is_empty());
}
