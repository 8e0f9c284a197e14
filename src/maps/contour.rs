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

/// The contours of a grid of two variables at each of `levels`. Cells with a corner that is not finite have none.
pub fn contours(losses: &[f64], grid: &Grid, levels: &[f64]) -> Vec<Contour> {
    levels.iter().map(|&level| Contour { level, lines: lines(losses, grid, level) }).collect()
}

/// An edge between neighbouring samples: twice the index of its first sample, plus 1 if it goes down rather than right.
type Edge = usize;

/// For each edge, the up to two edges to which the line goes on; [`NONE`] for none.
type Links = Vec<[Edge; 2]>;
const NONE: Edge = Edge::MAX;

fn lines(losses: &[f64], grid: &Grid, level: f64) -> Vec<Line> {
    let mut links: Links = vec![[NONE; 2]; 2 * losses.len()];
    let mut order = Vec::new();
    for row in 0..grid.height.saturating_sub(1) {
        for column in 0..grid.width.saturating_sub(1) {
            for [a, b] in cell(losses, grid, row, column, level).into_iter().flatten() {
                order.push(a);
                for (from, to) in [(a, b), (b, a)] {
                    let free = usize::from(links[from][0] != NONE);
                    links[from][free] = to;
                }
            }
        }
    }
    let mut lines = Vec::new();
    for start in order {
        if links[start][0] == NONE {
            continue;
        }
        // Walk to one end (or once around), then back from there to the other.
        let mut path = walk(start, &links);
        let closed = path.len() > 2 && links[start].contains(&path[path.len() - 1]);
        if !closed {
            path = walk(path[path.len() - 1], &links);
        }
        for &edge in &path {
            links[edge] = [NONE; 2];
        }
        let points = path.iter().flat_map(|&edge| crossing(losses, grid, edge, level)).collect();
        lines.push(Line { points, closed });
    }
    lines
}

/// The edges along a line from `start`, until it ends or closes.
fn walk(start: Edge, links: &Links) -> Vec<Edge> {
    let mut path = vec![start];
    let mut previous = NONE;
    let mut at = start;
    loop {
        let [first, second] = links[at];
        let next = if first == previous { second } else { first };
        if next == NONE || next == start {
            return path;
        }
        previous = at;
        at = next;
        path.push(at);
    }
}

/// Up to two segments through a cell, each between two of its edges.
fn cell(losses: &[f64], grid: &Grid, row: usize, column: usize, level: f64) -> [Option<[Edge; 2]>; 2] {
    let at = row * grid.width + column;
    let below = at + grid.width;
    let corners = [losses[at], losses[at + 1], losses[below + 1], losses[below]];
    if corners.iter().any(|loss| !loss.is_finite()) {
        return [None, None];
    }
    let (top, right, bottom, left) = (2 * at, 2 * (at + 1) + 1, 2 * below, 2 * at + 1);
    let above = corners.map(|loss| loss > level);
    let case = above.iter().enumerate().map(|(bit, &is)| usize::from(is) << bit).sum::<usize>();
    // In the two ambiguous cases the mean of the corners decides which pair is joined.
    let centre = corners.iter().sum::<f64>() / 4.0 > level;
    match case {
        0 | 15 => [None, None],
        1 | 14 => [Some([left, top]), None],
        2 | 13 => [Some([top, right]), None],
        4 | 11 => [Some([right, bottom]), None],
        8 | 7 => [Some([bottom, left]), None],
        3 | 12 => [Some([left, right]), None],
        6 | 9 => [Some([top, bottom]), None],
        _ if (case == 5) == centre => [Some([top, right]), Some([bottom, left])],
        _ => [Some([left, top]), Some([right, bottom])],
    }
}

/// Where the level is crossed on an edge, by linear interpolation.
fn crossing(losses: &[f64], grid: &Grid, edge: Edge, level: f64) -> [f64; 2] {
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
        let grid = Grid::new(domain, 101, 101).unwrap();
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
