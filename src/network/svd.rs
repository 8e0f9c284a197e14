//! Singular values of a matrix, piece by piece: Householder's QR, then one-sided Jacobi rotations of the rows of R.
//!
//! Rotations make columns orthogonal, two at a time; their lengths are the singular values then (Hestenes 1958). Those of the
//! triangle are the matrix's own, and as it has the smaller side alone, a rotation costs less (Drmač & Veselić 2008).

/// Columns are orthogonal if |x·y| is at most this part of ‖x‖·‖y‖.
const ORTHOGONAL: f64 = 1e-14;
/// A column of at most this part of the matrix's length is 0 but for roundings.
const NOTHING: f64 = 1e-16;
/// It converges quadratically: usually after 6 to 10.
const MOST_SWEEPS: usize = 40;
/// A square that has shrunk to this part of what it was has lost digits: it is summed anew.
const LOST: f64 = 1e-2;

/// A decomposition in the making. After each unit of work it is a few million operations further at most.
pub struct Svd {
    /// Columns of so many numbers, one after another.
    columns: Vec<f64>,
    long: usize,
    n: usize,
    /// Reflections so far; at `n` it is triangular.
    reflected: usize,
    /// The column that is rotated against those behind it.
    at: usize,
    squares: Vec<f64>,
    nothing: f64,
    rotated: bool,
    sweeps: usize,
    done: bool,
}

impl Svd {
    /// Of a matrix by rows.
    pub fn new(matrix: &[f64], rows: usize, columns: usize) -> Self {
        let (long, n) = (rows.max(columns), rows.min(columns));
        let columns = if rows < columns {
            matrix.to_vec()
        } else {
            (0..n).flat_map(|j| (0..long).map(move |i| matrix[i * n + j])).collect()
        };
        let square: f64 = columns.iter().map(|x| x * x).sum();
        let nothing = NOTHING * NOTHING * square;
        let squares = Vec::new();
        Self { columns, long, n, reflected: 0, at: 0, squares, nothing, rotated: false, sweeps: 0, done: square == 0.0 }
    }

    /// Does a unit; gives whether all is done.
    pub fn work(&mut self) -> bool {
        if self.done {
            return true;
        }
        if self.reflected < self.n {
            self.reflect();
            if self.reflected == self.n {
                self.keep_triangle();
            }
        } else {
            self.rotate_against_rest();
        }
        self.done
    }

    /// About the part that is done.
    pub fn part(&self) -> f64 {
        const USUAL: f64 = 9.0;
        let n = self.n as f64;
        let done = self.reflected as f64 + self.sweeps as f64 * n + self.at as f64;
        if self.done { 1.0 } else { (done / (USUAL * n)).min(0.99) }
    }

    /// The singular values, from the largest, when all is done.
    pub fn values(&self) -> Vec<f64> {
        let mut values: Vec<f64> =
            self.columns.chunks_exact(self.long).map(|column| dot(column, column).sqrt()).collect();
        values.sort_by(|a, b| b.total_cmp(a));
        values
    }

    /// Makes column `reflected` 0 below the diagonal: x ← x − 2·v·(v·x)/(v·v), with v = a − (∓‖a‖, 0, …).
    fn reflect(&mut self) {
        let (k, long) = (self.reflected, self.long);
        self.reflected += 1;
        let (head, rest) = self.columns.split_at_mut((k + 1) * long);
        let v = &mut head[k * long + k..];
        let length = dot(v, v).sqrt();
        if length == 0.0 {
            return;
        }
        let diagonal = if v[0] > 0.0 { -length } else { length };
        v[0] -= diagonal;
        let square = dot(v, v);
        for column in rest.chunks_exact_mut(long) {
            let x = &mut column[k..];
            let factor = 2.0 * dot(v, x) / square;
            x.iter_mut().zip(&*v).for_each(|(x, v)| *x -= factor * v);
        }
        v.fill(0.0);
        v[0] = diagonal;
    }

    /// Goes on with the rows of R as columns.
    fn keep_triangle(&mut self) {
        let (n, long) = (self.n, self.long);
        let columns = &self.columns;
        self.columns = (0..n).flat_map(|i| (0..n).map(move |j| columns[j * long + i])).collect();
        self.long = n;
        self.begin_sweep();
    }

    fn begin_sweep(&mut self) {
        self.squares = self.columns.chunks_exact(self.long).map(|column| dot(column, column)).collect();
        self.at = 0;
        self.rotated = false;
        self.done = self.n == 1;
    }

    /// The longer of two columns gets the lower place (de Rijk 1989).
    fn rotate_against_rest(&mut self) {
        let (p, long) = (self.at, self.long);
        let (head, rest) = self.columns.split_at_mut((p + 1) * long);
        let x = &mut head[p * long..];
        for (k, y) in rest.chunks_exact_mut(long).enumerate() {
            let q = p + 1 + k;
            let (a, b) = (self.squares[p], self.squares[q]);
            if a.min(b) <= self.nothing && a >= b {
                continue;
            }
            let product = dot(x, y);
            let is_orthogonal = product.abs() <= ORTHOGONAL * (a * b).sqrt();
            if is_orthogonal && a >= b {
                continue;
            }
            self.rotated |= !is_orthogonal;
            let (cosine, sine, change) = if is_orthogonal {
                (1.0, 0.0, 0.0)
            } else {
                let zeta = (b - a) / (2.0 * product);
                let tangent = zeta.signum() / (zeta.abs() + libm::hypot(zeta, 1.0));
                let cosine = 1.0 / libm::hypot(tangent, 1.0);
                (cosine, cosine * tangent, tangent * product)
            };
            let (new_a, new_b) = (a - change, b + change);
            let turns = new_a < new_b;
            for (x, y) in x.iter_mut().zip(y.iter_mut()) {
                let (first, second) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
                (*x, *y) = if turns { (second, first) } else { (first, second) };
            }
            let (large, small) = (new_a.max(new_b), new_a.min(new_b));
            self.squares[p] = large;
            self.squares[q] = if small < LOST * a.min(b) { dot(y, y) } else { small };
        }
        self.at += 1;
        if self.at + 1 >= self.n {
            self.sweeps += 1;
            let is_done = !self.rotated || self.sweeps == MOST_SWEEPS;
            self.begin_sweep();
            self.done |= is_done;
        }
    }
}

/// x·y, by four sums side by side.
fn dot(x: &[f64], y: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (fours, more) = (x.chunks_exact(4), y.chunks_exact(4));
    let rest: f64 = fours.remainder().iter().zip(more.remainder()).map(|(a, b)| a * b).sum();
    for (a, b) in fours.zip(more) {
        for k in 0..4 {
            sums[k] += a[k] * b[k];
        }
    }
    sums.iter().sum::<f64>() + rest
}

/// The singular values of a matrix by rows, from the largest.
pub fn singular_values(matrix: &[f64], rows: usize, columns: usize) -> Vec<f64> {
    let mut svd = Svd::new(matrix, rows, columns);
    while !svd.work() {}
    svd.values()
}
