//! Triangles to samples of a picture: how near the surface is there, where on the scale, and how light falls on it.
//!
//! A z-buffer (Catmull 1974) with edge functions (Pineda 1988): a triangle covers a sample where three linear functions are
//! not negative. They, and what is interpolated, are set up for four triangles at a time, and evaluated for four neighbouring
//! samples at a time.

use super::area::Area;
use wide::{f32x4, i32x4};

/// Four vertices.
#[derive(Clone, Copy)]
pub(super) struct Corner {
    pub x: f32x4,
    pub y: f32x4,
    pub near: f32x4,
    /// Not a number in a hole, and beyond the net.
    pub part: f32x4,
    pub light: f32x4,
}

/// What is seen from below.
const UNDERSIDE: f32 = 0.62;

/// Edges reach this far beyond their line, in samples, so that rounding opens no cracks between triangles.
const OVERLAP: f32 = 1e-3;

/// The scale's part where there is nothing: so far from any other that it is no neighbour.
pub(super) const NOTHING: f32 = 1e9;

/// Samples of nothing before each row.
const BEFORE: usize = 4;

/// Samples of a band of a picture, with a row above and below, and some nothing all around, so that four at a time can be read
/// and written.
#[derive(Debug, Default)]
pub(super) struct Planes {
    /// From one row to the next.
    pub stride: usize,
    /// Samples across the picture.
    width: usize,
    /// What is to be shown.
    pub band: Area,
    /// The first and last rows that have samples: contours look beyond the band.
    low: usize,
    high: usize,
    /// 0 where there is nothing.
    pub near: Vec<f32>,
    pub part: Vec<f32>,
    pub light: Vec<f32>,
}

impl Planes {
    /// Nothing yet, in a band of a picture of that size.
    pub fn clear(&mut self, width: usize, height: usize, band: Area) {
        let rows = band.bottom - band.top + 2;
        self.stride = BEFORE + (width + 7) / 4 * 4;
        (self.width, self.band) = (width, band);
        (self.low, self.high) = (band.top.saturating_sub(1), (band.bottom + 1).min(height));
        for (plane, nothing) in [(&mut self.near, 0.0), (&mut self.part, NOTHING)] {
            plane.resize(self.stride * rows, nothing);
            for row in plane.chunks_exact_mut(self.stride) {
                row[band.left..BEFORE + band.right + 4].fill(nothing);
            }
        }
        // What this holds where there is nothing shows nowhere.
        self.light.resize(self.stride * rows, 0.0);
    }

    /// Where the samples of a row of the picture are.
    pub fn at(&self, row: usize) -> usize {
        (row + 1 - self.band.top) * self.stride + BEFORE
    }

    /// Whether something between left, right, top and bottom may be here.
    pub fn may_see(&self, &[left, right, top, bottom]: &[f32; 4]) -> bool {
        right > -1.0 && left < self.width as f32 + 1.0 && bottom > self.low as f32 - 1.0 && top < self.high as f32 + 1.0
    }
}

/// Something linear over a triangle: what it is in the first sample, and how it changes to the right and down.
#[derive(Clone, Copy, Default)]
struct Linear {
    first: f32x4,
    right: f32x4,
    down: f32x4,
}

impl Linear {
    /// That of one of four triangles, in four neighbouring samples.
    #[inline(always)]
    fn of(&self, lane: usize) -> Self {
        let splat = |four: &f32x4| f32x4::splat(four.as_array()[lane]);
        let right = splat(&self.right);
        Self { first: splat(&self.first) + f32x4::new([0.0, 1.0, 2.0, 3.0]) * right, right, down: splat(&self.down) }
    }
}

/// The sides of four triangles from one corner to the two others.
struct Sides {
    bx: f32x4,
    by: f32x4,
    cx: f32x4,
    cy: f32x4,
    /// 1 by twice the area, which is negative where they are seen from below.
    per: f32x4,
    /// From the corner to the first sample.
    x: f32x4,
    y: f32x4,
}

impl Sides {
    #[inline(always)]
    fn linear(&self, value: f32x4, right: f32x4, down: f32x4) -> Linear {
        Linear { first: value + self.x * right + self.y * down, right, down }
    }

    /// What has those values at the corners.
    #[inline(always)]
    fn between(&self, from: f32x4, to_b: f32x4, to_c: f32x4) -> Linear {
        let (u, v) = (to_b - from, to_c - from);
        self.linear(from, self.per * (u * self.cy - v * self.by), self.per * (v * self.bx - u * self.cx))
    }

    /// What has that value at the corner, and is 0 along an edge.
    #[inline(always)]
    fn edge(&self, value: f32x4, right: f32x4, down: f32x4) -> Linear {
        self.linear(value + (right.abs() + down.abs()) * OVERLAP, right, down)
    }
}

/// Four triangles before some samples.
#[derive(Clone, Copy, Default)]
pub(super) struct Four {
    /// Which of them are there, a bit each.
    pub live: u32,
    /// The samples that they may cover.
    left: i32x4,
    right: i32x4,
    top: i32x4,
    bottom: i32x4,
    /// Their weights of b, of c and, as what is left, of a; times the area.
    weights: [Linear; 3],
    near: Linear,
    part: Linear,
    light: Linear,
}

impl Four {
    /// Becomes the triangles with these corners, which go round clockwise when seen from above; those that are `whole`.
    #[inline(always)]
    pub fn set(&mut self, planes: &Planes, [a, b, c]: [Corner; 3], whole: f32x4, lit: bool) {
        let splat = f32x4::splat;
        let (zero, half) = (splat(0.0), splat(0.5));
        let (bx, by) = (b.x - a.x, b.y - a.y);
        let (cx, cy) = (c.x - a.x, c.y - a.y);
        // First of all whether there is anything to do; most triangles are as small as a few samples.
        let left = (a.x + bx.fast_min(cx).fast_min(zero) - half).ceil().fast_max(zero);
        let right = (a.x + bx.fast_max(cx).fast_max(zero) + half).floor().fast_min(splat(planes.width as f32));
        let top = (a.y + by.fast_min(cy).fast_min(zero) - half).ceil().fast_max(zero);
        let bottom = (a.y + by.fast_max(cy).fast_max(zero) + half).floor().fast_min(splat(planes.high as f32));
        let area = bx * cy - by * cx;
        let seen = left.simd_lt(right) & top.simd_lt(bottom) & bottom.simd_gt(splat(planes.low as f32));
        self.live = (whole & seen & area.abs().simd_ge(splat(1e-12))).to_bitmask();
        if self.live == 0 {
            return;
        }
        let under = area.simd_lt(zero);
        let sign = under.bitselect(splat(-1.0), splat(1.0));
        let dim = if lit { under.bitselect(splat(UNDERSIDE), splat(1.0)) } else { splat(1.0) };
        let sides = Sides { bx, by, cx, cy, per: splat(1.0) / area, x: left + half - a.x, y: top + half - a.y };
        *self = Self {
            live: self.live,
            left: left.fast_trunc_int(),
            right: right.fast_trunc_int(),
            top: top.fast_trunc_int(),
            bottom: bottom.fast_trunc_int(),
            weights: [
                sides.edge(zero, sign * cy, -sign * cx),
                sides.edge(zero, -sign * by, sign * bx),
                sides.edge(area.abs(), sign * (by - cy), sign * (cx - bx)),
            ],
            near: sides.between(a.near, b.near, c.near),
            part: sides.between(a.part, b.part, c.part),
            light: sides.between(dim * a.light, dim * b.light, dim * c.light),
        };
    }

    /// Puts one of them into the samples.
    #[inline(always)]
    pub fn fill(&self, lane: usize, planes: &mut Planes) {
        let bound = |four: &i32x4| four.as_array()[lane] as usize;
        let (left, right, top, bottom) = (bound(&self.left), bound(&self.right), bound(&self.top), bound(&self.bottom));
        let [mut a, mut b, mut c] = [self.weights[0].of(lane), self.weights[1].of(lane), self.weights[2].of(lane)];
        let (mut near, mut part, mut light) = (self.near.of(lane), self.part.of(lane), self.light.of(lane));
        // Rows above the band are stepped over, so that a picture is the same however it is cut into bands.
        for _ in top..planes.low {
            for linear in [&mut a, &mut b, &mut c, &mut near, &mut part, &mut light] {
                linear.first += linear.down;
            }
        }
        let top = top.max(planes.low);
        let stride = planes.stride;
        let mut line = planes.at(top) + left;
        let mut samples = Samples { near: &mut planes.near, part: &mut planes.part, light: &mut planes.light };
        if right - left <= 4 {
            for _ in top..bottom {
                samples.put(line, [a.first, b.first, c.first], near.first, part.first, light.first);
                line += stride;
                for linear in [&mut a, &mut b, &mut c, &mut near, &mut part, &mut light] {
                    linear.first += linear.down;
                }
            }
            return;
        }
        for _ in top..bottom {
            let (mut a_here, mut b_here, mut c_here) = (a.first, b.first, c.first);
            let (mut near_here, mut part_here, mut light_here) = (near.first, part.first, light.first);
            for at in (line..line + (right - left)).step_by(4) {
                samples.put(at, [a_here, b_here, c_here], near_here, part_here, light_here);
                let four = f32x4::splat(4.0);
                a_here += four * a.right;
                b_here += four * b.right;
                c_here += four * c.right;
                near_here += four * near.right;
                part_here += four * part.right;
                light_here += four * light.right;
            }
            line += stride;
            for linear in [&mut a, &mut b, &mut c, &mut near, &mut part, &mut light] {
                linear.first += linear.down;
            }
        }
    }
}

/// The planes, while one triangle is put into them.
struct Samples<'a> {
    near: &'a mut [f32],
    part: &'a mut [f32],
    light: &'a mut [f32],
}

impl Samples<'_> {
    /// Four samples, where all weights are positive and nothing is nearer.
    #[inline(always)]
    fn put(&mut self, at: usize, [a, b, c]: [f32x4; 3], near: f32x4, part: f32x4, light: f32x4) {
        let zero = f32x4::splat(0.0);
        let old = load(self.near, at);
        let wins = a.simd_ge(zero) & b.simd_ge(zero) & c.simd_ge(zero) & near.simd_gt(old);
        if wins.any() {
            store(self.near, at, wins.bitselect(near, old));
            store(self.part, at, wins.bitselect(part, load(self.part, at)));
            store(self.light, at, wins.bitselect(light, load(self.light, at)));
        }
    }
}

#[inline(always)]
fn store(plane: &mut [f32], at: usize, value: f32x4) {
    plane[at..at + 4].copy_from_slice(value.as_array());
}

/// Four numbers of a plane.
#[inline(always)]
pub(super) fn load(plane: &[f32], at: usize) -> f32x4 {
    let four: &[f32; 4] = plane[at..at + 4].try_into().unwrap_or(&[0.0; 4]);
    f32x4::new(*four)
}
