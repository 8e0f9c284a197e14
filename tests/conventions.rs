//! Another library's rules in mid-run: what is remembered is carried over, and nothing jumps.
#![cfg(feature = "full")]

use sgd_playground::config::{Config, Value};
use sgd_playground::optimizer::parts::Epsilon;
use sgd_playground::optimizer::{ALL, Convention, Hyper, Parts, Spec, Stepper, carry};
use std::collections::BTreeSet;

const RATE: f64 = 0.03;
const BEFORE: usize = 9;
const AFTER: usize = 6;

/// Numbers that are alike but for the library. Where ε is 0 it does not matter where it stands; without it Adadelta never moves.
fn hyper(spec: &Spec, convention: Convention) -> Hyper {
    let text = |name: &str, value: &str| (name.to_owned(), Value::Text(value.to_owned()));
    let values = [text("formula", "x^2 + y^2"), text("optimizer", spec.name), text("convention", convention.name())];
    let config = Config::read(&values, || Ok(1)).unwrap_or_else(|error| panic!("{} {error}", spec.name));
    let mut hyper = config.tuning.hyper;
    hyper.learning_rate = RATE;
    for (knob, value) in spec.knobs.iter().zip(&mut hyper.knobs) {
        let without = knob.setting.name == "epsilon" && spec.name != "adadelta";
        *value = if without { 0.0 } else { knob.usual.keras };
        if knob.setting.name == "momentum" {
            *value = 0.9;
        }
    }
    hyper.extras.weight_decay = 0.0;
    hyper
}

struct At {
    params: Vec<f64>,
    slots: Vec<Vec<f64>>,
    taken: usize,
}

impl At {
    fn start(spec: &Spec, hyper: &Hyper) -> Self {
        let params = vec![1.5, -0.7];
        Self { slots: spec.slots_for(&hyper.knobs, hyper.parts, &params), params, taken: 0 }
    }

    /// Steps by gradients that are given, so that the ways of two runs can be compared.
    fn go(&mut self, spec: &Spec, hyper: &Hyper, steps: usize) -> Vec<f64> {
        let mut stepper = Stepper::<f64>::new(spec, hyper, 2);
        let mut way = Vec::new();
        for _ in 0..steps {
            let t = self.taken as f64;
            let gradient = [1.0 + (0.9 * t).sin(), 0.4 - 0.8 * (1.7 * t).cos()];
            let (mut next, mut next_slots) = (self.params.clone(), self.slots.clone());
            stepper.step(
                hyper.rate_at(self.taken),
                self.taken + 1,
                &gradient,
                (&self.params, &self.slots),
                (&mut next, &mut next_slots),
            );
            way.extend(next.iter().zip(&self.params).map(|(to, from)| to - from));
            (self.params, self.slots) = (next, next_slots);
            self.taken += 1;
        }
        way
    }
}

fn alike(a: &[f64], b: &[f64]) -> bool {
    let most = a.iter().fold(0.0f64, |most, x| most.max(x.abs()));
    a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-9 * most)
}

/// What is left of a rule once it has begun, but for the unit of what it remembers.
fn under_way(parts: &Parts) -> Parts {
    let Parts { rate, hats, .. } = Parts::KERAS;
    let epsilon = if matches!(parts.epsilon, Epsilon::WithGradient | Epsilon::WithKept) {
        parts.epsilon
    } else {
        Epsilon::Nowhere
    };
    Parts { rate, hats, epsilon, start: 0.0, spares_first: false, penalty_last: false, norm_epsilon: 0.0, ..*parts }
}

/// Two rules are one if they go the same way from the start, or differ only in how they begin and in the units of what they
/// remember.
#[test]
fn a_rule_that_is_the_same_elsewhere_goes_on_as_if_nothing_had_changed() {
    let (mut same, mut others) = (0, 0);
    for spec in ALL {
        let known: Vec<Convention> = Convention::all().filter(|&convention| spec.knows(convention)).collect();
        for &from in &known {
            for &to in known.iter().filter(|&&to| to != from) {
                let (old, new) = (hyper(spec, from), hyper(spec, to));
                let name = format!("{}: {} to {}", spec.name, from.name(), to.name());
                let mut run = At::start(spec, &old);
                run.go(spec, &old, BEFORE);
                let mut stays = At { params: run.params.clone(), slots: run.slots.clone(), taken: run.taken };
                let expected = stays.go(spec, &old, AFTER);
                let [mut here, mut there] = [&old, &new].map(|hyper| At::start(spec, hyper));
                let from_start = alike(&here.go(spec, &old, BEFORE + AFTER), &there.go(spec, &new, BEFORE + AFTER));
                let is_same = from_start || under_way(old.parts) == under_way(new.parts);
                match carry(spec, &old, &new, run.taken, run.taken) {
                    Some(factors) => {
                        for (slot, factor) in run.slots.iter_mut().zip(factors) {
                            slot.iter_mut().for_each(|value| *value *= factor);
                        }
                    }
                    None => {
                        assert!(!is_same, "{name}: begins anew, though it is the same rule");
                        let slots = spec.slots_for(&new.knobs, new.parts, &run.params);
                        run = At { params: run.params, slots, taken: 0 };
                    }
                }
                let way = run.go(spec, &new, AFTER);
                assert!(way.iter().all(|x| x.is_finite()), "{name}: {way:?}");
                let most = |way: &[f64]| way.iter().fold(0.0f64, |most, x| most.max(x.abs()));
                if is_same {
                    same += 1;
                    assert!(alike(&expected, &way), "{name}:\n{expected:?}\n{way:?}");
                } else {
                    others += 1;
                    println!("{name}: {:.1e} of {:.1e}", most(&way), most(&expected));
                }
            }
        }
    }
    println!("{same} pairs are the same rule, {others} are not");
    assert!(same > 300 && others > 100, "{same} {others}");
}

fn convention(name: &str) -> Convention {
    Convention::all().find(|convention| convention.name() == name).unwrap_or_else(|| panic!("{name}"))
}

/// After nine steps with a rate of 0.03, in which all of a slot's factor has its unit; nothing where a rule begins anew.
#[test]
fn what_is_remembered_has_the_unit_of_the_library() {
    let short = 1.0 - 0.999f64.powi(9);
    for (optimizer, from, to, slot, factor) in [
        // Keras has −α in the velocity, PyTorch beside it.
        ("momentum", "keras", "torch", "velocity", Some(-1.0 / RATE)),
        ("momentum", "torch", "keras", "velocity", Some(-RATE)),
        ("rmsprop", "keras", "torch", "momentum", Some(1.0 / RATE)),
        ("rmsprop", "torch", "keras", "momentum", Some(RATE)),
        ("rmsprop", "keras", "torch", "square", Some(1.0)),
        // Optax keeps the largest v̂ = v / (1 − β₂ᵗ), the others the largest v.
        ("amsgrad", "keras", "torch", "largest", Some(1.0)),
        ("amsgrad", "keras", "optax", "largest", Some(1.0 / short)),
        ("amsgrad", "optax", "torch", "largest", Some(short)),
        // Keras counts steps, Optax adds squares of rates.
        ("schedule-free-adamw", "keras", "optax", "weightSum", Some(RATE * RATE)),
        ("schedule-free-adamw", "optax", "keras", "weightSum", Some(1.0 / (RATE * RATE))),
        ("schedule-free-adamw", "optax", "schedulefree", "weightSum", Some(1.0)),
        // A mean of gradients goes on as a sum of them.
        ("momentum", "autograd", "torch", "velocity", Some(1.0)),
        // Only a product of the same momenta goes on; Optax has none.
        ("nadam", "keras", "torch", "m", None),
        ("nadam", "torch", "keras", "m", None),
        ("nadam", "optax", "keras", "m", None),
        ("nadam", "keras", "optax", "m", Some(1.0)),
        ("nadam", "torch", "paddle", "m", Some(1.0)),
        // Of vectors each library remembers for another rule; a sum is no mean.
        ("muon", "keras", "torch", "m", None),
        ("muon", "torch", "optax", "m", None),
        ("muon", "mlx", "torch", "m", None),
        ("muon", "keras", "tinygrad", "m", None),
        ("muon", "keras", "keras", "m", Some(1.0)),
    ] {
        let spec = Spec::named(optimizer).expect("an optimizer");
        let (old, new) = (hyper(spec, convention(from)), hyper(spec, convention(to)));
        let at = spec.slots.iter().position(|one| one.name == slot).expect("a slot");
        let found = carry(spec, &old, &new, 9, 9).map(|factors| factors[at]);
        let same = match (found, factor) {
            (Some(found), Some(factor)) => (found / factor - 1.0).abs() < 1e-12,
            (found, factor) => found == factor,
        };
        assert!(same, "{optimizer}, {from} to {to}: {found:?} for {factor:?}");
    }
}

/// What the documentation of each library says; where it has no momentum unless one is asked for, it is ours.
#[test]
fn a_setting_that_is_not_said_is_the_librarys_or_ours() {
    for (optimizer, library, setting, expected) in [
        ("momentum", "brainjs", "momentum", 0.1),
        ("momentum", "sklearn", "momentum", 0.9),
        ("momentum", "optax", "momentum", 0.9),
        ("nesterov", "mlx", "momentum", 0.9),
        ("momentum", "jax", "momentum", 0.9),
        ("momentum", "burn", "dampening", 0.1),
        ("momentum", "mlx", "dampening", 0.0),
        ("rmsprop", "optax", "momentum", 0.0),
        ("adam", "paddle", "epsilon", 1e-8),
        // Its gamma2 is read only if centered.
        ("rmsprop", "mxnet", "momentum", 0.0),
    ] {
        let spec = Spec::named(optimizer).expect("an optimizer");
        let knob = spec.knobs.iter().find(|knob| knob.setting.name == setting).expect("a setting");
        assert_eq!(spec.usual(knob, convention(library)), expected, "{optimizer} {library} {setting}");
    }
}

#[test]
fn a_rule_differs_where_a_library_has_its_own() {
    for (optimizer, library, expected) in [
        ("momentum", "keras", false),
        ("momentum", "torch", true),
        ("sgd", "torch", false),
        ("adam", "torch", true),
        ("nesterov", "sutskever", true),
        ("adam", "sutskever", false),
        ("adafactor", "keras", false),
        ("adafactor", "torch", true),
        ("asgd", "torch", false),
        ("asgd", "keras", false),
    ] {
        let spec = Spec::named(optimizer).expect("an optimizer");
        assert_eq!(spec.differs(convention(library)), expected, "{optimizer} {library}");
    }
}

#[test]
fn each_convention_is_there_once() {
    let names: Vec<&str> = Convention::all().map(Convention::name).collect();
    let once: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names.len(), once.len(), "{names:?}");
    assert!(["keras", "torch", "optax"].iter().all(|name| once.contains(name)), "{names:?}");
}
