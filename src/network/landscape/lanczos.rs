//! The largest eigenvalues of a symmetric matrix that is known by its products with vectors alone: Lanczos' method (1950),
//! with full reorthogonalisation.

use std::ops::Range;

/// The QL method gives up on an eigenvalue after so many turns.
const MAX_TURNS: usize = 60;

/// An eigenvalue that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Its value.
    pub value: f64,
    /// ‖A·v − value·v‖ of its unit vector v: some eigenvalue of A is no farther away than this (Parlett 1980, 4.5).
    pub residual: f64,
}

/// The method at work: every product with the matrix makes the space by one dimension larger in which eigenvectors are sought.
pub struct Lanczos {
    /// Orthonormal vectors, the coming one included.
    basis: Vec<Vec<f64>>,
    diagonal: Vec<f64>,
    /// The lengths of what was left of each product: the entries next to the diagonal.
    off_diagonal: Vec<f64>,
    /// The length of what was left of the last product, also where that is taken for rounding.
    left: f64,
    /// The relative error of products.
    precision: f64,
    /// Draws a vector where the space is closed: another part of the whole is looked at.
    draw: Box<dyn FnMut() -> Vec<f64>>,
}

impl Lanczos {
    /// `draw` gives vectors to begin with, as long as the matrix has rows. `precision` is the relative error of its products:
    /// what is left of one and is smaller is no new direction.
    pub fn new(precision: f64, draw: impl FnMut() -> Vec<f64> + 'static) -> Self {
        let (basis, diagonal, off_diagonal) = (Vec::new(), Vec::new(), Vec::new());
        let mut lanczos = Self { basis, diagonal, off_diagonal, left: 0.0, precision, draw: Box::new(draw) };
        lanczos.restart_with_random_vector();
        lanczos
    }

    /// The vector whose product comes next; none where the space is the whole.
    pub fn next(&self) -> Option<&[f64]> {
        self.basis.get(self.diagonal.len()).map(|v| &v[..])
    }

    /// The size of the space.
    pub fn size(&self) -> usize {
        self.diagonal.len()
    }

    /// Takes the product of the matrix with [`Lanczos::next`].
    pub fn add_product(&mut self, mut product: Vec<f64>) {
        let Some(v) = self.basis.get(self.diagonal.len()) else { return };
        self.diagonal.push(inner(v, &product));
        let before = length(&product);
        self.orthogonalise(&mut product);
        let left = length(&product);
        let scale = self.diagonal.iter().fold(before, |most, x| most.max(x.abs()));
        self.left = left;
        if left > self.precision * scale && self.basis.len() < product.len() {
            product.iter_mut().for_each(|x| *x /= left);
            self.off_diagonal.push(left);
            self.basis.push(product);
        } else {
            self.off_diagonal.push(0.0);
            self.restart_with_random_vector();
        }
    }

    /// A direction that no product has led to.
    fn restart_with_random_vector(&mut self) {
        // A vector that chance puts into the space already is drawn again.
        for _ in 0..4 {
            let mut v = (self.draw)();
            if self.basis.len() >= v.len() {
                return;
            }
            let before = length(&v);
            self.orthogonalise(&mut v);
            let left = length(&v);
            if left > 1e-8 * before {
                v.iter_mut().for_each(|x| *x /= left);
                self.orthogonalise(&mut v);
                let left = length(&v);
                v.iter_mut().for_each(|x| *x /= left);
                self.basis.push(v);
                return;
            }
        }
    }

    /// Twice is enough (Kahan; Parlett 1980, 6.9).
    fn orthogonalise(&self, v: &mut [f64]) {
        for _ in 0..2 {
            for known in &self.basis {
                let part = inner(known, v);
                v.iter_mut().zip(known).for_each(|(x, k)| *x -= part * k);
            }
        }
    }

    /// Whether it is time to look at eigenvalues: seldom when the space is no longer small, for that costs its size squared.
    pub fn is_time_to_look(&self) -> bool {
        let size = self.size();
        size <= 16 || size.is_multiple_of(4) || self.next().is_none()
    }

    /// The `k` largest eigenvalues of the matrix as far as the space shows them, the largest first; nothing where they cannot
    /// be found, as with numbers that are not finite.
    pub fn largest(&self, k: usize) -> Option<Vec<Pair>> {
        let last = self.size().saturating_sub(1);
        let pair =
            |(value, end): (f64, Vec<f64>)| Pair { value, residual: end.iter().map(|x| (self.left * x).abs()).sum() };
        self.solve(k, last..self.size()).map(|found| found.into_iter().map(pair).collect())
    }

    /// Their unit eigenvectors.
    pub fn vectors(&self, k: usize) -> Option<Vec<Vec<f64>>> {
        let vector = |(_, weights): (f64, Vec<f64>)| {
            let mut v = vec![0.0; self.basis.first().map_or(0, Vec::len)];
            for (known, weight) in self.basis.iter().zip(&weights) {
                v.iter_mut().zip(known).for_each(|(x, k)| *x += weight * k);
            }
            v
        };
        self.solve(k, 0..self.size()).map(|found| found.into_iter().map(vector).collect())
    }

    fn solve(&self, k: usize, components: Range<usize>) -> Option<Vec<(f64, Vec<f64>)>> {
        let mut all = tridiagonal(&self.diagonal, &self.off_diagonal, components)?;
        all.sort_by(|a, b| b.0.total_cmp(&a.0));
        all.truncate(k);
        Some(all)
    }
}

fn inner(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn length(a: &[f64]) -> f64 {
    inner(a, a).sqrt()
}

/// Eigenvalues and unit eigenvectors of a symmetric tridiagonal matrix, by the implicit QL method (Bowdler, Martin, Reinsch &
/// Wilkinson 1968). `off_diagonal` has what stands next to the diagonal; its last element is not part of the matrix. Of the
/// vectors only these components are computed: all of them take n³ operations, one takes n². Nothing where the method does
/// not converge, as with numbers that are not finite.
pub fn tridiagonal(diagonal: &[f64], off_diagonal: &[f64], components: Range<usize>) -> Option<Vec<(f64, Vec<f64>)>> {
    let n = diagonal.len();
    let (mut d, mut e) = (diagonal.to_vec(), off_diagonal.to_vec());
    // Row k is the k-th eigenvector in the making.
    let row = |k: usize| components.clone().map(|j| f64::from(u8::from(j == k))).collect();
    let mut z: Vec<Vec<f64>> = (0..n).map(row).collect();
    if let Some(last) = e.get_mut(n.wrapping_sub(1)) {
        *last = 0.0;
    }
    for l in 0..n {
        // Finite numbers converge within a few turns.
        let mut turns = 0;
        loop {
            let m = (l..n - 1).find(|&m| e[m].abs() <= f64::EPSILON * (d[m].abs() + d[m + 1].abs())).unwrap_or(n - 1);
            if m == l {
                break;
            }
            if turns == MAX_TURNS {
                return None;
            }
            turns += 1;
            let mut g = (d[l + 1] - d[l]) / (2.0 * e[l]);
            let mut r = libm::hypot(g, 1.0);
            g = d[m] - d[l] + e[l] / (g + r.copysign(g));
            let (mut s, mut c, mut p) = (1.0, 1.0, 0.0);
            let mut whole = true;
            for i in (l..m).rev() {
                let (f, b) = (s * e[i], c * e[i]);
                r = libm::hypot(f, g);
                e[i + 1] = r;
                if r == 0.0 {
                    d[i + 1] -= p;
                    e[m] = 0.0;
                    whole = false;
                    break;
                }
                (s, c) = (f / r, g / r);
                g = d[i + 1] - p;
                r = (d[i] - g) * s + 2.0 * c * b;
                p = s * r;
                d[i + 1] = g + p;
                g = c * r - b;
                let (low, high) = z.split_at_mut(i + 1);
                for (x, y) in low[i].iter_mut().zip(&mut high[0]) {
                    (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
                }
            }
            if whole {
                d[l] -= p;
                e[l] = g;
                e[m] = 0.0;
            }
        }
    }
    d.iter().all(|value| value.is_finite()).then(|| d.into_iter().zip(z).collect())
}
