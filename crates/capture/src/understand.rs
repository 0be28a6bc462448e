//! Makes fields of words: every label is paired with the value that stands beside or below it and looks right.

mod address;
mod amount_first;
mod candidate;
mod date;
mod dependants;
mod expiry;
mod identifier;
mod label_parts;
mod labels;
mod layout;
mod likeness;
mod marking;
mod medicare;
mod misread;
mod money;
mod names;
mod pairing;
mod payer;
mod payer_table;
mod phones;
mod plan;
mod runs;
mod series;
mod specks;
mod subscriber;
mod telephone;
mod tiers;
mod tokens;
mod torn;
mod two_lines;
mod type_size;
mod under;
mod unlabelled;
mod value;

use crate::understand::labels::Label;
use crate::understand::layout::Layout;
use crate::understand::pairing::{Offer, Pairing};
use crate::{CardFields, CardSide, CoverageKind, Field, Word};

pub(crate) use labels::label;
pub(crate) use misread::as_digit;
pub use payer_table::{PayerNames, PayerTable, PayerTableError};

/// How sure a name is that stands on more room than its letters take.
const TORN: f32 = 0.5;

/// What the words of one side of a card mean.
pub fn understand(words: &[Word], payers: &PayerTable) -> CardFields {
    let layout = Layout::of(words);
    let mut pairing = Pairing::of(&layout);
    let mut fields = CardFields::default();
    let mut offers = pairing.offers();
    // The surest pairs first: a value that two labels want goes to the nearer one.
    offers.sort_by(|one, other| other.score.total_cmp(&one.score));

    if let Some((line, start, value)) = medicare::dashed(&layout) {
        let number = Offer {
            label: Label::MedicareNumber,
            value,
            line,
            start,
            score: 1.0,
        };
        fields.mbi = Some(pairing.field(&number));
        pairing.take(number);
    }

    for offer in offers {
        if pairing.is_free(&offer)
            && let Some(place) = place(&mut fields, offer.label)
            && place.is_none()
        {
            *place = Some(pairing.field(&offer));
            pairing.take(offer);
        } else if offer.label == Label::Other && pairing.is_free(&offer) {
            pairing.take(offer);
        }
    }

    if fields.mbi.is_none() {
        fields.mbi = pairing.anywhere(|words| {
            let value = value::value(Label::MedicareNumber, words)?;

            (value.text.len() == 11).then_some(value)
        });
    }

    if fields.mbi.is_some() {
        fields.effective_date = fields
            .effective_date
            .take()
            .or_else(|| medicare::entitled_since(&layout));
    }

    if let (None, Some(begins)) = (&fields.expiry_date, &fields.effective_date) {
        fields.expiry_date = begins.bounds.and_then(|bounds| expiry::of_period(&layout, bounds));
    }

    if fields.member_id.is_none() && fields.mbi.is_none() && fields.side() == CardSide::Front {
        fields.member_id = pairing.unlabelled();
    }

    if fields.subscriber_name.is_none() {
        fields.subscriber_name = dependants::first(&layout);
    }

    if fields.subscriber_name.is_none() {
        fields.subscriber_name = subscriber::unlabelled(&layout, &fields, &|line, token| pairing.is_used(line, token));
    }

    if let Some(name) = fields.subscriber_name.as_mut().filter(|name| names::is_torn(name)) {
        name.confidence = name.confidence.min(TORN);
    }

    phones::fill(&layout, &mut fields);
    fields.claims_address = address::claims(&layout);
    fields.dependants = dependants::find(&layout, fields.subscriber_name.as_ref());

    // A name in large letters is a payer's only on something that is an insurance card's front.
    if fields.marks() > 0 {
        let (payer, plan) = payer::find(&layout, payers, &|line, token| pairing.is_used(line, token));
        fields.payer = fields.payer.take().or(payer);
        fields.plan = fields.plan.take().or(plan);

        if fields.mbi.is_some() {
            fields.payer = fields.payer.take().or_else(|| medicare::named(&layout));
        }
    }

    fields.coverage = coverage(words, &fields);

    fields
}

/// What the card is for, where a word in large letters or a number says so.
fn coverage(words: &[Word], fields: &CardFields) -> Option<CoverageKind> {
    let tallest = words.iter().map(|word| word.bounds.height).fold(0.0, f32::max);
    let says = |wanted: &str| {
        words.iter().any(|word| {
            word.bounds.height > tallest * 0.45
                && word
                    .text
                    .trim_matches(|letter: char| !letter.is_alphabetic())
                    .eq_ignore_ascii_case(wanted)
        })
    };

    if says("DENTAL") {
        Some(CoverageKind::Dental)
    } else if says("VISION") {
        Some(CoverageKind::Vision)
    } else if says("MEDICAID") {
        Some(CoverageKind::Medicaid)
    } else if fields.mbi.is_some() || says("MEDICARE") {
        Some(CoverageKind::Medicare)
    } else if fields.rx_bin.is_some() || fields.copays.primary.is_some() {
        Some(CoverageKind::Medical)
    } else {
        None
    }
}

/// How much the words speak of an insurance card: its labels, and words that stand on its back.
pub(crate) fn evidence(words: &[Word]) -> usize {
    const BACK: [&str; 12] = [
        "CLAIMS",
        "MEMBER",
        "MEMBERS",
        "PHARMACY",
        "PHARMACIST",
        "PHARMACISTS",
        "PROVIDER",
        "PROVIDERS",
        "COVERAGE",
        "ELIGIBILITY",
        "HOSPITAL",
        "BENEFITS",
    ];

    if is_licence(words) {
        return 0;
    }

    let layout = Layout::of(words);
    let labels = layout
        .labels
        .iter()
        .filter(|placed| placed.label != Label::Name)
        .count();
    let spoken = BACK
        .iter()
        .filter(|known| {
            words.iter().any(|word| {
                word.text
                    .trim_matches(|letter: char| !letter.is_alphabetic())
                    .eq_ignore_ascii_case(known)
            })
        })
        .count();

    labels + spoken
}

/// A driver's licence has labels of its own that some insurance cards have too.
fn is_licence(words: &[Word]) -> bool {
    let says = |wanted: &[&str]| {
        words.iter().any(|word| {
            let text = word.text.trim_matches(|letter: char| !letter.is_alphabetic());

            wanted.iter().any(|wanted| text.eq_ignore_ascii_case(wanted))
        })
    };

    says(&["DRIVER", "DRIVERS", "DRIVER'S"]) && says(&["LICENSE", "LICENCE"])
}

/// Whether a label stands on the card whose value was not read.
pub(crate) fn has_unanswered(words: &[Word], fields: &mut CardFields) -> bool {
    let wanted = |label: Label| {
        matches!(
            label,
            Label::MemberId
                | Label::Group
                | Label::RxBin
                | Label::RxPcn
                | Label::RxGrp
                | Label::Name
                | Label::Primary
                | Label::Specialist
                | Label::Urgent
                | Label::Emergency
                | Label::Deductible
        )
    };

    Layout::of(words)
        .labels
        .iter()
        .any(|placed| wanted(placed.label) && place(fields, placed.label).is_some_and(|place| place.is_none()))
}

/// Where a label's value goes.
fn place(fields: &mut CardFields, label: Label) -> Option<&mut Option<Field>> {
    Some(match label {
        Label::Payer => &mut fields.payer,
        Label::Plan => &mut fields.plan,
        Label::MemberId | Label::Contract => &mut fields.member_id,
        Label::Group => &mut fields.group_number,
        Label::RxBin => &mut fields.rx_bin,
        Label::RxPcn => &mut fields.rx_pcn,
        Label::RxGrp => &mut fields.rx_grp,
        Label::Name => &mut fields.subscriber_name,
        Label::EffectiveDate => &mut fields.effective_date,
        Label::ExpiryDate => &mut fields.expiry_date,
        Label::PayerId => &mut fields.payer_id,
        Label::FamilyDeductible => &mut fields.deductible_family,
        Label::OutOfPocket => &mut fields.out_of_pocket,
        Label::Telehealth => &mut fields.copays.telehealth,
        Label::MentalHealth => &mut fields.copays.mental_health,
        Label::Hospital => &mut fields.copays.hospital,
        Label::Lab => &mut fields.copays.lab,
        Label::Therapy => &mut fields.copays.therapy,
        Label::Generic => &mut fields.copays.generic,
        Label::PreferredBrand => &mut fields.copays.preferred_brand,
        Label::OtherBrand => &mut fields.copays.other_brand,
        Label::Primary => &mut fields.copays.primary,
        Label::Specialist => &mut fields.copays.specialist,
        Label::Urgent => &mut fields.copays.urgent,
        Label::Emergency => &mut fields.copays.emergency,
        Label::Deductible => &mut fields.deductible,
        Label::MedicareNumber => &mut fields.mbi,
        // Telephones and names of dependants are found by what stands around them.
        Label::Phone | Label::Dependants | Label::Other => return None,
    })
}
