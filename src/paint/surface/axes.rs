//! What a surface stands on: a floor with lines at round numbers, and a post for the loss. Their labels are told, not painted.

use super::camera::{HEIGHT, Place, View};
use super::mesh::Mesh;
use super::pen::Pen;
use crate::paint::Scale;

/// A place for text beside the picture's axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// The variable, 0 or 1, or 2 for the loss.
    pub axis: usize,
    /// What the place stands for; NaN where the name of the axis belongs.
    pub value: f64,
    /// How far apart the numbers of this axis are; NaN for the loss.
    pub step: f64,
    /// Where the text begins, in pixels.
    pub at: [f32; 2],
    /// The direction in which there is room for it, right and down; of length 1.
    pub towards: [f32; 2],
}

/// About how many numbers an axis has.
const TICKS: f64 = 5.0;
/// The length of a tick, and the space between it and its label, in pixels.
const TICK: f32 = 5.0;
const GAP: f32 = 4.0;
/// How far from the floor the name of an axis is.
const NAME: f32 = 34.0;
/// The floor is a little lower than the lowest loss, so that that is not cut in two by it.
const FLOOR: f32 = -0.02;

/// Multiples of 1, 2 or 5 times a power of ten between two numbers.
fn ticks(low: f64, high: f64) -> (f64, impl Iterator<Item = f64> + use<>) {
    let rough = (high - low) / TICKS;
    let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
    let step = power
        * match rough / power {
            part if part >= 7.07 => 10.0,
            part if part >= 3.16 => 5.0,
            part if part >= 1.41 => 2.0,
            _ => 1.0,
        };
    let (first, last) = (libm::ceil(low / step - 1e-9), libm::floor(high / step + 1e-9));
    // A range whose numbers are hardly distinct has none.
    let count = if last >= first && last - first < 4.0 * TICKS { (last - first) as usize + 1 } else { 0 };
    (step, (0..count).map(move |k| (first + k as f64) * step + 0.0))
}

/// What axes are drawn with, and on.
pub(super) struct Board<'a> {
    pub pen: &'a mut Pen,
    pub pixels: &'a mut [u8],
    /// How near the surface is in each pixel: what is further away is hidden.
    pub near: &'a [f32],
    pub view: &'a View,
    pub ink: [u8; 3],
    /// Pixels to one of the lengths above.
    pub density: f32,
}

impl Board<'_> {
    /// Draws floor and post, and tells the places of their labels.
    pub fn draw(&mut self, mesh: &Mesh, scale: &Scale, labels: &mut Vec<Label>) {
        labels.clear();
        let domain = mesh.domain();
        let ranges = [0, 1].map(|axis| (axis, domain[2 * axis], domain[2 * axis + 1]));
        let along = |axis: usize, part: f64| mesh.half[axis] * (2.0 * part - 1.0) as f32;
        for (axis, low, high) in ranges {
            let side = Side::of(axis, mesh, self.view);
            for value in ticks(low, high).1 {
                let along = along(axis, (value - low) / (high - low));
                self.line(side.at(along, 1.0), side.at(along, -1.0));
            }
        }
        self.pen.ink(self.pixels, self.ink, 0.16);
        for (axis, low, high) in ranges {
            let side = Side::of(axis, mesh, self.view);
            let (step, values) = ticks(low, high);
            let mut last = None;
            for value in values {
                let along = along(axis, (value - low) / (high - low));
                let (at, towards) = self.tick(side.at(along, 1.0), side.outward());
                // Of an axis that is seen from its end, only what has room.
                let room = |[x, y]: [f32; 2]| (x - at[0]).hypot(1.6 * (y - at[1])) > 34.0 * self.density;
                if last.is_none_or(room) {
                    labels.push(Label { axis, value, step, at, towards });
                    last = Some(at);
                }
            }
            let (at, towards) = self.outside(side.at(0.0, 1.0), side.outward(), NAME);
            labels.push(Label { axis, value: f64::NAN, step, at, towards });
        }
        self.frame(mesh);
        self.post(mesh, scale, labels);
        self.pen.ink(self.pixels, self.ink, 0.5);
    }

    fn frame(&mut self, mesh: &Mesh) {
        let [x, y] = mesh.half;
        let corners = [[-x, -y, FLOOR], [x, -y, FLOOR], [x, y, FLOOR], [-x, y, FLOOR]];
        for side in 0..4 {
            self.line(corners[side], corners[(side + 1) % 4]);
        }
    }

    /// The scale of the loss, at the corner that is furthest to the left.
    fn post(&mut self, mesh: &Mesh, scale: &Scale, labels: &mut Vec<Label>) {
        let [x, y] = mesh.half;
        let corners = [[-x, -y], [x, -y], [x, y], [-x, y]];
        let left = |a: &[f32; 2], b: &[f32; 2]| self.at([a[0], a[1], 0.0]).x.total_cmp(&self.at([b[0], b[1], 0.0]).x);
        let [x, y] = corners.into_iter().min_by(left).unwrap_or_default();
        self.line([x, y, FLOOR], [x, y, HEIGHT]);
        // A flat field has no scale, and from right above the post is a point.
        let length = self.at([x, y, 0.0]).y - self.at([x, y, HEIGHT]).y;
        if !scale.is_sloped() || length < 60.0 * self.density {
            return;
        }
        // At its foot stand the numbers of the floor.
        for part in [0.5, 1.0] {
            let foot = self.at([x, y, HEIGHT * part]);
            let end = Place { x: foot.x - TICK * self.density, ..foot };
            self.pen.stroke(foot, end, self.density, None);
            let at = [end.x - GAP * self.density, end.y];
            let value = scale.at(f64::from(part));
            labels.push(Label { axis: 2, value, step: f64::NAN, at, towards: [-1.0, 0.0] });
        }
        let top = self.at([x, y, HEIGHT]);
        let at = [top.x, top.y - 8.0 * self.density];
        labels.push(Label { axis: 2, value: f64::NAN, step: f64::NAN, at, towards: [0.0, -1.0] });
    }

    fn at(&self, point: [f32; 3]) -> Place {
        self.view.place(point)
    }

    fn line(&mut self, from: [f32; 3], to: [f32; 3]) {
        self.pen.stroke(self.at(from), self.at(to), self.density, Some(self.near));
    }

    /// A tick at a point of the floor's edge, and where its label goes.
    fn tick(&mut self, point: [f32; 3], outward: [f32; 2]) -> ([f32; 2], [f32; 2]) {
        let (end, towards) = self.outside(point, outward, TICK);
        let from = self.at(point);
        self.pen.stroke(from, Place { x: end[0], y: end[1], near: from.near }, self.density, None);
        let gap = GAP * self.density;
        ([end[0] + gap * towards[0], end[1] + gap * towards[1]], towards)
    }

    /// So many lengths outside of an edge in the picture, and in which direction that is.
    fn outside(&self, point: [f32; 3], outward: [f32; 2], lengths: f32) -> ([f32; 2], [f32; 2]) {
        let (from, to) =
            (self.at(point), self.at([point[0] + 0.05 * outward[0], point[1] + 0.05 * outward[1], point[2]]));
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = dx.hypot(dy);
        let towards = if length > 0.0 { [dx / length, dy / length] } else { [0.0, 1.0] };
        let reach = lengths * self.density;
        ([from.x + reach * towards[0], from.y + reach * towards[1]], towards)
    }
}

/// The edge of the floor along which an axis stands: the one that is nearer to the viewer.
struct Side {
    axis: usize,
    /// Where it is on the other axis.
    across: f32,
}

impl Side {
    fn of(axis: usize, mesh: &Mesh, view: &View) -> Self {
        let half = mesh.half[1 - axis];
        Self { axis, across: if view.away()[1 - axis] >= 0.0 { -half } else { half } }
    }

    /// A point of it, or with -1 of the edge opposite.
    fn at(&self, along: f32, side: f32) -> [f32; 3] {
        let across = side * self.across;
        if self.axis == 0 { [along, across, FLOOR] } else { [across, along, FLOOR] }
    }

    fn outward(&self) -> [f32; 2] {
        let sign = self.across.signum();
        if self.axis == 0 { [0.0, sign] } else { [sign, 0.0] }
    }
}
