//! The screen that waits for somebody: calm, alive, and free when nothing moves.
//!
//! The whole of it is one thing to touch. Ids: `site`, `welcome`, `start`, `language-<tag>`, `desk`.

use std::time::Duration;

use iced::alignment::{Horizontal, Vertical};
use iced::widget::{Column, Space as Gap, Stack, container, mouse_area};
use iced::{Background, Length, Padding};
use ui::button::{Button, Kind};
use ui::{Element, Look, Role, Size, Space};

use crate::core::Core;
use crate::locale::{LANGUAGES, Language};
use crate::t;

/// How many pictures a breath has.
const BREATH: f32 = 80.0;

/// What is shown; `phase` is how far the breath is, from 0 to 1. The whole screen is one large thing to touch.
pub fn view<'a, M: Clone + 'a>(
    core: &'a Core,
    phase: f32,
    touched: impl Fn(Option<&'static str>) -> M,
) -> Element<'a, M> {
    let look = &core.look;
    let content = if look.landscape() {
        landscape(core, phase, &touched)
    } else {
        portrait(core, phase, &touched)
    };
    let ground = look.palette.ground;
    let screen = container(content)
        .width(Length::Fill)
        .height(Length::Fill)
        .style(move |_theme| container::Style {
            background: Some(Background::Color(ground)),
            ..container::Style::default()
        });

    // On lifting, as everything else here: a finger that rests on the glass starts nothing.
    mouse_area(screen).on_release(touched(None)).into()
}

/// How long until the animation goes on: short steps while it breathes, a long pause between two breaths, in which
/// nothing is drawn.
pub fn pause(phase: f32) -> Duration {
    if phase == 0.0 {
        Duration::from_secs(12)
    } else {
        Duration::from_millis(100)
    }
}

/// The phase after this one; back to rest at the end of a breath.
pub fn next_phase(phase: f32) -> f32 {
    let next = phase + 1.0 / BREATH;

    // A hair below one is the end too: sums of fractions are never exact.
    if next > 1.0 - 0.5 / BREATH { 0.0 } else { next }
}

fn portrait<'a, M: Clone + 'a>(
    core: &'a Core,
    phase: f32,
    touched: &impl Fn(Option<&'static str>) -> M,
) -> Element<'a, M> {
    let look = &core.look;
    let words = padded(look, look.px(104.0), words(core));
    let start = container(padded(look, 0.0, start(core, touched)))
        .height(Length::Fill)
        .align_y(Vertical::Bottom)
        .padding(Padding::ZERO.bottom(look.px(88.0)));
    let arches = Stack::with_children(vec![ui::attract(look, phase), start.into()]);

    Column::with_children(vec![
        words,
        Gap::new().height(look.space(Space::S40)).into(),
        container(arches).height(Length::Fill).into(),
        footer(core, touched),
    ])
    .into()
}

fn landscape<'a, M: Clone + 'a>(
    core: &'a Core,
    phase: f32,
    touched: &impl Fn(Option<&'static str>) -> M,
) -> Element<'a, M> {
    let look = &core.look;
    let side = container(padded(look, look.px(72.0), words(core)))
        .width(Length::FillPortion(6))
        .height(Length::Fill);
    let start = container(padded(look, 0.0, start(core, touched)))
        .height(Length::Fill)
        .align_y(Vertical::Bottom)
        .padding(Padding::ZERO.bottom(look.px(72.0)));
    let arches = container(Stack::with_children(vec![ui::attract(look, phase), start.into()]))
        .width(Length::FillPortion(5))
        .height(Length::Fill);
    let upper = ui::layout::row_with(look, vec![side.into(), arches.into()], Space::S8, Vertical::Top);

    Column::with_children(vec![
        container(upper).height(Length::Fill).into(),
        footer(core, touched),
    ])
    .into()
}

fn words<'a, M: Clone + 'a>(core: &'a Core) -> Element<'a, M> {
    let (look, locale) = (&core.look, &core.locale);
    let site = &core.config.site;
    let where_am_i = ui::text::styled(look, format!("{} · {}", site.name, site.entrance))
        .id("site")
        .size(Size::Control36)
        .bold()
        .color(look.palette.accent);
    let welcome = ui::text::styled(look, t!(locale, "attract-welcome"))
        .id("welcome")
        .size(Size::Number96)
        .bold()
        .role(Role::Heading);
    let [minutes, bring] =
        [t!(locale, "attract-minutes"), t!(locale, "attract-bring")].map(|line| ui::text::lead(look, line));

    ui::layout::column_with(
        look,
        vec![
            where_am_i.into(),
            ui::gap(look, Space::S24),
            welcome.into(),
            ui::gap(look, Space::S8),
            ui::layout::column_with(look, vec![minutes, bring], Space::S8),
        ],
        Space::S16,
    )
}

fn start<'a, M: Clone + 'a>(core: &'a Core, touched: &impl Fn(Option<&'static str>) -> M) -> Element<'a, M> {
    let look = &core.look;

    Button::new(
        look,
        Kind::Primary,
        "start",
        t!(core.locale, "attract-start"),
        None,
        Some(touched(None)),
    )
    .text(Size::Headline60)
    .height(look.px(176.0))
    .into()
}

fn footer<'a, M: Clone + 'a>(core: &'a Core, touched: &impl Fn(Option<&'static str>) -> M) -> Element<'a, M> {
    let look = &core.look;
    let languages = languages(core)
        .map(|language| {
            Button::new(
                look,
                Kind::Secondary,
                format!("language-{}", language.tag),
                language.name,
                None,
                Some(touched(Some(language.tag))),
            )
            .width(Length::Shrink)
            .height(look.px(104.0))
            .into()
        })
        .collect();
    let desk = match core.config.site.desk.get(core.language()) {
        Some(place) => t!(core.locale, "attract-desk-where", place = place.as_str()),
        None => t!(core.locale, "attract-desk"),
    };
    let desk = ui::text::styled(look, desk).id("desk").size(Size::Body30).muted();
    let content = ui::layout::column_with(look, vec![ui::wrap(look, languages), desk.into()], Space::S40);
    let card = look.palette.card;

    container(padded(look, look.px(48.0), content))
        .width(Length::Fill)
        .padding(Padding::ZERO.bottom(look.px(48.0)))
        .align_x(Horizontal::Center)
        .style(move |_theme| container::Style {
            background: Some(Background::Color(card)),
            ..container::Style::default()
        })
        .into()
}

/// The languages that this kiosk offers, in the site's order.
pub(super) fn languages(core: &Core) -> impl Iterator<Item = &'static Language> {
    core.config
        .kiosk
        .languages
        .iter()
        .filter_map(|tag| LANGUAGES.iter().find(|language| language.tag == tag))
}

fn padded<'a, M: 'a>(look: &Look, top: f32, content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    container(content)
        .width(Length::Fill)
        .padding(Padding {
            top,
            right: look.margin(),
            bottom: 0.0,
            left: look.margin(),
        })
        .into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;
    use crate::app::App;
    use crate::screen::clinic::Clinic;
    use crate::service::scripted::ScriptedCentral;
    use crate::stage::Stage;

    #[test]
    fn a_touch_anywhere_starts_and_a_language_starts_in_it() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let stage = || {
            let core = Clinic::with(ScriptedCentral::default()).core;
            let size = core.look.canvas;
            Stage::new(App::new(core), size, runtime.handle().clone()).unwrap()
        };
        let mut anywhere = stage();
        anywhere.drag(&[iced::Point::new(540.0, 700.0)]);
        assert_eq!(anywhere.app.showing(), "comfort");

        let mut spanish = stage();
        spanish.touch("language-es").unwrap();
        assert_eq!(spanish.app.showing(), "comfort");
        assert_eq!(spanish.app.core.language(), "es");
    }

    #[test]
    fn a_breath_ends_and_rests() {
        let mut phase = next_phase(0.0);
        let mut steps = 1;
        while phase != 0.0 {
            assert!(pause(phase) <= Duration::from_millis(100));
            phase = next_phase(phase);
            steps += 1;
            assert!(steps <= 80, "the breath never ends");
        }

        assert_eq!(steps, 80);
        assert!(pause(0.0) >= Duration::from_secs(10), "nothing is drawn while it rests");
    }
}
