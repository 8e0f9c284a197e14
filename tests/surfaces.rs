//! What is said of every surface, held against the surface itself.

use crate::common;
use sgd_playground::experiment::State;
use sgd_playground::graph::Plan;
use sgd_playground::maps::stationary::{Kind, stationary_points};
use sgd_playground::objective::surfaces::{ALL, Minimum, Surface};
use sgd_playground::objective::{Objective, Order};

/// A surface with its derivatives.
struct Exact {
    plan: Plan<f64>,
    dim: usize,
}

impl Exact {
    fn new(surface: &Surface) -> Self {
        let objective = objective(surface);
        Self { plan: objective.plan(Order::Hessian, 1), dim: objective.dim() }
    }

    fn at(&mut self, point: &[f64]) -> Local {
        for (k, &x) in point.iter().enumerate() {
            self.plan.set_input(k, &[x]);
        }
        self.plan.run(1);
        let outputs: Vec<f64> = (0..1 + self.dim + self.dim * self.dim).map(|k| self.plan.output(k)[0]).collect();
        let (gradient, hessian) = outputs[1..].split_at(self.dim);
        Local { loss: outputs[0], gradient: gradient.to_vec(), hessian: hessian.to_vec() }
    }
}

struct Local {
    loss: f64,
    gradient: Vec<f64>,
    hessian: Vec<f64>,
}

fn objective(surface: &Surface) -> Objective {
    Objective::formula(surface.formula).unwrap_or_else(|error| panic!("{}: {error}", surface.name))
}

fn sides(surface: &Surface) -> Vec<f64> {
    surface.domain.chunks(2).map(|side| side[1] - side[0]).collect()
}

/// The centres of `n` cells along each side.
fn grid(surface: &Surface, n: usize) -> Vec<Vec<f64>> {
    let at = |axis: usize, i: usize| {
        surface.domain[2 * axis]
            + (i as f64 + 0.5) / n as f64 * (surface.domain[2 * axis + 1] - surface.domain[2 * axis])
    };
    match surface.start.len() {
        1 => (0..n).map(|i| vec![at(0, i)]).collect(),
        _ => (0..n * n).map(|i| vec![at(0, i % n), at(1, i / n)]).collect(),
    }
}

fn length(x: &[f64]) -> f64 {
    x.iter().map(|x| x * x).sum::<f64>().sqrt()
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    length(&a.iter().zip(b).map(|(a, b)| a - b).collect::<Vec<_>>())
}

/// The derivatives of `f` along each axis (one row for each), by central differences with steps h and h/2, from which the
/// h² term of the error cancels (Richardson 1911).
fn differences(mut f: impl FnMut(&[f64]) -> Vec<f64>, point: &[f64], steps: &[f64]) -> Vec<f64> {
    let mut rows = Vec::new();
    for (axis, &step) in steps.iter().enumerate() {
        let mut central = |h: f64| {
            let (mut low, mut high) = (point.to_vec(), point.to_vec());
            low[axis] -= h;
            high[axis] += h;
            let between = high[axis] - low[axis];
            let (low, high) = (f(&low), f(&high));
            low.iter().zip(&high).map(|(low, high)| (high - low) / between).collect::<Vec<f64>>()
        };
        let (wide, narrow) = (central(step), central(step / 2.0));
        rows.extend(wide.iter().zip(&narrow).map(|(wide, narrow)| (4.0 * narrow - wide) / 3.0));
    }
    rows
}

fn median(mut sizes: Vec<f64>) -> f64 {
    sizes.sort_by(f64::total_cmp);
    sizes[sizes.len() / 2]
}

/// The largest error over the points, relative to the size of the exact value there, or to its median over the points
/// where that is larger: where a derivative passes through zero, nothing is small beside it.
fn largest_error(exact: &[Vec<f64>], found: &[Vec<f64>]) -> f64 {
    let typical = median(exact.iter().map(|x| length(x)).collect());
    let errors = exact.iter().zip(found).map(|(exact, found)| distance(exact, found) / length(exact).max(typical));
    errors.fold(0.0, f64::max)
}

fn tips(surface: &Surface) -> Vec<&Minimum> {
    surface.minima.iter().filter(|minimum| !minimum.smooth).collect()
}

#[test]
fn derivatives_agree_with_central_differences() {
    /// In parts of a side of the domain. Smaller steps lose digits to rounding, larger ones to curvature.
    const STEP: f64 = 2e-4;
    /// Nearer to the tip of a cone than this part of a side, differences are no derivatives.
    const TIP: f64 = 0.02;
    println!("{:<22}{:>8}{:>9}{:>12}{:>12}{:>8}", "surface", "points", "skipped", "gradient", "Hessian", "minima");
    for surface in ALL {
        let name = surface.name;
        let (mut here, mut around) = (Exact::new(surface), Exact::new(surface));
        let (sides, tips) = (sides(surface), tips(surface));
        // An odd number, so that the centre of the domain, where tips tend to be, is one of them.
        let all = grid(surface, if sides.len() == 1 { 401 } else { 25 });
        let near_tip = |point: &Vec<f64>| tips.iter().any(|tip| distance(point, tip.point) < TIP * sides[0]);
        let points: Vec<_> = all.iter().filter(|point| !near_tip(point)).collect();
        let skipped = all.len() - points.len();
        assert!(skipped <= 4 * tips.len(), "{name}: {skipped} points are near its {} tips", tips.len());
        let steps: Vec<f64> = sides.iter().map(|side| STEP * side).collect();
        let [mut gradients, mut hessians, mut slopes, mut curvatures] = [const { Vec::new() }; 4];
        for point in points {
            let local = here.at(point);
            if let [_, xy, yx, _] = local.hessian[..] {
                assert!((xy - yx).abs() <= 1e-12 * length(&local.hessian), "{name}: Hessian {:?}", local.hessian);
            }
            gradients.push(local.gradient);
            hessians.push(local.hessian);
            slopes.push(differences(|point| vec![around.at(point).loss], point, &steps));
            curvatures.push(differences(|point| around.at(point).gradient, point, &steps));
        }
        let (gradient, hessian) = (largest_error(&gradients, &slopes), largest_error(&hessians, &curvatures));
        let (used, minima) = (gradients.len(), surface.minima.len());
        println!("{name:<22}{used:>8}{skipped:>9}{gradient:>12.1e}{hessian:>12.1e}{minima:>8}");
        assert!(gradient <= 1e-6, "{name}: the gradient is off by {gradient:e}");
        assert!(hessian <= 1e-6, "{name}: the Hessian is off by {hessian:e}");
    }
}

#[test]
fn minima_are_minima() {
    for surface in ALL {
        let mut exact = Exact::new(surface);
        for Minimum { point, loss, smooth } in surface.minima {
            let place = format!("{} at {point:?}", surface.name);
            let local = exact.at(point);
            assert!((local.loss - loss).abs() <= 1e-12 * loss.abs().max(1.0), "{place}: {} for {loss}", local.loss);
            if *smooth {
                assert!(length(&local.gradient) <= 1e-8, "{place}: the gradient is {:?}", local.gradient);
                let determinant = match local.hessian[..] {
                    [xx, xy, yx, yy] => xx * yy - xy * yx,
                    _ => local.hessian[0],
                };
                assert!(local.hessian[0] > 0.0 && determinant > 0.0, "{place}: the Hessian is {:?}", local.hessian);
            } else {
                for (turn, radius) in (0..360).flat_map(|turn| [1e-9, 1e-6, 1e-3, 0.1].map(|radius| (turn, radius))) {
                    let angle = f64::from(turn).to_radians();
                    let around = [point[0] + radius * angle.cos(), point[1] + radius * angle.sin()];
                    assert!(exact.at(&around).loss > *loss, "{place}: not above at {around:?}");
                }
            }
        }
    }
}

#[test]
fn nothing_is_lower_than_the_lowest_minimum() {
    for surface in ALL {
        let Some(lowest) = surface.minima.iter().map(|minimum| minimum.loss).reduce(f64::min) else { continue };
        let mut exact = Exact::new(surface);
        let rounding = 1e-12 * lowest.abs().max(1.0);
        for point in grid(surface, 101) {
            let loss = exact.at(&point).loss;
            assert!(loss >= lowest - rounding, "{}: {loss} at {point:?}, below {lowest}", surface.name);
        }
    }
}

#[test]
fn newtons_method_finds_every_listed_minimum_and_none_where_none_is_listed() {
    for surface in ALL {
        let found = stationary_points(&objective(surface), surface.domain);
        let minima: Vec<_> = found.iter().filter(|point| point.kind == Kind::Minimum).collect();
        assert!(!surface.minima.is_empty() || minima.is_empty(), "{} has unlisted minima: {minima:?}", surface.name);
        for listed in surface.minima.iter().filter(|minimum| minimum.smooth) {
            let there = minima.iter().any(|point| distance(&point.point, listed.point) < 1e-6);
            assert!(there, "{}: no minimum found at {:?}, only {minima:?}", surface.name, listed.point);
        }
    }
}

#[test]
fn records_fit_together() {
    assert!(ALL.len() >= 16, "{} surfaces", ALL.len());
    for (at, surface) in ALL.iter().enumerate() {
        let name = surface.name;
        let dim = objective(surface).dim();
        assert!(
            name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
            "{name}: not kebab-case"
        );
        assert!(ALL[..at].iter().all(|other| other.name != name), "{name} is there twice");
        assert_eq!((surface.domain.len(), surface.start.len()), (2 * dim, dim), "{name}: domain and start");
        let inside =
            |point: &[f64]| point.iter().zip(surface.domain.chunks(2)).all(|(x, side)| side[0] < *x && *x < side[1]);
        assert!(inside(surface.start), "{name}: the start is outside of the domain");
        for minimum in surface.minima {
            assert!(inside(minimum.point), "{name}: {:?} is outside of the domain", minimum.point);
        }
    }
}

/// The module that figures load has no texts.
#[cfg(feature = "full")]
#[test]
fn texts_are_there() {
    for surface in ALL {
        let name = surface.name;
        for (what, text) in [("label", surface.label), ("note", surface.note)] {
            assert!(!text.en.is_empty() && !text.zh.is_empty(), "{name}: a {what} is empty");
        }
        assert!(!surface.source.is_empty(), "{name}: no source");
    }
}

#[test]
fn plain_descent_copes_with_the_learning_rate() {
    for surface in ALL {
        let mut run = common::run(&format!("objective={}&optimizer=sgd", surface.name));
        assert_eq!(run.config().tuning.hyper.learning_rate, surface.learning_rate, "{}", surface.name);
        let start = run.loss();
        run.train(50, None);
        assert_ne!(run.state(), State::Diverged, "{}: {:?}", surface.name, run.message());
        assert!(run.loss() < start, "{}: from {start} to {}", surface.name, run.loss());
    }
}
