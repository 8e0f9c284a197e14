//! Where the gradient is zero: Newton's method on the exact Hessian, from many starts at once.

use super::curvature::curvatures;
use super::field::Grid;
use crate::number::median;
use crate::objective::{Objective, Order};

/// A point with zero gradient.
#[derive(Clone, Debug, PartialEq)]
pub struct Stationary {
    /// Where.
    pub point: Vec<f64>,
    /// The loss there.
    pub loss: f64,
    /// What it is.
    pub kind: Kind,
}

/// What the curvature at a stationary point says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Curved upwards in every direction.
    Minimum,
    /// Upwards in one direction, downwards in another.
    Saddle,
    /// Downwards in every direction.
    Maximum,
    /// Flat in some direction: second derivatives do not decide.
    Degenerate,
}

impl Kind {
    /// Its name outside.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Minimum => "minimum",
            Kind::Saddle => "saddle",
            Kind::Maximum => "maximum",
            Kind::Degenerate => "degenerate",
        }
    }
}

/// Starts along each side of the domain, in one and in two dimensions.
const STARTS: [usize; 2] = [512, 48];
const ITERATIONS: usize = 100;
/// A step of this part of the domain is none.
const STEP_TOLERANCE: f64 = 1e-14;
/// Points are one if they are closer than this part of the domain.
const MERGE_DISTANCE: f64 = 1e-5;
/// More points than this mean that they are not isolated; the rest is left out.
const MAX_POINTS: usize = 1000;
/// A curvature is zero if it is this small beside the largest second derivative over the starts.
const FLATNESS_TOLERANCE: f64 = 1e-6;

/// The stationary points inside the domain, minima first, then by loss: where Newton's method comes to rest, and the slope
/// is at most 10⁻⁹ of the median slope over the starts.
pub fn stationary_points(objective: &Objective, domain: &[f64]) -> Vec<Stationary> {
    let dim = objective.dim();
    let side = STARTS[dim - 1];
    let Ok(grid) = Grid::new(domain, side, side, 0) else { return Vec::new() };
    let mut points: Vec<Vec<f64>> = Vec::new();
    for row in 0..grid.height {
        for column in 0..grid.width {
            let x = grid.x(column as f64);
            points.push(if dim == 1 { vec![x] } else { vec![x, grid.y(row as f64)] });
        }
    }
    let mut newton = Newton { plan: objective.plan(Order::Hessian, objective.block()), dim };
    let scale = newton.scale(&points);
    let mut found: Vec<Stationary> = Vec::new();
    for local in newton.solve(points, domain) {
        let inside = local.point.iter().zip(domain.chunks(2)).all(|(x, side)| (side[0]..=side[1]).contains(x));
        let apart = |other: &Stationary| !local.is_near(&other.point, MERGE_DISTANCE, domain);
        if inside && local.is_stationary(&scale) && found.len() < MAX_POINTS && found.iter().all(apart) {
            let new = Stationary { kind: local.kind(&scale), loss: local.loss, point: local.point };
            let place = found.partition_point(|other| (other.kind, other.loss) <= (new.kind, new.loss));
            found.insert(place, new);
        }
    }
    found
}

/// How large gradient and curvature typically are: what "zero" is measured against.
struct Scale {
    gradient: f64,
    curvature: f64,
}

/// An objective, expanded to second order about a point.
struct Local {
    point: Vec<f64>,
    loss: f64,
    gradient: Vec<f64>,
    hessian: Vec<f64>,
}

impl Local {
    fn is_stationary(&self, scale: &Scale) -> bool {
        let slope = self.gradient.iter().fold(0.0f64, |most, g| most.max(g.abs()));
        self.loss.is_finite() && slope <= 1e-9 * scale.gradient
    }

    /// Whether `other` is nearer than this part of the domain.
    fn is_near(&self, other: &[f64], part: f64, domain: &[f64]) -> bool {
        let mut sides = self.point.iter().zip(other).zip(domain.chunks(2));
        sides.all(|((a, b), side)| (a - b).abs() <= part * (side[1] - side[0]))
    }

    fn kind(&self, scale: &Scale) -> Kind {
        let curvatures = curvatures(&self.hessian, self.point.len());
        let flat = FLATNESS_TOLERANCE * scale.curvature;
        let (low, high) = (curvatures[0].0, curvatures[curvatures.len() - 1].0);
        match () {
            () if low > flat => Kind::Minimum,
            () if high < -flat => Kind::Maximum,
            () if low < -flat && high > flat => Kind::Saddle,
            () => Kind::Degenerate,
        }
    }

    /// One step of Newton's method, along those directions that are curved at all.
    fn newton_step(&self) -> Vec<f64> {
        let curvatures = curvatures(&self.hessian, self.point.len());
        let largest = curvatures.iter().fold(0.0f64, |most, (value, _)| most.max(value.abs()));
        let mut point = self.point.clone();
        for (value, direction) in curvatures {
            if value.abs() > 1e-12 * largest {
                let slope: f64 = direction.iter().zip(&self.gradient).map(|(d, g)| d * g).sum();
                for (x, d) in point.iter_mut().zip(&direction) {
                    *x -= slope / value * d;
                }
            }
        }
        point
    }
}

struct Newton {
    plan: crate::graph::Plan<f64>,
    dim: usize,
}

impl Newton {
    fn expand(&mut self, points: Vec<Vec<f64>>) -> Vec<Local> {
        let (dim, lanes) = (self.dim, self.plan.lanes());
        let mut all = Vec::with_capacity(points.len());
        let mut points = points.into_iter().peekable();
        while points.peek().is_some() {
            let block: Vec<Vec<f64>> = points.by_ref().take(lanes).collect();
            for k in 0..dim {
                for (x, point) in self.plan.input(k).iter_mut().zip(&block) {
                    *x = point[k];
                }
            }
            self.plan.run(block.len());
            for (lane, point) in block.into_iter().enumerate() {
                let at = |k: usize| self.plan.output(k)[lane];
                all.push(Local {
                    point,
                    loss: at(0),
                    gradient: (1..=dim).map(at).collect(),
                    hessian: (1 + dim..1 + dim + dim * dim).map(at).collect(),
                });
            }
        }
        all
    }

    /// Medians over the points: they are not moved by a few steep corners.
    fn scale(&mut self, points: &[Vec<f64>]) -> Scale {
        let all = self.expand(points.to_vec());
        let median = |size: &dyn Fn(&Local) -> f64| {
            let sizes: Vec<f64> = all.iter().map(size).filter(|x| x.is_finite() && *x > 0.0).collect();
            median(&sizes).unwrap_or(1.0)
        };
        Scale {
            gradient: median(&|local| local.gradient.iter().fold(0.0, |most: f64, g| most.max(g.abs()))),
            curvature: median(&|local| local.hessian.iter().fold(0.0, |most: f64, h| most.max(h.abs()))),
        }
    }

    /// Where Newton's method comes to rest from each of the points, and where it is after all iterations from the others.
    fn solve(&mut self, mut points: Vec<Vec<f64>>, domain: &[f64]) -> Vec<Local> {
        let mut rest = Vec::new();
        for _ in 0..ITERATIONS {
            let mut moving = Vec::new();
            for local in self.expand(points) {
                let next = local.newton_step();
                if local.is_near(&next, STEP_TOLERANCE, domain) {
                    rest.push(local);
                } else if next.iter().all(|x| x.is_finite()) {
                    moving.push(next);
                }
            }
            points = moving;
        }
        // Towards a flat point Newton's method goes ever more slowly; what still takes real steps is on its way elsewhere.
        let settling = |local: &Local| local.is_near(&local.newton_step(), MERGE_DISTANCE, domain);
        rest.extend(self.expand(points).into_iter().filter(settling));
        rest
    }
}
