//! What the camera tells a person who holds something up.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod drawing;

use capture::{Advice, Guidance, Judge, Quad, Spot, Way, assess};
use drawing::cards::{evergreen_front, prairie_front};
use drawing::photo::{Desk, Lamp, Photo, desk, lay};
use drawing::sheet::{INK, NAVY, Sheet};
use image::{Rgb, RgbImage};

/// The furthest any corner is from where the card really lies, in pixels.
fn off(quad: &Quad, photo: &Photo) -> f32 {
    let truth = photo.corners;

    quad.0
        .iter()
        .map(|corner| {
            truth
                .iter()
                .map(|(x, y)| (corner.x - x).hypot(corner.y - y))
                .fold(f32::MAX, f32::min)
        })
        .fold(0.0, f32::max)
}

fn good(photo: &Photo, card: &RgbImage) {
    let assessment = assess(&photo.take(Some(card)));

    assert_eq!(assessment.guidance, Guidance::Good, "{assessment:?}");
    assert!(off(&assessment.quad.unwrap(), photo) < 8.0, "{assessment:?} {photo:?}");
}

#[test]
fn a_well_held_card_is_good_on_every_desk() {
    let card = evergreen_front();

    for desk in [
        Desk::Wood,
        Desk::Cloth,
        Desk::Stone,
        Desk::Plain(40),
        Desk::Plain(128),
        Desk::Plain(215),
    ] {
        good(
            &Photo {
                desk,
                ..Photo::of(1150.0, 3.0).leaning(7.0, 5.0)
            },
            &card,
        );
    }
}

#[test]
fn a_card_may_be_turned_by_twenty_five_degrees() {
    for degrees in [-25.0, -12.0, 0.0, 12.0, 25.0] {
        good(&Photo::of(1000.0, degrees), &prairie_front());
    }
}

#[test]
fn a_coloured_header_does_not_hide_the_cards_edge() {
    // The header is as dark as the desk: in luma alone the card would begin below it.
    let mut sheet = Sheet::new(Rgb([248, 248, 246]));
    sheet.strip(0, 0, drawing::sheet::WIDTH, 230, Rgb([34, 92, 168]));
    let font = drawing::sheet::Type::plain();

    for row in 0..5 {
        sheet.text(
            90,
            300 + row * 120,
            60.0,
            &font.regular,
            INK,
            "Member ID XYZ 123456789 Group 77",
        );
    }

    for degrees in [-6.0, 0.0, 5.0] {
        good(
            &Photo {
                desk: Desk::Plain(88),
                ..Photo::of(1150.0, degrees)
            },
            &sheet.image,
        );
    }
}

#[test]
fn a_dark_room_is_told_from_a_dark_card() {
    let dark = Photo {
        exposure: 0.15,
        ..Photo::of(1150.0, 2.0)
    };
    assert_eq!(assess(&dark.take(Some(&evergreen_front()))).guidance, Guidance::TooDark);

    let font = drawing::sheet::Type::plain();
    let mut navy = Sheet::new(NAVY);

    for row in 0..6 {
        navy.text(
            90,
            90 + row * 140,
            64.0,
            &font.bold,
            Rgb([240, 240, 240]),
            "Member ID XYZ 123456789 Group 77",
        );
    }

    good(
        &Photo {
            desk: Desk::Plain(150),
            ..Photo::of(1150.0, 2.0)
        },
        &navy.image,
    );
}

/// A dark card with light print.
fn night_card() -> RgbImage {
    let font = drawing::sheet::Type::plain();
    let mut sheet = Sheet::new(Rgb([24, 26, 34]));

    for row in 0..6 {
        sheet.text(
            90,
            90 + row * 140,
            52.0,
            &font.regular,
            Rgb([236, 236, 230]),
            "Member ID XYZ 123456789",
        );
    }

    sheet.image
}

#[test]
fn a_dark_card_on_a_dark_desk_in_dim_light_is_good_while_its_print_is_light() {
    let photo = Photo {
        desk: Desk::Plain(45),
        exposure: 0.6,
        ..Photo::of(1150.0, 2.0)
    };
    let assessment = assess(&photo.take(Some(&night_card())));

    assert_eq!(assessment.guidance, Guidance::Good, "{assessment:?}");
    // Here the shadow is as dark as the card, and the outline takes it in; the card is all inside.
    assert!(off(&assessment.quad.unwrap(), &photo) < 34.0, "{assessment:?}");
}

#[test]
fn a_card_on_printed_sheets_is_found() {
    let font = drawing::sheet::Type::plain();
    let mut letter = Sheet {
        image: RgbImage::from_pixel(1300, 1700, Rgb([226, 226, 224])),
    };

    for row in 0..34 {
        letter.text(
            80,
            60 + row * 48,
            34.0,
            &font.regular,
            Rgb([70, 70, 74]),
            "the record of the last meeting was read and put aside until spring",
        );
    }

    let photo = Photo {
        desk: Desk::Plain(110),
        ..Photo::at(980.0, 560.0, 1050.0, 4.0)
    };
    let mut picture = desk(photo.desk, 3);
    lay(
        &mut picture,
        &letter.image,
        [(-200.0, -300.0), (900.0, -120.0), (640.0, 1300.0), (-460.0, 1120.0)],
    );
    lay(
        &mut picture,
        &letter.image,
        [(1250.0, -260.0), (2300.0, 20.0), (1900.0, 1400.0), (850.0, 1120.0)],
    );
    lay(&mut picture, &evergreen_front(), photo.corners);
    let assessment = assess(&photo.develop(picture));

    assert_eq!(assessment.guidance, Guidance::Good, "{assessment:?}");
    assert!(off(&assessment.quad.unwrap(), &photo) < 10.0, "{assessment:?}");
}

#[test]
fn a_card_on_ruled_paper_is_found() {
    let mut paper = Sheet {
        image: RgbImage::from_pixel(2100, 1500, Rgb([236, 236, 230])),
    };

    for rule in 0..41 {
        paper.strip(0, rule * 36, 2100, 6, Rgb([90, 90, 100]));
    }

    let photo = Photo::of(1000.0, 6.0);
    let mut picture = desk(Desk::Plain(110), 3);
    lay(
        &mut picture,
        &paper.image,
        [(-90.0, -200.0), (2010.0, -260.0), (2010.0, 1240.0), (-90.0, 1300.0)],
    );
    lay(&mut picture, &evergreen_front(), photo.corners);
    let assessment = assess(&photo.develop(picture));

    assert_eq!(assessment.guidance, Guidance::Good, "{assessment:?}");
    assert!(off(&assessment.quad.unwrap(), &photo) < 10.0, "{assessment:?}");
}

#[test]
fn a_card_that_moves_obliquely_is_asked_to_hold_still() {
    for motion in [(16.0, 16.0), (24.0, -10.0), (8.0, 24.0)] {
        let moving = Photo {
            motion,
            ..Photo::of(1150.0, 2.0)
        };

        assert_eq!(
            assess(&moving.take(Some(&evergreen_front()))).guidance,
            Guidance::HoldStill,
            "{motion:?}"
        );
    }
}

#[test]
fn a_card_of_which_one_corner_is_seen_is_cut_off() {
    for (x, y) in [(1700.0, 900.0), (220.0, 180.0)] {
        let assessment = assess(&Photo::at(x, y, 1150.0, 3.0).take(Some(&evergreen_front())));

        assert!(
            matches!(assessment.guidance, Guidance::CutOff | Guidance::MoveBack),
            "{assessment:?} at {x},{y}"
        );
    }
}

#[test]
fn an_empty_hand_is_no_card() {
    for skin in [[224.0, 172.0, 140.0], [90.0, 58.0, 42.0]] {
        let photo = Photo {
            desk: Desk::Plain(150),
            ..Photo::of(1.0, 0.0)
        };
        let mut picture = desk(photo.desk, 1);
        drawing::corpus::hand(&mut picture, skin);

        assert_eq!(assess(&photo.develop(picture)).guidance, Guidance::NoCard, "{skin:?}");
    }
}

#[test]
fn a_dim_but_sharp_card_is_not_called_blurred() {
    let dim = Photo {
        exposure: 0.45,
        ..Photo::of(1150.0, 2.0)
    };

    assert_eq!(assess(&dim.take(Some(&evergreen_front()))).guidance, Guidance::Good);
}

#[test]
fn a_blurred_or_moving_card_is_asked_to_hold_still() {
    let blurred = Photo {
        blur: 5.0,
        ..Photo::of(1150.0, 2.0)
    };
    assert_eq!(
        assess(&blurred.take(Some(&evergreen_front()))).guidance,
        Guidance::HoldStill
    );

    let moving = Photo {
        motion: (22.0, 3.0),
        ..Photo::of(1150.0, 2.0)
    };
    assert_eq!(
        assess(&moving.take(Some(&evergreen_front()))).guidance,
        Guidance::HoldStill
    );
}

#[test]
fn a_card_half_outside_is_cut_off() {
    for (x, y, way) in [
        (1560.0, 540.0, Way::Left),
        (400.0, 560.0, Way::Right),
        (960.0, 900.0, Way::Up),
        (980.0, 180.0, Way::Down),
    ] {
        let assessment = assess(&Photo::at(x, y, 1150.0, 2.0).take(Some(&evergreen_front())));

        assert!(
            matches!(assessment.guidance, Guidance::CutOff | Guidance::MoveBack),
            "{assessment:?} at {x},{y}"
        );

        if assessment.guidance == Guidance::CutOff {
            assert_eq!(assessment.advice, Some(Advice::Move(way)), "at {x},{y}");
        }
    }
}

#[test]
fn glare_over_the_numbers_is_seen() {
    let glare = Photo {
        glare: vec![(820.0, 560.0, 130.0, 80.0, 1.2)],
        exposure: 0.85,
        ..Photo::of(1150.0, 2.0)
    };

    assert_eq!(assess(&glare.take(Some(&evergreen_front()))).guidance, Guidance::Glare);
}

#[test]
fn the_person_is_told_where_the_card_shines() {
    for (x, y, spot) in [
        (600.0, 540.0, Spot::Left),
        (1330.0, 540.0, Spot::Right),
        (960.0, 300.0, Spot::Top),
        (960.0, 780.0, Spot::Bottom),
    ] {
        let glare = Photo {
            glare: vec![(x, y, 120.0, 80.0, 1.3)],
            exposure: 0.8,
            ..Photo::of(1150.0, 2.0)
        };
        let advice = assess(&glare.take(Some(&evergreen_front()))).advice;

        assert!(
            matches!(advice, Some(Advice::Shine { spot: seen, .. }) if seen == spot),
            "{advice:?} at {x},{y}"
        );
    }
}

#[test]
fn white_paper_in_bright_light_is_no_glare() {
    let bright = Photo {
        exposure: 1.1,
        falloff: 0.8,
        ..Photo::of(1150.0, 2.0)
    };

    assert_eq!(assess(&bright.take(Some(&evergreen_front()))).guidance, Guidance::Good);
}

#[test]
fn the_white_middle_of_a_card_in_bright_light_is_no_glare() {
    let font = drawing::sheet::Type::plain();
    let mut sheet = Sheet::new(Rgb([252, 252, 252]));
    sheet.strip(0, 0, drawing::sheet::WIDTH, 240, NAVY);
    sheet.strip(0, 930, drawing::sheet::WIDTH, 79, Rgb([150, 20, 40]));

    for row in 0..4 {
        sheet.text(90, 320 + row * 140, 60.0, &font.regular, INK, "Member ID XYZ 123456789");
    }

    let bright = Photo {
        exposure: 1.12,
        falloff: 0.75,
        desk: Desk::Plain(40),
        ..Photo::of(1150.0, 5.0)
    };

    assert_eq!(assess(&bright.take(Some(&sheet.image))).guidance, Guidance::Good);
}

#[test]
fn a_tube_light_over_print_is_glare_and_a_small_spot_beside_it_is_not() {
    let with = |lamp: Lamp| Photo {
        lamps: vec![lamp],
        exposure: 0.85,
        ..Photo::of(1150.0, 2.0)
    };
    let tube = Lamp {
        degrees: 20.0,
        ..Lamp::round(860.0, 560.0, 300.0, 50.0, 1.3)
    };
    assert_eq!(
        assess(&with(tube).take(Some(&evergreen_front()))).guidance,
        Guidance::Glare
    );

    let spot = Lamp::round(1480.0, 860.0, 12.0, 12.0, 1.2);
    assert_eq!(
        assess(&with(spot).take(Some(&evergreen_front()))).guidance,
        Guidance::Good
    );
}

#[test]
fn a_card_far_away_is_asked_to_come_closer() {
    assert_eq!(
        assess(&Photo::of(420.0, 2.0).take(Some(&evergreen_front()))).guidance,
        Guidance::ComeCloser
    );
}

#[test]
fn an_empty_desk_has_no_card() {
    for desk in [Desk::Wood, Desk::Cloth, Desk::Stone, Desk::Plain(90)] {
        assert_eq!(
            assess(
                &Photo {
                    desk,
                    ..Photo::of(1.0, 0.0)
                }
                .take(None)
            )
            .guidance,
            Guidance::NoCard
        );
    }
}

#[test]
fn two_cards_are_one_too_many() {
    let photo = Photo::of(700.0, 2.0);
    let mut picture = desk(Desk::Wood, 1);
    lay(
        &mut picture,
        &evergreen_front(),
        Photo::at(520.0, 540.0, 760.0, 2.0).corners,
    );
    lay(
        &mut picture,
        &prairie_front(),
        Photo::at(1400.0, 560.0, 760.0, -4.0).corners,
    );

    assert_eq!(assess(&photo.develop(picture)).guidance, Guidance::TwoCards);
}

#[test]
fn a_sheet_of_paper_is_the_wrong_object() {
    let mut sheet = Sheet {
        image: RgbImage::from_pixel(1000, 1000, Rgb([250, 250, 250])),
    };
    let font = drawing::sheet::Type::plain();

    for row in 0..14 {
        sheet.text(
            90,
            80 + row * 60,
            44.0,
            &font.regular,
            INK,
            "Dear patient, please bring this letter",
        );
    }

    let photo = Photo {
        corners: [(560.0, 140.0), (1360.0, 150.0), (1350.0, 940.0), (555.0, 930.0)],
        ..Photo::of(1.0, 0.0)
    };

    assert_eq!(assess(&photo.take(Some(&sheet.image))).guidance, Guidance::WrongObject);
}

#[test]
fn the_judge_waits_until_the_hand_is_still() {
    let card = evergreen_front();
    let mut judge = Judge::new();
    let mut look = |x: f32| judge.look(&Photo::at(x, 540.0, 1150.0, 2.0).take(Some(&card))).guidance;

    assert_eq!(look(900.0), Guidance::HoldStill);
    assert_eq!(look(960.0), Guidance::HoldStill);
    assert_eq!(look(961.0), Guidance::HoldStill);
    assert_eq!(look(960.0), Guidance::Good);
    assert_eq!(look(1040.0), Guidance::HoldStill);
}

#[test]
fn pictures_of_any_size_are_judged_without_a_crash() {
    for (width, height) in [
        (0, 0),
        (1, 1),
        (1, 2000),
        (2000, 1),
        (7, 9),
        (64, 48),
        (640, 480),
        (479, 301),
        (3000, 2000),
    ] {
        let picture = RgbImage::from_fn(width, height, |x, y| {
            Rgb([(x * 7 + y * 13) as u8, (x ^ y) as u8, (x * y) as u8])
        });
        let _ = assess(&picture);
    }
}
