//! The product in `f32`.
//!
//! Two kernels of 128-bit vectors give the same bits everywhere: `dense`, and `sparse` for an operand of which a large part
//! is 0, as it is of pictures and of what relu gives. Sums are taken in a fixed order, piece by piece of the inner dimension.
//! Leaving out 0·b changes none: a sum begins with +0 and is never −0, so that ±0 adds nothing to it. It does where b is not
//! finite, and then nothing is left out.

use super::rows::Rows;
use super::shape::Shape;
use super::{dense, sparse};

/// Where operands are packed: it grows to what is needed once, and is used again.
#[derive(Clone, Debug, Default)]
pub struct Room<T> {
    /// Numbers side by side in the order in which they are read.
    pub(in crate::graph) packed: Vec<T>,
    rows: Rows,
}

/// c ← op(a)·op(b)
pub(in crate::graph) fn single(shape: &Shape, a: &[f32], b: &[f32], c: &mut [f32], room: &mut Room<f32>) {
    if a.is_empty() || b.is_empty() {
        return c.fill(0.0);
    }
    if Rows::pay(shape, a) {
        room.rows.take(shape, a);
        if sparse::multiply(shape, &room.rows, b, c, &mut room.packed) {
            return;
        }
    }
    dense::multiply(shape, a, b, c, &mut room.packed);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::product::shape::DEEP;

    /// Sizes around the edges of blocks, panels and pieces: rows, inner dimension, columns.
    const SIZES: [[usize; 3]; 14] = [
        [1, 1, 1],
        [3, 5, 7],
        [4, 8, 8],
        [5, 300, 9],
        [13, 17, 16],
        [8, 513, 24],
        [2, 3, 10],
        [1, 256, 32],
        [7, 257, 33],
        [33, 255, 31],
        [18, 512, 64],
        [17, 100, 47],
        [0, 3, 20],
        [3, 0, 20],
    ];

    const ORDERS: [[bool; 2]; 4] = [[false, false], [true, false], [false, true], [true, true]];

    /// The element of op(x) in row i and column j, where x is stored by rows.
    fn at<T: Copy>(x: &[T], [rows, columns]: [usize; 2], transposed: bool, i: usize, j: usize) -> T {
        if transposed { x[j * rows + i] } else { x[i * columns + j] }
    }

    /// The sums as they are stated: in order, piece by piece.
    fn by_definition(shape: &Shape, a: &[f32], b: &[f32]) -> Vec<f32> {
        let &Shape { rows, inner, columns, transposed } = shape;
        let mut c = vec![0.0; rows * columns];
        for (k, c) in c.iter_mut().enumerate() {
            for from in (0..inner).step_by(DEEP) {
                let mut sum = 0.0;
                for k_inner in from..inner.min(from + DEEP) {
                    let x = at(a, [rows, inner], transposed[0], k / columns, k_inner);
                    sum += x * at(b, [inner, columns], transposed[1], k_inner, k % columns);
                }
                *c += sum;
            }
        }
        c
    }

    /// Numbers between −2 and 2, of which so many in a hundred are not 0.
    fn numbers(count: usize, seed: u32, filled: u32) -> Vec<f32> {
        let mix = |k: usize| (k as u32 + 1).wrapping_mul(2_654_435_769 ^ seed) >> 12;
        let number = |k| if mix(k) % 100 < filled { (mix(k + 7) % 1013) as f32 / 253.0 - 2.0 } else { 0.0 };
        (0..count).map(number).collect()
    }

    fn same(a: &[f32], b: &[f32]) -> bool {
        a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()))
    }

    /// The bits of both kernels are those of the definition, whatever is 0 and wherever something is that is not usual.
    #[test]
    fn every_order_size_and_share_of_zeros() {
        let unusual = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -0.0, 1e-41, -3e-45, f32::MAX];
        let mut room = Room::default();
        for [rows, inner, columns] in SIZES {
            for transposed in ORDERS {
                let shape = Shape { rows, inner, columns, transposed };
                for filled in [0, 3, 19, 50, 70, 100] {
                    for case in 0..=2 * unusual.len() {
                        let mut a = numbers(rows * inner, 7, filled);
                        let mut b = numbers(inner * columns, 31, 100);
                        if case > 0 && inner * rows > 0 {
                            let into = if case % 2 == 0 { &mut a } else { &mut b };
                            let place = case * 7919 % into.len();
                            into[place] = unusual[(case - 1) / 2];
                        }
                        let expected = by_definition(&shape, &a, &b);
                        let mut c = vec![f32::NAN; rows * columns];
                        single(&shape, &a, &b, &mut c, &mut room);
                        assert!(same(&c, &expected), "{shape:?}, {filled} % filled, case {case}");
                        if a.is_empty() {
                            continue;
                        }
                        c.fill(f32::NAN);
                        dense::multiply(&shape, &a, &b, &mut c, &mut room.packed);
                        assert!(same(&c, &expected), "dense {shape:?}, {filled} % filled, case {case}");
                    }
                }
            }
        }
    }

    /// Whether the sparse kernel computes it.
    fn sparsely(shape: &Shape, a: &[f32], b: &[f32], c: &mut [f32], room: &mut Room<f32>) -> bool {
        Rows::pay(shape, a) && {
            room.rows.take(shape, a);
            sparse::multiply(shape, &room.rows, b, c, &mut room.packed)
        }
    }

    /// Where many elements are 0 the sparse kernel is what computes, unless b has something that is not finite.
    #[test]
    fn what_is_sparse_is_computed_so() {
        let shape = Shape { rows: 20, inner: 300, columns: 40, transposed: [false, false] };
        let mut b = numbers(300 * 40, 3, 100);
        let mut c = vec![0.0; 20 * 40];
        for (filled, taken) in [(0, true), (19, true), (50, true), (90, false), (100, false)] {
            let a = numbers(20 * 300, 5, filled);
            assert_eq!(sparsely(&shape, &a, &b, &mut c, &mut Room::default()), taken, "{filled} %");
            assert!(!taken || same(&c, &by_definition(&shape, &a, &b)), "{filled} %");
        }
        let a = numbers(20 * 300, 5, 19);
        for odd in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            b[299 * 40 + 39] = odd;
            assert!(!sparsely(&shape, &a, &b, &mut c, &mut Room::default()), "{odd}");
        }
        b[299 * 40 + 39] = f32::MAX;
        let mut room = Room::default();
        assert!(sparsely(&shape, &a, &b, &mut c, &mut room));
        // Also in the room that a small dense product has left.
        room.packed.truncate(300);
        assert!(sparsely(&shape, &a, &b, &mut c, &mut room));
    }

    /// Equal numbers among zeros, in each of the places that are looked at together.
    #[test]
    fn no_number_hides_another() {
        let shape = Shape { rows: 16, inner: 48, columns: 32, transposed: [false, false] };
        let b = numbers(48 * 32, 3, 100);
        for [first, second] in (0..16).flat_map(|k| (0..16).map(move |l| [k, l])) {
            let mut a = vec![0.0; 16 * 48];
            a.chunks_exact_mut(16).for_each(|group| [first, second].into_iter().for_each(|k| group[k] = 1.5));
            let mut c = vec![f32::NAN; 16 * 32];
            assert!(sparsely(&shape, &a, &b, &mut c, &mut Room::default()));
            assert!(same(&c, &by_definition(&shape, &a, &b)), "{first} {second}");
        }
    }

    /// A panel of all rows of a and one of some columns of b, of no more than a piece of the inner dimension.
    #[test]
    fn packing_takes_no_more_room_than_two_panels() {
        let shape = Shape { rows: 33, inner: 600, columns: 20, transposed: [false, false] };
        let (a, b) = (numbers(33 * 600, 1, 100), numbers(600 * 20, 2, 100));
        let (mut room, mut c) = (Room::default(), vec![f32::NAN; 33 * 20]);
        single(&shape, &a, &b, &mut c, &mut room);
        assert!(same(&c, &by_definition(&shape, &a, &b)));
        assert_eq!(room.packed.len(), (36 + 8) * DEEP);
    }
}
