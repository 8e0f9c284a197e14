//! A loss of two parameters as a lit surface, painted into pixels.
//!
//! ```text
//! losses ──→ mesh ──→ (camera) ──→ raster: what is nearest in each sample ──→ shade: colours ──→ axes ──→ marks: runs, ball
//!                                  └────── again only when size or camera have changed ──────────────┘
//! ```

mod axes;
mod camera;
mod marks;
mod mesh;
mod pen;
mod raster;
mod shade;

pub use axes::Label;
pub use camera::{Camera, FRONT, Place, View};
pub use marks::{Ball, Run};
pub use mesh::Mesh;

use crate::error::{Error, Result, code};
use crate::maps::field::field;
use crate::objective::Objective;
use crate::paint::{Colormap, Scale};

/// The most pixels of a picture: 8000 × 6000, a poster.
pub const MAX_PIXELS: usize = 48_000_000;

/// How a surface is looked at. While this stays the same, only the marks are drawn anew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Pixels across.
    pub width: usize,
    /// And down.
    pub height: usize,
    /// From where.
    pub camera: Camera,
    /// How many pixels go to what is 1 pixel wide on a common screen.
    pub density: f32,
    /// Whether to take four samples a pixel.
    pub fine: bool,
    /// Whether light falls on it; without, the colours are exactly those of the map.
    pub lit: bool,
    /// Whether to draw contours, floor and post.
    pub lines: bool,
    /// The colour of floor and post: red, green, blue.
    pub ink: [u8; 3],
}

impl Look {
    /// The first look, in a picture of that size.
    pub fn new(width: usize, height: usize) -> Self {
        Self { width, height, camera: FRONT, density: 1.0, fine: false, lit: true, lines: true, ink: [90; 3] }
    }
}

/// A loss as a surface, with everything that is needed to paint it frame after frame without allocating.
#[derive(Debug)]
pub struct Surface {
    mesh: Mesh,
    scale: Scale,
    shader: shade::Shader,
    shown: Option<Look>,
    corners: raster::Corners,
    planes: raster::Planes,
    /// The picture without marks, and how near the surface is in each pixel: the inverse of the distance, 0 where it is not.
    base: Vec<u8>,
    near: Vec<f32>,
    pen: pen::Pen,
    labels: Vec<Label>,
    pixels: Vec<u8>,
    points: Vec<marks::Point>,
}

impl Surface {
    /// The surface of an objective of two parameters, from `side` × `side` losses.
    ///
    /// # Errors
    /// If it has another number of parameters, or the net is too large.
    pub fn of(objective: &Objective, domain: &[f64], side: usize, colormap: &Colormap) -> Result<Self> {
        let domain = <[f64; 4]>::try_from(domain).ok().filter(|_| objective.dim() == 2).ok_or_else(one_parameter)?;
        let grid = Mesh::grid(domain, side, side, objective.data().map_or(0, crate::objective::Data::len))?;
        Ok(Self::new(&field(objective, &grid), side, side, domain, colormap))
    }

    /// The surface of the losses over a grid that [`Mesh::grid`] gave.
    pub fn new(losses: &[f64], columns: usize, rows: usize, domain: [f64; 4], colormap: &Colormap) -> Self {
        let scale = Scale::of(losses);
        Self {
            mesh: Mesh::new(losses, columns, rows, domain, &scale),
            scale,
            shader: shade::Shader::new(colormap),
            shown: None,
            corners: raster::Corners::default(),
            planes: raster::Planes::default(),
            base: Vec::new(),
            near: Vec::new(),
            pen: pen::Pen::default(),
            labels: Vec::new(),
            pixels: Vec::new(),
            points: Vec::new(),
        }
    }

    /// Its net of heights.
    pub fn mesh(&self) -> &Mesh {
        &self.mesh
    }

    /// What its heights and colours stand for.
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// Paints it with runs (the first is the figure's own) and known minima (x and y in turn): red, green, blue and opacity of
    /// each pixel, row by row from the top; see [`Surface::pixels`]. Tells where the ball of the first run is, unless it is outside
    /// of the domain or in a hole.
    ///
    /// # Errors
    /// If the picture has no pixels or too many.
    pub fn paint(&mut self, look: &Look, runs: &[Run], minima: &[f64]) -> Result<Option<Ball>> {
        let Look { width, height, .. } = *look;
        if width == 0 || height == 0 || width.saturating_mul(height) > MAX_PIXELS {
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!(
                    "A picture of {width} × {height} pixels is not possible; use 1 × 1 to {MAX_PIXELS} pixels in all."
                ),
                format_args!("{width} × {height} 像素的图片不合适；至少 1 × 1，总数不超过 {MAX_PIXELS} 像素。"),
            )
            .on("width"));
        }
        // Not even a density that is no number may make lines of no width.
        let look = Look { density: look.density.clamp(0.25, 16.0), ..*look };
        let look = if look.density.is_nan() { Look { density: 1.0, ..look } } else { look };
        let view = View::new(&look.camera, width, height);
        self.pen.begin(width, height);
        if self.shown != Some(look) {
            self.shown = Some(look);
            self.paint_surface(&look, &view);
        }
        self.pixels.clone_from(&self.base);
        let mut stage = marks::Stage {
            pen: &mut self.pen,
            pixels: &mut self.pixels,
            near: &self.near,
            width,
            view: &view,
            mesh: &self.mesh,
            density: look.density,
            points: &mut self.points,
        };
        Ok(stage.draw(runs, minima))
    }

    fn paint_surface(&mut self, look: &Look, view: &View) {
        let Look { width, height, .. } = *look;
        self.base.resize(4 * width * height, 0);
        self.near.resize(width * height, 0.0);
        let times = if look.fine { 2 } else { 1 };
        self.corners.look(&self.mesh, &view.finer(times as f32), look.lit);
        // Finer samples are taken a band of the picture at a time: they need no more memory.
        let band = height.div_ceil(times * times).max(1);
        for first in (0..height).step_by(band) {
            let end = (first + band).min(height);
            self.planes.clear(times * width, times * first, times * end);
            self.corners.fill(&self.mesh, look.lit, &mut self.planes);
            self.shader.resolve(&self.planes, times, look.lines, &mut self.base, &mut self.near);
        }
        self.labels.clear();
        if look.lines {
            let mut board = axes::Board {
                pen: &mut self.pen,
                pixels: &mut self.base,
                near: &self.near,
                view,
                ink: look.ink,
                density: look.density,
            };
            board.draw(&self.mesh, &self.scale, &mut self.labels);
        }
    }

    /// The picture that was painted last.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Where its axes have labels.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// How near the surface is in each pixel of the last picture: the inverse of its distance, 0 where it is not.
    pub fn depths(&self) -> &[f32] {
        &self.near
    }

    /// The point of the parameter plane that is seen in a pixel of the last picture; none beside the surface.
    pub fn pick(&self, x: f32, y: f32) -> Option<[f64; 2]> {
        let look = self.shown?;
        if !(x >= 0.0 && y >= 0.0 && x < look.width as f32 && y < look.height as f32) {
            return None;
        }
        let near = self.near[y as usize * look.width + x as usize];
        let view = View::new(&look.camera, look.width, look.height);
        let place = Place { x: x.floor() + 0.5, y: y.floor() + 0.5, near };
        (near > 0.0).then(|| {
            let [x, y, _] = view.point(place);
            self.mesh.parameters([x, y])
        })
    }

    /// The way in the picture that a small way in the parameter plane takes along the surface, per length of it: right and down, in pixels.
    /// None outside of the domain and in holes.
    pub fn along(&self, point: [f64; 2], way: [f64; 2]) -> Option<[f32; 2]> {
        let look = self.shown?;
        let view = View::new(&look.camera, look.width, look.height);
        let [from, to] = [self.mesh.floor(point), self.mesh.floor([point[0] + way[0], point[1] + way[1]])];
        let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
        let length = dx.hypot(dy);
        if !(length > 0.0 && length.is_finite()) {
            return None;
        }
        // A hundredth of the floor, whichever way stays on it.
        let small = 0.01 / length;
        let stand = |part: f32| {
            let at = [from[0] + part * dx, from[1] + part * dy];
            self.mesh.height(at).map(|z| view.place([at[0], at[1], z]))
        };
        let (here, ahead) = (stand(0.0)?, stand(small));
        let (a, b) = match ahead {
            Some(ahead) => (here, ahead),
            None => (stand(-small)?, here),
        };
        Some([(b.x - a.x) / small, (b.y - a.y) / small])
    }
}

/// What is said where a surface is asked for and there is none.
pub fn one_parameter() -> Error {
    Error::new(
        code::BAD_SHAPE,
        format_args!("A surface needs a loss of two parameters."),
        format_args!("曲面图需要有两个参数的损失函数。"),
    )
    .on("objective")
}
