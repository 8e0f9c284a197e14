//! What can be asked of a network at any time of its training: how well it does, and what it makes of inputs.

use super::{Element, Error, Forward, Part, Result, Sampler, Samples, Score, Task, Training, code, most_likely};
use crate::network::calibration::Calibration;
use crate::network::table::Plane;
use crate::text::counted;
use std::rc::Rc;

/// The most numbers that [`Training::maps`] gives.
const MOST_CELLS: f64 = 1.6e7;

impl<T: Element> Training<T> {
    /// How well it does on a part of the data, all of it.
    pub fn score_all(&mut self, part: Part) -> Score {
        let samples = Rc::clone(self.inputs(part));
        let score = self.score_first(&samples, samples.len());
        self.scores[part as usize] = score;
        self.scored[part as usize] = self.now.step;
        score
    }

    /// The samples of the next steps, by their numbers among those to train on.
    pub fn coming(&self, steps: usize) -> Vec<Vec<u32>> {
        let mut sampler = Sampler::new(self.config.inputs.train.len(), self.config.seed);
        sampler.go_to(self.now.position);
        (0..steps).map(|_| sampler.draw(self.config.tuning.batch_size).to_vec()).collect()
    }

    /// What the network makes of rows of inputs: points before their features, pixels from 0 to 1, or what a table's file has,
    /// which also answers in the file's units.
    ///
    /// # Errors
    /// If they are no whole rows.
    pub fn predict(&mut self, inputs: &[f64]) -> Result<Vec<T>> {
        let points = !self.config.features.is_empty();
        let width = if points { 2 } else { self.config.network.inputs };
        if !inputs.len().is_multiple_of(width) {
            return Err(Error::new(
                code::BAD_SHAPE,
                format_args!("inputs has length {}, which is not a multiple of {width}.", inputs.len()),
                format_args!("inputs 有 {} 个数，不是 {width} 的倍数。", inputs.len()),
            )
            .on("inputs"));
        }
        let mut all = Vec::new();
        let table = self.config.table.clone();
        let told: Vec<f64> = match &table {
            Some(table) => inputs.iter().enumerate().map(|(k, &x)| table.told(k % width, x)).collect(),
            None => inputs.to_vec(),
        };
        self.each_chunk(told.chunks_exact(width), |forward, n| {
            let output = forward.output();
            all.extend_from_slice(&output[..output.len() / forward.size() * n]);
        });
        if let Some(table) = table.filter(|table| table.values) {
            all.iter_mut().for_each(|y| *y = T::of(table.answer(y.wide())));
        }
        Ok(all)
    }

    /// What every unit makes of the points of a grid: for each layer, beginning with the features, its units' maps, each of
    /// width × width, row 0 at the top. Nothing for pictures.
    ///
    /// # Errors
    /// If there are more numbers than a page has room for.
    pub fn maps(&mut self, domain: [f64; 4], width: usize) -> Result<Vec<Vec<f32>>> {
        if self.config.features.is_empty() {
            return Ok(Vec::new());
        }
        let points = grid(domain, width).map(|point| point.to_vec()).collect::<Vec<_>>();
        let told =
            points.iter().map(|point| self.config.tell([point[0], point[1]]).collect()).collect::<Vec<Vec<f64>>>();
        self.maps_of(&points, &told, width)
    }

    /// The same of a table, on a plane through its inputs.
    ///
    /// # Errors
    /// If there are more numbers than a page has room for.
    pub fn maps_on(&mut self, plane: &Plane, width: usize) -> Result<Vec<Vec<f32>>> {
        let Plane { origin, across, up, domain, .. } = plane;
        let place = |[x, y]: [f64; 2]| {
            origin.iter().zip(across).zip(up).map(|((at, across), up)| at + x * across + y * up).collect::<Vec<_>>()
        };
        let points = grid(*domain, width).map(place).collect::<Vec<_>>();
        self.maps_of(&points, &points, width)
    }

    /// Of these points, which the network is `told` so.
    fn maps_of(&mut self, points: &[Vec<f64>], told: &[Vec<f64>], width: usize) -> Result<Vec<Vec<f32>>> {
        let units: usize = self.config.network.widths().iter().sum();
        if units as f64 * (width as f64) * (width as f64) > MOST_CELLS {
            let most = (MOST_CELLS / units as f64).sqrt() as usize;
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!("width is {width}; with {} use at most {most}.", counted(units, "unit")),
                format_args!("width 是 {width}；有 {units} 个单元时最多 {most}。"),
            )
            .on("width"));
        }
        let widths = self.config.network.widths();
        let mut maps: Vec<Vec<f32>> = widths.iter().map(|units| vec![0.0; units * width * width]).collect();
        for (k, told) in told.iter().enumerate() {
            for (unit, &x) in told.iter().enumerate() {
                maps[0][unit * width * width + k] = x as f32;
            }
        }
        let mut from = 0;
        self.each_chunk(points.iter().map(|point| &point[..]), |forward, n| {
            for (layer, &units) in widths.iter().enumerate().skip(1) {
                for (k, row) in forward.layer(layer - 1).chunks_exact(units).take(n).enumerate() {
                    for (unit, x) in row.iter().enumerate() {
                        maps[layer][unit * width * width + from + k] = x.wide() as f32;
                    }
                }
            }
            from += n;
        });
        Ok(maps)
    }

    /// How many samples of each class (rows) were put into each (columns); nothing where there are no classes.
    pub fn confusion(&mut self, part: Part) -> Vec<u32> {
        let Task::Classes(classes) = self.config.network.task else { return Vec::new() };
        let mut counts = vec![0; classes * classes];
        let samples = Rc::clone(self.inputs(part));
        let forward = self.passes.forward();
        let mut from = 0;
        while from < samples.len() {
            let n = forward.run(&self.now.params, &samples, from, samples.len());
            for (row, target) in forward.output().chunks_exact(classes).zip(&samples.targets[from..from + n]) {
                counts[*target as usize * classes + most_likely(row)] += 1;
            }
            from += n;
        }
        counts
    }

    /// How far its probabilities are to be believed on all of a part, by so many bins of confidence; nothing where there are no classes.
    pub fn calibration(&mut self, part: Part, bins: usize) -> Option<Calibration> {
        let Task::Classes(classes) = self.config.network.task else { return None };
        let outputs = self.outputs(part, 0, usize::MAX);
        let rows = outputs.chunks_exact(classes).zip(&self.inputs(part).targets);
        Some(Calibration::of(
            rows.map(|(row, &target)| {
                let best = most_likely(row);
                (row[best].wide(), best == target as usize)
            }),
            bins,
        ))
    }

    /// What the network makes of `count` samples from number `from` on: all outputs, sample by sample.
    pub fn outputs(&mut self, part: Part, from: usize, count: usize) -> Vec<T> {
        let samples = Rc::clone(self.inputs(part));
        let (outputs, mut all) = (self.config.network.outputs(), Vec::new());
        let mut from = from.min(samples.len());
        let to = from.saturating_add(count).min(samples.len());
        let forward = self.passes.forward();
        while from < to {
            let n = forward.run(&self.now.params, &samples, from, to);
            all.extend_from_slice(&forward.output()[..n * outputs]);
            from += n;
        }
        all
    }

    /// The samples of a part, as the network is told of them.
    pub fn inputs(&self, part: Part) -> &Rc<Samples> {
        match part {
            Part::Train => &self.config.inputs.train,
            Part::Test => &self.config.inputs.test,
        }
    }

    /// Runs rows of inputs through the network, some at a time; `take` gets how many it were.
    fn each_chunk<'a>(&mut self, rows: impl Iterator<Item = &'a [f64]>, mut take: impl FnMut(&Forward<T>, usize)) {
        let forward = self.passes.forward();
        let size = forward.size();
        let (mut chunk, mut n) = (Vec::<T>::new(), 0);
        let mut rows = rows.peekable();
        while let Some(row) = rows.next() {
            match *row {
                [x, y] if !self.config.features.is_empty() => chunk.extend(self.config.tell([x, y]).map(T::of)),
                _ => chunk.extend(row.iter().map(|&x| T::of(x))),
            }
            n += 1;
            if n == size || rows.peek().is_none() {
                forward.run_rows(&self.now.params, &chunk);
                take(forward, n);
                chunk.clear();
                n = 0;
            }
        }
    }
}

/// The centres of the cells of a grid, row 0 at the top.
fn grid([left, right, bottom, top]: [f64; 4], width: usize) -> impl Iterator<Item = [f64; 2]> {
    let cell = move |low: f64, high: f64, k: usize| low + (k as f64 + 0.5) / width as f64 * (high - low);
    (0..width * width).map(move |k| [cell(left, right, k % width), cell(top, bottom, k / width)])
}
