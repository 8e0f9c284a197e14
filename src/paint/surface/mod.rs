//! A loss of two parameters as a lit surface, painted into pixels.
//!
//! ```text
//! losses ──→ mesh ──→ (camera) ──→ raster: what is nearest in each sample ──→ shade: colours ──→ axes ──→ marks: runs, ball
//!                                  └────── again only when size or camera have changed ──────────────┘
//! ```

mod area;
mod axes;
mod camera;
mod corners;
mod look;
mod marks;
mod mesh;
mod pen;
mod picture;
mod raster;
mod shade;

pub use axes::Label;
pub use camera::{Camera, FRONT, Place, View};
pub use look::{Look, MAX_PIXELS};
pub use marks::{Ball, Run};
pub use mesh::Mesh;

use crate::error::{Error, Result, code};
use crate::maps::field::field;
use crate::objective::Objective;
use crate::paint::{Colormap, Scale};
use area::Area;
use picture::Picture;

/// A loss as a surface, with everything that is needed to paint it frame after frame without allocating.
#[derive(Debug)]
pub struct Surface {
    mesh: Mesh,
    scale: Scale,
    shader: shade::Shader,
    corners: corners::Corners,
    planes: raster::Planes,
    /// What is seen, and what is being painted to be seen next.
    shown: Picture,
    coming: Picture,
    pen: pen::Pen,
    points: Vec<marks::Point>,
    /// What is seen, with marks.
    pixels: Vec<u8>,
    size: [usize; 2],
    /// The part of it that may differ from `shown`.
    marked: Area,
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
            corners: corners::Corners::default(),
            planes: raster::Planes::default(),
            shown: Picture::default(),
            coming: Picture::default(),
            pen: pen::Pen::default(),
            points: Vec::new(),
            pixels: Vec::new(),
            size: [0; 2],
            marked: Area::default(),
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
        let look = look.checked()?;
        if self.shown.look != Some(look) {
            self.show(look);
        }
        let Look { width, height, density, .. } = look;
        if self.size != [width, height] {
            self.size = [width, height];
            self.pixels.clear();
            self.pixels.resize(self.shown.base.len(), 0);
            self.marked = self.shown.painted;
        }
        for row in self.marked.within(width, height).rows(width) {
            let row = 4 * row.start..4 * row.end;
            self.pixels[row.clone()].copy_from_slice(&self.shown.base[row]);
        }
        self.pen.begin(width, height);
        let mut stage = marks::Stage {
            pen: &mut self.pen,
            pixels: &mut self.pixels,
            near: &self.shown.near,
            width,
            view: &View::new(&look.camera, width, height),
            mesh: &self.mesh,
            density,
            points: &mut self.points,
        };
        let ball = stage.draw(runs, minima);
        self.marked = self.pen.touched;
        Ok(ball)
    }

    /// Does a part of the work that [`Surface::paint`] would do for a look, so that it can be done between other things. Tells whether
    /// there is nothing more to do. Until then, what was painted last stays what is told and drawn on; painting another look drops
    /// what has been done.
    ///
    /// # Errors
    /// As [`Surface::paint`].
    pub fn prepare(&mut self, look: &Look) -> Result<bool> {
        let look = look.checked()?;
        if self.shown.look == Some(look) {
            return Ok(true);
        }
        if self.coming.look != Some(look) {
            self.begin(look);
        }
        let done = self.advance();
        if done {
            self.turn_to_coming();
        }
        Ok(done)
    }

    /// All at once.
    fn show(&mut self, look: Look) {
        if self.coming.look != Some(look) {
            // In the memory of what is seen no longer.
            self.marked = self.marked.with(self.shown.painted);
            std::mem::swap(&mut self.shown, &mut self.coming);
            self.begin(look);
        }
        while !self.advance() {}
        self.turn_to_coming();
    }

    fn turn_to_coming(&mut self) {
        self.marked = self.marked.with(self.shown.painted).with(self.coming.painted);
        std::mem::swap(&mut self.shown, &mut self.coming);
        self.coming.look = None;
    }

    fn begin(&mut self, look: Look) {
        let view = View::new(&look.camera, look.width, look.height).finer(look.times() as f32);
        self.corners.look(&self.mesh, &view, look.lit);
        self.coming.begin(look, self.corners.area(look.width, look.height, look.times()));
    }

    /// Paints a band of what is coming. Tells whether it is whole.
    fn advance(&mut self) -> bool {
        let picture = &mut self.coming;
        let Some(look) = picture.look else { return true };
        let (Look { width, height, lines, .. }, times) = (look, look.times());
        if let Some(band) = picture.band(times) {
            self.planes.clear(times * width, times * height, band.finer(times));
            self.corners.fill(&self.mesh, look.lit, &mut self.planes);
            self.shader.resolve(&self.planes, width, times, lines, &mut picture.base, &mut picture.near);
            return false;
        }
        self.pen.begin(width, height);
        picture.labels.clear();
        if lines {
            let mut board = axes::Board {
                pen: &mut self.pen,
                pixels: &mut picture.base,
                near: &picture.near,
                view: &View::new(&look.camera, width, height),
                ink: look.ink,
                density: look.density,
            };
            board.draw(&self.mesh, &self.scale, &mut picture.labels);
        }
        picture.end(self.pen.touched);
        true
    }

    /// The picture that was painted last.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Where its axes have labels.
    pub fn labels(&self) -> &[Label] {
        &self.shown.labels
    }

    /// How near the surface is in each pixel of the last picture: the inverse of its distance, 0 where it is not.
    pub fn depths(&self) -> &[f32] {
        &self.shown.near
    }

    /// The point of the parameter plane that is seen in a pixel of the last picture; none beside the surface.
    pub fn pick(&self, x: f32, y: f32) -> Option<[f64; 2]> {
        let look = self.shown.look?;
        if !(x >= 0.0 && y >= 0.0 && x < look.width as f32 && y < look.height as f32) {
            return None;
        }
        let near = self.shown.near[y as usize * look.width + x as usize];
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
        let look = self.shown.look?;
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
