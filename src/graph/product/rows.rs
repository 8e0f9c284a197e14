//! A matrix without its zeros.

use super::results::vectors;
use super::shape::{DEEP, Shape};
use wide::f32x4;

/// Of every so many elements of a …
const OF: usize = 8;
/// … so many may be other than 0. With more of them, the dense kernel is as fast.
const MOST: usize = 5;
/// With fewer columns, finding the zeros costs more than it saves.
const LEAST_COLUMNS: usize = 16;

/// What is not 0 in a piece of a row, and at which place of the piece it stands.
pub(super) type Piece<'a> = (&'a [f32], &'a [u8]);

/// The rows of op(a) without their zeros, cut into pieces of [`DEEP`] places.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// What is not 0: first all rows of the first piece, then those of the next.
    values: Vec<f32>,
    /// At which place of the piece it stands.
    places: Vec<u8>,
    /// Where the rows end.
    ends: Vec<u32>,
}

/// How many of them are not 0.
fn count(values: &[f32]) -> usize {
    // In pieces that are counted in vectors of 32 bits.
    values.chunks(1 << 20).map(|values| values.iter().map(|&x| u32::from(x != 0.0)).sum::<u32>() as usize).sum()
}

/// Calls `take` with each number that is not 0, and its place. So many are looked at together: where all are 0, as often in
/// pictures, nothing more is to be done.
#[inline(always)]
fn each_filled(line: &[f32], mut take: impl FnMut(usize, f32)) {
    let (groups, rest) = line.as_chunks::<GROUP>();
    for (k, group) in groups.iter().enumerate() {
        let [a, b, c, d]: [f32x4; 4] = vectors(group);
        let zero = f32x4::ZERO;
        if (a | b | c | d).simd_ne(zero).any() {
            let bits = [a, b, c, d].map(|x| x.simd_ne(zero).to_bitmask());
            let mut bits = bits[0] | bits[1] << 4 | bits[2] << 8 | bits[3] << 12;
            while bits != 0 {
                let place = bits.trailing_zeros() as usize % GROUP;
                take(GROUP * k + place, group[place]);
                bits &= bits - 1;
            }
        }
    }
    for (place, &x) in rest.iter().enumerate().filter(|(_, x)| **x != 0.0) {
        take(GROUP * groups.len() + place, x);
    }
}
const GROUP: usize = 16;

impl Rows {
    /// Whether a product is faster with them.
    pub(super) fn pay(shape: &Shape, a: &[f32]) -> bool {
        shape.columns >= LEAST_COLUMNS && count(a) <= a.len() / OF * MOST
    }

    /// Takes op(a), of which no more than [`Rows::pay`] allows is other than 0.
    pub(super) fn take(&mut self, shape: &Shape, a: &[f32]) {
        self.make_room(shape.rows, shape.inner);
        if shape.transposed[0] {
            self.take_columns(shape.rows, a);
        } else {
            self.take_rows(shape.inner, a);
        }
    }

    /// Makes room for what a matrix of this size may have.
    fn make_room(&mut self, rows: usize, inner: usize) {
        let most = rows * inner / OF * MOST;
        if self.values.len() < most {
            self.values.resize(most, 0.0);
            self.places.resize(most, 0);
        }
        self.ends.clear();
        self.ends.reserve(rows * inner.div_ceil(DEEP));
    }

    /// Pieces of rows, from the `k`-th on; that of the next row follows, and after the last row the next pieces.
    #[inline(always)]
    pub(super) fn pieces(&self, k: usize) -> impl Iterator<Item = Piece<'_>> {
        let first = if k == 0 { 0 } else { self.ends[k - 1] };
        self.ends[k..].iter().scan(first, |from, &to| {
            let piece = *from as usize..to as usize;
            *from = to;
            Some((&self.values[piece.clone()], &self.places[piece]))
        })
    }

    /// Takes a matrix by its rows, which have so many places.
    fn take_rows(&mut self, inner: usize, a: &[f32]) {
        let mut n = 0;
        for from in (0..inner).step_by(DEEP) {
            let deep = DEEP.min(inner - from);
            for row in a.chunks_exact(inner) {
                each_filled(&row[from..from + deep], |place, x| {
                    self.values[n] = x;
                    self.places[n] = place as u8;
                    n += 1;
                });
                self.ends.push(n as u32);
            }
        }
    }

    /// Takes a matrix that is stored as its transpose, of so many rows.
    fn take_columns(&mut self, rows: usize, a: &[f32]) {
        let mut n = 0;
        for piece in a.chunks(rows * DEEP) {
            let first = self.ends.len();
            self.ends.resize(first + rows, 0);
            let ends = &mut self.ends[first..];
            for column in piece.chunks_exact(rows) {
                ends.iter_mut().zip(column).for_each(|(end, &x)| *end += u32::from(x != 0.0));
            }
            // Where each row begins; when its elements are written, that is where it ends.
            for end in &mut *ends {
                (*end, n) = (n, n + *end);
            }
            for (place, column) in piece.chunks_exact(rows).enumerate() {
                each_filled(column, |row, x| {
                    let end = &mut ends[row];
                    self.values[*end as usize] = x;
                    self.places[*end as usize] = place as u8;
                    *end += 1;
                });
            }
        }
    }
}
