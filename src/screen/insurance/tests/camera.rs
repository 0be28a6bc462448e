//! A card before the camera, from the first frame to what was read.

use super::*;

#[test]
fn a_card_goes_from_the_camera_to_the_check_page() {
    let cards = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("resources/demo/cards");
    let camera = capture::PictureCamera::new(vec![
        cards.join("evergreen-front.jpg"),
        cards.join("evergreen-back.jpg"),
    ]);
    camera.show(0);
    let mut core = core();
    core.services.camera = Some(Arc::new(camera.clone()));
    core.services.reader = Some(Arc::new(capture::Tesseract::find().expect("Tesseract is installed")));
    let (mut state, _) = State::new(&core);
    let first = state.update(Message::NewCardPressed, &core);
    let mut drawn = Vec::new();
    run_until(first, Duration::from_mins(1), |message| {
        let action = state.update(message, &core);
        let page = match &state.place {
            Place::Camera(lens) if lens.side == Side::Back => {
                camera.show(1);
                "back"
            }
            Place::Camera(_) => "front",
            Place::Reading { .. } => "reading",
            _ => "check",
        };
        if drawn.last() != Some(&page) {
            draw(
                &core,
                state.view(&core),
                &format!("insurance-real-{}-{page}", drawn.len()),
            );
            drawn.push(page);
        }

        (!matches!(state.place, Place::Check)).then_some(action)
    });

    assert_eq!(drawn, ["front", "reading", "back", "reading", "check"]);
    let card = state.draft.card(&core);
    assert!(!card.payer.is_empty(), "the payer was read");
    assert!(
        card.member_id.reveal().replace(' ', "").contains("804512097"),
        "and the member id"
    );
    assert_eq!(state.draft.pictures.len(), 2);
    assert!(
        state
            .draft
            .pictures
            .iter()
            .all(|picture| picture.jpeg.len() <= 200 * 1024)
    );
}

/// An engine that takes an I for a 1.
struct Region;

impl TextReader for Region {
    fn words(&self, _: &RgbImage) -> Result<Vec<Word>, ReadError> {
        let word = |text: &str, x: f32, y: f32, height: f32| Word {
            text: text.to_owned(),
            confidence: 0.9,
            bounds: capture::Bounds::new(x, y, text.len() as f32 * height / 2.0, height),
        };

        Ok(vec![
            word("M1llbrook", 60.0, 40.0, 60.0),
            word("Union", 350.0, 40.0, 60.0),
            word("Fund", 520.0, 40.0, 60.0),
            word("Member", 60.0, 260.0, 34.0),
            word("ID:", 180.0, 260.0, 34.0),
            word("XEH804512097", 260.0, 260.0, 34.0),
        ])
    }
}

#[test]
fn a_payer_of_the_region_is_spelled_as_the_configuration_has_it() {
    let card = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("resources/demo/cards/evergreen-front.jpg");
    let camera = capture::PictureCamera::new(vec![card]);
    camera.show(0);
    let mut core = core();
    Arc::make_mut(&mut core.config).payers.names = vec!["Millbrook Union Fund".to_owned()];
    core.services.camera = Some(Arc::new(camera));
    core.services.reader = Some(Arc::new(Region));
    let (mut state, _) = State::new(&core);
    let first = state.update(Message::NewCardPressed, &core);
    run_until(first, Duration::from_mins(1), |message| {
        let action = state.update(message, &core);
        let is_read = matches!(&state.place, Place::Camera(lens) if lens.side == Side::Back);

        (!is_read).then_some(action)
    });

    assert_eq!(state.draft.card(&core).payer, "Millbrook Union Fund");
}
