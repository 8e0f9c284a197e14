//! How kernels read vectors and leave their sums.

use wide::f32x4;

/// Numbers as vectors.
#[inline(always)]
pub(super) fn vectors<const N: usize, const V: usize>(from: &[f32; N]) -> [f32x4; V] {
    const { assert!(N == 4 * V) };
    let from = from.as_chunks().0;
    std::array::from_fn(|k| f32x4::new(from[k]))
}

/// Adds sums to results; the first are what is there. A sum is never −0, so that this is the same as adding it to 0.
#[inline(always)]
pub(super) fn put_vectors<const N: usize, const V: usize>(sums: [f32x4; V], into: &mut [f32; N], first: bool) {
    let before: [f32x4; V] = vectors(into);
    for ((into, before), sum) in into.as_chunks_mut().0.iter_mut().zip(before).zip(sums) {
        *into = if first { sum } else { before + sum }.to_array();
    }
}

/// The same for as many as there are.
pub(super) fn put(sums: &[f32], into: &mut [f32], first: bool) {
    for (into, &sum) in into.iter_mut().zip(sums) {
        *into = if first { sum } else { *into + sum };
    }
}
