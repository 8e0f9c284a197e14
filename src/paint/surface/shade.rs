//! Samples of a surface to pixels: its colour on the scale, light and contours; four samples at a time.

use super::raster::{NOTHING, Planes, load};
use crate::paint::Colormap;
use wide::{f32x4, i32x4, u32x4};

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

    /// Writes the band that `planes` has into a picture so wide, `times` × `times` samples a pixel: colours, and how near each pixel
    /// is.
    pub fn resolve(
        &mut self,
        planes: &Planes,
        width: usize,
        times: usize,
        contours: bool,
        pixels: &mut [u8],
        near: &mut [f32],
    ) {
        let band = planes.band.coarser(times);
        let (wide, side) = (planes.band.right - planes.band.left, planes.stride);
        self.rows.resize(times * side, 0);
        let mut samples = std::mem::take(&mut self.rows);
        for (row, span) in band.rows(width).enumerate() {
            let pixels = &mut pixels[4 * span.start..4 * span.end];
            let near = &mut near[span];
            let from = planes.at(planes.band.top + row * times) + planes.band.left;
            let depths = &planes.near[from..];
            if times == 1 {
                near.copy_from_slice(&depths[..wide]);
                for (four, pixels) in pixels.chunks_mut(16).enumerate() {
                    let mut bytes = [0; 16];
                    let colours = self.colours(planes, from + 4 * four, 1.0, contours);
                    for (bytes, colour) in bytes.chunks_exact_mut(4).zip(colours.to_array()) {
                        bytes.copy_from_slice(&colour.to_le_bytes());
                    }
                    match <&mut [u8; 16]>::try_from(&mut *pixels) {
                        Ok(whole) => *whole = bytes,
                        Err(_) => pixels.copy_from_slice(&bytes[..pixels.len()]),
                    }
                }
            } else {
                for (k, colours) in samples.chunks_exact_mut(side).enumerate() {
                    for (four, colours) in colours.chunks_exact_mut(4).take(wide.div_ceil(4)).enumerate() {
                        let four = self.colours(planes, from + k * side + 4 * four, times as f32, contours);
                        colours.copy_from_slice(four.as_array());
                    }
                }
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

    /// The colours of four samples; 0 where there is nothing.
    #[inline(always)]
    fn colours(&self, planes: &Planes, at: usize, times: f32, contours: bool) -> u32x4 {
        let splat = f32x4::splat;
        let part = load(&planes.part, at);
        let there = part.simd_lt(splat(0.5 * NOTHING));
        if !there.any() {
            return u32x4::ZERO;
        }
        let within = part.fast_max(splat(0.0)).fast_min(splat(1.0));
        let light = (load(&planes.light, at) * splat(STEP) - splat(DARKEST - 0.5)).fast_max(splat(0.0));
        let shade = (within * splat(255.0) + splat(0.5)).fast_trunc_int();
        let light = light.fast_min(splat(STEPS as f32 - 1.0)).fast_trunc_int();
        let index: i32x4 = (light << 8) + shade;
        let [a, b, c, d] = index.to_array();
        let colour = |index: i32| self.table[index as usize & (256 * STEPS - 1)];
        let bits = |four: f32x4| u32x4::new(four.to_array().map(f32::to_bits));
        let colours = u32x4::new([colour(a), colour(b), colour(c), colour(d)]) & bits(there);
        if !contours {
            return colours;
        }
        let line = line(planes, at, within, times) & there;
        if line.simd_gt(splat(0.5)).any() { whiter(colours, line.fast_trunc_int()) } else { colours }
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

/// So many 256ths of the way to white, which are few enough that no product leaves its 16 bits.
#[inline(always)]
fn whiter(colours: u32x4, line: i32x4) -> u32x4 {
    let line = u32x4::new(line.to_array().map(|line| line as u32));
    let lighter = |two: u32x4| two + ((((two ^ u32x4::splat(0xff00ff)) * line) >> 8) & u32x4::splat(0xff00ff));
    let green = lighter((colours >> 8) & u32x4::splat(0xff) | u32x4::splat(0xff0000)) & u32x4::splat(0xff);
    let red_blue = lighter(colours & u32x4::splat(0xff00ff));
    red_blue | green << 8 | colours & u32x4::splat(0xff00_0000)
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
