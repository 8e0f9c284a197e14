//! Contour lines: marching squares (Lorensen & Cline 1987 in two dimensions) on a grid of losses.

use super::field::Grid;

/// The lines on which the loss has one value.
#[derive(Clone, Debug, PartialEq)]
pub struct Contour {
    /// The value.
    pub level: f64,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// x and y of its points in turn, in the coordinates of the domain. A closed line does not repeat its first point.
    pub points: Vec<f64>,
    /// Whether its end joins its start.
    pub closed: bool,
}

/// The contours of a grid of two variables at each of `levels`, which rise. Cells with a corner that is not finite have none.
pub fn contours(losses: &[f64], grid: &Grid, levels: &[f64]) -> Vec<Contour> {
    if levels.is_empty() {
        return Vec::new();
    }
    let mut segments = vec![Vec::new(); levels.len()];
    // How many levels are below each sample.
    let below: Vec<usize> = losses.iter().map(|&loss| levels.partition_point(|&level| level < loss)).collect();
    for (row, (upper, lower)) in below.chunks(grid.width).zip(below.chunks(grid.width).skip(1)).enumerate() {
        for (column, (above, under)) in upper.windows(2).zip(lower.windows(2)).enumerate() {
            let counts = [above[0], above[1], under[1], under[0]];
            // A cell needs a closer look only where its corners differ in that.
            if counts.iter().all(|&count| count == counts[0]) {
                continue;
            }
            let at = row * grid.width + column;
            let corners = [at, at + 1, at + grid.width + 1, at + grid.width].map(|corner| losses[corner]);
            let (least, most) = counts.iter().fold((usize::MAX, 0), |(l, m), &n| (l.min(n), m.max(n)));
            if corners.iter().all(|loss| loss.is_finite()) {
                for level in least..most {
                    segments[level].extend(cell(corners, at, grid, levels[level]));
                }
            }
        }
    }
    let mut links: Links = vec![[NONE; 2]; 2 * losses.len()];
    let pairs = levels.iter().zip(segments);
    pairs
        .map(|(&level, segments)| Contour { level, lines: lines(losses, grid, level, &segments, &mut links) })
        .collect()
}

/// An edge between neighbouring samples: twice the index of its first sample, plus 1 if it goes down rather than right.
type Edge = u32;

/// For each edge, the up to two edges to which the line goes on; [`NONE`] for none.
type Links = Vec<[Edge; 2]>;
const NONE: Edge = Edge::MAX;

/// Joins segments to lines. `links` are all free before and after.
fn lines(losses: &[f64], grid: &Grid, level: f64, segments: &[[Edge; 2]], links: &mut Links) -> Vec<Line> {
    for &[a, b] in segments {
        for (from, to) in [(a, b), (b, a)] {
            let ends = &mut links[from as usize];
            ends[usize::from(ends[0] != NONE)] = to;
        }
    }
    let mut lines = Vec::new();
    for &[start, _] in segments {
        if links[start as usize][0] == NONE {
            continue;
        }
        // Walk to one end (or once around), then back from there to the other.
        let mut path = walk(start, links);
        let closed = path.len() > 2 && links[start as usize].contains(&path[path.len() - 1]);
        if !closed {
            path = walk(path[path.len() - 1], links);
        }
        for &edge in &path {
            links[edge as usize] = [NONE; 2];
        }
        let points = path.iter().flat_map(|&edge| crossing(losses, grid, edge as usize, level)).collect();
        lines.push(Line { points, closed });
    }
    lines
}

/// The edges along a line from `start`, until it ends or closes.
fn walk(start: Edge, links: &[[Edge; 2]]) -> Vec<Edge> {
    let mut path = vec![start];
    let mut previous = NONE;
    let mut at = start;
    loop {
        let [first, second] = links[at as usize];
        let next = if first == previous { second } else { first };
        if next == NONE || next == start {
            return path;
        }
        previous = at;
        at = next;
        path.push(at);
    }
}

/// One or two segments through the cell below and right of sample `at`, which the level crosses, each between two of its edges.
/// Corners are given clockwise from there.
fn cell(corners: [f64; 4], at: usize, grid: &Grid, level: f64) -> impl Iterator<Item = [Edge; 2]> {
    let at = at as Edge;
    let below = at + grid.width as Edge;
    let (top, right, bottom, left) = (2 * at, 2 * (at + 1) + 1, 2 * below, 2 * at + 1);
    let above = corners.map(|loss| loss > level);
    let case = above.iter().enumerate().map(|(bit, &is)| usize::from(is) << bit).sum::<usize>();
    // In the two ambiguous cases the mean of the corners decides which pair is joined.
    let centre = corners.iter().sum::<f64>() / 4.0 > level;
    let segments = match case {
        1 | 14 => [Some([left, top]), None],
        2 | 13 => [Some([top, right]), None],
        4 | 11 => [Some([right, bottom]), None],
        8 | 7 => [Some([bottom, left]), None],
        3 | 12 => [Some([left, right]), None],
        6 | 9 => [Some([top, bottom]), None],
        _ if (case == 5) == centre => [Some([top, right]), Some([bottom, left])],
        _ => [Some([left, top]), Some([right, bottom])],
    };
    segments.into_iter().flatten()
}

/// Where the level is crossed on an edge, by linear interpolation.
fn crossing(losses: &[f64], grid: &Grid, edge: usize, level: f64) -> [f64; 2] {
    let (from, down) = (edge / 2, edge % 2 == 1);
    let to = if down { from + grid.width } else { from + 1 };
    let share = ((level - losses[from]) / (losses[to] - losses[from])).clamp(0.0, 1.0);
    let (column, row) = ((from % grid.width) as f64, (from / grid.width) as f64);
    if down { [grid.x(column), grid.y(row + share)] } else { [grid.x(column + share), grid.y(row)] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maps::field::field;
    use crate::objective::Objective;

    fn of(formula: &str, domain: &[f64], level: f64) -> Vec<Line> {
        let grid = Grid::new(domain, 101, 101, 0).unwrap();
        let losses = field(&Objective::formula(formula).unwrap(), &grid);
        contours(&losses, &grid, &[level]).remove(0).lines
    }

    #[test]
    fn a_circle_is_one_closed_line_on_the_circle() {
        let lines = of("x^2+y^2", &[-2.0, 2.0, -2.0, 2.0], 1.0);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].closed);
        for point in lines[0].points.chunks(2) {
            assert!((point[0].hypot(point[1]) - 1.0).abs() < 1e-3, "{point:?}");
        }
        // Neighbours are neighbours: the walk never jumps.
        let points: Vec<&[f64]> = lines[0].points.chunks(2).collect();
        for pair in points.windows(2) {
            assert!((pair[0][0] - pair[1][0]).hypot(pair[0][1] - pair[1][1]) < 0.06);
        }
    }

    #[test]
    fn lines_that_leave_the_grid_are_open() {
        let lines = of("x+0*y", &[-2.0, 2.0, -2.0, 2.0], 0.5);
        assert_eq!(lines.len(), 1);
        assert!(!lines[0].closed);
        assert_eq!(lines[0].points.len(), 2 * 101);
        assert!(lines[0].points.chunks(2).all(|point| (point[0] - 0.5).abs() < 1e-9));
    }

    #[test]
    fn a_saddle_has_two_branches_and_holes_break_lines() {
        assert_eq!(of("x^2-y^2", &[-2.0, 2.0, -2.0, 2.0], 0.5).len(), 2);
        let lines = of("x^2+y^2+0*ln(x)", &[-2.0, 2.0, -2.0, 2.0], 1.0);
        assert_eq!(lines.len(), 1);
        let lines = of("x^2+y^2+ln(max(x,0))-ln(max(x,0))", &[-2.0, 2.0, -2.0, 2.0], 1.0);
        assert!(lines.iter().all(|line| !line.closed && line.points.chunks(2).all(|point| point[0] > 0.0)));
    }

    #[test]
    fn a_level_that_hits_samples_exactly_still_closes() {
        let lines = of("abs(x)+abs(y)", &[-2.02, 2.02, -2.02, 2.02], 1.0);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].closed);
    }
}
