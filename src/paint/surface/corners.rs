//! A net's vertices in a picture, and its triangles from them: four vertices, and four triangles, at a time.

use super::area::Area;
use super::camera::{HEIGHT, View};
use super::mesh::Mesh;
use super::raster::{Corner, Four, Planes, load};
use wide::f32x4;

/// Side light: from the left, above, and somewhat from behind the viewer, who carries it along. Right, up, away.
const LAMP: [f32; 3] = [-0.55, 0.72, -0.42];
/// How much it adds to slopes that face it, and takes from others; a floor has exactly the colours of the map.
const CONTRAST: f32 = 0.34;
const DARKEST: f32 = 0.66;
const LIGHTEST: f32 = 1.16;

/// The vertices of a mesh in a picture, row by row.
#[derive(Debug, Default)]
pub(super) struct Corners {
    /// From one row to the next: vertices and some more, which are no part of the net.
    stride: usize,
    x: Vec<f32>,
    y: Vec<f32>,
    near: Vec<f32>,
    part: Vec<f32>,
    light: Vec<f32>,
    /// For each piece of a strip of cells: left, right, top and bottom in the picture.
    pieces: Vec<[f32; 4]>,
}

/// Cells in a piece of a strip.
const PIECE: usize = 16;

impl Corners {
    /// Looks at a mesh. Unlit, every light is 1.
    pub fn look(&mut self, mesh: &Mesh, view: &View, lit: bool) {
        let stride = mesh.columns.next_multiple_of(4) + 4;
        self.stride = stride;
        // A net keeps its size; beyond it there is nothing.
        for plane in [&mut self.x, &mut self.y, &mut self.near, &mut self.part, &mut self.light] {
            plane.resize(stride * mesh.rows, f32::NAN);
        }
        let length = LAMP.iter().map(|x| x * x).sum::<f32>().sqrt();
        let lamp = view.direction(LAMP.map(|x| x / length));
        let [dx, dy] = mesh.cell();
        let splat = f32x4::splat;
        for row in 0..mesh.rows {
            let floor_y = splat(mesh.half[1] - row as f32 * dy);
            for column in (0..mesh.columns).step_by(4) {
                let (from, to) = (row * mesh.columns + column, row * stride + column);
                let count = (mesh.columns - column).min(4);
                let some = |plane: &[f32], nothing: f32| {
                    let mut four = [nothing; 4];
                    four[..count].copy_from_slice(&plane[from..from + count]);
                    f32x4::new(four)
                };
                let part = some(&mesh.parts, f32::NAN);
                let along = f32x4::new([0.0, 1.0, 2.0, 3.0]) + splat(column as f32);
                let [x, y, near] = view.places([along * dx - splat(mesh.half[0]), floor_y, part * HEIGHT]);
                let light = if lit {
                    let [x, y, z] = [0, 1, 2].map(|axis| some(&mesh.normals[axis], 0.0));
                    let shade = (x * lamp[0] + y * lamp[1] + (z - splat(1.0)) * lamp[2]) * CONTRAST;
                    (shade + splat(1.0)).fast_max(splat(DARKEST)).fast_min(splat(LIGHTEST))
                } else {
                    splat(1.0)
                };
                for (plane, four) in [
                    (&mut self.x, x),
                    (&mut self.y, y),
                    (&mut self.near, near),
                    (&mut self.part, part),
                    (&mut self.light, light),
                ] {
                    plane[to..to + 4].copy_from_slice(four.as_array());
                }
            }
        }
        self.measure(mesh);
    }

    /// Where the pieces of the strips are.
    fn measure(&mut self, mesh: &Mesh) {
        self.pieces.clear();
        for strip in 0..mesh.rows.saturating_sub(1) {
            for first in (0..mesh.columns.saturating_sub(1)).step_by(PIECE) {
                let mut low = [f32x4::splat(f32::INFINITY); 2];
                let mut high = [f32x4::splat(f32::NEG_INFINITY); 2];
                for column in (first..(first + PIECE + 1).min(mesh.columns)).step_by(4) {
                    for at in [0, self.stride].map(|below| strip * self.stride + below + column) {
                        for (axis, plane) in [&self.x, &self.y].into_iter().enumerate() {
                            // A hole is nowhere: what is compared with it is false.
                            let here = load(plane, at);
                            low[axis] = here.simd_lt(low[axis]).bitselect(here, low[axis]);
                            high[axis] = here.simd_gt(high[axis]).bitselect(here, high[axis]);
                        }
                    }
                }
                let least = |four: f32x4| four.to_array().into_iter().fold(f32::INFINITY, f32::min);
                let most = |four: f32x4| four.to_array().into_iter().fold(f32::NEG_INFINITY, f32::max);
                self.pieces.push([least(low[0]), most(high[0]), least(low[1]), most(high[1])]);
            }
        }
    }

    /// The part of a picture of that size in which they are, with some pixels all around; for so many samples to a pixel each way.
    pub fn area(&self, width: usize, height: usize, times: usize) -> Area {
        let pixel = 1.0 / times as f32;
        let from = |at: f32| (pixel * at - 2.0).max(0.0) as usize;
        let to = |at: f32, most: usize| ((pixel * at + 2.0).max(0.0) as usize).min(most);
        let pieces = self.pieces.iter().map(|&[left, right, top, bottom]| Area {
            left: from(left),
            top: from(top),
            right: to(right, width),
            bottom: to(bottom, height),
        });
        pieces.filter(|area| area.left < area.right && area.top < area.bottom).fold(Area::default(), Area::with)
    }

    /// Puts the triangles of a mesh into the samples.
    pub fn fill(&self, mesh: &Mesh, lit: bool, planes: &mut Planes) {
        let cells = mesh.columns.saturating_sub(1);
        let mut pieces = self.pieces.iter();
        let mut fours = [Four::default(); 2 * PIECE / 4];
        for strip in 0..mesh.rows.saturating_sub(1) {
            for first in (0..cells).step_by(PIECE) {
                if pieces.next().is_none_or(|piece| !planes.may_see(piece)) {
                    continue;
                }
                fours.iter_mut().for_each(|four| four.live = 0);
                for (k, column) in (first..(first + PIECE).min(cells)).step_by(4).enumerate() {
                    let at = strip * self.stride + column;
                    let (a, b) = (self.corner(at), self.corner(at + 1));
                    let (c, d) = (self.corner(at + self.stride), self.corner(at + self.stride + 1));
                    // A cell with a hole at a corner is not painted.
                    let sum = a.part + b.part + c.part + d.part;
                    let whole = sum.simd_eq(sum);
                    fours[k].set(planes, [a, b, c], whole, lit);
                    fours[PIECE / 4 + k].set(planes, [d, c, b], whole, lit);
                }
                // Not one beside the other: samples that have just been written are not yet there to be read.
                for lane in 0..4 {
                    for four in &fours {
                        if four.live >> lane & 1 == 1 {
                            four.fill(lane, planes);
                        }
                    }
                }
            }
        }
    }

    #[inline(always)]
    fn corner(&self, at: usize) -> Corner {
        Corner {
            x: load(&self.x, at),
            y: load(&self.y, at),
            near: load(&self.near, at),
            part: load(&self.part, at),
            light: load(&self.light, at),
        }
    }
}
