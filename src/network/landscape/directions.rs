//! The plane of a slice: a point, and two directions.

use super::dot;
use super::lanczos::Lanczos;
use super::path::Snapshot;
use crate::config::unknown;
use crate::error::{Error, Result, code};
use crate::graph::Element;
use crate::network::layers::Part;
use crate::random::{Purpose, Random};
use crate::text::{Text, text};
use std::rc::Rc;

/// What spans the plane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Directions {
    /// Two random ones, drawn from the seed: standard normal deviates.
    Random,
    /// The first two principal components of all paths, seen from where the run is now.
    Pca,
    /// Those to the first and the middle snapshot of the path, the latter made orthogonal (Gram and Schmidt).
    Checkpoints,
}

impl Directions {
    /// Every one of them.
    pub const ALL: [Directions; 3] = [Directions::Random, Directions::Pca, Directions::Checkpoints];

    /// Its name in options.
    pub fn name(self) -> &'static str {
        match self {
            Directions::Random => "random",
            Directions::Pca => "pca",
            Directions::Checkpoints => "checkpoints",
        }
    }

    /// Its name for people.
    pub fn label(self) -> Text {
        match self {
            Directions::Random => text("Two random directions", "两个随机方向"),
            Directions::Pca => text("Principal components of the paths", "路径的主成分"),
            Directions::Checkpoints => text("Through first, middle and last point", "过起点、中点和终点"),
        }
    }

    /// The one of that name.
    ///
    /// # Errors
    /// If there is none.
    pub fn named(name: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|directions| directions.name() == name);
        found.ok_or_else(|| unknown("directions", name, Self::ALL.iter().map(|d| d.name())))
    }
}

/// What lengths random directions get (Li, Xu, Taylor, Studer & Goldstein 2018, Visualizing the Loss Landscape of Neural Nets).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Normalise {
    /// In each filter that of the filter itself: d ← d/‖d‖·‖w‖, where a filter of a dense layer is the weights that come into
    /// one neuron. Biases are not moved, as in the authors' code with `ignore=biasbn`.
    Filter,
    /// The same for the weights of each layer as a whole.
    Layer,
    /// They stay as they were drawn, biases too.
    None,
}

impl Normalise {
    /// Every one of them.
    pub const ALL: [Normalise; 3] = [Normalise::Filter, Normalise::Layer, Normalise::None];

    /// Its name in options.
    pub fn name(self) -> &'static str {
        match self {
            Normalise::Filter => "filter",
            Normalise::Layer => "layer",
            Normalise::None => "none",
        }
    }

    /// Its name for people.
    pub fn label(self) -> Text {
        match self {
            Normalise::Filter => text("Neuron by neuron (filters)", "逐个神经元（滤波器）"),
            Normalise::Layer => text("Layer by layer", "逐层"),
            Normalise::None => text("None", "不归一化"),
        }
    }

    /// The one of that name.
    ///
    /// # Errors
    /// If there is none.
    pub fn named(name: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|normalise| normalise.name() == name);
        found.ok_or_else(|| unknown("normalise", name, Self::ALL.iter().map(|n| n.name())))
    }
}

/// A random direction from the seed, axis 0 or 1, normalised by the weights of `params`, whose `parts` are known.
pub fn random<T: Element>(seed: u64, axis: u64, by: Normalise, params: &[T], parts: &[Part]) -> Vec<T> {
    let mut random = Random::new(seed, Purpose::Direction { axis });
    let mut direction: Vec<T> = params.iter().map(|_| T::of(random.normal())).collect();
    normalise(&mut direction, params, by, parts);
    direction
}

/// Gives a direction its lengths.
pub fn normalise<T: Element>(direction: &mut [T], params: &[T], by: Normalise, parts: &[Part]) {
    for part in parts {
        let size: usize = part.shape.iter().product();
        let (d, w) = (&mut direction[part.offset..][..size], &params[part.offset..][..size]);
        match (by, &part.shape[..]) {
            (Normalise::None, _) => {}
            (Normalise::Filter, &[_, neurons]) => (0..neurons).for_each(|neuron| scale(d, w, neuron, neurons)),
            (Normalise::Layer, &[_, _]) => scale(d, w, 0, 1),
            _ => d.fill(T::of(0.0)),
        }
    }
}

/// Gives every `stride`-th element of `d` from `first` on, as a vector, the length of the same elements of `w`.
fn scale<T: Element>(d: &mut [T], w: &[T], first: usize, stride: usize) {
    let length = |x: &[T]| x.iter().skip(first).step_by(stride).map(|x| x.wide() * x.wide()).sum::<f64>().sqrt();
    let (have, want) = (length(d), length(w));
    let factor = if have > 0.0 { want / have } else { 0.0 };
    d.iter_mut().skip(first).step_by(stride).for_each(|d| *d = T::of(d.wide() * factor));
}

/// Where a point lies as seen from a plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    /// The nearest point of the plane, in its coordinates.
    pub at: [f64; 2],
    /// The distance to that, in the space of all parameters.
    pub distance: f64,
    /// The distance to the plane's origin.
    pub reach: f64,
}

/// All points origin + x·axis₀ + y·axis₁.
pub struct Plane<T> {
    /// Where the coordinates are 0: the run as it is now.
    pub origin: Rc<[T]>,
    /// The directions.
    pub axes: [Vec<T>; 2],
    /// Their inner products: 0·0, 0·1, 1·1.
    gram: [f64; 3],
}

/// So many sums are taken side by side.
const LANES: usize = 4;
/// The part of a direction's square that may lie along the other one; beyond it two directions are one.
const MIN_SIN2_ANGLE: f64 = 1e-10;

impl<T: Element> Plane<T> {
    /// The plane through `origin` with these directions.
    ///
    /// # Errors
    /// If a direction is 0, or both are along one line.
    pub fn new(origin: Rc<[T]>, axes: [Vec<T>; 2]) -> Result<Self> {
        let gram = [dot(&axes[0], &axes[0]), dot(&axes[0], &axes[1]), dot(&axes[1], &axes[1])];
        let [a, b, c] = gram;
        let spans = a > 0.0 && c > 0.0 && a * c - b * b > MIN_SIN2_ANGLE * a * c;
        if !(spans && (a + c).is_finite()) {
            return Err(Error::new(
                code::BAD_SHAPE,
                format_args!(
                    "These directions do not span a plane: one is zero (all weights may be zero), or both lie along one line."
                ),
                format_args!("这两个方向张不成平面：其中一个为零（例如权重全为零），或两者在一条直线上。"),
            )
            .on("directions"));
        }
        Ok(Self { origin, axes, gram })
    }

    /// The nearest point of the plane.
    pub fn project(&self, point: &[T]) -> Projection {
        let sums = self.sums(point, |d, a, b| [d * a, d * b, d * d]);
        let [a, b, c] = self.gram;
        let det = a * c - b * b;
        let [x, y] = [(c * sums[0] - b * sums[1]) / det, (a * sums[1] - b * sums[0]) / det];
        let [square, ..] = self.sums(point, |d, a, b| {
            let off = d - (x * a + y * b);
            [off * off, 0.0, 0.0]
        });
        Projection { at: [x, y], distance: square.sqrt(), reach: sums[2].sqrt() }
    }

    /// Sums over all parameters, of what `f` makes of a point's displacement and of both directions.
    fn sums(&self, point: &[T], f: impl Fn(f64, f64, f64) -> [f64; 3]) -> [f64; 3] {
        let mut sums = [[0.0; 3]; LANES];
        let [first, second] = &self.axes;
        let axes = first.chunks(LANES).zip(second.chunks(LANES));
        for ((point, origin), (first, second)) in point.chunks(LANES).zip(self.origin.chunks(LANES)).zip(axes) {
            let places = point.iter().zip(origin).zip(first.iter().zip(second));
            for (sums, ((p, o), (a, b))) in sums.iter_mut().zip(places) {
                let terms = f(p.wide() - o.wide(), a.wide(), b.wide());
                sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
            }
        }
        [0, 1, 2].map(|k| sums.iter().map(|lane| lane[k]).sum())
    }

    /// The lengths of the directions.
    pub fn lengths(&self) -> [f64; 2] {
        [self.gram[0].sqrt(), self.gram[2].sqrt()]
    }

    /// The parameters at a place of the plane.
    pub fn params(&self, [x, y]: [f64; 2]) -> Vec<T> {
        let [x, y] = [T::of(x), T::of(y)];
        let axes = self.axes[0].iter().zip(&self.axes[1]);
        self.origin.iter().zip(axes).map(|(&o, (&a, &b))| o + x * a + y * b).collect()
    }

    /// Which parts of the squares of all these displacements from the origin lie along the first direction, and along what of the
    /// second is orthogonal to it.
    pub fn explained<'a>(&self, all: impl Iterator<Item = &'a Projection>) -> [f64; 2] {
        let [a, b, c] = self.gram;
        let (mut along, mut square) = ([0.0; 2], 0.0);
        for Projection { at: [x, y], reach, .. } in all {
            along[0] += (x + y * b / a) * (x + y * b / a) * a;
            along[1] += y * y * (c - b * b / a);
            square += reach * reach;
        }
        along.map(|part| if square > 0.0 { part / square } else { f64::NAN })
    }
}

fn too_short(found: usize) -> Error {
    Error::new(
        code::BAD_SHAPE,
        format_args!(
            "This plane needs a path of at least 3 points, and this one has {found}; let the network take steps, or choose random directions."
        ),
        format_args!("这个平面至少需要路径上有 3 个点，现在有 {found} 个；请先让网络走几步，或选择随机方向。"),
    )
    .on("directions")
}

fn straight() -> Error {
    Error::new(
        code::BAD_SHAPE,
        format_args!(
            "The path lies along one line, so it does not span a plane; let the network go on, or choose random directions."
        ),
        format_args!("路径在一条直线上，张不成平面；请让网络继续走，或选择随机方向。"),
    )
    .on("directions")
}

/// The plane's directions through the first, the middle and the last snapshot: a unit vector from the first to the last, and one
/// at right angles to it, towards the middle.
///
/// # Errors
/// If there are fewer than three snapshots, or three on one line.
pub fn checkpoints<T: Element>(path: &[Snapshot<T>]) -> Result<[Vec<T>; 2]> {
    let [first, inner @ .., last] = path else { return Err(too_short(path.len())) };
    let half = first.step + (last.step - first.step) / 2;
    let nearest = inner.iter().min_by_key(|snapshot| snapshot.step.abs_diff(half));
    let middle = nearest.ok_or_else(|| too_short(path.len()))?;
    let between = |to: &Snapshot<T>, from: &Snapshot<T>| -> Vec<f64> {
        to.params.iter().zip(from.params.iter()).map(|(a, b)| a.wide() - b.wide()).collect()
    };
    let (mut x, mut y) = (between(last, first), between(middle, last));
    let whole = dot(&y, &y);
    if !make_unit(&mut x, 0.0) {
        return Err(straight());
    }
    for _ in 0..2 {
        let along = dot(&x, &y);
        y.iter_mut().zip(&x).for_each(|(y, x)| *y -= along * x);
    }
    if !make_unit(&mut y, (MIN_SIN2_ANGLE * whole).sqrt()) {
        return Err(straight());
    }
    Ok([narrow(&x), narrow(&y)])
}

/// Makes a unit vector of one that is longer than `least`.
fn make_unit(x: &mut [f64], least: f64) -> bool {
    let length = dot(x, x).sqrt();
    x.iter_mut().for_each(|x| *x /= length);
    length > least && length.is_finite()
}

fn narrow<T: Element>(x: &[f64]) -> Vec<T> {
    x.iter().map(|&x| T::of(x)).collect()
}

/// The first two principal components, in the making: products of the matrix of inner products with vectors, then the two axes.
pub struct Components<T> {
    origin: Rc<[T]>,
    points: Vec<Rc<[T]>>,
    lanczos: Lanczos,
    /// How much of each point is in each component, when that is known.
    weights: Option<[Vec<f64>; 2]>,
    axes: Vec<Vec<T>>,
}

/// Residuals of both eigenvalues are at most this part of the larger.
const TOLERANCE: f64 = 1e-13;

impl<T: Element> Components<T> {
    /// Of the displacements from `origin` to `points`: not from their mean, for the plane is to go through the origin.
    ///
    /// # Errors
    /// If there are too few of them.
    pub fn new(origin: Rc<[T]>, points: Vec<Rc<[T]>>) -> Result<Self> {
        let m = points.len();
        if m < 2 {
            return Err(too_short(m + 1));
        }
        let mut random = Random::new(0, Purpose::Direction { axis: 2 });
        let lanczos = Lanczos::new(1e-12, move || (0..m).map(|_| random.normal()).collect());
        Ok(Self { origin, points, lanczos, weights: None, axes: Vec::new() })
    }

    /// How many pieces of work there are, apart from the products: nobody knows before how many it takes.
    pub fn size(&self) -> usize {
        2
    }

    /// Where the displacements begin.
    pub fn origin(&self) -> Rc<[T]> {
        Rc::clone(&self.origin)
    }

    /// Does the next piece; gives the components after the last, as unit vectors. The first point is to the left of the
    /// origin, and the paths' points lie more above than below.
    ///
    /// # Errors
    /// If all points are on one line with the origin.
    pub fn work(&mut self) -> Result<Option<[Vec<T>; 2]>> {
        let Some(weights) = &self.weights else {
            self.add_product()?;
            return Ok(None);
        };
        let axis = self.axis(self.axes.len(), &weights[self.axes.len()])?;
        self.axes.push(axis);
        Ok(match &mut self.axes[..] {
            [first, second] => Some([std::mem::take(first), std::mem::take(second)]),
            _ => None,
        })
    }

    /// Whether the next piece is a product with the matrix.
    pub fn is_at_products(&self) -> bool {
        self.weights.is_none()
    }

    /// The sum of all displacements, each so many times.
    fn sum(&self, weights: &[f64]) -> Vec<f64> {
        let mut sum = vec![0.0; self.origin.len()];
        for (point, weight) in self.points.iter().zip(weights) {
            let displacement = point.iter().zip(self.origin.iter()).map(|(p, o)| p.wide() - o.wide());
            sum.iter_mut().zip(displacement).for_each(|(sum, d)| *sum += weight * d);
        }
        sum
    }

    /// The inner product of a displacement with `axis`.
    fn along(&self, k: usize, axis: &[f64]) -> f64 {
        let (point, origin) = (self.points[k].chunks(LANES), self.origin.chunks(LANES));
        let mut sums = [0.0; LANES];
        for ((axis, point), origin) in axis.chunks(LANES).zip(point).zip(origin) {
            for (((sum, a), p), o) in sums.iter_mut().zip(axis).zip(point).zip(origin) {
                *sum += a * (p.wide() - o.wide());
            }
        }
        sums.iter().sum()
    }

    /// A product with the matrix of inner products; and the weights, when the eigenvalues are near enough. The matrix is D·Dᵀ,
    /// where the rows of D are the displacements: it is not made.
    fn add_product(&mut self) -> Result<()> {
        if let Some(v) = self.lanczos.next() {
            let sum = self.sum(v);
            let product = (0..self.points.len()).map(|k| self.along(k, &sum)).collect();
            self.lanczos.add_product(product);
        }
        if !self.lanczos.is_time_to_look() {
            return Ok(());
        }
        let pairs = self.lanczos.largest(2).ok_or_else(straight)?;
        let whole = self.lanczos.next().is_none();
        let near = pairs.len() == 2 && pairs.iter().all(|pair| pair.residual <= TOLERANCE * pairs[0].value);
        if !(near || whole) {
            return Ok(());
        }
        let [first, second] = &pairs[..] else { return Err(straight()) };
        if !(first.value > 0.0 && second.value > MIN_SIN2_ANGLE * first.value) {
            return Err(straight());
        }
        let vectors = self.lanczos.vectors(2).and_then(|vectors| <[Vec<f64>; 2]>::try_from(vectors).ok());
        self.weights = Some(vectors.ok_or_else(straight)?);
        Ok(())
    }

    fn axis(&self, which: usize, weights: &[f64]) -> Result<Vec<T>> {
        let mut axis = self.sum(weights);
        if !make_unit(&mut axis, 0.0) {
            return Err(straight());
        }
        let along = |k: usize| self.along(k, &axis);
        let turned = if which == 0 { along(0) > 0.0 } else { (0..weights.len()).map(along).sum::<f64>() < 0.0 };
        if turned {
            axis.iter_mut().for_each(|a| *a = -*a);
        }
        Ok(narrow(&axis))
    }
}
