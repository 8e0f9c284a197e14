//! Contour lines: each point has its level, each crossing has one point, and lines end nowhere but where the picture does.
#![cfg(feature = "full")]

use sgd_playground::maps::contour::{Line, contours};
use sgd_playground::maps::field::Grid;
use sgd_playground::random::{Purpose, Random};
use std::collections::HashSet;

const DOMAIN: [f64; 4] = [-2.0, 3.0, 10.0, 14.0];

fn grid(width: usize, height: usize) -> Grid {
    Grid::new(&DOMAIN, width, height, 0).expect("a grid")
}

/// The points of a line in columns and rows of samples.
fn in_samples(line: &Line, grid: &Grid) -> Vec<[f64; 2]> {
    let [left, right, low, high] = DOMAIN;
    let (columns, rows) = (grid.width as f64 / (right - left), grid.height as f64 / (high - low));
    line.points.chunks(2).map(|point| [(point[0] - left) * columns - 0.5, (high - point[1]) * rows - 0.5]).collect()
}

/// Between which two samples a point lies, the first of them, and how far it is on its way to the second.
fn edge([column, row]: [f64; 2], grid: &Grid) -> (usize, usize, f64) {
    let near = |x: f64| (x - x.round()).abs() < 1e-9;
    assert!(near(column) || near(row), "{column}, {row} is on no edge");
    let at = |column: f64, row: f64| row as usize * grid.width + column as usize;
    if near(row) {
        let first = at(column.floor(), row.round());
        (first, first + 1, column.fract())
    } else {
        let first = at(column.round(), row.floor());
        (first, first + grid.width, row.fract())
    }
}

/// Whether a sample is in the outermost rows or columns.
fn is_outer(at: usize, grid: &Grid) -> bool {
    let (column, row) = (at % grid.width, at / grid.width);
    column == 0 || row == 0 || column + 1 == grid.width || row + 1 == grid.height
}

#[test]
fn lines_are_where_the_loss_is() {
    let mut random = Random::new(7, Purpose::Data);
    let (mut points, mut closed, mut open) = (0, 0, 0);
    for (width, height) in [(2, 2), (3, 2), (7, 5), (16, 16)] {
        for _ in 0..40 {
            let grid = grid(width, height);
            let losses: Vec<f64> = (0..width * height).map(|_| random.between(-1.0, 1.0)).collect();
            for contour in contours(&losses, &grid, &[-0.5, 0.0, 0.3]) {
                let level = contour.level;
                let mut seen = HashSet::new();
                for line in &contour.lines {
                    let path = in_samples(line, &grid);
                    *(if line.closed { &mut closed } else { &mut open }) += 1;
                    for &point in &path {
                        let (first, second, part) = edge(point, &grid);
                        let between = losses[first] + part * (losses[second] - losses[first]);
                        assert!((between - level).abs() < 1e-9, "{between} at {point:?}, not {level}");
                        assert!(seen.insert((first, second)), "two points between two samples");
                        points += 1;
                    }
                    let joined =
                        path.iter().zip(&path[1..]).chain(line.closed.then(|| (&path[path.len() - 1], &path[0])));
                    for (a, b) in joined {
                        let shared = |k: usize| a[k].max(b[k]).ceil() - a[k].min(b[k]).floor() <= 1.0 + 1e-9;
                        let near = |k: usize| (a[k] - b[k]).abs() <= 1.0 + 1e-9;
                        assert!((shared(0) || near(0)) && (shared(1) || near(1)), "{a:?} and {b:?} share no cell");
                    }
                    if !line.closed {
                        for end in [path[0], path[path.len() - 1]] {
                            let (first, second, _) = edge(end, &grid);
                            assert!(is_outer(first, &grid) && is_outer(second, &grid), "a line ends at {end:?}");
                        }
                    }
                }
                let crossed = |first: usize, second: usize| (losses[first] > level) != (losses[second] > level);
                let right = (0..losses.len()).filter(|at| (at + 1) % width != 0 && crossed(*at, at + 1));
                let down = (0..losses.len() - width).filter(|&at| crossed(at, at + width));
                assert_eq!(seen.len(), right.count() + down.count(), "a crossing without a point");
            }
        }
    }
    assert!(points > 10_000 && closed > 100 && open > 100, "{points} points, {closed} closed, {open} open");
}

/// Where two corners are high and two are low, each pair across, the mean of all tells which pair hangs together.
#[test]
fn a_saddle_is_joined_by_its_mean() {
    for (level, mean, with_top) in
        [(0.0, 0.25, "right"), (0.0, -0.25, "left"), (5.0, 5.25, "right"), (5.0, 4.75, "left"), (-5.0, -5.25, "left")]
    {
        for turned in [false, true] {
            let high = |is: bool| if is != turned { mean + 1.0 } else { mean - 1.0 };
            // Top left, top right, bottom left, bottom right.
            let losses = [high(true), high(false), high(false), high(true)];
            let grid = grid(2, 2);
            let all = contours(&losses, &grid, &[level]);
            assert_eq!(all[0].lines.len(), 2);
            let top = all[0].lines.iter().map(|line| in_samples(line, &grid)).find(|path| {
                path.iter().any(|point| point[1].abs() < 1e-9 && point[0] > 1e-9 && point[0] < 1.0 - 1e-9)
            });
            let top = top.expect("a line through the top");
            let side = if top.iter().any(|point| (point[0] - 1.0).abs() < 1e-9) { "right" } else { "left" };
            let expected = match (with_top, turned) {
                (side, false) => side,
                ("right", true) => "left",
                (_, true) => "right",
            };
            assert_eq!(side, expected, "mean {mean} at {level}, turned {turned}");
        }
    }
}

/// A cell with a corner that is not finite has no line, and the lines beside it end there.
#[test]
fn what_is_not_finite_has_no_lines() {
    let grid = grid(4, 3);
    let mut losses: Vec<f64> = (0..12).map(|at| (at % 4) as f64).collect();
    let count = |losses: &[f64]| -> usize {
        contours(losses, &grid, &[1.5])
            .iter()
            .flat_map(|contour| &contour.lines)
            .map(|line| line.points.len() / 2)
            .sum()
    };
    assert_eq!(count(&losses), 3);
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        losses[2] = bad;
        assert_eq!(count(&losses), 2, "{bad}");
    }
}
