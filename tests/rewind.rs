//! Going back: what follows is what followed before, bit for bit.

use crate::common::{run, settings};
use sgd_playground::config::Settings;
use sgd_playground::experiment::Experiment;
use sgd_playground::optimizer;

/// A run of so many steps, some settings of which change on the way.
struct Story {
    objective: &'static str,
    /// The settings that change or can change, at the start.
    begin: String,
    /// When they change, and to what.
    changes: &'static [(usize, &'static str)],
    steps: usize,
}

impl Story {
    fn start(&self) -> Experiment {
        run(&format!("objective={}&{}", self.objective, self.begin))
    }

    /// Goes on to step `until`, as told; the changes of that step are made.
    fn tell(&self, run: &mut Experiment, until: usize) {
        loop {
            let before = run.steps();
            for (_, change) in self.changes.iter().filter(|(at, _)| *at == before) {
                set(run, change);
            }
            if before == until {
                return;
            }
            run.step();
            assert_eq!(run.steps(), before + 1, "{}: stuck at step {before}, {:?}", self.name(), run.cause());
        }
    }

    /// Goes back to `step`, with the settings that were used from there on.
    fn go_back(&self, run: &mut Experiment, step: usize) {
        set(run, &self.begin);
        for (_, change) in self.changes.iter().filter(|(at, _)| *at <= step) {
            set(run, change);
        }
        run.rewind(step);
    }

    fn name(&self) -> String {
        format!("{} with {}, then {:?}", self.objective, self.begin, self.changes)
    }

    /// Goes back to each of `steps`, and on to the end.
    fn check(&self, steps: &[usize]) {
        let mut straight = self.start();
        self.tell(&mut straight, self.steps);
        let end = seen(&straight);
        for &step in steps {
            let mut passing = self.start();
            self.tell(&mut passing, step);
            let mut back = self.start();
            self.tell(&mut back, self.steps);
            self.go_back(&mut back, step);
            assert!(seen(&back) == seen(&passing), "{}: step {step} is another after going back to it", self.name());
            // Not tell: the changes of this step are made.
            if step < self.steps {
                back.step();
                self.tell(&mut back, self.steps);
            }
            assert!(seen(&back) == end, "{}: from step {step} on it goes another way", self.name());
        }
    }
}

fn set(run: &mut Experiment, text: &str) {
    run.set(&Settings::new(&settings(text))).unwrap_or_else(|error| panic!("{text}: {error}"));
}

/// Everything there is to see of a run, as bits.
fn seen(run: &Experiment) -> Vec<u64> {
    let trace = run.trace();
    let record = [&trace.params, &trace.loss, &trace.gradient_norm].into_iter().flatten();
    let numbers = record.chain(run.params()).chain(run.slots().iter().flatten()).chain(run.gradient());
    let counts = [run.steps() as u64, run.epoch(), run.samples(), trace.len() as u64, run.slots().len() as u64];
    counts.into_iter().chain(numbers.map(|x| x.to_bits())).collect()
}

/// Around the places where runs keep snapshots, and near both ends.
const STEPS: [usize; 9] = [0, 1, 63, 64, 65, 100, 127, 128, 199];

/// A formula, and models whose epochs end in a smaller batch.
const OBJECTIVES: [&str; 3] = ["rosenbrock", "line", "logistic"];

#[test]
fn with_every_optimizer_and_batch_size() {
    for optimizer in optimizer::ALL {
        for (objective, batch) in OBJECTIVES.into_iter().flat_map(|name| ["1", "7", "full"].map(|batch| (name, batch)))
        {
            let begin = format!("optimizer={}&batchSize={batch}&learningRate=0.001", optimizer.name);
            Story { objective, begin, changes: &[], steps: 200 }.check(&STEPS);
        }
    }
}

#[test]
fn across_changes_of_settings() {
    const CHANGES: &[&[(usize, &str)]] = &[
        &[(70, "learningRate=0.0005"), (90, "momentum=0.5"), (140, "learningRate=0.001&momentum=0.8")],
        &[
            (70, "batchSize=3"),
            (71, "batchSize=11"),
            (100, "batchSize=full"),
            (101, "batchSize=1"),
            (150, "batchSize=100"),
        ],
        &[(70, "optimizer=sgd"), (100, "optimizer=nesterov"), (140, "optimizer=momentum")],
        // What an optimizer remembers is lost when another is chosen, even for no step at all.
        &[(70, "optimizer=sgd"), (70, "optimizer=momentum"), (100, "optimizer=nesterov")],
        &[(64, "optimizer=nesterov&batchSize=5&learningRate=0.0007"), (128, "optimizer=sgd&learningRate=0.002")],
    ];
    for objective in OBJECTIVES {
        for changes in CHANGES {
            let begin = "optimizer=momentum&momentum=0.9&batchSize=8&learningRate=0.001".to_owned();
            Story { objective, begin, changes, steps: 200 }.check(&STEPS);
        }
    }
}

/// With more than 256 snapshots, every other one is let go; here that happens twice.
#[test]
fn in_long_runs() {
    for objective in ["rosenbrock", "line"] {
        let begin = "optimizer=momentum&momentum=0.99&batchSize=3&learningRate=0.00001".to_owned();
        let changes = &[(20_000, "optimizer=nesterov&momentum=0.98"), (30_000, "batchSize=9")];
        Story { objective, begin, changes, steps: 35_000 }.check(&[1, 5000, 16_383, 16_384, 25_000, 30_001, 34_999]);
    }
}

#[test]
fn again_and_again_and_in_the_middle_of_a_step() {
    let begin = "optimizer=momentum&batchSize=7&learningRate=0.01".to_owned();
    let story = Story { objective: "line", begin, changes: &[(80, "optimizer=nesterov")], steps: 200 };
    let mut straight = story.start();
    story.tell(&mut straight, 200);
    let mut run = story.start();
    for (until, moves, step) in [(200, 0, 150), (170, 3, 170), (170, 2, 81), (90, 4, 70), (70, 1, 70), (71, 5, 10)] {
        story.tell(&mut run, until);
        for _ in 0..moves {
            run.next_move();
        }
        story.go_back(&mut run, step);
        assert_eq!(
            (run.steps(), run.next_move_name()),
            (step, "draw"),
            "back to {step} from {until} and {moves} moves"
        );
    }
    story.tell(&mut run, 200);
    assert!(seen(&run) == seen(&straight));
}

#[test]
fn forward_is_no_way_to_go_back() {
    let mut run = run("objective=line&seed=5");
    run.train(20, None);
    let before = seen(&run);
    run.rewind(21);
    assert!(seen(&run) == before);
}

#[test]
fn a_fork_has_the_same_past_and_its_own_future() {
    for optimizer in optimizer::ALL {
        for objective in ["rosenbrock", "line&batchSize=7"] {
            let text = format!("objective={objective}&optimizer={}&learningRate=0.001&seed=5", optimizer.name);
            let mut whole = run(&text);
            whole.train(90, None);
            set(&mut whole, "learningRate=0.002");
            whole.train(90, None);
            let record = whole.trace().clone();
            for k in [0, 1, 40, 90, 130, 180] {
                let mut fork = whole.fork(k);
                assert_eq!(fork.steps(), k, "{text}");
                assert_eq!(fork.params(), &record.params[2 * k..2 * k + 2], "{text} at {k}");
                set(&mut fork, "learningRate=0.0005");
                fork.train(20, None);
                assert_eq!(whole.trace(), &record, "{text}: the run has changed by its fork at {k}");
                if k >= 90 {
                    // The same settings again give the same steps again.
                    let mut same = whole.fork(k);
                    same.train(180 - k, None);
                    assert_eq!(same.trace(), &record, "{text} at {k}");
                }
            }
        }
    }
}
