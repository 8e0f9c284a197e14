//! An allocator with a ceiling: what would pass it is refused, and ends the program unless it was asked for as something that
//! can fail.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Bytes that may be allocated at a time.
pub const CEILING: usize = 256 << 20;

struct Ceiling(AtomicUsize);

impl Ceiling {
    fn takes(&self, more: usize) -> bool {
        let fits = |used: usize| used.checked_add(more).filter(|&used| used <= CEILING);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fits).is_ok()
    }
}

// SAFETY: memory is the system's, asked for and given back with the layouts that came; only how much there is of it is counted.
unsafe impl GlobalAlloc for Ceiling {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if !self.takes(layout.size()) {
            return std::ptr::null_mut();
        }
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if !self.takes(layout.size()) {
            return std::ptr::null_mut();
        }
        // SAFETY: as the caller promises.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        self.0.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Ceiling = Ceiling(AtomicUsize::new(0));
