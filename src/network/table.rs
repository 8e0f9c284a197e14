//! A table of a reader's own: how its columns are standardised, and the planes in which it is seen.

use super::data::{Given, Inputs, Parts, Samples, Task, split};
use crate::error::{Error, Result, code};
use crate::text::counted;
use std::rc::Rc;

/// The most inputs of a table.
pub const MOST_INPUTS: usize = 64;
/// The most rows.
pub const MOST_ROWS: usize = 50_000;
/// The most classes.
pub const MOST_TABLE_CLASSES: usize = 10;
/// So many rows tell the principal components.
const MOST_SEEN: usize = 5000;
/// Rounds of the power method, for each component.
const ROUNDS: usize = 300;

/// How numbers of a file become what the network is told: (number − mean) ÷ deviation.
#[derive(Clone, Debug, PartialEq)]
pub struct Scaling {
    /// Of the rows that are trained on; 0 where numbers stay as they are.
    pub mean: Vec<f64>,
    /// Of the same; 1 where a column has one value, or numbers stay as they are.
    pub deviation: Vec<f64>,
}

/// What is known of a table that a training learns from.
#[derive(Clone, Debug)]
pub struct Table {
    /// Of the inputs, then of the label.
    pub scaling: Scaling,
    /// Whether the label is a number.
    pub values: bool,
    /// Low and high of each input in the file's units.
    pub ranges: Vec<[f64; 2]>,
    /// The mean of each input, as the network is told of it.
    pub centre: Vec<f64>,
    /// The first two principal components of the inputs that are trained on, and their shares of the variance.
    pub principal: [(Vec<f64>, f64); 2],
    /// How far rows are from the centre along these.
    pub reach: [f64; 2],
}

/// A plane through the inputs: origin + x·across + y·up is what the network is told at (x, y).
#[derive(Clone, Debug)]
pub struct Plane {
    /// Where x and y are 0.
    pub origin: Vec<f64>,
    /// A step of 1 in x.
    pub across: Vec<f64>,
    /// A step of 1 in y; zero where there is one input alone.
    pub up: Vec<f64>,
    /// Low and high of x and of y.
    pub domain: [f64; 4],
    /// Shares of the variance, of principal components.
    pub shares: Option<[f64; 2]>,
}

/// What spans a plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Axes {
    /// Two inputs, by number; the others are at their means.
    Inputs(usize, usize),
    /// The first two principal components.
    Principal,
}

impl Axes {
    /// From its text: `pca`, or two numbers of inputs, counted from 1.
    ///
    /// # Errors
    /// If it is none, or there is no such input.
    pub fn read(text: &str, inputs: usize) -> Result<Self> {
        if text == "pca" {
            return Ok(Self::Principal);
        }
        let numbers: Vec<usize> = text.split(',').filter_map(|part| part.trim().parse().ok()).collect();
        match numbers[..] {
            [x, y] if [x, y].iter().all(|k| (1..=inputs).contains(k)) => Ok(Self::Inputs(x - 1, y - 1)),
            _ => Err(Error::new(
                code::BAD_SHAPE,
                format_args!(
                    "plane is “{text}”; use pca, or the numbers of two inputs from 1 to {inputs}, such as 1,2."
                ),
                format_args!("plane 是“{text}”；应为 pca，或 1 到 {inputs} 之间两个输入的序号，例如 1,2。"),
            )
            .on("plane")),
        }
    }
}

impl Given {
    /// Whether it is a table of these sizes.
    ///
    /// # Errors
    /// If there are too few or too many rows, inputs or classes, or numbers that are none.
    pub fn check(&self) -> Result<()> {
        let wrong =
            |en: std::fmt::Arguments, zh: std::fmt::Arguments| Err(Error::new(code::BAD_SHAPE, en, zh).on("data"));
        if !(1..=MOST_INPUTS).contains(&self.inputs) {
            let n = self.inputs;
            return wrong(
                format_args!("The table has {n} inputs; use 1 to {MOST_INPUTS}."),
                format_args!("表格有 {n} 个输入；应为 1 到 {MOST_INPUTS} 个。"),
            );
        }
        let rows = self.rows();
        if !(2..=MOST_ROWS).contains(&rows) || self.values.len() != rows * (self.inputs + 1) {
            return wrong(
                format_args!(
                    "The table has {}; use 2 to {MOST_ROWS}, each with its inputs and a label.",
                    counted(rows, "row")
                ),
                format_args!("表格有 {rows} 行；应为 2 到 {MOST_ROWS} 行，每行是各个输入和一个标签。"),
            );
        }
        if !self.values.iter().all(|x| x.is_finite()) {
            return wrong(
                format_args!("The table has numbers that are not finite; leave out their rows."),
                format_args!("表格中有非有限的数；请去掉那些行。"),
            );
        }
        if self.classes == 0 {
            return Ok(());
        }
        let n = self.classes;
        let fits = |label: f64| label >= 0.0 && label < n as f64 && label.fract() == 0.0;
        if !(2..=MOST_TABLE_CLASSES).contains(&n) || !self.labels().all(fits) {
            return wrong(
                format_args!("Classes should be 2 to {MOST_TABLE_CLASSES} in all, numbered from 0; the table has {n}."),
                format_args!("表格有 {n} 个类别；应为 2 到 {MOST_TABLE_CLASSES} 个，从 0 编号。"),
            );
        }
        Ok(())
    }

    fn rows(&self) -> usize {
        self.values.len() / (self.inputs + 1)
    }

    fn labels(&self) -> impl Iterator<Item = f64> + '_ {
        self.values.iter().skip(self.inputs).step_by(self.inputs + 1).copied()
    }

    /// What is asked of its rows.
    pub fn task(&self) -> Task {
        if self.classes == 0 { Task::Values } else { Task::Classes(self.classes) }
    }

    /// Its rows parted by the seed, and what is known of them. Means and deviations are those of the rows to train on, so that
    /// nothing is learnt of the others.
    pub fn parted(&self, seed: u64, part: f64, standardise: bool) -> (Parts, Table) {
        let (order, first) = split(self.rows(), seed, part);
        let (train, test) = order.split_at(first);
        let width = self.inputs + 1;
        let row = |k: u32| &self.values[k as usize * width..][..width];
        let mut scaling = Scaling { mean: vec![0.0; width], deviation: vec![1.0; width] };
        let scaled = if standardise { width - usize::from(self.classes > 0) } else { 0 };
        let n = train.len() as f64;
        for k in 0..scaled {
            let mean = train.iter().map(|&r| row(r)[k] / n).sum::<f64>();
            let variance = train.iter().map(|&r| (row(r)[k] - mean).powi(2) / n).sum::<f64>();
            scaling.mean[k] = mean;
            // As scikit-learn's StandardScaler leaves a column of one value.
            scaling.deviation[k] = if variance > (1e-12 * mean).powi(2) { variance.sqrt() } else { 1.0 };
        }
        let told = |k: usize, x: f64| (x - scaling.mean[k]) / scaling.deviation[k];
        let samples = |which: &[u32]| {
            let rows = which.iter().map(|&r| row(r));
            let inputs = rows.clone().flat_map(|row| (0..self.inputs).map(|k| told(k, row[k]) as f32)).collect();
            let targets = rows.map(|row| told(self.inputs, row[self.inputs]) as f32).collect();
            Rc::new(Samples { width: self.inputs, inputs: Inputs::Numbers(inputs), targets })
        };
        let parts = Parts { train: samples(train), test: samples(test) };
        let ranges = (0..self.inputs).map(|k| {
            let column = self.values.iter().skip(k).step_by(width);
            column.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], &x| [low.min(x), high.max(x)])
        });
        let table = Table::seen(&parts, ranges.collect(), scaling, self.classes == 0);
        (parts, table)
    }
}

impl Table {
    fn seen(parts: &Parts, ranges: Vec<[f64; 2]>, scaling: Scaling, values: bool) -> Self {
        let (width, n) = (parts.train.width, parts.train.len().min(MOST_SEEN));
        let mut rows = vec![0.0; n * width];
        rows.chunks_exact_mut(width).enumerate().for_each(|(k, row)| parts.train.write(k, row));
        let mut centre = vec![0.0; width];
        for row in rows.chunks_exact(width) {
            centre.iter_mut().zip(row).for_each(|(sum, x)| *sum += x / n as f64);
        }
        rows.chunks_exact_mut(width).for_each(|row| row.iter_mut().zip(&centre).for_each(|(x, mean)| *x -= mean));
        let mut covariance = vec![0.0; width * width];
        for row in rows.chunks_exact(width) {
            for (x, line) in row.iter().zip(covariance.chunks_exact_mut(width)) {
                line.iter_mut().zip(row).for_each(|(sum, y)| *sum += x * y / n as f64);
            }
        }
        let total: f64 = (0..width).map(|k| covariance[k * width + k]).sum();
        let principal = [0, 1].map(|_| {
            let (vector, variance) = largest(&covariance, width);
            for (x, line) in vector.iter().zip(covariance.chunks_exact_mut(width)) {
                line.iter_mut().zip(&vector).for_each(|(sum, y)| *sum -= variance * x * y);
            }
            (vector, if total > 0.0 { (variance / total).max(0.0) } else { 0.0 })
        });
        let far = |(vector, _): &(Vec<f64>, f64)| {
            rows.chunks_exact(width).map(|row| dot(row, vector).abs()).fold(0.0, f64::max)
        };
        let reach = [far(&principal[0]), far(&principal[1])];
        Self { scaling, values, ranges, centre, principal, reach }
    }

    /// What the network is told where the file has `x` for input `k`.
    pub fn told(&self, k: usize, x: f64) -> f64 {
        (x - self.scaling.mean[k]) / self.scaling.deviation[k]
    }

    /// A number that the network gives, in the file's units.
    pub fn answer(&self, y: f64) -> f64 {
        let k = self.ranges.len();
        y * self.scaling.deviation[k] + self.scaling.mean[k]
    }

    /// The axes that suit: the inputs, where there are up to two.
    pub fn usual(&self) -> Axes {
        match self.ranges.len() {
            1 => Axes::Inputs(0, 0),
            2 => Axes::Inputs(0, 1),
            _ => Axes::Principal,
        }
    }

    /// The plane that these axes span. Inputs have the file's units; principal components those of the network.
    pub fn plane(&self, axes: Axes) -> Plane {
        let width = self.ranges.len();
        match axes {
            Axes::Principal => {
                let [(across, x), (up, y)] = self.principal.clone();
                let [far_x, far_y] = self.reach.map(|far| if far > 0.0 { 1.1 * far } else { 1.0 });
                let domain = [-far_x, far_x, -far_y, far_y];
                Plane { origin: self.centre.clone(), across, up, domain, shares: Some([x, y]) }
            }
            Axes::Inputs(i, j) => {
                let mut origin = self.centre.clone();
                let (mut across, mut up) = (vec![0.0; width], vec![0.0; width]);
                for (k, along) in [(i, &mut across), (j, &mut up)] {
                    if k == i && along.iter().any(|&x| x != 0.0) {
                        continue;
                    }
                    origin[k] = self.told(k, 0.0);
                    along[k] = 1.0 / self.scaling.deviation[k];
                }
                let range = |k: usize| {
                    let [low, high] = self.ranges[k];
                    let air = if high > low { 0.06 * (high - low) } else { 1.0 };
                    [low - air, high + air]
                };
                let ([x0, x1], [y0, y1]) = (range(i), range(j));
                if i == j {
                    // One input alone: it is the same all the way up.
                    up.fill(0.0);
                    return Plane { origin, across, up, domain: [x0, x1, -1.0, 1.0], shares: None };
                }
                Plane { origin, across, up, domain: [x0, x1, y0, y1], shares: None }
            }
        }
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The eigenvector of the largest eigenvalue of a symmetric matrix without negative ones, by the power method, and that
/// eigenvalue. The largest entry of the vector is positive.
fn largest(matrix: &[f64], width: usize) -> (Vec<f64>, f64) {
    // From the longest column, which is not orthogonal to it unless all is zero.
    let lengths = matrix.chunks_exact(width).map(|line| dot(line, line));
    let at = lengths.enumerate().fold((0, -1.0), |best, (k, x)| if x > best.1 { (k, x) } else { best }).0;
    let mut vector: Vec<f64> = matrix[at * width..][..width].to_vec();
    let mut value = 0.0;
    for _ in 0..ROUNDS {
        let length = dot(&vector, &vector).sqrt();
        if length < 1e-150 {
            let mut unit = vec![0.0; width];
            unit[at] = 1.0;
            return (unit, 0.0);
        }
        vector.iter_mut().for_each(|x| *x /= length);
        let next: Vec<f64> = matrix.chunks_exact(width).map(|line| dot(line, &vector)).collect();
        value = dot(&vector, &next);
        vector = next;
    }
    let length = dot(&vector, &vector).sqrt().max(1e-300);
    let top = vector.iter().fold(0.0f64, |top, &x| if x.abs() > top.abs() { x } else { top });
    vector.iter_mut().for_each(|x| *x *= top.signum() / length);
    (vector, value)
}
