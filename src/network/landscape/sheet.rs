//! Losses at many points of one plane.
//!
//! The plane is affine, and so is what the first layer makes of it: X·(W + x·D + y·E) + … = Z + x·P + y·Q. Its products with
//! the samples, where most of the time of a wide network goes, are taken three times and not once for each point.

use super::CHUNK;
use super::directions::Plane;
use crate::graph::Element;
use crate::graph::multiply;
use crate::graph::product::{Room, Shape};
use crate::network::data::Samples;
use crate::network::layers::{Network, Part};
use crate::network::pass::Tail;
use std::rc::Rc;

/// Losses at points of a plane, in the making: block of samples by block, point by point.
pub struct Sheet<T> {
    plane: Plane<T>,
    points: Vec<[f64; 2]>,
    samples: Rc<Samples>,
    /// How many of the samples are used.
    count: usize,
    parts: Vec<Part>,
    inputs: usize,
    tail: Tail<T>,
    /// What the first layer makes of the block at the origin, and of each direction.
    sums: [Vec<T>; 3],
    /// The first sum at a row of points: all but what x adds.
    row: Row<T>,
    block: usize,
    point: usize,
    losses: Vec<f64>,
    room: Room<T>,
}

/// What is the same for all points with one y.
struct Row<T> {
    y: Option<f64>,
    sums: Vec<T>,
    params: Vec<T>,
}

impl<T: Element> Sheet<T> {
    /// Losses of the first `count` samples.
    pub fn new(network: &Network, plane: Plane<T>, points: Vec<[f64; 2]>, samples: Rc<Samples>, count: usize) -> Self {
        let size = CHUNK.min(count);
        let sums = || vec![T::of(0.0); size * network.widths()[1]];
        Self {
            losses: vec![0.0; points.len()],
            points,
            count,
            parts: network.parts(),
            inputs: network.inputs,
            tail: Tail::new(network, size),
            sums: [sums(), sums(), sums()],
            row: Row { y: None, sums: sums(), params: vec![T::of(0.0); plane.origin.len()] },
            block: 0,
            point: 0,
            room: Room::default(),
            samples,
            plane,
        }
    }

    /// Does the next unit, a block of samples at a point; gives whether there was one.
    pub fn work(&mut self) -> bool {
        let from = self.block * self.tail.size();
        if from >= self.count || self.points.is_empty() {
            return false;
        }
        let n = self.tail.size().min(self.count - from);
        if self.point == 0 {
            self.begin_block(from, n);
        }
        let [x, y] = self.points[self.point];
        if self.row.y != Some(y) {
            self.begin_row(y);
        }
        let x = T::of(x);
        let into = self.tail.sums();
        for ((into, &row), &step) in into.iter_mut().zip(&self.row.sums).zip(&self.sums[1]) {
            *into = row + x * step;
        }
        for (k, part) in self.parts.iter().enumerate().skip(2) {
            let into = self.tail.part(k);
            let place = part.offset..part.offset + into.len();
            let steps = &self.plane.axes[0][place.clone()];
            for ((into, &row), &step) in into.iter_mut().zip(&self.row.params[place]).zip(steps) {
                *into = row + x * step;
            }
        }
        self.losses[self.point] += self.tail.run()[..n].iter().map(|loss| loss.wide()).sum::<f64>();
        self.point += 1;
        if self.point == self.points.len() {
            self.point = 0;
            self.block += 1;
        }
        true
    }

    fn begin_block(&mut self, from: usize, n: usize) {
        self.row.y = None;
        let width = self.parts[1].shape[0];
        let mut x = vec![T::of(0.0); n * self.inputs];
        for (k, row) in x.chunks_exact_mut(self.inputs).enumerate() {
            self.samples.write(from + k, row);
        }
        self.tail.set_targets(&self.samples, from..from + n);
        let shape = Shape { rows: n, inner: self.inputs, columns: width, transposed: [false; 2] };
        let all = [&self.plane.origin[..], &self.plane.axes[0], &self.plane.axes[1]];
        for (params, sums) in all.into_iter().zip(&mut self.sums) {
            let [weights, biases] = [0, 1].map(|k| {
                let size: usize = self.parts[k].shape.iter().product();
                &params[self.parts[k].offset..][..size]
            });
            multiply(&shape, &x, weights, &mut sums[..n * width], &mut self.room);
            for sums in sums[..n * width].chunks_exact_mut(width) {
                sums.iter_mut().zip(biases).for_each(|(sum, &bias)| *sum += bias);
            }
        }
    }

    fn begin_row(&mut self, y: f64) {
        self.row.y = Some(y);
        let y = T::of(y);
        let [zero, _, step] = &self.sums;
        for ((into, &zero), &step) in self.row.sums.iter_mut().zip(zero).zip(step) {
            *into = zero + y * step;
        }
        // The first layer is in the sums.
        let from = self.parts.get(2).map_or(self.row.params.len(), |part| part.offset);
        let rest = self.plane.origin[from..].iter().zip(&self.plane.axes[1][from..]);
        for (into, (&zero, &step)) in self.row.params[from..].iter_mut().zip(rest) {
            *into = zero + y * step;
        }
    }

    /// The mean loss at each point, when all work is done; and the plane.
    pub fn finish(self) -> (Plane<T>, Vec<f64>) {
        let n = self.count as f64;
        (self.plane, self.losses.into_iter().map(|loss| loss / n).collect())
    }
}

/// The mean losses of the first `count` samples at points of a plane, at once; and the plane.
pub fn losses_on<T: Element>(
    network: &Network,
    plane: Plane<T>,
    points: Vec<[f64; 2]>,
    samples: Rc<Samples>,
    count: usize,
) -> (Plane<T>, Vec<f64>) {
    let mut sheet = Sheet::new(network, plane, points, samples, count);
    while sheet.work() {}
    sheet.finish()
}
