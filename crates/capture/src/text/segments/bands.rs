//! Print that hangs together with the edge of a coloured band, a wave or a photograph: found by how thin its strokes are.
//!
//! An edge is a step from one ground to another, however it runs; a stroke has the same ground on both sides.

use image::GrayImage;

use crate::text::segments::{Area, SEVERAL, TALLEST, closed, pieces};

/// Strokes are narrower than this, in pixels.
const THIN: usize = 27;
/// A stroke stands out from its ground by this at least, and by this share of what the clearest do, in hundredths:
/// the grain of a dark band stands out less.
const LEAST: u8 = 20;
const CLEAR: usize = 40;
/// Of all pixels of a stretch with print, about so many in a thousand belong to the clearest strokes.
const CLEAREST: usize = 20;

/// The lines within a piece that is too tall for one; the piece itself where it is not.
pub(super) fn without_edges(area: Area, card: &GrayImage, own: &[bool]) -> Vec<Area> {
    let wide = area.width() as usize;
    let depth: Vec<u8> = (area.top..area.bottom)
        .flat_map(|y| standing_out(card, area, y))
        .zip(own)
        .map(|(depth, own)| if *own { depth } else { 0 })
        .collect();
    let mut all = depth.clone();
    all.sort_unstable_by(|one, other| other.cmp(one));
    let clearest = usize::from(all.get(all.len() * CLEAREST / 1000).copied().unwrap_or(0));
    let least = LEAST.max((clearest * CLEAR / 100) as u8);
    let strokes: Vec<bool> = depth.iter().map(|depth| *depth >= least).collect();

    pieces(&mut closed(&strokes, wide), wide)
        .into_iter()
        .map(|piece| piece.moved(area.left, area.top))
        .filter(|piece| piece.width() >= piece.height() && piece.height() <= TALLEST)
        .collect()
}

/// How much each pixel of a row is darker than the ground on both sides of it, or lighter.
fn standing_out(card: &GrayImage, area: Area, y: u32) -> Vec<u8> {
    let reach = THIN as u32;
    let from = area.left.saturating_sub(reach);
    let row: Vec<u8> = (from..(area.right + reach).min(card.width()))
        .map(|x| card.get_pixel_checked(x, y).map_or(0, |pixel| pixel.0[0]))
        .collect();
    let least = |row: &[u8]| spread(row, u8::min);
    let most = |row: &[u8]| spread(row, u8::max);
    // What is left where thin dark strokes are filled up, and where thin light ones are worn off.
    let filled = least(&most(&row));
    let worn = most(&least(&row));

    (area.left..area.right)
        .map(|x| {
            let at = (x - from) as usize;
            let (Some(here), Some(filled), Some(worn)) = (row.get(at), filled.get(at), worn.get(at)) else {
                return 0;
            };
            // Nobody knows what lies on the other side of the end.
            let is_known = x >= reach && x + reach < card.width();

            if is_known {
                filled.saturating_sub(*here).max(here.saturating_sub(*worn))
            } else {
                0
            }
        })
        .collect()
}

/// For each pixel the least or the most of those around it.
fn spread(row: &[u8], better: impl Fn(u8, u8) -> u8) -> Vec<u8> {
    (0..row.len())
        .map(|at| {
            let around = at.saturating_sub(THIN / 2)..(at + THIN / 2 + 1).min(row.len());

            row.get(around)
                .unwrap_or_default()
                .iter()
                .copied()
                .reduce(&better)
                .unwrap_or(0)
        })
        .collect()
}

/// Whether a piece is too tall for a line and could still hold some.
pub(super) fn may_hold_lines(area: Area) -> bool {
    area.height() > TALLEST && area.height() <= SEVERAL && area.width() > TALLEST
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use image::Luma;

    use super::*;

    #[test]
    fn a_name_that_touches_the_edge_of_a_band_is_found() {
        let mut card = GrayImage::from_pixel(600, 200, Luma([230]));

        for x in 0..600 {
            for y in 0..(180 - x / 5) {
                card.put_pixel(x, y, Luma([60]));
            }
        }

        // Light letters, the last of which stand across the edge.
        for letter in 0..16 {
            for y in 70..110 {
                for x in 0..8 {
                    card.put_pixel(40 + letter * 20 + x, y, Luma([230]));
                }
            }
        }

        let area = Area {
            left: 0,
            top: 0,
            right: 600,
            bottom: 200,
        };
        let lines = without_edges(area, &card, &vec![true; 600 * 200]);

        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].left.abs_diff(40) < 3 && lines[0].right > 300, "{lines:?}");
        assert!(
            lines[0].top.abs_diff(70) < 3 && lines[0].bottom.abs_diff(110) < 3,
            "{lines:?}"
        );
    }

    #[test]
    fn an_edge_alone_is_no_print() {
        let mut card = GrayImage::from_pixel(600, 200, Luma([230]));

        for x in 0..600 {
            for y in 0..(180 - x / 5) {
                card.put_pixel(x, y, Luma([60]));
            }
        }

        let area = Area {
            left: 0,
            top: 0,
            right: 600,
            bottom: 200,
        };

        assert!(without_edges(area, &card, &vec![true; 600 * 200]).is_empty());
    }
}
