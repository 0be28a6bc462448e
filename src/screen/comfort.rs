//! The comfort page: language, size of text, contrast, reach, voice. Every choice shows at once.
//!
//! Ids: `language-<tag>`, `text-usual|text-large|text-largest`, `contrast`, `low-reach`, `speech`, `primary`.

use iced::Length;
use iced::widget::container;
use ui::button::{Button, Kind};
use ui::{Element, Icon, Page, Primary, Size, Space};

use super::attract::languages;
use crate::core::{Comfort, Core, TextSize};
use crate::t;

/// What the page tells the app.
pub enum Choice {
    /// Nothing.
    None,
    /// Another language.
    Language(&'static str),
    /// Another way of showing things.
    Comfort(Comfort),
    /// The person is comfortable.
    Done,
}

/// What the page remembers: nothing, because every choice is taken at once.
#[derive(Default)]
pub struct State {}

/// What happened on it.
#[derive(Clone)]
pub enum Message {
    /// A language was chosen.
    LanguageChosen(&'static str),
    /// A size of text was chosen.
    TextChosen(TextSize),
    /// Strong contrast, or not.
    ContrastPressed,
    /// Everything in the lower half, or not.
    LowReachPressed,
    /// Read aloud, or not.
    SpeechPressed,
    /// The person is comfortable.
    Confirmed,
}

impl State {
    /// Decides what a message means.
    pub fn update(&mut self, message: Message, core: &Core) -> Choice {
        let now = core.comfort;
        match message {
            Message::LanguageChosen(tag) => Choice::Language(tag),
            Message::TextChosen(text) => Choice::Comfort(Comfort { text, ..now }),
            Message::ContrastPressed => Choice::Comfort(Comfort {
                high_contrast: !now.high_contrast,
                ..now
            }),
            Message::LowReachPressed => Choice::Comfort(Comfort {
                low_reach: !now.low_reach,
                ..now
            }),
            Message::SpeechPressed => Choice::Comfort(Comfort {
                speech: !now.speech,
                ..now
            }),
            Message::Confirmed => Choice::Done,
        }
    }

    /// What is shown.
    pub fn view<'a>(&'a self, core: &'a Core) -> Page<'a, Message> {
        let look = &core.look;
        let languages = part(core, t!(core.locale, "comfort-language"), language_row(core));
        let sizes = part(core, t!(core.locale, "comfort-text"), size_row(core));
        let toggles = ui::layout::column_with(look, toggles(core), Space::S16);
        let question = t!(core.locale, "comfort-title");
        // In landscape the two sides share the height.
        let page = if look.landscape() {
            Page::new(
                question,
                ui::layout::column_with(look, vec![sizes, toggles], Space::S40),
            )
            .explanation(languages)
        } else {
            Page::new(
                question,
                ui::layout::column_with(look, vec![languages, sizes, toggles], Space::S40),
            )
        };

        page.primary(Primary::new(
            "primary",
            t!(core.locale, "fields-continue"),
            Some(Message::Confirmed),
        ))
    }
}

fn part<'a>(core: &'a Core, title: String, control: Element<'a, Message>) -> Element<'a, Message> {
    ui::layout::column_with(
        &core.look,
        vec![ui::text::title(&core.look, title), control],
        Space::S16,
    )
}

fn language_row<'a>(core: &'a Core) -> Element<'a, Message> {
    let look = &core.look;
    let languages: Vec<&'static crate::locale::Language> = languages(core).collect();
    let rows = languages
        .chunks(3)
        .map(|languages| {
            let mut tiles: Vec<Element<'a, Message>> = languages
                .iter()
                .map(|language| {
                    Button::new(
                        look,
                        Kind::Key,
                        format!("language-{}", language.tag),
                        language.name,
                        None,
                        Some(Message::LanguageChosen(language.tag)),
                    )
                    .text(Size::Control36)
                    .height(look.px(116.0))
                    .selected(language.tag == core.language())
                    .into()
                })
                .collect();
            while tiles.len() < 3 && languages.len() < 3 {
                tiles.push(iced::widget::Space::new().width(Length::Fill).into());
            }

            ui::row(look, tiles)
        })
        .collect();

    ui::layout::column_with(look, rows, Space::S16)
}

fn size_row<'a>(core: &'a Core) -> Element<'a, Message> {
    let look = &core.look;
    let tiles = TextSize::ALL
        .into_iter()
        .map(|size| {
            let (id, label, sample) = match size {
                TextSize::Usual => ("text-usual", t!(core.locale, "comfort-text-usual"), 36.0),
                TextSize::Large => ("text-large", t!(core.locale, "comfort-text-large"), 45.0),
                TextSize::Largest => ("text-largest", t!(core.locale, "comfort-text-largest"), 54.0),
            };
            let chosen = core.comfort.text == size;

            size_tile(core, id, label, sample, chosen, Message::TextChosen(size))
        })
        .collect();

    ui::layout::row_with(look, tiles, Space::S16, iced::alignment::Vertical::Top)
}

/// A sample in the very size that it stands for, with the name of the size under it.
fn size_tile<'a>(
    core: &'a Core,
    id: &'static str,
    label: String,
    sample: f32,
    chosen: bool,
    message: Message,
) -> Element<'a, Message> {
    let look = &core.look;
    // The samples keep their sizes while the page around them grows.
    let mut fixed = look.clone();
    fixed.text_scale = sample / 36.0;
    let button = Button::new(&fixed, Kind::Key, id, label.clone(), None, Some(message))
        .shows(t!(core.locale, "comfort-sample"))
        .text(Size::Control36)
        .height(look.px(116.0))
        .selected(chosen);
    let name = ui::text::styled(look, label).size(Size::Label28).muted().undescribed();

    container(ui::layout::column_with(
        look,
        vec![button.into(), ui::layout::centered(name)],
        Space::S8,
    ))
    .width(Length::Fill)
    .into()
}

fn toggles<'a>(core: &'a Core) -> Vec<Element<'a, Message>> {
    let (look, locale, comfort) = (&core.look, &core.locale, core.comfort);
    // The words under the names stay away where they would push the names off the page.
    let roomy = comfort.text == TextSize::Usual && !look.landscape();
    let tile = |id: &str, label: String, detail: String, icon: Icon, on: bool, message: Message| {
        ui::toggle_tile(look, id, label, roomy.then_some(detail), Some(icon), on, message)
    };

    vec![
        tile(
            "contrast",
            t!(locale, "comfort-contrast"),
            t!(locale, "comfort-contrast-detail"),
            Icon::Contrast,
            comfort.high_contrast,
            Message::ContrastPressed,
        ),
        tile(
            "speech",
            t!(locale, "comfort-speech"),
            t!(locale, "comfort-speech-detail"),
            Icon::Volume,
            comfort.speech,
            Message::SpeechPressed,
        ),
        // Lowest on the page: it is for those who cannot reach far up.
        tile(
            "low-reach",
            t!(locale, "comfort-low-reach"),
            t!(locale, "comfort-low-reach-detail"),
            Icon::Reach,
            comfort.low_reach,
            Message::LowReachPressed,
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::clinic::Clinic;
    use crate::service::scripted::ScriptedCentral;

    #[test]
    fn every_choice_goes_to_the_app_at_once_and_touches_no_other() {
        let mut clinic = Clinic::with(ScriptedCentral::default());
        let mut page = State::default();
        for message in [
            Message::TextChosen(TextSize::Large),
            Message::ContrastPressed,
            Message::LowReachPressed,
            Message::SpeechPressed,
        ] {
            let Choice::Comfort(comfort) = page.update(message, &clinic.core) else {
                continue;
            };
            clinic.core.comfort(comfort);
        }
        let all = Comfort {
            text: TextSize::Large,
            high_contrast: true,
            low_reach: true,
            speech: true,
        };
        assert_eq!(clinic.core.comfort, all);

        assert!(matches!(
            page.update(Message::LanguageChosen("ar"), &clinic.core),
            Choice::Language("ar")
        ));
        assert!(matches!(page.update(Message::Confirmed, &clinic.core), Choice::Done));
        assert!(matches!(
            page.update(Message::ContrastPressed, &clinic.core),
            Choice::Comfort(Comfort {
                high_contrast: false,
                ..
            })
        ));
    }
}
