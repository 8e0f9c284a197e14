//! How kernels read vectors and leave their sums.

use wide::f32x4;

/// Numbers as vectors.
#[inline(always)]
pub(super) fn vectors<const N: usize, const V: usize>(from: &[f32; N]) -> [f32x4; V] {
    const { assert!(N == 4 * V) };
    let from = from.as_chunks().0;
    std::array::from_fn(|k| f32x4::new(from[k]))
}

/// Copies numbers as vectors: what is otherwise made of it in WebAssembly is a call of the browser's function that copies memory,
/// which takes longer than the copying.
#[inline(always)]
pub(super) fn copy_vectors<const N: usize>(from: &[f32; N], into: &mut [f32; N]) {
    const { assert!(N.is_multiple_of(4)) };
    for (into, from) in into.as_chunks_mut().0.iter_mut().zip(from.as_chunks().0) {
        *into = f32x4::new(*from).to_array();
    }
}

/// Adds sums to results; the first are what is there. A sum is never −0, so that this is the same as adding it to 0.
#[inline(always)]
pub(super) fn put_vectors<const N: usize, const V: usize>(mut sums: [f32x4; V], into: &mut [f32; N], first: bool) {
    if !first {
        let before: [f32x4; V] = vectors(into);
        sums.iter_mut().zip(before).for_each(|(sum, before)| *sum = before + *sum);
    }
    for (into, sum) in into.as_chunks_mut().0.iter_mut().zip(sums) {
        *into = sum.to_array();
    }
}

/// The same for as many as there are.
pub(super) fn put(sums: &[f32], into: &mut [f32], first: bool) {
    for (into, &sum) in into.iter_mut().zip(sums) {
        *into = if first { sum } else { *into + sum };
    }
}
