//! Which points are stationary, and what they are, whatever the scale of the loss, of a parameter or of the domain.

use sgd_playground::limits::MAX_STATIONARY_POINTS;
use sgd_playground::maps::stationary::{Kind, Stationary, stationary_points};
use sgd_playground::objective::Objective;

fn found(formula: &str, domain: &[f64]) -> Vec<Stationary> {
    let objective = Objective::formula(formula).unwrap_or_else(|error| panic!("{formula}: {error}"));
    stationary_points(&objective, domain)
}

fn square(half: f64) -> [f64; 4] {
    [-half, half, -half, half]
}

#[test]
fn one_point_is_found_with_its_kind() {
    use Kind::{Degenerate, Inflection, Maximum, Minimum, Saddle};
    for (formula, domain, kind) in [
        // A plateau about a well.
        ("-exp(-x^2-y^2)", &square(10.0)[..], Minimum),
        ("-exp(-x^2-y^2)", &square(6.0), Minimum),
        ("exp(-x^2-y^2)", &square(10.0), Maximum),
        // Parameters of different scales.
        ("x^2 + 1e6*y^2", &square(10.0), Minimum),
        ("x^2 + 1e10*y^2", &square(10.0), Minimum),
        ("1e-6*x^2 + y^2", &[-1000.0, 1000.0, -1.0, 1.0], Minimum),
        ("1e-6*x^2 - y^2", &[-1000.0, 1000.0, -1.0, 1.0], Saddle),
        // Losses of different scales.
        ("1e-200*(x^2 + y^2)", &square(10.0), Minimum),
        ("-1e200*(x^2 + y^2)", &square(10.0), Maximum),
        ("1e200*(x^2 + x*y + y^2)", &square(10.0), Minimum),
        ("1e-200*(x^2 + x*y + y^2)", &square(10.0), Minimum),
        ("1e200*(x*y + 0.1*y^2)", &square(10.0), Saddle),
        ("1e-200*(x*y + 0.1*y^2)", &square(10.0), Saddle),
        ("1e-14*x^2 + y^2", &[-1e7, 3e7, -1.0, 1.0], Minimum),
        // Parameters of different scales that hang together.
        ("x^2 + x*y + y^2", &[-100.0, 100.0, -1.0, 1.0], Minimum),
        ("(x + y)^2 + 1e-11*(x - y)^2", &square(10.0), Minimum),
        // Flat at one point only.
        ("x^4 + y^2", &square(10.0), Degenerate),
        ("x^3 + y^2", &square(10.0), Degenerate),
        ("x^3 - 3*x*y^2", &square(2.0), Degenerate),
        ("x^4 + y^4", &square(10.0), Degenerate),
        ("x^4 + y^4", &[-10.0, 30.0, -8.0, 20.0], Degenerate),
        ("x^2", &[-10.0, 10.0], Minimum),
        // With one parameter both sides decide.
        ("x^4", &[-10.0, 10.0], Minimum),
        ("-x^4", &[-10.0, 10.0], Maximum),
        ("x^4", &[-3.0, 10.0], Minimum),
        ("1e-200*x^6", &[-10.0, 7.0], Minimum),
        ("x^3", &[-10.0, 10.0], Inflection),
        ("-x^3", &[-10.0, 7.0], Inflection),
        ("1 + x^5", &[-1.0, 1.0], Inflection),
        // What is further away does not count.
        ("x^4 - x^6", &[-0.5, 0.5], Minimum),
        // Flat beside what is on one side.
        ("1e-6*x^2 + 1e6*relu(x)^3", &[-1.0, 1.0], Minimum),
        ("1e-6*x^2 + 1e6*relu(-x)^3", &[-1.0, 1.0], Minimum),
        // Smooth enough to be level, though no second derivative is there.
        ("abs(x)^1.5", &[-3.0, 3.0], Minimum),
    ] {
        let points = found(formula, domain);
        let told: Vec<(&[f64], Kind)> = points.iter().map(|found| (&found.point[..], found.kind)).collect();
        assert!(told.len() == 1 && told[0].1 == kind, "{formula} on {domain:?}: {told:?}");
        let near = told[0].0.iter().zip(domain.chunks(2)).all(|(x, side)| x.abs() <= 1e-6 * (side[1] - side[0]));
        assert!(near, "{formula} on {domain:?}: {told:?}");
    }
}

#[test]
fn where_nothing_is_stationary_there_is_nothing() {
    for formula in ["x + y", "x + y^2", "exp(x) + y", "exp(x + y)", "x^3 + x + y"] {
        assert_eq!(found(formula, &square(10.0)), [], "{formula}");
    }
    // Over a side of a million, a slope of 10⁻¹² is no less than one of 10⁻⁶ over a side of 1.
    assert_eq!(found("x^2 + 1e-12*y", &[-0.5, 0.5, -5e5, 5e5]), []);
}

/// What one formula says of a loss another one says too.
#[test]
fn a_kink_is_not_stationary() {
    for formula in
        ["abs(x)", "max(x, -x)", "sqrt(x^2)", "abs(x) + x^2", "-abs(x)", "relu(x) + relu(-x)^2", "relu(-x) + relu(x)^2"]
    {
        assert_eq!(found(formula, &[-3.0, 3.0]), [], "{formula}");
    }
    for formula in ["abs(x) + abs(y)", "max(x, -x) + max(y, -y)", "abs(x) + y^2"] {
        assert_eq!(found(formula, &square(3.0)), [], "{formula}");
    }
    for formula in ["abs(x^2 - 1)", "max(x^2 - 1, 1 - x^2)"] {
        let points = found(formula, &[-3.0, 3.0]);
        assert!(points.len() == 1 && points[0].kind == Kind::Maximum && points[0].point[0] == 0.0, "{points:?}");
    }
}

/// Towards zero the slope of xˣ tends to −∞.
#[test]
fn the_end_of_a_loss_is_not_stationary() {
    let points = found("x^x", &[-3.0, 3.0]);
    assert!(points.len() == 1 && points[0].kind == Kind::Minimum, "{points:?}");
    assert!((points[0].point[0] - (-1.0f64).exp()).abs() < 1e-9, "{points:?}");
    assert_eq!(found("sqrt(x)", &[-3.0, 3.0]), []);
}

/// A well with two lowest points, of whatever width, beside the middle of the domain, and of whatever depth.
#[test]
fn no_unit_changes_what_is_found() {
    for width in [1e-9, 1e-3, 1.0, 1e3, 1e9] {
        for depth in [1e-150, 1.0, 1e150] {
            let [low, high] = [-2.0 * width, 3.0 * width];
            for (formula, domain, saddle) in [
                (format!("{depth:e}*((x/{width:e})^2 - 1)^2"), vec![low, high], Kind::Maximum),
                (
                    format!("{depth:e}*(((x/{width:e})^2 - 1)^2 + (y/{width:e} - 1)^2)"),
                    vec![low, high, low, high],
                    Kind::Saddle,
                ),
            ] {
                let points = found(&formula, &domain);
                let mut told: Vec<(Kind, f64)> = points.iter().map(|at| (at.kind, at.point[0] / width)).collect();
                told.sort_by(|a, b| a.1.total_cmp(&b.1));
                assert_eq!(told.len(), 3, "{formula}: {points:?}");
                for ((kind, x), expected) in
                    told.iter().zip([(Kind::Minimum, -1.0), (saddle, 0.0), (Kind::Minimum, 1.0)])
                {
                    assert!(*kind == expected.0 && (x - expected.1).abs() < 1e-5, "{formula}: {points:?}");
                }
            }
        }
    }
}

/// Newton's method goes from 1.4 to −4.4, and on to −π: out of this domain.
#[test]
fn what_is_outside_is_not_told() {
    let points = found("cos(x)", &[-1.5, 1.5]);
    assert!(points.len() == 1 && points[0].kind == Kind::Maximum && points[0].point[0].abs() < 1e-9, "{points:?}");
}

#[test]
fn a_curve_or_region_of_stationary_points_is_told_as_such() {
    for (formula, half, at_least) in [
        ("(x^2 + y^2 - 1)^2", 2.0, 20),
        ("(x - y)^2", 10.0, 20),
        ("x^2 + 0*y", 10.0, 20),
        ("relu(x)^2 + relu(y)^2", 10.0, 50),
        ("sin(x)^2 + 0*y", 10.0, 100),
        ("sign(x) + sign(y)", 10.0, 50),
    ] {
        let points = found(formula, &square(half));
        let places: Vec<_> =
            points.iter().filter(|found| found.kind == Kind::Continuum).map(|found| &found.point).collect();
        let many = places.len();
        assert!(many >= at_least && many <= MAX_STATIONARY_POINTS, "{formula}: {many} of {}", points.len());
        // None is nearer to another one than a fiftieth of the domain.
        let is_near = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 0.02 * 2.0 * half);
        let apart = |k: usize| places[..k].iter().all(|other| !is_near(places[k], other));
        assert!((0..many).all(apart), "{formula}: {places:?}");
        let others: Vec<_> = points.iter().filter(|found| found.kind != Kind::Continuum).collect();
        let centre = formula == "(x^2 + y^2 - 1)^2";
        assert_eq!(others.len(), usize::from(centre), "{formula}: {others:?}");
        assert!(!centre || others[0].kind == Kind::Maximum, "{formula}: {others:?}");
    }
}

/// Rastrigin's function has 40,000 of them here; the grid of starts meets some of them, and its centre.
#[test]
fn of_too_many_the_lowest_minima_are_told() {
    let rastrigin = "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)";
    let points = found(rastrigin, &square(51.2));
    assert_eq!(points.len(), MAX_STATIONARY_POINTS);
    assert!(points[0].kind == Kind::Minimum && points[0].loss.abs() < 1e-12, "{:?}", points[0]);
    assert!(points.is_sorted_by(|a, b| (a.kind, a.loss) <= (b.kind, b.loss)));
}

/// As pages ask for them.
#[test]
fn kinds_are_named_as_they_are_called() {
    use Kind::{Continuum, Degenerate, Inflection, Kink, Maximum, Minimum, Saddle};
    for kind in [Minimum, Saddle, Maximum, Inflection, Degenerate, Continuum, Kink] {
        assert_eq!(kind.name(), format!("{kind:?}").to_lowercase());
    }
}
