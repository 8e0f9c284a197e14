//! A graph compiled to a list of steps over buffers that are laid out once. Running it allocates nothing.
//!
//! Every buffer holds its node's elements times a number of *lanes*: independent evaluations side by side, the lane being
//! the fastest axis. One lane is an ordinary evaluation; some hundreds are a tile of a map that stays in the cache and
//! is computed with SIMD instructions. Buffers that are no longer needed are used again.

use super::build::Graph;
use super::element::Element;
use super::fuse;
use super::kinds::{Binary, Unary};
use super::node::Node;
use super::op::{Op, arguments};
use super::powi::powi;
use super::tensor::{Room, Work};
use super::uses::count_uses;
use crate::edition::FULL;
use ndarray::{ArrayView, IxDyn};
use std::mem::take;

#[cfg(feature = "full")]
mod buffers;
#[cfg(feature = "full")]
mod in_place;
#[cfg_attr(not(feature = "full"), path = "plan/no_lent.rs")]
mod lent;
#[cfg(feature = "full")]
pub use buffers::Buffers;
#[cfg(feature = "full")]
pub use lent::Lent;
#[cfg(not(feature = "full"))]
use lent::Lent;

/// A compiled graph.
pub struct Plan<T> {
    lanes: usize,
    steps: Vec<Step>,
    slots: Vec<Vec<T>>,
    /// Where operations on matrices put what they need in between.
    room: Room<T>,
    inputs: Vec<Place>,
    /// Whether each of them is read.
    read: Vec<bool>,
    outputs: Vec<Place>,
    /// The first slots are empty: they stand for what is lent.
    lent: Lent,
    /// Whether no node is an array.
    scalar: bool,
    fused: Option<fuse::Fused>,
    /// Inputs that have one value for all lanes.
    uniform: Vec<usize>,
    /// What is copied when a run is done, where one run goes on from another, or somebody else has the place of a result: from a
    /// slot, to a slot, in this order.
    feedback: Vec<[usize; 2]>,
}

/// Where a node's value is, and its shape.
#[derive(Clone, Debug)]
struct Place {
    slot: usize,
    shape: Vec<usize>,
}

struct Step {
    action: Action,
    to: usize,
    from: [usize; 2],
    len: usize,
}

enum Action {
    Unary(Unary),
    Binary(Binary),
    Powi(i32),
    /// The argument over and over: it is broadcast along leading axes.
    Repeat,
    Broadcast(Vec<u32>),
    /// The sum over leading axes.
    SumRepeats,
    Sum(Vec<u32>),
    Tensor(Work),
}

impl<T: Element> Plan<T> {
    /// Compiles what `outputs` need, for up to `lanes` evaluations at a time (at least 1).
    pub fn new(graph: &Graph, outputs: &[Node], lanes: usize) -> Self {
        Self::with_spare(graph, outputs, lanes, Lent::default(), &mut Vec::new())
    }

    /// [`Plan::new`], in buffers that are to spare, as far as they are large enough.
    fn with_spare(graph: &Graph, outputs: &[Node], lanes: usize, lent: Lent, spare: &mut Vec<Vec<T>>) -> Self {
        let mut compiler = Compiler::new(graph, outputs, lanes.max(1), lent, spare);
        for node in graph.nodes() {
            compiler.place(node);
        }
        compiler.finish()
    }

    /// The most lanes that one run can have.
    pub fn lanes(&self) -> usize {
        self.lanes
    }

    /// Number of inputs.
    pub fn inputs(&self) -> usize {
        self.inputs.len()
    }

    /// Number of outputs.
    pub fn outputs(&self) -> usize {
        self.outputs.len()
    }

    /// Whether anything that is computed needs input `k`.
    pub fn reads(&self, k: usize) -> bool {
        self.read[k]
    }

    /// Where to write input `k` before a run: its elements in order, each as [`Plan::lanes`] adjacent values. Arrays of a fused
    /// plan are the same in all lanes, and are written by [`Plan::set_input`].
    pub fn input(&mut self, k: usize) -> &mut [T] {
        &mut self.slots[self.inputs[k].slot]
    }

    /// Fills input `k` with `values`, the same in every lane.
    ///
    /// # Panics
    /// If `values` has another number of elements than the input.
    pub fn set_input(&mut self, k: usize, values: &[T]) {
        let lanes = self.lanes;
        let is_once = self.fused.is_some() && !self.inputs[k].shape.is_empty();
        let into = self.input(k);
        assert!(into.len() == values.len() * lanes, "an input has another size");
        if is_once {
            into[..values.len()].copy_from_slice(values);
            return;
        }
        for (into, &value) in into.chunks_exact_mut(lanes).zip(values) {
            into.fill(value);
        }
    }

    /// Evaluates the graph in the first `lanes` lanes.
    ///
    /// # Panics
    /// If `lanes` is more than the plan was made for, or it is one to which something is lent.
    pub fn run(&mut self, lanes: usize) {
        assert!(lanes <= self.lanes, "more lanes than the plan was made for");
        assert!(self.lent.len() == 0, "what is lent is missing");
        match &self.fused {
            Some(fused) => fused.run(lanes),
            None => self.run_steps(lanes, &[], &mut []),
        }
        for &[from, to] in &self.feedback {
            let mut state = take(&mut self.slots[to]);
            state[..lanes].copy_from_slice(&self.slots[from][..lanes]);
            self.slots[to] = state;
        }
    }

    fn run_steps(&mut self, lanes: usize, lent: &[&[T]], into: &mut [&mut [T]]) {
        // The elements of an array stand `self.lanes` apart, so they are done together, lanes that nobody asked for too.
        let lanes = if self.scalar { lanes } else { self.lanes };
        for step in &self.steps {
            // Taking the result's buffer out leaves the rest readable; an empty Vec costs no allocation.
            let mut own = take(&mut self.slots[step.to]);
            let place = step.to.wrapping_sub(lent.len());
            let mut other = into.get_mut(place).map(take);
            let y = &mut other.as_deref_mut().unwrap_or(&mut own)[..step.len * lanes];
            let at = |k| lent::at(&self.slots, lent, into, k);
            let a = at(step.from[0]);
            match &step.action {
                Action::Unary(f) => f.forward(&a[..y.len()], y),
                Action::Binary(f) => f.forward(&a[..y.len()], &at(step.from[1])[..y.len()], y),
                Action::Powi(n) => powi(&a[..y.len()], *n, y),
                Action::Repeat if a.len() == 1 => y.fill(a[0]),
                Action::Repeat => y.chunks_exact_mut(a.len()).for_each(|y| y.copy_from_slice(a)),
                Action::Broadcast(source) => {
                    for (y, &s) in y.chunks_exact_mut(lanes).zip(source) {
                        y.copy_from_slice(&a[s as usize * lanes..][..lanes]);
                    }
                }
                Action::SumRepeats => {
                    y.fill(T::of(0.0));
                    for x in a.chunks_exact(y.len()) {
                        y.iter_mut().zip(x).for_each(|(y, &x)| *y += x);
                    }
                }
                Action::Tensor(work) => work.run(a, at(step.from[1]), y, &mut self.room),
                Action::Sum(source) => {
                    y.fill(T::of(0.0));
                    for (x, &s) in a.chunks_exact(lanes).zip(source) {
                        for (y, &x) in y[s as usize * lanes..][..lanes].iter_mut().zip(x) {
                            *y += x;
                        }
                    }
                }
            }
            self.slots[step.to] = own;
            if let Some(other) = other {
                into[place] = other;
            }
        }
    }

    /// Output `k` of the last run: its elements in order, each as [`Plan::lanes`] adjacent values.
    pub fn output(&self, k: usize) -> &[T] {
        &self.slots[self.outputs[k].slot]
    }

    /// Output `k` of the last run of a plan for one lane, as an array.
    ///
    /// # Panics
    /// If the plan is for more than one lane.
    pub fn array(&self, k: usize) -> ArrayView<'_, T, IxDyn> {
        assert!(self.lanes == 1, "an array is the value of one lane");
        ArrayView::from_shape(IxDyn(&self.outputs[k].shape), self.output(k))
            .unwrap_or_else(|_| panic!("a plan's buffers fit its shapes"))
    }
}

impl Plan<f64> {
    /// [`Plan::new`] for many runs: where the host can take machine code, a graph of scalars becomes one function that
    /// keeps its intermediate values in registers. It gives the same bits, only sooner.
    pub fn fast(graph: &Graph, outputs: &[Node], lanes: usize) -> Self {
        Self::fast_with_uniform(graph, outputs, &[], lanes)
    }

    /// [`Plan::fast`], where the inputs `uniform`, by their number, have the same value in all lanes: see
    /// [`Plan::set_uniform`].
    pub fn fast_with_uniform(graph: &Graph, outputs: &[Node], uniform: &[usize], lanes: usize) -> Self {
        let mut plan = Self::new(graph, outputs, lanes);
        let outputs_at = addresses(&plan.outputs, &mut plan.slots);
        plan.fuse(graph, outputs, uniform, &outputs_at);
        plan
    }

    /// [`Plan::fast`] for a graph whose scalar outputs `next` are the inputs `state` of the next run: each run is a step.
    /// The state is read by [`Plan::input`], by the inputs' places among the graph's. The inputs `uniform`, by their number,
    /// have the same value in all lanes: see [`Plan::set_uniform`].
    pub fn recurrent(graph: &Graph, state: &[Node], next: &[Node], uniform: &[usize], lanes: usize) -> Self {
        let mut plan = Self::new(graph, next, lanes);
        let place = |node: &Node| graph.inputs().iter().position(|input| input == node).unwrap_or_default();
        let state: Vec<Place> = state.iter().map(|node| plan.inputs[place(node)].clone()).collect();
        // Code has read all of a lane before it writes, so that it can write where it has read.
        let state_at = addresses(&state, &mut plan.slots);
        plan.fuse(graph, next, uniform, &state_at);
        if plan.is_fused() {
            plan.outputs = state;
        } else {
            plan.feed_back(&state);
        }
        plan
    }

    /// Has every run end by copying the outputs to `state`.
    fn feed_back(&mut self, state: &[Place]) {
        let (mut set_aside, mut copies) = (Vec::new(), Vec::new());
        for (output, to) in self.outputs.iter().zip(state) {
            let mut from = output.slot;
            if from == to.slot {
                // What stays as it is needs no copy.
                continue;
            }
            if state.iter().any(|place| place.slot == from) {
                // An earlier copy may write there.
                self.slots.push(vec![0.0; self.slots[from].len()]);
                set_aside.push([from, self.slots.len() - 1]);
                from = self.slots.len() - 1;
            }
            copies.push([from, to.slot]);
        }
        self.feedback = [set_aside, copies].concat();
    }

    fn fuse(&mut self, graph: &Graph, outputs: &[Node], uniform: &[usize], outputs_at: &[usize]) {
        self.uniform = uniform.to_vec();
        let inputs_at = addresses(&self.inputs, &mut self.slots);
        // A figure asks for so few fields that compiling code for them is not worth what the compiler weighs.
        if FULL && self.lanes > 1 {
            self.fused = fuse::Fused::compile(graph, outputs, &inputs_at, uniform, outputs_at);
        }
    }

    /// Sets the `j`-th of the uniform inputs.
    pub fn set_uniform(&mut self, j: usize, value: f64) {
        let k = self.uniform[j];
        if self.fused.is_some() {
            self.input(k)[0] = value;
        } else {
            self.input(k).fill(value);
        }
    }

    /// Whether runs of many lanes use fused code.
    pub fn is_fused(&self) -> bool {
        self.fused.is_some()
    }
}

/// Where the buffers are in memory. They stay there as long as the plan lives: a plan neither resizes nor replaces them, and
/// moving a `Vec` does not move its elements. Generated code writes through these addresses, so they are those of pointers
/// that may write, exposed; `Vec::as_mut_ptr` makes no reference to the elements, so that later borrows by safe code and
/// later writes by generated code, which never happen at the same time, leave each other valid.
fn addresses(places: &[Place], slots: &mut [Vec<f64>]) -> Vec<usize> {
    places.iter().map(|place| slots[place.slot].as_mut_ptr().expose_provenance()).collect()
}

/// Lays out the buffers.
struct Compiler<'a, T> {
    graph: &'a Graph,
    outputs: &'a [Node],
    lent: Lent,
    lanes: usize,
    /// Whether each input is read.
    read: Vec<bool>,
    /// How many later steps (and outputs) still need each node.
    uses: Vec<usize>,
    slot: Vec<usize>,
    free: Vec<usize>,
    slots: Vec<Vec<T>>,
    steps: Vec<Step>,
    spare: &'a mut Vec<Vec<T>>,
}

impl<'a, T: Element> Compiler<'a, T> {
    fn new(graph: &'a Graph, outputs: &'a [Node], lanes: usize, lent: Lent, spare: &'a mut Vec<Vec<T>>) -> Self {
        // So many that code for some lanes at a time may write past the end of those that are asked for.
        let lanes = if lanes == 1 { 1 } else { lanes.next_multiple_of(fuse::LANES) };
        let uses = count_uses(graph, outputs);
        let read = graph.inputs().iter().map(|input| uses[input.index()] > 0).collect();
        Self {
            graph,
            outputs,
            lanes,
            read,
            uses,
            slot: vec![0; graph.len()],
            free: Vec::new(),
            slots: vec![Vec::new(); lent.len()],
            steps: Vec::new(),
            lent,
            spare,
        }
    }

    fn new_slot(&mut self, len: usize, value: T) -> usize {
        self.slots.push(vec![value; len * self.lanes]);
        self.slots.len() - 1
    }

    /// A buffer for what is written in each run.
    fn written_slot(&mut self, len: usize) -> usize {
        if FULL && let Some(buffer) = fitting(self.spare, len * self.lanes) {
            self.slots.push(buffer);
            return self.slots.len() - 1;
        }
        self.new_slot(len, T::of(0.0))
    }

    /// A buffer for a value that dies: a free one of that size, or a new one.
    fn reuse_slot(&mut self, len: usize) -> usize {
        match self.free.iter().position(|&s| self.slots[s].len() == len * self.lanes) {
            Some(at) => self.free.swap_remove(at),
            None => self.written_slot(len),
        }
    }

    fn place(&mut self, node: Node) {
        let len: usize = self.graph.shape(node).iter().product();
        let op = self.graph.op(node);
        if self.uses[node.index()] == 0 && !matches!(op, Op::Input(_)) {
            return;
        }
        let (action, from) = match op {
            Op::Input(k) => {
                self.slot[node.index()] = self.lent.input(k as usize).unwrap_or_else(|| self.written_slot(len));
                return;
            }
            Op::Constant(bits) => {
                self.slot[node.index()] = self.new_slot(len, T::of(f64::from_bits(bits)));
                return;
            }
            Op::Unary(f, x) => (Action::Unary(f), [x, x]),
            Op::Powi(x, n) => (Action::Powi(n), [x, x]),
            Op::Binary(f, a, b) => (Action::Binary(f), [a, b]),
            Op::Broadcast(x) => {
                let (large, small) = (self.graph.shape(node), self.graph.shape(x));
                let repeats = large.ends_with(small);
                (if repeats { Action::Repeat } else { Action::Broadcast(source_of(large, small)) }, [x, x])
            }
            Op::Sum(x) => {
                let (large, small) = (self.graph.shape(x), self.graph.shape(node));
                let repeats = large.ends_with(small);
                (if repeats { Action::SumRepeats } else { Action::Sum(source_of(large, small)) }, [x, x])
            }
            Op::Tensor(op) => op.planned(self.graph, Action::Tensor),
        };
        // The result's buffer is chosen before the arguments' are freed: a step never writes what it reads.
        let to = self.lent.output(self.outputs, node).unwrap_or_else(|| self.reuse_slot(len));
        self.slot[node.index()] = to;
        self.steps.push(Step { action, to, from: from.map(|n| self.slot[n.index()]), len });
        for used in arguments(op) {
            self.release(used);
        }
    }

    fn release(&mut self, node: Node) {
        let uses = &mut self.uses[node.index()];
        *uses -= 1;
        if *uses == 0 && !matches!(self.graph.op(node), Op::Input(_) | Op::Constant(_)) {
            self.free.push(self.slot[node.index()]);
        }
    }

    fn finish(self) -> Plan<T> {
        let place = |node: &Node| Place { slot: self.slot[node.index()], shape: self.graph.shape(*node).to_vec() };
        let inputs = self.graph.inputs().iter().map(place).collect();
        let outputs: Vec<Place> = self.outputs.iter().map(place).collect();
        let feedback = self.lent.copies(outputs.iter().map(|place| place.slot));
        let sums = |action: &Action| matches!(action, Action::Sum(_) | Action::SumRepeats | Action::Tensor(_));
        let scalar = self.steps.iter().all(|step| step.len == 1 && !sums(&step.action));
        Plan {
            lanes: self.lanes,
            steps: self.steps,
            slots: self.slots,
            room: Room::default(),
            inputs,
            read: self.read,
            outputs,
            lent: self.lent,
            scalar,
            fused: None,
            uniform: Vec::new(),
            feedback,
        }
    }
}

/// The smallest of these buffers that has room for so many numbers.
fn fitting<T: Element>(buffers: &mut Vec<Vec<T>>, len: usize) -> Option<Vec<T>> {
    let sizes = buffers.iter().map(Vec::capacity).enumerate().filter(|&(_, size)| size >= len);
    let (at, _) = sizes.min_by_key(|&(_, size)| size)?;
    let mut buffer = buffers.swap_remove(at);
    buffer.resize(len, T::of(0.0));
    Some(buffer)
}

/// For every element of an array of shape `large`, which element of one of shape `small` is repeated there.
fn source_of(large: &[usize], small: &[usize]) -> Vec<u32> {
    let lead = large.len() - small.len();
    let mut strides = vec![0; large.len()];
    let mut step = 1;
    for axis in (0..small.len()).rev() {
        strides[lead + axis] = if small[axis] == 1 { 0 } else { step };
        step *= small[axis];
    }
    let count: usize = large.iter().product();
    (0..count)
        .map(|mut at| {
            let mut source = 0;
            for axis in (0..large.len()).rev() {
                source += (at % large[axis]) * strides[axis];
                at /= large[axis];
            }
            source as u32
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_over_broadcast_arrays_and_its_gradient() {
        // Σ (w·x + b − y)², for three samples.
        let mut g = Graph::new();
        let (w, b) = (g.input(&[]), g.input(&[]));
        let (x, y) = (g.input(&[3]), g.input(&[3]));
        let scaled = g.mul(w, x);
        let line = g.add(scaled, b);
        let residual = g.sub(line, y);
        let square = g.powi(residual, 2);
        let loss = g.mean(square);
        let d = g.gradient(loss, &[w, b]);
        for lanes in [1, 4] {
            let mut plan = Plan::<f64>::new(&g, &[loss, d[0], d[1]], lanes);
            plan.set_input(0, &[2.0]);
            plan.set_input(1, &[1.0]);
            plan.set_input(2, &[0.0, 1.0, 2.0]);
            plan.set_input(3, &[0.0, 0.0, 0.0]);
            plan.run(lanes);
            // residuals 1, 3, 5
            assert_eq!(plan.output(0), vec![35.0 / 3.0; lanes]);
            assert_eq!(plan.output(1), vec![26.0 / 3.0; lanes]);
            assert_eq!(plan.output(2), vec![18.0 / 3.0; lanes]);
        }
    }

    #[test]
    fn matrices_broadcast_and_sum_by_axis() {
        let mut g = Graph::new();
        let (a, row) = (g.input(&[2, 3]), g.input(&[3]));
        let product = g.mul(a, row);
        let columns = g.sum(product, &[3]);
        let rows = g.sum(product, &[2, 1]);
        let mut plan = Plan::<f32>::new(&g, &[columns, rows], 1);
        plan.set_input(0, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        plan.set_input(1, &[1.0, 10.0, 100.0]);
        plan.run(1);
        assert_eq!(plan.array(0), ndarray::arr1(&[5.0f32, 70.0, 900.0]).into_dyn());
        assert_eq!(plan.array(1), ndarray::arr2(&[[321.0f32], [654.0]]).into_dyn());
    }

    #[test]
    fn a_state_may_stay_as_it_is_or_change_places() {
        // a stays, b and c change places, d takes on a, e a constant, f and g twice the same sum.
        let mut g = Graph::new();
        let state: Vec<Node> = (0..7).map(|_| g.input(&[])).collect();
        let [a, b, c] = [state[0], state[1], state[2]];
        let (constant, sum) = (g.constant(9.0), g.add(b, c));
        let next = [a, c, b, a, constant, sum, sum];
        for lanes in [1, 4] {
            let mut plan = Plan::recurrent(&g, &state, &next, &[], lanes);
            (0..7).for_each(|k| plan.set_input(k, &[k as f64 + 1.0]));
            for expected in [[1.0, 3.0, 2.0, 1.0, 9.0, 5.0, 5.0], [1.0, 2.0, 3.0, 1.0, 9.0, 5.0, 5.0]] {
                plan.run(lanes);
                for (k, value) in expected.into_iter().enumerate() {
                    assert_eq!(plan.input(k), vec![value; lanes], "input {k} of {lanes} lanes");
                }
            }
        }
    }

    #[test]
    fn buffers_are_used_again() {
        let mut g = Graph::new();
        let mut x = g.input(&[]);
        for _ in 0..50 {
            x = g.unary(Unary::Sin, x);
        }
        let plan = Plan::<f64>::new(&g, &[x], 8);
        assert_eq!(plan.slots.len(), 3);
    }

    #[test]
    fn an_axis_of_one_is_repeated() {
        assert_eq!(source_of(&[2, 3, 2], &[2, 3, 1]), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
        assert_eq!(source_of(&[2, 3, 2], &[3, 1]), [0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2]);
        assert_eq!(source_of(&[2, 1, 3], &[2, 1, 1]), [0, 0, 0, 1, 1, 1]);
    }
}
