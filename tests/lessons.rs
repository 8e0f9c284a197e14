//! What the page teaches is so.

use crate::common::{config, run};
use sgd_playground::config::Config;
use sgd_playground::experiment::State;
use sgd_playground::maps::solve::closed_form;
use sgd_playground::maps::stationary::{Kind, Stationary, stationary_points};
use sgd_playground::objective::Order;
use sgd_playground::objective::surfaces::Surface;

#[test]
fn momentum_gets_along_rosenbrocks_valley() {
    let mut run = run("objective=rosenbrock&start=-1,1&optimizer=momentum&momentum=0.9&learningRate=0.001");
    run.train(10_000, Some(0.01));
    println!("Rosenbrock from (-1, 1), momentum 0.9, rate 1e-3: loss {:.6} after {} steps", run.loss(), run.steps());
    assert!(run.loss() < 0.01, "{} after {} steps", run.loss(), run.steps());
}

#[test]
fn in_the_double_well_plain_descent_is_caught_and_momentum_gets_through() {
    let minima = Surface::named("double-well").expect("there is one").minima;
    for (optimizer, minimum) in [("sgd", &minima[1]), ("momentum", &minima[0])] {
        let mut run = run(&format!("objective=double-well&optimizer={optimizer}"));
        run.train(5000, None);
        println!("double well, {optimizer}: w = {:.9} after {} steps, {:?}", run.params()[0], run.steps(), run.state());
        assert_eq!(run.state(), State::Converged, "{optimizer}");
        assert!((run.params()[0] - minimum.point[0]).abs() < 1e-6, "{optimizer} ends at {}", run.params()[0]);
    }
    assert!(minima[0].loss < minima[1].loss, "the first is the global one");
}

fn stationary(config: &Config) -> Vec<Stationary> {
    stationary_points(&config.objective, &config.domain)
}

fn near(point: &[f64], place: &[f64], distance: f64) -> bool {
    point.iter().zip(place).all(|(a, b)| (a - b).abs() <= distance)
}

/// Coordinates as in the literature, to six places.
#[test]
fn himmelblau_has_nine_stationary_points() {
    const POINTS: [(Kind, [f64; 2]); 9] = [
        (Kind::Minimum, [3.0, 2.0]),
        (Kind::Minimum, [-2.805118, 3.131313]),
        (Kind::Minimum, [-3.779310, -3.283186]),
        (Kind::Minimum, [3.584428, -1.848127]),
        (Kind::Saddle, [-3.073026, -0.081353]),
        (Kind::Saddle, [0.086678, 2.884255]),
        (Kind::Saddle, [3.385154, 0.073852]),
        (Kind::Saddle, [-0.127961, -1.953715]),
        (Kind::Maximum, [-0.270845, -0.923039]),
    ];
    let found = stationary(&config("objective=himmelblau"));
    assert_eq!(found.len(), POINTS.len(), "{found:?}");
    for (kind, place) in POINTS {
        let there = found.iter().find(|point| near(&point.point, &place, 1e-6));
        assert_eq!(there.map(|point| point.kind), Some(kind), "at {place:?} of {found:?}");
    }
}

#[test]
fn the_curvature_at_a_monkey_saddle_decides_nothing() {
    let found = stationary(&config("objective=monkey-saddle"));
    assert!(
        matches!(&found[..], [only] if only.kind == Kind::Degenerate && near(&only.point, &[0.0; 2], 1e-3)),
        "{found:?}"
    );
    let plain = stationary(&config("objective=saddle"));
    assert!(
        matches!(&plain[..], [only] if only.kind == Kind::Saddle && near(&only.point, &[0.0; 2], 1e-9)),
        "{plain:?}"
    );
}

fn gradient(config: &Config, point: &[f64]) -> Vec<f64> {
    let mut plan = config.objective.plan(Order::Gradient, 1);
    for (k, &x) in point.iter().enumerate() {
        plan.set_input(k, &[x]);
    }
    plan.run(1);
    (0..point.len()).map(|k| plan.output(1 + k)[0]).collect()
}

#[test]
fn a_line_can_be_solved_for() {
    for objective in ["line", "one-weight"] {
        for (seed, samples) in [(1, 40), (2, 40), (3, 3), (4, 200), (5, 2)] {
            let text = format!("objective={objective}&seed={seed}&samples={samples}");
            let config = config(&text);
            let solved = closed_form(&config.objective).unwrap_or_else(|| panic!("{text} has no closed form"));
            let slope = gradient(&config, &solved);
            assert!(near(&slope, &[0.0; 2], 1e-12), "{text}: the gradient at {solved:?} is {slope:?}");
            // Two points may have their line far from the usual domain.
            let domain: Vec<f64> = config.domain.iter().map(|x| 10.0 * x).collect();
            let found = stationary_points(&config.objective, &domain);
            assert!(
                matches!(&found[..], [only] if only.kind == Kind::Minimum && near(&only.point, &solved, 1e-9)),
                "{text}: solved by {solved:?}, found {found:?}"
            );
        }
    }
    assert_eq!(closed_form(&config("objective=one-weight").objective), Some(vec![2.0]));
    let own = closed_form(&config("objective=line&data=0,1; 1,3; 2,5").objective).expect("three points have a line");
    assert!(near(&own, &[2.0, 1.0], 1e-15), "{own:?}");
    for undetermined in ["objective=line&samples=1", "objective=line&data=2,1; 2,3", "objective=one-weight&data=0,1"] {
        assert_eq!(closed_form(&config(undetermined).objective), None, "{undetermined}");
    }
    for other in ["objective=logistic", "objective=bowl", "formula=x^2"] {
        assert_eq!(closed_form(&config(other).objective), None, "{other}");
    }
}

/// Newton's method (iteratively reweighted least squares) for two weights, from the samples alone.
fn newton(config: &Config) -> [f64; 2] {
    let data = config.objective.data().expect("a model has data");
    let mut w = [0.0; 2];
    for _ in 0..30 {
        let [mut g1, mut g2, mut h11, mut h12, mut h22] = [0.0; 5];
        for (x, y) in data.inputs.outer_iter().zip(&data.targets) {
            let p = 1.0 / (1.0 + (-(w[0] * x[0] + w[1] * x[1])).exp());
            g1 += (p - y) * x[0];
            g2 += (p - y) * x[1];
            h11 += p * (1.0 - p) * x[0] * x[0];
            h12 += p * (1.0 - p) * x[0] * x[1];
            h22 += p * (1.0 - p) * x[1] * x[1];
        }
        let determinant = h11 * h22 - h12 * h12;
        w[0] -= (h22 * g1 - h12 * g2) / determinant;
        w[1] -= (h11 * g2 - h12 * g1) / determinant;
    }
    w
}

#[test]
fn descent_takes_the_logistic_model_where_newtons_method_does() {
    for seed in 1..=5 {
        let text = format!("objective=logistic&seed={seed}&optimizer=momentum&batchSize=full");
        let mut run = run(&text);
        let expected = newton(run.config());
        run.train(20_000, None);
        assert_eq!(run.state(), State::Converged, "{text}: after {} steps at {:?}", run.steps(), run.params());
        assert!(near(run.params(), &expected, 1e-6), "{text}: {:?}, by Newton's method {expected:?}", run.params());
        let domain = [-20.0, 20.0, -20.0, 20.0];
        let found = stationary_points(&run.config().objective, &domain);
        assert!(
            matches!(&found[..], [only] if only.kind == Kind::Minimum && near(&only.point, &expected, 1e-9)),
            "{text}: {found:?}, by Newton's method {expected:?}"
        );
    }
}
