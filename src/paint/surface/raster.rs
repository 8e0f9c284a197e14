//! Triangles to samples of a picture: how near the surface is there, where on the scale, and how light falls on it.
//!
//! A z-buffer (Catmull 1974) with edge functions (Pineda 1988): a triangle covers a sample where three linear functions are
//! not negative. They, and what is interpolated, are evaluated for four neighbouring samples at a time.

use super::camera::{HEIGHT, Place, View};
use super::mesh::Mesh;
use wide::f32x4;

/// Side light: from the left, above, and somewhat from behind the viewer, who carries it along. Right, up, away.
const LAMP: [f32; 3] = [-0.55, 0.72, -0.42];
/// How much it adds to slopes that face it, and takes from others; a floor has exactly the colours of the map.
const CONTRAST: f32 = 0.34;
const DARKEST: f32 = 0.66;
const LIGHTEST: f32 = 1.16;
/// What is seen from below.
const UNDERSIDE: f32 = 0.62;

/// Edges reach this far beyond their line, in samples, so that rounding opens no cracks between triangles.
const OVERLAP: f32 = 1e-3;

/// The scale's part where there is nothing: so far from any other that it is no neighbour.
pub(super) const NOTHING: f32 = 1e9;

/// Samples of some rows of a picture, with some nothing all around, so that four at a time can be read and written.
#[derive(Debug, Default)]
pub(super) struct Planes {
    /// From one row to the next.
    pub stride: usize,
    /// Samples across, and the rows of the picture.
    pub width: usize,
    pub first: usize,
    pub end: usize,
    /// 0 where there is nothing.
    pub near: Vec<f32>,
    pub part: Vec<f32>,
    pub light: Vec<f32>,
}

/// Samples of nothing before each row.
const BEFORE: usize = 4;

impl Planes {
    /// Nothing yet, in rows `first` to `end`.
    pub fn clear(&mut self, width: usize, first: usize, end: usize) {
        let stride = BEFORE + (width + 7) / 4 * 4;
        let size = stride * (end - first + 2);
        (self.stride, self.width, self.first, self.end) = (stride, width, first, end);
        for (plane, nothing) in [(&mut self.near, 0.0), (&mut self.part, NOTHING)] {
            plane.clear();
            plane.resize(size, nothing);
        }
        // What this holds where there is nothing shows nowhere.
        self.light.resize(size, 0.0);
    }

    /// Where the samples of a row are, counted from the first.
    pub fn at(&self, row: usize) -> usize {
        (row + 1) * self.stride + BEFORE
    }
}

/// A vertex in the picture.
#[derive(Clone, Copy, Debug)]
struct Corner {
    place: Place,
    part: f32,
    light: f32,
}

/// The vertices of a mesh in a picture.
#[derive(Debug, Default)]
pub(super) struct Corners(Vec<Corner>);

impl Corners {
    /// Looks at a mesh. Unlit, every light is 1.
    pub fn look(&mut self, mesh: &Mesh, view: &View, lit: bool) {
        let length = LAMP.iter().map(|x| x * x).sum::<f32>().sqrt();
        let lamp = view.direction(LAMP.map(|x| x / length));
        self.0.clear();
        let [dx, dy] = mesh.cell();
        for row in 0..mesh.rows {
            let floor_y = mesh.half[1] - row as f32 * dy;
            for column in 0..mesh.columns {
                let at = row * mesh.columns + column;
                let [x, y, z] = mesh.normals[at];
                let vertex = [column as f32 * dx - mesh.half[0], floor_y, HEIGHT * mesh.parts[at]];
                let shade = CONTRAST * (x * lamp[0] + y * lamp[1] + (z - 1.0) * lamp[2]);
                self.0.push(Corner {
                    place: view.place(vertex),
                    part: mesh.parts[at],
                    light: if lit { (1.0 + shade).clamp(DARKEST, LIGHTEST) } else { 1.0 },
                });
            }
        }
    }

    /// Puts the triangles of a mesh into the samples.
    pub fn fill(&self, mesh: &Mesh, lit: bool, planes: &mut Planes) {
        for row in 1..mesh.rows {
            for column in 1..mesh.columns {
                let d = row * mesh.columns + column;
                let b = d - mesh.columns;
                let [a, b, c, d] = [self.0[b - 1], self.0[b], self.0[d - 1], self.0[d]];
                // Not a number in a hole.
                if (a.part + b.part + c.part + d.part).is_nan() {
                    continue;
                }
                triangle(planes, [a, b, c], lit);
                triangle(planes, [d, c, b], lit);
            }
        }
    }
}

/// One triangle, whose corners go round clockwise when seen from above.
#[inline(always)]
fn triangle(planes: &mut Planes, [a, mut b, mut c]: [Corner; 3], lit: bool) {
    let (mut bx, mut by) = (b.place.x - a.place.x, b.place.y - a.place.y);
    let (mut cx, mut cy) = (c.place.x - a.place.x, c.place.y - a.place.y);
    // First of all whether there is anything to do; most triangles are as small as a few samples.
    let top = ((a.place.y + low(by, cy) - 0.5).ceil().max(planes.first as f32)) as usize;
    let end = ((a.place.y + high(by, cy) + 0.5).floor().max(0.0) as usize).min(planes.end);
    let left = ((a.place.x + low(bx, cx) - 0.5).ceil().max(0.0)) as usize;
    let right = ((a.place.x + high(bx, cx) + 0.5).floor().max(0.0) as usize).min(planes.width);
    if top >= end || left >= right {
        return;
    }
    let mut area = bx * cy - by * cx;
    let mut dim = 1.0;
    if area < 0.0 {
        (b, c, bx, by, cx, cy, area) = (c, b, cx, cy, bx, by, -area);
        dim = if lit { UNDERSIDE } else { 1.0 };
    }
    if area < 1e-12 || area.is_nan() {
        return;
    }
    let sides = Sides { bx, by, cx, cy, per: 1.0 / area };
    let (near_x, near_y) = sides.slopes(a.place.near, b.place.near, c.place.near);
    let (part_x, part_y) = sides.slopes(a.part, b.part, c.part);
    let (light_x, light_y) = sides.slopes(dim * a.light, dim * b.light, dim * c.light);
    // Weights of b and c, times the area; that of a is what is left. Each is 0 on the edge opposite.
    let (edge_b, edge_c, edge_a) = ((cy, -cx), (-by, bx), (by - cy, cx - bx));
    let from = (left as f32 + 0.5 - a.place.x, top as f32 + 0.5 - a.place.y);
    let mut row_b = start(slack(edge_b), edge_b, from);
    let mut row_c = start(slack(edge_c), edge_c, from);
    let mut row_a = start(area + slack(edge_a), edge_a, from);
    let mut row_near = start(a.place.near, (near_x, near_y), from);
    let mut row_part = start(a.part, (part_x, part_y), from);
    let mut row_light = start(dim * a.light, (light_x, light_y), from);
    let four = f32x4::splat(4.0);
    let (four_b, four_c, four_a) = (four * edge_b.0, four * edge_c.0, four * edge_a.0);
    let (four_near, four_part, four_light) = (four * near_x, four * part_x, four * light_x);
    let zero = f32x4::splat(0.0);
    let mut line = planes.at(top - planes.first);
    for _ in top..end {
        let (mut e_a, mut e_b, mut e_c) = (row_a, row_b, row_c);
        let (mut near, mut part, mut light) = (row_near, row_part, row_light);
        let mut at = line + left;
        while at < line + right {
            let inside = e_a.simd_ge(zero) & e_b.simd_ge(zero) & e_c.simd_ge(zero);
            if inside.any() {
                let old = load(&planes.near, at);
                let wins = inside & near.simd_gt(old);
                if wins.any() {
                    store(&mut planes.near, at, wins.bitselect(near, old));
                    let old = load(&planes.part, at);
                    store(&mut planes.part, at, wins.bitselect(part, old));
                    let old = load(&planes.light, at);
                    store(&mut planes.light, at, wins.bitselect(light, old));
                }
            }
            at += 4;
            (e_a, e_b, e_c) = (e_a + four_a, e_b + four_b, e_c + four_c);
            (near, part, light) = (near + four_near, part + four_part, light + four_light);
        }
        line += planes.stride;
        row_a += f32x4::splat(edge_a.1);
        row_b += f32x4::splat(edge_b.1);
        row_c += f32x4::splat(edge_c.1);
        row_near += f32x4::splat(near_y);
        row_part += f32x4::splat(part_y);
        row_light += f32x4::splat(light_y);
    }
}

// What follows is called for every triangle, and a build for the web inlines hardly anything by itself.

/// The sides of a triangle from one corner to the two others.
struct Sides {
    bx: f32,
    by: f32,
    cx: f32,
    cy: f32,
    /// 1 by twice the area.
    per: f32,
}

impl Sides {
    /// How something with those values at the corners changes to the right and down.
    #[inline(always)]
    fn slopes(&self, from: f32, to_b: f32, to_c: f32) -> (f32, f32) {
        let (u, v) = (to_b - from, to_c - from);
        (self.per * (u * self.cy - v * self.by), self.per * (v * self.bx - u * self.cx))
    }
}

/// Four samples of a linear function, the first so far from where it has that value.
#[inline(always)]
fn start(value: f32, (dx, dy): (f32, f32), (x, y): (f32, f32)) -> f32x4 {
    f32x4::splat(value + x * dx + y * dy) + f32x4::new([0.0, 1.0, 2.0, 3.0]) * f32x4::splat(dx)
}

#[inline(always)]
fn slack((x, y): (f32, f32)) -> f32 {
    OVERLAP * (x.abs() + y.abs())
}

// Unlike those of the library these do not look for what is not a number.

#[inline(always)]
fn low(a: f32, b: f32) -> f32 {
    let least = if a < b { a } else { b };
    if least < 0.0 { least } else { 0.0 }
}

#[inline(always)]
fn high(a: f32, b: f32) -> f32 {
    let most = if a > b { a } else { b };
    if most > 0.0 { most } else { 0.0 }
}

/// Four samples.
#[inline(always)]
pub(super) fn load(plane: &[f32], at: usize) -> f32x4 {
    let four: &[f32; 4] = plane[at..at + 4].try_into().unwrap_or(&[0.0; 4]);
    f32x4::new(*four)
}

#[inline(always)]
fn store(plane: &mut [f32], at: usize, value: f32x4) {
    plane[at..at + 4].copy_from_slice(value.as_array());
}
