//! A still picture of a run on a surface, for a post's image or for print:
//!
//! ```text
//! cargo run --release --example poster -- himmelblau poster.png optimizer=adam steps=200 size=2400x1800
//! ```
//!
//! First an objective's name or a formula, then the file. After them whatever a link may say (`start=-1,1`,
//! `learning-rate=0.01` …), and `steps` (300), `size` (1600x1200), `camera` (yaw, pitch, zoom), `paper` (`none`, `white` or
//! `black`) and `colormap`.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match poster::make(&arguments) {
        Ok(said) => println!("{said}"),
        Err(wrong) => {
            eprintln!("{wrong}");
            return std::process::ExitCode::FAILURE;
        }
    }
    std::process::ExitCode::SUCCESS
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod poster {
    use sgd_playground::catalog::SETTINGS;
    use sgd_playground::config::{Config, Value};
    use sgd_playground::experiment::Experiment;
    use sgd_playground::objective::surfaces::{self, Surface as Known};
    use sgd_playground::paint::surface::{Camera, Look, Run, Surface};
    use sgd_playground::paint::{COLORMAPS, Colormap};
    use std::fs::File;
    use std::io::BufWriter;

    const USAGE: &str =
        "Which surface, and where to? For example: poster himmelblau poster.png optimizer=adam steps=200";
    /// A run's colour: Okabe and Ito's orange.
    const COLOUR: [u8; 3] = [0xe6, 0x9f, 0x00];
    /// Heights along each side of the net.
    const SIDE: usize = 400;
    const MOST_STEPS: usize = 1_000_000;

    /// Makes the picture; says what is in it.
    pub fn make(arguments: &[String]) -> Result<String, String> {
        let [subject, file, wishes @ ..] = arguments else { return Err(USAGE.to_owned()) };
        let known = surfaces::ALL.iter().any(|surface| surface.name == subject);
        let mut values = vec![(if known { "objective" } else { "formula" }.to_owned(), Value::Text(subject.clone()))];
        let mut look = Look { fine: true, ..Look::new(1600, 1200) };
        let (mut steps, mut paper, mut colormap) = (300, None, &COLORMAPS[0]);
        for wish in wishes {
            let (name, text) = wish.split_once('=').ok_or(format!("“{wish}” says nothing; name=value fits."))?;
            match name {
                "steps" => {
                    let number = text.parse().ok().filter(|&steps| steps <= MOST_STEPS);
                    steps = number.ok_or(format!("steps is {text}; a whole number up to {MOST_STEPS} fits."))?;
                }
                "size" => {
                    let sides = text.split_once(['x', '×']).and_then(|(w, h)| w.parse().ok().zip(h.parse().ok()));
                    let wrong = format!("size is {text}; pixels across and down fit, as in 1600x1200.");
                    (look.width, look.height) = sides.ok_or(wrong)?;
                }
                "camera" => {
                    let numbers: Vec<f64> = text.split(',').map(|n| n.trim().parse().unwrap_or(f64::NAN)).collect();
                    look.camera = Camera::new(&numbers).map_err(|error| error.to_string())?;
                }
                "paper" => {
                    paper = match text {
                        "none" => None,
                        "white" => Some([255; 3]),
                        "black" => Some([0; 3]),
                        _ => return Err(format!("paper is {text}; none, white and black fit.")),
                    };
                }
                "colormap" => {
                    let names: Vec<&str> = COLORMAPS.iter().map(|map| map.name).collect();
                    let wrong = format!("colormap is {text}; there are {}.", names.join(", "));
                    colormap = Colormap::named(text).ok_or(wrong)?;
                }
                _ => {
                    // As in a link, or else the engine says which names there are.
                    let setting = SETTINGS.iter().find(|setting| setting.attribute() == name);
                    let name = setting.map_or(name, |setting| setting.name);
                    values.push((name.to_owned(), Value::Text(text.to_owned())));
                }
            }
        }
        // Lines as thick as on a picture of the usual size.
        look.density = (look.width.min(look.height * 4 / 3) as f32 / 900.0).max(0.5);
        if paper == Some([0; 3]) {
            look.ink = [180; 3];
        }
        let config = Config::read(&values, || Ok(1)).map_err(|error| error.to_string())?;
        let mut surface =
            Surface::of(&config.objective, &config.domain, SIDE, colormap).map_err(|error| error.to_string())?;
        let minima: Vec<f64> = Known::named(&config.name)
            .map(|known| known.minima.iter().flat_map(|minimum| minimum.point.to_vec()).collect())
            .unwrap_or_default();
        let mut run = Experiment::new(config);
        run.train(steps, None);
        let shown = Run { params: &run.trace().params, first: 0, ball: run.steps(), colour: COLOUR, dash: &[] };
        surface.paint(&look, &[shown], &minima).map_err(|error| error.to_string())?;
        write(file, &look, paper, surface.pixels()).map_err(|error| format!("{file} cannot be written: {error}"))?;
        Ok(format!("{file}: {} × {} pixels, {} steps, loss {}", look.width, look.height, run.steps(), run.loss()))
    }

    fn write(file: &str, look: &Look, paper: Option<[u8; 3]>, pixels: &[u8]) -> Result<(), png::EncodingError> {
        let mut pixels = pixels.to_vec();
        if let Some(paper) = paper {
            for pixel in pixels.chunks_exact_mut(4) {
                let opacity = f32::from(pixel[3]) / 255.0;
                for (channel, under) in pixel.iter_mut().zip(paper) {
                    *channel = (f32::from(*channel) * opacity + f32::from(under) * (1.0 - opacity) + 0.5) as u8;
                }
                pixel[3] = 255;
            }
        }
        let mut encoder = png::Encoder::new(BufWriter::new(File::create(file)?), look.width as u32, look.height as u32);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(&pixels)
    }
}
