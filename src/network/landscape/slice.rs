//! A slice: the loss on a plane through the space of parameters, and how far to trust it.

use super::CHUNK;
use super::directions::{self, Components, Directions, Plane, Projection};
use super::path::Snapshot;
use super::settings::{MOST_PATH_NUMBERS, MOST_PATHS, MOST_POINTS, SliceOptions};
use super::sheet::Sheet;
use super::{check_params, other_size};
use crate::error::{Error, Result, code};
use crate::graph::Element;
use crate::maps::field::Grid;
use crate::network::data::Samples;
use crate::network::layers::Network;
use crate::network::pass::Forward;
use crate::network::training::{Tally, Training};
use crate::text::counted;
use std::rc::Rc;

/// Where random directions have the length of the weights, this much of it is shown to each side.
const REACH: f64 = 1.0;
/// So much more than the paths take is shown to each side, as a part of what they take.
const MARGIN: f64 = 0.15;
/// A range is at least this part of the other one, so that a nearly straight path is not blown up to a curve.
const LEAST: f64 = 0.05;

/// A path as seen from the plane; each list has a number for each of its points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// Steps taken by then.
    pub step: Vec<f64>,
    /// The first coordinate of the nearest point of the plane.
    pub x: Vec<f64>,
    /// The second.
    pub y: Vec<f64>,
    /// How far the point is from the plane.
    pub distance: Vec<f64>,
    /// The same as a part of [`Seen::extent`]; 0 where that is 0.
    pub relative: Vec<f64>,
    /// The loss at the point itself; NaN where it was not asked for.
    pub loss: Vec<f64>,
    /// The loss on the plane, at the nearest point; the same.
    pub plane_loss: Vec<f64>,
    /// How far the path goes: the largest distance of its points from the plane's origin.
    pub extent: f64,
}

/// A slice that is done. Losses are means, without penalties.
#[derive(Clone, Debug, PartialEq)]
pub struct Sliced<T> {
    /// Where the run stood.
    pub step: usize,
    /// Cells, and the ranges of both coordinates; losses are those at the centres of cells.
    pub grid: Grid,
    /// The loss of each cell, row 0 at the top, where the second coordinate is largest.
    pub loss: Vec<f64>,
    /// Of how many samples.
    pub samples: usize,
    /// Which part of the squared displacements from the origin to all points of all paths each axis has (of the second, what is
    /// orthogonal to the first). NaN where no path has moved.
    pub explained: [f64; 2],
    /// The lengths of the directions: one unit of a coordinate in the space of parameters.
    pub lengths: [f64; 2],
    /// The run's own path.
    pub path: Seen,
    /// The other paths, in their order.
    pub others: Vec<Seen>,
    /// The parameters at the origin: those of the run as it was.
    pub origin: Rc<[T]>,
    /// The directions.
    pub axes: [Vec<T>; 2],
}

/// A slice in the making.
pub struct Slice<T> {
    network: Network,
    samples: Rc<Samples>,
    count: usize,
    options: SliceOptions,
    step: usize,
    /// The run's own path first.
    paths: Vec<Vec<Snapshot<T>>>,
    stage: Stage<T>,
    units: Units,
}

/// How much work there is, and is done.
struct Units {
    all: usize,
    done: usize,
}

enum Stage<T> {
    /// Principal components are sought.
    Components(Box<Components<T>>),
    /// Losses of cells, and of where paths are seen.
    Plane(Box<Sheet<T>>, Grid, Vec<Vec<Projection>>),
    /// True losses.
    Truth(Box<Truth<T>>, Box<Sliced<T>>),
    Done(Box<Sliced<T>>),
    /// A mistake that shows only when the components are known has been told.
    Failed,
}

/// True losses of points of paths, in the making.
struct Truth<T> {
    forward: Forward<T>,
    /// Which: path, and point of it.
    points: Vec<(usize, usize)>,
    at: usize,
    from: usize,
    tally: Tally,
    losses: Vec<Vec<f64>>,
}

impl<T: Element> Slice<T> {
    /// Through where `training` is now; with other paths of networks of the same size, as snapshots.
    ///
    /// # Errors
    /// If the directions span no plane, or a path does not fit.
    pub fn new(training: &Training<T>, options: SliceOptions, others: Vec<Vec<Snapshot<T>>>) -> Result<Self> {
        let config = training.config();
        let n = training.params().len();
        let points: usize = others.iter().map(Vec::len).sum();
        let most = MOST_POINTS.min(MOST_PATH_NUMBERS / n);
        if others.len() > MOST_PATHS || points > most {
            let found = others.len();
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!(
                    "paths has {} with {} in all; use up to {MOST_PATHS} with {most}.",
                    counted(found, "path"),
                    counted(points, "point")
                ),
                format_args!("paths 有 {found} 条路径，共 {points} 个点；最多 {MOST_PATHS} 条，共 {most} 个点。"),
            )
            .on("paths"));
        }
        for path in &others {
            if path.is_empty() {
                return Err(other_size("paths", 0, n));
            }
            path.iter().try_for_each(|snapshot| check_params("paths", &snapshot.params, n))?;
        }
        let own = training.path();
        let origin: Rc<[T]> = training.params().into();
        let samples = Rc::clone(training.inputs(options.part));
        let count = options.samples.min(samples.len());
        let seed = options.seed.unwrap_or(config.seed);
        let network = config.network.clone();
        let step = training.steps();
        let axes = match options.directions {
            Directions::Random => {
                Some([0, 1].map(|axis| directions::random(seed, axis, options.normalise, &origin, &network.parts())))
            }
            Directions::Checkpoints => Some(directions::checkpoints(&own)?),
            Directions::Pca => None,
        };
        let mut paths = vec![own];
        paths.extend(others);
        let mut slice = Self {
            stage: Stage::Failed,
            network,
            samples,
            count,
            options,
            step,
            paths,
            units: Units { all: 0, done: 0 },
        };
        let points = slice.evaluated().len();
        let blocks = slice.count.div_ceil(CHUNK.min(slice.count));
        slice.units.all = blocks * (slice.options.width * slice.options.height + 2 * points);
        match axes {
            Some(axes) => slice.set_plane(Plane::new(origin, axes)?)?,
            None => {
                // The last point of the run is the origin.
                let mut all =
                    slice.paths.iter().flatten().map(|snapshot| Rc::clone(&snapshot.params)).collect::<Vec<_>>();
                all.remove(slice.paths[0].len() - 1);
                let components = Components::new(origin, all)?;
                slice.units.all += components.size();
                slice.stage = Stage::Components(Box::new(components));
            }
        }
        Ok(slice)
    }

    /// Of which points of paths losses are computed, both the true ones and those on the plane.
    fn evaluated(&self) -> Vec<(usize, usize)> {
        let ends = self.options.ends;
        let paths = self.paths.iter().enumerate();
        let points = paths.flat_map(|(path, all)| {
            let from = if ends && path > 0 { all.len() - 1 } else { 0 };
            (from..all.len()).map(move |point| (path, point))
        });
        points.collect()
    }

    /// The plane is known: projects the paths, and chooses what is shown.
    fn set_plane(&mut self, plane: Plane<T>) -> Result<()> {
        let seen: Vec<Vec<Projection>> = self
            .paths
            .iter()
            .map(|path| path.iter().map(|snapshot| plane.project(&snapshot.params)).collect())
            .collect();
        let ranges = self.ranges(&seen);
        let SliceOptions { width, height, .. } = self.options;
        let grid = Grid::new(&ranges, width, height, 0)?;
        let cells = (0..height).flat_map(|row| (0..width).map(move |column| (column, row)));
        let points = cells
            .map(|(column, row)| [grid.x(column as f64), grid.y(row as f64)])
            .chain(self.evaluated().into_iter().map(|(path, point)| seen[path][point].at))
            .collect();
        let sheet = Sheet::new(&self.network, plane, points, Rc::clone(&self.samples), self.count);
        self.stage = Stage::Plane(Box::new(sheet), grid, seen);
        Ok(())
    }

    /// Low and high of both coordinates.
    fn ranges(&self, seen: &[Vec<Projection>]) -> [f64; 4] {
        let of = |axis: usize| {
            let start = match self.options.directions {
                Directions::Random => [-REACH, REACH],
                _ => [0.0, 0.0],
            };
            seen.iter().flatten().fold(start, |[low, high], p| [low.min(p.at[axis]), high.max(p.at[axis])])
        };
        let spans = [0, 1].map(of);
        let widest = spans.iter().fold(0.0f64, |most, [low, high]| most.max(high - low));
        let range = |axis: usize| {
            let [low, high] = spans[axis];
            if let Some(given) = self.options.ranges[axis] {
                return given;
            }
            if self.options.directions == Directions::Random && [low, high] == [-REACH, REACH] {
                return [low, high];
            }
            let (middle, half) = (0.5 * (low + high), 0.5 * (high - low).max(LEAST * widest) * (1.0 + 2.0 * MARGIN));
            [middle - half, middle + half]
        };
        let ([left, right], [bottom, top]) = (range(0), range(1));
        [left, right, bottom, top]
    }

    /// Does up to so many units (mostly a block of samples at a point); gives the part that is done, 1 at the end.
    ///
    /// # Errors
    /// If the paths turn out to lie on one line.
    pub fn work(&mut self, units: usize) -> Result<f64> {
        for _ in 0..units {
            match &mut self.stage {
                Stage::Components(_) => self.seek_plane()?,
                Stage::Plane(sheet, ..) => {
                    if !sheet.work() {
                        self.start_true_losses();
                        continue;
                    }
                }
                Stage::Truth(truth, _) => {
                    if !truth.work(&self.paths, &self.samples, self.count) {
                        self.store_losses();
                        continue;
                    }
                }
                Stage::Done(_) | Stage::Failed => return Ok(1.0),
            }
            self.units.done += 1;
        }
        Ok(match self.stage {
            Stage::Done(_) => 1.0,
            _ => (self.units.done as f64 / self.units.all as f64).min(0.999),
        })
    }

    /// Does a piece of the search for principal components.
    fn seek_plane(&mut self) -> Result<()> {
        let Stage::Components(mut components) = std::mem::replace(&mut self.stage, Stage::Failed) else {
            return Ok(());
        };
        self.units.all += usize::from(components.is_at_products());
        match components.work()? {
            Some(axes) => self.set_plane(Plane::new(components.origin(), axes)?)?,
            None => self.stage = Stage::Components(components),
        }
        Ok(())
    }

    /// All losses on the plane are there: the true ones come.
    fn start_true_losses(&mut self) {
        let Stage::Plane(sheet, grid, seen) = std::mem::replace(&mut self.stage, Stage::Failed) else { return };
        let (plane, mut losses) = sheet.finish();
        let evaluated = self.evaluated();
        let unknown: Vec<Vec<f64>> = self.paths.iter().map(|path| vec![f64::NAN; path.len()]).collect();
        let mut on_plane = unknown.clone();
        for (&(path, point), loss) in evaluated.iter().zip(losses.split_off(grid.width * grid.height)) {
            on_plane[path][point] = loss;
        }
        let mut told = self.paths.iter().zip(&seen).zip(on_plane).map(|((path, seen), plane_loss)| {
            let extent = seen.iter().fold(0.0f64, |most, p| most.max(p.reach));
            let relative = |p: &Projection| if extent > 0.0 { p.distance / extent } else { 0.0 };
            Seen {
                step: path.iter().map(|snapshot| snapshot.step as f64).collect(),
                x: seen.iter().map(|p| p.at[0]).collect(),
                y: seen.iter().map(|p| p.at[1]).collect(),
                distance: seen.iter().map(|p| p.distance).collect(),
                relative: seen.iter().map(relative).collect(),
                loss: Vec::new(),
                plane_loss,
                extent,
            }
        });
        let path = told.next().unwrap_or_default();
        let others = told.collect();
        let explained = plane.explained(seen.iter().flatten());
        let lengths = plane.lengths();
        let Plane { origin, axes, .. } = plane;
        let (step, samples) = (self.step, self.count);
        let sliced = Sliced { step, grid, loss: losses, samples, explained, lengths, path, others, origin, axes };
        self.stage =
            Stage::Truth(Box::new(Truth::new(&self.network, self.count, evaluated, unknown)), Box::new(sliced));
    }

    fn store_losses(&mut self) {
        let Stage::Truth(truth, mut sliced) = std::mem::replace(&mut self.stage, Stage::Failed) else { return };
        let seen = [&mut sliced.path].into_iter().chain(&mut sliced.others);
        seen.zip(truth.losses).for_each(|(seen, losses)| seen.loss = losses);
        self.stage = Stage::Done(sliced);
    }

    /// The slice, when all work is done; nothing before.
    pub fn finish(self) -> Option<Sliced<T>> {
        match self.stage {
            Stage::Done(sliced) => Some(*sliced),
            _ => None,
        }
    }
}

impl<T: Element> Truth<T> {
    fn new(network: &Network, count: usize, points: Vec<(usize, usize)>, losses: Vec<Vec<f64>>) -> Self {
        let forward = Forward::new(network, CHUNK.min(count));
        Self { forward, points, at: 0, from: 0, tally: Tally::default(), losses }
    }

    /// Evaluates a block of samples at a point; gives whether there was one.
    fn work(&mut self, paths: &[Vec<Snapshot<T>>], samples: &Samples, count: usize) -> bool {
        let Some(&(path, point)) = self.points.get(self.at) else { return false };
        let params = &paths[path][point].params;
        self.from += self.tally.take(&mut self.forward, params, samples, self.from, count);
        if self.from == count {
            self.losses[path][point] = std::mem::take(&mut self.tally).score().loss;
            self.from = 0;
            self.at += 1;
        }
        true
    }
}
