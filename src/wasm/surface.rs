//! Surfaces, as a figure's 3-D view and still pictures paint them. A frame crosses as finished pixels.

use super::pictures::field;
use super::values::{Answer, config, list, object, plain, thrown};
use crate::config::unknown;
use crate::paint::surface::{self, Camera, Look, Run as Shown};
use crate::paint::{COLORMAPS, Colormap};
use js_sys::{Float64Array, Uint8ClampedArray};
use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, ImageData};

/// A loss of two parameters as a lit surface, with the runs on it.
#[wasm_bindgen(js_name = Surface)]
pub struct Surface {
    surface: surface::Surface,
    /// How the next picture is looked at.
    look: Look,
    ramp: Vec<u8>,
    minima: Vec<f64>,
    /// Kept from frame to frame, so that none allocates.
    runs: Vec<Line>,
    /// How many of them are shown.
    shown: usize,
}

/// A run on its way from JavaScript.
#[derive(Default)]
struct Line {
    params: Vec<f64>,
    first: usize,
    ball: usize,
    colour: u32,
    dash: Vec<f32>,
}

fn channels(colour: u32) -> [u8; 3] {
    [16, 8, 0].map(|shift| (colour >> shift & 0xff) as u8)
}

#[wasm_bindgen(js_class = Surface)]
impl Surface {
    /// From a configuration, the number of heights along each side, a colour map, and known minima, x and y in turn.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue, side: usize, colormap: &str, minima: Vec<f64>) -> Answer<Surface> {
        let config = config(options)?;
        let colormap = Colormap::named(colormap)
            .ok_or_else(|| thrown(&unknown("colormap", colormap, COLORMAPS.iter().map(|map| map.name))))?;
        let domain = <[f64; 4]>::try_from(&config.domain[..]).map_err(|_| thrown(&surface::one_parameter()))?;
        let grid = surface::Mesh::grid(domain, side, side, config.samples()).map_err(|error| thrown(&error))?;
        let surface = surface::Surface::new(&field(&config, &grid), side, side, domain, colormap);
        let ramp = colormap.table().into_iter().step_by(4).flatten().collect();
        Ok(Self { surface, look: Look::new(1, 1), ramp, minima, runs: Vec::new(), shown: 0 })
    }

    /// What its heights and colours stand for.
    pub fn scale(&self) -> JsValue {
        let scale = self.surface.scale();
        object(&[
            ("low", scale.low.into()),
            ("middle", scale.at(0.5).into()),
            ("high", scale.high.into()),
            ("ramp", Uint8ClampedArray::from(&self.ramp[..]).into()),
            ("contours", list([])),
        ])
    }

    /// How many runs are shown. Each is then given with `run`.
    #[wasm_bindgen(js_name = showRuns)]
    pub fn show_runs(&mut self, count: usize) {
        self.shown = count;
        if self.runs.len() < count {
            self.runs.resize_with(count, Line::default);
        }
    }

    /// One of them: its rows of two parameters, the row it is drawn from, the row of its ball, 0xRRGGBB, and its dashes.
    pub fn run(
        &mut self,
        index: usize,
        params: &Float64Array,
        first: usize,
        ball: usize,
        colour: u32,
        dash: &js_sys::Float32Array,
    ) {
        let Some(run) = self.runs.get_mut(index) else { return };
        run.params.resize(params.length() as usize, 0.0);
        params.copy_to(&mut run.params);
        run.dash.resize(dash.length() as usize, 0.0);
        dash.copy_to(&mut run.dash);
        (run.first, run.ball, run.colour) = (first, ball, colour);
    }

    /// How the next pictures are looked at. The camera is yaw, pitch and zoom, and maybe where to look.
    #[expect(clippy::too_many_arguments, reason = "an object for each frame would be looked up name by name")]
    pub fn look(
        &mut self,
        width: usize,
        height: usize,
        camera: &[f64],
        density: f32,
        fine: bool,
        lines: bool,
        ink: u32,
    ) -> Answer<()> {
        let camera = Camera::new(camera).map_err(|error| thrown(&error))?;
        self.look = Look { width, height, camera, density, fine, lit: true, lines, ink: channels(ink) };
        Ok(())
    }

    /// Paints it into the top left of a canvas, if there is one. Gives the place of the first run's ball, null where it cannot
    /// be shown.
    pub fn paint(&mut self, context: Option<CanvasRenderingContext2d>) -> Answer<JsValue> {
        let runs: Vec<Shown> = self.runs[..self.shown.min(self.runs.len())]
            .iter()
            .map(|Line { params, first, ball, colour, dash }| Shown {
                params,
                first: *first,
                ball: *ball,
                colour: channels(*colour),
                dash,
            })
            .collect();
        let ball = self.surface.paint(&self.look, &runs, &self.minima).map_err(|error| thrown(&error))?;
        if let Some(context) = context {
            let image = ImageData::new_with_u8_clamped_array(Clamped(self.surface.pixels()), self.look.width as u32)?;
            context.put_image_data(&image, 0.0, 0.0)?;
        }
        Ok(ball.map_or(JsValue::NULL, |ball| {
            object(&[("x", ball.place.x.into()), ("y", ball.place.y.into()), ("hidden", ball.hidden.into())])
        }))
    }

    /// Does a part of the work that `paint` would do. Tells whether nothing is left of it.
    pub fn prepare(&mut self) -> Answer<bool> {
        self.surface.prepare(&self.look).map_err(|error| thrown(&error))
    }

    /// The pixels that were painted last: red, green, blue, opacity.
    pub fn pixels(&self) -> Uint8ClampedArray {
        Uint8ClampedArray::from(self.surface.pixels())
    }

    /// The labels of the axes in the last picture.
    pub fn labels(&self) -> JsValue {
        list(self.surface.labels().iter().map(|label| {
            object(&[
                ("axis", (label.axis as u32).into()),
                ("value", label.value.into()),
                ("step", label.step.into()),
                ("x", label.at[0].into()),
                ("y", label.at[1].into()),
                ("right", label.towards[0].into()),
                ("down", label.towards[1].into()),
            ])
        }))
    }

    /// The point that is seen in a pixel of the last picture; null beside the surface.
    pub fn pick(&self, x: f32, y: f32) -> JsValue {
        self.surface.pick(x, y).map_or(JsValue::NULL, |point| plain(&point))
    }

    /// The way in the last picture of a small way from a point along the surface, per length of it; null where there is none.
    pub fn along(&self, x: f64, y: f64, right: f64, up: f64) -> JsValue {
        let way = self.surface.along([x, y], [right, up]);
        way.map_or(JsValue::NULL, |way| plain(&way.map(f64::from)))
    }
}
