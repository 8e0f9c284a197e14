//! Named surfaces: a formula, and what is known about it. A new surface is a record in [`ALL`]; everything else (controls,
//! links, tests of gradients and minima) follows from it.

use crate::edition::FULL;
use crate::text::{Text, line, text};

/// A loss surface given by a formula.
pub struct Surface {
    /// Its name in configurations and links.
    pub name: &'static str,
    /// Its name for people.
    pub label: Text,
    /// What is to be seen on it.
    pub note: Text,
    /// The formula.
    pub formula: &'static str,
    /// Low and high of each variable: where it is interesting.
    pub domain: &'static [f64],
    /// Where a run starts unless told otherwise.
    pub start: &'static [f64],
    /// A learning rate that plain gradient descent copes with from there.
    pub learning_rate: f64,
    /// The global minima, and the local ones where they are few. Empty where the surface has no lower bound.
    pub minima: &'static [Minimum],
    /// Where it comes from.
    pub source: &'static str,
}

/// A minimum that is known beforehand.
#[derive(Debug)]
pub struct Minimum {
    /// Where it is.
    pub point: &'static [f64],
    /// The loss there.
    pub loss: f64,
    /// Whether the gradient is zero there. It is not at the tip of a cone, where there is none.
    pub smooth: bool,
}

const fn minimum(point: &'static [f64], loss: f64) -> Minimum {
    Minimum { point, loss, smooth: true }
}

/// Minima. The module that figures load has none: a page brings them with its texts.
const fn known(minima: &'static [Minimum]) -> &'static [Minimum] {
    if FULL || cfg!(not(target_arch = "wasm32")) { minima } else { &[] }
}

const SURJANOVIC: &str = line("Surjanovic & Bingham (2013)");

/// Every surface: curves first, then from simple to difficult.
pub const ALL: &[Surface] = &[
    Surface {
        name: "parabola",
        label: text("Parabola", "抛物线"),
        note: text(
            "One weight, one minimum. Steps shrink by the same factor each time, and grow above a rate of 1.",
            "一个权重，一个最小点。每一步按同一比例缩短；学习率超过 1 就越走越远。",
        ),
        formula: "w^2",
        domain: &[-3.0, 3.0],
        start: &[-2.5],
        learning_rate: 0.1,
        minima: known(&[minimum(&[0.0], 0.0)]),
        source: line("quadratic"),
    },
    Surface {
        name: "double-well",
        label: text("Double well", "双势阱"),
        note: text(
            "A local minimum on the way to the global one: plain SGD stays in it, momentum 0.9 rolls through.",
            "去最低点的路上有一个局部极小点：普通梯度下降停在里面，动量 0.9 能冲过去。",
        ),
        formula: "0.25*(w^2-1)^2 + 0.2*w",
        domain: &[-2.2, 2.2],
        start: &[2.0],
        learning_rate: 0.02,
        minima: known(&[
            minimum(&[-1.088_033_914_691_289_4], -0.209_159_537_083_306_44),
            minimum(&[0.878_885_066_249_972_8], 0.188_723_020_018_191_15),
        ]),
        source: line("tilted quartic"),
    },
    Surface {
        name: "plateau",
        label: text("Plateau", "平台区"),
        note: text(
            "Far from the minimum the slope is almost zero, so small steps hardly move.",
            "离最小点很远的地方几乎是平的，小步子几乎走不动。",
        ),
        formula: "1 - exp(-w^2/2)",
        domain: &[-4.5, 4.5],
        start: &[3.2],
        learning_rate: 0.5,
        minima: known(&[minimum(&[0.0], 0.0)]),
        source: line("inverted Gaussian"),
    },
    Surface {
        name: "bowl",
        label: text("Bowl", "圆碗"),
        note: text(
            "The same curvature in all directions: straight downhill is straight to the minimum.",
            "各个方向弯曲一样，最陡的下坡方向就是最小点的方向。",
        ),
        formula: "x^2 + y^2",
        domain: &[-3.0, 3.0, -3.0, 3.0],
        start: &[-2.4, 1.8],
        learning_rate: 0.1,
        minima: known(&[minimum(&[0.0, 0.0], 0.0)]),
        source: line("De Jong (1975), sphere"),
    },
    Surface {
        name: "ravine",
        label: text("Ravine", "峡谷"),
        note: text(
            "Fifty times steeper across than along: the rate that is safe across is slow along. Momentum helps.",
            "跨谷方向比沿谷方向陡五十倍：跨谷方向上安全的学习率，沿谷方向上就太慢。动量能帮忙。",
        ),
        formula: "0.5*x^2 + 25*y^2",
        domain: &[-3.0, 3.0, -1.5, 1.5],
        start: &[-2.6, 0.9],
        learning_rate: 0.025,
        minima: known(&[minimum(&[0.0, 0.0], 0.0)]),
        source: line("quadratic, condition number 50"),
    },
    Surface {
        name: "rosenbrock",
        label: text("Rosenbrock", "Rosenbrock 函数"),
        note: text(
            "A curved valley: its walls are steep, and along its floor to the minimum it is slow going.",
            "弯曲的山谷：两壁很陡，沿谷底走到最小点很慢。",
        ),
        formula: "(1-x)^2 + 100*(y-x^2)^2",
        domain: &[-2.0, 2.0, -1.0, 3.0],
        start: &[-1.0, 1.0],
        learning_rate: 0.001,
        minima: known(&[minimum(&[1.0, 1.0], 0.0)]),
        source: line("Rosenbrock (1960), Comput. J. 3"),
    },
    Surface {
        name: "himmelblau",
        label: text("Himmelblau", "Himmelblau 函数"),
        note: text(
            "Four minima of the same depth: which one is reached depends on the start and on the optimizer.",
            "四个一样深的极小点：到哪一个，取决于起点和优化器。",
        ),
        formula: "(x^2+y-11)^2 + (x+y^2-7)^2",
        domain: &[-6.0, 6.0, -6.0, 6.0],
        start: &[-0.5, -0.5],
        learning_rate: 0.01,
        minima: known(&[
            minimum(&[3.0, 2.0], 0.0),
            minimum(&[-2.805_118_086_952_745, 3.131_312_518_250_573], 0.0),
            minimum(&[-3.779_310_253_377_747, -3.283_185_991_286_169], 0.0),
            minimum(&[3.584_428_340_330_491_7, -1.848_126_526_964_403_6], 0.0),
        ]),
        source: line("Himmelblau (1972)"),
    },
    Surface {
        name: "beale",
        label: text("Beale", "Beale 函数"),
        note: text(
            "Steep cliffs at the corners and a flat floor: no single rate suits both.",
            "四角是陡壁，中间是平地：没有一个学习率对两者都合适。",
        ),
        formula: "(1.5-x+x*y)^2 + (2.25-x+x*y^2)^2 + (2.625-x+x*y^3)^2",
        domain: &[-4.5, 4.5, -4.5, 4.5],
        start: &[1.0, 1.5],
        learning_rate: 0.005,
        minima: known(&[minimum(&[3.0, 0.5], 0.0)]),
        source: line("Beale (1958)"),
    },
    Surface {
        name: "booth",
        label: text("Booth", "Booth 函数"),
        note: text("A tilted quadratic bowl: the path bends along its axis.", "倾斜的二次碗：路径顺着长轴弯过去。"),
        formula: "(x+2*y-7)^2 + (2*x+y-5)^2",
        domain: &[-10.0, 10.0, -10.0, 10.0],
        start: &[-7.0, -5.0],
        learning_rate: 0.03,
        minima: known(&[minimum(&[1.0, 3.0], 0.0)]),
        source: SURJANOVIC,
    },
    Surface {
        name: "matyas",
        label: text("Matyas", "Matyas 函数"),
        note: text(
            "A shallow diagonal trough: quickly to its floor, then slowly along it.",
            "浅浅的对角沟：很快到沟底，再慢慢沿沟走。",
        ),
        formula: "0.26*(x^2+y^2) - 0.48*x*y",
        domain: &[-10.0, 10.0, -10.0, 10.0],
        start: &[-8.0, 3.0],
        learning_rate: 0.5,
        minima: known(&[minimum(&[0.0, 0.0], 0.0)]),
        source: line("Matyas (1965)"),
    },
    Surface {
        name: "saddle",
        label: text("Saddle", "马鞍面"),
        note: text(
            "A stationary point that is no minimum: along one axis down, along the other up. There is no lowest point.",
            "驻点却不是极小点：一个方向是谷，另一个方向是脊。它没有最低点。",
        ),
        formula: "x^2 - y^2",
        domain: &[-2.0, 2.0, -2.0, 2.0],
        start: &[-1.6, 0.001],
        learning_rate: 0.1,
        minima: known(&[]),
        source: line("hyperbolic paraboloid"),
    },
    Surface {
        name: "monkey-saddle",
        label: text("Monkey saddle", "猴鞍面"),
        note: text(
            "Three valleys meet in a point where even the curvature is zero. There is no lowest point.",
            "三条谷汇于一点，那里连曲率也是零。它没有最低点。",
        ),
        formula: "x^3 - 3*x*y^2",
        domain: &[-2.0, 2.0, -2.0, 2.0],
        start: &[1.4, 0.02],
        learning_rate: 0.02,
        minima: known(&[]),
        source: line("Hilbert & Cohn-Vossen (1932)"),
    },
    Surface {
        name: "six-hump-camel",
        label: text("Six-hump camel", "六峰骆驼函数"),
        note: text(
            "Six minima, two of them global, on a surface full of saddles.",
            "六个极小点，其中两个最低，鞍点很多。",
        ),
        formula: "(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2",
        domain: &[-2.0, 2.0, -1.1, 1.1],
        start: &[-1.5, 0.9],
        learning_rate: 0.02,
        minima: known(&[
            minimum(&[0.089_842_013_100_318_06, -0.712_656_403_020_739_6], -1.031_628_453_489_877_4),
            minimum(&[-0.089_842_013_100_318_06, 0.712_656_403_020_739_6], -1.031_628_453_489_877_4),
            minimum(&[1.703_606_714_969_980_8, -0.796_083_568_672_625_1], -0.215_463_824_383_717_64),
            minimum(&[-1.703_606_714_969_980_8, 0.796_083_568_672_625_1], -0.215_463_824_383_717_64),
            minimum(&[1.607_104_752_920_197_2, 0.568_651_454_884_131_4], 2.104_250_310_311_258),
            minimum(&[-1.607_104_752_920_197_2, -0.568_651_454_884_131_4], 2.104_250_310_311_258),
        ]),
        source: line("Dixon & Szegö (1978)"),
    },
    Surface {
        name: "rastrigin",
        label: text("Rastrigin", "Rastrigin 函数"),
        note: text(
            "A bowl covered with dimples: small steps stop in the nearest one. Only the global minimum is marked.",
            "布满小坑的碗：小步子停在最近的坑里。图上只标出最低点。",
        ),
        formula: "20 + x^2 + y^2 - 10*(cos(2*pi*x) + cos(2*pi*y))",
        domain: &[-5.12, 5.12, -5.12, 5.12],
        start: &[-3.3, 3.7],
        learning_rate: 0.003,
        minima: known(&[minimum(&[0.0, 0.0], 0.0)]),
        source: line("Rastrigin (1974)"),
    },
    Surface {
        name: "ackley",
        label: text("Ackley", "Ackley 函数"),
        note: text(
            "An almost flat, dimpled plain around a sharp hole, at whose tip there is no gradient.",
            "坑洼的平原中央有个尖洞，洞尖处没有梯度。",
        ),
        formula: "20 + e - 20*exp(-0.2*sqrt(0.5*(x^2+y^2))) - exp(0.5*(cos(2*pi*x)+cos(2*pi*y)))",
        domain: &[-5.0, 5.0, -5.0, 5.0],
        start: &[-2.3, 1.4],
        learning_rate: 0.02,
        minima: known(&[Minimum { point: &[0.0, 0.0], loss: 0.0, smooth: false }]),
        source: line("Ackley (1987)"),
    },
    Surface {
        name: "styblinski-tang",
        label: text("Styblinski–Tang", "Styblinski–Tang 函数"),
        note: text(
            "Four minima of three depths, one deepest: the start decides how good the end is.",
            "四个极小点，深浅不一，一个最深：起点决定终点的好坏。",
        ),
        formula: "0.5*(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)",
        domain: &[-5.0, 5.0, -5.0, 5.0],
        start: &[0.5, 4.0],
        learning_rate: 0.01,
        minima: known(&[
            minimum(&[-2.903_534_027_771_177, -2.903_534_027_771_177], -78.332_331_407_542_83),
            minimum(&[2.746_802_770_990_837, -2.903_534_027_771_177], -64.195_612_359_055_36),
            minimum(&[-2.903_534_027_771_177, 2.746_802_770_990_837], -64.195_612_359_055_36),
            minimum(&[2.746_802_770_990_837, 2.746_802_770_990_837], -50.058_893_310_567_89),
        ]),
        source: line("Styblinski & Tang (1990)"),
    },
    Surface {
        name: "log-goldstein-price",
        label: text("Log Goldstein–Price", "对数 Goldstein–Price 函数"),
        note: text(
            "Steep and winding, with four minima; the logarithm makes its million-fold range visible.",
            "陡峭曲折，有四个极小点；取对数后，百万倍的起伏才看得见。",
        ),
        formula: "ln((1+(x+y+1)^2*(19-14*x+3*x^2-14*y+6*x*y+3*y^2)) * (30+(2*x-3*y)^2*(18-32*x+12*x^2+48*y-36*x*y+27*y^2)))",
        domain: &[-2.0, 2.0, -2.0, 2.0],
        start: &[-1.2, 1.2],
        learning_rate: 0.002,
        minima: known(&[
            minimum(&[0.0, -1.0], 1.098_612_288_668_109_8),
            minimum(&[-0.6, -0.4], 3.401_197_381_662_155_5),
            minimum(&[1.8, 0.2], 4.430_816_798_843_314),
            minimum(&[1.2, 0.8], 6.733_401_891_837_359),
        ]),
        source: line("Goldstein & Price (1971), Picheny et al. (2013)"),
    },
];

impl Surface {
    /// The surface of that name.
    pub fn named(name: &str) -> Option<&'static Surface> {
        ALL.iter().find(|surface| surface.name == name)
    }
}
