//! Samples of a surface to pixels: its colour on the scale, light and contours.

use super::raster::Planes;
use crate::paint::Colormap;

/// Contours divide the scale into so many equal parts: as on the map.
const BANDS: f32 = 16.0;
/// As white as those of the map.
const OPACITY: f32 = 0.3;
/// Their width in pixels.
const WIDTH: f32 = 0.9;

/// How a picture is coloured.
#[derive(Debug)]
pub(super) struct Shader {
    table: Vec<[u8; 4]>,
}

impl Shader {
    pub fn new(colormap: &Colormap) -> Self {
        Self { table: colormap.table() }
    }

    /// Writes the rows that `planes` has, `times` × `times` samples a pixel: colours, and how near each pixel is.
    pub fn resolve(&self, planes: &Planes, times: usize, contours: bool, pixels: &mut [u8], near: &mut [f32]) {
        let width = planes.width / times;
        let (first, end) = (planes.first / times, planes.end / times);
        let rows = pixels[4 * first * width..4 * end * width].chunks_exact_mut(4 * width);
        for (row, (pixels, near)) in rows.zip(near[first * width..end * width].chunks_exact_mut(width)).enumerate() {
            let top = row * times;
            for (column, (pixel, near)) in pixels.chunks_exact_mut(4).zip(near.iter_mut()).enumerate() {
                if times == 1 {
                    let at = top * planes.stride + column;
                    *near = planes.near[at];
                    let colour = if *near > 0.0 { self.sample(planes, top, column, 1.0, contours) } else { [0; 4] };
                    pixel.copy_from_slice(&colour);
                    continue;
                }
                let (mut sum, mut covered, mut nearest) = ([0_u32; 3], 0, 0.0_f32);
                for y in top..top + times {
                    for x in column * times..(column + 1) * times {
                        let here = planes.near[y * planes.stride + x];
                        if here > 0.0 {
                            let colour = self.sample(planes, y, x, times as f32, contours);
                            sum = [0, 1, 2].map(|k| sum[k] + u32::from(colour[k]));
                            covered += 1;
                            nearest = nearest.max(here);
                        }
                    }
                }
                *near = nearest;
                let all = (times * times) as u32;
                let mean = |k: usize| (sum[k] / covered.max(1)) as u8;
                pixel.copy_from_slice(&[mean(0), mean(1), mean(2), (255 * covered / all) as u8]);
            }
        }
    }

    /// The colour of a sample where the surface is, `times` samples to the width of a pixel.
    #[inline]
    fn sample(&self, planes: &Planes, y: usize, x: usize, times: f32, contours: bool) -> [u8; 4] {
        let at = y * planes.stride + x;
        let part = planes.part[at].clamp(0.0, 1.0);
        let [r, g, b, _] = self.table[(part * 255.0 + 0.5) as usize & 255];
        let light = (planes.light[at] * 256.0) as u32;
        let line = if contours { self.line(planes, y, x, part, times) } else { 0 };
        let lit = |channel: u8| {
            let lit = (u32::from(channel) * light >> 8).min(255);
            (lit + ((255 - lit) * line >> 8)) as u8
        };
        [lit(r), lit(g), lit(b), 255]
    }

    /// How much of a contour is at a sample, in 256ths: by its distance to the nearest level and how fast the scale changes.
    #[inline]
    fn line(&self, planes: &Planes, y: usize, x: usize, part: f32, times: f32) -> u32 {
        let bands = part * BANDS;
        let level = (bands + 0.5).floor();
        if level < 1.0 || level >= BANDS {
            return 0;
        }
        let at = y * planes.stride + x;
        let off = (bands - level).abs();
        let rows = planes.end - planes.first;
        let away = |there: Option<usize>| match there {
            Some(there) if planes.near[there] > 0.0 => (planes.part[there] - planes.part[at]).abs(),
            _ => f32::INFINITY,
        };
        // The smaller of two neighbours: the other may be on a fold behind or before this one.
        let across = away((x > 0).then(|| at - 1)).min(away((x + 1 < planes.width).then_some(at + 1)));
        let down = away((y > 0).then(|| at - planes.stride)).min(away((y + 1 < rows).then_some(at + planes.stride)));
        let slope = BANDS * ((across * across).min(1.0) + (down * down).min(1.0)).sqrt() * times;
        // A terrace that is level is not all contour.
        if slope < 1e-4 {
            return 0;
        }
        let cover = (0.5 * WIDTH + 0.5 - off / slope).clamp(0.0, 1.0);
        // Where they would run into one another they fade.
        let apart = (1.6 - 3.2 * slope).clamp(0.0, 1.0);
        (256.0 * OPACITY * cover * apart) as u32
    }
}
