//! What is shown while a card is held to the camera, and while it is read.

use capture::Guidance;
use iced::widget::image::Handle;
use registration::insurance::Side;
use ui::{Aside, Icon, Look, Page, Primary, Problem, Size, Space, Tone};

use super::lens::{Lens, Refused};
use super::{Message, Patience, digital};
use crate::core::Core;
use crate::locale::Locale;
use crate::screen::consent::room::{self, Around, measure};
use crate::t;

/// How much of a portrait screen's height the camera's picture takes at most.
const PREVIEW_SHARE: f32 = 0.38;

/// The camera and what it sees.
pub(super) fn view<'a>(lens: &'a Lens, core: &'a Core) -> Page<'a, Message> {
    let (look, locale) = (&core.look, &core.locale);
    let seen = lens.seen.as_ref();
    let word = lens.word().filter(|_| !lens.shows_the_front_again());
    let (tone, status) = match (word, lens.parts) {
        _ if seen.is_none() => (Tone::Plain, t!(locale, "insurance-camera-starts")),
        (_, Some((part, parts))) => (
            Tone::Success,
            t!(locale, "insurance-digital-part", part = part, parts = parts),
        ),
        (None, None) => (Tone::Attention, t!(locale, "insurance-turn-over")),
        (Some(word), None) => (word.tone(), word.words(locale)),
    };
    let outline = seen.and_then(|seen| seen.outline);
    let mark = word.and_then(|word| word.mark(outline.as_ref()));
    let tight = room::tight(look);
    let label = match lens.refused {
        _ if tight => String::new(),
        Some(Refused::Digital(_)) => t!(locale, "insurance-digital-refused"),
        _ => t!(locale, "insurance-picture"),
    };
    let problem = lens.refused.map(|refused| {
        let problem = Problem::new(label, reason(refused, locale));
        // The card is not theirs to mend: another one helps.
        match refused {
            Refused::Digital(_) => problem.calm(),
            _ => problem,
        }
    });
    let (question, hint) = words(lens.side, locale);
    // What is wrong with the picture says more than where to hold the card, and large text leaves no room for both.
    let hint = Some(hint).filter(|_| problem.is_none() && !tight);
    let mut asides = vec![match lens.side {
        Side::Back => Aside::new(
            "insurance-no-back",
            t!(locale, "insurance-no-back"),
            Message::NoBackPressed,
        )
        .icon(Icon::Forward),
        Side::Front => {
            Aside::new("insurance-type", t!(locale, "insurance-type"), Message::TypePressed).icon(Icon::Keyboard)
        }
    }];
    // The page on which the card is typed has the same way aside.
    if lens.side == Side::Front && !tight {
        let label = t!(locale, "insurance-not-with-me");
        asides.push(Aside::new("insurance-not-with-me", label, Message::NotWithMePressed));
    }
    let primary = t!(locale, "insurance-shutter");
    let labels: Vec<String> = asides.iter().map(|aside| aside.label.clone()).collect();
    let around = Around {
        question: &question,
        hint: hint.as_deref(),
        problem: problem.as_ref(),
        asides: &labels,
        primary: &primary,
        control: 0.0,
    };
    let camera = ui::marked_camera_view(
        &fitted(look, &around, &status),
        "camera",
        seen.map(|seen| seen.preview.clone()),
        (outline, mark),
        tone,
        status,
    );
    let mut page = Page::new(question, camera)
        .problem(problem)
        .back(Message::BackPressed)
        .primary(Primary::new("shutter", primary, seen.map(|_| Message::ShutterPressed)).icon(Some(Icon::Camera)));
    if let Some(hint) = hint {
        page = page.hint(hint);
    }

    asides.into_iter().fold(page, Page::aside)
}

/// The look in which the camera's picture is as high as there is room for it: its height follows the canvas.
pub(in crate::screen) fn fitted(look: &Look, around: &Around<'_>, status: &str) -> Look {
    let mut fitted = look.clone();
    let beside = 2.0 * look.space(Space::S40) + look.space(Space::S24) + look.text(Size::Lead44);
    let strip = measure(look, status, Size::Control36, true, room::width(look) - beside).height + look.px(64.0 + 12.0);
    if look.landscape() {
        // The picture stands beside the question.
        let high = room::height(
            look,
            &Around {
                question: "",
                hint: None,
                problem: None,
                ..around.clone()
            },
        ) - strip;
        let width = (high.max(0.0) / 0.75 + look.px(32.0)) * 2.0 + 2.0 * look.margin();
        // Any narrower, and it would be taken for a portrait screen.
        fitted.canvas.width = look.canvas.width.min(width).max(look.canvas.height + 1.0);
    } else {
        let high = (room::height(look, around) - strip).max(0.0) / PREVIEW_SHARE;
        fitted.canvas.height = look.canvas.height.min(high).max(look.canvas.width + 1.0);
    }

    fitted
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
    let question = t!(locale, "insurance-reading-title");
    let pills = [t!(locale, "insurance-no-back")];
    let around = Around {
        question: &question,
        asides: &pills,
        primary: "",
        ..Around::default()
    };
    let fitted = fitted(look, &around, &status);
    let picture = ui::camera_view(&fitted, "waiting", preview.cloned(), None, Tone::Success, status);
    let page = Page::new(question, picture).back(Message::BackPressed);

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

/// Why a picture was not taken, and what to do about it.
fn reason(refused: Refused, locale: &Locale) -> String {
    match refused {
        Refused::Unreadable => t!(locale, "insurance-refused-unreadable"),
        Refused::Digital(refusal) => digital::reason(refusal, locale),
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
