//! Some of the parameters, with all that an optimizer needs to move them.

use super::setup::Setup;
use crate::graph::Element;
use crate::optimizer::{Stepper, look_ahead};

pub(in crate::network) struct Piece<T> {
    pub(in crate::network) params: Vec<T>,
    pub(in crate::network) slots: Vec<Vec<T>>,
    /// Both as they were before the last step.
    pub(in crate::network) before: (Vec<T>, Vec<Vec<T>>),
    pub(in crate::network) gradient: Vec<T>,
    ahead: Vec<T>,
    stepper: Stepper<T>,
}

impl<T: Element> Piece<T> {
    /// Of `n` parameters, from what [`Piece::all`] gives. Nothing if that is not as much as the setup needs.
    pub(in crate::network) fn read(setup: &Setup, n: usize, all: impl Iterator<Item = Vec<T>>) -> Option<Self> {
        let mut all = all.take_while(|values| values.len() == n);
        let slots = setup.optimizer.slots.len();
        let mut state = || Some((all.next()?, all.by_ref().take(slots).collect::<Vec<_>>()));
        let ((params, slots), before) = (state()?, state()?);
        Some(Self {
            params,
            slots,
            before,
            gradient: all.next()?,
            ahead: Vec::new(),
            stepper: Stepper::new(setup.optimizer, &setup.hyper, n),
        })
    }

    /// Where the gradient is taken.
    pub(super) fn place(&mut self, setup: &Setup) -> &[T] {
        let Some((kept, velocity)) = look_ahead(setup.hyper.parts, &setup.hyper.knobs, &self.slots) else {
            return &self.params;
        };
        let kept = T::of(kept);
        self.ahead.clone_from(&self.params);
        self.ahead.iter_mut().zip(velocity).for_each(|(w, &v)| *w += kept * v);
        &self.ahead
    }

    /// Moves by the gradient.
    pub(super) fn update(&mut self, rate: f64, taken: usize) {
        let (params, slots) = &mut self.before;
        std::mem::swap(params, &mut self.params);
        std::mem::swap(slots, &mut self.slots);
        self.stepper.step(rate, taken, &self.gradient, (params, slots), (&mut self.params, &mut self.slots));
    }

    /// All there is to tell of it: parameters, slots, both as they were before, gradient.
    pub(in crate::network) fn all(&self) -> impl Iterator<Item = &Vec<T>> {
        let now = std::iter::once(&self.params).chain(&self.slots);
        now.chain(std::iter::once(&self.before.0)).chain(&self.before.1).chain(std::iter::once(&self.gradient))
    }
}
