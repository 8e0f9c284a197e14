//! A matrix without its zeros.

use super::shape::{DEEP, Shape};

/// Of every so many elements of a …
const OF: usize = 8;
/// … so many may be other than 0. With more of them, the dense kernel is as fast.
const MOST: usize = 5;
/// With fewer columns, finding the zeros costs more than it saves.
const LEAST_COLUMNS: usize = 16;

/// So many elements are looked at together: where all are 0, as often in pictures, nothing more is to be done.
const GROUP: usize = 16;

/// The rows of op(a) without their zeros, cut into pieces of [`DEEP`] places.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// What is not 0: first all rows of the first piece, then those of the next.
    values: Vec<f32>,
    /// At which place of the piece it stands.
    places: Vec<u8>,
    /// Where the rows end.
    ends: Vec<usize>,
}

/// How many of them are not 0.
fn count(values: &[f32]) -> usize {
    // In pieces that are counted in vectors of 32 bits.
    values.chunks(1 << 20).map(|values| values.iter().map(|&x| u32::from(x != 0.0)).sum::<u32>() as usize).sum()
}

#[inline(always)]
fn any(group: &[f32]) -> bool {
    group.iter().fold(false, |any, &x| any | (x != 0.0))
}

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
        // One more, where a zero may be written.
        let most = rows * inner / OF * MOST + 1;
        if self.values.len() < most {
            self.values.resize(most, 0.0);
            self.places.resize(most, 0);
        }
        self.ends.clear();
        self.ends.reserve(rows * inner.div_ceil(DEEP));
    }

    /// The `k`-th piece of a row.
    #[inline(always)]
    pub(super) fn row(&self, k: usize) -> (&[f32], &[u8]) {
        let from = if k == 0 { 0 } else { self.ends[k - 1] };
        (&self.values[from..self.ends[k]], &self.places[from..self.ends[k]])
    }

    /// Takes a matrix by its rows, which have so many places.
    fn take_rows(&mut self, inner: usize, a: &[f32]) {
        let mut n = 0;
        for from in (0..inner).step_by(DEEP) {
            let deep = DEEP.min(inner - from);
            for row in a.chunks_exact(inner) {
                for (part, group) in row[from..from + deep].chunks(GROUP).enumerate() {
                    if any(group) {
                        for (place, &x) in group.iter().enumerate() {
                            self.values[n] = x;
                            self.places[n] = (part * GROUP + place) as u8;
                            n += usize::from(x != 0.0);
                        }
                    }
                }
                self.ends.push(n);
            }
        }
    }

    /// Takes a matrix that is stored as its transpose, of so many rows.
    fn take_columns(&mut self, rows: usize, a: &[f32]) {
        let (mut n, spare) = (0, self.values.len() - 1);
        for piece in a.chunks(rows * DEEP) {
            let first = self.ends.len();
            self.ends.resize(first + rows, 0);
            let ends = &mut self.ends[first..];
            for column in piece.chunks_exact(rows) {
                ends.iter_mut().zip(column).for_each(|(end, &x)| *end += usize::from(x != 0.0));
            }
            // Where each row begins; when its elements are written, that is where it ends.
            for end in &mut *ends {
                (*end, n) = (n, n + *end);
            }
            for (place, column) in piece.chunks_exact(rows).enumerate() {
                for (ends, group) in ends.chunks_mut(GROUP).zip(column.chunks(GROUP)) {
                    if any(group) {
                        for (end, &x) in ends.iter_mut().zip(group) {
                            let at = if x != 0.0 { *end } else { spare };
                            self.values[at] = x;
                            self.places[at] = place as u8;
                            *end += usize::from(x != 0.0);
                        }
                    }
                }
            }
        }
    }
}
