//! What a card says, line by line, while the person checks it.

use capture::{Bounds, CardFields, Field};
use iced::widget::image::Handle;
use registration::insurance::{Card, CardPicture};
use registration::private::Text;

use super::reading::SideRead;
use crate::locale::Locale;
use crate::screen::fields::{Keys, Words};
use crate::t;

/// Under this confidence the person is asked to look twice. A high one is no proof either: everything is shown.
const DOUBT: f32 = 0.75;

/// A line of the check page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// Who insures.
    Payer,
    /// The plan's name.
    Plan,
    /// Member id.
    Member,
    /// Group number.
    Group,
    /// Whose insurance it is.
    Subscriber,
}

impl Row {
    /// Every line in the order shown.
    pub(super) const ALL: [Self; 5] = [Self::Payer, Self::Plan, Self::Member, Self::Group, Self::Subscriber];

    /// A name that stays the same in every language.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Payer => "payer",
            Self::Plan => "plan",
            Self::Member => "member",
            Self::Group => "group",
            Self::Subscriber => "subscriber",
        }
    }

    /// Whether the payer cannot be asked without it.
    pub(super) fn required(self) -> bool {
        matches!(self, Self::Payer | Self::Member)
    }

    /// The longest value, in letters.
    pub(super) fn limit(self) -> usize {
        match self {
            Self::Payer | Self::Plan => 80,
            Self::Member | Self::Group => 40,
            Self::Subscriber => 100,
        }
    }

    /// The keyboard that fits.
    pub(super) fn keys(self) -> Keys {
        match self {
            Self::Payer | Self::Plan | Self::Subscriber => Keys::Text,
            Self::Member | Self::Group => Keys::Code,
        }
    }

    /// Its name in words.
    pub(super) fn label(self) -> Words {
        match self {
            Self::Payer => |locale: &Locale| t!(locale, "insurance-payer"),
            Self::Plan => |locale: &Locale| t!(locale, "insurance-plan"),
            Self::Member => |locale: &Locale| t!(locale, "insurance-member"),
            Self::Group => |locale: &Locale| t!(locale, "insurance-group"),
            Self::Subscriber => |locale: &Locale| t!(locale, "insurance-subscriber"),
        }
    }

    /// What is asked on its own page.
    pub(super) fn question(self, locale: &Locale) -> String {
        match self {
            Self::Payer => t!(locale, "insurance-payer-question"),
            Self::Plan => t!(locale, "insurance-plan-question"),
            Self::Member => t!(locale, "insurance-member-question"),
            Self::Group => t!(locale, "insurance-group-question"),
            Self::Subscriber => t!(locale, "insurance-subscriber-question"),
        }
    }

    fn of(self, fields: &CardFields) -> Option<&Field> {
        let field = match self {
            Self::Payer => &fields.payer,
            Self::Plan => &fields.plan,
            // Medicare's own card calls the member id by another name.
            Self::Member if fields.member_id.is_none() => &fields.mbi,
            Self::Member => &fields.member_id,
            Self::Group => &fields.group_number,
            Self::Subscriber => &fields.subscriber_name,
        };

        field.as_ref().filter(|field| !field.value.trim().is_empty())
    }
}

/// One line as it stands.
#[derive(Clone, Default)]
pub(super) struct Value {
    /// What it says; none where it was not read or is not there.
    pub(super) words: Option<Text>,
    /// Whether it was hard to read, and nobody has looked at it since.
    pub(super) doubtful: bool,
    /// The place on the card.
    pub(super) crop: Option<Handle>,
}

/// A card while it is checked. It has no `Debug`: everything in it is private.
#[derive(Clone, Default)]
pub(super) struct Draft {
    values: [Value; 5],
    rx_bin: Option<String>,
    rx_pcn: Option<String>,
    rx_group: Option<String>,
    pub(super) pictures: Vec<CardPicture>,
}

impl Draft {
    /// A card that was confirmed before.
    pub(super) fn of(card: &Card, pictures: Vec<CardPicture>) -> Self {
        let mut draft = Self {
            rx_bin: card.rx_bin.clone(),
            rx_pcn: card.rx_pcn.clone(),
            rx_group: card.rx_group.clone(),
            pictures,
            ..Self::default()
        };
        draft.set(Row::Payer, Text::trimmed(&card.payer));
        draft.set(Row::Plan, card.plan.as_deref().and_then(Text::trimmed));
        draft.set(Row::Member, Text::trimmed(card.member_id.reveal()));
        draft.set(Row::Group, card.group_number.clone());
        draft.set(Row::Subscriber, card.subscriber.clone());

        draft
    }

    pub(super) fn value(&self, row: Row) -> &Value {
        let [payer, plan, member, group, subscriber] = &self.values;
        match row {
            Row::Payer => payer,
            Row::Plan => plan,
            Row::Member => member,
            Row::Group => group,
            Row::Subscriber => subscriber,
        }
    }

    /// What the person typed.
    pub(super) fn set(&mut self, row: Row, words: Option<Text>) {
        *self.value_mut(row) = Value {
            words,
            doubtful: false,
            crop: None,
        };
    }

    /// Adds a side that was read: it fills what is still empty.
    pub(super) fn take(&mut self, side: SideRead) {
        if let Some(picture) = side.picture {
            self.pictures.retain(|other| other.side != picture.side);
            self.pictures.push(picture);
        }
        let Some(fields) = side.fields else {
            return;
        };
        for row in Row::ALL {
            let crop = side
                .crops
                .iter()
                .find(|(place, _)| *place == row)
                .map(|(_, crop)| crop.clone());
            let value = self.value_mut(row);
            if let (None, Some(field)) = (&value.words, row.of(&fields)) {
                let short: String = field.value.trim().chars().take(row.limit()).collect();
                *value = Value {
                    words: Text::trimmed(&short),
                    doubtful: field.confidence < DOUBT,
                    crop,
                };
            }
        }
        let fill = |here: &mut Option<String>, there: Option<Field>| {
            if here.is_none() {
                *here = there
                    .map(|field| field.value.trim().to_owned())
                    .filter(|value| !value.is_empty());
            }
        };
        fill(&mut self.rx_bin, fields.rx_bin);
        fill(&mut self.rx_pcn, fields.rx_pcn);
        fill(&mut self.rx_group, fields.rx_grp);
    }

    /// The first line that is needed and empty.
    pub(super) fn missing(&self) -> Option<Row> {
        Row::ALL
            .into_iter()
            .find(|row| row.required() && self.value(*row).words.is_none())
    }

    /// The card as confirmed.
    pub(super) fn card(&self) -> Card {
        let text = |row: Row| self.value(row).words.clone();
        let words = |row: Row| text(row).map(|words| words.reveal().clone());

        Card {
            payer: words(Row::Payer).unwrap_or_default(),
            plan: words(Row::Plan),
            member_id: text(Row::Member).unwrap_or_default(),
            group_number: text(Row::Group),
            rx_bin: self.rx_bin.clone(),
            rx_pcn: self.rx_pcn.clone(),
            rx_group: self.rx_group.clone(),
            subscriber: text(Row::Subscriber),
        }
    }

    fn value_mut(&mut self, row: Row) -> &mut Value {
        let [payer, plan, member, group, subscriber] = &mut self.values;
        match row {
            Row::Payer => payer,
            Row::Plan => plan,
            Row::Member => member,
            Row::Group => group,
            Row::Subscriber => subscriber,
        }
    }
}

/// The lines that were hard to read, and where they stand on the card.
pub(super) fn doubtful(fields: &CardFields) -> Vec<(Row, Bounds)> {
    Row::ALL
        .into_iter()
        .filter_map(|row| {
            let field = row.of(fields).filter(|field| field.confidence < DOUBT)?;

            Some((row, field.bounds?))
        })
        .collect()
}
