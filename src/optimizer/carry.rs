//! What is remembered, when the rules of another library are taken up in mid-run.

#[cfg(feature = "full")]
use super::parts::Average;
use super::parts::{Ahead, Largest, Rate};
use super::{Hyper, MOST_SLOTS, Spec};
use crate::edition::FULL;

/// What to multiply each slot by, so that what is remembered moves a parameter as it did before: a velocity that has the
/// learning rate in it, v, is −α times one that does not. Nothing where the new rule cannot go on from the old one's memory;
/// then it begins anew. The rate is that of the coming step.
pub fn carry(spec: &Spec, from: &Hyper, to: &Hyper, step: usize, taken: usize) -> Option<[f64; MOST_SLOTS]> {
    let mut factors = [1.0; MOST_SLOTS];
    if from.convention == to.convention {
        return Some(factors);
    }
    for (slot, factor) in spec.slots.iter().zip(&mut factors) {
        let unit = |hyper: &Hyper| match slot.name {
            "velocity" if hyper.parts.rate == Rate::Inside => -hyper.rate_at(step),
            // RMSprop's grows in the direction of the gradient, wherever the rate stands.
            "momentum" if hyper.parts.rate == Rate::Inside => hyper.rate_at(step),
            "largest" if FULL && hyper.parts.largest == Largest::Raw => {
                hyper.parts.correction(1, hyper.knobs[1], taken.max(1) as f64)
            }
            // Of steps that counted alike, each counts as one of now.
            #[cfg(feature = "full")]
            "weightSum" if hyper.parts.average == Average::ByRate => hyper.rate_at(step) * hyper.rate_at(step),
            _ => 1.0,
        };
        *factor = unit(to) / unit(from);
    }
    // The product of Nadam's momenta is one of those that its own rule has used. Some libraries have the pace in 32 bits.
    let pace = |hyper: &Hyper| if let Ahead::Dozat(pace) = hyper.parts.ahead { Some(pace as f32) } else { None };
    let goes_on = spec.name != "nadam" || pace(to).is_none() || pace(to) == pace(from);
    // What Rprop compares with is a gradient, or a step that waits.
    let goes_on = goes_on && (!FULL || to.parts.turn == from.parts.turn);
    // What Muon remembers is a sum or a mean, and of vectors it is another rule's.
    #[cfg(feature = "full")]
    let goes_on = goes_on
        && (spec.name != "muon"
            || (to.parts.memory, to.parts.muon.others) == (from.parts.memory, from.parts.muon.others));
    (goes_on && factors.iter().all(|factor| factor.is_finite())).then_some(factors)
}
