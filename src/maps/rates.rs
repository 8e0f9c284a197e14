//! Learning rate × momentum: what becomes of one start with each pair of them; and what theory says of it.

use super::aims::{Aims, Minimum};
use super::curvature::curvatures;
use super::many::{Many, Outcome, Start, Task};
use crate::config::Config;
use crate::error::{Error, Result, code};
use crate::objective::{Objective, Order};
use crate::optimizer::parts::{Ahead, Memory};
use crate::optimizer::{Extras, Parts, padded};
use std::ops::Range;

/// Values along one side of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// From low to high.
    pub values: Vec<f64>,
}

impl Axis {
    /// `count` values from `low` to `high`, both included: each so many times the one before (`geometric`), or so much more.
    ///
    /// # Errors
    /// If they do not rise, are not within `least` and `most`, or are not 1 to 1,000 in number.
    pub fn new(key: &str, [low, high, count]: [f64; 3], [least, most]: [f64; 2], geometric: bool) -> Result<Self> {
        let whole = count.fract() == 0.0 && (1.0..=1000.0).contains(&count);
        let inside = low >= least && high <= most && (low < high || (low == high && count == 1.0));
        if !whole || !inside {
            let found = crate::number::list(&[low, high, count]);
            let (least, most) = (crate::number::Shown(least), crate::number::Shown(most));
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!(
                    "{key} is {found}; give a lower and an upper bound from {least} to {most}, and how many (1 to 1000)."
                ),
                format_args!(
                    "{key} 是 {found}；应为 {least} 到 {most} 之间的下限、更大的上限，以及个数（1 到 1000）。"
                ),
            )
            .on(key));
        }
        let n = count as usize;
        let part = |k: usize| if n == 1 { 0.0 } else { k as f64 / (n - 1) as f64 };
        let value = |part: f64| if geometric { low * libm::pow(high / low, part) } else { low + part * (high - low) };
        let ends = |k: usize| {
            if k == 0 {
                low
            } else if k + 1 == n {
                high
            } else {
                value(part(k))
            }
        };
        Ok(Self { values: (0..n).map(ends).collect() })
    }
}

/// The knob that is varied.
pub const KNOB: &str = "momentum";

/// Where the momentum is among the optimizer's knobs.
///
/// # Errors
/// If it has none.
pub fn knob(config: &Config) -> Result<usize> {
    let optimizer = config.tuning.optimizer;
    optimizer.knobs.iter().position(|knob| knob.setting.name == KNOB).ok_or_else(|| {
        Error::new(
            code::BAD_SHAPE,
            format_args!(
                "{} has no momentum; this map needs an optimizer that has one: momentum, nesterov or rmsprop.",
                optimizer.name
            ),
            format_args!("{} 没有动量；这张图需要带动量的优化器：momentum、nesterov 或 rmsprop。", optimizer.name),
        )
        .on("optimizer")
    })
}

/// A part of the map: one entry for each cell, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RateMap {
    /// What became of the run.
    pub outcome: Vec<Outcome>,
    /// Steps until it was at rest, or until the last finite point; else all.
    pub steps: Vec<u32>,
    /// The minimum that it has reached or is near; −1 for none.
    pub label: Vec<i32>,
}

/// The runs from one start for some rows of the map, a row for each momentum; row 0 has the largest.
pub fn rate_map(
    many: &mut Many,
    task: &Task,
    start: &[f64],
    rates: &Axis,
    momenta: &Axis,
    rows: Range<usize>,
) -> RateMap {
    let point = [start[0], start.get(1).copied().unwrap_or(0.0)];
    let last = momenta.values.len() - 1;
    let starts: Vec<Start> = rows
        .flat_map(|row| rates.values.iter().map(move |&rate| Start { point, rate, knob: momenta.values[last - row] }))
        .collect();
    let mut map = RateMap::default();
    for end in many.run(task, &starts) {
        map.outcome.push(end.outcome);
        map.steps.push(end.steps);
        map.label.push(end.minimum.map_or(-1, |minimum| minimum as i32));
    }
    map
}

/// What the quadratic with a minimum's curvature says of learning rate and momentum there.
#[derive(Clone, Debug, PartialEq)]
pub struct Theory {
    /// The least and the largest eigenvalue of the Hessian.
    pub curvature: [f64; 2],
    /// Whether the loss is that quadratic: its Hessian is the same everywhere.
    pub exact: bool,
    /// For each momentum the learning rate beyond which no step shrinks; none where the optimizer has no such bound.
    pub bound: Vec<f64>,
    /// The pair that shrinks errors fastest in the long run, and by which factor a step: learning rate, momentum, factor.
    pub best: Option<[f64; 3]>,
}

/// The theory about a minimum; none where it is flat, nor for a rate that changes by a schedule, nor where anything is done
/// around the rule.
pub fn theory(config: &Config, aims: &Aims, minimum: &Minimum, momenta: &Axis) -> Option<Theory> {
    let (objective, hyper) = (&config.objective, &config.tuning.hyper);
    if hyper.extras != Extras::default() || !hyper.schedule.is_constant() {
        return None;
    }
    let here = hessian(objective, &minimum.point)?;
    let all = curvatures(&here, objective.dim());
    let (low, high) = (all[0].0, all[all.len() - 1].0);
    if low <= 0.0 {
        return None;
    }
    // In no one direction from the minimum, nor on one of the axes.
    let exact = [[0.31, -0.17], [-0.23, -0.41], [0.13, 0.37]].iter().all(|parts| {
        let sides = minimum.point.iter().zip(&aims.sides).zip(parts);
        let there: Vec<f64> = sides.map(|((x, side), part)| x + part * side).collect();
        hessian(objective, &there)
            .is_some_and(|other| other.iter().zip(&here).all(|(a, b)| (a - b).abs() <= 1e-9 * high))
    });
    let tuning = &config.tuning;
    let at = knob(config).ok()?;
    let stability = tuning.optimizer.stability.as_ref().filter(|stability| stability.scale.is_none());
    let bound = stability.map_or_else(Vec::new, |stability| {
        let of = |&momentum: &f64| {
            let mut knobs = tuning.hyper.knobs.clone();
            knobs[at] = momentum;
            (stability.bound)(tuning.hyper.parts, &padded(&knobs, 0.0)) / high
        };
        momenta.values.iter().map(of).collect()
    });
    Some(Theory {
        curvature: [low, high],
        exact,
        bound,
        best: best(tuning.optimizer.name, tuning.hyper.parts, low, high),
    })
}

/// Polyak (1964) for momentum; for Nesterov's, Lessard, Recht & Packard (2016), Analysis and design of optimization
/// algorithms via integral quadratic constraints, table 1.
fn best(optimizer: &str, parts: &Parts, low: f64, high: f64) -> Option<[f64; 3]> {
    let ratio = high / low;
    match optimizer {
        "momentum" if parts.memory == Memory::Sum => {
            let (a, b) = (low.sqrt(), high.sqrt());
            let factor = (b - a) / (b + a);
            Some([(2.0 / (a + b)).powi(2), factor * factor, factor])
        }
        "nesterov" if parts.ahead == Ahead::Again => {
            let root = (3.0 * ratio + 1.0).sqrt();
            Some([4.0 / (3.0 * high + low), (root - 2.0) / (root + 2.0), 1.0 - 2.0 / root])
        }
        _ => None,
    }
}

fn hessian(objective: &Objective, point: &[f64]) -> Option<Vec<f64>> {
    let dim = objective.dim();
    let mut plan = objective.plan(Order::Hessian, 1);
    point.iter().enumerate().for_each(|(k, &x)| plan.set_input(k, &[x]));
    plan.run(1);
    let hessian: Vec<f64> = (0..dim * dim).map(|at| plan.output(1 + dim + at)[0]).collect();
    hessian.iter().all(|x| x.is_finite()).then_some(hessian)
}
