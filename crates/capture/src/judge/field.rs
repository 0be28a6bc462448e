//! A part of the small picture: which of its pixels are near marked ones, and which hang together.

use crate::judge::edges::Small;
use crate::{Point, Quad};

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
        let (width, count) = (self.width, self.width * self.height);
        let mut distances: Vec<f32> = (0..count).map(|index| if marked(index) { 0.0 } else { 1e6 }).collect();
        let sweep = |distances: &mut Vec<f32>, index: usize, neighbours: [Option<usize>; 4]| {
            let steps = [1.0, 1.0, 1.4, 1.4];
            let nearest = neighbours
                .into_iter()
                .zip(steps)
                .filter_map(|(neighbour, step)| Some(distances.get(neighbour?)? + step))
                .fold(f32::MAX, f32::min);

            if let Some(distance) = distances.get_mut(index)
                && nearest < *distance
            {
                *distance = nearest;
            }
        };

        for index in 0..count {
            let (is_first, is_last) = (index % width == 0, index % width + 1 == width);
            let above = index.checked_sub(width);
            let neighbours = [
                above,
                index.checked_sub(1).filter(|_| !is_first),
                above.and_then(|above| above.checked_sub(1)).filter(|_| !is_first),
                above.map(|above| above + 1).filter(|_| !is_last),
            ];
            sweep(&mut distances, index, neighbours);
        }

        for index in (0..count).rev() {
            let (is_first, is_last) = (index % width == 0, index % width + 1 == width);
            let below = Some(index + width).filter(|below| *below < count);
            let neighbours = [
                below,
                Some(index + 1).filter(|_| !is_last),
                below.map(|below| below + 1).filter(|_| !is_last),
                below.map(|below| below - 1).filter(|_| !is_first),
            ];
            sweep(&mut distances, index, neighbours);
        }

        distances
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

            if !place.is_empty() {
                places.push(place);
            }
        }

        places
    }
}
