//! The 3-D view: what is nearest is seen, in the colours of the map, and paths lie on it.
#![cfg(feature = "full")]

use crate::common::allocations::allocations;
use sgd_playground::error::code;
use sgd_playground::objective::Objective;
use sgd_playground::paint::surface::{Camera, Look, Place, Run, Surface, View};
use sgd_playground::paint::{COLORMAPS, Colormap};
use sgd_playground::random::{Purpose, Random};

const DOMAIN: [f64; 4] = [-2.0, 2.0, -2.0, 2.0];
const RED: [u8; 3] = [255, 0, 0];

fn surface(formula: &str, side: usize) -> Surface {
    let objective = Objective::formula(formula).expect("a formula");
    Surface::of(&objective, &DOMAIN, side, &COLORMAPS[0]).expect("a surface")
}

fn camera(numbers: &[f64]) -> Camera {
    Camera::new(numbers).expect("a camera")
}

fn plain(width: usize, height: usize) -> Look {
    Look { lines: false, ..Look::new(width, height) }
}

fn run(params: &[f64]) -> Run<'_> {
    Run { params, first: 0, ball: params.len() / 2 - 1, colour: RED, dash: &[] }
}

/// Where a ray from the viewer through the middle of a pixel first meets the height field: found by walking along it.
fn marched(surface: &Surface, view: &View, x: usize, y: usize) -> Option<f32> {
    let at = |distance: f32| {
        let near = 1.0 / distance;
        let [u, v, z] = view.point(Place { x: x as f32 + 0.5, y: y as f32 + 0.5, near });
        surface.mesh().height([u, v]).map(|height| z - height)
    };
    let mut before: Option<(f32, f32)> = None;
    for step in 0..6000 {
        let distance = 4.0 + step as f32 * 1e-3;
        let here = at(distance).map(|above| (distance, above));
        if let (Some((a, above)), Some((b, below))) = (before, here)
            && above * below <= 0.0
        {
            return Some(1.0 / (a + (b - a) * above / (above - below)));
        }
        before = here;
    }
    None
}

#[test]
fn what_is_nearest_is_seen() {
    let mut random = Random::new(5, Purpose::Data);
    for formula in ["sin(2x) + cos(3y)", "(1-x)^2 + 100*(y-x^2)^2", "exp(-8*((x-0.3)^2 + (y+0.9)^2))", "sqrt(x + y)"] {
        let mut surface = surface(formula, 120);
        for turn in [[-32.0, 36.0, 1.0], [70.0, 14.0, 1.0], [200.0, 60.0, 2.5], [0.0, 90.0, 1.0]] {
            let (width, height) = (320, 240);
            let look = Look { camera: camera(&turn), ..plain(width, height) };
            surface.paint(&look, &[], &[]).expect("a picture");
            let view = View::new(&look.camera, width, height);
            let near = |x: usize, y: usize| surface.depths()[y * width + x];
            let mut met = 0;
            for _ in 0..150 {
                let x = random.between(1.0, width as f64 - 1.0) as usize;
                let y = random.between(1.0, height as f64 - 1.0) as usize;
                let marched = marched(&surface, &view, x, y);
                // At the edge of a hill the middle of a pixel may be on either side.
                let like = |x: usize, y: usize| match marched {
                    Some(there) => (near(x, y) - there).abs() < 2e-4,
                    None => near(x, y) == 0.0,
                };
                let around = (y - 1..y + 2).any(|y| (x - 1..x + 2).any(|x| like(x, y)));
                assert!(around, "{formula} {turn:?} at {x}, {y}: {} for {marched:?}", near(x, y));
                met += u32::from(marched.is_some());
            }
            assert!(met > 8, "{formula} {turn:?}: only {met} rays meet it");
        }
    }
}

#[test]
fn a_hill_hides_what_is_behind() {
    // A ridge along x, and a run that crosses it, away from the viewer.
    let mut surface = surface("exp(-6*y^2)", 160);
    let params = [-0.5, -1.5, -0.5, 0.9];
    let look = Look { camera: camera(&[0.0, 10.0, 1.0]), ..plain(640, 480) };
    let ball = surface.paint(&look, &[run(&params)], &[]).expect("a picture").expect("a ball");
    assert!(ball.hidden);
    let [x, y] = [ball.place.x as usize, ball.place.y as usize];
    assert!(surface.depths()[y * 640 + x] > ball.place.near, "the ridge is nearer");
    let front = surface.paint(&look, &[run(&params[..2])], &[]).expect("a picture").expect("a ball");
    assert!(!front.hidden);
    let above = Look { camera: camera(&[0.0, 80.0, 1.0]), ..look };
    assert!(!surface.paint(&above, &[run(&params)], &[]).expect("a picture").expect("a ball").hidden);
}

/// Pixels that are nearly as red as the path itself.
fn red(surface: &Surface) -> usize {
    surface.pixels().chunks_exact(4).filter(|p| p[0] > 235 && p[1] < 40 && p[2] < 40).count()
}

#[test]
fn of_a_path_what_is_behind_is_faint() {
    let mut surface = surface("exp(-6*y^2)", 160);
    let look = Look { camera: camera(&[0.0, 10.0, 1.0]), ..plain(640, 480) };
    let across = |y: f64| [-1.2, y, 1.2, y, 1.2, y];
    let mut painted = |y: f64| {
        let params = across(y);
        let line = Run { ball: usize::MAX, ..run(&params) };
        surface.paint(&look, &[], &[]).expect("a picture");
        let bare = surface.pixels().to_vec();
        surface.paint(&look, &[line], &[]).expect("a picture");
        let changed = surface.pixels().iter().zip(&bare).filter(|(a, b)| a != b).count();
        (red(&surface), changed)
    };
    let (before, _) = painted(-1.4);
    assert!(before > 300, "a whole line is seen: {before}");
    let (behind, faint) = painted(0.8);
    assert_eq!(behind, 0, "nothing of it is plain");
    assert!(faint > 100, "but it shows through: {faint}");
}

#[test]
fn a_step_lies_on_the_surface() {
    // Seen from straight above, a step over a hill is a straight line without gaps, as long as the way between its ends.
    let mut surface = surface("cos(4x)*cos(4y)", 200);
    let look = Look { camera: camera(&[0.0, 90.0, 1.0]), ..plain(600, 600) };
    let params = [-1.8, 0.0, 1.8, 0.0, 1.8, 0.0];
    surface.paint(&look, &[Run { ball: usize::MAX, ..run(&params) }], &[]).expect("a picture");
    let columns = (0..600).filter(|x| {
        (0..600).any(|y| {
            let p = &surface.pixels()[4 * (y * 600 + x)..][..3];
            p[0] > 235 && p[1] < 40
        })
    });
    let found = columns.count();
    let view = View::new(&look.camera, 600, 600);
    let end = |x: f64| view.place([surface.mesh().floor([x, 0.0])[0], 0.0, 0.3]).x;
    let length = end(1.8) - end(-1.8);
    assert!((found as f32) > 0.9 * length, "{found} columns of {length}");
}

#[test]
fn runs_end_at_the_border() {
    let mut surface = surface("x^2 + y^2", 60);
    let look = Look { camera: camera(&[0.0, 90.0, 1.0]), ..plain(400, 400) };
    for params in
        [[0.0, 0.0, 50.0, 0.0], [0.0, 0.0, 1e300, -1e300], [f64::NAN, 0.0, f64::INFINITY, 0.0], [-9.0, 5.0, 9.0, 5.0]]
    {
        let ball = surface.paint(&look, &[run(&params)], &[]).expect("a picture");
        assert_eq!(ball, None, "{params:?}");
        let outside = surface.pixels().chunks_exact(4).zip(surface.depths());
        let beyond = outside.filter(|(pixel, near)| **near == 0.0 && pixel[3] > 0).count();
        assert!(beyond < 40, "{params:?}: {beyond} pixels beside the surface");
    }
}

#[test]
fn unlit_colours_are_the_maps() {
    let mut surface = surface("x^2 + 3y", 100);
    let look = Look { lit: false, camera: camera(&[15.0, 50.0, 1.0]), ..plain(300, 200) };
    surface.paint(&look, &[], &[]).expect("a picture");
    let table = Colormap::named("viridis").expect("a colour map").table();
    let view = View::new(&look.camera, 300, 200);
    let mut compared = 0;
    for (at, (pixel, &near)) in surface.pixels().chunks_exact(4).zip(surface.depths()).enumerate() {
        if near == 0.0 {
            assert_eq!(pixel, [0; 4]);
            continue;
        }
        let (x, y) = ((at % 300) as f32 + 0.5, (at / 300) as f32 + 0.5);
        let [u, v, _] = view.point(Place { x, y, near });
        let [a, b] = surface.mesh().parameters([u, v]);
        let shade = surface.scale().part(a * a + 3.0 * b) * 255.0;
        let like = |by: f64| table[(shade + 0.5 + by).clamp(0.0, 255.0) as usize][..] == *pixel;
        assert!((-3..=3).any(|by| like(f64::from(by))), "{pixel:?} at {x}, {y} for {shade}");
        compared += 1;
    }
    assert!(compared > 10_000, "{compared}");
}

#[test]
fn light_leaves_the_order_of_shades() {
    // On a plane all is lit alike: a row of the picture from low to high gets lighter all along.
    let mut surface = surface("x + 0*y", 100);
    let look = Look { camera: camera(&[0.0, 60.0, 1.0]), ..plain(400, 300) };
    surface.paint(&look, &[], &[]).expect("a picture");
    let row = &surface.pixels()[4 * 400 * 150..4 * 400 * 151];
    let lightness = |p: &[u8]| {
        0.2126 * f32::from(p[0]).powf(2.2) + 0.7152 * f32::from(p[1]).powf(2.2) + 0.0722 * f32::from(p[2]).powf(2.2)
    };
    let seen: Vec<f32> = row.chunks_exact(4).filter(|p| p[3] == 255).map(lightness).collect();
    assert!(seen.len() > 150);
    assert!(seen.windows(20).all(|w| w[19] > w[0]), "{seen:?}");
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[test]
fn the_same_again_is_the_same() {
    let params = [-1.5, 1.5, 0.2, -0.4, 1.0, 1.0];
    let picture = |fine: bool| {
        let mut surface = surface("(1-x)^2 + 100*(y-x^2)^2", 80);
        let look = Look { fine, ..Look::new(320, 240) };
        surface.paint(&look, &[run(&params)], &[1.0, 1.0]).expect("a picture");
        let first = hash(surface.pixels());
        // Another look in between leaves no trace.
        let other = Look { camera: camera(&[90.0, 20.0, 3.0]), fine: !fine, ..Look::new(200, 260) };
        surface.paint(&other, &[run(&params)], &[]).expect("a picture");
        surface.paint(&look, &[run(&params)], &[1.0, 1.0]).expect("a picture");
        assert_eq!(hash(surface.pixels()), first);
        first
    };
    assert_eq!(picture(false), picture(false));
    assert_eq!(picture(true), picture(true));
    assert_ne!(picture(false), picture(true));
}

#[test]
fn in_pieces_it_is_the_same_picture() {
    let formula = "(x^2+y-11)^2 + (x+y^2-7)^2";
    let params = [-1.5, 1.5, 0.2, -0.4, 1.0, 1.0];
    let told =
        |surface: &Surface| (hash(surface.pixels()), surface.labels().iter().map(|label| label.at).collect::<Vec<_>>());
    let fresh = |look: &Look, params: &[f64]| {
        let mut surface = surface(formula, 90);
        surface.paint(look, &[run(params)], &[0.5, 0.5]).expect("a picture");
        told(&surface)
    };
    let mut surface = surface(formula, 90);
    let coarse = Look::new(300, 220);
    let fine = Look { fine: true, ..Look::new(440, 330) };
    let other = Look { camera: camera(&[20.0, 30.0, 3.0]), ..Look::new(330, 440) };
    for dropped in [false, true] {
        surface.paint(&coarse, &[run(&params)], &[0.5, 0.5]).expect("a picture");
        let mut pieces = 0;
        while !surface.prepare(&fine).expect("a piece") {
            pieces += 1;
            // A run goes on in what is seen, which stays.
            let params = &params[..2 + pieces % 2 * 2];
            surface.paint(&coarse, &[run(params)], &[0.5, 0.5]).expect("a picture");
            assert_eq!(told(&surface), fresh(&coarse, params));
            if dropped && pieces == 3 {
                surface.paint(&other, &[run(params)], &[0.5, 0.5]).expect("a picture");
                assert_eq!(told(&surface), fresh(&other, params));
                break;
            }
        }
        assert!(pieces >= 3, "{pieces}");
        surface.paint(&fine, &[run(&params)], &[0.5, 0.5]).expect("a picture");
        assert_eq!(told(&surface), fresh(&fine, &params));
        assert!(surface.prepare(&fine).expect("nothing left"));
    }
}

#[test]
fn any_surface_has_a_picture() {
    let nan = vec![f64::NAN; 36];
    let flat = vec![3.0; 36];
    let mut holes: Vec<f64> = (0..36).map(f64::from).collect();
    holes[14] = f64::NAN;
    holes[21] = f64::INFINITY;
    let params = [0.0, 0.0, 1.0, 1.0, f64::NAN, 1.0];
    for (losses, columns, rows) in [(&nan, 6, 6), (&flat, 6, 6), (&holes, 6, 6), (&flat, 36, 1), (&flat, 1, 36)] {
        let mut surface = Surface::new(losses, columns, rows, DOMAIN, &COLORMAPS[1]);
        for turn in [&[0.0, 0.0, 0.0][..], &[1e9, -1e9, 1e9], &[-179.9, 90.0, 40.0, 1.0, -1.0], &[45.0, 5.0, 0.4]] {
            for fine in [false, true] {
                let look = Look { camera: camera(turn), fine, density: f32::NAN, ..Look::new(67, 41) };
                surface.paint(&look, &[run(&params), run(&params[..2])], &[0.0, 0.0, 9.0, 9.0]).expect("a picture");
                assert_eq!(surface.pixels().len(), 4 * 67 * 41);
            }
        }
        let seen = surface.depths().iter().any(|&near| near > 0.0);
        assert_eq!(seen, columns > 1 && rows > 1 && losses[0].is_finite(), "{columns} × {rows}");
    }
}

#[test]
fn cameras_without_numbers_are_refused() {
    for numbers in
        [&[][..], &[1.0, 2.0], &[1.0, 2.0, 3.0, 4.0], &[f64::NAN, 30.0, 1.0], &[0.0, 30.0, 1.0, f64::INFINITY, 0.0]]
    {
        let error = Camera::new(numbers).expect_err("no camera");
        assert_eq!((error.code, error.key.as_deref()), (code::BAD_SHAPE, Some("camera")));
    }
    let mut surface = surface("x + y", 10);
    for (width, height) in [(0, 9), (9, 0), (usize::MAX, usize::MAX)] {
        let error = surface.paint(&Look::new(width, height), &[], &[]).expect_err("no picture");
        assert_eq!(error.code, code::OUT_OF_RANGE);
    }
    let line = Objective::formula("w^2").expect("a formula");
    for domain in [&[-1.0, 1.0][..], &DOMAIN] {
        let error = Surface::of(&line, domain, 10, &COLORMAPS[0]).expect_err("no surface");
        assert_eq!(error.code, code::BAD_SHAPE);
    }
}

#[test]
fn a_click_finds_the_point() {
    let mut surface = surface("sin(2x) + y^2", 150);
    let look = Look { camera: camera(&[40.0, 45.0, 1.0]), ..plain(500, 400) };
    for point in [[0.3, -0.7], [-1.2, 1.1], [1.5, 0.2]] {
        let ball = surface.paint(&look, &[run(&point)], &[]).expect("a picture").expect("a ball");
        if ball.hidden {
            continue;
        }
        let [x, y] = surface.pick(ball.place.x, ball.place.y).expect("the surface");
        assert!((x - point[0]).abs() < 0.06 && (y - point[1]).abs() < 0.06, "{x}, {y} for {point:?}");
    }
    assert_eq!(surface.pick(0.0, 0.0), None);
    assert_eq!(surface.pick(f32::NAN, 1e9), None);
}

#[test]
fn numbers_stand_along_the_axes() {
    let mut surface = surface("x^2 + y^2", 50);
    surface.paint(&Look::new(800, 600), &[], &[]).expect("a picture");
    for axis in [0, 1] {
        let labels: Vec<_> = surface.labels().iter().filter(|label| label.axis == axis).collect();
        let values: Vec<f64> = labels.iter().map(|label| label.value).filter(|value| !value.is_nan()).collect();
        assert_eq!(values, [-2.0, -1.0, 0.0, 1.0, 2.0], "axis {axis}");
        for label in labels {
            assert!((0.0..800.0).contains(&label.at[0]) && (0.0..600.0).contains(&label.at[1]), "{label:?}");
        }
    }
    let losses: Vec<f64> = surface.labels().iter().filter(|label| label.axis == 2).map(|label| label.value).collect();
    assert_eq!(losses.len(), 3, "middle, high and a name");
    assert!((losses[1] - 8.0).abs() < 1e-9, "{losses:?}");
}

#[test]
fn frames_do_not_allocate() {
    let mut surface = surface("(x^2+y-11)^2 + (x+y^2-7)^2", 100);
    let params: Vec<f64> = (0..400).map(|k| f64::from(k % 37) / 19.0 - 0.9).collect();
    let mut frame = |k: i32| {
        let look = Look { camera: camera(&[f64::from(k) * 7.0, 40.0, 1.0]), ..Look::new(400, 300) };
        surface.paint(&look, &[run(&params), run(&params[..40])], &[1.0, 1.0]).expect("a picture");
    };
    (0..52).for_each(&mut frame);
    assert_eq!(allocations(|| (0..52).for_each(&mut frame)), 0);
}
