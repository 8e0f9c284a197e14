//! The product of an operand a that is 0 for a large part: only its other elements are multiplied, each by 32 columns of b,
//! whose sums stay in registers.

use super::pack::Lines;
use super::results::{put, put_vectors, vectors};
use super::rows::{Piece, Rows};
use super::shape::{DEEP, Shape};
use wide::f32x4;

/// Columns of b in a panel.
const WIDE: usize = 32;

/// c ← op(a)·op(b), given the rows of op(a), if b is finite everywhere; gives whether it is.
pub(super) fn multiply(shape: &Shape, a: &Rows, b: &[f32], c: &mut [f32], room: &mut Vec<f32>) -> bool {
    let Shape { rows, inner, columns, transposed } = *shape;
    let b = Lines { values: b, count: columns, inner, adjacent: transposed[1] };
    if room.len() < WIDE * DEEP {
        room.resize(WIDE * DEEP, 0.0);
    }
    let (panel, _) = room.as_chunks_mut::<WIDE>();
    let Some(panel) = panel.first_chunk_mut::<DEEP>() else { return false };
    for left in (0..columns).step_by(WIDE) {
        let wide = WIDE.min(columns - left);
        for (piece, from) in (0..inner).step_by(DEEP).enumerate() {
            let packed = &mut panel[..DEEP.min(inner - from)];
            b.pack(left, from, packed);
            if !all_finite(packed) {
                return false;
            }
            let pieces = a.pieces(piece * rows);
            if wide == WIDE {
                band(pieces, panel, c, [left, columns], from == 0);
                continue;
            }
            for (c, piece) in c.chunks_exact_mut(columns).zip(pieces) {
                let mut edge = [0.0; WIDE];
                put_vectors(line(piece, panel), &mut edge, true);
                put(&edge[..wide], &mut c[left..left + wide], from == 0);
            }
        }
    }
    true
}

/// The product of rows with a panel, in the columns from `left` on. It is a function of its own, so that compilers keep its sums
/// in registers.
#[inline(never)]
fn band<'a>(
    a: impl Iterator<Item = Piece<'a>>,
    panel: &[[f32; WIDE]; DEEP],
    c: &mut [f32],
    [left, columns]: [usize; 2],
    first: bool,
) {
    for (c, piece) in c.chunks_exact_mut(columns).zip(a) {
        let Some(c) = c[left..].first_chunk_mut::<WIDE>() else { return };
        put_vectors(line(piece, panel), c, first);
    }
}

/// Whether none is infinite or not a number.
fn all_finite(panel: &[[f32; WIDE]]) -> bool {
    // 0·x is 0 or not a number.
    let mut sums = [0.0; WIDE];
    for row in panel {
        sums.iter_mut().zip(row).for_each(|(sum, x)| *sum += 0.0 * x);
    }
    sums.iter().sum::<f32>() == 0.0
}

/// The product of a row with a panel.
#[inline(always)]
fn line((values, places): Piece, panel: &[[f32; WIDE]; DEEP]) -> [f32x4; WIDE / 4] {
    let mut sums = [f32x4::ZERO; WIDE / 4];
    for (&x, &place) in values.iter().zip(places) {
        let x = f32x4::splat(x);
        let b: [f32x4; WIDE / 4] = vectors(&panel[usize::from(place)]);
        sums.iter_mut().zip(b).for_each(|(sum, b)| *sum += x * b);
    }
    sums
}
