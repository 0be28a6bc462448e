//! What a card says, line by line, while the person checks it.

use capture::health_card::HealthCard;
use capture::{Bounds, CardFields, Field};
use iced::widget::image::Handle;
use jiff::civil::Date;
use registration::discrepancy;
use registration::insurance::{Card, CardPicture};
use registration::private::Text;

use super::reading::SideRead;
use crate::core::Core;
use crate::locale::Locale;
use crate::screen::fields::{Keys, Words};
use crate::t;

/// Under this confidence the person is asked to look twice. A high one is no proof either: everything is shown.
const DOUBT: f32 = 0.75;

/// No card names more people; more lines were misread.
const MOST_DEPENDANTS: usize = 12;

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
    /// Until when it is good, or from when: shown where that is not today, and not to be typed.
    Days,
}

impl Row {
    /// Every line that can be typed, in the order shown.
    pub(super) const ALL: [Self; 5] = [Self::Payer, Self::Plan, Self::Member, Self::Group, Self::Subscriber];

    /// A name that stays the same in every language.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Payer => "payer",
            Self::Plan => "plan",
            Self::Member => "member",
            Self::Group => "group",
            Self::Subscriber => "subscriber",
            Self::Days => "days",
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
            Self::Days => 0,
        }
    }

    /// The keyboard that fits.
    pub(super) fn keys(self) -> Keys {
        match self {
            Self::Payer | Self::Plan | Self::Subscriber | Self::Days => Keys::Text,
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
            Self::Days => |locale: &Locale| t!(locale, "insurance-days"),
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
            Self::Days => t!(locale, "insurance-check"),
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
            Self::Days => return None,
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
    values: [Value; 6],
    pub(super) dependants: Vec<Text>,
    pub(super) starts: Option<Date>,
    pub(super) ends: Option<Date>,
    /// Who signed it, where it is a digital card.
    pub(super) signed_by: Option<String>,
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
            dependants: card.dependants.clone(),
            starts: card.starts,
            ends: card.ends,
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

    /// A digital card whose signature is good.
    pub(super) fn signed(card: HealthCard) -> Self {
        let mut draft = Self {
            signed_by: Some(card.issuer_name),
            ..Self::default()
        };
        draft.fill(card.fields, &[]);
        draft.ends = card.coverage_ends;

        draft
    }

    pub(super) fn value(&self, row: Row) -> &Value {
        let [payer, plan, member, group, subscriber, days] = &self.values;
        match row {
            Row::Payer => payer,
            Row::Plan => plan,
            Row::Member => member,
            Row::Group => group,
            Row::Subscriber => subscriber,
            Row::Days => days,
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
        if let Some(fields) = side.fields {
            self.fill(fields, &side.crops);
        }
    }

    fn fill(&mut self, fields: CardFields, crops: &[(Row, Handle)]) {
        for row in Row::ALL {
            let crop = crops
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
        if self.dependants.is_empty() {
            self.dependants = fields
                .dependants
                .iter()
                .filter_map(|field| Text::trimmed(&field.value))
                .take(MOST_DEPENDANTS)
                .collect();
        }
        if self.starts.is_none() {
            self.starts = fields.effective_date.and_then(|field| field.value.parse().ok());
        }
        if self.ends.is_none() {
            // Nobody is told that a card has run out on the word of a doubtful reading.
            let sure = fields.expiry_date.filter(|field| field.confidence >= DOUBT);
            self.ends = sure.and_then(|field| field.value.parse().ok());
        }
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

    /// The card as confirmed today by the person of this session.
    pub(super) fn card(&self, core: &Core) -> Card {
        let text = |row: Row| self.value(row).words.clone();
        let words = |row: Row| text(row).map(|words| words.reveal().clone());
        let mut card = Card {
            payer: words(Row::Payer).unwrap_or_default(),
            plan: words(Row::Plan),
            member_id: text(Row::Member).unwrap_or_default(),
            group_number: text(Row::Group),
            rx_bin: self.rx_bin.clone(),
            rx_pcn: self.rx_pcn.clone(),
            rx_group: self.rx_group.clone(),
            subscriber: text(Row::Subscriber),
            dependants: self.dependants.clone(),
            dependant_number: None,
            relation: None,
            starts: self.starts,
            ends: self.ends,
            read_on: Some(core.today()),
        };
        card.relation = discrepancy::relation(&card, &core.session);
        card.dependant_number = discrepancy::dependant_number(&card, &core.session);

        card
    }

    fn value_mut(&mut self, row: Row) -> &mut Value {
        let [payer, plan, member, group, subscriber, days] = &mut self.values;
        match row {
            Row::Payer => payer,
            Row::Plan => plan,
            Row::Member => member,
            Row::Group => group,
            Row::Subscriber => subscriber,
            Row::Days => days,
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
