//! The product of operands that have few zeros: blocks of 4×8 results stay in registers while two packed panels stream past
//! (Goto & van de Geijn 2008, Anatomy of High-Performance Matrix Multiplication). A transposed operand is packed in its own
//! order, never copied.

use super::pack::Lines;
use super::results::{put, put_vectors, vectors};
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
                if wide == WIDE && c.len() == HIGH * columns {
                    block(panel_a, panel_b, &mut c[left..], columns, from == 0);
                    continue;
                }
                let mut edge = [0.0; HIGH * WIDE];
                block(panel_a, panel_b, &mut edge, WIDE, true);
                for (c, sums) in c.chunks_exact_mut(columns).zip(edge.chunks_exact(WIDE)) {
                    put(&sums[..wide], &mut c[left..left + wide], from == 0);
                }
            }
        }
    }
}

/// The product of two panels: 4×8 results, rows so far apart. It is a function of its own, so that compilers keep its sums in
/// registers.
#[inline(never)]
fn block(a: &[[f32; HIGH]], b: &[[f32; WIDE]], c: &mut [f32], apart: usize, first: bool) {
    let mut sums = [[f32x4::ZERO; WIDE / 4]; HIGH];
    for (a, b) in a.iter().zip(b) {
        let b: [f32x4; WIDE / 4] = vectors(b);
        for (sums, &a) in sums.iter_mut().zip(a) {
            let a = f32x4::splat(a);
            sums.iter_mut().zip(b).for_each(|(sum, b)| *sum += a * b);
        }
    }
    for (row, sums) in sums.into_iter().enumerate() {
        let Some(c) = c.get_mut(row * apart..).and_then(|c| c.first_chunk_mut::<WIDE>()) else { return };
        put_vectors(sums, c, first);
    }
}
