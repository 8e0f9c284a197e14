//! The product of operands that have few zeros: blocks of 4×8 results stay in registers while two packed panels stream past
//! (Goto & van de Geijn 2008, Anatomy of High-Performance Matrix Multiplication). A transposed operand is packed in its own
//! order, never copied.

use super::pack::Lines;
use super::shape::{DEEP, Shape};
use wide::f32x4;

/// Results of a block: rows, and columns in two vectors. Eight sums, two vectors of b and one element of a fit into the
/// sixteen registers of x86-64 with some to spare; wider blocks were no faster.
const HIGH: usize = 4;
const WIDE: usize = 8;

/// c ← op(a)·op(b)
pub(super) fn multiply(shape: &Shape, a: &[f32], b: &[f32], c: &mut [f32], room: &mut Vec<f32>) {
    let Shape { rows, inner, columns, transposed } = *shape;
    let a = Lines { values: a, count: rows, inner, adjacent: !transposed[0] };
    let b = Lines { values: b, count: columns, inner, adjacent: transposed[1] };
    let need = rows.next_multiple_of(HIGH) * DEEP.min(inner) + WIDE * DEEP;
    if room.len() < need {
        room.resize(need, 0.0);
    }
    let (packed_b, packed_a) = room.split_at_mut(WIDE * DEEP);
    let packed_b = packed_b.as_chunks_mut::<WIDE>().0;
    let packed_a = packed_a.as_chunks_mut::<HIGH>().0;
    for from in (0..inner).step_by(DEEP) {
        let deep = DEEP.min(inner - from);
        for (top, panel) in (0..rows).step_by(HIGH).zip(packed_a.chunks_exact_mut(deep)) {
            a.pack(top, from, panel);
        }
        for left in (0..columns).step_by(WIDE) {
            let panel_b = &mut packed_b[..deep];
            b.pack(left, from, panel_b);
            let wide = WIDE.min(columns - left);
            for (c, panel_a) in c.chunks_mut(HIGH * columns).zip(packed_a.chunks_exact(deep)) {
                let sums = block(panel_a, panel_b);
                for (c, sums) in c.chunks_exact_mut(columns).zip(sums) {
                    put(sums, &mut c[left..left + wide], from == 0);
                }
            }
        }
    }
}

/// The product of two panels.
#[inline(always)]
fn block(a: &[[f32; HIGH]], b: &[[f32; WIDE]]) -> [[f32x4; 2]; HIGH] {
    let mut sums = [[f32x4::ZERO; 2]; HIGH];
    for (a, b) in a.iter().zip(b) {
        let [b0, b1, b2, b3, b4, b5, b6, b7] = *b;
        let b = [f32x4::new([b0, b1, b2, b3]), f32x4::new([b4, b5, b6, b7])];
        for (sums, &a) in sums.iter_mut().zip(a) {
            let a = f32x4::splat(a);
            sums[0] += a * b[0];
            sums[1] += a * b[1];
        }
    }
    sums
}

/// Adds sums to results, of which there may be fewer; the first are what is there. A sum is never −0, so that this is the same
/// as adding it to 0.
#[inline(always)]
pub(super) fn put<const V: usize>(sums: [f32x4; V], c: &mut [f32], first: bool) {
    let (whole, rest) = c.as_chunks_mut::<4>();
    let mut sums = sums.into_iter();
    for (c, sum) in whole.iter_mut().zip(&mut sums) {
        *c = if first { sum } else { f32x4::new(*c) + sum }.to_array();
    }
    if let (false, Some(sum)) = (rest.is_empty(), sums.next()) {
        for (c, sum) in rest.iter_mut().zip(sum.to_array()) {
            *c = if first { sum } else { *c + sum };
        }
    }
}
