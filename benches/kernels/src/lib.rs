//! How fast this machine can be with `simd128`, and how fast the engine's matrix product is: called by `network.js`.
#![cfg(target_arch = "wasm32")]

use core::arch::wasm32::{f32x4_add, f32x4_extract_lane, f32x4_mul, f32x4_splat};
use sgd_playground::graph::multiply;
use sgd_playground::graph::product::{Room, Shape};

/// Eight times the same, so that the loop around it costs nothing.
macro_rules! eight_times {
    ($body:block) => {
        $body $body $body $body $body $body $body $body
    };
}

/// Multiply-adds whose sums are multiplied again: `count` chains.
macro_rules! chained {
    ($rounds:ident $factor:ident $term:ident: $($sum:ident)*) => {{
        $(let mut $sum = $factor;)*
        for _ in 0..$rounds {
            eight_times!({ $($sum = f32x4_add(f32x4_mul($sum, $factor), $term);)* });
        }
        let mut all = $term;
        $(all = f32x4_add(all, $sum);)*
        f32x4_extract_lane::<0>(all)
    }};
}

/// As many products as sums, none of which waits for another kind.
macro_rules! apart {
    ($rounds:ident $factor:ident $term:ident: $($product:ident $sum:ident)*) => {{
        $(let (mut $product, mut $sum) = ($factor, $term);)*
        for _ in 0..$rounds {
            eight_times!({ $($product = f32x4_mul($product, $factor); $sum = f32x4_add($sum, $term);)* });
        }
        let mut all = $term;
        $(all = f32x4_add(all, f32x4_add($product, $sum));)*
        f32x4_extract_lane::<0>(all)
    }};
}

/// Pairs of a multiplication and an addition that a round of each loop does, times 8.
const PAIRS: [u32; 10] = [4, 6, 8, 10, 12, 13, 4, 5, 6, 7];

/// How many loops there are to choose the fastest from.
#[unsafe(no_mangle)]
pub extern "C" fn peak_kinds() -> u32 {
    PAIRS.len() as u32
}

/// Operations on single numbers in a round of a loop.
#[unsafe(no_mangle)]
pub extern "C" fn peak_operations(kind: u32) -> u32 {
    PAIRS[kind as usize] * 8 * 2 * 4
}

/// Nothing but arithmetic in registers. With a factor near 1 and a term near 0, as only the caller knows, nothing overflows,
/// and nothing can be computed beforehand.
#[unsafe(no_mangle)]
pub extern "C" fn peak(kind: u32, rounds: u32, factor: f32, term: f32) -> f32 {
    let (factor, term) = (f32x4_splat(factor), f32x4_splat(term));
    match kind {
        0 => chained!(rounds factor term: a b c d),
        1 => chained!(rounds factor term: a b c d e f),
        2 => chained!(rounds factor term: a b c d e f g h),
        3 => chained!(rounds factor term: a b c d e f g h i j),
        4 => chained!(rounds factor term: a b c d e f g h i j k l),
        5 => chained!(rounds factor term: a b c d e f g h i j k l m),
        6 => apart!(rounds factor term: a b c d e f g h),
        7 => apart!(rounds factor term: a b c d e f g h i j),
        8 => apart!(rounds factor term: a b c d e f g h i j k l),
        _ => apart!(rounds factor term: a b c d e f g h i j k l m n),
    }
}

/// A product of matrices that is there to be done again and again.
pub struct Product {
    shape: Shape,
    a: Vec<f32>,
    b: Vec<f32>,
    c: Vec<f32>,
    room: Room<f32>,
}

/// `transposed`: 1 if a is stored as its transpose, 2 if b is.
#[unsafe(no_mangle)]
pub extern "C" fn product(rows: usize, inner: usize, columns: usize, transposed: u32) -> *mut Product {
    let shape = Shape { rows, inner, columns, transposed: [transposed & 1 != 0, transposed & 2 != 0] };
    let some = |count: usize| (0..count).map(|k| (k * 7919 % 101) as f32 / 101.0 - 0.5).collect();
    let product = Product {
        shape,
        a: some(rows * inner),
        b: some(inner * columns),
        c: some(rows * columns),
        room: Room::default(),
    };
    Box::into_raw(Box::new(product))
}

/// Does it, and tells one number of the result.
///
/// # Safety
/// `product` comes from the function of that name.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn multiply_times(product: *mut Product, times: u32) -> f32 {
    // SAFETY: as the caller vouches; there is one thread, and this is the only reference.
    let Product { shape, a, b, c, room } = unsafe { &mut *product };
    for _ in 0..times {
        multiply(shape, a, b, c, room);
    }
    c[c.len() / 2]
}
