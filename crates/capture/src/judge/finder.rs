//! Finds cards: quadrilaterals whose four sides lie on lines that have an edge nearly all the way.
//!
//! Lines rather than contours, because fingers, glare and rounded corners break a contour but not a line.

use crate::judge::cut::is_printed;
use crate::judge::edges::{Small, edges};
use crate::judge::lines::lines;
use crate::judge::refine::refine;
use crate::judge::search::{Search, Shape};
use crate::judge::shape::is_card_ratio;
use crate::{Point, Quad};

/// A card with so much of its outline in sight is wholly in sight.
const WHOLE: f32 = 0.82;
/// What is smaller than this share of the picture may be a picture on a card.
const SMALL: f32 = 0.1;
/// A picture smaller than this, in pixels of the small picture, is not halved again.
const LEAST_HALVED: usize = 120;
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

    if found.card.is_some() || found.cut.is_some() || small.width < LEAST_HALVED || small.height < LEAST_HALVED {
        return found;
    }

    // Among many lines, as of printed sheets under the card, those of the card itself can be lost. At half the size
    // print is only a grey, and the card's outline still stands.
    let again = find_in(&lifted.halved());

    if again.card.is_some_and(|card| card.coverage >= WHOLE) {
        again
    } else {
        found
    }
}

fn find_in(small: &Small) -> Found {
    let soft = small.softened();
    let points = edges(&soft);
    let lines = lines(&points, small.width, small.height);
    let search = Search::new(&soft, &lines);
    let shapes = search.shapes();
    let factor = small.factor as f32;
    let enlarge = |shape: &Shape| Shape {
        quad: scaled(&refine(small, &shape.quad), factor),
        ..*shape
    };

    let card = shapes
        .iter()
        .filter(|shape| is_card_ratio(shape.ratio))
        .max_by(|one, other| one.score.total_cmp(&other.score));
    let other = shapes
        .iter()
        .filter(|shape| !is_card_ratio(shape.ratio) && shape.outline > 0.85)
        .max_by(|one, other| one.score.total_cmp(&other.score));
    // A part of a sheet of paper can have a card's shape: the sheet is much better outlined.
    let card = card.filter(|card| {
        !other.is_some_and(|other| other.quad.contains(card.quad.center()) && other.outline > card.outline + 0.15)
    });
    let second = card.and_then(|card| {
        shapes
            .iter()
            .filter(|shape| is_card_ratio(shape.ratio) && shape.outline > 0.62)
            .filter(|shape| {
                let size = shape.quad.area() / card.quad.area();

                (0.4..2.5).contains(&size) && apart(&shape.quad, &card.quad) && is_printed(&shape.quad, &points)
            })
            .max_by(|one, other| one.score.total_cmp(&other.score))
    });
    // A card that is seen whole is not cut off, however its sides seem to go on along the grain of the desk.
    let whole = card.filter(|card| card.coverage >= WHOLE);
    let is_small = whole.is_none_or(|card| card.quad.area() < search.width * search.height * SMALL);
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
        second: second.map(enlarge),
        other: other.map(enlarge),
        cut: cut.map(|shape| Shape {
            quad: scaled(&shape.quad, factor),
            ..shape
        }),
    }
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
