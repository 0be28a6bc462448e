//! Lines of print that a scratch across them ties together.

use crate::text::segments::{Area, TALLEST, pieces};

/// A scratch is no wider than this, in pixels, once gaps are closed.
const SCRATCH: usize = 16;

/// Parts lines that nothing but a scratch ties together: what hangs together above, between and below the rows where
/// nothing else is. Marks are strokes with the gaps between letters closed.
pub(super) fn untied(area: Area, own: &[bool]) -> Vec<Area> {
    let mut own = own.to_vec();
    let wide = area.width() as usize;
    let mut is_cut = false;

    for row in own.chunks_exact_mut(wide) {
        if row.iter().filter(|mark| **mark).count() <= SCRATCH {
            row.fill(false);
            is_cut = true;
        }
    }

    if !is_cut {
        return Vec::new();
    }

    pieces(&mut own, wide)
        .into_iter()
        .map(|piece| piece.moved(area.left, area.top))
        .filter(|piece| piece.width() >= piece.height() && piece.height() <= TALLEST)
        .collect()
}

/// The marks of a piece alone, in its box: others may reach into it.
pub(super) fn own(area: Area, marks: &[bool], width: usize) -> Vec<bool> {
    let wide = area.width() as usize;
    let is_marked = |at: usize| {
        let (x, y) = (area.left as usize + at % wide, area.top as usize + at / wide);

        marks.get(y * width + x).copied().unwrap_or(false)
    };
    let mut own = vec![false; wide * area.height() as usize];

    // The piece is the one that reaches from the top to the bottom.
    for start in (0..wide).filter(|at| is_marked(*at)) {
        let mut open = vec![start];

        while let Some(at) = open.pop() {
            if own.get(at).is_none_or(|seen| *seen) || !is_marked(at) {
                continue;
            }

            own[at] = true;
            let column = at % wide;
            open.extend((column > 0).then(|| at - 1));
            open.extend((column + 1 < wide).then_some(at + 1));
            open.extend(at.checked_sub(wide));
            open.push(at + wide);
        }

        if own.iter().skip(own.len() - wide).any(|mark| *mark) {
            break;
        }

        own.fill(false);
    }

    own
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    const WIDTH: usize = 400;

    fn around(left: u32, top: u32, right: u32, bottom: u32) -> Area {
        Area {
            left,
            top,
            right,
            bottom,
        }
    }

    #[test]
    fn a_scratch_does_not_tie_lines_together() {
        let mut strokes = vec![false; WIDTH * 300];

        for top in [10, 70, 130] {
            for y in top..top + 40 {
                strokes[y * WIDTH + 20..y * WIDTH + 220].fill(true);
            }
        }

        for y in 10..170 {
            strokes[y * WIDTH + 60 + y / 4..y * WIDTH + 66 + y / 4].fill(true);
        }

        // A word beside them, in their box.
        for y in 80..120 {
            strokes[y * WIDTH + 230..y * WIDTH + 260].fill(true);
        }

        let area = around(20, 10, 220, 170);
        let lines = untied(area, &own(area, &strokes, WIDTH));
        assert_eq!(
            lines,
            [
                around(20, 10, 220, 50),
                around(20, 70, 220, 110),
                around(20, 130, 220, 170)
            ]
        );
    }
}
