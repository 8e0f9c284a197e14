//! What networks learn from: points that are made from the seed, a reader's own, and pictures of digits. Where they come from
//! and under which licence stands in `DATA.md`.

use crate::graph::Element;
use crate::random::{Purpose, Random};
use crate::text::{Text, line, text};
use std::f64::consts::{PI, TAU};
use std::rc::Rc;

/// A data set, as the catalog has it.
pub struct Dataset {
    /// Its name in configurations and links.
    pub name: &'static str,
    /// Its name for people.
    pub label: Text,
    /// What is to be seen.
    pub note: Text,
    /// Where its samples come from.
    pub source: Source,
    /// What is asked of each sample.
    pub task: Task,
    /// Hidden layers that suit, unless others are chosen.
    pub layers: &'static [usize],
    /// The batch size, unless another is chosen.
    pub batch: usize,
    /// Where it is from.
    pub origin: &'static str,
    /// Under which licence.
    pub licence: &'static str,
}

/// Where samples come from.
#[derive(Clone, Copy)]
pub enum Source {
    /// Made from the seed: the place of a point before noise, and its class or value.
    Made(fn(&mut Random, index: usize) -> ([f64; 2], f64)),
    /// The reader's own points.
    Own,
    /// A table of the reader's own, which has to be given: see [`Shelf`].
    Table,
    /// Pictures that are compiled in.
    Digits,
    /// Pictures that have to be loaded: see [`Shelf`].
    Mnist,
}

/// What is asked of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Which of so many classes it belongs to; of the reader's own points there are as many as they name.
    Classes(usize),
    /// A number.
    Values,
}

/// The points of a plane lie in this square around 0, and pictures of it show it.
pub const REACH: f64 = 6.0;
/// The most classes that points can have: as many as there are colours that can be told apart.
pub const MOST_CLASSES: usize = 7;
/// The most points of a reader's own.
pub const MOST_POINTS: usize = 5000;
/// Side of the pictures of digits that are compiled in.
pub const SMALL_SIDE: usize = 8;
/// Side of MNIST's.
pub const SIDE: usize = 28;
/// How far noise moves a point, in standard deviations, where it is 1.
const NOISE: f64 = 2.5;

const OURS: &str = line("made here, from the seed");
const FREE: &str = line("MIT OR Apache-2.0");

/// Every data set.
pub const ALL: &[Dataset] = &[
    Dataset {
        name: "circle",
        label: text("Circle", "圆与环"),
        note: text("One class inside, the other around it.", "一类在里面，另一类围在外面。"),
        // Inside as many as around, at all distances alike.
        source: Source::Made(|random, index| {
            let (low, high) = if index % 2 == 1 { (0.0, 2.5) } else { (3.5, 5.0) };
            let (r, angle) = (random.between(low, high), random.between(0.0, TAU));
            ([r * libm::cos(angle), r * libm::sin(angle)], (index % 2) as f64)
        }),
        task: Task::Classes(2),
        layers: &[4, 2],
        batch: 10,
        origin: OURS,
        licence: FREE,
    },
    Dataset {
        name: "xor",
        label: text("Exclusive or", "异或"),
        note: text(
            "Equal signs make one class, different signs the other: no straight line parts them.",
            "两个坐标同号为一类，异号为另一类：任何直线都分不开。",
        ),
        source: Source::Made(|random, index| {
            let (x, y) = (random.between(0.4, 5.0), random.between(0.4, 5.0));
            let (left, below) = (index & 1 == 1, (index >> 1) & 1 == 1);
            let place = [if left { -x } else { x }, if below { -y } else { y }];
            (place, if left == below { 1.0 } else { 0.0 })
        }),
        task: Task::Classes(2),
        layers: &[4, 2],
        batch: 10,
        origin: OURS,
        licence: FREE,
    },
    Dataset {
        name: "gaussians",
        label: text("Two clouds", "两团高斯点"),
        note: text("Two clouds of points: one line parts them.", "两团点：一条直线就能分开。"),
        source: Source::Made(|random, index| {
            let centre = if index % 2 == 1 { 2.2 } else { -2.2 };
            ([centre + 0.8 * random.normal(), centre + 0.8 * random.normal()], (index % 2) as f64)
        }),
        task: Task::Classes(2),
        layers: &[4, 2],
        batch: 10,
        origin: OURS,
        licence: FREE,
    },
    Dataset {
        name: "spiral",
        label: text("Two spirals", "双螺旋"),
        note: text(
            "Two arms wound around each other: the hardest of these, and worth more neurons.",
            "两条旋臂互相缠绕：这几组里最难的，值得多用些神经元。",
        ),
        source: Source::Made(|random, index| {
            let part = random.uniform();
            let (r, angle) = (5.0 * part, 3.5 * PI * part + PI * (index % 2) as f64);
            ([r * libm::sin(angle), r * libm::cos(angle)], (index % 2) as f64)
        }),
        task: Task::Classes(2),
        layers: &[8, 8],
        batch: 10,
        origin: OURS,
        licence: FREE,
    },
    Dataset {
        name: "moons",
        label: text("Two moons", "双月"),
        note: text("Two half circles that reach into each other.", "两个互相伸入的半圆。"),
        source: Source::Made(|random, index| {
            let angle = PI * random.uniform();
            let (x, y) = (3.0 * libm::cos(angle), 3.0 * libm::sin(angle));
            let place = if index % 2 == 1 { [x - 1.5, y - 0.75] } else { [1.5 - x, 0.75 - y] };
            ([place[0] + 0.25 * random.normal(), place[1] + 0.25 * random.normal()], (index % 2) as f64)
        }),
        task: Task::Classes(2),
        layers: &[4, 2],
        batch: 10,
        origin: OURS,
        licence: FREE,
    },
    Dataset {
        name: "plane",
        label: text("A slope (numbers)", "斜面（数值）"),
        note: text(
            "Not classes but numbers, from −1 to 1: they grow from one corner to the other.",
            "不是类别而是 −1 到 1 的数：从一角到另一角逐渐增大。",
        ),
        source: Source::Made(|random, _| {
            let place = [random.between(-5.0, 5.0), random.between(-5.0, 5.0)];
            (place, (place[0] + place[1]) / 10.0)
        }),
        task: Task::Values,
        layers: &[4, 2],
        batch: 10,
        origin: OURS,
        licence: FREE,
    },
    Dataset {
        name: "own",
        label: text("Your own points", "你自己的点"),
        note: text("Points that you click in or paste as a table.", "点击放置，或以表格粘贴的点。"),
        source: Source::Own,
        task: Task::Classes(2),
        layers: &[4, 2],
        batch: 10,
        origin: line(""),
        licence: line(""),
    },
    Dataset {
        name: "table",
        label: text("A table of your own", "你自己的表格"),
        note: text(
            "A file that you choose, drop or paste; it stays in this tab.",
            "你选择、拖入或粘贴的文件；数据不会离开此标签页。",
        ),
        source: Source::Table,
        task: Task::Classes(2),
        layers: &[8, 4],
        batch: 32,
        origin: line(""),
        licence: line(""),
    },
    Dataset {
        name: "digits",
        label: text("Digits, 8×8", "手写数字 8×8"),
        note: text(
            "1,797 handwritten digits in 8×8 grey levels: small enough to learn in seconds.",
            "1797 个 8×8 灰度的手写数字：几秒就能学会。",
        ),
        source: Source::Digits,
        task: Task::Classes(10),
        layers: &[32],
        batch: 32,
        origin: line("Alpaydin & Kaynak (1998), Optical Recognition of Handwritten Digits, UCI; scikit-learn's copy"),
        licence: line("CC BY 4.0"),
    },
    Dataset {
        name: "mnist",
        label: text("Digits, 28×28 (MNIST)", "手写数字 28×28（MNIST）"),
        note: text(
            "Handwritten digits as everyone knows them. They are loaded when they are chosen: 12,000 to train and 2,000 to test, or all 70,000.",
            "最有名的手写数字集。选中时才加载：12000 张训练、2000 张测试，或全部 70000 张。",
        ),
        source: Source::Mnist,
        task: Task::Classes(10),
        layers: &[512],
        batch: 128,
        origin: line("LeCun, Cortes & Burges, The MNIST Database of Handwritten Digits"),
        licence: line("CC BY-SA 3.0"),
    },
];

impl Dataset {
    /// The data set of that name.
    pub fn named(name: &str) -> Option<&'static Dataset> {
        ALL.iter().find(|dataset| dataset.name == name)
    }

    /// Whether its samples are pictures, rather than points of the plane.
    pub fn is_pictures(&self) -> bool {
        matches!(self.source, Source::Digits | Source::Mnist)
    }

    /// Whether its samples are points of the plane.
    pub fn is_points(&self) -> bool {
        matches!(self.source, Source::Made(_) | Source::Own)
    }

    /// The side of its pictures; 0 for points.
    pub fn side(&self) -> usize {
        match self.source {
            Source::Digits => SMALL_SIDE,
            Source::Mnist => SIDE,
            _ => 0,
        }
    }

    /// `n` samples from the seed; nothing where they are not made.
    pub fn made(&self, seed: u64, n: usize, noise: f64) -> Option<Samples> {
        let Source::Made(make) = self.source else { return None };
        let mut random = Random::new(seed, Purpose::Data);
        let (mut inputs, mut targets) = (Vec::new(), Vec::new());
        for index in 0..n {
            let (place, target) = make(&mut random, index);
            // Drawn even if there is no noise: more noise moves the points, and makes no others.
            inputs.extend(place.map(|x| (x + NOISE * noise * random.normal()) as f32));
            targets.push(target as f32);
        }
        Some(Samples { width: 2, inputs: Inputs::Numbers(inputs), targets })
    }
}

/// Samples: a row of inputs and a class or value each.
#[derive(Clone, Debug, PartialEq)]
pub struct Samples {
    /// Inputs to a sample.
    pub width: usize,
    /// All inputs, row after row.
    pub inputs: Inputs,
    /// The class (from 0) or value of each.
    pub targets: Vec<f32>,
}

/// Inputs as they are stored.
#[derive(Clone, Debug, PartialEq)]
pub enum Inputs {
    /// As they are.
    Numbers(Vec<f32>),
    /// Grey levels, of which this one stands for 1.
    Levels(Vec<u8>, u8),
}

impl Samples {
    /// Number of samples.
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// The levels of all inputs, and the one that stands for 1; nothing where inputs are numbers.
    pub fn levels(&self) -> Option<(&[u8], u8)> {
        match &self.inputs {
            Inputs::Numbers(_) => None,
            Inputs::Levels(levels, top) => Some((levels, *top)),
        }
    }

    /// Writes the inputs of sample `k`.
    pub fn write<T: Element>(&self, k: usize, into: &mut [T]) {
        let row = k * self.width..(k + 1) * self.width;
        match &self.inputs {
            Inputs::Numbers(inputs) => {
                into.iter_mut().zip(&inputs[row]).for_each(|(into, &x)| *into = T::of(f64::from(x)));
            }
            Inputs::Levels(levels, top) => {
                let part = 1.0 / f64::from(*top);
                into.fill(T::of(0.0));
                let (groups, rest) = levels[row].as_chunks::<8>();
                let (into, last) = into.as_chunks_mut::<8>();
                let put = |(into, &x): (&mut T, &u8)| *into = T::of(f64::from(x) * part);
                // Most of a picture is empty, so many pixels at a time.
                let filled = into.iter_mut().zip(groups).filter(|(_, levels)| u64::from_ne_bytes(**levels) != 0);
                filled.for_each(|(into, levels)| into.iter_mut().zip(levels).for_each(put));
                last.iter_mut().zip(rest).for_each(put);
            }
        }
    }

    /// Those with these numbers, in this order.
    fn only(&self, which: &[u32]) -> Samples {
        let rows = which.iter().map(|&k| k as usize * self.width..(k as usize + 1) * self.width);
        let inputs = match &self.inputs {
            Inputs::Numbers(inputs) => Inputs::Numbers(rows.flat_map(|row| &inputs[row]).copied().collect()),
            Inputs::Levels(levels, top) => Inputs::Levels(rows.flat_map(|row| &levels[row]).copied().collect(), *top),
        };
        let targets = which.iter().map(|&k| self.targets[k as usize]).collect();
        Samples { width: self.width, inputs, targets }
    }

    /// Parted at random, by the seed: so much of them to train on, at least one, and the rest, at least one, to test on.
    pub fn parted(&self, seed: u64, part: f64) -> Parts {
        let (order, first) = split(self.len(), seed, part);
        let (train, test) = order.split_at(first);
        Parts { train: Rc::new(self.only(train)), test: Rc::new(self.only(test)) }
    }
}

/// The numbers of `n` samples in a random order, and how many of them, from the first on, are to train on.
pub(super) fn split(n: usize, seed: u64, part: f64) -> (Vec<u32>, usize) {
    let mut order: Vec<u32> = (0..n as u32).collect();
    Random::new(seed, Purpose::Split).shuffle(&mut order);
    let first = ((n as f64 * part).round() as usize).clamp(1, n.max(2) - 1);
    (order, first.min(n))
}

/// What to train on and what to test on.
#[derive(Clone, Debug)]
pub struct Parts {
    /// To train on.
    pub train: Rc<Samples>,
    /// To test on.
    pub test: Rc<Samples>,
}

/// 1,797 digits of 8×8 levels from 0 to 16: 5 bits a pixel, the lowest first; then the label of each. See `tools/digits.py`.
const DIGITS: &[u8] = include_bytes!("digits.bin");
const BYTES_A_DIGIT: usize = SMALL_SIDE * SMALL_SIDE * 5 / 8;

/// The digits that are compiled in.
pub fn digits() -> Samples {
    let n = DIGITS.len() / (BYTES_A_DIGIT + 1);
    let (pictures, labels) = DIGITS.split_at(n * BYTES_A_DIGIT);
    let bit = |at: usize| pictures[at / 8] >> (at % 8) & 1;
    let levels = (0..n * SMALL_SIDE * SMALL_SIDE).map(|k| (0..5).map(|b| bit(5 * k + b) << b).sum()).collect();
    Samples {
        width: SMALL_SIDE * SMALL_SIDE,
        inputs: Inputs::Levels(levels, 16),
        targets: labels.iter().map(|&label| f32::from(label)).collect(),
    }
}

/// What has been loaded from elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    mnist: Option<Parts>,
    /// The table that the next training learns from.
    pub table: Option<Given>,
}

/// A table as it was given: rows of inputs and a label.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Inputs of a row.
    pub inputs: usize,
    /// How many classes the labels number, from 0; 0 where they are numbers to be told.
    pub classes: usize,
    /// Row after row: the inputs, then the label.
    pub values: Vec<f64>,
}

/// How many pictures of MNIST there are to train and to test on, unless all are asked for.
pub const MNIST_FEW: [usize; 2] = [12_000, 2_000];
/// How many there are, to train and to test on.
pub const MNIST_ALL: [usize; 2] = [60_000, 10_000];

impl Shelf {
    /// With a table, and nothing else.
    pub fn holding(table: Given) -> Self {
        Self { table: Some(table), ..Self::default() }
    }

    /// MNIST, or the first of it. Nothing where so much has not been loaded.
    pub fn mnist(&self, all: bool) -> Option<Parts> {
        let Parts { train, test } = self.mnist.as_ref()?;
        let first = |samples: &Rc<Samples>, n: usize| match samples.len() {
            len if len < n => None,
            len if len == n => Some(Rc::clone(samples)),
            _ => Some(Rc::new(samples.only(&(0..n as u32).collect::<Vec<_>>()))),
        };
        let [train_size, test_size] = if all { MNIST_ALL } else { MNIST_FEW };
        Some(Parts { train: first(train, train_size)?, test: first(test, test_size)? })
    }

    /// Takes MNIST: for each part a label and 28×28 levels a picture. Nothing, and the shelf as it was, if that does not fit.
    #[must_use]
    pub fn put_mnist(&mut self, [train, test]: [(&[u8], Vec<u8>); 2]) -> Option<()> {
        let samples = |(labels, levels): (&[u8], Vec<u8>)| {
            let fits =
                !labels.is_empty() && levels.len() == labels.len() * SIDE * SIDE && labels.iter().all(|&l| l < 10);
            fits.then(|| Samples {
                width: SIDE * SIDE,
                inputs: Inputs::Levels(levels, 255),
                targets: labels.iter().map(|&label| f32::from(label)).collect(),
            })
        };
        let (train, test) = (Rc::new(samples(train)?), Rc::new(samples(test)?));
        self.mnist = Some(Parts { train, test });
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_are_those_of_the_source() {
        let digits = digits();
        assert_eq!(digits.len(), 1797);
        let mut counts = [0; 10];
        digits.targets.iter().for_each(|&label| counts[label as usize] += 1);
        // As scikit-learn's documentation of the set counts them.
        assert_eq!(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
        let mut first = [0.0; 64];
        digits.write::<f64>(0, &mut first);
        assert_eq!(first[..8], [0.0, 0.0, 5.0, 13.0, 9.0, 1.0, 0.0, 0.0].map(|level| level / 16.0));
    }

    #[test]
    fn points_are_made_for_every_set_and_noise_moves_them() {
        for dataset in ALL.iter().filter(|dataset| matches!(dataset.source, Source::Made(_))) {
            let [calm, noisy] = [0.0, 0.2].map(|noise| dataset.made(7, 400, noise).expect(dataset.name));
            let (Inputs::Numbers(a), Inputs::Numbers(b)) = (&calm.inputs, &noisy.inputs) else { panic!("numbers") };
            assert!(a.iter().all(|x| f64::from(x.abs()) < REACH), "{}", dataset.name);
            let moved = a.iter().zip(b).map(|(a, b)| f64::from(b - a)).map(|d| d * d).sum::<f64>() / a.len() as f64;
            assert!((moved.sqrt() - 0.5).abs() < 0.05, "{}: {moved}", dataset.name);
            assert_eq!(calm.targets, noisy.targets);
            if let Task::Classes(n) = dataset.task {
                let of = |class: usize| calm.targets.iter().filter(|&&t| t == class as f32).count();
                assert!((0..n).all(|class| of(class) == 400 / n), "{}", dataset.name);
            }
        }
    }

    #[test]
    fn parts_hold_every_sample_once() {
        let all = ALL[0].made(1, 50, 0.0).expect("points");
        for (part, n) in [(0.5, 25), (0.1, 5), (0.9, 45), (0.001, 1), (0.999, 49)] {
            let Parts { train, test } = all.parted(3, part);
            assert_eq!((train.len(), test.len()), (n, 50 - n));
            let numbers = |samples: &Samples| match &samples.inputs {
                Inputs::Numbers(x) => x.clone(),
                Inputs::Levels(..) => Vec::new(),
            };
            let mut seen: Vec<u32> = [numbers(&train), numbers(&test)].concat().iter().map(|x| x.to_bits()).collect();
            let mut known: Vec<u32> = numbers(&all).iter().map(|x| x.to_bits()).collect();
            seen.sort_unstable();
            known.sort_unstable();
            assert_eq!(seen, known);
        }
    }
}
