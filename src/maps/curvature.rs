//! How a loss is curved at a point: the eigenvalues of its Hessian.

/// A power of two: multiplied by it, a number changes no digit.
const FAR: f64 = (1u128 << 120) as f64;
/// Beyond this, or below its inverse, the squares of numbers may not be numbers.
const SQUARED: f64 = FAR * FAR * FAR * FAR;

/// Eigenvalues of a symmetric matrix of one or two rows, with unit eigenvectors; the smaller first.
pub fn curvatures(hessian: &[f64], dim: usize) -> Vec<(f64, Vec<f64>)> {
    if dim == 1 {
        return vec![(hessian[0], vec![1.0])];
    }
    let unit = unit(hessian);
    let (a, b, c) = (hessian[0] * unit, hessian[1] * unit, hessian[3] * unit);
    let (mean, half) = (0.5 * (a + c), 0.5 * (a - c));
    let radius = (half * half + b * b).sqrt();
    // The eigenvector of the larger eigenvalue, (radius + half, b) or (b, radius − half): the longer form.
    let long = if half >= 0.0 { [radius + half, b] } else { [b, radius - half] };
    let length = (long[0] * long[0] + long[1] * long[1]).sqrt();
    let [cos, sin] = if length > 0.0 { long.map(|x| x / length) } else { [1.0, 0.0] };
    vec![((mean - radius) / unit, vec![-sin, cos]), ((mean + radius) / unit, vec![cos, sin])]
}

/// What brings the numbers to where their squares are numbers.
fn unit(numbers: &[f64]) -> f64 {
    let most = numbers.iter().fold(0.0f64, |most, x| most.max(x.abs()));
    if most > SQUARED {
        1.0 / (SQUARED * FAR)
    } else if most < 1.0 / SQUARED {
        SQUARED * FAR
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_a_matrix_changes_neither_directions_nor_ratios() {
        for [a, b, c] in [[2.0, 1.0, 2.0], [0.0, 1.0, 0.0], [3.0, 0.0, 1.0], [-1.0, 0.7, 0.3], [1.0, 1.0, 1.0]] {
            let of = |size: f64| curvatures(&[a * size, b * size, b * size, c * size], 2);
            for power in [-1015, -700, -520, -490, 490, 520, 700, 1015] {
                let size = libm::scalbn(1.0, power);
                for ((value, direction), (plain, same)) in of(size).into_iter().zip(of(1.0)) {
                    assert_eq!((value, direction), (plain * size, same), "{a} {b} {c} {power}");
                }
            }
        }
        assert_eq!(curvatures(&[0.0; 4], 2), [(0.0, vec![-0.0, 1.0]), (0.0, vec![1.0, 0.0])]);
    }
}
