//! Finds cards: quadrilaterals whose four sides lie on lines that have an edge nearly all the way.
//!
//! Lines rather than contours, because fingers, glare and rounded corners break a contour but not a line.

use crate::judge::cut::is_printed;
use crate::judge::edges::{Small, edges};
use crate::judge::lines::lines;
use crate::judge::outline::Shape;
use crate::judge::refine::refine;
use crate::judge::search::Search;
use crate::judge::shape::{CARD_RATIO, is_card_ratio};
use crate::{Point, Quad};

/// A card with so much of its outline in sight is wholly in sight.
const WHOLE: f32 = 0.82;
/// And one of some size that is outlined so well, though less of it is in sight.
const CLEARLY: f32 = 0.9;
/// What is smaller than this share of the picture may be a picture on a card.
const SMALL: f32 = 0.1;
/// A picture smaller than this, in pixels of the small picture, is not halved again.
const LEAST_HALVED: usize = 120;
/// An outline worse than this is compared with what three sides tell.
const DOUBTFUL: f32 = 0.8;
/// Beside a card that fills less than this share of the picture there is room for another.
const ROOM: f32 = 0.3;
/// Corners that are no further apart than this are the same, in pixels of the small picture.
const SAME_CORNER: f32 = 2.5;
/// With a strip along its side, a card is no more than so many times as large as without.
const MOST_STRIP: f32 = 1.3;

/// What was found in a frame, in the frame's own pixels.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// The most card-like thing.
    pub card: Option<Shape>,
    /// Another card beside it.
    pub second: Option<Shape>,
    /// A strong quadrilateral that has not the shape of a card.
    pub other: Option<Shape>,
    /// A card of which one or more sides lie outside the frame.
    pub cut: Option<Shape>,
}

/// Searches a frame that was shrunk.
pub(crate) fn find(small: &Small) -> Found {
    let lifted = small.lifted();
    let found = find_in(&lifted);

    if found.card.is_some() || small.width < LEAST_HALVED || small.height < LEAST_HALVED {
        return found;
    }

    // Among many lines, as of printed sheets under the card, those of the card itself can be lost. At half the size
    // print is only a grey, and the card's outline still stands.
    let again = find_in(&lifted.halved());

    // A part of something that is well outlined as a whole, and has another shape, is no card.
    let frame = (small.width * small.height) as f32 * (small.factor as f32).powi(2);
    let is_card = |card: Shape| {
        is_whole(&card, frame)
            // What is cut off beside a whole card is its ground; a card in one that is cut off is a picture on it.
            && !found.cut.is_some_and(|cut| cut.quad.contains(card.quad.center()))
            && !found
                .other
                .is_some_and(|other| other.quad.contains(card.quad.center()) && other.outline >= card.outline)
    };

    if again.card.is_some_and(is_card) { again } else { found }
}

/// Whether a card is wholly in sight, or one of some size is so but for fingers. Takes the area of the picture.
fn is_whole(card: &Shape, frame: f32) -> bool {
    card.coverage >= WHOLE || card.outline >= CLEARLY && card.quad.area() >= frame * SMALL
}

fn find_in(small: &Small) -> Found {
    let soft = small.softened();
    let points = edges(&soft);
    let lines = lines(&points, small.width, small.height);
    let search = Search::new(&soft, lines);
    let shapes = search.shapes();
    let factor = small.factor as f32;
    let enlarge = |shape: Shape| Shape {
        quad: scaled(&refine(small, &shape.quad), factor),
        ..shape
    };

    let card = shapes
        .iter()
        .filter(|shape| is_card_ratio(shape.ratio) && shape.is_whole_thing())
        .max_by(|one, other| one.score.total_cmp(&other.score))
        .map(|card| *around(card, &shapes));
    let other = shapes
        .iter()
        .filter(|shape| !is_card_ratio(shape.ratio) && shape.outline > 0.85)
        .max_by(|one, other| one.score.total_cmp(&other.score));
    // A part of a sheet of paper can have a card's shape: the sheet is much better outlined.
    let card = card.filter(|card| {
        !other.is_some_and(|other| other.quad.contains(card.quad.center()) && other.outline > card.outline + 0.15)
    });
    // Where fingers or white paper hide a side.
    let frame = search.width * search.height;
    let is_doubtful =
        card.is_none_or(|card| card.outline < DOUBTFUL || card.coverage < WHOLE || card.quad.area() < frame * SMALL);
    let leaves_room = card.is_none_or(|card| card.quad.area() < frame * ROOM);
    let hidden = if is_doubtful || leaves_room {
        search.by_three_sides(&points)
    } else {
        Vec::new()
    };
    let card = match (card, hidden.first()) {
        (Some(card), Some(better)) if is_doubtful && better.score > card.score => Some(*better),
        (None, best) => best.copied(),
        (card, _) => card,
    };
    let second = card.and_then(|card| {
        shapes
            .iter()
            .chain(&hidden)
            .filter(|shape| is_card_ratio(shape.ratio) && shape.outline > 0.62 && shape.through < 2)
            .filter(|shape| {
                let size = shape.quad.area() / card.quad.area();

                (0.4..2.5).contains(&size) && apart(&shape.quad, &card.quad) && is_printed(&shape.quad, &points)
            })
            .max_by(|one, other| one.score.total_cmp(&other.score))
    });
    // A card that is seen whole is not cut off, however its sides seem to go on along the grain of the desk.
    let whole = card.filter(|card| is_whole(card, frame));
    let is_small = whole.is_none_or(|card| card.quad.area() < frame * SMALL);
    let cut = if is_small { search.cut(&points) } else { None };
    // Unless it is only a picture on the one that is cut off.
    let cut = cut.filter(|cut| {
        whole.is_none_or(|card| cut.quad.contains(card.quad.center()) && cut.quad.area() > 3.0 * card.quad.area())
    });

    let cut = match cut {
        None if card.is_none() => search.cut_corner(&points),
        cut => cut,
    };

    Found {
        card: card.map(enlarge),
        second: second.copied().map(enlarge),
        other: other.copied().map(enlarge),
        cut: cut.map(|shape| Shape {
            quad: scaled(&shape.quad, factor),
            ..shape
        }),
    }
}

/// The outermost outline of a card of which one was found: a coloured strip along its side can have the stronger edge
/// towards the rest of the card.
fn around<'a>(card: &'a Shape, shapes: &'a [Shape]) -> &'a Shape {
    let off = |shape: &Shape| (shape.ratio / CARD_RATIO - 1.0).abs();

    shapes
        .iter()
        .filter(|shape| shape.coverage > WHOLE && shape.outline > card.outline - 0.15 && shape.overrun <= card.overrun)
        .filter(|shape| shape.through <= card.through && off(shape) < off(card) + 0.01)
        .filter(|shape| (1.005..MOST_STRIP).contains(&(shape.quad.area() / card.quad.area())))
        .filter(|shape| is_card_and_strip(&shape.quad, &card.quad))
        .max_by(|one, other| one.score.total_cmp(&other.score))
        .unwrap_or(card)
}

/// Whether a quad has two corners of another, and the other two lie further out by about as much.
fn is_card_and_strip(quad: &Quad, card: &Quad) -> bool {
    let mut moved: Vec<f32> = quad
        .0
        .iter()
        .zip(card.0)
        .map(|(here, there)| here.distance(there))
        .collect();
    moved.sort_by(f32::total_cmp);
    let center = card.center();
    let is_out = quad
        .0
        .iter()
        .zip(card.0)
        .all(|(here, there)| here.distance(there) < SAME_CORNER || here.distance(center) > there.distance(center));

    matches!(moved.as_slice(), [_, same, near, far] if *same < SAME_CORNER && *near > SAME_CORNER && *far < near * 2.0)
        && is_out
}

/// A quad in the frame's pixels: the middle of a small pixel is the middle of its block.
fn scaled(quad: &Quad, factor: f32) -> Quad {
    Quad(
        quad.0
            .map(|corner| Point::new((corner.x + 0.5) * factor, (corner.y + 0.5) * factor)),
    )
}

/// Whether neither quad's centre lies in the other, nor most of its corners.
fn apart(one: &Quad, other: &Quad) -> bool {
    let inside = |quad: &Quad, of: &Quad| quad.0.iter().filter(|corner| of.contains(**corner)).count();

    !one.contains(other.center()) && !other.contains(one.center()) && inside(one, other) < 2 && inside(other, one) < 2
}
