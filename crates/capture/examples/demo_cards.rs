//! Draws the demo's card pictures: `cargo run -p portico-capture --example demo_cards -- resources/demo/cards`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/drawing/mod.rs"]
mod drawing;

use std::path::PathBuf;

use drawing::cards;
use drawing::photo::{Desk, Photo, jpeg};

fn main() {
    let directory = PathBuf::from(std::env::args().nth(1).expect("name a directory"));
    std::fs::create_dir_all(&directory).expect("the directory can be made");
    let save = |name: &str, photo: &Photo, card: Option<&image::RgbImage>| {
        let picture = photo.take(card);
        // As good as fits into 150 KiB.
        let bytes = (40..=88)
            .rev()
            .step_by(6)
            .map(|quality| jpeg(&picture, quality))
            .find(|bytes| bytes.len() <= 150 * 1024)
            .expect("the picture fits");
        std::fs::write(directory.join(name), bytes).expect("the picture can be written");
    };
    let evergreen = cards::evergreen_front();
    let prairie = cards::prairie_front();

    save(
        "evergreen-front.jpg",
        &Photo {
            noise: 1.0,
            ..Photo::of(1240.0, -3.0).leaning(8.0, 5.0)
        },
        Some(&evergreen),
    );
    save(
        "evergreen-back.jpg",
        &Photo {
            noise: 1.0,
            seed: 2,
            ..Photo::of(1200.0, 2.5).leaning(-6.0, 6.0)
        },
        Some(&cards::evergreen_back()),
    );
    save(
        "evergreen-front-blurred.jpg",
        &Photo {
            blur: 5.5,
            noise: 1.0,
            seed: 3,
            ..Photo::of(1220.0, -2.0).leaning(5.0, 6.0)
        },
        Some(&evergreen),
    );
    save(
        "evergreen-front-dark.jpg",
        &Photo {
            exposure: 0.17,
            noise: 1.5,
            seed: 4,
            ..Photo::of(1230.0, 3.0).leaning(4.0, -5.0)
        },
        Some(&evergreen),
    );
    save(
        "prairie-front.jpg",
        &Photo {
            desk: Desk::Cloth,
            noise: 1.0,
            seed: 5,
            ..Photo::of(1240.0, 4.0).leaning(-7.0, 4.0)
        },
        Some(&prairie),
    );
    save(
        "prairie-back.jpg",
        &Photo {
            desk: Desk::Cloth,
            noise: 1.0,
            seed: 6,
            ..Photo::of(1210.0, -2.0).leaning(6.0, 6.0)
        },
        Some(&cards::prairie_back()),
    );
    save(
        "empty.jpg",
        &Photo {
            noise: 1.0,
            seed: 7,
            ..Photo::of(1200.0, 0.0)
        },
        None,
    );
    save(
        "licence.jpg",
        &Photo {
            desk: Desk::Plain(104),
            noise: 0.6,
            blur: 0.4,
            seed: 8,
            ..Photo::of(1450.0, 1.5).leaning(3.0, 3.0)
        },
        Some(&cards::licence_back()),
    );
    save(
        "appointment-code.jpg",
        &Photo {
            desk: Desk::Plain(88),
            noise: 1.0,
            seed: 9,
            ..Photo::of(1180.0, -4.0).leaning(4.0, 8.0)
        },
        Some(&cards::appointment_letter("K7P-2QX")),
    );
}
