//! A bound on what an input costs, in the time of the processor: others may use the machine as well.

use cpu_time::ThreadTime;
use std::time::Duration;

const MOST: Duration = Duration::from_secs(1);

pub fn take(inputs: fn(&[u8]), bytes: &[u8]) {
    let begun = ThreadTime::now();
    inputs(bytes);
    let taken = begun.elapsed();
    assert!(taken <= MOST, "{taken:?}");
}
