//! The matrix product, which is where the time of a network goes.
//!
//! Natively it is ndarray's. In WebAssembly it is a kernel for `simd128`: blocks of 4×8 results stay in registers while two
//! packed panels stream past (Goto & van de Geijn 2008, Anatomy of High-Performance Matrix Multiplication). A transposed
//! operand is packed in its own order, never copied. Sums are taken in a fixed order, so every browser gives the same bits.

/// What is multiplied: op(a)·op(b), where op may transpose. All matrices are stored by rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Rows of the product.
    pub rows: usize,
    /// Columns of op(a), and rows of op(b).
    pub inner: usize,
    /// Columns of the product.
    pub columns: usize,
    /// Whether a and b are stored as their transposes.
    pub transposed: [bool; 2],
}

/// The product by ndarray.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn by_ndarray<T: ndarray::LinalgScalar>(shape: &Shape, a: &[T], b: &[T], c: &mut [T]) {
    use ndarray::{ArrayView2, ArrayViewMut2, ShapeBuilder, linalg};
    let Shape { rows, inner, columns, transposed } = *shape;
    let view = |values, [m, n]: [usize; 2], transposed: bool| {
        let layout = (m, n).set_f(transposed);
        ArrayView2::from_shape(layout, values).unwrap_or_else(|_| panic!("a matrix has its size"))
    };
    let (a, b) = (view(a, [rows, inner], transposed[0]), view(b, [inner, columns], transposed[1]));
    let mut c = ArrayViewMut2::from_shape((rows, columns), c).unwrap_or_else(|_| panic!("a matrix has its size"));
    linalg::general_mat_mul(T::one(), &a, &b, T::zero(), &mut c);
}

/// The product as it is defined: for `f64` in WebAssembly, where only small graphs are computed.
#[cfg(target_arch = "wasm32")]
pub(super) fn by_definition(shape: &Shape, a: &[f64], b: &[f64], c: &mut [f64]) {
    let Shape { rows, inner, columns, transposed } = *shape;
    let [across_a, down_a] = if transposed[0] { [rows, 1] } else { [1, inner] };
    let [across_b, down_b] = if transposed[1] { [inner, 1] } else { [1, columns] };
    for (i, row) in c.chunks_exact_mut(columns).enumerate() {
        for (j, c) in row.iter_mut().enumerate() {
            *c = 0.0;
            for k in 0..inner {
                *c += a[i * down_a + k * across_a] * b[k * down_b + j * across_b];
            }
        }
    }
}

#[cfg(target_arch = "wasm32")]
pub(super) use kernel::multiply as by_kernel;

#[cfg(target_arch = "wasm32")]
mod kernel {
    use super::Shape;
    use core::arch::wasm32::{f32x4_add, f32x4_mul, f32x4_splat, v128, v128_load, v128_load32_splat, v128_store};

    /// Results of a block: rows, and columns in two vectors. Eight sums, two vectors of b and one element of a fit into
    /// the sixteen registers of x86-64 with some to spare; wider blocks were no faster.
    const HIGH: usize = 4;
    const WIDE: usize = 8;
    /// So much of the inner dimension at a time: a panel of b (8 KB) stays in the first-level cache.
    const DEEP: usize = 256;

    pub(in super::super) fn multiply(shape: &Shape, a: &[f32], b: &[f32], c: &mut [f32], room: &mut Vec<f32>) {
        let Shape { rows, inner, columns, transposed } = *shape;
        let high = rows.next_multiple_of(HIGH);
        let need = high * DEEP.min(inner) + WIDE * DEEP + HIGH * WIDE;
        if room.len() < need {
            room.resize(need, 0.0);
        }
        let (packed_a, rest) = room.split_at_mut(high * DEEP.min(inner));
        let (packed_b, edge) = rest.split_at_mut(WIDE * DEEP);
        c.fill(0.0);
        for from in (0..inner).step_by(DEEP) {
            let deep = DEEP.min(inner - from);
            pack::<HIGH>(a, [rows, inner], !transposed[0], from, deep, packed_a);
            for left in (0..columns).step_by(WIDE) {
                let wide = WIDE.min(columns - left);
                pack_one::<WIDE>(b, [columns, inner], transposed[1], left, wide, from, deep, packed_b);
                for top in (0..rows).step_by(HIGH) {
                    let panel = &packed_a[top * deep..][..HIGH * deep];
                    let n = HIGH.min(rows - top);
                    if n == HIGH && wide == WIDE {
                        // SAFETY: both panels hold `deep` steps, and a whole block of c is there.
                        unsafe {
                            block(
                                deep,
                                panel.as_ptr(),
                                packed_b.as_ptr(),
                                c[top * columns + left..].as_mut_ptr(),
                                columns,
                            )
                        };
                        continue;
                    }
                    edge[..HIGH * WIDE].fill(0.0);
                    // SAFETY: as above, with a whole block of `edge`.
                    unsafe { block(deep, panel.as_ptr(), packed_b.as_ptr(), edge.as_mut_ptr(), WIDE) };
                    for (row, edge) in edge.chunks_exact(WIDE).take(n).enumerate() {
                        let to = &mut c[(top + row) * columns + left..][..wide];
                        to.iter_mut().zip(edge).for_each(|(to, from)| *to += from);
                    }
                }
            }
        }
    }

    /// Packs all panels of N lines; see [`pack_one`].
    fn pack<const N: usize>(
        x: &[f32],
        [lines, inner]: [usize; 2],
        by_lines: bool,
        from: usize,
        deep: usize,
        to: &mut [f32],
    ) {
        for first in (0..lines).step_by(N) {
            let n = N.min(lines - first);
            pack_one::<N>(x, [lines, inner], by_lines, first, n, from, deep, &mut to[first * deep..]);
        }
    }

    /// Packs one panel: for each of `deep` places of the inner dimension, the elements of N lines (rows of a, or columns of b)
    /// side by side; 0 where there are fewer. `by_lines`: whether a line's elements are adjacent in `x`.
    #[expect(clippy::too_many_arguments, reason = "a panel is a window of a matrix in either order")]
    fn pack_one<const N: usize>(
        x: &[f32],
        [lines, inner]: [usize; 2],
        by_lines: bool,
        first: usize,
        n: usize,
        from: usize,
        deep: usize,
        to: &mut [f32],
    ) {
        let to = &mut to[..N * deep];
        if n < N {
            to.fill(0.0);
        }
        if by_lines {
            for k in 0..n {
                let line = &x[(first + k) * inner + from..][..deep];
                to.chunks_exact_mut(N).zip(line).for_each(|(to, &x)| to[k] = x);
            }
        } else if n == N {
            for (place, to) in to.chunks_exact_mut(N).enumerate() {
                to.copy_from_slice(&x[(from + place) * lines + first..][..N]);
            }
        } else {
            for (place, to) in to.chunks_exact_mut(N).enumerate() {
                to[..n].copy_from_slice(&x[(from + place) * lines + first..][..n]);
            }
        }
    }

    macro_rules! row {
        ($a:ident $k:literal, $b:ident $c:ident, $left:ident $right:ident) => {
            let x = v128_load32_splat($a.add($k).cast());
            $left = f32x4_add($left, f32x4_mul(x, $b));
            $right = f32x4_add($right, f32x4_mul(x, $c));
        };
    }

    /// Adds the product of two packed panels to a block of 4×8 whose rows are `stride` apart.
    ///
    /// # Safety
    /// `a` has 4·deep elements, `b` 8·deep, and `c` the block.
    #[inline(never)]
    unsafe fn block(deep: usize, mut a: *const f32, mut b: *const f32, c: *mut f32, stride: usize) {
        let zero = f32x4_splat(0.0);
        let (mut c00, mut c01, mut c10, mut c11) = (zero, zero, zero, zero);
        let (mut c20, mut c21, mut c30, mut c31) = (zero, zero, zero, zero);
        // SAFETY: within what the caller vouches for.
        unsafe {
            for _ in 0..deep {
                let (left, right) = (v128_load(b.cast()), v128_load(b.add(4).cast()));
                row!(a 0, left right, c00 c01);
                row!(a 1, left right, c10 c11);
                row!(a 2, left right, c20 c21);
                row!(a 3, left right, c30 c31);
                a = a.add(HIGH);
                b = b.add(WIDE);
            }
            for (row, [left, right]) in [[c00, c01], [c10, c11], [c20, c21], [c30, c31]].into_iter().enumerate() {
                let to: *mut v128 = c.add(row * stride).cast();
                v128_store(to, f32x4_add(v128_load(to), left));
                v128_store(to.add(1), f32x4_add(v128_load(to.add(1)), right));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::multiply;

    /// Every shape around the edges of blocks, in all four orders, against the definition in f64.
    #[test]
    fn products_of_every_order_and_size() {
        let value = |k: usize| ((k * 7919 % 101) as f64 - 50.0) / 25.0;
        let mut room = Vec::new();
        for (rows, inner, columns) in
            [(1, 1, 1), (3, 5, 7), (4, 8, 8), (5, 300, 9), (13, 17, 16), (8, 513, 24), (2, 3, 10)]
        {
            for transposed in [[false, false], [true, false], [false, true], [true, true]] {
                let shape = Shape { rows, inner, columns, transposed };
                let a: Vec<f64> = (0..rows * inner).map(value).collect();
                let b: Vec<f64> = (0..inner * columns).map(|k| value(k + 31)).collect();
                let mut expected = vec![0.0; rows * columns];
                for i in 0..rows {
                    for j in 0..columns {
                        expected[i * columns + j] = (0..inner)
                            .map(|k| {
                                let x = if transposed[0] { a[k * rows + i] } else { a[i * inner + k] };
                                let y = if transposed[1] { b[j * inner + k] } else { b[k * columns + j] };
                                x * y
                            })
                            .sum();
                    }
                }
                let mut c = vec![f64::NAN; rows * columns];
                multiply(&shape, &a, &b, &mut c, &mut Vec::new());
                assert!(c.iter().zip(&expected).all(|(c, e)| (c - e).abs() < 1e-11), "{shape:?}");
                let [narrow_a, narrow_b] = [a, b].map(|x| x.into_iter().map(|x| x as f32).collect::<Vec<_>>());
                let mut c = vec![f32::NAN; rows * columns];
                multiply(&shape, &narrow_a, &narrow_b, &mut c, &mut room);
                assert!(c.iter().zip(&expected).all(|(&c, e)| (f64::from(c) - e).abs() < 2e-3), "{shape:?}");
            }
        }
    }
}
