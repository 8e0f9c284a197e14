//! Many at once give what one after another gives: natively by plans of many lanes, in a browser by fused code.

pub mod ends;

use crate::common::{config, run};
use sgd_playground::experiment::State;
use sgd_playground::maps::descend::descend;
use sgd_playground::maps::field::{Grid, field};
use sgd_playground::objective::{Order, models, surfaces};
use sgd_playground::optimizer;
use sgd_playground::random::{Purpose, Random};

pub fn objectives() -> impl Iterator<Item = &'static str> {
    surfaces::ALL.iter().map(|surface| surface.name).chain(models::ALL.iter().map(|model| model.name))
}

/// The loss in every cell of a field. Rows are wider than a block of lanes, and no multiple of it.
pub fn fields_are_single_losses() {
    for name in objectives() {
        let config = config(&format!("objective={name}"));
        let grid =
            Grid::new(&config.domain, 261, 7, config.samples()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let losses = field(&config.objective, &grid);
        assert_eq!(losses.len(), grid.width * grid.height, "{name}");
        let mut alone = config.objective.plan(Order::Loss, 1);
        for (cell, loss) in losses.iter().enumerate() {
            alone.set_input(0, &[grid.x((cell % grid.width) as f64)]);
            if config.objective.dim() == 2 {
                alone.set_input(1, &[grid.y((cell / grid.width) as f64)]);
            }
            alone.run(1);
            let expected = alone.output(0)[0];
            assert_eq!(loss.to_bits(), expected.to_bits(), "{name}, cell {cell}: {loss} for {expected}");
        }
    }
}

/// Where descents end. The second hyperparameters let terms of the rules vanish, and steps be whole gradients.
pub fn descents_are_single_runs() -> String {
    const STEPS: usize = 20;
    const HYPERS: [&str; 2] = ["learningRate=0.0001&momentum=0.9", "learningRate=1&momentum=0"];
    let (mut compared, mut diverged) = (0, 0);
    for (name, spec) in objectives().flat_map(|name| optimizer::ALL.iter().map(move |spec| (name, spec))) {
        for hyper in HYPERS {
            let text = format!("objective={name}&optimizer={}&batchSize=full&seed=1&{hyper}", spec.name);
            let config = config(&text);
            let mut random = Random::new(2, Purpose::Data);
            let sides = || config.domain.chunks(2);
            let mut starts: Vec<f64> = sides().flat_map(|_| [0.0, -0.0]).collect();
            for _ in 0..300 {
                starts.extend(sides().map(|side| random.between(side[0], side[1])));
            }
            let ends = descend(&config.objective, spec, &config.tuning.hyper, &starts, STEPS);
            assert_eq!(ends.len(), starts.len(), "{text}");
            let dim = config.objective.dim();
            let mut run = run(&text);
            for (start, end) in starts.chunks(dim).zip(ends.chunks(dim)).step_by(13) {
                run.set_start(start).unwrap_or_else(|error| panic!("{text}: {error}"));
                for _ in 0..STEPS {
                    run.step();
                }
                if run.state() == State::Diverged {
                    diverged += 1;
                    continue;
                }
                compared += 1;
                // Zeros of either sign are one number: a term that vanishes takes its zero's sign with it.
                assert_eq!(end, run.params(), "{text} from {start:?}");
            }
        }
    }
    assert!(compared > 4 * diverged, "{compared} descents compared, {diverged} diverged");
    format!("{compared} descents compared, {diverged} diverged")
}
