//! How fast the engine's matrix product is: called by `network.js`.
#![cfg(target_arch = "wasm32")]

use sgd_playground::graph::multiply;
use sgd_playground::graph::product::{Room, Shape};

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

/// Where the caller may write what a holds.
///
/// # Safety
/// `product` comes from the function of that name.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn left(product: *mut Product) -> *mut f32 {
    // SAFETY: as the caller vouches.
    unsafe { (*product).a.as_mut_ptr() }
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
