//! Makes fields of words: every label is paired with the value that stands beside or below it and looks right.

use crate::labels::Label;
use crate::layout::{Layout, Placed, Role, Token};
use crate::value::{self, Value};
use crate::{Bounds, CardFields, Field, PayerTable, Word, payer};

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

    if fields.phone.is_none() {
        fields.phone = pairing.anywhere(value::phone);
    }

    // A name in large letters is a payer's only on something that is an insurance card's front.
    if fields.marks() > 0 {
        let (payer, plan) = payer::find(&layout, payers, &|line, token| pairing.is_used(line, token));
        fields.payer = fields.payer.take().or(payer);
        fields.plan = fields.plan.take().or(plan);
    }

    fields
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
        Label::Phone => &mut fields.phone,
        Label::Primary => &mut fields.copays.primary,
        Label::Specialist => &mut fields.copays.specialist,
        Label::Urgent => &mut fields.copays.urgent,
        Label::Emergency => &mut fields.copays.emergency,
        Label::Deductible => &mut fields.deductible,
        Label::MedicareNumber => &mut fields.mbi,
        Label::Other => return None,
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
        }

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

    /// Amounts that stand on top of what they are for, as designers like it.
    fn over(&self, placed: &Placed) -> Vec<Offer> {
        let is_amount = matches!(
            placed.label,
            Label::Primary | Label::Specialist | Label::Urgent | Label::Emergency | Label::Deductible
        );
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
