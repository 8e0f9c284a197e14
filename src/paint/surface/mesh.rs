//! A loss as a net of heights.

use super::camera::HEIGHT;
use crate::maps::field::Grid;
use crate::paint::Scale;

/// Heights over a rectangle of the parameter plane: as high as the colours are light, so on the same log-like scale. Where the
/// loss is not a finite number there is a hole.
#[derive(Clone, Debug)]
pub struct Mesh {
    /// Vertices along the first variable.
    pub columns: usize,
    /// Vertices along the second.
    pub rows: usize,
    /// Where each vertex is on the scale, from 0 to 1, row 0 at the largest second variable; NaN in a hole.
    pub parts: Vec<f32>,
    /// The upward unit normal of each: all x, all y, all z.
    pub(super) normals: [Vec<f32>; 3],
    /// Half the sides of the floor: 1 for the longer.
    pub half: [f32; 2],
    /// Low and high of the two variables.
    domain: [f64; 4],
}

impl Mesh {
    /// The net of the losses over a grid that [`Mesh::grid`] gave.
    pub fn new(losses: &[f64], columns: usize, rows: usize, domain: [f64; 4], scale: &Scale) -> Self {
        let part = |&loss: &f64| if loss.is_finite() { scale.part(loss) as f32 } else { f32::NAN };
        // Sides as long as on the map, where they are not too different.
        let ratio = ((domain[1] - domain[0]) / (domain[3] - domain[2])).clamp(0.5, 2.0) as f32;
        let half = [ratio.min(1.0), (1.0 / ratio).min(1.0)];
        let mut mesh =
            Self { columns, rows, parts: losses.iter().map(part).collect(), normals: Default::default(), half, domain };
        for at in 0..columns * rows {
            let normal = mesh.normal(at % columns, at / columns);
            mesh.normals.iter_mut().zip(normal).for_each(|(all, one)| all.push(one));
        }
        mesh
    }

    /// The grid whose cells have their centres at the vertices of a net over `domain`: the outer ones lie on its border.
    ///
    /// # Errors
    /// If it is too large, for so many samples. See [`Grid::new`].
    pub fn grid(domain: [f64; 4], columns: usize, rows: usize, samples: usize) -> crate::error::Result<Grid> {
        let wider = |low: f64, high: f64, count: usize| {
            let cell = if count > 1 { (high - low) / (count - 1) as f64 } else { 0.0 };
            [low - 0.5 * cell, high + 0.5 * cell]
        };
        let ([a, b], [c, d]) = (wider(domain[0], domain[1], columns), wider(domain[2], domain[3], rows));
        Grid::new(&[a, b, c, d], columns, rows, samples)
    }

    /// How far apart neighbouring vertices are.
    pub(super) fn cell(&self) -> [f32; 2] {
        let side = |half: f32, count: usize| 2.0 * half / (count.max(2) - 1) as f32;
        [side(self.half[0], self.columns), side(self.half[1], self.rows)]
    }

    /// From central differences of the drawn heights, one-sided at borders and holes.
    fn normal(&self, column: usize, row: usize) -> [f32; 3] {
        let here = self.parts[row * self.columns + column];
        let [dx, dy] = self.cell();
        let slope = |before: Option<f32>, after: Option<f32>, side: f32| {
            let (before, after) = (before.filter(|part| !part.is_nan()), after.filter(|part| !part.is_nan()));
            let sides = f32::from(u8::from(before.is_some())) + f32::from(u8::from(after.is_some()));
            let rise = after.unwrap_or(here) - before.unwrap_or(here);
            if sides > 0.0 && rise.is_finite() { HEIGHT * rise / (sides * side) } else { 0.0 }
        };
        let at = |column: Option<usize>, row: Option<usize>| {
            let (column, row) = (column.filter(|&c| c < self.columns)?, row.filter(|&r| r < self.rows)?);
            Some(self.parts[row * self.columns + column])
        };
        let x = slope(at(column.checked_sub(1), Some(row)), at(Some(column + 1), Some(row)), dx);
        let y = slope(at(Some(column), Some(row + 1)), at(Some(column), row.checked_sub(1)), dy);
        let length = (x * x + y * y + 1.0).sqrt();
        [-x / length, -y / length, 1.0 / length]
    }

    /// Low and high of the two variables.
    pub fn domain(&self) -> [f64; 4] {
        self.domain
    }

    /// A point of the parameter plane on the floor.
    pub fn floor(&self, point: [f64; 2]) -> [f32; 2] {
        let [x0, x1, y0, y1] = self.domain;
        let along = |value: f64, low: f64, high: f64| (2.0 * ((value - low) / (high - low)) - 1.0) as f32;
        [self.half[0] * along(point[0], x0, x1), self.half[1] * along(point[1], y0, y1)]
    }

    /// The point of the parameter plane at a place of the floor, moved into the domain.
    pub fn parameters(&self, [x, y]: [f32; 2]) -> [f64; 2] {
        let [x0, x1, y0, y1] = self.domain;
        let along = |place: f32, half: f32, low: f64, high: f64| {
            low + (0.5 * (f64::from(place / half) + 1.0)).clamp(0.0, 1.0) * (high - low)
        };
        [along(x, self.half[0], x0, x1), along(y, self.half[1], y0, y1)]
    }

    /// How high the surface is over a place of the floor: on the triangles that are painted. None outside and in holes.
    pub fn height(&self, [x, y]: [f32; 2]) -> Option<f32> {
        let [dx, dy] = self.cell();
        let (across, down) = ((x + self.half[0]) / dx, (self.half[1] - y) / dy);
        let (last, lowest) = (self.columns.checked_sub(2)?, self.rows.checked_sub(2)?);
        // Rounding may put a point of the border just outside of it.
        let within = |at: f32, last: usize| at > -1e-3 && at < last as f32 + 1.001;
        if !within(across, last) || !within(down, lowest) {
            return None;
        }
        let (column, row) = ((across.max(0.0) as usize).min(last), (down.max(0.0) as usize).min(lowest));
        let (u, v) = (across - column as f32, down - row as f32);
        let at = row * self.columns + column;
        let [a, b] = [self.parts[at], self.parts[at + 1]];
        let [c, d] = [self.parts[at + self.columns], self.parts[at + self.columns + 1]];
        let part =
            if u + v <= 1.0 { a + u * (b - a) + v * (c - a) } else { d + (1.0 - u) * (c - d) + (1.0 - v) * (b - d) };
        // A cell with a hole at a corner is not painted.
        if (a + b + c + d).is_nan() { None } else { Some(HEIGHT * part) }
    }

    /// Cells that a way over the floor goes past, at most.
    pub(super) fn cells(&self, from: [f32; 2], to: [f32; 2]) -> f32 {
        let [dx, dy] = self.cell();
        ((to[0] - from[0]) / dx).abs() + ((to[1] - from[1]) / dy).abs()
    }
}
