//! What a run does: its moves, and how it ends.

use crate::common::{run, settings};
use sgd_playground::config::Settings;
use sgd_playground::experiment::{Cause, Experiment, MOVES, Move, State};
use sgd_playground::limits::MAX_STEPS;
use sgd_playground::optimizer::{self, Pace};

fn set(run: &mut Experiment, text: &str) {
    run.set(&Settings::new(&settings(text))).unwrap_or_else(|error| panic!("{text}: {error}"));
}

fn is_finite(run: &Experiment) -> bool {
    let trace = run.trace();
    let record = [&trace.params, &trace.loss, &trace.gradient_norm].into_iter().flatten();
    record.chain(run.params()).chain(run.gradient()).chain([&run.loss()]).all(|x| x.is_finite())
}

/// What the five moves of a step tell.
#[derive(Debug, PartialEq)]
struct Told {
    batch: Vec<u32>,
    outputs: Vec<f64>,
    loss: f64,
    gradient: Vec<f64>,
    params: Vec<f64>,
    delta: Vec<f64>,
}

fn take_moves(run: &mut Experiment) -> Told {
    let moves = MOVES.map(|name| {
        assert_eq!(run.next_move_name(), name);
        run.next_move().unwrap_or_else(|| panic!("no {name}"))
    });
    match moves {
        [
            Move::Draw { batch, .. },
            Move::Forward { outputs },
            Move::Loss { loss },
            Move::Backward { gradient },
            Move::Update { params, delta },
        ] => Told { batch, outputs, loss, gradient, params, delta },
        other => panic!("{other:?} are not the five moves"),
    }
}

#[test]
fn five_moves_are_one_step() {
    for optimizer in optimizer::ALL {
        for objective in ["rosenbrock", "one-weight", "line&batchSize=7", "logistic&batchSize=1", "line&batchSize=full"]
        {
            let text = format!("objective={objective}&optimizer={}&learningRate=0.001", optimizer.name);
            let (mut by_steps, mut by_moves) = (run(&text), run(&text));
            for step in 0..30 {
                let before = by_moves.params().to_vec();
                by_steps.step();
                let Told { batch, outputs, loss, gradient, params, delta } = take_moves(&mut by_moves);
                assert_eq!(by_moves.trace(), by_steps.trace(), "{text}, step {step}");
                assert_eq!(by_moves.slots(), by_steps.slots(), "{text}, step {step}");
                let drawn = by_steps.drawn().expect("a step draws a batch");
                assert_eq!((&batch, loss), (&drawn.indices, drawn.loss), "{text}, step {step}");
                assert_eq!(outputs.len(), batch.len().max(1), "{text}, step {step}: a prediction for each sample");
                assert_eq!(gradient.len(), before.len(), "{text}, step {step}");
                assert_eq!(params, by_steps.params(), "{text}, step {step}");
                for ((new, old), delta) in params.iter().zip(&before).zip(&delta) {
                    assert_eq!(new - old, *delta, "{text}, step {step}");
                }
            }
        }
    }
}

/// w = −1, x = 1.5, y = 3: the prediction is −1.5, the error −4.5, the loss 20.25, its derivative 2 · −4.5 · 1.5 = −13.5.
#[test]
fn the_numbers_of_one_weight_can_be_checked_by_hand() {
    let mut run = run("objective=one-weight&optimizer=sgd&learningRate=0.1");
    let expected = Told {
        batch: vec![0],
        outputs: vec![-1.5],
        loss: 20.25,
        gradient: vec![-13.5],
        params: vec![0.350_000_000_000_000_1],
        delta: vec![1.35],
    };
    assert_eq!(take_moves(&mut run), expected);
}

#[test]
fn a_step_finishes_what_moves_began() {
    for begun in 0..5 {
        let (mut whole, mut begins) = (run("objective=line&seed=4"), run("objective=line&seed=4"));
        for _ in 0..begun {
            begins.next_move();
        }
        whole.step();
        begins.step();
        assert_eq!(begins.trace(), whole.trace(), "after {begun} moves");
        assert_eq!(begins.next_move_name(), "draw", "after {begun} moves");
    }
}

#[test]
fn another_batch_size_begins_the_step_anew() {
    for begun in 0..5 {
        let mut run = run("objective=line&batchSize=4&seed=2");
        run.train(3, None);
        for _ in 0..begun {
            run.next_move();
        }
        set(&mut run, "batchSize=9");
        assert_eq!(run.next_move_name(), "draw", "after {begun} moves");
        run.step();
        assert_eq!((run.steps(), run.drawn().map(|drawn| drawn.indices.len()), run.samples()), (4, Some(9), 21));
    }
}

/// w ← w − 1.5 · 2w = −2w: the loss 6.25 · 4ᵏ is finite as long as k ≤ 510.
#[test]
fn divergence_freezes_at_the_last_finite_step() {
    let mut run = run("objective=parabola&optimizer=sgd&learningRate=1.5&start=-2.5");
    assert_eq!(run.state(), State::Ready);
    run.train(10_000, None);
    assert_eq!((run.state(), run.steps(), run.trace().len()), (State::Diverged, 510, 511));
    assert_eq!(run.params(), [-2.5 * 2f64.powi(510)]);
    assert!(is_finite(&run));
    assert_eq!(run.cause(), Some(Cause::Rate));

    let frozen = run.trace().clone();
    run.step();
    run.train(10, None);
    assert_eq!(run.next_move(), None);
    assert_eq!(run.trace(), &frozen, "a diverged run stays where it is");

    set(&mut run, "learningRate=0.1");
    run.rewind(100);
    assert_eq!((run.state(), run.steps(), run.cause()), (State::Running, 100, None));
    assert_eq!(run.params(), &frozen.params[100..101]);
    run.train(10_000, None);
    assert_eq!(run.state(), State::Converged);
    assert!(run.loss() < 1e-15, "{}", run.loss());
}

#[test]
fn every_optimizer_diverges_in_good_order() {
    // Those whose steps are as long as the gradient; the others walk no faster than their rate, and so does RAdam after some steps.
    let walks = |spec: &&&optimizer::Spec| matches!(spec.pace, Pace::Gradient) && spec.name != "radam";
    for optimizer in optimizer::ALL.iter().filter(walks) {
        for objective in ["rosenbrock", "line&batchSize=7", "monkey-saddle"] {
            let text = format!("objective={objective}&optimizer={}&learningRate=10", optimizer.name);
            let mut run = run(&text);
            run.train(20_000, None);
            assert!(run.state() == State::Diverged && is_finite(&run), "{text}: {:?} at {}", run.state(), run.loss());
            run.rewind(0);
            assert_eq!((run.state(), run.steps(), run.trace().len()), (State::Ready, 0, 1), "{text}");
        }
    }
}

#[test]
fn a_start_without_a_finite_loss_or_gradient() {
    for (formula, start, better) in [("ln(x)", "-1", 2.0), ("1/x", "0", 2.0), ("sqrt(x)", "0", 1.0)] {
        let mut run = run(&format!("formula={formula}&start={start}"));
        assert_eq!((run.state(), run.trace().len()), (State::Diverged, 1), "{formula}");
        assert_eq!(run.cause(), Some(Cause::Start), "{formula}");
        run.step();
        assert_eq!((run.next_move(), run.steps()), (None, 0), "{formula}");
        run.set_start(&[better]).unwrap();
        assert_eq!((run.state(), run.cause()), (State::Ready, None), "{formula}");
        run.step();
        assert_eq!((run.state(), run.steps()), (State::Running, 1), "{formula}");
    }
}

#[test]
fn another_start_is_a_finite_number_for_each_parameter() {
    let mut run = run("objective=bowl");
    run.train(5, None);
    let before = run.trace().clone();
    for start in [&[1.0][..], &[1.0, 2.0, 3.0], &[], &[f64::NAN, 1.0], &[1.0, f64::INFINITY]] {
        let error = run.set_start(start).expect_err(&format!("{start:?}"));
        assert_eq!((error.code, error.key.as_deref()), ("bad-shape", Some("start")), "{start:?}");
        assert_eq!(run.trace(), &before, "{start:?}");
    }
    run.set_start(&[0.5, -0.5]).unwrap();
    assert_eq!((run.steps(), run.params(), run.trace().len()), (0, &[0.5, -0.5][..], 1));
    run.train(3, None);
    run.rewind(0);
    assert_eq!(run.params(), [0.5, -0.5], "back to the new start");
}

#[test]
fn until_loss_stops_at_the_first_loss_below() {
    let mut run = run("objective=bowl&optimizer=sgd");
    run.train(10_000, Some(0.01));
    let losses = &run.trace().loss;
    let last = losses.len() - 1;
    // Not at rest; outside both have one name.
    assert_eq!((run.state(), run.state().name()), (State::Reached, "converged"));
    assert!(losses[last] < 0.01 && losses[..last].iter().all(|loss| *loss >= 0.01), "{losses:?}");
    run.train(10, Some(0.01));
    assert_eq!(run.steps(), last, "there is nothing to do");
    run.train(10, Some(1e-4));
    assert!(run.steps() > last, "there is again");
}

#[test]
fn at_rest_it_has_converged_and_a_change_sets_it_going() {
    let mut run = run("objective=booth&optimizer=momentum&learningRate=0.05");
    run.train(100_000, None);
    let steps = run.steps();
    assert_eq!(run.state(), State::Converged);
    assert!(steps < 2000 && (run.params()[0] - 1.0).abs() < 1e-7 && (run.params()[1] - 3.0).abs() < 1e-7);
    run.train(10, None);
    assert_eq!(run.steps(), steps);
    set(&mut run, "learningRate=0.01");
    assert_eq!(run.state(), State::Running);
    run.train(1, None);
    assert_eq!(run.steps(), steps + 1);
}

#[test]
fn a_batch_larger_than_the_data_is_all_of_it_and_says_so() {
    let of = |batch: &str| {
        let mut run = run(&format!("objective=line&samples=10&seed=3&batchSize={batch}"));
        run.train(50, None);
        run
    };
    let (full, ten, many) = (of("full"), of("10"), of("500"));
    assert_eq!(ten.trace(), full.trace());
    assert_eq!(many.trace(), full.trace());
    assert_eq!((ten.message(), full.message()), (None, None));
    let message = many.message().expect("it is said");
    assert!(message.en.contains("500") && message.en.contains("number of samples, 10"), "{}", message.en);
    assert!(message.zh.contains("500") && message.zh.contains("10"), "{}", message.zh);
    assert!(many.drawn().is_some_and(|drawn| drawn.full && drawn.indices.len() == 10));
}

#[test]
fn samples_and_epochs_are_counted() {
    let mut run = run("objective=line&samples=10&batchSize=4&seed=3");
    for (epoch, samples) in [(0, 4), (0, 8), (1, 10), (1, 14), (1, 18), (2, 20)] {
        run.step();
        assert_eq!((run.epoch(), run.samples()), (epoch, samples));
    }
}

/// The slope is 1 everywhere, so the run never rests.
#[test]
fn a_run_has_a_last_step() {
    let mut run = run("formula=x&optimizer=sgd&learningRate=0.001");
    run.train(MAX_STEPS + 10, None);
    assert_eq!((run.steps(), run.trace().len()), (MAX_STEPS, MAX_STEPS + 1));
    assert_eq!((run.state(), run.next_move()), (State::Running, None));
    assert!(run.message().is_some_and(|message| message.en.contains("1000000") && message.zh.contains("1000000")));
    run.rewind(MAX_STEPS - 1);
    assert_eq!(run.message(), None);
    run.step();
    assert_eq!(run.steps(), MAX_STEPS);
}
