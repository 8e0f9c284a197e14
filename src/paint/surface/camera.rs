//! Where a surface is seen from, and where its points are in the picture.

use crate::error::{Error, Result, code};
use wide::f32x4;

/// From where, and how near. The surface stands on a floor of at most 2 × 2, which is as long as the larger side of its
/// domain; x goes right, y away and z up for a viewer with yaw 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// How far the viewer has gone round the surface, in degrees; positive to the left.
    pub yaw: f64,
    /// How far above the floor the viewer looks from: 5 to 90 degrees.
    pub pitch: f64,
    /// How many times larger than the whole, 0.4 to 40: by the lens, so that the viewer always stays outside.
    pub zoom: f64,
    /// The place on the floor that is in the middle of the picture.
    pub pan: [f64; 2],
}

/// Where a surface is seen from at first.
pub const FRONT: Camera = Camera { yaw: -32.0, pitch: 40.0, zoom: 1.0, pan: [0.0, 0.0] };

/// Distance of the viewer from the middle. Nothing that can be panned to comes nearer to the viewer than half of it, so no part
/// of a surface has to be clipped against a near plane.
pub(super) const DISTANCE: f32 = 6.5;
/// How high the middle of the picture is above the floor, in parts of the surface's height.
const MIDDLE: f32 = 0.4;
/// The whole at zoom 1 in parts of the picture's width and of its height; the rest is for labels.
const FILL: [f32; 2] = [0.305, 0.35];
/// The height of a surface whose floor is 2 long.
pub(super) const HEIGHT: f32 = 0.66;

impl Camera {
    /// A camera from yaw, pitch, zoom and, unless they are left out, the two of pan; each moved into its range.
    ///
    /// # Errors
    /// If there are not three or five numbers, or one is not finite.
    pub fn new(numbers: &[f64]) -> Result<Self> {
        let (turn, pan) = match *numbers {
            [yaw, pitch, zoom] => ([yaw, pitch, zoom], [0.0, 0.0]),
            [yaw, pitch, zoom, x, y] => ([yaw, pitch, zoom], [x, y]),
            _ => ([f64::NAN; 3], [0.0; 2]),
        };
        if turn.iter().chain(&pan).any(|number| !number.is_finite()) {
            let found = crate::number::list(numbers);
            return Err(Error::new(
                code::BAD_SHAPE,
                format_args!(
                    "camera is {found}; give yaw and pitch in degrees, zoom, and where to look: x and y, from -1 to 1."
                ),
                format_args!("camera 是 {found}；应为方位角、俯仰角（度）和缩放，还可加上观察点 x 和 y（-1 到 1）。"),
            )
            .on("camera"));
        }
        Ok(Self {
            yaw: turn[0] % 360.0,
            pitch: turn[1].clamp(5.0, 90.0),
            zoom: turn[2].clamp(0.4, 40.0),
            pan: pan.map(|along| along.clamp(-1.0, 1.0)),
        })
    }
}

/// A camera before a picture of a certain size.
#[derive(Clone, Copy, Debug)]
pub struct View {
    right: [f32; 2],
    up: [f32; 3],
    forward: [f32; 3],
    target: [f32; 3],
    /// Of the picture, in pixels.
    middle: [f32; 2],
    /// Pixels for a length of 1 at a distance of 1.
    focus: f32,
}

/// A point of the picture: x and y in pixels from the top left, and how near it is: the inverse of its distance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
    /// In space along a straight line, this is linear in x and y.
    pub near: f32,
}

impl View {
    /// What `camera` sees in a picture of so many pixels.
    pub fn new(camera: &Camera, width: usize, height: usize) -> Self {
        let (yaw, pitch) = (camera.yaw.to_radians(), camera.pitch.to_radians());
        let (s, c) = (libm::sin(yaw) as f32, libm::cos(yaw) as f32);
        let (sp, cp) = (libm::sin(pitch) as f32, libm::cos(pitch) as f32);
        let (width, height) = (width as f32, height as f32);
        Self {
            right: [c, -s],
            up: [s * sp, c * sp, cp],
            forward: [s * cp, c * cp, -sp],
            target: [camera.pan[0] as f32, camera.pan[1] as f32, MIDDLE * HEIGHT],
            middle: [0.5 * width, 0.5 * height],
            focus: DISTANCE * camera.zoom as f32 * (FILL[0] * width).min(FILL[1] * height),
        }
    }

    /// Where a point of space is in the picture.
    #[inline(always)]
    pub fn place(&self, point: [f32; 3]) -> Place {
        let [x, y, near] = self.places(point.map(f32x4::splat)).map(|four| four.to_array()[0]);
        Place { x, y, near }
    }

    /// Where four points of space are: x, y and near.
    #[inline(always)]
    pub(super) fn places(&self, [x, y, z]: [f32x4; 3]) -> [f32x4; 3] {
        let [x, y, z] = [x - self.target[0], y - self.target[1], z - self.target[2]];
        let dot = |axis: [f32; 3]| x * axis[0] + y * axis[1] + z * axis[2];
        let across = x * self.right[0] + y * self.right[1];
        let near = f32x4::splat(1.0) / (dot(self.forward) + DISTANCE);
        let [u, v] = [across, dot(self.up)].map(|along| along * self.focus * near);
        [u + self.middle[0], f32x4::splat(self.middle[1]) - v, near]
    }

    /// The point of space at a place of the picture: the inverse of [`View::place`].
    pub fn point(&self, place: Place) -> [f32; 3] {
        let distance = 1.0 / place.near;
        let across = (place.x - self.middle[0]) * distance / self.focus;
        let up = (self.middle[1] - place.y) * distance / self.focus;
        let away = distance - DISTANCE;
        let along = |k: usize| self.target[k] + up * self.up[k] + away * self.forward[k];
        [along(0) + across * self.right[0], along(1) + across * self.right[1], along(2)]
    }

    /// A direction, given as right, up and away, in space.
    pub(super) fn direction(&self, [across, up, away]: [f32; 3]) -> [f32; 3] {
        let along = |k: usize| up * self.up[k] + away * self.forward[k];
        [along(0) + across * self.right[0], along(1) + across * self.right[1], along(2)]
    }

    /// The direction in which the viewer looks.
    pub(super) fn away(&self) -> [f32; 3] {
        self.forward
    }

    /// Pixels for a length of 1 at a place.
    pub(super) fn pixels(&self, near: f32) -> f32 {
        self.focus * near
    }

    /// The same view, with `times` as many pixels each way.
    pub(super) fn finer(&self, times: f32) -> Self {
        Self { middle: self.middle.map(|half| times * half), focus: times * self.focus, ..*self }
    }
}
