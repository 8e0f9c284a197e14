//! Many runs side by side, each to its own end: where it comes to rest, diverges, or runs out of steps.
//!
//! One graph takes a step and keeps the books: how many points of the run were finite, and for how many steps in a row it
//! has been quiet. Learning rate and knobs are its inputs, so that the code made for it serves whatever a slider is set to.
//! What all lanes share is computed once a step, by a plan of one lane. Every [`LOOK`] steps the runs are looked at; those
//! that are over leave their lanes.

use super::aims::Aims;
use super::apart::Apart;
use super::bounded::{FAR, is_finite_within};
use super::end::Stir;
pub use super::end::{End, LOOK, Outcome, REST, STILL, Task};
use super::kit::{Kit, never_returns, place};
pub use super::start::{Start, Vary};
use crate::graph::{Binary, Graph, Node, Unary};
use crate::objective::Objective;
use crate::objective::step::{StepGraph, numbers};
use crate::optimizer::{Hyper, Spec};

/// Steps after which a cycle may close, at most.
const LONGEST_CYCLE: usize = 8;
/// It is closed where a run comes back to within this part of the way that it has been away.
const CLOSED: f64 = 1e-3;

/// Runs of one optimizer on one objective, compiled.
pub struct Many {
    dim: usize,
    optimizer: &'static Spec,
    /// Steps with their books.
    books: Kit,
    places: Places,
    /// Steps alone, where they tell soon enough what their books would: see [`Many::pass`].
    plain: Option<Plain>,
    /// The way of each parameter alone, where none depends on another.
    apart: Option<Apart>,
}

/// Steps without books.
struct Plain {
    kit: Kit,
    /// Place of what is 1 as long as no parameter has been further out than [`FAR`], else 0; where that is asked.
    near: Option<usize>,
}

/// Places of the books among the inputs of their graph.
struct Places {
    /// By what slopes and lengths are multiplied, for each parameter.
    slopes: Vec<usize>,
    lengths: Vec<usize>,
    /// How many points there were before this one.
    points: usize,
    finite: usize,
    quiet: usize,
}

/// The runs that are under way.
struct Block<'a> {
    task: &'a Task<'a>,
    starts: &'a [Start],
    ends: &'a mut [End],
    /// Which run is in each lane.
    lanes: Vec<usize>,
    /// For how many steps in a row each lane has been quiet.
    quiet: Vec<f64>,
}

impl Many {
    /// Compiles the runs.
    pub fn new(objective: &Objective, optimizer: &'static Spec, hyper: &Hyper, vary: Vary) -> Self {
        let dim = objective.dim();
        let mut hyper = hyper.clone();
        if let Vary::Rates { knob } = vary {
            // Whatever it is now, it is no constant.
            hyper.knobs[knob] = f64::NAN;
        }
        let step = objective.step_graph(optimizer, &hyper, false);
        let plain = if never_returns(&step.graph) {
            Some(Plain { kit: Kit::compile(objective, &step, vary), near: None })
        } else if is_finite_within(objective, &step) {
            Some(Plain::guarded(objective, objective.step_graph(optimizer, &hyper, false), vary))
        } else {
            None
        };
        let apart = (vary == Vary::Starts)
            .then(|| Apart::new(objective, optimizer, objective.step_graph(optimizer, &hyper, false)))
            .flatten();
        let books = Books::keep(step, dim);
        let of = |node: Node| place(&books.step.graph, node);
        let places = Places {
            slopes: books.stir.slopes.iter().map(|&node| of(node)).collect(),
            lengths: books.stir.lengths.iter().map(|&node| of(node)).collect(),
            points: of(books.points),
            finite: of(books.finite),
            quiet: of(books.quiet),
        };
        Self { dim, optimizer, books: Kit::compile(objective, &books.step, vary), places, plain, apart }
    }

    /// Takes the runs from every point of a grid to their ends, row by row.
    pub fn run_grid(&mut self, task: &Task, xs: &[f64], ys: &[f64]) -> Vec<End> {
        let known = match &mut self.apart {
            Some(apart) if !task.cycles => apart.ends(task, xs, ys),
            _ => vec![None; xs.len() * ys.len()],
        };
        let points = ys.iter().flat_map(|&y| xs.iter().map(move |&x| [x, y]));
        let left = points.zip(&known).filter(|(_, end)| end.is_none());
        let starts: Vec<Start> = left.map(|(point, _)| Start { point, rate: 0.0, knob: 0.0 }).collect();
        let mut ends = self.run(task, &starts).into_iter();
        known.into_iter().filter_map(|end| end.or_else(|| ends.next())).collect()
    }

    /// Takes every run to its end. A run's end does not depend on which others are taken.
    pub fn run(&mut self, task: &Task, starts: &[Start]) -> Vec<End> {
        let mut ends = vec![End { outcome: Outcome::Moving, steps: 0, minimum: None }; starts.len()];
        let most = self.books.plan.lanes();
        self.set_constants(task);
        for (starts, ends) in starts.chunks(most).zip(ends.chunks_mut(most)) {
            let n = starts.len();
            self.run_block(&mut Block { task, starts, ends, lanes: (0..n).collect(), quiet: vec![0.0; n] });
        }
        ends
    }

    fn run_block(&mut self, block: &mut Block) {
        self.begin(block);
        let mut step = 0;
        while step < block.task.max_steps && !block.lanes.is_empty() {
            let until = (step + LOOK).min(block.task.max_steps);
            match self.plain.take() {
                Some(mut plain) => {
                    self.pass(&mut plain, block, step, until);
                    self.plain = Some(plain);
                }
                None => {
                    self.keep_books(block, step, until);
                    self.end_some(block, until);
                }
            }
            step = until;
        }
        if !block.lanes.is_empty() {
            self.finish(block);
        }
    }

    /// What stays the same over all steps.
    fn set_constants(&mut self, task: &Task) {
        for (k, value) in numbers(task.hyper).into_iter().enumerate() {
            for kit in [Some(&mut self.books), self.plain.as_mut().map(|plain| &mut plain.kit)].into_iter().flatten() {
                kit.set(kit.numbers[k], value);
            }
        }
        for (k, side) in task.aims.sides.iter().enumerate() {
            self.books.set(self.places.slopes[k], side / task.aims.steep);
            self.books.set(self.places.lengths[k], 1.0 / side / STILL);
        }
    }

    fn begin(&mut self, block: &Block) {
        let slots = self.optimizer.slots.len() * self.dim;
        for kit in [Some(&mut self.books), self.plain.as_mut().map(|plain| &mut plain.kit)].into_iter().flatten() {
            for k in 0..self.dim {
                kit.row(k).iter_mut().zip(block.starts).for_each(|(into, start)| *into = start.point[k]);
            }
            for at in 0..slots {
                let slot = &self.optimizer.slots[at / self.dim];
                kit.begin_slot(slot, block.task.hyper, self.dim + at, at % self.dim);
            }
            if let &[rate, knob] = &kit.own[..] {
                kit.row(rate).iter_mut().zip(block.starts).for_each(|(into, start)| *into = start.rate);
                kit.row(knob).iter_mut().zip(block.starts).for_each(|(into, start)| *into = start.knob);
            }
            kit.share(block.task.hyper, 0);
        }
        self.books.row(self.places.finite).fill(0.0);
        self.books.row(self.places.quiet).fill(0.0);
    }

    /// Steps from `from` to before `until`, with their books.
    fn keep_books(&mut self, block: &Block, from: usize, until: usize) {
        for step in from..until {
            self.book_step(block, step, &block.lanes);
        }
    }

    fn book_step(&mut self, block: &Block, step: usize, lanes: &[usize]) {
        self.books.prepare(block.task.hyper, step, block.starts, lanes);
        self.books.set_now(self.places.points, step as f64);
        self.books.plan.run(lanes.len());
    }

    /// Steps from `from` to before `until`, of which only the last keeps its books. Where those say that a run is quiet, or
    /// no longer finite, all of these steps are taken again with their books, which then say since when. A run that has
    /// left the finite numbers is still out of them at the last step, or has been so far out that its steps are taken again:
    /// otherwise there are no steps without books.
    fn pass(&mut self, plain: &mut Plain, block: &mut Block, from: usize, until: usize) {
        let n = block.lanes.len();
        let Plain { kit: plain, near } = plain;
        if let Some(place) = *near {
            plain.row(place)[..n].fill(1.0);
        }
        let rows = plain.state.clone();
        let before: Vec<Vec<f64>> = rows.iter().map(|&place| plain.row(place)[..n].to_vec()).collect();
        for step in from..until - 1 {
            plain.prepare(block.task.hyper, step, block.starts, &block.lanes);
            plain.plan.run(n);
        }
        self.take_over(plain, n);
        self.books.row(self.places.finite)[..n].fill((until - 1) as f64);
        self.books.row(self.places.quiet)[..n].fill(0.0);
        self.book_step(block, until - 1, &block.lanes);
        for (&to, k) in rows.iter().zip(0..) {
            let place = self.books.state[k];
            plain.row(to)[..n].copy_from_slice(&self.books.row(place)[..n]);
        }
        let quiet: Vec<f64> = self.books.row(self.places.quiet)[..n].to_vec();
        let near: Vec<bool> = (0..n).map(|lane| near.is_none_or(|place| plain.row(place)[lane] == 1.0)).collect();
        let again: Vec<usize> =
            (0..n).filter(|&lane| quiet[lane] != 0.0 || !near[lane] || !self.is_finite(lane, until)).collect();
        (0..n).filter(|&lane| quiet[lane] == 0.0).for_each(|lane| block.quiet[lane] = 0.0);
        if again.is_empty() {
            return;
        }
        for (k, values) in before.iter().enumerate() {
            let row = self.books.row(self.books.state[k]);
            row.iter_mut().zip(&again).for_each(|(into, &lane)| *into = values[lane]);
        }
        for (&from, k) in plain.own.clone().iter().zip(0..) {
            let values: Vec<f64> = again.iter().map(|&lane| plain.row(from)[lane]).collect();
            let place = self.books.own[k];
            self.books.row(place)[..values.len()].copy_from_slice(&values);
        }
        let runs: Vec<usize> = again.iter().map(|&lane| block.lanes[lane]).collect();
        self.books.row(self.places.finite).fill(from as f64);
        self.books.row(self.places.quiet).iter_mut().zip(&again).for_each(|(into, &lane)| *into = block.quiet[lane]);
        for step in from..until {
            self.book_step(block, step, &runs);
        }
        let mut over = Vec::new();
        for (at, &lane) in again.iter().enumerate() {
            block.quiet[lane] = self.books.row(self.places.quiet)[at];
            if let Some(end) = self.judge(block.task.aims, at, until) {
                block.ends[block.lanes[lane]] = end;
                over.push(lane);
            }
        }
        // From the last on, so that those before keep their places.
        for lane in over.into_iter().rev() {
            block.lanes.swap_remove(lane);
            block.quiet.swap_remove(lane);
            let last = block.lanes.len();
            for &place in rows.iter().chain(&plain.own.clone()) {
                plain.row(place)[lane] = plain.row(place)[last];
            }
        }
    }

    /// The first `n` runs of another kit go on here.
    fn take_over(&mut self, plain: &mut Kit, n: usize) {
        let from: Vec<usize> = plain.state.iter().chain(&plain.own).copied().collect();
        let slots = plain.state.len();
        for (k, &place) in from.iter().enumerate() {
            let to = if k < slots { self.books.state[k] } else { self.books.own[k - slots] };
            self.books.row(to)[..n].copy_from_slice(&plain.row(place)[..n]);
        }
    }

    /// Lets the runs that are over leave their lanes.
    fn end_some(&mut self, block: &mut Block, step: usize) {
        let mut lane = 0;
        while lane < block.lanes.len() {
            match self.judge(block.task.aims, lane, step) {
                None => lane += 1,
                Some(end) => {
                    block.ends[block.lanes[lane]] = end;
                    block.lanes.swap_remove(lane);
                    let last = block.lanes.len();
                    for place in self.books.state.iter().chain(&self.books.own).copied().collect::<Vec<_>>() {
                        let row = self.books.row(place);
                        row[lane] = row[last];
                    }
                }
            }
        }
    }

    /// Whether a run is over after so many steps.
    fn judge(&mut self, aims: &Aims, lane: usize, step: usize) -> Option<End> {
        if !self.is_finite(lane, step) {
            return Some(self.diverged(lane));
        }
        let quiet = self.books.row(self.places.quiet)[lane];
        if quiet == 0.0 {
            return None;
        }
        let minimum = Some(aims.nearest(self.point(lane))?);
        Some(End { outcome: Outcome::Converged, steps: (step as f64 - quiet) as u32, minimum })
    }

    /// Whether every point up to the one that the last step left was finite, of so many.
    fn is_finite(&mut self, lane: usize, points: usize) -> bool {
        self.books.row(self.places.finite)[lane] == points as f64
    }

    /// What had no finite number at its start took no step; else the last step that was counted led to where there was none.
    fn diverged(&mut self, lane: usize) -> End {
        let finite = self.books.row(self.places.finite)[lane];
        End { outcome: Outcome::Diverged, steps: (finite - 1.0).max(0.0) as u32, minimum: None }
    }

    /// The end of those that have taken all their steps. Further ones tell whether the last point is finite, and whether the
    /// run goes round.
    fn finish(&mut self, block: &mut Block) {
        let (task, n) = (block.task, block.lanes.len());
        if let Some(mut plain) = self.plain.take() {
            self.take_over(&mut plain.kit, n);
            self.books.row(self.places.finite)[..n].fill(task.max_steps as f64);
            self.plain = Some(plain);
        }
        let last: Vec<[f64; 2]> = (0..n).map(|lane| self.point(lane)).collect();
        let rests: Vec<bool> = (0..n).map(|lane| self.quiet_for(block, lane) > 0.0).collect();
        let mut away = vec![0.0f64; n];
        for k in 0..if task.cycles { LONGEST_CYCLE } else { 1 } {
            self.book_step(block, task.max_steps + k, &block.lanes);
            for (lane, &run) in block.lanes.iter().enumerate() {
                let distance = task.aims.distance(self.point(lane), last[lane]);
                let end = &mut block.ends[run];
                if k == 0 {
                    let alive = self.is_finite(lane, task.max_steps + 1);
                    let steps = task.max_steps as u32;
                    let rests = rests[lane] || distance <= REST;
                    let outcome = if rests { Outcome::Resting } else { Outcome::Moving };
                    let under_way = End { outcome, steps, minimum: task.aims.nearest(last[lane]) };
                    *end = if alive { under_way } else { self.diverged(lane) };
                } else if end.outcome == Outcome::Moving
                    && away[lane] > STILL
                    && distance.is_finite()
                    && distance <= CLOSED * away[lane]
                {
                    end.outcome = Outcome::Cycling;
                }
                away[lane] = away[lane].max(distance);
            }
        }
    }

    /// For how many steps in a row a run that is under way has been quiet.
    fn quiet_for(&mut self, block: &Block, lane: usize) -> f64 {
        if self.plain.is_some() { block.quiet[lane] } else { self.books.row(self.places.quiet)[lane] }
    }

    fn point(&mut self, lane: usize) -> [f64; 2] {
        let mut point = [0.0; 2];
        for (k, x) in point.iter_mut().enumerate().take(self.dim) {
            *x = self.books.row(k)[lane];
        }
        point
    }
}

impl Plain {
    /// Steps that tell whether the run has been too far out for its loss to be finite for certain.
    fn guarded(objective: &Objective, mut step: StepGraph, vary: Vary) -> Self {
        let g = &mut step.graph;
        let (far, near) = (g.constant(FAR), g.input(&[]));
        let mut still_near = near;
        for &x in &step.state[..objective.dim()] {
            let size = g.unary(Unary::Abs, x);
            let inside = g.binary(Binary::AtLeast, far, size);
            still_near = g.mul(still_near, inside);
        }
        step.state.push(near);
        step.next.push(still_near);
        let mut kit = Kit::compile(objective, &step, vary);
        // It is no part of a run.
        let near = kit.state.pop();
        Self { kit, near }
    }
}

/// A step with its books.
struct Books {
    step: StepGraph,
    stir: Stir,
    points: Node,
    finite: Node,
    quiet: Node,
}

impl Books {
    fn keep(mut step: StepGraph, dim: usize) -> Self {
        let stir = Stir::of(&mut step, dim);
        let g = &mut step.graph;
        let [points, finite, quiet] = [g.input(&[]), g.input(&[]), g.input(&[])];
        let one = g.constant(1.0);
        // x − x is 0 for a finite number and NaN for any other, so this is at least the number of points before this one, as
        // long as all have been finite. Comparisons with NaN are false.
        let numbers: Vec<Node> = step.here.iter().chain(&step.state[..dim]).copied().collect();
        let zeros: Vec<Node> = numbers.into_iter().map(|x| g.sub(x, x)).collect();
        let counted = sum(g, [finite].into_iter().chain(zeros).collect());
        let alive = g.binary(Binary::AtLeast, counted, points);
        let still_finite = g.add(finite, alive);
        let all = sum(g, stir.parts.clone());
        let (calm, longer) = (g.binary(Binary::AtLeast, one, all), g.add(quiet, one));
        let still_quiet = g.mul(calm, longer);
        step.state.extend([finite, quiet]);
        step.next.extend([still_finite, still_quiet]);
        Self { step, stir, points, finite, quiet }
    }
}

fn sum(g: &mut Graph, terms: Vec<Node>) -> Node {
    terms.into_iter().reduce(|a, b| g.add(a, b)).unwrap_or_else(|| g.constant(0.0))
}
