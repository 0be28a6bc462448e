//! Where a value stands on its card, to a pixel.

use image::GrayImage;

use crate::Bounds;
use crate::text::segments::Area;
use crate::text::strips::dark_on_white;

/// A gap may begin so far from the outer edge, in rims: a box that reaches into its neighbour, no letter of its own.
const WITHIN: f32 = 1.3;
/// Lighter than this is paper.
const BLANK: u8 = 165;

/// Where a value stands.
pub(crate) struct ValueArea {
    pub area: Area,
    /// The side of a cell stood beside it and was left out: a stroke at either end of a reading may be that.
    pub in_cell: bool,
}

/// The stretch of a card around a value, cut where nothing is printed: boxes of words are drawn a little off.
pub(crate) fn value_area(grey: &GrayImage, bounds: Bounds) -> Option<ValueArea> {
    let pad = (bounds.height * 0.35).clamp(4.0, 24.0);
    let left = (bounds.x - pad).max(0.0) as u32;
    let top = (bounds.y - pad * 0.7).max(0.0) as u32;
    let right = ((bounds.right() + pad).max(0.0) as u32).min(grey.width());
    let bottom = ((bounds.bottom() + pad * 0.7).max(0.0) as u32).min(grey.height());

    if right <= left + 8 || bottom <= top + 6 {
        return None;
    }

    let cut = image::imageops::crop_imm(grey, left, top, right - left, bottom - top).to_image();
    let cut = dark_on_white(cut);
    let rows = (
        (bounds.y - top as f32).max(0.0) as u32,
        ((bounds.bottom() - top as f32).max(0.0) as u32).min(cut.height()),
    );
    let is_blank_column = |x: u32| (rows.0..rows.1).all(|y| cut.get_pixel(x, y).0[0] > BLANK);
    let columns: Vec<bool> = (0..cut.width()).map(is_blank_column).collect();
    let from = gap(&columns, (WITHIN * pad) as usize).map_or(0, |gap| gap.1);
    // The side of a cell goes on above and below the print, which no letter does.
    let is_rule = |x: &usize| (0..cut.height()).all(|y| cut.get_pixel(*x as u32, y).0[0] <= BLANK);
    let near = (4.0 * pad) as usize;
    let before = (0..near.min(columns.len())).rfind(is_rule);
    let from = before.map_or(from, |rule| from.max(rule + 1));
    let reversed: Vec<bool> = columns.iter().rev().copied().collect();
    let until = columns.len() - gap(&reversed, (WITHIN * pad) as usize).map_or(0, |gap| gap.1);
    let behind = (columns.len().saturating_sub(near)..columns.len()).find(is_rule);
    let until = behind.map_or(until, |rule| until.min(rule));

    if until <= from + 4 {
        return None;
    }

    let is_blank_row = |y: u32| (from..until).all(|x| cut.get_pixel(x as u32, y).0[0] > BLANK);
    let middle = u32::midpoint(rows.0, rows.1);
    let above = (0..middle).rev().find(|y| is_blank_row(*y)).map_or(0, |y| y + 1);
    let below = (middle..cut.height())
        .find(|y| is_blank_row(*y))
        .unwrap_or(cut.height());

    (below > above + 5).then_some(ValueArea {
        area: Area {
            left: left + from as u32,
            top: top + above,
            right: left + until as u32,
            bottom: top + below,
        },
        in_cell: before.is_some() || behind.is_some(),
    })
}

/// The widest blank stretch that begins within so many columns from the start.
fn gap(blank: &[bool], within: usize) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    let mut start = None;

    for (at, is_blank) in blank.iter().take(within).enumerate() {
        match (is_blank, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if best.is_none_or(|(known, end)| at - from >= end - known) {
                    best = Some((from, at));
                }

                start = None;
            }
            _ => {}
        }
    }

    best
}
