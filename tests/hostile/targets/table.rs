#![no_main]

mod timed;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| timed::take(hostile::table, bytes));
