//! Colour maps: perceptually uniform, and readable with every common colour blindness.

/// A sequence of colours, from low to high.
#[derive(Debug)]
pub struct Colormap {
    /// Its name.
    pub name: &'static str,
    /// Colours at equal distances, as 0xRRGGBB; linear between them.
    stops: [u32; 17],
}

/// Every colour map. Stops sampled from the tables by Stéfan van der Walt, Nathaniel Smith and Eric Firing (CC0),
/// <https://bids.github.io/colormap/>.
pub const ALL: &[Colormap] = &[
    Colormap {
        name: "viridis",
        stops: [
            0x440154, 0x48186a, 0x472d7b, 0x424086, 0x3b528b, 0x33638d, 0x2c728e, 0x26828e, 0x21918c, 0x1fa088,
            0x28ae80, 0x3fbc73, 0x5ec962, 0x84d44b, 0xaddc30, 0xd8e219, 0xfde725,
        ],
    },
    Colormap {
        name: "magma",
        stops: [
            0x000004, 0x0a0822, 0x1d1147, 0x36106b, 0x51127c, 0x6a1c81, 0x832681, 0x9c2e7f, 0xb73779, 0xd0416f,
            0xe75263, 0xf56b5c, 0xfc8961, 0xfea772, 0xfec488, 0xfde2a3, 0xfcfdbf,
        ],
    },
];

impl Colormap {
    /// The colour map of that name.
    pub fn named(name: &str) -> Option<&'static Colormap> {
        ALL.iter().find(|map| map.name == name)
    }

    /// 256 colours: red, green, blue, opacity.
    pub fn table(&self) -> Vec<[u8; 4]> {
        let last = self.stops.len() - 1;
        (0..256)
            .map(|i| {
                let at = f64::from(i) / 255.0 * last as f64;
                let from = (at as usize).min(last - 1);
                let share = at - from as f64;
                let channel = |shift: u32| {
                    let of = |stop: usize| f64::from(self.stops[stop] >> shift & 0xff);
                    (of(from) + share * (of(from + 1) - of(from)) + 0.5) as u8
                };
                [channel(16), channel(8), channel(0), 255]
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lightness_rises_evenly() {
        for map in ALL {
            let lightness: Vec<f64> = map
                .table()
                .iter()
                .map(|c| {
                    let linear = c.map(|v| (f64::from(v) / 255.0).powf(2.2));
                    (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]).cbrt()
                })
                .collect();
            assert!(lightness.windows(2).all(|pair| pair[1] > pair[0] - 0.004), "{}", map.name);
            let (low, middle, high) = (lightness[0], lightness[128], lightness[255]);
            assert!(((middle - low) / (high - low) - 0.5).abs() < 0.12, "{}: {low} {middle} {high}", map.name);
        }
    }
}
