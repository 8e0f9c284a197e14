//! Operations on whole matrices, and how they are computed.

use crate::graph::element::{Element, multiply};
use crate::graph::math;
use crate::graph::node::Node;
use crate::graph::product::{Room, Shape};

/// An operation that does not go element by element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tensor {
    /// The matrix product op(a)·op(b), where op transposes what is marked.
    Dot(Node, Node, [bool; 2]),
    /// Each row x to eˣ / Σ eˣ.
    Softmax(Node),
    /// Each row x to ln Σ eˣ; the axis stays, with length 1.
    LogSumExp(Node),
    /// The error function of each element: 2/√π · ∫₀ˣ e^(−t²) dt.
    Erf(Node),
}

impl Tensor {
    /// The nodes that it reads.
    pub fn arguments(self) -> [Option<Node>; 2] {
        match self {
            Tensor::Dot(a, b, _) => [Some(a), Some(b)],
            Tensor::Softmax(x) | Tensor::LogSumExp(x) | Tensor::Erf(x) => [Some(x), None],
        }
    }
}

/// An operation with the sizes that it is for.
pub(in crate::graph) enum Work {
    Dot(Shape),
    Softmax(usize),
    LogSumExp(usize),
    Erf,
}

impl Work {
    /// y ← f(a, b); `room` is kept between runs.
    pub(in crate::graph) fn run<T: Element>(&self, a: &[T], b: &[T], y: &mut [T], room: &mut Room<T>) {
        match self {
            Work::Dot(shape) => multiply(shape, a, b, y, room),
            &Work::Softmax(width) => {
                for (x, y) in a.chunks_exact(width).zip(y.chunks_exact_mut(width)) {
                    let top = largest(x);
                    y.iter_mut().zip(x).for_each(|(y, &x)| *y = x - top);
                    let sum = exponentials(y);
                    y.iter_mut().for_each(|y| *y = *y / sum);
                }
            }
            &Work::LogSumExp(width) => {
                let room = &mut room.packed;
                room.resize(room.len().max(width), T::of(0.0));
                for (x, y) in a.chunks_exact(width).zip(y) {
                    let top = largest(x);
                    let row = &mut room[..width];
                    row.iter_mut().zip(x).for_each(|(y, &x)| *y = x - top);
                    *y = top + exponentials(row).via(math::ln);
                }
            }
            Work::Erf => a.iter().zip(y).for_each(|(&x, y)| *y = x.via(libm::erf)),
        }
    }
}

fn largest<T: Element>(x: &[T]) -> T {
    x.iter().skip(1).fold(x[0], |top, &x| if x > top || x.wide().is_nan() { x } else { top })
}

/// Replaces each element by its exponential, and gives their sum.
fn exponentials<T: Element>(x: &mut [T]) -> T {
    let mut sum = T::of(0.0);
    let mut from = [T::of(0.0); 16];
    for x in x.chunks_mut(from.len()) {
        let from = &mut from[..x.len()];
        from.copy_from_slice(x);
        T::all(from, x, math::exp_all);
        x.iter().for_each(|&x| sum += x);
    }
    sum
}
