//! Numbers to colours.

mod colormap;
mod scale;
pub mod surface;

pub use colormap::{ALL as COLORMAPS, Colormap};
pub use scale::Scale;

/// Colour of a loss that is not a number.
const NOWHERE: [u8; 4] = [128, 128, 128, 255];

/// Losses to pixels: red, green, blue, opacity, one byte each.
pub fn pixels(losses: &[f64], scale: &Scale, colormap: &Colormap) -> Vec<u8> {
    let table = colormap.table();
    let shade = |loss: f64| &table[(scale.part(loss) * 255.0 + 0.5) as usize];
    let mut pixels = vec![0; 4 * losses.len()];
    for (pixel, &loss) in pixels.chunks_exact_mut(4).zip(losses) {
        pixel.copy_from_slice(if loss.is_nan() { &NOWHERE } else { shade(loss) });
    }
    pixels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_loss_has_a_colour() {
        let losses = [f64::NEG_INFINITY, -1.0, 0.0, 1.0, 1e300, f64::INFINITY, f64::NAN];
        let scale = Scale::of(&losses);
        let colormap = Colormap::named("viridis").unwrap();
        let pixels = pixels(&losses, &scale, colormap);
        assert_eq!(pixels.len(), 4 * losses.len());
        assert_eq!(pixels[..4], [0x44, 0x01, 0x54, 255]);
        assert_eq!(pixels[20..24], [0xfd, 0xe7, 0x25, 255]);
        assert_eq!(pixels[24..], NOWHERE);
    }
}
