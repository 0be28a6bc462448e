//! What a card says against what is on file. It is told to the person in plain words and to the desk as notes, and
//! never keeps anybody from going on: cards change every January, and people marry.

use fhir::{HumanName, Patient};

use crate::identity::printed_name_is;
use crate::insurance::{Card, CoverageOnFile, Relation};
use crate::mapping::elements::squeezed;
use crate::mapping::related;
use crate::person::{Contact, Guarantor, PersonName, Relationship};
use crate::private::Text;
use crate::session::{DeskNote, Session};

/// One thing in which a card differs from what is on file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discrepancy {
    /// Another payer.
    Payer,
    /// Another member id.
    Member {
        /// It differs only in letters and digits that look alike, such as `O` and `0`: perhaps it was misread.
        nearly: bool,
    },
    /// Another group number.
    Group,
    /// The name is neither the patient's nor that of a subscriber on file.
    Name,
    /// The last day has gone by.
    Expired,
    /// The first day is still to come.
    NotYet,
}

impl Discrepancy {
    /// What the desk is told.
    pub fn note(self) -> DeskNote {
        match self {
            Self::Payer => DeskNote::InsurancePayerChanged,
            Self::Member { .. } => DeskNote::InsuranceMemberChanged,
            Self::Group => DeskNote::InsuranceGroupChanged,
            Self::Name => DeskNote::InsuranceNameDiffers,
            Self::Expired => DeskNote::InsuranceExpired,
            Self::NotYet => DeskNote::InsuranceNotYet,
        }
    }
}

/// Letters and digits that are taken for one another when a card is read or typed.
const ALIKE: &[&str] = &["O0QD", "I1LT", "S5", "B8", "Z27", "G6C", "UV", "NM"];

/// So many of them may stand in one number that was nearly read right.
const MISREAD: usize = 2;

/// A number is believed to have a suffix only where so much of it is left without.
const STEM: usize = 7;

/// In what a card differs from what the session knows, in the order of the lines on the check page. Days are compared
/// with the day on which the card was read.
pub fn discrepancies(card: &Card, session: &Session) -> Vec<Discrepancy> {
    let mut differs = Vec::new();
    let on_file = counterpart(card, &session.dossier.coverages);
    match on_file {
        Some((on_file, true)) => {
            if let Some(nearly) = other_member(card.member_id.reveal(), on_file.card.member_id.reveal()) {
                differs.push(Discrepancy::Member { nearly });
            }
            if let (Some(card), Some(on_file)) = (&card.group_number, &on_file.card.group_number)
                && squeezed(card.reveal()) != squeezed(on_file.reveal())
            {
                differs.push(Discrepancy::Group);
            }
        }
        Some((_, false)) => differs.push(Discrepancy::Payer),
        None => {}
    }
    if is_nobody_known(card, session) {
        differs.push(Discrepancy::Name);
    }
    if let Some(today) = card.read_on {
        // What central says has ended has ended, though the card shows no day.
        let filed_end = on_file
            .filter(|(on_file, same)| {
                *same && other_member(card.member_id.reveal(), on_file.card.member_id.reveal()).is_none()
            })
            .and_then(|(on_file, _)| on_file.ends);
        let ends = card.ends.or(filed_end);
        if ends.is_some_and(|ends| ends < today) {
            differs.push(Discrepancy::Expired);
        } else if card.starts.is_some_and(|starts| starts > today) {
            differs.push(Discrepancy::NotYet);
        }
    }

    differs
}

/// What the patient is to the subscriber of a card, where the card and what is on file say it.
pub fn relation(card: &Card, session: &Session) -> Option<Relation> {
    let subscriber = card.subscriber.as_ref()?.reveal();
    let is = |name: &PersonName| printed_name_is(subscriber, name) == Some(true);
    if patients_names(session).iter().any(is) {
        return Some(Relation::Subscriber);
    }
    let known = known_people(session)
        .into_iter()
        .find(|contact| is(&whole(&contact.name)))
        .and_then(|contact| match contact.relationship {
            Relationship::Partner => Some(Relation::Spouse),
            Relationship::Parent => Some(Relation::Child),
            Relationship::Child => Some(Relation::Parent),
            Relationship::LegalGuardian => Some(Relation::Other),
            Relationship::Sibling | Relationship::Friend | Relationship::Other => None,
        });

    known.or_else(|| patients_line(card, session).map(|_| Relation::Other))
}

/// The line on which a card names the patient among the people it covers.
pub fn patients_line<'a>(card: &'a Card, session: &Session) -> Option<&'a Text> {
    let names = patients_names(session);

    card.dependants.iter().find(|line| {
        names
            .iter()
            .any(|name| printed_name_is(&without_number(line.reveal()), name) == Some(true))
    })
}

/// The number by which a card tells the patient apart from the others: `02` before or behind the name, or behind the
/// member id.
pub fn dependant_number(card: &Card, session: &Session) -> Option<Text> {
    let line = patients_line(card, session)?.reveal();
    let number = line
        .split_whitespace()
        .map(|word| word.trim_matches(|letter: char| !letter.is_ascii_alphanumeric()))
        .find(|word| (1..=3).contains(&word.len()) && word.chars().all(|letter| letter.is_ascii_digit()))?;

    Text::trimmed(number)
}

fn without_number(line: &str) -> String {
    line.split_whitespace()
        .filter(|word| !word.contains(|letter: char| letter.is_ascii_digit()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The coverage on file that a card stands for, and whether it is the same payer's.
fn counterpart<'a>(card: &Card, coverages: &'a [CoverageOnFile]) -> Option<(&'a CoverageOnFile, bool)> {
    let same_kind: Vec<&CoverageOnFile> = coverages
        .iter()
        .filter(|on_file| kind(&on_file.card) == kind(card))
        .collect();
    let same_member =
        |on_file: &&&CoverageOnFile| other_member(card.member_id.reveal(), on_file.card.member_id.reveal()).is_none();
    let same_group = |on_file: &&&CoverageOnFile| {
        let groups = card.group_number.as_ref().zip(on_file.card.group_number.as_ref());
        groups.is_some_and(|(card, on_file)| squeezed(card.reveal()) == squeezed(on_file.reveal()))
    };
    let same_payer: Vec<&CoverageOnFile> = same_kind
        .iter()
        .copied()
        .filter(|on_file| is_same_payer(&on_file.card.payer, &card.payer))
        .collect();
    let likeliest = same_payer
        .iter()
        .find(|on_file| same_member(on_file) && same_group(on_file))
        .or_else(|| same_payer.iter().find(same_member))
        .or_else(|| same_payer.iter().find(same_group))
        .or_else(|| same_payer.first());

    match likeliest {
        Some(on_file) => Some((on_file, true)),
        // A payer's name that was read or typed otherwise is no other payer where the number is the same.
        None => match same_kind.iter().find(same_member) {
            Some(on_file) => Some((on_file, true)),
            None => same_kind.first().map(|on_file| (*on_file, false)),
        },
    }
}

/// A card for the teeth stands beside the medical one, and does not replace it.
fn kind(card: &Card) -> &'static str {
    let words = format!("{} {}", card.payer, card.plan.as_deref().unwrap_or_default()).to_lowercase();

    ["dental", "vision"]
        .into_iter()
        .find(|kind| words.contains(kind))
        .unwrap_or("medical")
}

/// Words that stand in the names of many payers and tell nothing apart.
const COMMON: &[&str] = &[
    "HEALTH",
    "HEALTHCARE",
    "PLAN",
    "PLANS",
    "INSURANCE",
    "COMPANY",
    "CO",
    "INC",
    "OF",
    "THE",
    "AND",
    "GROUP",
    "CARE",
    "LLC",
    "CORPORATION",
    "ASSURANCE",
    "BENEFITS",
    "PPO",
    "HMO",
    "EPO",
    "POS",
];

fn is_same_payer(one: &str, other: &str) -> bool {
    let (whole, other_whole) = (squeezed(one), squeezed(other));
    // Who cannot be named cannot be told apart.
    if whole.is_empty() || other_whole.is_empty() || whole.contains(&other_whole) || other_whole.contains(&whole) {
        return true;
    }
    let telling = |name: &str| -> Vec<String> {
        name.split(|letter: char| !letter.is_alphanumeric())
            .map(squeezed)
            .filter(|word| !word.is_empty() && !COMMON.contains(&word.as_str()))
            .collect()
    };
    let (one, other) = (telling(one), telling(other));
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };

    !short.is_empty() && short.iter().all(|word| long.contains(word))
}

/// Whether a member id is another one; `Some(true)` where it differs only in what looks alike. A suffix for one of
/// several people is no other number.
fn other_member(card: &str, on_file: &str) -> Option<bool> {
    let (card, on_file) = (squeezed(card), squeezed(on_file));
    if card.is_empty() || on_file.is_empty() || card == on_file {
        return None;
    }
    let (short, long) = if card.len() < on_file.len() {
        (&card, &on_file)
    } else {
        (&on_file, &card)
    };
    let suffix = long.strip_prefix(short.as_str()).unwrap_or_default();
    let is_suffix =
        short.len() >= STEM && (1..=3).contains(&suffix.len()) && suffix.chars().all(|letter| letter.is_ascii_digit());
    if is_suffix {
        return None;
    }
    let differing: Vec<(char, char)> = card
        .chars()
        .zip(on_file.chars())
        .filter(|(card, on_file)| card != on_file)
        .collect();
    let alike = |(card, on_file): &(char, char)| {
        ALIKE
            .iter()
            .any(|group| group.contains(*card) && group.contains(*on_file))
    };

    Some(card.len() == on_file.len() && differing.len() <= MISREAD && differing.iter().all(alike))
}

/// Whether the name on the card is nobody's whom the patient's record knows as insured. Where it cannot be told, nobody
/// is alarmed.
fn is_nobody_known(card: &Card, session: &Session) -> bool {
    let Some(printed) = &card.subscriber else {
        return false;
    };
    if patients_line(card, session).is_some() {
        return false;
    }
    let subscribers = session
        .dossier
        .coverages
        .iter()
        .filter_map(|on_file| on_file.card.subscriber.as_ref().map(whole));
    let family = known_people(session).into_iter().map(|contact| whole(&contact.name));
    let mut verdicts: Vec<Option<bool>> = patients_names(session)
        .into_iter()
        .chain(subscribers)
        .chain(family)
        .map(|name| printed_name_is(printed.reveal(), &name))
        .collect();
    verdicts.dedup();

    !verdicts.contains(&Some(true)) && verdicts.contains(&Some(false))
}

/// Every name by which the patient goes: as on file, as corrected, in other letters, before a marriage.
fn patients_names(session: &Session) -> Vec<PersonName> {
    let filed = session
        .patient
        .as_ref()
        .and_then(|patient| Patient::read(patient.resource()))
        .map(|patient| patient.name.iter().filter_map(person_name).collect::<Vec<_>>())
        .unwrap_or_default();
    let now = [&session.person, &session.person_on_file]
        .into_iter()
        .flatten()
        .map(|person| person.name.clone());

    now.chain(filed).collect()
}

fn person_name(name: &HumanName) -> Option<PersonName> {
    let given = Text::trimmed(&name.given.join(" "));
    match name.family.as_deref().and_then(Text::trimmed) {
        Some(family) => Some(PersonName { family, given }),
        None => given
            .or_else(|| Text::trimmed(name.text.as_deref()?))
            .map(|only| whole(&only)),
    }
}

/// Those of the patient's people through whom somebody is insured: partner, parents, children, guardians, whoever pays.
fn known_people(session: &Session) -> Vec<Contact> {
    let filed = session
        .dossier
        .related
        .iter()
        .filter_map(|record| related::read(record.resource()));
    let payers = [&session.person, &session.person_on_file]
        .into_iter()
        .flatten()
        .filter_map(|person| match &person.guarantor {
            Some(Guarantor::Other(contact)) => Some(contact.clone()),
            _ => None,
        });
    let contacts = [&session.person, &session.person_on_file]
        .into_iter()
        .flatten()
        .filter_map(|person| person.emergency_contact.clone());
    let insures = |contact: &Contact| {
        matches!(
            contact.relationship,
            Relationship::Partner | Relationship::Parent | Relationship::Child | Relationship::LegalGuardian
        )
    };

    session
        .guardian
        .clone()
        .into_iter()
        .chain(payers)
        .chain(filed.chain(contacts).filter(insures))
        .collect()
}

/// A name that is one line of words: the last is the family name, where there are several.
fn whole(name: &Text) -> PersonName {
    match name.reveal().trim().rsplit_once(char::is_whitespace) {
        Some((given, family)) => PersonName {
            family: Text::from(family),
            given: Text::trimmed(given),
        },
        None => PersonName {
            family: name.clone(),
            given: None,
        },
    }
}
