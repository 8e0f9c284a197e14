//! Samples of a surface to pixels: its colour on the scale, light and contours; four samples at a time.

use super::raster::{NOTHING, Planes, load};
use crate::paint::Colormap;
use wide::f32x4;

/// Contours divide the scale into so many equal parts: as on the map.
const BANDS: f32 = 16.0;
/// As white as those of the map.
const OPACITY: f32 = 0.3;
/// Their width in pixels.
const WIDTH: f32 = 0.9;

/// Steps of light: from `DARKEST` hundred-and-sixtieths on, so many. One of them is 1.
const STEP: f32 = 160.0;
const DARKEST: f32 = 60.0;
const STEPS: usize = 128;

/// How a picture is coloured.
#[derive(Debug)]
pub(super) struct Shader {
    /// Every colour in every light, from red in the lowest byte to opacity in the highest.
    table: Vec<u32>,
    /// The colours of some rows of samples.
    rows: Vec<u32>,
}

impl Shader {
    pub fn new(colormap: &Colormap) -> Self {
        let lights = (0..STEPS).map(|step| (DARKEST + step as f32) / STEP);
        let colours = colormap.table();
        let lit = |light: f32, channel: u8| (f32::from(channel) * light + 0.5).min(255.0) as u8;
        let table = lights
            .flat_map(|light| colours.iter().map(move |&[r, g, b, a]| [lit(light, r), lit(light, g), lit(light, b), a]))
            .map(u32::from_le_bytes)
            .collect();
        Self { table, rows: Vec::new() }
    }

    /// Writes the rows that `planes` has, `times` × `times` samples a pixel: colours, and how near each pixel is.
    pub fn resolve(&mut self, planes: &Planes, times: usize, contours: bool, pixels: &mut [u8], near: &mut [f32]) {
        let width = planes.width / times;
        let (first, end) = (planes.first / times, planes.end / times);
        let rows = pixels[4 * first * width..4 * end * width].chunks_exact_mut(4 * width);
        let side = planes.stride;
        let mut samples = std::mem::take(&mut self.rows);
        samples.resize(times * side, 0);
        for (row, (pixels, near)) in rows.zip(near[first * width..end * width].chunks_exact_mut(width)).enumerate() {
            for (k, colours) in samples.chunks_exact_mut(side).enumerate() {
                self.colour(planes, row * times + k, times as f32, contours, colours);
            }
            let depths = &planes.near[planes.at(row * times)..];
            if times == 1 {
                near.copy_from_slice(&depths[..width]);
                for (pixel, colour) in pixels.chunks_exact_mut(4).zip(&samples) {
                    pixel.copy_from_slice(&colour.to_le_bytes());
                }
            } else {
                for (column, (pixel, near)) in pixels.chunks_exact_mut(4).zip(near.iter_mut()).enumerate() {
                    let at = 2 * column;
                    pixel.copy_from_slice(&mean([
                        samples[at],
                        samples[at + 1],
                        samples[side + at],
                        samples[side + at + 1],
                    ]));
                    let pair = |from: usize| depths[from].max(depths[from + 1]);
                    *near = pair(at).max(pair(side + at));
                }
            }
        }
        self.rows = samples;
    }

    /// The colours of a row of samples; 0 where there is nothing.
    fn colour(&self, planes: &Planes, row: usize, times: f32, contours: bool, colours: &mut [u32]) {
        let splat = f32x4::splat;
        let from = planes.at(row);
        for (four, colours) in colours.chunks_exact_mut(4).take(planes.width.div_ceil(4)).enumerate() {
            let at = from + 4 * four;
            let part = load(&planes.part, at);
            let there = part.simd_lt(splat(0.5 * NOTHING));
            if !there.any() {
                colours.fill(0);
                continue;
            }
            let within = part.fast_max(splat(0.0)).fast_min(splat(1.0));
            let light = (load(&planes.light, at) * splat(STEP) - splat(DARKEST - 0.5)).fast_max(splat(0.0));
            let shade = (within * splat(255.0) + splat(0.5)).fast_trunc_int().to_array();
            let light = light.fast_min(splat(STEPS as f32 - 1.0)).fast_trunc_int().to_array();
            let there = there.to_bitmask();
            for lane in 0..4 {
                let index = ((light[lane] << 8) + shade[lane]) as usize & (256 * STEPS - 1);
                colours[lane] = if there >> lane & 1 == 1 { self.table[index] } else { 0 };
            }
            if contours {
                let line = line(planes, at, within, times);
                if line.simd_gt(splat(0.5)).any() {
                    for (colour, line) in colours.iter_mut().zip(line.to_array()) {
                        *colour = whiter(*colour, line as u32);
                    }
                }
            }
        }
    }
}

/// How much of a contour is at four samples, in 256ths: by the distance to the nearest level and how fast the scale changes.
#[inline(always)]
fn line(planes: &Planes, at: usize, part: f32x4, times: f32) -> f32x4 {
    let splat = f32x4::splat;
    let bands = part * splat(BANDS);
    let level = (bands + splat(0.5)).floor();
    let off = (bands - level).abs();
    let between = level.simd_gt(splat(0.5)) & level.simd_lt(splat(BANDS - 0.5));
    let away = |there: usize| (load(&planes.part, there) - part).abs();
    // The smaller of two neighbours: the other may be on a fold behind or before this one.
    let across = away(at - 1).fast_min(away(at + 1));
    let down = away(at - planes.stride).fast_min(away(at + planes.stride));
    let slope = (across * across + down * down).sqrt() * splat(BANDS * times);
    let cover = splat(0.5 * WIDTH + 0.5) - off / slope;
    // Where they would run into one another they fade.
    let apart = splat(1.6) - slope * splat(3.2);
    let unit = |x: f32x4| x.fast_max(splat(0.0)).fast_min(splat(1.0));
    // A terrace that is level is not all contour.
    let sloping = slope.simd_gt(splat(1e-4));
    (unit(cover) * unit(apart) * splat(256.0 * OPACITY)) & between & sloping
}

/// So many 256ths of the way to white.
fn whiter(colour: u32, line: u32) -> u32 {
    let [r, g, b, a] = colour.to_le_bytes();
    let lighter = |channel: u8| channel + ((u32::from(255 - channel) * line) >> 8) as u8;
    if a == 0 { 0 } else { u32::from_le_bytes([lighter(r), lighter(g), lighter(b), a]) }
}

/// The mean of those samples where the surface is, as opaque as there are of them.
fn mean(samples: [u32; 4]) -> [u8; 4] {
    let [mut red_blue, mut green_opacity] = [0, 0];
    for sample in samples {
        red_blue += sample & 0xff00ff;
        green_opacity += sample >> 8 & 0xff00ff;
    }
    let covered = (green_opacity >> 16) / 255;
    if covered == 4 || covered == 0 {
        let quarter = |sum: u32| ((sum + 0x20002) >> 2) & 0xff00ff;
        let all = quarter(red_blue) | quarter(green_opacity) << 8;
        return all.to_le_bytes();
    }
    let of = |sum: u32| ((sum & 0xffff) / covered) as u8;
    [of(red_blue), of(green_opacity), of(red_blue >> 16), (255 * covered / 4) as u8]
}
