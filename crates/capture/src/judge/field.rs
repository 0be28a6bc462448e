//! A part of the small picture: which of its pixels are near marked ones, and which hang together.

use crate::judge::edges::Small;
use crate::{Point, Quad};

/// Further than any pixel is from another.
const FAR: f32 = 1e6;

/// The part of the small picture around a card.
pub(crate) struct Field {
    pub left: usize,
    pub top: usize,
    pub width: usize,
    pub height: usize,
    pub on_card: Vec<bool>,
}

impl Field {
    /// The part around a card.
    pub fn around(small: &Small, card: &Quad) -> Option<Self> {
        let bounds = card.bounds();
        let (left, top) = (bounds.x.max(0.0) as usize, bounds.y.max(0.0) as usize);
        let right = (bounds.right().max(0.0) as usize + 1).min(small.width);
        let bottom = (bounds.bottom().max(0.0) as usize + 1).min(small.height);
        let (width, height) = (right.checked_sub(left)?, bottom.checked_sub(top)?);
        let on_card = (0..width * height)
            .map(|index| card.contains(Point::new((left + index % width) as f32, (top + index / width) as f32)))
            .collect();

        (width > 8 && height > 8).then_some(Self {
            left,
            top,
            width,
            height,
            on_card,
        })
    }

    /// Its pixels, row by row.
    pub fn cells(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let width = self.width;

        (0..self.width * self.height).map(move |index| (index % width, index / width))
    }

    /// Whether a pixel of it lies on the card.
    pub fn is_card(&self, x: usize, y: usize) -> bool {
        self.on_card.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// How far every pixel is from the nearest that is marked, nearly (two sweeps with steps of 1 and 1.4).
    pub fn distances(&self, marked: impl Fn(usize) -> bool) -> Vec<f32> {
        // A rim of far pixels all around spares looking whether there is a neighbour.
        let wide = self.width + 2;
        let mut distances = vec![FAR; wide * (self.height + 2)];
        let rows = distances.chunks_exact_mut(wide).skip(1).take(self.height);

        for (y, row) in rows.enumerate() {
            for (x, distance) in row.iter_mut().skip(1).take(self.width).enumerate() {
                if marked(y * self.width + x) {
                    *distance = 0.0;
                }
            }
        }

        // The sweep back up is one down the reversed field.
        for _ in 0..2 {
            sweep_down(&mut distances, wide);
            distances.reverse();
        }

        distances
            .chunks_exact(wide)
            .skip(1)
            .take(self.height)
            .flat_map(|row| row.iter().skip(1).take(self.width))
            .copied()
            .collect()
    }

    /// The marked pixels with the gaps between them, up to twice as wide as `gap`.
    pub fn closed(&self, full: &[bool], gap: f32) -> Vec<bool> {
        let is_near = self.distances(|index| full.get(index).copied().unwrap_or(false));
        let is_far = |index: usize| is_near.get(index).is_none_or(|distance| *distance > gap);
        let inwards = self.distances(is_far);

        inwards
            .iter()
            .zip(&self.on_card)
            .map(|(distance, on_card)| *on_card && *distance > gap)
            .collect()
    }

    /// The marked pixels that hang together.
    pub fn places(&self, marked: &[bool]) -> Vec<Vec<usize>> {
        let mut open = marked.to_vec();
        let mut places = Vec::new();

        for start in 0..open.len() {
            if !open.get(start).is_some_and(|is_open| *is_open) {
                continue;
            }

            let mut place = Vec::new();
            let mut next = vec![start];

            while let Some(index) = next.pop() {
                let Some(is_open) = open.get_mut(index).filter(|is_open| **is_open) else {
                    continue;
                };
                *is_open = false;
                place.push(index);
                next.extend(index.checked_sub(self.width));
                next.push(index + self.width);
                next.extend((index % self.width > 0).then(|| index - 1));
                next.extend(((index + 1) % self.width > 0).then_some(index + 1));
            }

            places.push(place);
        }

        places
    }
}

/// Lets distances run on to the right and downwards. The rim of the field is left as it is.
fn sweep_down(distances: &mut [f32], wide: usize) {
    let rows = distances.len() / wide;

    for row in 1..rows.saturating_sub(1) {
        let (before, rest) = distances.split_at_mut(row * wide);
        let above = before.get((row - 1) * wide..).unwrap_or_default();
        let mut last = FAR;

        for (distance, above) in rest.iter_mut().skip(1).zip(above.windows(3)) {
            let straight = last.min(above[1]) + 1.0;
            let slanting = above[0].min(above[2]) + 1.4;
            last = straight.min(slanting).min(*distance);
            *distance = last;
        }
    }
}
