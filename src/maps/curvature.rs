//! How a loss is curved at a point: the eigenvalues of its Hessian.

/// Eigenvalues of a symmetric matrix of one or two rows, with unit eigenvectors; the smaller first.
pub fn curvatures(hessian: &[f64], dim: usize) -> Vec<(f64, Vec<f64>)> {
    if dim == 1 {
        return vec![(hessian[0], vec![1.0])];
    }
    let (a, b, c) = (hessian[0], hessian[1], hessian[3]);
    let (mean, half) = (0.5 * (a + c), 0.5 * (a - c));
    let radius = (half * half + b * b).sqrt();
    // The eigenvector of the larger eigenvalue, (radius + half, b) or (b, radius − half): the longer form.
    let long = if half >= 0.0 { [radius + half, b] } else { [b, radius - half] };
    let length = (long[0] * long[0] + long[1] * long[1]).sqrt();
    let [cos, sin] = if length > 0.0 { long.map(|x| x / length) } else { [1.0, 0.0] };
    vec![(mean - radius, vec![-sin, cos]), (mean + radius, vec![cos, sin])]
}
