//! How a surface is looked at.

use super::camera::{Camera, FRONT};
use crate::error::{Error, Result, code};

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
    /// Samples in a pixel each way.
    pub(super) fn times(&self) -> usize {
        if self.fine { 2 } else { 1 }
    }

    pub(super) fn checked(&self) -> Result<Self> {
        let Self { width, height, .. } = *self;
        if width == 0 || height == 0 || width.saturating_mul(height) > MAX_PIXELS {
            return Err(Error::new(
                code::OUT_OF_RANGE,
                format_args!(
                    "A picture cannot have {width} × {height} pixels; use at least 1 × 1, and at most {MAX_PIXELS} in all."
                ),
                format_args!("{width} × {height} 像素的图片不合适；至少 1 × 1，总数不超过 {MAX_PIXELS} 像素。"),
            )
            .on("width"));
        }
        // Not even a density that is no number may make lines of no width.
        let density = if self.density.is_nan() { 1.0 } else { self.density.clamp(0.25, 16.0) };
        Ok(Self { density, ..*self })
    }

    /// The first look, in a picture of that size.
    pub fn new(width: usize, height: usize) -> Self {
        Self { width, height, camera: FRONT, density: 1.0, fine: false, lit: true, lines: true, ink: [90; 3] }
    }
}
