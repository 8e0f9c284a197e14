//! Fields of losses, as numbers and as pixels.

use super::js::{CanvasRenderingContext2d, Float64Array, ImageData, Uint8ClampedArray};
use super::values::{Answer, config, floats, list, object, thrown};
use crate::config::{Config, unknown};
#[cfg(feature = "full")]
use crate::error::{Error, code};
use crate::maps::contour::{Contour, contours};
use crate::maps::field::{Field, Grid};
use crate::paint::{self, COLORMAPS, Colormap, Scale};
use std::cell::{Cell, RefCell};
use wasm_bindgen::Clamped;
use wasm_bindgen::prelude::*;

/// An LRU cache of compiled plans. A browser compiles fused code twice, at first quickly and after some use well: a
/// slider that asks again should find the good code.
pub(super) struct Kept<T>(Vec<(String, T)>);

pub(super) const MOST_KEPT: usize = 8;

thread_local! {
    static FIELDS: RefCell<Kept<Field>> = const { RefCell::new(Kept::new()) };
    /// Those of a picture under way, with its formula and its grid.
    static LOSSES: Cell<Option<(String, Grid, Vec<f64>)>> = const { Cell::new(None) };
}

impl<T> Kept<T> {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// What is kept under `key`, or else made now.
    pub(super) fn get(&mut self, key: String, make: impl FnOnce() -> T) -> &mut T {
        let found = self.0.iter().position(|(of, _)| *of == key);
        let entry = found.map_or_else(|| (key, make()), |at| self.0.remove(at));
        self.0.insert(0, entry);
        self.0.truncate(MOST_KEPT);
        &mut self.0[0].1
    }
}

pub(super) fn field(config: &Config, grid: &Grid) -> Vec<f64> {
    let make = || Field::new(&config.objective);
    // Only a formula says by its text all that there is to know of it.
    match &config.formula {
        Some(formula) => FIELDS.with_borrow_mut(|kept| kept.get(formula.clone(), make).over(grid)),
        None => make().over(grid),
    }
}

/// The loss in every cell of a grid over the domain; in a new array, or in `into` if it has a place for each cell.
#[wasm_bindgen(js_name = field)]
pub fn field_of(options: &JsValue, width: usize, height: usize, into: Option<Float64Array>) -> Answer<Float64Array> {
    let config = config(options)?;
    let grid = Grid::new(&config.domain, width, height, config.samples()).map_err(|error| thrown(&error))?;
    let losses = field(&config, &grid);
    match into {
        None => Ok(Float64Array::from(&losses[..])),
        // Figures have none, and do without the words for its being too short.
        #[cfg(not(feature = "full"))]
        Some(_) => Ok(Float64Array::from(&losses[..])),
        #[cfg(feature = "full")]
        Some(into) if into.length() as usize == losses.len() => {
            into.copy_from(&losses);
            Ok(into)
        }
        #[cfg(feature = "full")]
        Some(into) => Err(thrown(
            &Error::new(
                code::BAD_SHAPE,
                format_args!("into has length {}; it needs {}.", into.length(), losses.len()),
                format_args!("into 有 {} 个位置，应为 {} 个。", into.length(), losses.len()),
            )
            .on("into"),
        )),
    }
}

/// How many contours a map has unless told otherwise.
pub(super) const CONTOURS: usize = 15;

pub(super) fn contour_list(contours: &[Contour]) -> JsValue {
    list(contours.iter().map(|contour| {
        let lines = contour
            .lines
            .iter()
            .map(|line| object(&[("points", floats(&line.points)), ("closed", line.closed.into())]));
        object(&[("level", contour.level.into()), ("lines", list(lines))])
    }))
}

/// Paints the field into the top left of a canvas, if there is one. Gives the range of losses and the contours. Whoever asks
/// for one after the other, in tasks of their own, asks for the contours last: until then the losses are kept.
#[wasm_bindgen(js_name = paint)]
pub fn paint_field(
    context: Option<CanvasRenderingContext2d>,
    options: &JsValue,
    width: usize,
    height: usize,
    colormap: &str,
    lines: bool,
) -> Answer<JsValue> {
    let config = config(options)?;
    let grid = Grid::new(&config.domain, width, height, config.samples()).map_err(|error| thrown(&error))?;
    let colormap = Colormap::named(colormap)
        .ok_or_else(|| thrown(&unknown("colormap", colormap, COLORMAPS.iter().map(|map| map.name))))?;
    let kept = LOSSES.take().filter(|(of, on, _)| Some(of) == config.formula.as_ref() && *on == grid);
    let losses = kept.map_or_else(|| field(&config, &grid), |(_, _, losses)| losses);
    let scale = Scale::of(&losses);
    if let Some(context) = context {
        let pixels = paint::pixels(&losses, &scale, colormap);
        let image = ImageData::new_with_u8_clamped_array(Clamped(&pixels), grid.width as u32)?;
        context.put_image_data(&image, 0.0, 0.0)?;
    }
    let painted = legend(&losses, &grid, &scale, colormap, lines);
    if let Some(formula) = config.formula.filter(|_| !lines) {
        LOSSES.set(Some((formula, grid, losses)));
    }
    Ok(painted)
}

/// What is told of a painted field: its range, its colours, and contours if they are wanted.
pub(super) fn legend(losses: &[f64], grid: &Grid, scale: &Scale, colormap: &Colormap, lines: bool) -> JsValue {
    let levels = if lines && grid.domain.len() == 4 { scale.levels(CONTOURS) } else { Vec::new() };
    let lines = contours(losses, grid, &levels);
    let ramp: Vec<u8> = colormap.table().into_iter().step_by(4).flatten().collect();
    object(&[
        ("low", scale.low.into()),
        ("middle", scale.at(0.5).into()),
        ("high", scale.high.into()),
        ("ramp", Uint8ClampedArray::from(&ramp[..]).into()),
        ("contours", contour_list(&lines)),
    ])
}
