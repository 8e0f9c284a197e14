//! Runs on a loss whose parameters have nothing to do with each other, as in f(x) + g(y): where a parameter goes does not
//! depend on where the other is. So a grid needs the ways of its columns and of its rows alone, and every cell's run is
//! a pair of them, with the same bits.

use super::bounded::{FAR, is_finite_within};
use super::end::{End, LOOK, Outcome, REST, STILL, Stir, Task};
use super::kit::{Kit, place};
use super::start::Vary;
use crate::graph::{Binary, Unary};
use crate::objective::Objective;
use crate::objective::step::{StepGraph, numbers};
use crate::optimizer::Spec;

/// The ways of the columns and the rows of a grid, a column and a row in each lane.
pub(super) struct Apart {
    optimizer: &'static Spec,
    kit: Kit,
    /// Places of what slopes and lengths are multiplied by.
    slopes: Vec<usize>,
    lengths: Vec<usize>,
    /// Places of the parts of a step's stir, in the order in which they are added.
    parts: Vec<usize>,
    /// Places of what is 1 as long as the parameter has not been further out than [`FAR`], else 0.
    near: [usize; 2],
}

/// A run that is under way.
struct Cell {
    column: usize,
    row: usize,
    /// For how many steps in a row it has been quiet.
    quiet: usize,
}

/// The parts of a step's stir, one for each lane: two of slopes, then two of lengths.
type Parts = [Vec<f64>; 4];

impl Apart {
    /// Compiles the ways, if the parameters of the step are two that have nothing to do with each other, and loss and
    /// gradient are finite for certain.
    pub(super) fn new(objective: &Objective, optimizer: &'static Spec, mut step: StepGraph) -> Option<Self> {
        if objective.dim() != 2 || !has_two_parts(&step) || !is_finite_within(objective, &step) {
            return None;
        }
        let stir = Stir::of(&mut step, 2);
        let g = &mut step.graph;
        let far = g.constant(FAR);
        for k in 0..2 {
            let near = g.input(&[]);
            let size = g.unary(Unary::Abs, step.state[k]);
            let inside = g.binary(Binary::AtLeast, far, size);
            step.state.push(near);
            step.next.push(g.mul(near, inside));
        }
        for &part in &stir.parts {
            step.state.push(g.input(&[]));
            step.next.push(part);
        }
        let of = |nodes: &[_]| nodes.iter().map(|&node| place(&step.graph, node)).collect();
        let (slopes, lengths) = (of(&stir.slopes), of(&stir.lengths));
        let mut kit = Kit::compile(objective, &step, Vary::Starts);
        let parts = kit.state.split_off(kit.state.len() - stir.parts.len());
        // Neither is a part of a run.
        let near = [(); 2].map(|()| kit.state.pop().unwrap_or_default());
        let near = [near[1], near[0]];
        Some(Self { optimizer, kit, slopes, lengths, parts, near })
    }

    /// The ends of the runs from every point of a grid, row by row; none of those that have been too far out for their
    /// loss to be finite for certain.
    pub(super) fn ends(&mut self, task: &Task, xs: &[f64], ys: &[f64]) -> Vec<Option<End>> {
        let mut ends = vec![None; xs.len() * ys.len()];
        let most = self.kit.plan.lanes();
        for (top, ys) in (0..).step_by(most).zip(ys.chunks(most)) {
            for (left, some) in (0..).step_by(most).zip(xs.chunks(most)) {
                self.block(task, some, ys, |cell, end| {
                    ends[(top + cell.row) * xs.len() + left + cell.column] = Some(end);
                });
            }
        }
        ends
    }

    fn block(&mut self, task: &Task, xs: &[f64], ys: &[f64], mut ended: impl FnMut(&Cell, End)) {
        self.begin(task, xs, ys);
        let lanes = xs.len().max(ys.len());
        let mut parts: Vec<Parts> = vec![[(); 4].map(|()| vec![0.0; lanes]); LOOK];
        let all = (0..ys.len()).flat_map(|row| (0..xs.len()).map(move |column| Cell { column, row, quiet: 0 }));
        let mut cells: Vec<Cell> = all.collect();
        let mut from = 0;
        while from < task.max_steps && !cells.is_empty() {
            let until = (from + LOOK).min(task.max_steps);
            for step in from..until {
                self.step(task, step, lanes);
                for (into, &place) in parts[step - from].iter_mut().zip(&self.parts) {
                    into.copy_from_slice(&self.kit.plan.input(place)[..lanes]);
                }
            }
            let [near, points] = [self.near, [0, 1]].map(|places| self.rows(places, lanes));
            cells.retain_mut(|cell| {
                if cell.of(&near) != [1.0; 2] {
                    return false;
                }
                cell.rest(&parts[..until - from]);
                if cell.quiet == 0 {
                    return true;
                }
                let minimum = task.aims.nearest(cell.of(&points));
                let steps = (until - cell.quiet) as u32;
                if minimum.is_some() {
                    ended(cell, End { outcome: Outcome::Converged, steps, minimum });
                }
                minimum.is_none()
            });
            from = until;
        }
        if !cells.is_empty() {
            self.finish(task, lanes, &cells, ended);
        }
    }

    fn begin(&mut self, task: &Task, xs: &[f64], ys: &[f64]) {
        let kit = &mut self.kit;
        for (k, value) in numbers(task.hyper).into_iter().enumerate() {
            kit.set(kit.numbers[k], value);
        }
        for (k, side) in task.aims.sides.iter().enumerate() {
            kit.set(self.slopes[k], side / task.aims.steep);
            kit.set(self.lengths[k], 1.0 / side / STILL);
        }
        for (k, values) in [xs, ys].into_iter().enumerate() {
            // A lane that has no row of its own takes some row's way.
            kit.row(k).fill(values[0]);
            kit.row(k)[..values.len()].copy_from_slice(values);
            kit.row(self.near[k]).fill(1.0);
        }
        for at in 0..kit.state.len() - 2 {
            kit.begin_slot(&self.optimizer.slots[at / 2], task.hyper, 2 + at, at % 2);
        }
        kit.share(task.hyper, 0);
    }

    fn step(&mut self, task: &Task, step: usize, lanes: usize) {
        self.kit.prepare(task.hyper, step, &[], &[]);
        self.kit.plan.run(lanes);
    }

    fn rows(&mut self, places: [usize; 2], lanes: usize) -> [Vec<f64>; 2] {
        places.map(|place| self.kit.row(place)[..lanes].to_vec())
    }

    /// The ends of those that have taken all their steps: as `Many` tells them from a further step.
    fn finish(&mut self, task: &Task, lanes: usize, cells: &[Cell], mut ended: impl FnMut(&Cell, End)) {
        let last = self.rows([0, 1], lanes);
        self.step(task, task.max_steps, lanes);
        let [near, next] = [self.near, [0, 1]].map(|places| self.rows(places, lanes));
        for cell in cells.iter().filter(|cell| cell.of(&near) == [1.0; 2]) {
            let point = cell.of(&last);
            let rests = cell.quiet > 0 || task.aims.distance(cell.of(&next), point) <= REST;
            let outcome = if rests { Outcome::Resting } else { Outcome::Moving };
            ended(cell, End { outcome, steps: task.max_steps as u32, minimum: task.aims.nearest(point) });
        }
    }
}

impl Cell {
    /// Its column's value and its row's.
    fn of(&self, values: &[Vec<f64>; 2]) -> [f64; 2] {
        [values[0][self.column], values[1][self.row]]
    }

    /// Counts for how many steps it has been quiet after those.
    fn rest(&mut self, steps: &[Parts]) {
        let is_quiet = |parts: &&Parts| {
            let part = |k: usize| parts[k][if k.is_multiple_of(2) { self.column } else { self.row }];
            1.0 >= part(0) + part(1) + part(2) + part(3)
        };
        let count = steps.iter().rev().take_while(is_quiet).count();
        self.quiet = if count == steps.len() { self.quiet + count } else { count };
    }
}

/// Whether what becomes of each of two parameters, and the gradient that it takes, depends on nothing of the other.
fn has_two_parts(step: &StepGraph) -> bool {
    let graph = &step.graph;
    let mut depends: Vec<u8> = Vec::with_capacity(graph.len());
    for node in graph.nodes() {
        let own = step.state.iter().position(|&state| state == node).map_or(0, |at| 1 << (at % 2));
        depends.push(graph.arguments(node).fold(own, |all, x| all | depends[x.index()]));
    }
    let mut results = step.next.iter().chain(&step.taken).enumerate();
    results.all(|(at, node)| depends[node.index()] & !(1 << (at % 2)) == 0)
}

#[cfg(test)]
mod tests {
    use super::super::aims::Aims;
    use super::super::config;
    use super::super::many::{Many, Start};
    use super::*;
    use crate::config::Config;

    fn apart(config: &Config) -> Option<Apart> {
        let (objective, optimizer) = (&config.objective, config.tuning.optimizer);
        Apart::new(objective, optimizer, objective.step_graph(optimizer, &config.tuning.hyper, false))
    }

    #[test]
    fn parameters_are_apart_where_neither_loss_nor_rule_joins_them() {
        let adam = ("optimizer", "adam");
        for (what, expected) in [
            (vec![("objective", "rastrigin")], true),
            (vec![("objective", "styblinski-tang"), adam], true),
            (vec![("formula", "x^2 + y^2"), ("clipValue", "1"), ("l2", "0.1")], true),
            (vec![("formula", "x^2 + y^2"), ("clipNorm", "1")], false),
            (vec![("formula", "x^2 + x*y/10 + y^2"), adam], false),
            (vec![("formula", "exp(x) + y^2")], false),
            (vec![("formula", "x^2")], false),
            (vec![("objective", "line")], false),
        ] {
            assert_eq!(apart(&config(&what)).is_some(), expected, "{what:?}");
        }
    }

    /// A slope that is one number for all lanes is a part of no step but of how quiet it is.
    #[test]
    fn a_slope_that_is_the_same_everywhere_is_seen() {
        let config = config(&[("formula", "2 + w1 + 0*w2"), ("optimizer", "adadelta"), ("learningRate", "0.01")]);
        let (hyper, aims) = (&config.tuning.hyper, Aims::of(&config));
        let task = Task { hyper, aims: &aims, max_steps: 20, cycles: false };
        let ends = apart(&config).expect("parameters apart").ends(&task, &[-2.25, 1.0], &[2.0]);
        assert_eq!(ends, vec![Some(End { outcome: Outcome::Moving, steps: 20, minimum: None }); 2]);
    }

    /// Wider than there are lanes; some runs converge, some are under way, some diverge.
    #[test]
    fn a_grid_of_pairs_ends_as_its_runs_do() {
        let (loss, rule) = (("formula", "x^4/4 - x^2 + cos(3y)"), ("optimizer", "momentum"));
        let (domain, rate, momentum) = (("domain", "-8, 9.5, -3, 3"), ("learningRate", "0.05"), ("momentum", "0.5"));
        let config = config(&[loss, domain, rule, rate, momentum]);
        let (objective, hyper, aims) = (&config.objective, &config.tuning.hyper, Aims::of(&config));
        let task = Task { hyper, aims: &aims, max_steps: 27, cycles: false };
        let xs: Vec<f64> = (0..700).map(|k| f64::from(k * 3 % 700) / 40.0 - 8.0).collect();
        let ys = [2.9, 0.3, 0.0];
        let ends = apart(&config).expect("parameters apart").ends(&task, &xs, &ys);
        let mut many = Many::new(objective, config.tuning.optimizer, hyper, Vary::Starts);
        let starts: Vec<Start> =
            ys.iter().flat_map(|&y| xs.iter().map(move |&x| Start { point: [x, y], rate: 0.0, knob: 0.0 })).collect();
        let alone = many.run(&task, &starts);
        assert_eq!(many.run_grid(&task, &xs, &ys), alone);
        let mut counts = [0; 5];
        for (end, alone) in ends.iter().zip(&alone) {
            assert_eq!(*end, (alone.outcome != Outcome::Diverged).then(|| alone.clone()));
            counts[alone.outcome as usize] += 1;
        }
        let [converged, moving, diverged, _, resting] = counts;
        assert!(converged.min(diverged) > 100 && moving.min(resting) > 0, "{counts:?}");
    }
}
