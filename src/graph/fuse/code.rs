//! Code for pairs of lanes as a list of steps, each on earlier ones, equal ones once: functions of the same argument share
//! what they have in common.

use super::super::pair::Pair;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::{Add, Div, Mul, Sub};

/// A step, by its place in the list.
pub(super) type Place = usize;

/// What a step does with its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Act {
    /// The same 64 bits in both lanes.
    Constant(u64),
    /// Input of that number.
    Input(usize),
    Neg,
    Abs,
    Sqrt,
    Add,
    Sub,
    Mul,
    Div,
    Less,
    AtLeast,
    Equal,
    And,
    Or,
    Xor,
    /// Where the bits of the first are set the second, else the third.
    Choose,
    PlusBits,
    MinusBits,
    Up(u32),
    Down(u32),
    /// A function of the engine, called for each lane.
    Call(usize),
    /// The sum over all samples, in their order.
    Sum,
}

/// How often a value changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Varies {
    Never,
    /// From pair to pair.
    Lanes,
    /// From sample to sample, for each pair.
    Samples,
}

/// An act and its arguments, of which it has up to three.
pub(super) type Step = (Act, [Place; 3]);

/// A list of steps.
#[derive(Default)]
pub(super) struct Code {
    pub(super) steps: Vec<Step>,
    pub(super) varies: Vec<Varies>,
    /// How many rounds over the samples must be over before it can be computed.
    pub(super) rounds: Vec<usize>,
    known: BTreeMap<Step, Place>,
    /// A mask each: all have to be set for the results to count.
    pub(super) conditions: Vec<Place>,
}

impl Code {
    /// A step that varies as its arguments do, or more.
    pub(super) fn step(&mut self, act: Act, arguments: &[Place], least: Varies) -> Place {
        let mut padded = [0; 3];
        padded[..arguments.len()].copy_from_slice(arguments);
        let step = (act, padded);
        if let Some(&place) = self.known.get(&step) {
            return place;
        }
        let most = arguments.iter().map(|&x| self.varies[x]).max().unwrap_or(least).max(least);
        let rounds = arguments.iter().map(|&x| self.rounds[x]).max().unwrap_or(0);
        let is_sum = act == Act::Sum;
        self.varies.push(if is_sum { Varies::Lanes } else { most });
        self.rounds.push(rounds + usize::from(is_sum));
        self.steps.push(step);
        self.known.insert(step, self.steps.len() - 1);
        self.steps.len() - 1
    }

    /// Which of the steps that are `among` some are needed for others.
    pub(super) fn needed(&self, of: impl Iterator<Item = Place>, among: impl Fn(Place) -> bool) -> Vec<bool> {
        let mut needed = vec![false; self.steps.len()];
        of.for_each(|place| needed[place] = true);
        for at in (0..self.steps.len()).rev() {
            needed[at] &= among(at);
            if needed[at] {
                let (act, arguments) = self.steps[at];
                arguments[..arity(act)].iter().for_each(|&x| needed[x] = true);
            }
        }
        needed
    }
}

/// How many arguments an act has.
pub(super) fn arity(act: Act) -> usize {
    match act {
        Act::Constant(_) | Act::Input(_) => 0,
        Act::Neg | Act::Abs | Act::Sqrt | Act::Up(_) | Act::Down(_) | Act::Sum => 1,
        Act::Choose => 3,
        _ => 2,
    }
}

/// A value that is written down.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) place: Place,
    pub(super) code: &'a RefCell<Code>,
}

impl<'a> Value<'a> {
    pub(super) fn of(code: &'a RefCell<Code>, act: Act, arguments: &[Value<'a>]) -> Self {
        let places: Vec<Place> = arguments.iter().map(|x| x.place).collect();
        Self { place: code.borrow_mut().step(act, &places, Varies::Never), code }
    }

    pub(super) fn then(self, act: Act, rest: &[Self]) -> Self {
        Self::of(self.code, act, &[&[self], rest].concat())
    }

    /// Has the results count only where this mask is set.
    pub(super) fn require(self) {
        let mut code = self.code.borrow_mut();
        if !code.conditions.contains(&self.place) {
            code.conditions.push(self.place);
        }
    }
}

macro_rules! operators {
    ($($operator:ident $name:ident)*) => {
        $(impl $operator for Value<'_> {
            type Output = Self;
            fn $name(self, other: Self) -> Self {
                self.then(Act::$operator, &[other])
            }
        })*
    };
}

operators! { Add add Sub sub Mul mul Div div }

impl Pair for Value<'_> {
    fn constant(self, value: f64) -> Self {
        Self::of(self.code, Act::Constant(value.to_bits()), &[])
    }
    fn abs(self) -> Self {
        self.then(Act::Abs, &[])
    }
    fn less(self, other: Self) -> Self {
        self.then(Act::Less, &[other])
    }
    fn at_least(self, other: Self) -> Self {
        self.then(Act::AtLeast, &[other])
    }
    fn equal(self, other: Self) -> Self {
        self.then(Act::Equal, &[other])
    }
    fn choose(self, a: Self, b: Self) -> Self {
        self.then(Act::Choose, &[a, b])
    }
    fn plus_bits(self, other: Self) -> Self {
        self.then(Act::PlusBits, &[other])
    }
    fn minus_bits(self, other: Self) -> Self {
        self.then(Act::MinusBits, &[other])
    }
    fn and(self, other: Self) -> Self {
        self.then(Act::And, &[other])
    }
    fn or(self, other: Self) -> Self {
        self.then(Act::Or, &[other])
    }
    fn xor(self, other: Self) -> Self {
        self.then(Act::Xor, &[other])
    }
    fn up(self, by: u32) -> Self {
        self.then(Act::Up(by), &[])
    }
    fn down(self, by: u32) -> Self {
        self.then(Act::Down(by), &[])
    }
}
