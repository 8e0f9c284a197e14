//! Many runs side by side, each to its own end: where it comes to rest, diverges, or runs out of steps.
//!
//! One graph takes a step and keeps the books: how many points of the run were finite, and for how many steps in a row it
//! has been quiet. Learning rate and knobs are its inputs, so that the code made for it serves whatever a slider is set to.
//! What all lanes share is computed once a step, by a plan of one lane. Every [`LOOK`] steps the runs are looked at; those
//! that are over leave their lanes.

use super::aims::Aims;
use crate::graph::{Binary, Graph, Node, Plan};
use crate::objective::Objective;
use crate::objective::step::{StepGraph, numbers};
use crate::optimizer::{Hyper, Spec};

/// Runs are looked at every so many steps.
pub const LOOK: usize = 16;

/// A step of this length is too long to be quiet at any slope; each parameter is measured by the width of its side of the
/// domain. A step is quiet where (slope / [`Aims::steep`])² + (length / [`STILL`])² ≤ 1.
pub const STILL: f64 = 1e-4;

/// Steps after which a cycle may close, at most.
const LONGEST_CYCLE: usize = 8;
/// It is closed where a run comes back to within this part of the way that it has been away.
const CLOSED: f64 = 1e-3;

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// At rest in a minimum.
    Converged,
    /// On its way, after all steps.
    Moving,
    /// Out of the finite numbers.
    Diverged,
    /// Going round: after some steps it is where it was.
    Cycling,
}

/// The end of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// What became of it.
    pub outcome: Outcome,
    /// Steps until it was quiet, or until the last point that was finite; else all.
    pub steps: u32,
    /// The minimum that it is at, or after all steps nearest to, if any is near.
    pub minimum: Option<usize>,
}

/// Which numbers differ from run to run, besides the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vary {
    /// None.
    Starts,
    /// The learning rate and the knob of that place.
    Rates {
        /// Among [`Spec::knobs`].
        knob: usize,
    },
}

/// A run to be taken: where it starts, and with what, where that varies.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// One number for each parameter; the second is not read where there is one.
    pub point: [f64; 2],
    /// The learning rate, before its schedule.
    pub rate: f64,
    /// The knob.
    pub knob: f64,
}

/// What all runs have in common.
pub struct Task<'a> {
    /// The rule's numbers, of the optimizer and convention that the [`Many`] was made for.
    pub hyper: &'a Hyper,
    /// What there is to be reached.
    pub aims: &'a Aims,
    /// The most steps of a run, from 1.
    pub max_steps: usize,
    /// Whether to tell cycles from other ways of not coming to rest.
    pub cycles: bool,
}

/// Runs of one optimizer on one objective, compiled.
pub struct Many {
    plan: Plan<f64>,
    dim: usize,
    optimizer: &'static Spec,
    vary: Vary,
    /// What all lanes share, once a step, and how many inputs that has.
    shared: Plan<f64>,
    places: Places,
}

/// Places among the inputs of the graph.
struct Places {
    rate: usize,
    t: usize,
    numbers: Vec<usize>,
    slots: Vec<usize>,
    /// By what slopes and lengths are multiplied, for each parameter.
    slopes: Vec<usize>,
    lengths: Vec<usize>,
    /// How many points there were before this one; among the uniform inputs of the plan.
    points: usize,
    finite: usize,
    quiet: usize,
    /// Everything that has a value of its own in each lane.
    rows: Vec<usize>,
    /// The uniform inputs of the plan, in order: inputs of the graph by their place, then what is shared.
    uniform: Vec<usize>,
}

impl Many {
    /// Compiles the runs.
    pub fn new(objective: &Objective, optimizer: &'static Spec, hyper: &Hyper, vary: Vary) -> Self {
        let step = objective.step_graph(optimizer, hyper, false);
        let dim = objective.dim();
        let books = Books::keep(step, dim);
        let StepGraph { graph, state, next, rate, t, numbers, .. } = &books.step;
        let place = |node: &Node| graph.inputs().iter().position(|input| input == node).unwrap_or_default();
        let own: Vec<Node> = match vary {
            Vary::Starts => Vec::new(),
            Vary::Rates { knob } => vec![*rate, numbers[knob]],
        };
        // The samples are the same for all runs, but stand in every lane.
        let scalar = |input: &Node| graph.shape(*input).is_empty();
        let alone = |input: Node| scalar(&input) && !state.contains(&input) && !own.contains(&input);
        let (scalars, rest, made) = graph.without_scalars(alone);
        let moved = |nodes: &[Node]| -> Vec<Node> { nodes.iter().map(|node| made[node.index()]).collect() };
        let given: Vec<usize> = graph.inputs().iter().filter(|input| alone(**input)).map(place).collect();
        let uniform: Vec<usize> = given.iter().copied().chain(graph.inputs().len()..rest.inputs().len()).collect();
        let mut plan = Plan::recurrent(&rest, &moved(state), &moved(next), &uniform, 5 * objective.block() / 2);
        objective.set_data(&mut plan);
        let places = Places {
            rate: place(rate),
            t: place(t),
            numbers: numbers.iter().map(place).collect(),
            slots: state[dim..state.len() - 2].iter().map(place).collect(),
            slopes: books.slopes.iter().map(place).collect(),
            lengths: books.lengths.iter().map(place).collect(),
            points: given.iter().position(|&at| at == place(&books.points)).unwrap_or_default(),
            finite: place(&books.finite),
            quiet: place(&books.quiet),
            rows: state.iter().chain(&own).map(place).collect(),
            uniform: given,
        };
        Self { plan, dim, optimizer, vary, shared: Plan::new(graph, &scalars, 1), places }
    }

    /// Takes every run to its end. A run's end does not depend on which others are taken.
    pub fn run(&mut self, task: &Task, starts: &[Start]) -> Vec<End> {
        let mut ends = vec![End { outcome: Outcome::Moving, steps: 0, minimum: None }; starts.len()];
        self.set_constants(task);
        for (starts, ends) in starts.chunks(self.plan.lanes()).zip(ends.chunks_mut(self.plan.lanes())) {
            self.run_block(task, starts, ends);
        }
        ends
    }

    fn run_block(&mut self, task: &Task, starts: &[Start], ends: &mut [End]) {
        self.begin(task.hyper, starts);
        let mut lanes: Vec<usize> = (0..starts.len()).collect();
        let mut step = 0;
        while step < task.max_steps && !lanes.is_empty() {
            let until = (step + LOOK).min(task.max_steps);
            while step < until {
                self.step(task.hyper, step, starts, &lanes);
                step += 1;
            }
            let mut lane = 0;
            while lane < lanes.len() {
                match self.judge(task.aims, lane, step) {
                    None => lane += 1,
                    Some(end) => {
                        ends[lanes[lane]] = end;
                        lanes.swap_remove(lane);
                        self.fill_lane(lane, lanes.len());
                    }
                }
            }
        }
        if !lanes.is_empty() {
            self.finish(task, starts, &lanes, ends);
        }
    }

    /// What stays the same over all steps.
    fn set_constants(&mut self, task: &Task) {
        for (&place, value) in self.places.numbers.iter().zip(numbers(task.hyper)) {
            self.shared.set_input(place, &[value]);
        }
        for (k, side) in task.aims.sides.iter().enumerate() {
            self.shared.set_input(self.places.slopes[k], &[side / task.aims.steep]);
            self.shared.set_input(self.places.lengths[k], &[1.0 / side / STILL]);
        }
    }

    fn begin(&mut self, hyper: &Hyper, starts: &[Start]) {
        for k in 0..self.dim {
            self.plan.input(k).iter_mut().zip(starts).for_each(|(into, start)| *into = start.point[k]);
        }
        for (at, &place) in self.places.slots.iter().enumerate() {
            let slot = &self.optimizer.slots[at / self.dim];
            self.plan.input(place).fill((slot.initial)(&hyper.knobs));
        }
        self.plan.input(self.places.finite).fill(0.0);
        self.plan.input(self.places.quiet).fill(0.0);
        if let Vary::Rates { knob } = self.vary {
            let place = self.places.numbers[knob];
            self.plan.input(place).iter_mut().zip(starts).for_each(|(into, start)| *into = start.knob);
            self.plan.input(self.places.rate).iter_mut().zip(starts).for_each(|(into, start)| *into = start.rate);
        }
    }

    /// The step that follows `step` others, of the runs that are in the lanes.
    fn step(&mut self, hyper: &Hyper, step: usize, starts: &[Start], lanes: &[usize]) {
        let scheduled = !hyper.schedule.is_constant();
        if scheduled && self.vary != Vary::Starts {
            let factor = hyper.schedule.factor(step);
            let rates = self.plan.input(self.places.rate).iter_mut().zip(lanes);
            rates.for_each(|(rate, &lane)| *rate = starts[lane].rate * factor);
        }
        if step == 0 || scheduled || self.shared.reads(self.places.t) || self.plan.reads(self.places.t) {
            self.share(hyper, step);
        }
        self.plan.set_uniform(self.places.points, step as f64);
        self.plan.run(lanes.len());
    }

    /// Computes what all lanes share.
    fn share(&mut self, hyper: &Hyper, step: usize) {
        let shared = &mut self.shared;
        shared.set_input(self.places.t, &[(step + 1) as f64]);
        if self.vary == Vary::Starts {
            shared.set_input(self.places.rate, &[hyper.rate_at(step)]);
        }
        shared.run(1);
        for (j, &place) in self.places.uniform.iter().enumerate() {
            let value = shared.input(place)[0];
            self.plan.set_uniform(j, value);
        }
        for k in 0..shared.outputs() {
            self.plan.set_uniform(self.places.uniform.len() + k, shared.output(k)[0]);
        }
    }

    /// Whether a run is over after so many steps.
    fn judge(&mut self, aims: &Aims, lane: usize, step: usize) -> Option<End> {
        if !self.is_finite(lane, step) {
            return Some(self.diverged(lane));
        }
        let quiet = self.plan.input(self.places.quiet)[lane];
        if quiet == 0.0 {
            return None;
        }
        let minimum = Some(aims.nearest(self.point(lane))?);
        Some(End { outcome: Outcome::Converged, steps: (step as f64 - quiet) as u32, minimum })
    }

    /// Whether every point up to the one that the last step left was finite, of so many.
    fn is_finite(&mut self, lane: usize, points: usize) -> bool {
        self.plan.input(self.places.finite)[lane] == points as f64
    }

    /// What had no finite number at its start took no step; else the last step that was counted led to where there was none.
    fn diverged(&mut self, lane: usize) -> End {
        let finite = self.plan.input(self.places.finite)[lane];
        End { outcome: Outcome::Diverged, steps: (finite - 1.0).max(0.0) as u32, minimum: None }
    }

    /// The end of those that have taken all their steps. Further ones tell whether the last point is finite, and whether the
    /// run goes round.
    fn finish(&mut self, task: &Task, starts: &[Start], lanes: &[usize], ends: &mut [End]) {
        let last: Vec<[f64; 2]> = (0..lanes.len()).map(|lane| self.point(lane)).collect();
        let mut away = vec![0.0f64; lanes.len()];
        for k in 0..if task.cycles { LONGEST_CYCLE } else { 1 } {
            self.step(task.hyper, task.max_steps + k, starts, lanes);
            for (lane, &run) in lanes.iter().enumerate() {
                let distance = task.aims.distance(self.point(lane), last[lane]);
                if k == 0 {
                    let alive = self.is_finite(lane, task.max_steps + 1);
                    let steps = task.max_steps as u32;
                    let moving = End { outcome: Outcome::Moving, steps, minimum: task.aims.nearest(last[lane]) };
                    ends[run] = if alive { moving } else { self.diverged(lane) };
                } else if ends[run].outcome == Outcome::Moving && distance <= CLOSED * away[lane] {
                    ends[run].outcome = Outcome::Cycling;
                }
                away[lane] = away[lane].max(distance);
            }
        }
    }

    fn point(&mut self, lane: usize) -> [f64; 2] {
        let mut point = [0.0; 2];
        for (k, x) in point.iter_mut().enumerate().take(self.dim) {
            *x = self.plan.input(k)[lane];
        }
        point
    }

    /// The run of lane `from` goes on in lane `to`.
    fn fill_lane(&mut self, to: usize, from: usize) {
        for &place in &self.places.rows {
            let row = self.plan.input(place);
            row[to] = row[from];
        }
    }
}

/// A step with its books.
struct Books {
    step: StepGraph,
    slopes: Vec<Node>,
    lengths: Vec<Node>,
    points: Node,
    finite: Node,
    quiet: Node,
}

impl Books {
    fn keep(mut step: StepGraph, dim: usize) -> Self {
        let g = &mut step.graph;
        let slopes: Vec<Node> = (0..dim).map(|_| g.input(&[])).collect();
        let lengths: Vec<Node> = (0..dim).map(|_| g.input(&[])).collect();
        let [points, finite, quiet] = [g.input(&[]), g.input(&[]), g.input(&[])];
        let one = g.constant(1.0);
        // x − x is 0 for a finite number and NaN for any other, so this is at least the number of points before this one, as
        // long as all have been finite. Comparisons with NaN are false.
        let numbers: Vec<Node> = step.here.iter().chain(&step.state[..dim]).copied().collect();
        let zeros: Vec<Node> = numbers.into_iter().map(|x| g.sub(x, x)).collect();
        let counted = sum(g, [finite].into_iter().chain(zeros).collect());
        let alive = g.binary(Binary::AtLeast, counted, points);
        let still_finite = g.add(finite, alive);
        let mut terms: Vec<Node> = (0..dim).map(|k| square_of(g, step.taken[k], slopes[k])).collect();
        for k in 0..dim {
            let way = g.sub(step.next[k], step.state[k]);
            terms.push(square_of(g, way, lengths[k]));
        }
        let stir = sum(g, terms);
        let (calm, longer) = (g.binary(Binary::AtLeast, one, stir), g.add(quiet, one));
        let still_quiet = g.mul(calm, longer);
        step.state.extend([finite, quiet]);
        step.next.extend([still_finite, still_quiet]);
        Self { step, slopes, lengths, points, finite, quiet }
    }
}

fn sum(g: &mut Graph, terms: Vec<Node>) -> Node {
    terms.into_iter().reduce(|a, b| g.add(a, b)).unwrap_or_else(|| g.constant(0.0))
}

/// (x·factor)²
fn square_of(g: &mut Graph, x: Node, factor: Node) -> Node {
    let scaled = g.mul(x, factor);
    g.powi(scaled, 2)
}
