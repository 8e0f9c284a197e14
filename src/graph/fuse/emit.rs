//! From [`Code`] to a WebAssembly module.
//!
//! Its function goes through the lanes, some pairs at a time. What never varies is computed before; for each pair, a loop over the samples
//! runs through them for all sums that are possible by then, and keeps these in registers. Where a pair does not
//! meet a condition of the code, a second function computes it, by code that needs none.

use super::code::{Act, Code, Place, Varies, arity};
use wasm_encoder::{BlockType, Encode, InstructionSink, MemArg, MemArgTarget, ValType};

/// Code, and where its outputs are among its steps.
pub(super) type Coded = (Code, Vec<Place>);

/// The module's fixed beginning: types and imports.
#[rustfmt::skip]
const HEAD: [u8; 43] = [
    0, b'a', b's', b'm', 1, 0, 0, 0,
    // Types: the functions themselves, i32 to nothing; and the one that they call, i32, f64, f64 to f64.
    1, 12, 2, 0x60, 1, 0x7f, 0, 0x60, 3, 0x7f, 0x7c, 0x7c, 1, 0x7c,
    // Imports: e.m, a memory of at least 0 pages, and e.c, the function that is called.
    2, 14, 2, 1, b'e', 1, b'm', 2, 0, 0, 1, b'e', 1, b'c', 0, 1,
    // Functions: so many, each of the first type.
    3, 3, 2, 0, 0,
];
/// Exports: the first function that is not imported, as f.
const EXPORTS: [u8; 7] = [7, 5, 1, 1, b'f', 0, 1];
/// The section of code.
const CODE: u8 = 10;
const CALLED: u32 = 0;
const EXACT: u32 = 2;

/// Pairs that are computed at a time, so that one does not wait for the other's results; lanes come in so many.
const COPIES: usize = 2;
pub(in crate::graph) const LANES: usize = 2 * COPIES;
/// Bytes of a pair.
const PAIR: usize = 16;

/// Parameter: bytes of each row to go through; of the second function, where in the rows the pair is.
const PARAMETER: u32 = 0;
/// Local: the byte where the loop over the pairs is.
const AT: u32 = 1;
/// Local: the byte where a loop over the samples is.
const SAMPLE: u32 = 2;
/// The first of the v128 locals, one for each step.
const VECTORS: u32 = 3;

/// The module whose function reads and writes rows at these addresses.
pub(super) fn module(
    quick: &Coded,
    exact: &Coded,
    inputs_at: &[usize],
    outputs_at: &[usize],
    samples: usize,
) -> Vec<u8> {
    let mut section = vec![2];
    Emitter::new(quick, inputs_at, outputs_at, samples, COPIES).body(true).encode(&mut section);
    Emitter::new(exact, inputs_at, outputs_at, samples, 1).body(false).encode(&mut section);
    let mut bytes = [&HEAD[..], &EXPORTS].concat();
    bytes.push(CODE);
    section.encode(&mut bytes);
    bytes
}

struct Emitter<'a> {
    code: &'a Code,
    outputs: &'a [Place],
    inputs_at: &'a [usize],
    outputs_at: &'a [usize],
    samples: usize,
    /// How many pairs are computed at a time.
    copies: usize,
    /// Whether anything needs the step.
    used: Vec<bool>,
    bytes: Vec<u8>,
}

impl<'a> Emitter<'a> {
    fn new(coded: &'a Coded, inputs_at: &'a [usize], outputs_at: &'a [usize], samples: usize, copies: usize) -> Self {
        let (code, outputs) = coded;
        let used = code.needed(outputs.iter().chain(&code.conditions).copied(), |_| true);
        Self { code, outputs, inputs_at, outputs_at, samples, copies, used, bytes: Vec::new() }
    }

    /// The function that goes through the rows, or the one that does a single pair.
    fn body(mut self, is_loop: bool) -> Vec<u8> {
        let has_conditions = !self.code.conditions.is_empty();
        let constants = self.places(Varies::Never, 0);
        constants.into_iter().for_each(|place| self.step(place));
        if is_loop {
            self.emit().loop_(BlockType::Empty);
        } else {
            self.emit().local_get(PARAMETER).local_set(AT);
        }
        if has_conditions {
            let held = self.held();
            self.emit().v128_const(-1).local_set(held);
        }
        let rounds = self.code.rounds.iter().copied().max().unwrap_or(0);
        for round in 0..=rounds {
            let places = self.places(Varies::Lanes, round);
            places.into_iter().filter(|&place| self.code.steps[place].0 != Act::Sum).for_each(|place| self.step(place));
            self.hold(round, |varies| varies != Varies::Samples);
            if round < rounds {
                self.samples(round);
            }
        }
        if has_conditions {
            self.ask();
        }
        for copy in 0..self.copies {
            for (&place, &at) in self.outputs.iter().zip(self.outputs_at) {
                let from = self.local(place, copy);
                self.emit().local_get(AT).local_get(from).v128_store(row(at, copy));
            }
        }
        if has_conditions {
            self.emit().end();
        }
        if is_loop {
            let bytes = (PAIR * self.copies) as i32;
            let mut e = self.emit();
            e.local_get(AT).i32_const(bytes).i32_add().local_tee(AT).local_get(PARAMETER).i32_lt_u().br_if(0).end();
        }
        let vectors = self.held() + 1 - VECTORS;
        let mut body = Vec::new();
        // Two groups of locals, then the code and its end.
        body.push(2);
        for (count, kind) in [(VECTORS - 1, ValType::I32), (vectors, ValType::V128)] {
            count.encode(&mut body);
            kind.encode(&mut body);
        }
        body.extend(&self.bytes);
        body.push(0x0b);
        body
    }

    /// The local in which are the bits of all conditions so far.
    fn held(&self) -> u32 {
        VECTORS + (self.copies * self.code.steps.len()) as u32
    }

    /// Adds the conditions of a round to those that are held.
    fn hold(&mut self, round: usize, varies: impl Fn(Varies) -> bool) {
        let (code, held) = (self.code, self.held());
        for &place in code.conditions.iter().filter(|&&at| code.rounds[at] == round && varies(code.varies[at])) {
            for copy in 0..self.copies {
                let condition = self.local(place, copy);
                self.emit().local_get(held).local_get(condition).v128_and().local_set(held);
            }
        }
    }

    /// Has the other function compute these pairs where a condition does not hold, and begins what is done else.
    fn ask(&mut self) {
        let (held, copies) = (self.held(), self.copies);
        let mut e = self.emit();
        e.local_get(held).i64x2_all_true().i32_eqz().if_(BlockType::Empty);
        for copy in 0..copies {
            e.local_get(AT).i32_const((PAIR * copy) as i32).i32_add().call(EXACT);
        }
        e.else_();
    }

    /// The steps that vary so, once so many rounds are over.
    fn places(&self, varies: Varies, round: usize) -> Vec<Place> {
        let code = self.code;
        let is_there = |&at: &Place| self.used[at] && code.varies[at] == varies && code.rounds[at] == round;
        (0..code.steps.len()).filter(is_there).collect()
    }

    /// One round over the samples, for the sums that are then done.
    fn samples(&mut self, round: usize) {
        let code = self.code;
        let is_sum = |&at: &Place| self.used[at] && code.steps[at].0 == Act::Sum && code.rounds[at] == round + 1;
        let sums: Vec<Place> = (0..code.steps.len()).filter(is_sum).collect();
        let copies = self.copies;
        let is_here = |at: Place| code.varies[at] == Varies::Samples;
        let conditions = code.conditions.iter().copied().filter(|&at| code.rounds[at] == round);
        // What they are computed from, of earlier rounds' values too.
        let needed = code.needed(sums.iter().map(|&sum| code.steps[sum].1[0]).chain(conditions), is_here);
        let sums: Vec<(Place, usize)> =
            sums.into_iter().flat_map(|sum| (0..copies).map(move |copy| (sum, copy))).collect();
        for &(sum, copy) in &sums {
            let sum = self.local(sum, copy);
            self.emit().v128_const(0).local_set(sum);
        }
        self.emit().i32_const(0).local_set(SAMPLE).loop_(BlockType::Empty);
        (0..code.steps.len()).filter(|&at| needed[at]).for_each(|at| self.step(at));
        for &(sum, copy) in &sums {
            let (x, sum) = (self.local(code.steps[sum].1[0], copy), self.local(sum, copy));
            self.emit().local_get(sum).local_get(x).f64x2_add().local_set(sum);
        }
        self.hold(round, |varies| varies == Varies::Samples);
        let end = (self.samples * size_of::<f64>()) as i32;
        let mut e = self.emit();
        e.local_get(SAMPLE).i32_const(8).i32_add().local_tee(SAMPLE).i32_const(end).i32_lt_u().br_if(0).end();
    }

    fn emit(&mut self) -> InstructionSink<'_> {
        InstructionSink::new(&mut self.bytes)
    }

    /// What is the same for all pairs has one local.
    fn is_shared(&self, place: Place) -> bool {
        self.code.varies[place] == Varies::Never || self.is_sample(place)
    }

    fn is_sample(&self, place: Place) -> bool {
        matches!(self.code.steps[place].0, Act::Input(_)) && self.code.varies[place] == Varies::Samples
    }

    /// The local of a step.
    fn local(&self, place: Place, copy: usize) -> u32 {
        let copy = if self.is_shared(place) { 0 } else { copy };
        VECTORS + (copy * self.code.steps.len() + place) as u32
    }

    /// Computes a step into its local, for each of the pairs.
    fn step(&mut self, place: Place) {
        for copy in 0..if self.is_shared(place) { 1 } else { self.copies } {
            self.step_of(place, copy);
        }
    }

    fn step_of(&mut self, place: Place, copy: usize) {
        let (act, arguments) = self.code.steps[place];
        let from = arguments.map(|x| self.local(x, copy));
        let to = self.local(place, copy);
        let address = |k: usize, copy: usize| row(self.inputs_at[k], copy);
        let mut e = InstructionSink::new(&mut self.bytes);
        match act {
            Act::Constant(bits) => {
                e.v128_const((u128::from(bits) | (u128::from(bits) << 64)) as i128);
            }
            Act::Input(k) => {
                match self.code.varies[place] {
                    Varies::Never => e.i32_const(0).v128_load64_splat(address(k, 0)),
                    Varies::Lanes => e.local_get(AT).v128_load(address(k, copy)),
                    Varies::Samples => e.local_get(SAMPLE).v128_load64_splat(address(k, 0)),
                };
            }
            Act::Call(which) => {
                for lane in [0, 1] {
                    e.i32_const(which as i32);
                    for &x in &from[..2] {
                        e.local_get(x).f64x2_extract_lane(lane);
                    }
                    e.call(CALLED);
                    if lane == 0 {
                        e.f64x2_splat();
                    }
                }
                e.f64x2_replace_lane(1);
            }
            _ => operation(&mut e, act, from),
        }
        e.local_set(to);
    }
}

/// Leaves the result of an act on the stack.
fn operation(e: &mut InstructionSink, act: Act, [a, b, c]: [u32; 3]) {
    match act {
        Act::Choose => e.local_get(b).local_get(c).local_get(a),
        _ if arity(act) == 1 => e.local_get(a),
        _ => e.local_get(a).local_get(b),
    };
    match act {
        Act::Neg => e.f64x2_neg(),
        Act::Abs => e.f64x2_abs(),
        Act::Sqrt => e.f64x2_sqrt(),
        Act::Add => e.f64x2_add(),
        Act::Sub => e.f64x2_sub(),
        Act::Mul => e.f64x2_mul(),
        Act::Div => e.f64x2_div(),
        Act::Less => e.f64x2_lt(),
        Act::AtLeast => e.f64x2_ge(),
        Act::Equal => e.f64x2_eq(),
        Act::And => e.v128_and(),
        Act::Or => e.v128_or(),
        Act::Xor => e.v128_xor(),
        Act::Choose => e.v128_bitselect(),
        Act::PlusBits => e.i64x2_add(),
        Act::MinusBits => e.i64x2_sub(),
        Act::Up(by) => e.i32_const(by as i32).i64x2_shl(),
        Act::Down(by) => e.i32_const(by as i32).i64x2_shr_u(),
        Act::Constant(_) | Act::Input(_) | Act::Call(_) | Act::Sum => unreachable!("written elsewhere"),
    };
}

/// An access to the row at `address`, so many pairs further on.
fn row(address: usize, copy: usize) -> MemArg {
    MemArg { offset: (address + PAIR * copy) as u64, align: 3, target: MemArgTarget::Memory(0), ordering: None }
}

#[cfg(test)]
mod tests {
    use super::super::translate::translate;
    use super::*;
    use crate::graph::{Graph, Unary};

    /// Of two rounds over samples, with conditions in each and between them, and something that never varies.
    fn code(exact: bool) -> Coded {
        let mut g = Graph::new();
        let (x, y, a, rate) = (g.input(&[7]), g.input(&[7]), g.input(&[]), g.input(&[]));
        let double = g.mul(rate, rate);
        let scaled = g.mul(a, x);
        let waves = g.unary(Unary::Sin, scaled);
        let wave = g.sum(waves, &[]);
        let growth = g.unary(Unary::Exp, wave);
        let away = g.sub(y, wave);
        let exponentials = g.unary(Unary::Exp, away);
        let total = g.sum(exponentials, &[]);
        let log = g.unary(Unary::Ln, a);
        let parts = [growth, total, log].map(|part| g.mul(part, double));
        translate(&g, &parts, &[Varies::Samples, Varies::Samples, Varies::Lanes, Varies::Never], 7, exact)
            .expect("sums over one axis")
    }

    fn body(exact: bool, copies: usize) -> Vec<u8> {
        let (inputs_at, outputs_at) = ([1024, 2048, 3072, 4096], [5120, 6144, 7168]);
        Emitter::new(&code(exact), &inputs_at, &outputs_at, 7, copies).body(!exact)
    }

    #[test]
    fn nothing_is_computed_twice_or_in_vain() {
        let bytes = [body(false, 1).len(), body(false, COPIES).len(), body(true, 1).len()];
        assert_eq!(bytes, [2881, 4885, 2127], "bytes of code");
    }

    #[test]
    fn there_is_a_local_for_each_step_of_each_pair() {
        let mut g = Graph::new();
        let (x, y) = (g.input(&[]), g.input(&[]));
        let product = g.mul(x, y);
        let coded = translate(&g, &[product], &[Varies::Lanes; 2], 0, false).expect("one number for each lane");
        let body = Emitter::new(&coded, &[0, 64], &[128], 0, COPIES).body(true);
        // Two groups: those of bytes, and one for each of three steps, twice, and for the conditions.
        assert_eq!(body[..5], [2, 2, 0x7f, 7, 0x7b]);
    }

    #[test]
    fn all_conditions_hold_until_one_does_not() {
        let all: Vec<u8> = [0xfd, 0x0c].into_iter().chain([0xff; PAIR]).collect();
        assert_eq!(body(false, 1).windows(all.len()).filter(|bytes| *bytes == all).count(), 1);
    }
}
