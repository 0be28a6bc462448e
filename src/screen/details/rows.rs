//! What stands in the rows, and how many of them fit on a sheet.

use registration::mask;
use registration::person::{Address, Contact, Guarantor, Person};
use ui::{Size, Space};

use super::{State, Topic};
use crate::core::Core;
use crate::locale::LANGUAGES;
use crate::screen::fields::room::{self, Room};
use crate::t;

/// The rows of one sheet: those beside the question (in landscape), and those where the control stands.
pub type Sheet = (Vec<Topic>, Vec<Topic>);

/// What stands in a row; none where there is nothing.
pub fn value(state: &State, topic: Topic, core: &Core) -> Option<String> {
    let draft = state.draft.as_ref()?;
    let shows = state.shows(topic, core);
    match topic {
        Topic::Name => Some(draft.name.full()),
        Topic::Address => draft.address.as_ref().map(|address| {
            if shows {
                one_line(address)
            } else {
                mask::address(address)
            }
        }),
        Topic::Phone => draft.phone.as_ref().map(|phone| {
            let number = if shows {
                phone.reveal().to_owned()
            } else {
                mask::phone(phone)
            };
            core.locale.left_to_right(&number)
        }),
        Topic::Email => draft.email.as_ref().map(|email| {
            let address = if shows {
                email.reveal().to_owned()
            } else {
                mask::email(email)
            };
            core.locale.left_to_right(&address)
        }),
        Topic::Language => draft.language.as_deref().map(language_name),
        Topic::Emergency => draft
            .emergency_contact
            .as_ref()
            .map(|contact| contact_line(contact, shows, core)),
        Topic::Guarantor => guarantor(draft, shows, core),
    }
}

/// The row's label.
pub fn label(topic: Topic, core: &Core) -> String {
    let locale = &core.locale;
    match topic {
        Topic::Name => t!(locale, "details-name"),
        Topic::Address => t!(locale, "details-address"),
        Topic::Phone => t!(locale, "details-phone"),
        Topic::Email => t!(locale, "details-email"),
        Topic::Language => t!(locale, "details-language"),
        Topic::Emergency => t!(locale, "details-emergency"),
        Topic::Guarantor => t!(locale, "details-guarantor"),
    }
}

/// The rows, spread over as many sheets as this look needs.
pub fn sheets(state: &State, core: &Core) -> Vec<Sheet> {
    let look = &core.look;
    let (question, hint) = (question(core), hint(core));
    let card = look.px(2.0 * 24.0);
    let (beside, here) = if look.landscape() {
        let beside = Room::new(look).question(&question, hint.as_deref()).left() - look.space(Space::S40) - card;
        (if look.low_reach { 0.0 } else { beside }, Room::new(look).left() - card)
    } else {
        let left = Room::new(look).question(&question, hint.as_deref()).left() - card;
        // In low reach the rows stay in the lower half, above the two bars.
        let half = look.canvas.height / 2.0 - look.px(24.0 + 96.0 + 24.0 + 128.0 + 64.0) - card;
        (0.0, if look.low_reach { half.min(left) } else { left })
    };
    let mut rows = Topic::ALL
        .into_iter()
        .map(|topic| (topic, height(state, topic, core)))
        .peekable();
    let mut take = |room: f32, at_least: usize| {
        let mut taken = Vec::new();
        let mut left = room;
        while let Some((topic, height)) = rows.next_if(|(_, height)| *height <= left || taken.len() < at_least) {
            left -= height;
            taken.push(topic);
        }
        taken
    };
    let mut sheets = Vec::new();
    loop {
        let sheet = (take(beside, 0), take(here, 1));
        if sheet.1.is_empty() && sheet.0.is_empty() {
            break;
        }
        sheets.push(sheet);
    }

    sheets
}

/// What is asked.
pub fn question(core: &Core) -> String {
    if core.session.is_offline() {
        t!(core.locale, "details-offline-title")
    } else {
        t!(core.locale, "details-title")
    }
}

/// What helps to answer; in landscape the rows need its room, unless something must be said.
pub fn hint(core: &Core) -> Option<String> {
    if core.session.is_offline() {
        return Some(t!(core.locale, "details-offline"));
    }
    (!core.look.landscape()).then(|| t!(core.locale, "details-hint"))
}

fn height(state: &State, topic: Topic, core: &Core) -> f32 {
    let look = &core.look;
    let width = room::width(look) - look.px(2.0 * 40.0 + 24.0) - look.px(72.0) - look.text(Size::Body30) * 5.0;
    let words = value(state, topic, core).unwrap_or_default();
    let text = room::text_height(look, &label(topic, core), Size::Label28, width)
        + look.px(8.0)
        + room::text_height(look, &words, Size::Control36, width);

    // Padding of the row, and the line between two of them.
    text.max(look.px(96.0)) + look.px(2.0 * 16.0 + 2.0 + 16.0)
}

fn one_line(address: &Address) -> String {
    let state_and_code: Vec<&str> = [&address.state, &address.postal_code]
        .into_iter()
        .flatten()
        .map(|part| part.reveal().as_str())
        .collect();
    let parts = [
        Some(address.street.reveal().clone()),
        address.unit.as_ref().map(|unit| unit.reveal().clone()),
        Some(address.city.reveal().clone()),
        Some(state_and_code.join(" ")),
    ];

    parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn contact_line(contact: &Contact, shows: bool, core: &Core) -> String {
    let name = if shows {
        contact.name.reveal().clone()
    } else {
        mask::name(contact.name.reveal())
    };
    let number = contact.phone.as_ref().map(|phone| {
        if shows {
            phone.reveal().to_owned()
        } else {
            mask::phone(phone)
        }
    });

    match number {
        Some(number) => format!("{name}, {}", core.locale.left_to_right(&number)),
        None => name,
    }
}

fn guarantor(draft: &Person, shows: bool, core: &Core) -> Option<String> {
    draft.guarantor.as_ref().map(|guarantor| match guarantor {
        Guarantor::Myself => t!(core.locale, "details-myself"),
        Guarantor::Other(contact) => contact_line(contact, shows, core),
    })
}

/// The own name of a language, where we know it.
pub fn language_name(tag: &str) -> String {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();

    LANGUAGES
        .iter()
        .find(|language| language.tag == primary)
        .map_or(tag, |language| language.name)
        .to_owned()
}
