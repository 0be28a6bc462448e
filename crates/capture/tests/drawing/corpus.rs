//! Invented cards, photographed well and badly, with the truth about them. In two parts: the one to work with, and one
//! with other labels, layouts, types, names and forms of numbers, to be measured by.

mod ground;
mod layouts;
mod objects;
mod pen;
mod scenery;
pub mod wide;
mod words;

use image::RgbImage;

use super::photo::{Corners, Desk, HEIGHT, Photo, WIDTH, desk, jpeg, lay};
use super::random::Random;
use super::sheet::{Sheet, Type};
use ground::{Colors, clutter, decorate};
use pen::Pen;
use words::{Truth, labelled, truth};

/// Which part of the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    Work = 0,
    HeldOut = 1,
}

/// A picture, what it shows and how good it is.
pub struct Sample {
    pub jpeg: Vec<u8>,
    pub truth: Truth,
    /// The `quality` that is right.
    pub quality: &'static str,
    /// Which layout the card has, or what the object is.
    pub layout: &'static str,
    /// What the card is set in.
    pub family: String,
    pub corners: [(f32, f32); 4],
}

/// A card, what it says, its layout and its type.
pub fn card(random: &mut Random, split: Split) -> (RgbImage, Truth, &'static str, String) {
    let font = match split {
        Split::Work => Type::work(random.below(1000)),
        Split::HeldOut => Type::held_out(random.below(1000)),
    };
    let colors = Colors::any(split, random);
    let mut sheet = Sheet::new(colors.paper);
    let truth = truth(random, split);
    let header = decorate(&mut sheet, colors, &font, &truth[0].1, split, random);
    let is_money = |field: &str| field.starts_with("copays") || field == "deductible";
    let (copays, mut others): (Vec<_>, Vec<_>) = labelled(&truth, split, random)
        .into_iter()
        .partition(|field| is_money(field.0));

    // Members before pharmacy, in most orders that cards have.
    if random.chance(0.4) {
        others.rotate_left(1);
    }

    clutter(&mut sheet, &font, colors.label, random);
    let mut pen = Pen {
        sheet: &mut sheet,
        font: &font,
        ink: colors.ink,
        label: colors.label,
        band: colors.band,
        size: random.between(40.0, 58.0),
        colon: random.chance(0.6),
    };
    let which = random.below(6);
    let layout = match (split, which) {
        (Split::Work, 0) => {
            pen.above(&others, &copays, header);
            "above"
        }
        (Split::Work, 1) => {
            pen.beside(&others, &copays, header);
            "beside"
        }
        (Split::Work, 2) => {
            pen.table(&others, &copays, header);
            "table"
        }
        (Split::Work, 3) => {
            pen.inline(&others, &copays, header);
            "inline"
        }
        (Split::Work, 4) => {
            pen.panel(&others, &copays, header);
            "panel"
        }
        (Split::Work, _) => {
            pen.compact(&others, &copays, header);
            "compact"
        }
        (Split::HeldOut, 0) => {
            pen.boxed(&others, &copays, header);
            "boxed"
        }
        (Split::HeldOut, 1) => {
            pen.dotted(&others, &copays, header);
            "dotted"
        }
        (Split::HeldOut, 2) => {
            pen.centred(&others, &copays, header);
            "centred"
        }
        (Split::HeldOut, 3 | 4) => {
            pen.columns(&others, &copays, header);
            "columns"
        }
        (Split::HeldOut, _) => {
            pen.above(&others, &copays, header);
            "above"
        }
    };
    let family = font.name.clone();

    (sheet.image, truth, layout, family)
}

/// The picture with this number: a good one, or each eighth of another kind of bad.
pub fn sample(number: u64, bad: bool, split: Split) -> Sample {
    let mut random = Random::new(number);
    let (card, truth, mut layout, family) = card(&mut random, split);
    let mut quality = if bad {
        *["blur", "glare", "cut", "far", "dark", "none", "wrong", "two"]
            .get((number % 8) as usize)
            .unwrap_or(&"none")
    } else {
        "ok"
    };
    let desks = [
        Desk::Wood,
        Desk::Cloth,
        Desk::Stone,
        Desk::Plain(45),
        Desk::Plain(110),
        Desk::Plain(190),
        Desk::Plain(222),
    ];
    let degrees = if random.chance(0.7) {
        random.between(-7.0, 7.0)
    } else {
        random.between(-22.0, 22.0)
    };
    let width = random.between(880.0, 1280.0 - degrees.abs() * 8.0);
    let (x, y) = (
        960.0 + random.between(-120.0, 120.0),
        540.0 + random.between(-30.0, 30.0),
    );
    let mut photo = Photo::at(x, y, width, degrees).leaning(random.between(-16.0, 16.0), random.between(-14.0, 14.0));
    photo.desk = desks[random.below(desks.len())];
    photo.exposure = random.between(0.55, 1.1);
    photo.falloff = random.between(0.65, 1.0);
    photo.blur = random.between(0.4, 1.4);
    photo.noise = random.between(0.5, 7.0);
    photo.seed = number;

    if quality == "ok" {
        photo.corners = inside(photo.corners);
    }

    let mut on_desk = Some(card);

    match quality {
        "blur" if random.chance(0.5) => photo.blur = random.between(3.6, 7.0),
        "blur" => {
            let angle = random.between(0.0, std::f32::consts::PI);
            let path = random.between(18.0, 36.0);
            photo.motion = (angle.cos() * path, angle.sin() * path);
        }
        "glare" => shine(&mut photo, width, &mut random),
        "cut" => push_out(&mut photo, width, &mut random),
        "far" => photo.corners = Photo::at(x, y, random.between(260.0, 480.0), degrees).corners,
        "dark" => photo.exposure = random.between(0.06, 0.17),
        "none" => on_desk = None,
        "wrong" => {
            let (object, corners, name) = objects::object(&mut random, x, y);
            on_desk = Some(object);
            photo.corners = corners;
            layout = name;
        }
        _ => {}
    }

    let picture = if quality == "two" {
        let (other, ..) = self::card(&mut random, split);
        let mut picture = desk(photo.desk, photo.seed);
        let width = random.between(700.0, 820.0);
        lay(
            &mut picture,
            &on_desk.take().expect("there is a card"),
            Photo::at(490.0, 540.0, width, degrees / 3.0).corners,
        );
        lay(
            &mut picture,
            &other,
            Photo::at(1420.0, 540.0, width, -degrees / 4.0).corners,
        );
        photo.develop(picture)
    } else if quality == "wrong" && random.chance(0.2) {
        let mut picture = desk(photo.desk, photo.seed);
        objects::hand(&mut picture, &mut random);
        // Nothing is held up.
        (quality, layout) = ("none", "hand");
        photo.develop(picture)
    } else {
        photo.take(on_desk.as_ref())
    };

    Sample {
        jpeg: jpeg(&picture, random.between(50.0, 93.0) as u8),
        truth,
        quality,
        layout,
        family,
        corners: photo.corners,
    }
}

/// An empty hand over the middle of a picture.
pub fn hand(picture: &mut RgbImage, skin: [f32; 3]) {
    objects::hand_at(picture, 960.0, 560.0, skin);
}

/// The same corners, nearer to their middle where one of them lies outside the picture: a good card is all in it.
fn inside(corners: Corners) -> Corners {
    let (x, y) = corners.iter().fold((0.0, 0.0), |sum, corner| {
        (sum.0 + corner.0 / 4.0, sum.1 + corner.1 / 4.0)
    });
    let room = |from: f32, to: f32, end: f32| {
        let limit = if to > from { end - 14.0 } else { 14.0 };

        ((limit - from) / (to - from)).max(0.0)
    };
    let share = corners.iter().fold(1.0_f32, |share, corner| {
        share
            .min(room(x, corner.0, WIDTH as f32))
            .min(room(y, corner.1, HEIGHT as f32))
    });

    corners.map(|corner| (x + (corner.0 - x) * share, y + (corner.1 - y) * share))
}

fn middle(photo: &Photo) -> (f32, f32) {
    photo.corners.iter().fold((0.0, 0.0), |sum, corner| {
        (sum.0 + corner.0 / 4.0, sum.1 + corner.1 / 4.0)
    })
}

/// A lamp over the card.
fn shine(photo: &mut Photo, width: f32, random: &mut Random) {
    let center = middle(photo);
    let (right, down) = (random.between(-0.28, 0.28) * width, random.between(-0.15, 0.15) * width);
    photo.glare = vec![(
        center.0 + right,
        center.1 + down,
        random.between(90.0, 190.0),
        random.between(60.0, 130.0),
        random.between(0.9, 1.6),
    )];
    photo.exposure = photo.exposure.min(0.9);
}

/// Moves the card half out of the picture.
fn push_out(photo: &mut Photo, width: f32, random: &mut Random) {
    let way = *random.pick(&[&-1.0_f32, &1.0]);
    let (right, down) = if random.chance(0.5) { (way, 0.0) } else { (0.0, way) };
    let hidden = random.between(0.12, 0.4);
    let shift = (
        right * (960.0 - width / 2.0 + hidden * width),
        down * (540.0 - width / 3.17 + hidden * width / 1.585),
    );
    let center = middle(photo);
    let back = (
        if right == 0.0 { 0.0 } else { 960.0 - center.0 },
        if down == 0.0 { 0.0 } else { 540.0 - center.1 },
    );
    photo.corners = photo.corners.map(|(x, y)| (x + shift.0 + back.0, y + shift.1 + back.1));
}
