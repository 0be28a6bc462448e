//! A wider range of pictures, to judge by: cards held in a hand or lying among other things, near and further away,
//! sideways and upside down, in warm and cold light, with harmless highlights; and more ways to hold them badly.
//!
//! A good one is one that a person reads without trouble.

use image::RgbImage;

use super::super::photo::{HEIGHT, Lamp, Photo, WIDTH, jpeg, lay};
use super::super::random::Random;
use super::scenery::{self, Scene};
use super::{Sample, Split, card, objects};

/// The picture with this number, as [`super::sample`].
pub fn wide(number: u64, bad: bool, split: Split) -> Sample {
    let mut random = Random::new(number ^ 0x57_49_44_45);
    let (mut card, truth, mut layout, family) = card(&mut random, split);
    let quality = if bad {
        *["blur", "glare", "cut", "far", "dark", "none", "wrong", "two"]
            .get((number % 8) as usize)
            .unwrap_or(&"none")
    } else {
        "ok"
    };

    if random.chance(0.15) {
        darken(&mut card, &mut random);
    }

    let mut photo = held(&mut random, number);
    let width = span(&photo);
    let mut ground = scenery::ground(&mut random, number, middle_color(&card));
    let mut hand = random.chance(0.35).then(|| scenery::skin(&mut random));
    let mut on_desk = vec![(card, photo.corners)];

    match quality {
        "blur" if random.chance(0.5) => photo.blur = width / 1100.0 * random.between(3.8, 8.0),
        "blur" => {
            let angle = random.between(0.0, std::f32::consts::PI);
            let path = width / 1100.0 * random.between(20.0, 44.0);
            photo.motion = (angle.cos() * path, angle.sin() * path);
        }
        "glare" => {
            let print = printed_place(&on_desk[0].0, &mut random);
            let place = on_card(&photo, print);
            photo.lamps.push(lamp(place, width, &mut random));
            photo.exposure = photo.exposure.min(0.95);
        }
        "cut" => {
            photo = leaving(photo, &mut random);
            on_desk[0].1 = photo.corners;
        }
        "far" => {
            photo.corners = Photo::at(
                random.between(500.0, 1420.0),
                random.between(300.0, 780.0),
                random.between(200.0, 450.0),
                random.between(-25.0, 25.0),
            )
            .corners;
            on_desk[0].1 = photo.corners;
        }
        "dark" => {
            photo.exposure = random.between(0.05, 0.13);
            photo.noise = random.between(2.0, 7.0);
        }
        "none" => {
            on_desk.clear();
            hand = None;
        }
        "wrong" => {
            let (object, _, name) = objects::object(&mut random, 960.0, 540.0);
            layout = name;
            photo.corners = fitted(&object, &photo, &mut random);
            on_desk = vec![(object, photo.corners)];
        }
        "two" => {
            let (other, ..) = self::card(&mut random, split);
            let wide = random.between(620.0, 860.0);
            let (lift, turn) = (random.between(-140.0, 140.0), random.between(-12.0, 12.0));
            on_desk[0].1 = Photo::at(470.0, 540.0 + lift, wide, turn).corners;
            let wide = (wide * random.between(0.85, 1.15)).min(860.0);
            let turn = random.between(-12.0, 12.0);
            on_desk.push((other, Photo::at(1450.0, 540.0 - lift, wide, turn).corners));
            photo.corners = on_desk[0].1;
            hand = None;
        }
        _ => {}
    }

    if quality != "two" && quality != "far" && random.chance(0.4) {
        scenery::clutter(&mut ground, &mut random);
    }

    let scene = Scene {
        hand,
        corners: photo.corners,
    };
    scene.behind(&mut ground, &mut random);

    for (card, corners) in &on_desk {
        lay(&mut ground, card, *corners);
    }

    if !on_desk.is_empty() && quality != "cut" {
        scene.in_front(&mut ground, &mut random);
    }

    // A lamp's image that hides nothing: it lies where the card is bare.
    if quality == "ok"
        && random.chance(0.25)
        && let Some(place) = bare_place(&on_desk[0].0, &mut random)
    {
        let (x, y) = on_card(&photo, place);
        photo.lamps.push(Lamp::round(
            x,
            y,
            width * 0.012,
            width * 0.012,
            random.between(0.5, 1.0),
        ));
    }

    Sample {
        jpeg: jpeg(&photo.develop(ground), random.between(50.0, 95.0) as u8),
        truth,
        quality,
        layout,
        family,
        corners: photo.corners,
    }
}

/// A card as people hold it: all of it in the picture, print large enough to be read.
fn held(random: &mut Random, number: u64) -> Photo {
    let upright = random.chance(0.12);
    let turn = if random.chance(0.15) { 180.0 } else { 0.0 };
    let degrees = if upright {
        random.pick(&[&90.0_f32, &270.0]) + random.between(-8.0, 8.0)
    } else {
        turn + random.normal().clamp(-2.2, 2.2) * 10.0
    };
    let (sine, cosine) = degrees.to_radians().sin_cos();
    // What fits, leaning included.
    let most = (1800.0 / (cosine.abs() + sine.abs() / 1.586)).min(960.0 / (sine.abs() + cosine.abs() / 1.586));
    let width = random.between(780.0, most.clamp(800.0, 1420.0));
    let (room_x, room_y) = (
        (1840.0 - width * (cosine.abs() + sine.abs() / 1.586)).max(0.0) / 2.0,
        (1010.0 - width * (sine.abs() + cosine.abs() / 1.586)).max(0.0) / 2.0,
    );
    let x = 960.0 + random.between(-0.7, 0.7) * room_x;
    let y = 540.0 + random.between(-0.7, 0.7) * room_y;
    let lean = if room_x.min(room_y) > 20.0 { 15.0 } else { 5.0 };
    let mut photo = Photo::at(x, y, width, degrees).leaning(random.between(-lean, lean), random.between(-lean, lean));
    photo.exposure = if random.chance(0.15) {
        random.between(1.1, 1.3)
    } else {
        random.between(0.5, 1.1)
    };
    photo.falloff = random.between(0.6, 1.0);
    photo.vignette = if random.chance(0.4) {
        random.between(0.1, 0.5)
    } else {
        0.0
    };
    photo.tint = *random.pick(&[
        &[1.0, 1.0, 1.0],
        &[1.0, 1.0, 1.0],
        &[1.04, 0.94, 0.76],
        &[0.9, 0.98, 1.06],
        &[0.96, 1.03, 0.9],
    ]);
    photo.blur = width / 1100.0 * random.between(0.4, 1.3);
    photo.noise = random.between(0.5, 7.0);
    photo.seed = number;

    photo
}

/// A dark card with light print: what was light is the ground, and what was dark shines.
fn darken(card: &mut RgbImage, random: &mut Random) {
    let ground = *random.pick(&[
        &[18.0_f32, 32.0, 66.0],
        &[30.0, 30.0, 34.0],
        &[0.0, 52.0, 58.0],
        &[72.0, 16.0, 42.0],
        &[8.0, 60.0, 30.0],
        &[40.0, 22.0, 70.0],
    ]);

    for pixel in card.pixels_mut() {
        for (value, low) in pixel.0.iter_mut().zip(ground) {
            let light = 1.0 - f32::from(*value) / 255.0;
            *value = (low + (248.0 - low) * light).clamp(0.0, 255.0) as u8;
        }
    }
}

fn middle_color(card: &RgbImage) -> [f32; 3] {
    // The rim of the card, where there is no print: what a ground of the same colour has to match.
    card.get_pixel(1590, 600).0.map(f32::from)
}

fn span(photo: &Photo) -> f32 {
    let [a, b, ..] = photo.corners;

    (b.0 - a.0).hypot(b.1 - a.1)
}

/// Where a place on the card, in shares of its sides, lies in the picture.
fn on_card(photo: &Photo, (right, down): (f32, f32)) -> (f32, f32) {
    let [a, b, c, d] = photo.corners;
    let mix = |one: (f32, f32), other: (f32, f32), share: f32| {
        (one.0 + (other.0 - one.0) * share, one.1 + (other.1 - one.1) * share)
    };

    mix(mix(a, b, right), mix(d, c, right), down)
}

/// How much the card's print differs around a place, in grey levels.
fn detail(card: &RgbImage, x: f32, y: f32, reach: f32) -> i32 {
    let (wide, tall) = (card.width() as f32, card.height() as f32);
    let (mut low, mut high) = (255_i32, 0_i32);

    for down in -8..=8 {
        for right in -8..=8 {
            let px = (x * wide + right as f32 / 8.0 * reach * wide).clamp(0.0, wide - 1.0) as u32;
            let py = (y * tall + down as f32 / 8.0 * reach * wide).clamp(0.0, tall - 1.0) as u32;
            let value = i32::from(card.get_pixel(px, py).0[1]);
            low = low.min(value);
            high = high.max(value);
        }
    }

    high - low
}

fn printed_place(card: &RgbImage, random: &mut Random) -> (f32, f32) {
    for _ in 0..60 {
        let (x, y) = (random.between(0.15, 0.8), random.between(0.25, 0.85));

        if detail(card, x, y, 0.03) > 110 {
            return (x, y);
        }
    }

    (0.4, 0.5)
}

fn bare_place(card: &RgbImage, random: &mut Random) -> Option<(f32, f32)> {
    (0..40)
        .map(|_| (random.between(0.04, 0.96), random.between(0.06, 0.94)))
        .find(|(x, y)| detail(card, *x, *y, 0.035) < 26)
}

/// The image of a lamp, of a tube, or of a window.
fn lamp((x, y): (f32, f32), width: f32, random: &mut Random) -> Lamp {
    let size = width / 1100.0;
    let strength = random.between(1.0, 1.8);

    match random.below(3) {
        0 => Lamp::round(
            x,
            y,
            size * random.between(90.0, 190.0),
            size * random.between(60.0, 130.0),
            strength,
        ),
        1 => Lamp {
            degrees: random.between(0.0, 180.0),
            ..Lamp::round(
                x,
                y,
                size * random.between(260.0, 420.0),
                size * random.between(40.0, 70.0),
                strength,
            )
        },
        _ => Lamp {
            is_window: true,
            degrees: random.between(-30.0, 30.0),
            ..Lamp::round(
                x,
                y,
                size * random.between(100.0, 190.0),
                size * random.between(70.0, 130.0),
                strength,
            )
        },
    }
}

/// Moves the card partly out of the picture: over one side or, sometimes, a corner.
fn leaving(mut photo: Photo, random: &mut Random) -> Photo {
    let (low_x, high_x) = extent(photo.corners.map(|corner| corner.0));
    let (low_y, high_y) = extent(photo.corners.map(|corner| corner.1));
    let hidden = random.between(0.1, 0.45);
    let across = |low: f32, high: f32, end: f32, far: bool| {
        if far {
            end - high + (high - low) * hidden
        } else {
            -low - (high - low) * hidden
        }
    };
    let way = random.below(5);
    let right = match way {
        0 | 4 => across(low_x, high_x, WIDTH as f32, true),
        1 => across(low_x, high_x, WIDTH as f32, false),
        _ => 0.0,
    };
    let down = match way {
        2 | 4 => across(low_y, high_y, HEIGHT as f32, true),
        3 => across(low_y, high_y, HEIGHT as f32, false),
        _ => 0.0,
    };
    photo.corners = photo.corners.map(|(x, y)| (x + right, y + down));

    photo
}

fn extent(values: [f32; 4]) -> (f32, f32) {
    (
        values.into_iter().fold(f32::MAX, f32::min),
        values.into_iter().fold(f32::MIN, f32::max),
    )
}

/// Where a thing lies that has another shape than a card.
fn fitted(object: &RgbImage, photo: &Photo, random: &mut Random) -> [(f32, f32); 4] {
    let (wide, tall) = (object.width() as f32, object.height() as f32);
    let degrees = random.between(-16.0, 16.0);
    let scale = (1500.0 / wide).min(900.0 / tall) * random.between(0.75, 0.95);
    let (sine, cosine) = f32::to_radians(degrees).sin_cos();
    let corner = |dx: f32, dy: f32| {
        let (dx, dy) = (dx * wide * scale / 2.0, dy * tall * scale / 2.0);

        (960.0 + dx * cosine - dy * sine, 540.0 + dx * sine + dy * cosine)
    };
    let mut held = photo.clone();
    held.corners = [
        corner(-1.0, -1.0),
        corner(1.0, -1.0),
        corner(1.0, 1.0),
        corner(-1.0, 1.0),
    ];
    let reach = held
        .corners
        .iter()
        .fold(0.0_f32, |most, corner| most.max((corner.1 - 540.0).abs()));

    if reach > 520.0 {
        held.corners = held
            .corners
            .map(|(x, y)| (960.0 + (x - 960.0) * 520.0 / reach, 540.0 + (y - 540.0) * 520.0 / reach));
    }

    held.leaning(random.between(-6.0, 6.0), random.between(-6.0, 6.0))
        .corners
}
