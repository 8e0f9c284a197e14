//! A graph of scalars as one WebAssembly function over many lanes.
//!
//! A [`super::Plan`] makes one pass over memory for each node; a function made for the graph keeps intermediate values in
//! registers, two lanes to each. The lanes go through in *stages*: functions such as `sin` are called for all lanes at
//! once between two loops (the very code that the plan uses), and everything else that can be computed by then is one
//! loop. The same operations in the same order on the same numbers: the results are those of the plan, bit for bit.
//!
//! The [`crate::host`] makes such code callable; without one, as in a native build, plans run as they are.

use super::op::arguments;
use super::uses::count_uses;
use super::{Binary, Graph, Node, Op, Unary};
use crate::host;
use wasm_encoder::{BlockType, Encode, InstructionSink, MemArg, MemArgTarget, ValType};

/// A larger graph than this is not fused: a browser would compile it for longer than it helps.
const MOST_NODES: usize = 4000;

/// A function made for one graph and one set of buffers.
pub(super) struct Fused {
    place: usize,
    /// Rows for values that pass from one stage to the next; the code has their addresses in it.
    _scratch: Vec<Vec<f64>>,
}

impl Drop for Fused {
    fn drop(&mut self) {
        if let Some(host) = host::get() {
            (host.release_code)(self.place);
        }
    }
}

impl Fused {
    /// Code that reads and writes the given rows of `lanes` (an even number) values each. Of inputs that are `uniform`, by
    /// their number, it reads only the first value, for all lanes.
    pub(super) fn compile(
        graph: &Graph,
        outputs: &[Node],
        inputs_at: &[usize],
        uniform: &[usize],
        outputs_at: &[usize],
        lanes: usize,
    ) -> Option<Self> {
        let host = host::get()?;
        let scalar = graph.nodes().all(|node| graph.shape(node).is_empty());
        if !scalar || graph.len() > MOST_NODES {
            return None;
        }
        let mut rows = Rows { at: vec![0; graph.len()], scratch: Vec::new(), lanes };
        for (&node, &at) in graph.inputs().iter().zip(inputs_at).chain(outputs.iter().zip(outputs_at)) {
            rows.at[node.index()] = at as u64;
        }
        let module = Emitter::new(graph, outputs, uniform, rows).module();
        let place = (host.load_code)(&module.bytes, call_row as *const () as usize)?;
        Some(Self { place, _scratch: module.scratch })
    }

    /// Runs the code on the first `lanes` lanes of its rows.
    pub(super) fn run(&self, lanes: usize) {
        let bytes = lanes.next_multiple_of(2) * size_of::<f64>();
        // SAFETY: in WebAssembly a function pointer is a place in the function table, and the host put a function of this
        // type there. It touches only the rows whose addresses it was made with, up to `bytes` of each: the plan that owns
        // this owns them too, never moves or resizes them, and has made them long enough for an even number of lanes.
        unsafe {
            let call: extern "C" fn(usize) = std::mem::transmute(self.place);
            call(bytes);
        }
    }
}

/// Whether the row of an input is used as such: it is an output, or the argument of a function that is called.
pub(super) fn reads_row(graph: &Graph, outputs: &[Node], input: Node) -> bool {
    let passed = |node: Node| is_called(graph.op(node)) && arguments(graph.op(node)).any(|x| x == input);
    outputs.contains(&input) || graph.nodes().any(passed)
}

/// Whether everything is computed in one loop, in which every load comes before any store.
pub(super) fn is_one_stage(graph: &Graph, outputs: &[Node]) -> bool {
    let uses = count_uses(graph, outputs);
    let given = |node: &Node| matches!(graph.op(*node), Op::Input(_) | Op::Constant(_));
    !outputs.iter().any(given) && graph.nodes().all(|node| uses[node.index()] == 0 || !is_called(graph.op(node)))
}

/// Whether an operation has no instruction and is called, for all lanes at once.
fn is_called(op: Op) -> bool {
    match op {
        Op::Unary(f, _) => {
            !matches!(f, Unary::Neg | Unary::Abs | Unary::Sqrt | Unary::Sign | Unary::Relu | Unary::Step)
        }
        Op::Binary(f, ..) => f == Binary::Pow,
        _ => false,
    }
}

/// What [`call_row`] is told to do beside the unary operations, which go by their order.
const POW: usize = Unary::ALL.len();

/// The function that is called: y ← f(a), or aᵇ, for `n` lanes.
///
/// # Safety
/// `a` and `b` can be read and `y` written for `n` elements each, and `y` shares none with the others.
unsafe extern "C" fn call_row(which: usize, a: *const f64, b: *const f64, y: *mut f64, n: usize) {
    // SAFETY: as the caller promises. Generated code passes rows of the plan that runs it, all of them at least n long; the
    // row of a result is none of its arguments', for a slot or scratch row belongs to one node while it is needed.
    let (a, b, y) = unsafe {
        let rows = (std::slice::from_raw_parts(a, n), std::slice::from_raw_parts(b, n));
        (rows.0, rows.1, std::slice::from_raw_parts_mut(y, n))
    };
    match Unary::ALL.get(which) {
        Some(f) => f.forward(a, y),
        None => Binary::Pow.forward(a, b, y),
    }
}

/// Where values are in memory.
struct Rows {
    /// Address of each node's row, 0 where it has none yet.
    at: Vec<u64>,
    scratch: Vec<Vec<f64>>,
    lanes: usize,
}

impl Rows {
    fn of(&mut self, node: Node, fill: Option<f64>) -> u64 {
        let at = &mut self.at[node.index()];
        if *at == 0 {
            self.scratch.push(vec![fill.unwrap_or(0.0); self.lanes]);
            let last = self.scratch.len() - 1;
            // Generated code writes there, as into the plan's buffers.
            *at = self.scratch[last].as_mut_ptr().expose_provenance() as u64;
        }
        *at
    }
}

struct Emitted {
    bytes: Vec<u8>,
    scratch: Vec<Vec<f64>>,
}

/// The module's fixed beginning: types, imports, function and export sections.
#[rustfmt::skip]
const HEAD: [u8; 49] = [
    0, b'a', b's', b'm', 1, 0, 0, 0,
    // Types: the function itself, and the one that it calls; one and five times i32 to nothing.
    1, 13, 2, 0x60, 1, 0x7f, 0, 0x60, 5, 0x7f, 0x7f, 0x7f, 0x7f, 0x7f, 0,
    // Imports: e.m, a memory of at least 0 pages, and e.c, the function that is called.
    2, 14, 2, 1, b'e', 1, b'm', 2, 0, 0, 1, b'e', 1, b'c', 0, 1,
    // Functions: one, of the first type. Exports: it, as f.
    3, 2, 1, 0,
    7, 5, 1, 1, b'f', 0,
];

/// Parameter: bytes of each row to go through.
const BYTES: u32 = 0;
/// Local: the byte where the loop is.
const AT: u32 = 1;
/// The first of the v128 locals.
const VECTORS: u32 = 2;

struct Emitter<'a> {
    graph: &'a Graph,
    needed: Vec<bool>,
    /// The stage whose loop (or, for a called function, whose preceding calls) computes each node.
    stage: Vec<usize>,
    stored: Vec<bool>,
    uniform: Vec<Node>,
    rows: Rows,
    /// The local that holds each node's value at this point of the code, 0 for none.
    locals: Vec<u32>,
    code: Vec<u8>,
    vectors: u32,
    /// The local that holds 1, where something answers with 1 or 0.
    one: u32,
}

impl<'a> Emitter<'a> {
    fn new(graph: &'a Graph, outputs: &[Node], uniform: &[usize], rows: Rows) -> Self {
        let needed: Vec<bool> = count_uses(graph, outputs).into_iter().map(|uses| uses > 0).collect();
        let mut stage = vec![0; graph.len()];
        let mut stored = vec![false; graph.len()];
        for node in graph.nodes().filter(|node| needed[node.index()]) {
            let op = graph.op(node);
            let latest = arguments(op).map(|x| stage[x.index()]).max().unwrap_or(0);
            let called = is_called(op);
            stage[node.index()] = latest + usize::from(called);
            for x in arguments(op) {
                stored[x.index()] |= called || stage[x.index()] < stage[node.index()];
            }
        }
        for output in outputs {
            stored[output.index()] = true;
        }
        let uniform = uniform.iter().map(|&k| graph.inputs()[k]).collect();
        Self {
            graph,
            needed,
            stage,
            stored,
            uniform,
            rows,
            locals: vec![0; graph.len()],
            code: Vec::new(),
            vectors: 0,
            one: 0,
        }
    }

    fn module(mut self) -> Emitted {
        self.constants();
        let last = self.stage.iter().copied().max().unwrap_or(0);
        for stage in 0..=last {
            if stage > 0 {
                self.calls(stage);
            }
            self.sweep(stage);
        }
        let mut body = Vec::new();
        for (count, kind) in [(1, ValType::I32), (self.vectors, ValType::V128)] {
            count.encode(&mut body);
            kind.encode(&mut body);
        }
        // Two groups of locals, then the code and its end.
        body.insert(0, 2);
        body.extend(&self.code);
        body.push(0x0b);
        // Of code, one function.
        let mut code = vec![1];
        body.encode(&mut code);
        let mut bytes = HEAD.to_vec();
        // The export is the function after the imported one; then comes the section of code.
        bytes.extend([1, 10]);
        code.encode(&mut bytes);
        Emitted { bytes, scratch: self.rows.scratch }
    }

    fn emit(&mut self) -> InstructionSink<'_> {
        InstructionSink::new(&mut self.code)
    }

    fn new_local(&mut self, node: Node) -> u32 {
        let local = VECTORS + self.vectors;
        self.vectors += 1;
        self.locals[node.index()] = local;
        local
    }

    /// What is the same in all lanes stays in locals throughout; a constant that is the argument of a called function also
    /// has a row.
    fn constants(&mut self) {
        let answers = |op| matches!(op, Op::Unary(Unary::Step, _) | Op::Binary(Binary::AtLeast, ..));
        if self.graph.nodes().any(|node| self.needed[node.index()] && answers(self.graph.op(node))) {
            self.one = VECTORS + self.vectors;
            self.vectors += 1;
            let local = self.one;
            self.emit().v128_const(twice(1f64.to_bits())).local_set(local);
        }
        for node in self.graph.nodes() {
            if !self.is_same_everywhere(node) {
                continue;
            }
            let local = self.new_local(node);
            match self.graph.op(node) {
                Op::Constant(bits) => {
                    self.emit().v128_const(twice(bits)).local_set(local);
                    if self.stored[node.index()] {
                        self.rows.of(node, Some(f64::from_bits(bits)));
                    }
                }
                _ => {
                    let at = self.rows.of(node, None);
                    self.emit().i32_const(0).v128_load64_splat(row(at)).local_set(local);
                }
            }
        }
    }

    fn is_same_everywhere(&self, node: Node) -> bool {
        let constant = matches!(self.graph.op(node), Op::Constant(_));
        self.needed[node.index()] && (constant || self.uniform.contains(&node))
    }

    /// The calls whose results this stage can use.
    fn calls(&mut self, stage: usize) {
        for node in self.graph.nodes() {
            let op = self.graph.op(node);
            if !self.needed[node.index()] || self.stage[node.index()] != stage || !is_called(op) {
                continue;
            }
            let (which, a, b) = match op {
                Op::Unary(f, x) => (f as usize, x, x),
                Op::Binary(_, a, b) => (POW, a, b),
                _ => continue,
            };
            let rows = [a, b, node].map(|x| self.rows.of(x, None) as i32);
            let mut e = self.emit();
            e.i32_const(which as i32).i32_const(rows[0]).i32_const(rows[1]).i32_const(rows[2]);
            e.local_get(BYTES).i32_const(3).i32_shr_u().call(0);
        }
    }

    /// The loop that computes all other nodes of this stage, two lanes at a time.
    fn sweep(&mut self, stage: usize) {
        let graph = self.graph;
        let work: Vec<Node> = graph
            .nodes()
            .filter(|&node| {
                let op = graph.op(node);
                self.needed[node.index()]
                    && self.stage[node.index()] == stage
                    && !is_called(op)
                    && !matches!(op, Op::Input(_) | Op::Constant(_))
            })
            .collect();
        if work.is_empty() {
            return;
        }
        // Values from memory are loaded anew in each loop; those of earlier loops are there, not in locals.
        for node in graph.nodes() {
            if !self.is_same_everywhere(node) {
                self.locals[node.index()] = 0;
            }
        }
        self.emit().i32_const(0).local_set(AT).loop_(BlockType::Empty);
        for &node in &work {
            for x in arguments(graph.op(node)) {
                if self.locals[x.index()] == 0 {
                    let (at, local) = (self.rows.of(x, None), self.new_local(x));
                    self.emit().local_get(AT).v128_load(row(at)).local_set(local);
                }
            }
            self.operation(node);
            let local = self.new_local(node);
            self.emit().local_set(local);
        }
        for node in work {
            if self.stored[node.index()] {
                let (at, local) = (self.rows.of(node, None), self.locals[node.index()]);
                self.emit().local_get(AT).local_get(local).v128_store(row(at));
            }
        }
        self.emit().local_get(AT).i32_const(16).i32_add().local_tee(AT).local_get(BYTES).i32_lt_u().br_if(0).end();
    }

    /// Leaves the value of `node` on the stack. The comparisons are those of the forward rules, for the same results on NaN.
    fn operation(&mut self, node: Node) {
        let one = twice(1f64.to_bits());
        let op = self.graph.op(node);
        let mut of = arguments(op).map(|x| self.locals[x.index()]);
        let (a, b) = (of.next().unwrap_or_default(), of.next().unwrap_or_default());
        drop(of);
        if let Op::Powi(_, n) = op {
            self.power(a, n);
            return;
        }
        let mut e = InstructionSink::new(&mut self.code);
        match op {
            Op::Unary(Unary::Neg, _) => e.local_get(a).f64x2_neg(),
            Op::Unary(Unary::Abs, _) => e.local_get(a).f64x2_abs(),
            Op::Unary(Unary::Sqrt, _) => e.local_get(a).f64x2_sqrt(),
            Op::Unary(Unary::Relu, _) => {
                e.v128_const(0).local_get(a).local_get(a).v128_const(0).f64x2_lt().v128_bitselect()
            }
            Op::Unary(Unary::Step, _) => e.local_get(a).v128_const(0).f64x2_gt().local_get(self.one).v128_and(),
            Op::Unary(Unary::Sign, _) => e
                .v128_const(one)
                .v128_const(twice((-1f64).to_bits()))
                .local_get(a)
                .local_get(a)
                .v128_const(0)
                .f64x2_lt()
                .v128_bitselect()
                .local_get(a)
                .v128_const(0)
                .f64x2_gt()
                .v128_bitselect(),
            Op::Binary(Binary::Add, ..) => e.local_get(a).local_get(b).f64x2_add(),
            Op::Binary(Binary::Sub, ..) => e.local_get(a).local_get(b).f64x2_sub(),
            Op::Binary(Binary::Mul, ..) => e.local_get(a).local_get(b).f64x2_mul(),
            Op::Binary(Binary::Div, ..) => e.local_get(a).local_get(b).f64x2_div(),
            Op::Binary(Binary::AtLeast, ..) => e.local_get(a).local_get(b).f64x2_ge().local_get(self.one).v128_and(),
            Op::Binary(Binary::Min, ..) => {
                e.local_get(b).local_get(a).local_get(b).local_get(a).f64x2_lt();
                e.local_get(b).local_get(b).f64x2_ne().v128_or().v128_bitselect()
            }
            Op::Binary(Binary::Max, ..) => {
                e.local_get(b).local_get(a).local_get(b).local_get(a).f64x2_gt();
                e.local_get(b).local_get(b).f64x2_ne().v128_or().v128_bitselect()
            }
            _ => unreachable!("called, given or not scalar"),
        };
    }

    /// xⁿ by the multiplications of the forward rule.
    fn power(&mut self, x: u32, n: i32) {
        let square = VECTORS + self.vectors;
        let result = square + 1;
        self.vectors += 2;
        let mut e = InstructionSink::new(&mut self.code);
        e.local_get(x).local_set(square);
        let mut rest = n.unsigned_abs();
        let mut started = false;
        while rest > 0 {
            if rest & 1 == 1 {
                if started {
                    e.local_get(result).local_get(square).f64x2_mul().local_set(result);
                } else {
                    e.local_get(square).local_set(result);
                    started = true;
                }
            }
            rest >>= 1;
            if rest > 0 {
                e.local_get(square).local_get(square).f64x2_mul().local_set(square);
            }
        }
        if n < 0 {
            e.v128_const(twice(1f64.to_bits())).local_get(result).f64x2_div();
        } else {
            e.local_get(result);
        }
    }
}

/// The same 64 bits in both lanes.
fn twice(bits: u64) -> i128 {
    (u128::from(bits) | (u128::from(bits) << 64)) as i128
}

/// An access to the row at `address`.
fn row(address: u64) -> MemArg {
    MemArg { offset: address, align: 3, target: MemArgTarget::Memory(0), ordering: None }
}
