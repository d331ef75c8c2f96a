//! The outline of a character as rings of short straight pieces, so that it can be bent.

use tiny_skia::{PathBuilder, Point};
use ttf_parser::OutlineBuilder;

/// Straight pieces that a curve becomes.
const CURVE_STEPS: u8 = 6;

/// Rings of points; the last joins the first. Holes run the other way round.
#[derive(Clone, Default)]
pub(super) struct Outline {
    rings: Vec<Vec<Point>>,
}

/// The least and the greatest x and y.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Outline {
    pub(super) fn bend(&mut self, place: impl Fn(Point) -> Point) {
        for point in self.rings.iter_mut().flatten() {
            *point = place(*point);
        }
    }

    pub(super) fn extent(&self) -> Extent {
        let nothing = Extent {
            left: f32::INFINITY,
            top: f32::INFINITY,
            right: f32::NEG_INFINITY,
            bottom: f32::NEG_INFINITY,
        };
        self.rings
            .iter()
            .flatten()
            .fold(nothing, |e, point| Extent {
                left: e.left.min(point.x),
                top: e.top.min(point.y),
                right: e.right.max(point.x),
                bottom: e.bottom.max(point.y),
            })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rings.is_empty()
    }

    pub(super) fn append_to(&self, path: &mut PathBuilder) {
        for ring in &self.rings {
            let Some((first, rest)) = ring.split_first() else {
                continue;
            };
            path.move_to(first.x, first.y);
            for point in rest {
                path.line_to(point.x, point.y);
            }
            path.close();
        }
    }

    fn trace(&mut self, curve: impl Fn(f32) -> Point) {
        let Some(ring) = self.rings.last_mut() else {
            return;
        };
        ring.extend((1..=CURVE_STEPS).map(|step| curve(f32::from(step) / f32::from(CURVE_STEPS))));
    }

    /// The pen's place. A font that draws before it moves draws from the origin.
    fn pen(&self) -> Point {
        self.rings
            .last()
            .and_then(|ring| ring.last())
            .copied()
            .unwrap_or_default()
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.rings.push(vec![Point::from_xy(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (from, to) = (self.pen(), Point::from_xy(x, y));
        self.trace(|t| between(from, to, t));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, over, to) = (self.pen(), Point::from_xy(x1, y1), Point::from_xy(x, y));
        self.trace(|t| between(between(from, over, t), between(over, to, t), t));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let from = self.pen();
        let (one, two) = (Point::from_xy(x1, y1), Point::from_xy(x2, y2));
        let to = Point::from_xy(x, y);
        self.trace(|t| {
            let middle = between(one, two, t);
            let start = between(between(from, one, t), middle, t);
            let end = between(middle, between(two, to, t), t);
            between(start, end, t)
        });
    }

    fn close(&mut self) {
        let first = self.rings.last().and_then(|ring| ring.first()).copied();
        if let Some(first) = first {
            self.line_to(first.x, first.y);
        }
    }
}

fn between(from: Point, to: Point, share: f32) -> Point {
    Point::from_xy(
        from.x + (to.x - from.x) * share,
        from.y + (to.y - from.y) * share,
    )
}
