//! Draws the demo's card pictures: `cargo run -p portico-capture --example demo_cards -- resources/demo/cards`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/documents/mod.rs"]
mod documents;
#[path = "../tests/drawing/mod.rs"]
mod drawing;

use std::path::PathBuf;

use documents::health::{Payer, claims, numeric, shown};
use documents::zone::{Pen, made, page};
use drawing::cards;
use drawing::photo::{Desk, Photo, jpeg};
use drawing::random::Random;

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

    let mut random = Random::new(1);
    let maria = made(
        44,
        "GARCIA<LOPEZ",
        "MARIA",
        "UT8504127",
        "850412",
        "F",
        "310412",
        &mut random,
    );
    let passport = page(&maria, &Pen::real(), 2);
    save(
        "passport.jpg",
        &Photo {
            corners: documents::corners(1330.0, 125.0 / 88.0, -3.5),
            desk: Desk::Plain(96),
            noise: 1.0,
            seed: 10,
            ..Photo::of(1330.0, -3.5)
        }
        .leaning(5.0, 6.0),
        Some(&passport),
    );
    let layla = made(30, "HADDAD", "LAYLA", "UT9007213", "900721", "F", "310721", &mut random);
    save(
        "identity-card.jpg",
        &Photo {
            desk: Desk::Cloth,
            noise: 1.0,
            seed: 11,
            ..Photo::of(1300.0, 3.0).leaning(-5.0, 5.0)
        },
        Some(&page(&layla, &Pen::real(), 1)),
    );

    // Signed with a key that anybody can make: for the demonstration and nothing else.
    let payer = Payer::new(55);
    let mut said = claims();
    said.as_object_mut().expect("claims").remove("exp");
    save(
        "health-card.jpg",
        &Photo {
            desk: Desk::Plain(90),
            noise: 0.2,
            blur: 0.7,
            seed: 12,
            ..Photo::of(1150.0, 2.0).leaning(2.0, 2.0)
        },
        Some(&shown(&numeric(&payer.sign(&said)))),
    );
    let key = &payer.public;
    println!(
        "[[health_card_issuers]]\nname = \"Evergreen Health Plan\"\nurl = \"{}\"\nkeys = [{{ kty = \"EC\", crv = \"P-256\", kid = \"{}\", x = \"{}\", y = \"{}\" }}]",
        documents::health::URL,
        key.kid,
        key.x,
        key.y
    );
}
