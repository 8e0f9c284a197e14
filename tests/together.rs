//! Trainings that Workers share: every bit is that of one Worker, whatever is asked in between and whoever dies.
#![cfg(feature = "full")]

use crate::common::settings;
use sgd_playground::config::Value;
use sgd_playground::experiment::State;
use sgd_playground::network::config::Config;
use sgd_playground::network::data::Shelf;
use sgd_playground::network::together::Share;
use sgd_playground::network::training::Training;

/// Wide enough to be shared by four.
const WIDE: &str = "dataset=digits&layers=1024&batchSize=800&seed=3";

/// Wide, but for what the text says.
fn training(text: &str) -> Training {
    let mut all = settings(text);
    let rest = settings(WIDE).into_iter().filter(|(name, _)| all.iter().all(|(said, _)| said != name));
    all.extend(rest.collect::<Vec<_>>());
    let config = Config::read(&all, || Ok(1), &Shelf::default());
    Training::new(config.unwrap_or_else(|error| panic!("{text}: {error}")))
}

/// The Workers besides the one that leads.
fn others(training: &mut Training, workers: usize) -> Vec<Share<f32>> {
    assert_eq!(training.share(workers), workers);
    let share = |k| {
        let (setup, all) = training.setup(k).expect("a share");
        Share::read(&setup, &all).expect("what was told")
    };
    (1..workers).map(share).collect()
}

/// Shares the training up to a step, and brings all together. Gives how far it came.
fn train(training: &mut Training, others: &mut [Share<f32>], goal: usize) -> usize {
    while training.steps() < goal && training.state() != State::Diverged {
        share_until_due(training, others, goal);
        others.iter().enumerate().for_each(|(k, other)| training.put_columns(k + 1, &other.all()));
        training.join();
    }
    training.steps()
}

/// As the Workers do it: asked ahead as far as can be.
fn share_until_due(training: &mut Training, others: &mut [Share<f32>], goal: usize) {
    let mut asked = std::collections::VecDeque::new();
    loop {
        while training.ask(goal, None).is_some() {
            let (levels, to_learn) = training.asked();
            asked.push_back(others.iter_mut().map(|other| other.sums(levels, to_learn).concat()).collect::<Vec<_>>());
        }
        let Some(sums) = asked.pop_front() else { return };
        training.sum();
        sums.iter().enumerate().for_each(|(k, sums)| training.put_sums(k + 1, sums));
        if let Some(lesson) = training.turn() {
            others.iter_mut().for_each(|other| other.learn(training.slopes(), lesson));
            training.learn();
        }
    }
}

/// Everything that can be asked of where a training is.
fn all(training: &mut Training) -> (Vec<u32>, Vec<u8>, String) {
    let bits = |x: &[f32]| x.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
    let gradient = bits(training.gradient());
    let path = training.path().into_iter().map(|point| (point.step, bits(&point.params))).collect::<Vec<_>>();
    let told = format!("{:?}", (training.state(), training.steps(), training.batch(), training.samples(), path));
    (gradient, training.checkpoint(), told)
}

/// Penalties, a look ahead, a batch in two parts; for some each number of Workers, for others one in turn: the bits of one.
#[test]
fn any_number_of_workers_gives_the_bits_of_one() {
    let cases = [
        "",
        "optimizer=adam&l1=0.001&l2=0.01",
        "optimizer=nesterov&convention=sutskever&l2=0.01",
        "optimizer=nesterov&convention=torch&l1=0.01",
        "optimizer=momentum&activation=tanh&clipValue=0.001",
        "optimizer=adamw&weightDecay=0.1&layers=1024,16",
        "optimizer=rmsprop&schedule=cosine",
        "optimizer=adadelta&layers=1000",
        "optimizer=lion&batchSize=1200",
    ];
    for (k, case) in cases.into_iter().enumerate() {
        let mut alone = training(case);
        alone.train(4, None);
        let expected = all(&mut alone);
        for workers in if k < 2 { 2..=4 } else { 2 + k % 3..=2 + k % 3 } {
            let mut run = training(case);
            let mut others = others(&mut run, workers);
            train(&mut run, &mut others, 4);
            assert!(all(&mut run) == expected, "{case}, {workers} Workers");
        }
    }
}

/// What is asked or changed in between, and a return to one Worker, make no difference.
#[test]
fn one_can_share_and_part_at_any_step() {
    let change = |run: &mut Training| {
        run.set(&[("learningRate".into(), Value::Number(0.02))]).expect("a rate");
        run.set_parameter(5, 0.25).expect("a parameter");
    };
    let mut alone = training("optimizer=momentum");
    alone.train(3, None);
    change(&mut alone);
    alone.train(4, None);
    alone.rewind(6);
    alone.train(2, None);
    let mut run = training("optimizer=momentum");
    let mut two = others(&mut run, 2);
    train(&mut run, &mut two, 3);
    change(&mut run);
    let mut three = others(&mut run, 3);
    train(&mut run, &mut three, 5);
    run.train(2, None);
    run.rewind(6);
    let mut two = others(&mut run, 2);
    train(&mut run, &mut two, 8);
    assert!(all(&mut run) == all(&mut alone));
}

/// A Worker dies: the steps since all was together are taken again, with the same bits.
#[test]
fn what_a_dead_worker_takes_along_is_done_again() {
    let mut alone = training("optimizer=adam");
    alone.train(9, None);
    let mut run = training("optimizer=adam");
    let mut two = others(&mut run, 2);
    train(&mut run, &mut two, 6);
    // The path keeps every step: this one is under way, and has been counted.
    share_until_due(&mut run, &mut two, 9);
    assert_eq!(run.steps(), 7);
    drop(two);
    run.part();
    assert_eq!(run.steps(), 6);
    run.train(1, None);
    let mut two = others(&mut run, 2);
    train(&mut run, &mut two, 9);
    assert!(all(&mut run) == all(&mut alone));
}

/// A step that leaves the finite numbers ends where it was before.
#[test]
fn a_run_diverges_as_on_one() {
    for case in [
        "learningRate=10&l2=1&layers=512&optimizer=sgd",
        "learningRate=10&l2=1&layers=512&optimizer=momentum&batchSize=1200",
    ] {
        let mut alone = training(case);
        alone.train(60, None);
        assert_eq!(alone.state(), State::Diverged, "{case}");
        assert!(alone.steps() > 2, "{case}: {} steps", alone.steps());
        let mut run = training(case);
        let mut two = others(&mut run, 2);
        train(&mut run, &mut two, 60);
        assert!(all(&mut run) == all(&mut alone), "{case}");
        assert_eq!(run.message().map(|m| m.en), alone.message().map(|m| m.en));
        assert_eq!(run.share(2), 1);
    }
}

/// Small networks, a gradient whose length is asked for, and points stay on one Worker.
#[test]
fn what_is_not_worth_it_stays_on_one() {
    for (case, workers) in [
        ("", 4),
        ("layers=512", 2),
        ("layers=256", 1),
        ("batchSize=100", 1),
        ("layers=none", 1),
        ("layers=1024,1024", 1),
        ("clipNorm=1", 1),
        ("dataset=circle", 1),
    ] {
        assert_eq!(training(case).share(4), workers, "{case}");
    }
    assert_eq!(training("").share(3), 3);
    assert_eq!(training("").share(1), 1);
}
