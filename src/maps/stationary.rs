//! Where the gradient is zero: Newton's method on the exact Hessian, from many starts at once.
//!
//! "Zero" is measured at each point against its neighbourhood, every parameter by the width of its side of the domain, so that
//! neither a plateau elsewhere nor another unit of a parameter changes what a point is.

use std::cmp::Ordering::{Greater, Less};

use super::curvature::curvatures;
use super::field::Grid;
use crate::graph::Plan;
use crate::limits::MAX_STATIONARY_POINTS;
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
    /// With one parameter: level, and falling or rising on both sides.
    Inflection,
    /// Flat in some direction: second derivatives do not decide.
    Degenerate,
    /// One of a whole curve or region of stationary points.
    Continuum,
    /// Not stationary: beside it the slope does not go to zero, though the gradient of the graph is zero at it.
    Kink,
}

impl Kind {
    /// Its name outside.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Minimum => "minimum",
            Kind::Saddle => "saddle",
            Kind::Maximum => "maximum",
            Kind::Inflection => "inflection",
            Kind::Degenerate => "degenerate",
            Kind::Continuum => "continuum",
            Kind::Kink => "kink",
        }
    }
}

/// Starts along each side of the domain, in one and in two dimensions.
const STARTS: [usize; 2] = [512, 48];
const ITERATIONS: usize = 100;
// Lengths below are in parts of the sides of the domain.
/// A step of this length is none.
const STEP_TOLERANCE: f64 = 1e-14;
/// Points are one if they are closer than this.
const MERGE_DISTANCE: f64 = 1e-5;
/// Of a curve or region, no more points are told than one in so much of the domain.
const CONTINUUM_DISTANCE: f64 = 0.02;
/// How far around a point is looked.
const PROBE_DISTANCE: f64 = 0.01;
/// A slope or a curvature is zero if it is this part of what it is around the point.
const ZERO: f64 = 1e-9;
/// Curvatures this much smaller than the largest one are its rounding.
const ROUNDING: f64 = 1e-14;
/// A point is one of many if there is another one so far along a flat direction, found in so many iterations.
const NEIGHBOUR_DISTANCE: f64 = 1e-3;
const NEIGHBOUR_ITERATIONS: usize = 60;
/// A slope that is nearly as steep at the first of these distances as at the second does not go to zero.
const KINK_DISTANCES: [f64; 2] = [1e-8, 1e-6];
const NEARLY: f64 = 0.9;

/// The stationary points inside the domain where Newton's method comes to rest, minima first, then by loss; at most
/// [`MAX_STATIONARY_POINTS`].
///
/// ```
/// use sgd_playground::maps::stationary::{Kind, stationary_points};
/// use sgd_playground::objective::Objective;
///
/// let himmelblau = Objective::formula("(x^2 + y - 11)^2 + (x + y^2 - 7)^2")?;
/// let points = stationary_points(&himmelblau, &[-6.0, 6.0, -6.0, 6.0]);
/// assert_eq!(points.len(), 9);
/// assert_eq!(points.iter().filter(|point| point.kind == Kind::Minimum).count(), 4);
/// # Ok::<(), sgd_playground::error::Error>(())
/// ```
pub fn stationary_points(objective: &Objective, domain: &[f64]) -> Vec<Stationary> {
    let mut found = level_points(objective, domain);
    found.retain(|point| point.kind != Kind::Kink);
    found.truncate(MAX_STATIONARY_POINTS);
    found
}

/// The same with the kinks at which the gradient of the graph is zero, of which one may be a minimum.
pub(super) fn level_points(objective: &Objective, domain: &[f64]) -> Vec<Stationary> {
    let dim = objective.dim();
    let side = STARTS[dim - 1];
    let Ok(grid) = Grid::new(domain, side, side, 0) else { return Vec::new() };
    let mut starts: Vec<Vec<f64>> = Vec::new();
    for row in 0..grid.height {
        for column in 0..grid.width {
            let x = grid.x(column as f64);
            starts.push(if dim == 1 { vec![x] } else { vec![x, grid.y(row as f64)] });
        }
    }
    // Where a symmetric loss has a stationary point, and an even grid no start.
    starts.push(domain.chunks(2).map(|side| 0.5 * (side[0] + side[1])).collect());
    let mut newton = Newton { plan: objective.plan(Order::Hessian, objective.block()), domain };
    let inside = |local: &Local| {
        let mut sides = local.point.iter().zip(domain.chunks(2));
        local.loss.is_finite() && sides.all(|(x, side)| (side[0]..=side[1]).contains(x))
    };
    let resting: Vec<Local> = newton.solve(starts, ITERATIONS).into_iter().filter(inside).collect();
    let mut found: Vec<Stationary> = Vec::new();
    for (Local { point, loss, .. }, kind) in newton.judge(apart(resting, domain)) {
        let distance = if kind == Kind::Continuum { CONTINUUM_DISTANCE } else { MERGE_DISTANCE };
        if !found.iter().any(|other| other.kind == kind && is_near(&point, &other.point, distance, domain)) {
            found.push(Stationary { point, loss, kind });
        }
    }
    found.sort_by(|a, b| a.kind.cmp(&b.kind).then(a.loss.total_cmp(&b.loss)));
    found
}

/// Whether two points are nearer than this part of the domain.
fn is_near(a: &[f64], b: &[f64], part: f64, domain: &[f64]) -> bool {
    let mut sides = a.iter().zip(b).zip(domain.chunks(2));
    sides.all(|((a, b), side)| (a - b).abs() <= part * (side[1] - side[0]))
}

/// Those of which no earlier one is near.
fn apart(all: Vec<Local>, domain: &[f64]) -> Vec<Local> {
    let mut kept: Vec<Local> = Vec::new();
    for local in all {
        if !kept.iter().any(|other| is_near(&local.point, &other.point, MERGE_DISTANCE, domain)) {
            kept.push(local);
        }
    }
    kept
}

/// An objective, expanded to second order about a point.
struct Local {
    point: Vec<f64>,
    loss: f64,
    gradient: Vec<f64>,
    hessian: Vec<f64>,
}

impl Local {
    /// The largest component of the gradient, each parameter measured by its side of the domain.
    fn slope(&self, domain: &[f64]) -> f64 {
        self.gradient
            .iter()
            .zip(domain.chunks(2))
            .fold(0.0, |most, (g, side)| (g * (side[1] - side[0])).abs().max(most))
    }

    /// The Hessian, each parameter measured by its side of the domain.
    fn scaled_hessian(&self, domain: &[f64]) -> Vec<f64> {
        let dim = self.point.len();
        let side = |k: usize| domain[2 * k + 1] - domain[2 * k];
        self.hessian.iter().enumerate().map(|(at, h)| h * side(at / dim) * side(at % dim)).collect()
    }

    /// One step of Newton's method, along those directions that are curved at all, each parameter measured by its side of the
    /// domain.
    fn newton_step(&self, domain: &[f64]) -> Vec<f64> {
        let curvatures = curvatures(&self.scaled_hessian(domain), self.point.len());
        let largest = curvatures.iter().fold(0.0f64, |most, (value, _)| most.max(value.abs()));
        let sides: Vec<f64> = domain.chunks(2).map(|side| side[1] - side[0]).collect();
        let mut point = self.point.clone();
        for (value, direction) in curvatures {
            if value.abs() > 1e-12 * largest {
                let way: Vec<f64> = direction.iter().zip(&sides).map(|(d, side)| d * side).collect();
                let slope: f64 = way.iter().zip(&self.gradient).map(|(way, g)| way * g).sum();
                for (x, way) in point.iter_mut().zip(&way) {
                    *x -= slope / value * way;
                }
            }
        }
        point
    }
}

struct Newton<'a> {
    plan: Plan<f64>,
    domain: &'a [f64],
}

impl Newton<'_> {
    fn expand(&mut self, points: Vec<Vec<f64>>) -> Vec<Local> {
        let (dim, lanes) = (self.domain.len() / 2, self.plan.lanes());
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

    /// Where Newton's method comes to rest from each of the points, and where it is after all iterations from the others.
    fn solve(&mut self, mut points: Vec<Vec<f64>>, iterations: usize) -> Vec<Local> {
        let domain = self.domain;
        let mut rest = Vec::new();
        for _ in 0..iterations {
            let mut moving = Vec::new();
            for local in self.expand(points) {
                let next = local.newton_step(domain);
                if is_near(&local.point, &next, STEP_TOLERANCE, domain) {
                    rest.push(local);
                } else if next.iter().all(|x| x.is_finite()) {
                    moving.push(next);
                }
            }
            points = moving;
        }
        // Towards a flat point Newton's method goes ever more slowly; what still takes real steps is on its way elsewhere.
        let settling = |local: &Local| is_near(&local.point, &local.newton_step(domain), MERGE_DISTANCE, domain);
        rest.extend(self.expand(points).into_iter().filter(settling));
        rest
    }

    /// Those of the points that are stationary, each with its kind.
    fn judge(&mut self, points: Vec<Local>) -> Vec<(Local, Kind)> {
        let dim = self.domain.len() / 2;
        let directions: Vec<_> =
            points.iter().map(|local| curvatures(&local.scaled_hessian(self.domain), dim)).collect();
        // Two probes for each direction of each point.
        let mut places = Vec::new();
        for (local, directions) in points.iter().zip(&directions) {
            for (_, direction) in directions {
                places.push(self.moved(&local.point, direction, PROBE_DISTANCE));
                places.push(self.moved(&local.point, direction, -PROBE_DISTANCE));
            }
        }
        let probes = self.expand(places);
        let mut judged = Vec::new();
        for ((local, directions), probes) in points.into_iter().zip(directions).zip(probes.chunks(2 * dim)) {
            let slopes = probes.iter().map(|probe| probe.slope(self.domain)).filter(|slope| slope.is_finite());
            let zero = ZERO * slopes.fold(0.0, f64::max);
            if local.slope(self.domain) > zero {
                continue;
            }
            let kind = if self.is_kink(&local, &directions, zero) {
                Kind::Kink
            } else {
                self.kind(&local, &directions, probes, zero)
            };
            judged.push((local, kind));
        }
        judged
    }

    fn kind(&mut self, local: &Local, directions: &[(f64, Vec<f64>)], probes: &[Local], zero: f64) -> Kind {
        let largest = directions.iter().fold(0.0f64, |most, (value, _)| most.max(value.abs()));
        let [mut up, mut down, mut flat] = [false; 3];
        for ((value, direction), probes) in directions.iter().zip(probes.chunks(2)) {
            let around = probes.iter().map(|probe| self.curvature(probe, direction)).filter(|x| x.is_finite());
            let is_curved = value.abs() > (ROUNDING * largest).max(ZERO * around.fold(0.0, f64::max));
            if !is_curved && self.has_neighbour(local, direction, zero) {
                return Kind::Continuum;
            }
            up |= is_curved && value.is_sign_positive();
            down |= is_curved && value.is_sign_negative();
            flat |= !is_curved;
        }
        match (up, down) {
            _ if flat && directions.len() == 1 => self.flat_kind(local),
            _ if flat => Kind::Degenerate,
            (true, false) => Kind::Minimum,
            (false, _) => Kind::Maximum,
            (true, true) => Kind::Saddle,
        }
    }

    /// What the slopes on both sides make of a flat point of one parameter.
    fn flat_kind(&mut self, local: &Local) -> Kind {
        let places = [-1.0, 1.0].map(|sign| self.moved(&local.point, &[1.0], sign * NEIGHBOUR_DISTANCE));
        let slopes: Vec<f64> = self.expand(places.to_vec()).iter().map(|beside| beside.gradient[0]).collect();
        match (slopes[0].partial_cmp(&0.0), slopes[1].partial_cmp(&0.0)) {
            (Some(Less), Some(Greater)) => Kind::Minimum,
            (Some(Greater), Some(Less)) => Kind::Maximum,
            (Some(Less), Some(Less)) | (Some(Greater), Some(Greater)) => Kind::Inflection,
            _ => Kind::Degenerate,
        }
    }

    /// Whether the slope does not go to zero on some way towards the point.
    fn is_kink(&mut self, local: &Local, directions: &[(f64, Vec<f64>)], zero: f64) -> bool {
        directions.iter().flat_map(|(_, direction)| [(1.0, direction), (-1.0, direction)]).any(|(sign, direction)| {
            let places = KINK_DISTANCES.map(|part| self.moved(&local.point, direction, sign * part));
            let slopes: Vec<f64> = self.expand(places.to_vec()).iter().map(|at| at.slope(self.domain)).collect();
            slopes[0] > zero && slopes[0] >= NEARLY * slopes[1]
        })
    }

    /// How strongly the loss is curved along a direction, each parameter measured by its side of the domain.
    fn curvature(&self, local: &Local, direction: &[f64]) -> f64 {
        let (hessian, dim) = (local.scaled_hessian(self.domain), direction.len());
        let terms = hessian.iter().enumerate().map(|(at, h)| h * direction[at / dim] * direction[at % dim]);
        terms.sum::<f64>().abs()
    }

    /// Whether there is another stationary point near by, along this direction or the opposite one.
    fn has_neighbour(&mut self, local: &Local, direction: &[f64], zero: f64) -> bool {
        let places = [1.0, -1.0].map(|sign| self.moved(&local.point, direction, sign * NEIGHBOUR_DISTANCE));
        let domain = self.domain;
        let another = |other: &Local| {
            other.slope(domain) <= zero && !is_near(&local.point, &other.point, 0.5 * NEIGHBOUR_DISTANCE, domain)
        };
        self.solve(places.to_vec(), NEIGHBOUR_ITERATIONS).iter().any(another)
    }

    /// A point moved along a direction by a part of the domain.
    fn moved(&self, point: &[f64], direction: &[f64], part: f64) -> Vec<f64> {
        let sides = self.domain.chunks(2).map(|side| side[1] - side[0]);
        point.iter().zip(direction).zip(sides).map(|((x, d), side)| x + part * d * side).collect()
    }
}
