//! A surface as it is seen, without runs: painted a band at a time, whole at last.

use super::area::Area;
use super::axes::Label;
use super::look::Look;

/// Rows that are painted at a time, with one sample a pixel: so few that their samples stay in the cache.
const BAND: usize = 128;

#[derive(Debug, Default)]
pub(super) struct Picture {
    /// How the surface is looked at; none before the first time, and where another picture has come in between.
    pub look: Option<Look>,
    /// Red, green, blue and opacity.
    pub base: Vec<u8>,
    /// How near the surface is in each pixel: the inverse of the distance, 0 where it is not.
    pub near: Vec<f32>,
    pub labels: Vec<Label>,
    /// Outside of this there is nothing.
    pub painted: Area,
    size: [usize; 2],
    /// Where the surface is.
    area: Area,
    /// What has to be painted, and which row of it is the next.
    region: Area,
    next: usize,
}

impl Picture {
    /// Before it is painted anew, with the surface somewhere in `area`.
    pub fn begin(&mut self, look: Look, area: Area) {
        let [width, height] = [look.width, look.height];
        if self.size != [width, height] {
            self.size = [width, height];
            self.base.clear();
            self.base.resize(4 * width * height, 0);
            self.near.clear();
            self.near.resize(width * height, 0.0);
            self.painted = Area::default();
        }
        (self.look, self.area) = (Some(look), area);
        self.region = self.painted.with(area);
        self.painted = self.region;
        self.next = self.region.top;
    }

    /// The next rows to paint; none where all are.
    pub fn band(&mut self, times: usize) -> Option<Area> {
        let top = self.next;
        self.next = (top.saturating_add(BAND / (times * times))).min(self.region.bottom);
        (top < self.next).then_some(Area { top, bottom: self.next, ..self.region })
    }

    /// When all rows are painted, and lines in `lines`.
    pub fn end(&mut self, lines: Area) {
        self.painted = self.area.with(lines);
    }
}
