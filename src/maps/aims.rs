//! What runs may reach: the minima of an objective, and how flat the loss is about them.

use super::curvature::curvatures;
use super::solve;
use super::stationary::{Kind, Stationary, level_points};
use crate::config::Config;
use crate::limits::MAX_STATIONARY_POINTS;
use crate::number::median;
use crate::objective::surfaces::Surface;
use crate::objective::{Objective, Order};

/// A run is near a minimum within this distance, each parameter measured by the width of its side of the domain.
pub const NEAR: f64 = 0.02;

/// Where the slope is quiet, a minimum is about this near.
const ARRIVED: f64 = 1e-3;
/// Minima nearer to each other are one.
const SAME: f64 = 1e-3;
/// Minima are looked for in a domain so many times as wide, too: runs leave the picture, and come to rest outside.
const WIDER: f64 = 3.0;
/// More flat points than this are a valley, which has no one minimum.
const MOST_FLAT: usize = 4;
/// A curvature that is smaller than this part of the largest one, or of what it is where a run has [`ARRIVED`], is taken for none.
const FLAT: f64 = 1e-12;
const FLAT_AROUND: f64 = 0.1;
/// The slope that is quiet where curvatures say nothing, as a part of the median one.
const QUIET: f64 = 1e-6;

/// A minimum.
#[derive(Clone, Debug, PartialEq)]
pub struct Minimum {
    /// Where.
    pub point: Vec<f64>,
    /// The loss there.
    pub loss: f64,
    /// Whether the gradient goes to zero there. At a kink it does not.
    pub smooth: bool,
}

impl Minimum {
    fn place(&self) -> [f64; 2] {
        [self.point[0], self.point.get(1).copied().unwrap_or(0.0)]
    }
}

/// What runs may reach in a domain.
#[derive(Clone, Debug, PartialEq)]
pub struct Aims {
    /// Widths of the domain's sides.
    pub sides: Vec<f64>,
    /// The minima: those known by name first, then others by their loss.
    pub minima: Vec<Minimum>,
    /// The steepest slope that is quiet: the change of loss over the width of the domain.
    pub steep: f64,
    /// The places of the minima among them, by their first parameter.
    by_first: Vec<usize>,
}

impl Aims {
    /// The minima of a configuration's objective: those of its record or its closed form, and those where Newton's method
    /// finds one, in the domain and about it.
    pub fn of(config: &Config) -> Self {
        let penalised = penalised(config);
        let objective = penalised.as_ref().unwrap_or(&config.objective);
        let domain = &config.domain;
        let sides: Vec<f64> = domain.chunks(2).map(|side| side[1] - side[0]).collect();
        let known = Surface::named(&config.name).map_or(&[][..], |surface| surface.minima);
        let known = if penalised.is_some() { &[][..] } else { known };
        let known =
            known.iter().map(|known| Minimum { point: known.point.to_vec(), loss: known.loss, smooth: known.smooth });
        let solved = solve::closed_form(objective).map(|point| Minimum {
            loss: loss_at(objective, &point),
            point,
            smooth: true,
        });
        let mut aims = Self { sides, minima: Vec::new(), steep: 0.0, by_first: Vec::new() };
        for minimum in known.chain(solved) {
            aims.add(minimum);
        }
        let wide: Vec<f64> = domain.chunks(2).flat_map(|side| widened(side[0], side[1])).collect();
        for domain in [domain, &wide] {
            let mut found = level_points(objective, domain);
            found.truncate(MAX_STATIONARY_POINTS);
            let is_flat = |point: &Stationary| matches!(point.kind, Kind::Degenerate | Kind::Kink);
            let flat = found.iter().filter(|point| is_flat(point)).count();
            for point in found {
                let flat_one = is_flat(&point) && flat <= MOST_FLAT;
                if point.kind == Kind::Minimum || (flat_one && is_lowest(objective, &point.point, &aims.sides)) {
                    let smooth = point.kind != Kind::Kink;
                    aims.add(Minimum { point: point.point, loss: point.loss, smooth });
                }
            }
        }
        aims.steep = aims.quiet_slope(objective, domain);
        aims.by_first = (0..aims.minima.len()).collect();
        aims.by_first.sort_by(|&a, &b| aims.minima[a].point[0].total_cmp(&aims.minima[b].point[0]));
        aims
    }

    /// The minimum that a point is near, if any is; the first of those that are equally near.
    pub fn nearest(&self, point: [f64; 2]) -> Option<usize> {
        // Rounding has no part in what is out of reach.
        let reach = 2.0 * NEAR;
        let way = |k: usize, at: usize| self.minima[at].point.get(k).copied().unwrap_or(0.0) - point[k];
        let first = self.by_first.partition_point(|&at| way(0, at) < -reach * self.sides[0]);
        let within = self.by_first[first..].iter().take_while(|&&at| way(0, at) <= reach * self.sides[0]);
        let near = within.filter(|&&at| self.sides.get(1).is_none_or(|side| way(1, at).abs() <= reach * side));
        let distances = near.map(|&at| (self.distance(point, self.minima[at].place()), at));
        let (distance, nearest) = distances.reduce(|best, next| if next < best { next } else { best })?;
        (distance <= NEAR).then_some(nearest)
    }

    /// How far two points are apart, each parameter measured by the width of its side of the domain.
    pub fn distance(&self, a: [f64; 2], b: [f64; 2]) -> f64 {
        let parts = self.sides.iter().enumerate().map(|(k, side)| (a[k] - b[k]) / side);
        parts.map(|part| part * part).sum::<f64>().sqrt()
    }

    fn add(&mut self, minimum: Minimum) {
        let apart = |other: &Minimum| self.distance(minimum.place(), other.place()) > SAME;
        if self.minima.iter().all(apart) {
            self.minima.push(minimum);
        }
    }

    /// Near a minimum with least curvature λ the slope is at least λ × distance: one that is flatter than that at
    /// [`ARRIVED`] is nearer.
    fn quiet_slope(&self, objective: &Objective, domain: &[f64]) -> f64 {
        let dim = objective.dim();
        let mut plan = objective.plan(Order::Hessian, 1);
        let mut hessian = |point: &[f64]| {
            (0..dim).for_each(|k| plan.set_input(k, &[point[k]]));
            plan.run(1);
            let scaled: Vec<f64> = (0..dim * dim)
                .map(|at| plan.output(1 + dim + at)[0] * self.sides[at / dim] * self.sides[at % dim])
                .collect();
            scaled.iter().all(|x| x.is_finite()).then_some(scaled)
        };
        let mut least = f64::INFINITY;
        for Minimum { point, .. } in &self.minima {
            let Some(here) = hessian(point).map(|here| curvatures(&here, dim)) else { continue };
            let (low, high) = (here[0].0, here[dim - 1].0);
            let way = &here[0].1;
            let along = |hessian: Vec<f64>| (0..dim * dim).map(|at| hessian[at] * way[at / dim] * way[at % dim]).sum();
            let around = [-ARRIVED, ARRIVED].iter().filter_map(|far| {
                let parts = self.sides.iter().zip(way).map(|(side, part)| far * side * part);
                let there: Vec<f64> = point.iter().zip(parts).map(|(x, part)| x + part).collect();
                hessian(&there).map(along)
            });
            let most = around.fold(0.0, f64::max);
            if low > FLAT * high && low > FLAT_AROUND * most {
                least = least.min(low);
            }
        }
        if least.is_finite() { ARRIVED * least } else { QUIET * self.median_slope(objective, domain) }
    }

    /// The median slope over a coarse grid.
    fn median_slope(&self, objective: &Objective, domain: &[f64]) -> f64 {
        const SIDE: usize = 24;
        let dim = objective.dim();
        let mut plan = objective.plan(Order::Gradient, 1);
        let at = |k: usize, i: usize| domain[2 * k] + (i as f64 + 0.5) / SIDE as f64 * self.sides[k];
        let mut slopes = Vec::new();
        for cell in 0..SIDE.pow(dim as u32) {
            (0..dim).for_each(|k| plan.set_input(k, &[at(k, cell / SIDE.pow(k as u32) % SIDE)]));
            plan.run(1);
            let slope = (0..dim).map(|k| (plan.output(1 + k)[0] * self.sides[k]).powi(2)).sum::<f64>().sqrt();
            if slope.is_finite() && slope > 0.0 {
                slopes.push(slope);
            }
        }
        median(&slopes).unwrap_or(1.0)
    }
}

/// The formula that is minimised where there is a penalty: λ/2·‖w‖² more.
fn penalised(config: &Config) -> Option<Objective> {
    let (Some(formula), l2) = (&config.formula, config.tuning.hyper.extras.l2) else { return None };
    if l2 == 0.0 {
        return None;
    }
    let squares: Vec<String> = config.objective.variables().iter().map(|name| format!("{name}^2")).collect();
    Objective::formula(&format!("({formula}) + {}*({})", 0.5 * l2, squares.join("+"))).ok()
}

fn widened(low: f64, high: f64) -> [f64; 2] {
    let (middle, half) = (0.5 * (low + high), 0.5 * WIDER * (high - low));
    [middle - half, middle + half]
}

fn loss_at(objective: &Objective, point: &[f64]) -> f64 {
    let mut plan = objective.plan(Order::Loss, 1);
    point.iter().enumerate().for_each(|(k, &x)| plan.set_input(k, &[x]));
    plan.run(1);
    plan.output(0)[0]
}

/// Whether nothing about a point is lower.
fn is_lowest(objective: &Objective, point: &[f64], sides: &[f64]) -> bool {
    let here = loss_at(objective, point);
    let around = [-1.0, 0.0, 1.0].into_iter().flat_map(|x| [-1.0, 0.0, 1.0].map(|y| [x, y]));
    around.filter(|way| way[..point.len()].iter().any(|&x| x != 0.0)).all(|way| {
        let there: Vec<f64> =
            point.iter().zip(sides).zip(way).map(|((x, side), part)| x + 0.01 * side * part).collect();
        loss_at(objective, &there) >= here
    })
}
