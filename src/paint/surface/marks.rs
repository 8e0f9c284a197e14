//! What stands on a surface: the paths of runs, their balls, and the known minima.

use super::area::Area;
use super::camera::{Place, View};
use super::mesh::Mesh;
use super::pen::{Pen, over};

/// A run as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The two parameters of each row of its record, row by row.
    pub params: &'a [f64],
    /// The row from which on it is drawn.
    pub first: usize,
    /// The row at which its ball is.
    pub ball: usize,
    /// Red, green, blue.
    pub colour: [u8; 3],
    /// Lengths of dashes and of the gaps after them, in turn; none for a whole line.
    pub dash: &'a [f32],
}

/// A ball in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ball {
    /// Where it touches the surface.
    pub place: Place,
    /// Whether a hill is before it.
    pub hidden: bool,
}

const WHITE: [u8; 3] = [255; 3];
const BLACK: [u8; 3] = [0; 3];
/// Widths and lengths in pixels of density 1.
const LINE: f32 = 2.4;
const CASING: f32 = 4.4;
const BALL: f32 = 7.0;
const RING: f32 = 5.0;
const CROSS: f32 = 5.0;
/// Steps that stand out as dots before they fade into the path, and the radius of the dots.
const TRAIL: usize = 40;
const DOT: f32 = 2.0;
/// How high above the surface a path is drawn.
const LIFT: f32 = 1.2;
/// What is behind a hill is dotted, and as faint as this.
const BEHIND: [f32; 2] = [2.0, 4.5];
const FAINT: f32 = 0.5;
/// Points of all steps of a run, and of one step, at most. Of a run that jumps about for longer, the oldest steps are left out.
const MOST_POINTS: f32 = 40_000.0;
const MOST_POINTS_A_STEP: f32 = 600.0;

/// A point of a path in the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    place: Place,
    hidden: bool,
    /// Whether a line begins here.
    begins: bool,
}

/// What marks are drawn with, and on.
pub(super) struct Stage<'a> {
    pub pen: &'a mut Pen,
    pub pixels: &'a mut [u8],
    pub near: &'a [f32],
    pub width: usize,
    pub view: &'a View,
    pub mesh: &'a Mesh,
    pub density: f32,
    /// Kept from frame to frame, so that none allocates.
    pub points: &'a mut Vec<Point>,
}

impl Stage<'_> {
    /// Draws everything; the figure's own run comes first in the list and lies on top. Tells where its ball is, if it can be shown.
    pub fn draw(&mut self, runs: &[Run], minima: &[f64]) -> Option<Ball> {
        for minimum in minima.chunks_exact(2) {
            self.cross([minimum[0], minimum[1]]);
        }
        for run in runs.iter().rev() {
            self.path(run);
        }
        for run in runs.iter().rev() {
            self.trail(run);
        }
        if let Some(start) = runs.first().and_then(|own| own.params.get(..2)) {
            self.start([start[0], start[1]]);
        }
        let mut own = None;
        for run in runs.iter().rev() {
            own = run.params.chunks_exact(2).nth(run.ball).and_then(|at| self.ball([at[0], at[1]], run.colour));
        }
        own
    }

    /// A point of the parameter plane on the surface; none outside of the domain and in holes.
    fn stand(&self, point: [f64; 2]) -> Option<Point> {
        let floor = self.mesh.floor(point);
        let z = self.mesh.height(floor)?;
        Some(self.point([floor[0], floor[1], z], false))
    }

    fn point(&self, point: [f32; 3], begins: bool) -> Point {
        let mut place = self.view.place(point);
        let lift = LIFT * self.density / self.view.pixels(place.near);
        place = self.view.place([point[0], point[1], point[2] + lift]);
        Point { place, hidden: self.hidden(place), begins }
    }

    /// Whether the surface is before a place that lies on it. A pixel to each side counts too: along a steep slope, the middle of the
    /// pixel can be nearer than the place is.
    fn hidden(&self, place: Place) -> bool {
        let height = self.near.len() / self.width;
        let inside = place.x >= 0.0 && place.y >= 0.0 && place.x < self.width as f32 && place.y < height as f32;
        if !inside {
            return false;
        }
        let (x, y) = (place.x as usize, place.y as usize);
        (y.saturating_sub(1)..(y + 2).min(height))
            .all(|y| (x.saturating_sub(1)..(x + 2).min(self.width)).all(|x| self.near[y * self.width + x] > place.near))
    }

    /// A step is a straight way in the parameter plane: over the surface it goes up and down.
    fn path(&mut self, run: &Run) {
        self.drape(run);
        if self.points.is_empty() {
            return;
        }
        let points = std::mem::take(self.points);
        let scaled = |dash: f32| dash.max(0.5) * self.density;
        dashes(&points, true, &BEHIND.map(scaled), |a, b| self.pen.stroke(a, b, 0.8 * LINE * self.density, None));
        self.pen.ink(self.pixels, run.colour, FAINT);
        dashes(&points, false, &[], |a, b| self.pen.stroke(a, b, CASING * self.density, None));
        self.pen.ink(self.pixels, WHITE, 0.4);
        let mut lengths = [0.0; 8];
        let count = run.dash.len().min(8) & !1;
        for (length, dash) in lengths.iter_mut().zip(run.dash) {
            *length = scaled(*dash);
        }
        dashes(&points, false, &lengths[..count], |a, b| self.pen.stroke(a, b, LINE * self.density, None));
        self.pen.ink(self.pixels, run.colour, 1.0);
        *self.points = points;
    }

    /// The points of a run's path.
    fn drape(&mut self, run: &Run) {
        self.points.clear();
        let row = |k: usize| self.mesh.floor([run.params[2 * k], run.params[2 * k + 1]]);
        let rows = run.params.len() / 2;
        let mut first = rows;
        let mut count = 0.0;
        while first > run.first && count < MOST_POINTS {
            first -= 1;
            if first + 1 < rows {
                count += 0.05 + self.mesh.cells(row(first), row(first + 1)).min(MOST_POINTS_A_STEP);
            }
        }
        let mut joined = false;
        let mut last = None;
        for (from, to) in (first..rows.saturating_sub(1)).map(|k| (row(k), row(k + 1))) {
            // A step too short to be seen waits for the next one.
            let from = *last.get_or_insert(from);
            let near = self.view.pixels(0.2);
            let pixels = near * (to[0] - from[0]).hypot(to[1] - from[1]);
            if pixels < 0.3 * self.density {
                continue;
            }
            last = None;
            let Some(part) = self.inside(from, to) else {
                joined = false;
                continue;
            };
            let count = self.mesh.cells(from, to).max(pixels / (3.0 * self.density)) * (part[1] - part[0]);
            let count = count.ceil().clamp(1.0, MOST_POINTS_A_STEP);
            joined &= part[0] == 0.0;
            for k in usize::from(joined)..=count as usize {
                let along = part[0] + (part[1] - part[0]) * (k as f32 / count);
                let [x, y] = [from[0] + along * (to[0] - from[0]), from[1] + along * (to[1] - from[1])];
                if let Some(z) = self.mesh.height([x, y]) {
                    let point = self.point([x, y, z], !joined);
                    self.points.push(point);
                    joined = true;
                } else {
                    joined = false;
                }
            }
            joined &= part[1] == 1.0;
        }
    }

    /// Which part of a way over the floor is inside of it (Liang & Barsky 1984); none where it is nowhere, or not a way.
    fn inside(&self, from: [f32; 2], to: [f32; 2]) -> Option<[f32; 2]> {
        let mut part = [0.0_f32, 1.0_f32];
        for k in [0, 1] {
            let (half, way) = (self.mesh.half[k], to[k] - from[k]);
            if !way.is_finite() || way == 0.0 && from[k].abs() > half {
                return None;
            }
            if way != 0.0 {
                let (a, b) = ((-half - from[k]) / way, (half - from[k]) / way);
                part = [part[0].max(a.min(b)), part[1].min(a.max(b))];
            }
        }
        (part[0] < part[1]).then_some(part)
    }

    /// The last steps, each a dot, so that their length can be seen; older ones fade.
    fn trail(&mut self, run: &Run) {
        let end = run.ball.min(run.params.len() / 2);
        for row in end.saturating_sub(TRAIL).max(1)..end {
            let Some(point) = self.stand([run.params[2 * row], run.params[2 * row + 1]]) else { continue };
            let seen = (1.0 - (end - row) as f32 / TRAIL as f32) * if point.hidden { 0.3 } else { 1.0 };
            for (radius, colour) in [(DOT + 1.0, BLACK), (DOT, WHITE)] {
                self.pen.stroke(point.place, point.place, 2.0 * radius * self.density, None);
                self.pen.ink(self.pixels, colour, seen * if colour == BLACK { 0.6 } else { 1.0 });
            }
        }
    }

    /// A ring where the run began.
    fn start(&mut self, point: [f64; 2]) {
        let Some(Point { place, hidden, .. }) = self.stand(point) else { return };
        let seen = if hidden { 0.35 } else { 1.0 };
        for (width, colour, opacity) in [(4.0, BLACK, 0.72), (2.0, WHITE, 1.0)] {
            self.pen.ring(place, RING * self.density, width * self.density);
            self.pen.ink(self.pixels, colour, seen * opacity);
        }
    }

    /// A known minimum.
    fn cross(&mut self, point: [f64; 2]) {
        let Some(Point { place, hidden, .. }) = self.stand(point) else { return };
        let (seen, arm) = (if hidden { 0.35 } else { 1.0 }, CROSS * self.density);
        for (width, colour, opacity) in [(5.0, BLACK, 0.72), (2.0, WHITE, 1.0)] {
            for sign in [1.0, -1.0] {
                let end = |side: f32| Place { x: place.x + side * arm, y: place.y + side * sign * arm, ..place };
                self.pen.stroke(end(-1.0), end(1.0), width * self.density, None);
            }
            self.pen.ink(self.pixels, colour, seen * opacity);
        }
    }

    /// A sphere that lies on the surface, lit like it; what is behind a hill shines through.
    fn ball(&mut self, point: [f64; 2], colour: [u8; 3]) -> Option<Ball> {
        let Point { place, hidden, .. } = self.stand(point)?;
        let radius = BALL * self.density;
        let (middle_x, middle_y) = (place.x, place.y - 0.7 * radius);
        let unit = self.view.pixels(place.near);
        let height = self.near.len() / self.width;
        let span = |middle: f32, size: usize| {
            ((middle - radius - 1.0).max(0.0) as usize, ((middle + radius + 2.0).max(0.0) as usize).min(size))
        };
        let ((left, right), (top, bottom)) = (span(middle_x, self.width), span(middle_y, height));
        self.pen.touched = self.pen.touched.with(Area { left, top, right, bottom });
        for y in top..bottom {
            for x in left..right {
                let (u, v) = ((x as f32 + 0.5 - middle_x) / radius, (y as f32 + 0.5 - middle_y) / radius);
                let off = (u * u + v * v).sqrt();
                let cover = ((1.0 - off) * radius + 0.5).clamp(0.0, 1.0);
                if cover <= 0.0 {
                    continue;
                }
                let bulge = (1.0 - off * off).max(0.0).sqrt();
                // Its front is nearer to the viewer than the place where it stands.
                let front = 1.0 / (1.0 / place.near - (bulge + 1.0) * radius / unit);
                let at = y * self.width + x;
                let seen = if hidden || self.near[at] > front { 0.35 } else { 1.0 };
                let shade = (0.72 + 0.42 * (-0.5 * u - 0.62 * v + 0.6 * bulge)).clamp(0.0, 1.25);
                let gleam = (1.0 - 3.2 * ((u + 0.34) * (u + 0.34) + (v + 0.4) * (v + 0.4)).sqrt()).max(0.0);
                let mut lit = colour.map(|c| {
                    let c = (f32::from(c) * shade).min(255.0);
                    (c + (255.0 - c) * 0.75 * gleam) as u8
                });
                // A white edge, and a dark one around it, as on the map.
                let rim = (1.0 - off) * radius / self.density;
                if rim < 1.0 {
                    lit = [30; 3];
                } else if rim < 2.6 {
                    lit = [255; 3].map(|c: u8| (f32::from(c) * shade.clamp(0.8, 1.0)) as u8);
                }
                over(&mut self.pixels[4 * at..4 * at + 4], lit, seen * cover);
            }
        }
        Some(Ball { place, hidden })
    }
}

/// The pieces of those parts of a path that are hidden, or of those that are not, of which the pattern leaves something.
fn dashes(points: &[Point], hidden: bool, pattern: &[f32], mut stroke: impl FnMut(Place, Place)) {
    let (mut index, mut left) = (0, pattern.first().copied().unwrap_or(f32::INFINITY));
    for pair in points.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        if to.begins || (from.hidden || to.hidden) != hidden {
            continue;
        }
        let (dx, dy) = (to.place.x - from.place.x, to.place.y - from.place.y);
        let length = dx.hypot(dy);
        let at = |done: f32| {
            let part = if length > 0.0 { done / length } else { 0.0 };
            Place { x: from.place.x + part * dx, y: from.place.y + part * dy, near: from.place.near }
        };
        let mut done = 0.0;
        while done < length {
            let piece = left.min(length - done);
            if index % 2 == 0 {
                stroke(at(done), at(done + piece));
            }
            done += piece;
            left -= piece;
            if left <= 1e-3 {
                index = (index + 1) % pattern.len().max(1);
                left = pattern.get(index).copied().unwrap_or(f32::INFINITY);
            }
        }
    }
}
