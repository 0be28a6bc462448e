//! Points, boxes and quadrilaterals in picture coordinates: x to the right, y down, in pixels.

use serde::Serialize;

/// A place in a picture, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Point {
    pub x: f32,
    pub y: f32,
}

impl Point {
    pub fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// The distance to another point, in pixels.
    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point that lies `share` of the way to another (0 is here, 1 is there).
    #[must_use]
    pub fn towards(self, other: Self, share: f32) -> Self {
        Self::new(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)
    }
}

/// An upright box, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bounds {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Bounds {
    pub fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    pub fn right(self) -> f32 {
        self.x + self.width
    }

    pub fn bottom(self) -> f32 {
        self.y + self.height
    }

    pub fn center(self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The smallest box around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let x = self.x.min(other.x);
        let y = self.y.min(other.y);

        Self::new(
            x,
            y,
            self.right().max(other.right()) - x,
            self.bottom().max(other.bottom()) - y,
        )
    }

    /// How much of the smaller box's height both share, 0 to 1: whether two words stand on one line.
    pub fn shared_height(self, other: Self) -> f32 {
        let shared = self.bottom().min(other.bottom()) - self.y.max(other.y);

        (shared / self.height.min(other.height).max(1.0)).clamp(0.0, 1.0)
    }

    /// How much of the smaller box's width both share, 0 to 1: whether one word stands above another.
    pub fn shared_width(self, other: Self) -> f32 {
        let shared = self.right().min(other.right()) - self.x.max(other.x);

        (shared / self.width.min(other.width).max(1.0)).clamp(0.0, 1.0)
    }
}

/// A card's corners, clockwise from the top left as the card lies in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quad(pub [Point; 4]);

impl Quad {
    /// The upright rectangle with these edges.
    pub fn rectangle(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self([
            Point::new(left, top),
            Point::new(right, top),
            Point::new(right, bottom),
            Point::new(left, bottom),
        ])
    }

    /// The four sides, each from one corner to the next: top, right, bottom, left.
    pub fn sides(&self) -> [(Point, Point); 4] {
        let [a, b, c, d] = self.0;

        [(a, b), (b, c), (c, d), (d, a)]
    }

    /// The area in square pixels.
    pub fn area(&self) -> f32 {
        let doubled: f32 = self
            .sides()
            .iter()
            .map(|(from, to)| from.x * to.y - to.x * from.y)
            .sum();

        doubled.abs() / 2.0
    }

    /// The mean of the two long sides' lengths, in pixels.
    pub fn width(&self) -> f32 {
        let [a, b, c, d] = self.0;

        f32::midpoint(a.distance(b), c.distance(d))
    }

    /// The mean of the left and right sides' lengths, in pixels.
    pub fn height(&self) -> f32 {
        let [a, b, c, d] = self.0;

        f32::midpoint(b.distance(c), d.distance(a))
    }

    pub fn center(&self) -> Point {
        let [a, b, c, d] = self.0;

        Point::new((a.x + b.x + c.x + d.x) / 4.0, (a.y + b.y + c.y + d.y) / 4.0)
    }

    /// The furthest that any corner has moved from the same corner of another quad, in pixels.
    pub fn moved_from(&self, other: &Self) -> f32 {
        self.0
            .iter()
            .zip(other.0)
            .map(|(here, there)| here.distance(there))
            .fold(0.0, f32::max)
    }

    /// Every coordinate multiplied by a factor.
    #[must_use]
    pub fn scaled(&self, factor: f32) -> Self {
        Self(self.0.map(|corner| Point::new(corner.x * factor, corner.y * factor)))
    }

    /// Whether a point lies inside (corners in clockwise order).
    pub fn contains(&self, point: Point) -> bool {
        self.sides()
            .iter()
            .all(|(from, to)| (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x) >= 0.0)
    }

    /// The smallest upright box around the quad.
    pub fn bounds(&self) -> Bounds {
        let first = Bounds::new(self.0[0].x, self.0[0].y, 0.0, 0.0);

        self.0.iter().fold(first, |all, corner| {
            all.union(Bounds::new(corner.x, corner.y, 0.0, 0.0))
        })
    }
}
