//! Random numbers from a seed, the same for ever: links carry seeds, so this stream is frozen (a test holds its bits).

use crate::graph::math;
use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng;

/// What numbers are drawn for. Each purpose has a stream of its own, so that none disturbs another.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    /// Making data.
    Data,
    /// The order of the samples in this epoch (counted from 0).
    Shuffle {
        /// The epoch.
        epoch: u64,
    },
    /// Parting data into those to train on and those to test on.
    Split,
    /// The first weights of a layer (counted from 0).
    Weights {
        /// The layer.
        layer: u64,
    },
    /// A random direction in the space of parameters (counted from 0).
    Direction {
        /// The axis.
        axis: u64,
    },
}

/// A stream of random numbers: PCG32 (O'Neill 2014).
pub struct Random(Pcg32);

impl Random {
    /// The stream for a seed and a purpose.
    pub fn new(seed: u64, purpose: Purpose) -> Self {
        let stream = match purpose {
            Purpose::Data => 0,
            Purpose::Shuffle { epoch } => epoch + 1,
            Purpose::Split => u64::MAX,
            Purpose::Weights { layer } => u64::MAX - 1 - layer,
            // Beyond every epoch, and far below the layers.
            Purpose::Direction { axis } => (1 << 62) + axis,
        };
        Self(Pcg32::new(mix(seed ^ mix(stream)), stream))
    }

    /// Uniform in [0, 1), with 53 random bits.
    pub fn uniform(&mut self) -> f64 {
        let (high, low) = (u64::from(self.0.next_u32()), u64::from(self.0.next_u32()));
        ((high << 32 | low) >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Uniform in [low, high).
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    /// A standard normal deviate (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let (u, v) = (1.0 - self.uniform(), self.uniform());
        (-2.0 * math::ln(u)).sqrt() * libm::cos(std::f64::consts::TAU * v)
    }

    /// Uniform in 0 … n−1, without bias (Lemire 2019).
    fn below(&mut self, n: u32) -> u32 {
        let reject_under = n.wrapping_neg() % n;
        loop {
            let product = u64::from(self.0.next_u32()) * u64::from(n);
            if product as u32 >= reject_under {
                return (product >> 32) as u32;
            }
        }
    }

    /// Shuffles in place (Fisher and Yates, as given by Durstenfeld 1964).
    pub fn shuffle(&mut self, items: &mut [u32]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i as u32 + 1) as usize);
        }
    }
}

/// Neighbouring numbers to unrelated ones (the finaliser of SplitMix64; Steele, Lea & Flood 2014).
fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bits of three uniform numbers and a normal one, and an order of eight, as computed by an implementation in
    /// another language. If this fails, links no longer show the runs that they were made of.
    #[test]
    fn the_stream_is_frozen() {
        for (seed, bits) in [
            (0, [0x3fe2_3e84_8fbe_87ed, 0x3fee_f9c7_0327_a384, 0x3fdf_c0bb_addc_4f8e, 0xbfdc_7e8d_7e39_e186]),
            (42, [0x3fcf_1afc_b9c5_9810, 0x3fe9_27da_a60b_35b4, 0x3fcd_11ae_374a_acd8, 0x3fee_c7f0_dccf_dd13]),
            (
                (1 << 53) - 1,
                [0x3fd3_9254_c039_6ee2, 0x3fef_9e0f_2a16_110f, 0x3fc8_a38e_78ce_18b8, 0x3fdf_b43f_59b4_878b],
            ),
        ] {
            let mut random = Random::new(seed, Purpose::Data);
            let drawn = [random.uniform(), random.uniform(), random.uniform(), random.normal()].map(f64::to_bits);
            assert_eq!(drawn, bits, "seed {seed}: {drawn:x?}");
        }
        for (seed, axis, bits) in [
            (0, 0, [0x3fef_5187_8d09_a634, 0x3fe7_288f_2f88_ee5a, 0x3fe0_1a97_bc8b_8584]),
            (42, 0, [0x3fcd_3e9b_ce84_51e4, 0x3fe5_2c94_1ab6_e0da, 0xbfee_729a_6869_b93d]),
            (42, 1, [0x3fd2_21d8_b66a_9898, 0x3fe7_5755_4fcb_24d7, 0x3fcb_2890_d629_67ed]),
        ] {
            let mut random = Random::new(seed, Purpose::Direction { axis });
            let drawn = [random.uniform(), random.uniform(), random.normal()].map(f64::to_bits);
            assert_eq!(drawn, bits, "seed {seed}, axis {axis}: {drawn:x?}");
        }
        for (epoch, expected) in
            [(0, [4, 6, 3, 0, 7, 1, 2, 5]), (3, [7, 0, 3, 4, 6, 1, 2, 5]), (1 << 32, [6, 7, 2, 4, 5, 1, 0, 3])]
        {
            let mut order = [0, 1, 2, 3, 4, 5, 6, 7];
            Random::new(42, Purpose::Shuffle { epoch }).shuffle(&mut order);
            assert_eq!(order, expected, "epoch {epoch}");
        }
    }

    #[test]
    fn moments() {
        let mut random = Random::new(7, Purpose::Data);
        let n = 100_000;
        let draws: Vec<f64> = (0..n).map(|_| random.normal()).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / f64::from(n);
        assert!(mean.abs() < 0.01 && (variance - 1.0).abs() < 0.02, "{mean} {variance}");
    }

    #[test]
    fn every_order_is_as_likely() {
        let mut counts = std::collections::HashMap::new();
        for epoch in 0..24_000 {
            let mut order = [0, 1, 2, 3];
            Random::new(1, Purpose::Shuffle { epoch }).shuffle(&mut order);
            *counts.entry(order).or_insert(0) += 1;
        }
        assert_eq!(counts.len(), 24);
        assert!(counts.values().all(|&c| (850..1150).contains(&c)), "{counts:?}");
    }
}
