//! Lines and dots with soft edges. They are gathered in a mask and inked in one go, so that where pieces of one line meet they are
//! no darker.

use super::area::Area;
use super::camera::Place;

/// Where marks are drawn.
#[derive(Debug, Default)]
pub(super) struct Pen {
    width: usize,
    height: usize,
    /// How much of each pixel is covered.
    mask: Vec<u8>,
    /// The part of the mask that is in use.
    used: Area,
    /// The part of the picture that has been drawn on.
    pub touched: Area,
}

impl Pen {
    /// Before a picture of that size. The mask is empty between two inkings.
    pub fn begin(&mut self, width: usize, height: usize) {
        if (self.width, self.height) != (width, height) {
            (self.width, self.height) = (width, height);
            self.mask.clear();
            self.mask.resize(width * height, 0);
        }
        (self.used, self.touched) = Default::default();
    }

    /// A straight line with round ends; a dot where they are the same. With `near`, only where nothing is nearer.
    pub fn stroke(&mut self, from: Place, to: Place, width: f32, near: Option<&[f32]>) {
        let reach = 0.5 * width + 0.5;
        let span = |a: f32, b: f32, size: usize| {
            let (low, high) = ((a.min(b) - reach).floor().max(0.0), (a.max(b) + reach).ceil().min(size as f32));
            (low as usize, high.max(0.0) as usize)
        };
        let (left, right) = span(from.x, to.x, self.width);
        let (top, bottom) = span(from.y, to.y, self.height);
        if left >= right || top >= bottom {
            return;
        }
        self.used = self.used.with(Area { left, top, right, bottom });
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let square = dx * dx + dy * dy;
        let per = if square > 0.0 { 1.0 / square } else { 0.0 };
        for y in top..bottom {
            let v = y as f32 + 0.5 - from.y;
            // Of a long slanting line, only what is near to it in this row.
            let (mut first, mut last) = (left, right);
            if dy.abs() > 1.0 {
                let at = |v: f32| from.x + dx * (v / dy).clamp(0.0, 1.0);
                let (a, b) = (at(v - reach), at(v + reach));
                first = first.max((a.min(b) - reach).floor().max(0.0) as usize);
                last = last.min((a.max(b) + reach).ceil().max(0.0) as usize);
            }
            for x in first..last {
                let u = x as f32 + 0.5 - from.x;
                let along = ((u * dx + v * dy) * per).clamp(0.0, 1.0);
                let (off_x, off_y) = (u - along * dx, v - along * dy);
                let distance = (off_x * off_x + off_y * off_y).sqrt();
                let cover = (reach - distance).clamp(0.0, 1.0).min(width);
                let at = y * self.width + x;
                if cover > 0.0 && near.is_none_or(|near| from.near + along * (to.near - from.near) >= near[at]) {
                    let cover = (255.0 * cover + 0.5) as u8;
                    self.mask[at] = self.mask[at].max(cover);
                }
            }
        }
    }

    /// A ring of that radius.
    pub fn ring(&mut self, middle: Place, radius: f32, width: f32) {
        let corner = |angle: usize| {
            let angle = angle as f64 * std::f64::consts::TAU / 24.0;
            let (x, y) = (libm::cos(angle) as f32, libm::sin(angle) as f32);
            Place { x: middle.x + radius * x, y: middle.y + radius * y, near: middle.near }
        };
        for side in 0..24 {
            self.stroke(corner(side), corner(side + 1), width, None);
        }
    }

    /// Fills what is in the mask, and empties it.
    pub fn ink(&mut self, pixels: &mut [u8], colour: [u8; 3], opacity: f32) {
        let used = std::mem::take(&mut self.used);
        self.touched = self.touched.with(used);
        for row in used.rows(self.width) {
            let pixels = pixels[4 * row.start..4 * row.end].chunks_mut(4 * 8);
            for (covers, pixels) in self.mask[row].chunks_mut(8).zip(pixels) {
                // Most of a mask is empty.
                if <[u8; 8]>::try_from(&*covers).is_ok_and(|eight| u64::from_ne_bytes(eight) == 0) {
                    continue;
                }
                for (cover, pixel) in covers.iter_mut().zip(pixels.chunks_exact_mut(4)) {
                    if *cover > 0 {
                        over(pixel, colour, opacity * f32::from(*cover) / 255.0);
                        *cover = 0;
                    }
                }
            }
        }
    }
}

/// Puts a colour over a pixel (Porter & Duff 1984; neither is multiplied by its opacity).
pub(super) fn over(pixel: &mut [u8], colour: [u8; 3], opacity: f32) {
    let under = f32::from(pixel[3]) / 255.0 * (1.0 - opacity);
    let all = opacity + under;
    if all <= 0.0 {
        return;
    }
    for (channel, new) in pixel.iter_mut().zip(colour) {
        *channel = ((f32::from(new) * opacity + f32::from(*channel) * under) / all + 0.5) as u8;
    }
    pixel[3] = (255.0 * all + 0.5) as u8;
}
