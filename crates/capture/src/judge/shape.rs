//! The shape of a quadrilateral: its corners in order, and the ratio of the rectangle that it pictures.

use crate::{Point, Quad};

/// Width by height of an ID-1 card.
pub(crate) const CARD_RATIO: f32 = 85.6 / 53.98;
/// How far a card's measured ratio may be off: the camera's tilt is known only roughly.
const RATIO_TOLERANCE: f32 = 0.13;

/// Whether a ratio is a card's.
pub(crate) fn is_card_ratio(ratio: f32) -> bool {
    (ratio / CARD_RATIO - 1.0).abs() <= RATIO_TOLERANCE
}

/// The same corners, clockwise from the top left.
pub(crate) fn clockwise(mut corners: [Point; 4]) -> Quad {
    let center = Quad(corners).center();
    let mut turned = corners.map(|corner| ((corner.y - center.y).atan2(corner.x - center.x), corner));
    turned.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    corners = turned.map(|(_, corner)| corner);

    let first = corners
        .iter()
        .enumerate()
        .min_by(|one, other| (one.1.x + one.1.y).total_cmp(&(other.1.x + other.1.y)))
        .map_or(0, |(index, _)| index);
    corners.rotate_left(first);

    Quad(corners)
}

/// Long side by short side. A card that leans away from the camera is foreshortened: of what the sides' lengths say
/// and what the perspective says (for a usual lens), the one that is nearer to a card counts.
pub(crate) fn ratio(quad: &Quad, width: f32, height: f32) -> f32 {
    let (across, down) = (quad.width().max(1.0), quad.height().max(1.0));
    let plain = across.max(down) / across.min(down);
    let tilted = tilted_ratio(quad, width, height).map_or(plain, |ratio| ratio.max(1.0 / ratio));

    if (tilted - CARD_RATIO).abs() < (plain - CARD_RATIO).abs() {
        tilted
    } else {
        plain
    }
}

/// Width by height of the rectangle whose picture through a lens of a usual focal length the quad is.
fn tilted_ratio(quad: &Quad, width: f32, height: f32) -> Option<f32> {
    let focal = width.max(height);
    let [a, b, c, d] = quad
        .0
        .map(|corner| ((corner.x - width / 2.0) / focal, (corner.y - height / 2.0) / focal));
    // The projection of the unit square onto the quad; its first two columns are the rectangle's sides in space.
    let (dx1, dy1) = (b.0 - c.0, b.1 - c.1);
    let (dx2, dy2) = (d.0 - c.0, d.1 - c.1);
    let (sx, sy) = (a.0 - b.0 + c.0 - d.0, a.1 - b.1 + c.1 - d.1);
    let determinant = dx1 * dy2 - dx2 * dy1;

    if determinant.abs() < 1e-9 {
        return None;
    }

    let lean_across = (sx * dy2 - dx2 * sy) / determinant;
    let lean_down = (dx1 * sy - sx * dy1) / determinant;
    let across = (
        b.0 - a.0 + lean_across * b.0,
        b.1 - a.1 + lean_across * b.1,
        lean_across,
    );
    let down = (d.0 - a.0 + lean_down * d.0, d.1 - a.1 + lean_down * d.1, lean_down);
    let length = |(x, y, z): (f32, f32, f32)| (x * x + y * y + z * z).sqrt();
    let ratio = length(across) / length(down);

    ratio.is_finite().then_some(ratio)
}
