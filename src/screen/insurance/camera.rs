//! What is shown while a card is held to the camera, and while it is read.

use capture::Guidance;
use iced::widget::image::Handle;
use registration::insurance::Side;
use ui::{Aside, Icon, Page, Primary, Problem, Tone};

use super::lens::{Lens, Refused};
use super::{Message, Patience};
use crate::core::Core;
use crate::locale::Locale;
use crate::t;

/// The camera and what it sees.
pub(super) fn view<'a>(lens: &'a Lens, core: &'a Core) -> Page<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let seen = lens.seen.as_ref();
    let (tone, status) = match seen {
        None => (Tone::Plain, t!(locale, "insurance-camera-starts")),
        Some(seen) if lens.waits_for_the_back() && seen.assessment.quad.is_some() => {
            (Tone::Attention, t!(locale, "insurance-turn-over"))
        }
        Some(seen) => (tone(seen.assessment.guidance), guidance(seen.assessment.guidance, locale)),
    };
    let camera = ui::camera_view(
        look,
        "camera",
        seen.map(|seen| seen.preview.clone()),
        seen.and_then(|seen| seen.outline),
        tone,
        status,
    );
    let problem = lens.refused.map(|refused| Problem::new(t!(locale, "insurance-picture"), reason(refused, locale)));
    let (question, hint) = words(lens.side, locale);
    let page = Page::new(question, camera)
        .problem(problem.clone())
        .back(Message::BackPressed)
        .primary(
            Primary::new("shutter", t!(locale, "insurance-shutter"), seen.map(|_| Message::ShutterPressed))
                .icon(Some(Icon::Camera)),
        );
    // What is wrong with the picture says more than where the camera is, and large text leaves no room for both.
    let page = if problem.is_some() { page } else { page.hint(hint) };

    match lens.side {
        Side::Back => page.aside(
            Aside::new("insurance-no-back", t!(locale, "insurance-no-back"), Message::NoBackPressed).icon(Icon::Forward),
        ),
        Side::Front => page
            .aside(
                Aside::new("insurance-type", t!(locale, "insurance-type"), Message::TypePressed).icon(Icon::Keyboard),
            )
            .aside(Aside::new("insurance-not-with-me", t!(locale, "insurance-not-with-me"), Message::NotWithMePressed)),
    }
}

/// A side is being read.
pub(super) fn reading<'a>(
    side: Side,
    preview: Option<&Handle>,
    patience: Patience,
    core: &'a Core,
) -> Page<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let status = match patience {
        Patience::Fresh => t!(locale, "insurance-taken"),
        Patience::Waiting => t!(locale, "insurance-reading"),
        Patience::Long => t!(locale, "insurance-reading-long"),
    };
    let picture = ui::camera_view(look, "waiting", preview.cloned(), None, Tone::Success, status);
    let page = Page::new(t!(locale, "insurance-reading-title"), picture).back(Message::BackPressed);

    match (patience, side) {
        (Patience::Long, Side::Front) => page.aside(
            Aside::new("insurance-type", t!(locale, "insurance-type"), Message::TypePressed).icon(Icon::Keyboard),
        ),
        (Patience::Long, Side::Back) => page.aside(Aside::new(
            "insurance-no-back",
            t!(locale, "insurance-no-back"),
            Message::NoBackPressed,
        )),
        _ => page,
    }
}

fn words(side: Side, locale: &Locale) -> (String, String) {
    match side {
        Side::Front => (t!(locale, "insurance-front"), t!(locale, "insurance-front-hint")),
        Side::Back => (t!(locale, "insurance-back"), t!(locale, "insurance-back-hint")),
    }
}

fn tone(guidance: Guidance) -> Tone {
    match guidance {
        Guidance::Good => Tone::Success,
        Guidance::NoCard | Guidance::HoldStill => Tone::Plain,
        _ => Tone::Attention,
    }
}

fn guidance(guidance: Guidance, locale: &Locale) -> String {
    match guidance {
        Guidance::NoCard => t!(locale, "insurance-see-no-card"),
        Guidance::ComeCloser => t!(locale, "insurance-see-closer"),
        Guidance::MoveBack => t!(locale, "insurance-see-back"),
        Guidance::CutOff => t!(locale, "insurance-see-cut-off"),
        Guidance::HoldStill => t!(locale, "insurance-see-still"),
        Guidance::TooDark => t!(locale, "insurance-see-dark"),
        Guidance::Glare => t!(locale, "insurance-see-glare"),
        Guidance::WrongObject => t!(locale, "insurance-see-other"),
        Guidance::TwoCards => t!(locale, "insurance-see-two"),
        Guidance::Good => t!(locale, "insurance-see-good"),
    }
}

/// Why a picture was not taken, and what to do about it.
fn reason(refused: Refused, locale: &Locale) -> String {
    match refused {
        Refused::Unreadable => t!(locale, "insurance-refused-unreadable"),
        Refused::Seen(Guidance::NoCard | Guidance::Good) => t!(locale, "insurance-refused-no-card"),
        Refused::Seen(Guidance::ComeCloser) => t!(locale, "insurance-refused-closer"),
        Refused::Seen(Guidance::MoveBack) => t!(locale, "insurance-refused-back"),
        Refused::Seen(Guidance::CutOff) => t!(locale, "insurance-refused-cut-off"),
        Refused::Seen(Guidance::HoldStill) => t!(locale, "insurance-refused-blurred"),
        Refused::Seen(Guidance::TooDark) => t!(locale, "insurance-refused-dark"),
        Refused::Seen(Guidance::Glare) => t!(locale, "insurance-refused-glare"),
        Refused::Seen(Guidance::WrongObject) => t!(locale, "insurance-refused-other"),
        Refused::Seen(Guidance::TwoCards) => t!(locale, "insurance-refused-two"),
    }
}
