//! Makes fields of words: every label is paired with the value that stands beside or below it and looks right.

use crate::labels::Label;
use crate::layout::{Layout, Placed, Role, Token};
use crate::phones::{self, Purpose};
use crate::value::{self, Value};
use crate::{Bounds, CardFields, CardSide, CoverageKind, Field, PayerTable, Word, address, dependants, payer};

/// What the words of one side of a card mean.
pub fn understand(words: &[Word]) -> CardFields {
    understand_with(words, PayerTable::built_in())
}

/// The same with a site's own table of payers.
pub fn understand_with(words: &[Word], payers: &PayerTable) -> CardFields {
    let layout = Layout::of(words);
    let mut pairing = Pairing {
        layout: &layout,
        used: Vec::new(),
    };
    let mut fields = CardFields::default();
    let mut offers = pairing.offers();
    // The surest pairs first: a value that two labels want goes to the nearer one.
    offers.sort_by(|one, other| other.score.total_cmp(&one.score));

    for offer in offers {
        if pairing.is_free(&offer)
            && let Some(place) = place(&mut fields, offer.label)
            && place.is_none()
        {
            *place = Some(pairing.field(&offer));
            pairing.used.push(offer);
        } else if offer.label == Label::Other && pairing.is_free(&offer) {
            pairing.used.push(offer);
        }
    }

    if fields.mbi.is_none() {
        fields.mbi = pairing.anywhere(|words| {
            let value = value::value(Label::MedicareNumber, words)?;

            (value.text.len() == 11).then_some(value)
        });
    }

    if fields.member_id.is_none() && fields.mbi.is_none() && fields.side() == CardSide::Front {
        fields.member_id = pairing.unlabelled();
    }

    telephones(&layout, &mut fields);
    fields.claims_address = address::claims(&layout);
    fields.dependants = dependants::find(&layout, fields.subscriber_name.as_ref());

    // A name in large letters is a payer's only on something that is an insurance card's front.
    if fields.marks() > 0 {
        let (payer, plan) = payer::find(&layout, payers, &|line, token| pairing.is_used(line, token));
        fields.payer = fields.payer.take().or(payer);
        fields.plan = fields.plan.take().or(plan);
    }

    fields.coverage = coverage(words, &fields);

    fields
}

/// Puts every telephone number where it belongs. One that is for nobody in particular is the member's.
fn telephones(layout: &Layout, fields: &mut CardFields) {
    for (purpose, phone) in phones::find(layout) {
        let place = match purpose {
            None => &mut fields.phone,
            Some(Purpose::Member) => &mut fields.phones.member,
            Some(Purpose::Provider) => &mut fields.phones.provider,
            Some(Purpose::Pharmacy) => &mut fields.phones.pharmacy,
            Some(Purpose::MentalHealth) => &mut fields.phones.mental_health,
            Some(Purpose::Nurse) => &mut fields.phones.nurse,
            Some(Purpose::Claims) => &mut fields.phones.claims,
            Some(Purpose::Authorization) => &mut fields.phones.authorization,
            Some(Purpose::Dental) => &mut fields.phones.dental,
            Some(Purpose::Vision) => &mut fields.phones.vision,
            Some(Purpose::Machine) => continue,
        };

        if place.is_none() {
            *place = Some(phone);
        }
    }

    if fields.phones.member.is_some() {
        fields.phone.clone_from(&fields.phones.member);
    }
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
        Label::MemberId => &mut fields.member_id,
        Label::Group => &mut fields.group_number,
        Label::RxBin => &mut fields.rx_bin,
        Label::RxPcn => &mut fields.rx_pcn,
        Label::RxGrp => &mut fields.rx_grp,
        Label::Name => &mut fields.subscriber_name,
        Label::EffectiveDate => &mut fields.effective_date,
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

/// A label and a value that could be its own.
struct Offer {
    label: Label,
    value: Value,
    line: usize,
    start: usize,
    score: f32,
}

struct Pairing<'a> {
    layout: &'a Layout,
    used: Vec<Offer>,
}

impl Pairing<'_> {
    fn offers(&self) -> Vec<Offer> {
        let mut offers = Vec::new();

        for placed in &self.layout.labels {
            offers.extend(self.beside(placed));
            offers.extend(self.below(placed));
            offers.extend(self.over(placed));

            // `Subscriber` with a number beside it: the rest of the label was not read.
            if placed.label == Label::Name && !self.says_name(placed) {
                let number = Placed {
                    label: Label::MemberId,
                    ..*placed
                };
                let numbers = self.beside(&number).into_iter().chain(self.below(&number));
                offers.extend(
                    numbers
                        .filter(|offer| looks_like_a_number(&offer.value.text))
                        .map(|offer| Offer {
                            score: offer.score * 0.7,
                            ..offer
                        }),
                );
            }
        }

        offers.extend(self.in_series());

        offers
    }

    /// The value that follows on the same line.
    fn beside(&self, placed: &Placed) -> Option<Offer> {
        let line = self.layout.lines.get(placed.line)?;
        let next = line.get(placed.end)?;

        // Another label comes first: the value is that one's.
        if next.role != Role::Value {
            return None;
        }

        let gap = (next.bounds.x - placed.bounds.right()) / placed.bounds.height.max(1.0);
        let score = if gap < 2.0 { 1.0 } else { (0.92 - gap * 0.012).max(0.4) };

        self.offer(placed.label, placed.line, placed.end, score)
    }

    /// Values on the next lines, under the label.
    fn below(&self, placed: &Placed) -> Vec<Offer> {
        let mut offers = Vec::new();

        for (number, line) in self.layout.lines.iter().enumerate().skip(placed.line + 1) {
            for (start, token) in line.iter().enumerate() {
                // In lines: a small label may stand above a large value, or the other way round.
                let height = placed.bounds.height.max(token.bounds.height).max(8.0);
                let drop = (token.bounds.y - placed.bounds.bottom()) / height;

                if !(-0.6..3.2).contains(&drop) || token.role != Role::Value {
                    continue;
                }

                let run = run_bounds(line, start);
                let left = (token.bounds.x - placed.bounds.x).abs() / height;
                let middle = (run.center().x - placed.bounds.center().x).abs() / height;
                let right = (run.right() - placed.bounds.right()).abs() / height;
                let off = left.min(middle).min(right);

                if off > 1.6 && run.shared_width(placed.bounds) < 0.5 {
                    continue;
                }

                // Within a run only what stands right under the label.
                let starts = starts_run(line, start);

                if !starts && left > 0.8 {
                    continue;
                }

                let score = 0.86 - 0.07 * drop.max(0.0) - 0.05 * off.min(3.0) - if starts { 0.0 } else { 0.1 };
                offers.extend(self.offer(placed.label, number, start, score));
            }
        }

        offers
    }

    /// Whether a label asks for a name in so many words: what stands there is no number.
    fn says_name(&self, placed: &Placed) -> bool {
        placed
            .end
            .checked_sub(1)
            .and_then(|last| self.layout.lines.get(placed.line)?.get(last))
            .is_some_and(|token| token.text.to_uppercase().contains("NAME"))
    }

    /// `PCP/Specialist/ER $20/$40/$250`: as many amounts as names for them, in the same order.
    fn in_series(&self) -> Vec<Offer> {
        let mut offers = Vec::new();

        for (number, line) in self.layout.lines.iter().enumerate() {
            let names: Vec<&Placed> = self
                .layout
                .labels
                .iter()
                .filter(|placed| placed.line == number && placed.label.is_amount())
                .collect();
            let [_, .., last] = names.as_slice() else {
                continue;
            };
            let next = line.get(last.end..).unwrap_or_default();
            let amounts = next
                .iter()
                .take_while(|token| token.role == Role::Value && value::money(&[token.text.as_str()]).is_some())
                .count();

            if amounts == names.len() {
                for (index, placed) in names.iter().enumerate() {
                    offers.extend(self.offer(placed.label, number, last.end + index, 1.1));
                }
            }
        }

        offers
    }

    /// A number like a member id that stands on a card's front without a label that was read. A guess, and said to be
    /// one by its confidence.
    fn unlabelled(&self) -> Option<Field> {
        self.layout.lines.iter().enumerate().find_map(|(number, line)| {
            (0..line.len()).find_map(|start| {
                let words = run_words(line, start);
                let value = value::value(Label::MemberId, &words)?;
                let tokens = line.get(start..start + value.tokens)?;
                let free = (start..start + value.tokens).all(|token| !self.is_used(number, token));
                let is_value = tokens
                    .iter()
                    .all(|token| token.role == Role::Value && token.confidence > 0.6);
                let letters = value.text.chars().filter(char::is_ascii_alphanumeric).count();
                let fits = letters >= 8 && looks_like_a_number(&value.text) && value::phone(&words).is_none();

                (free && is_value && fits).then(|| field(&value.text, tokens, 0.25))
            })
        })
    }

    /// Amounts that stand on top of what they are for, as designers like it.
    fn over(&self, placed: &Placed) -> Vec<Offer> {
        let is_amount = placed.label.is_amount();
        let mut offers = Vec::new();

        for (number, line) in self
            .layout
            .lines
            .iter()
            .enumerate()
            .take(placed.line)
            .filter(|_| is_amount)
        {
            for (start, token) in line.iter().enumerate() {
                let height = placed.bounds.height.max(token.bounds.height).max(8.0);
                let rise = (placed.bounds.y - token.bounds.bottom()) / height;
                let left = (token.bounds.x - placed.bounds.x).abs() / height;
                let middle = (token.bounds.center().x - placed.bounds.center().x).abs() / height;
                let off = left.min(middle);

                if (-0.6..1.6).contains(&rise) && off < 1.2 && token.role == Role::Value {
                    // Under what stands below its label, which is usual.
                    offers.extend(self.offer(placed.label, number, start, 0.7 - 0.07 * rise.max(0.0) - 0.05 * off));
                }
            }
        }

        offers
    }

    fn offer(&self, label: Label, line: usize, start: usize, score: f32) -> Option<Offer> {
        let words = run_words(self.layout.lines.get(line)?, start);
        let value = value::value(label, &words)?;

        Some(Offer {
            label,
            value,
            line,
            start,
            score,
        })
    }

    fn is_free(&self, offer: &Offer) -> bool {
        (offer.start..offer.start + offer.value.tokens).all(|token| !self.is_used(offer.line, token))
    }

    fn is_used(&self, line: usize, token: usize) -> bool {
        self.used
            .iter()
            .any(|used| used.line == line && (used.start..used.start + used.value.tokens).contains(&token))
    }

    fn field(&self, offer: &Offer) -> Field {
        let tokens = self
            .layout
            .lines
            .get(offer.line)
            .and_then(|line| line.get(offer.start..offer.start + offer.value.tokens))
            .unwrap_or_default();

        field(&offer.value.text, tokens, offer.score)
    }

    /// The first free value of a kind that needs no label.
    fn anywhere(&self, parse: impl Fn(&[&str]) -> Option<Value>) -> Option<Field> {
        self.layout.lines.iter().enumerate().find_map(|(number, line)| {
            (0..line.len()).find_map(|start| {
                let value = parse(&run_words(line, start))?;
                let free = (start..start + value.tokens).all(|token| !self.is_used(number, token));

                free.then(|| {
                    field(
                        &value.text,
                        line.get(start..start + value.tokens).unwrap_or_default(),
                        0.8,
                    )
                })
            })
        })
    }
}

/// Mostly digits, and enough of them.
fn looks_like_a_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();

    digits >= 5 && digits * 2 >= text.chars().filter(char::is_ascii_alphanumeric).count()
}

/// A field from the tokens it was read from. A doubtful place makes a doubtful field.
pub(crate) fn field(text: &str, tokens: &[Token], score: f32) -> Field {
    let worst = tokens.iter().map(|token| token.confidence).fold(1.0, f32::min);
    let bounds = tokens.iter().map(|token| token.bounds).reduce(Bounds::union);

    Field::new(text, (worst * (0.4 + 0.6 * score)).clamp(0.0, 1.0), bounds)
}

/// Whether a token begins a run: a wide gap or a label stands before it.
fn starts_run(line: &[Token], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).and_then(|before| line.get(before)) else {
        return true;
    };

    before.role != Role::Value || !is_near(before, &line[index])
}

/// Whether no more than a space stands between two tokens.
pub(crate) fn is_near(before: &Token, after: &Token) -> bool {
    after.bounds.x - before.bounds.right() < before.bounds.height.max(after.bounds.height) * 1.25
}

/// The words of a run from a token on.
fn run_words(line: &[Token], start: usize) -> Vec<&str> {
    run(line, start).iter().map(|token| token.text.as_str()).collect()
}

pub(crate) fn run(line: &[Token], start: usize) -> &[Token] {
    let mut end = start;

    while let Some(token) = line.get(end) {
        let continues = end == start || line.get(end - 1).is_some_and(|before| is_near(before, token));

        if token.role != Role::Value || !continues {
            break;
        }

        end += 1;
    }

    line.get(start..end).unwrap_or_default()
}

fn run_bounds(line: &[Token], start: usize) -> Bounds {
    run(line, start)
        .iter()
        .map(|token| token.bounds)
        .reduce(Bounds::union)
        .unwrap_or_default()
}
