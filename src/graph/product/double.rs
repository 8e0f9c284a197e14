//! The product in `f64`.

use super::shape::Shape;

/// c ← op(a)·op(b), by ndarray.
#[cfg(not(target_arch = "wasm32"))]
pub(in crate::graph) fn double(shape: &Shape, a: &[f64], b: &[f64], c: &mut [f64]) {
    use ndarray::{ArrayView2, ArrayViewMut2, ShapeBuilder, linalg};
    let Shape { rows, inner, columns, transposed } = *shape;
    let view = |values, [m, n]: [usize; 2], transposed: bool| {
        let layout = (m, n).set_f(transposed);
        ArrayView2::from_shape(layout, values).unwrap_or_else(|_| panic!("a matrix has its size"))
    };
    let (a, b) = (view(a, [rows, inner], transposed[0]), view(b, [inner, columns], transposed[1]));
    let mut c = ArrayViewMut2::from_shape((rows, columns), c).unwrap_or_else(|_| panic!("a matrix has its size"));
    linalg::general_mat_mul(1.0, &a, &b, 0.0, &mut c);
}

/// c ← op(a)·op(b), as it is defined: in WebAssembly, where only small graphs are computed in `f64`.
#[cfg(target_arch = "wasm32")]
pub(in crate::graph) fn double(shape: &Shape, a: &[f64], b: &[f64], c: &mut [f64]) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_every_order() {
        let value = |k: usize| ((k * 7919 % 101) as f64 - 50.0) / 25.0;
        for [rows, inner, columns] in [[1, 1, 1], [3, 5, 7], [5, 300, 9], [13, 17, 16]] {
            let a: Vec<f64> = (0..rows * inner).map(value).collect();
            let b: Vec<f64> = (0..inner * columns).map(|k| value(k + 31)).collect();
            for transposed in [[false, false], [true, false], [false, true], [true, true]] {
                let mut c = vec![f64::NAN; rows * columns];
                double(&Shape { rows, inner, columns, transposed }, &a, &b, &mut c);
                for (at, c) in c.into_iter().enumerate() {
                    let (i, j) = (at / columns, at % columns);
                    let term = |k| {
                        let x = if transposed[0] { a[k * rows + i] } else { a[i * inner + k] };
                        x * if transposed[1] { b[j * inner + k] } else { b[k * columns + j] }
                    };
                    assert!((c - (0..inner).map(term).sum::<f64>()).abs() < 1e-11, "{rows} {inner} {columns}");
                }
            }
        }
    }
}
